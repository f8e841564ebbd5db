"""What is noticed about a run: failures, failed checks and jumps, once, and not again where somebody looked into it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from people.roles import Role
from tests.base import DAY, Cast
from tests.board.watching.nights import KEY, USUAL, alarms, night, usual_nights
from wmp.board.models import Alarm, Attempt, Result
from wmp.board.paper import FIGURES
from wmp.board.watching import looking
from wmp.board.watching.looking import look
from wmp.lib import clock

pytestmark = pytest.mark.django_db
JUMP = ("jump", "Grand Total", "Success")


def looked_into(cast: Cast, note: str = "Late file.") -> None:
    by = cast.of(Role.BOARD_SECRETARY)
    Alarm.objects.unscoped().update(note=note, looked_into_by=by, looked_into_at=clock.now())


def open_alarms() -> int:
    return int(Alarm.objects.unscoped().open().count())


def test_a_figure_that_failed_is_noticed() -> None:
    night(DAY, None)
    assert look() == 1
    assert alarms() == [("failed", "", "")]
    assert "ZeroDivisionError" in Alarm.objects.unscoped().get().words


def test_each_check_that_did_not_hold_is_noticed() -> None:
    night(DAY, 100, failures=["Grand Total: 7 of 8", "Success: over 100%", "Success: over 100%"])
    look()
    assert alarms() == [("check", "", ""), ("check", "", "")]


def test_a_headline_that_jumps_is_noticed_and_said_in_words() -> None:
    usual_nights()
    night(DAY, 300)
    look()
    assert alarms() == [JUMP]
    said = Alarm.objects.unscoped().get().words
    assert said.startswith("Grand Total, Success: 30.0%, and 10.0% in the run before.")
    assert said.endswith("By its last 10 runs it would lie between 9.4% and 10.6%.")


@pytest.mark.parametrize(("earlier", "now"), [(USUAL, 104), (USUAL[:7], 300), (USUAL, 100)])
def test_what_is_usual_or_has_no_history_is_not(earlier: Any, now: int) -> None:
    usual_nights(earlier)
    night(DAY, now)
    look()
    assert alarms() == []


def test_runs_that_failed_were_replaced_or_are_of_another_definition_make_no_history() -> None:
    usual_nights(USUAL[:7])
    night(DAY - timedelta(days=20), None, watched_at=timezone.now())
    night(DAY - timedelta(days=21), 100, shown=False)
    night(DAY - timedelta(days=22), 100, watched_at=timezone.now(), version="other")
    night(DAY + timedelta(days=1), 100, watched_at=timezone.now())
    night(DAY, 300)
    look()
    assert alarms() == []


def test_only_the_last_sixty_runs_count() -> None:
    usual_nights([*[900, 100] * 20, *USUAL * 6])
    night(DAY, 300)
    look()
    assert alarms() == [JUMP] and "60 runs" in Alarm.objects.unscoped().get().words


def test_it_is_noticed_once() -> None:
    night(DAY, None)
    assert (look(), look()) == (1, 0)
    assert len(alarms()) == 1


def test_an_attempt_that_cannot_be_looked_at_keeps_no_other_back(monkeypatch: pytest.MonkeyPatch) -> None:
    broken = night(DAY - timedelta(days=1), None)
    night(DAY, None)
    whole = looking._noticed

    def noticed(attempt: Attempt) -> Iterator[Alarm]:
        if attempt == broken:
            raise ZeroDivisionError
        yield from whole(attempt)

    monkeypatch.setattr(looking, "_noticed", noticed)
    with pytest.raises(ZeroDivisionError):
        look()
    assert list(Attempt.objects.filter(watched_at=None)) == [broken] and len(alarms()) == 1
    monkeypatch.undo()
    assert look() == 1


def test_a_figure_that_cannot_be_read_is_told_and_keeps_no_other_back() -> None:
    attempt = night(DAY, 100)
    Result.objects.unscoped().update(stored_grid={"rows": "none"})
    Result.objects.create(attempt=attempt, key="people.specials_hours", status="failed", error="KeyError")
    assert look() == 2
    told = Alarm.objects.unscoped().get(result__key=KEY).words
    assert told.startswith("Its numbers could not be looked at. The fault is called ")


def test_two_headlines_that_meet_in_one_cell_are_noticed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    twice = replace(FIGURES[KEY], headlines=[*FIGURES[KEY].headlines] * 2)
    monkeypatch.setitem(FIGURES, KEY, twice)
    usual_nights()
    night(DAY, 300)
    look()
    assert alarms() == [JUMP]


def test_what_is_not_shown_or_long_past_is_left_alone() -> None:
    night(DAY, None, shown=False)
    night(DAY - timedelta(days=1), None, started_at=timezone.now() - timedelta(days=4))
    assert look() == 0
    assert not Attempt.objects.filter(watched_at__isnull=False).exists()


def test_the_same_trouble_in_the_next_run_keeps_its_mark(cast: Cast) -> None:
    night(DAY - timedelta(days=1), None)
    look()
    looked_into(cast)
    night(DAY, None)
    look()
    assert (len(alarms()), open_alarms()) == (2, 0)
    assert {each.note for each in Alarm.objects.unscoped()} == {"Late file."}


def test_what_goes_on_failing_is_told_again_after_a_week(cast: Cast) -> None:
    """Its fault may have the same name and be another."""
    night(DAY - timedelta(days=2), None)
    look()
    looked_into(cast)
    for back, days, still_open in ((1, 6, 0), (0, 8, 1)):
        Alarm.objects.unscoped().update(looked_into_at=clock.now() - timedelta(days=days))
        night(DAY - timedelta(days=back), None)
        look()
        assert open_alarms() == still_open


def test_another_trouble_or_the_same_after_a_good_run_is_open(cast: Cast) -> None:
    night(DAY - timedelta(days=2), None)
    look()
    looked_into(cast)
    night(DAY - timedelta(days=1), 100, failures=["Grand Total: 7 of 8"])
    look()
    assert open_alarms() == 1
    looked_into(cast)
    night(DAY, None)
    look()
    assert open_alarms() == 1


def test_a_day_computed_again_keeps_the_mark_of_its_jump(cast: Cast) -> None:
    usual_nights()
    night(DAY, 300)
    look()
    looked_into(cast)
    night(DAY, 300)
    look()
    assert (alarms(), open_alarms()) == ([JUMP, JUMP], 0)


def test_where_it_jumped_to_it_may_stay() -> None:
    usual_nights()
    night(DAY, 300)
    night(DAY + timedelta(days=1), 300)
    look()
    assert alarms() == [JUMP]


def test_a_figure_that_the_paper_no_longer_has_is_looked_at_for_failures_only() -> None:
    usual_nights(key="people.gone")
    night(DAY, 900, key="people.gone")
    night(DAY, None, key="people.gone")
    look()
    assert alarms() == [("failed", "", "")]


def test_who_reads_the_figure_sees_its_alarms(cast: Cast) -> None:
    night(DAY, None, key=KEY)
    look()
    seers = {role for role, account in cast.by_role.items() if Alarm.objects.visible_to(account).exists()}
    assert seers == {Role.BOARD_SECRETARY, Role.PROMOTION_TEAM}
