"""A run of a day: from one snapshot, shared between workers, shown whole, once."""

from dataclasses import replace
from datetime import date, timedelta
from threading import Timer
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from people.workforce.models import SpecialDuty, StaffType
from tests.base import DAY, Cast, person, post
from wmp.board.models import Attempt, Definition, Result, ResultStatus, Run, StoredTrace
from wmp.board.paper import FIGURES
from wmp.board.runs import board_day, compute_result, perform, unfinished
from wmp.lib.figures import Figure

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def force(transactional_db: None) -> Cast:
    return Cast.assemble()


def shown(key: str = "people.representation_by_staff_type") -> Result:
    return Result.objects.unscoped().get(attempt__shown=True, key=key)


def specials_at_month_end() -> object:
    return shown("people.specials_hours").grid.cell("2022-03", "Specials").n


def test_a_run_computes_every_figure_and_shows_them_together() -> None:
    attempt = perform(DAY)
    assert attempt is not None and attempt.shown
    results = Result.objects.unscoped().filter(attempt=attempt)
    assert {result.key for result in results} == set(FIGURES)
    assert {result.status for result in results} == {ResultStatus.COMPUTED}


def test_a_rerun_replaces_what_is_shown_and_keeps_one_run_a_day() -> None:
    perform(DAY)
    second = perform(DAY)
    assert second is not None and second.number == 2
    assert list(Attempt.objects.filter(shown=True)) == [second]
    assert Run.objects.unscoped().count() == 1


def test_better_words_of_a_revision_replace_those_before_and_a_new_revision_stands_beside(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    figure = FIGURES["people.specials_hours"]
    for each in (figure, replace(figure, definition="Better."), replace(figure, definition="Other.", revision=2)):
        monkeypatch.setattr("wmp.board.runs.FIGURES", {figure.key: each})
        perform(DAY)
    kept = Definition.objects.unscoped().values_list("version", "words")
    assert sorted(kept) == [("1", "Better."), ("2", "Other.")]
    results: Any = Result.objects.unscoped().in_words()
    assert [each.words for each in results] == ["Better.", "Better.", "Other."]


def test_a_run_keeps_the_trends_of_its_snapshot_and_later_news_alter_none_of_them() -> None:
    special = post(person("S1"), staff_type=StaffType.SPECIAL)
    for year in (2021, 2022):
        SpecialDuty.objects.create(person=special.person, month=date(year, 3, 1), hours=year - 2011)

    def mended(result: Result) -> None:
        SpecialDuty.objects.unscoped().filter(month=date(2021, 3, 1)).update(hours=99)

    perform(DAY, offer=mended)
    trend = shown("people.specials_hours").trend
    assert trend is not None and [trend.cell(f"{year}-04-01", "Hours").n for year in (2021, 2022)] == [10, 11]
    assert StoredTrace.objects.unscoped().get(result=shown("people.specials_hours")).trend is not None
    assert shown("change.portfolio").stored_trend == {}


def failing_before(day: date) -> Any:
    """A table whose check failed in earlier years alone."""
    table = FIGURES["people.specials_hours"].table(day)
    return table if day == DAY else replace(table, checks=[lambda grid: ["It does not add up"]])


def test_a_check_that_failed_in_an_earlier_year_is_told_with_the_figure(monkeypatch: pytest.MonkeyPatch) -> None:
    special = post(person("S1"), staff_type=StaffType.SPECIAL)
    for year in (2021, 2022):
        SpecialDuty.objects.create(person=special.person, month=date(year, 3, 1), hours=year - 2011)
    figure = FIGURES["people.specials_hours"]
    monkeypatch.setattr("wmp.board.runs.FIGURES", {figure.key: replace(figure, table=failing_before)})
    perform(DAY)
    assert shown(figure.key).grid.failures[0] == "Five years, 2018-04-01: It does not add up"


def broken(day: object) -> Any:
    """A figure whose table cannot be made."""
    raise ZeroDivisionError("no parts")


def test_one_failed_figure_is_marked_and_the_others_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(FIGURES, "people.broken", Figure("people.broken", "Broken", "", frozenset(), broken))
    perform(DAY)
    assert shown("people.broken").status == ResultStatus.FAILED
    assert shown("people.broken").error == "ZeroDivisionError"
    assert shown().status == ResultStatus.COMPUTED


def test_a_figure_that_cannot_be_kept_is_marked_and_the_others_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    table = FIGURES["people.specials_hours"].table
    monkeypatch.setitem(FIGURES, "people.broken", Figure("people.broken", "Broken", "No \0 text.", frozenset(), table))
    perform(DAY)
    assert (shown("people.broken").status, shown("people.broken").stored_grid) == (ResultStatus.FAILED, None)
    assert shown().status == ResultStatus.COMPUTED


def test_a_run_in_which_everything_fails_replaces_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    good = perform(DAY)
    for key in FIGURES:
        monkeypatch.setitem(FIGURES, key, Figure(key, key, "", frozenset(), broken))
    bad = perform(DAY)
    assert bad is not None and not bad.shown
    assert Attempt.objects.get(shown=True) == good


def test_all_figures_see_the_records_as_they_were_when_the_run_began() -> None:
    def join_late(result: Result) -> None:
        post(person(f"late-{result.pk}"), staff_type=StaffType.SPECIAL)

    perform(DAY, offer=join_late)
    assert specials_at_month_end() == 0
    perform(DAY)
    assert specials_at_month_end() == len(FIGURES)


def test_a_second_beat_finds_the_figures_computed() -> None:
    two_o_clock = timezone.now()
    assert perform(DAY, unless_since=two_o_clock) is not None
    assert perform(DAY, unless_since=two_o_clock) is None
    assert perform(DAY, unless_since=timezone.now() + timedelta(days=1)) is not None


def test_while_a_run_is_under_way_another_of_the_day_leaves_it_alone() -> None:
    other = connection.copy()
    with other.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(hashtext('run'), %s)", [DAY.toordinal()])
    assert perform(DAY) is None
    assert perform(DAY + timedelta(days=1)) is not None
    other.close()


def test_a_figure_whose_worker_dies_is_computed_by_the_performer() -> None:
    def taken_by_one_who_dies(result: Result) -> None:
        if result.key == "change.portfolio":
            other = connection.copy()
            other.inc_thread_sharing()
            with other.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_lock(hashtext('result'), %s)", [result.pk])
            Timer(0.2, other.close).start()

    perform(DAY, offer=taken_by_one_who_dies)
    assert shown("change.portfolio").status == ResultStatus.COMPUTED


def test_a_run_whose_performer_died_is_taken_up_again() -> None:
    dead = Run.objects.create(day=DAY).attempts.create(number=1, snapshot="00000003-0000001B-1")
    Result.objects.create(attempt=dead, key="change.portfolio")
    assert list(unfinished()) == [DAY]
    perform(DAY)
    assert list(unfinished()) == []
    assert Attempt.objects.get(shown=True).number == 2


def test_a_worker_that_comes_after_the_performer_died_leaves_the_figure_waiting() -> None:
    dead = Run.objects.create(day=DAY).attempts.create(number=1, snapshot="00000003-0000001B-1")
    result = Result.objects.create(attempt=dead, key="change.portfolio")
    compute_result(result.pk)
    result.refresh_from_db()
    assert result.status == ResultStatus.WAITING


def test_a_figure_that_comes_twice_is_computed_once() -> None:
    perform(DAY)
    first = shown()
    compute_result(first.pk)
    assert shown().seconds == first.seconds


def test_a_demo_force_stands_still_at_its_day(settings: Any) -> None:
    settings.DEMO_DAY = "2022-04-01"
    assert board_day() == DAY
    settings.DEMO_DAY = None
    assert board_day() == timezone.localdate()
