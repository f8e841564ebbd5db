"""Who may do what about an adjustment, from where, and on which days; and who is told."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from people.roles import Role
from tests.base import Cast
from tests.welfare.passports.made import adjustment, agreed, passport_of, sent, stored, withdrawn
from welfare.passports.adjustments import Adjustment
from wmp.lib import clock
from wmp.lib.alerts import Alert
from wmp.lib.workflow import IllegalMove, StaleMove

pytestmark = pytest.mark.django_db

REASON = {"reason": "Not needed"}


def read(found: Adjustment) -> Adjustment:
    """As the database has it."""
    return Adjustment.objects.unscoped().select_related("passport__holder").get(pk=found.pk)


@pytest.fixture
def chair(cast: Cast) -> Adjustment:
    """Agreed, and Charlie sees to it."""
    passport = agreed(passport_of(cast.bob, asks=["Chair", "Screen filter"]))
    found = passport.adjustments.unscoped().get(what="Chair")
    found.give(by=cast.of(Role.RA_OFFICER), owner=cast.charlie)
    return read(found)


def told(account: Any) -> list[str]:
    return list(Alert.objects.visible_to(account).order_by("pk").values_list("text", flat=True))


@pytest.mark.parametrize(
    ("verb", "given", "who"),
    [
        ("order", {}, {"officer", "owner"}),
        ("put_in_place", {}, {"officer", "owner", "holder"}),
        ("drop", REASON, {"officer", "holder"}),
        ("decline", REASON, {"officer"}),
        ("change_details", {"supplier": "Chairs Ltd"}, {"officer"}),
        ("say_what_blocks", {"waits_for": "estates", "blocked_by": "No room yet"}, {"officer", "owner"}),
    ],
)
def test_each_verb_is_for_those_who_may(
    verb: str, given: dict[str, str], who: set[str], cast: Cast, chair: Adjustment
) -> None:
    people = {"officer": cast.of(Role.RA_OFFICER), "owner": cast.charlie, "holder": cast.bob, "manager": cast.alice}
    for part in people.keys() - who:
        with pytest.raises(IllegalMove, match="Only"):
            getattr(read(chair), verb)(by=people[part], **given)
    assert read(chair).status == "agreed"
    for part in who:
        assert chair.may(people[part], verb), part


def test_an_ra_officer_decides_nothing_of_their_own(cast: Cast) -> None:
    officer = cast.of(Role.RA_OFFICER)
    cast.bob.groups.set(officer.groups.all())
    own = sent(passport_of(cast.bob)).adjustments.unscoped().get()
    with pytest.raises(IllegalMove, match="your own passport"):
        own.agree(by=cast.bob)
    own.drop(by=cast.bob, reason="Found another way")  # as its holder
    assert own.status == "no longer needed"


def test_what_is_asked_for_waits_until_its_passport_is_sent(cast: Cast) -> None:
    asked = adjustment(passport_of(cast.bob), "Chair")
    with pytest.raises(IllegalMove, match="Wait until it comes to you"):
        asked.agree(by=cast.of(Role.RA_OFFICER))


def test_whose_turn_it_is_follows_the_passport(cast: Cast) -> None:
    passport = passport_of(cast.bob)
    asked = passport.adjustments.unscoped().get()
    assert asked.waits_for == "holder"
    passport = sent(passport)
    assert read(asked).waits_for == "RA officer"
    passport.put_to_panel(by=cast.of(Role.RA_OFFICER))
    assert read(asked).waits_for == "panel"


def test_agreeing_says_who_by_when_and_at_what_cost(cast: Cast) -> None:
    asked = sent(passport_of(cast.bob)).adjustments.unscoped().get()
    asked.agree(by=cast.of(Role.RA_OFFICER), owner=cast.charlie, cost=Decimal("12.50"))
    assert (asked.owner, asked.cost, asked.due) == (cast.charlie, Decimal("12.50"), None)
    assert told(cast.charlie) == [f"Adjustment A{asked.pk} has been given to you to see to."]


@pytest.mark.parametrize("verb", ["order", "put_in_place"])
def test_a_day_to_come_and_one_before_it_was_asked_for_are_refused(verb: str, cast: Cast, chair: Adjustment) -> None:
    for days, why in ((1, "day to come"), (-1, "before that")):
        with pytest.raises(IllegalMove, match=why):
            getattr(chair, verb)(by=cast.charlie, on=clock.today() + timedelta(days=days))


def test_it_is_not_due_before_it_is_ordered(cast: Cast, chair: Adjustment) -> None:
    with pytest.raises(IllegalMove, match="cannot be due before"):
        chair.order(by=cast.charlie, due=clock.today() - timedelta(days=1))


def test_it_is_reviewed_once_a_day_and_again_at_the_next_review(cast: Cast, chair: Adjustment) -> None:
    officer = cast.of(Role.RA_OFFICER)
    chair.put_in_place(by=cast.bob)
    chair.review(by=officer, reason="It helps")
    with pytest.raises(IllegalMove, match="already"):
        chair.review(by=officer)
    with clock.at(clock.now() + timedelta(days=180)):
        chair.review(by=officer)
        assert chair.reviewed_on == clock.today()


def test_how_long_it_took_is_told_by_the_first_time(cast: Cast, chair: Adjustment) -> None:
    officer = cast.of(Role.RA_OFFICER)
    with clock.at(clock.now() + timedelta(days=10)):
        chair.put_in_place(by=officer)
    with clock.at(clock.now() + timedelta(days=90)):
        chair.order(by=officer)
        chair.put_in_place(by=officer)
    found = read(chair)
    assert found.days_taken == 10
    assert found.in_place_on == clock.today() + timedelta(days=90)


def test_what_is_still_open_is_told_by_the_database(cast: Cast, chair: Adjustment) -> None:
    due = clock.today() + timedelta(days=5)
    chair.order(by=cast.charlie, due=due)
    assert (read(chair).open_due, read(chair).open_since) == (due, clock.today())
    chair.put_in_place(by=cast.charlie)
    assert (read(chair).open_due, read(chair).open_since) == (None, None)


def test_the_last_one_in_place_puts_the_passport_in_place(cast: Cast, chair: Adjustment) -> None:
    chair.put_in_place(by=cast.charlie)
    assert stored(chair.passport).status == "agreed"
    other = chair.passport.adjustments.unscoped().get(what="Screen filter")
    other.drop(by=cast.bob, reason="The new screens do not dazzle")
    assert stored(chair.passport).status == "in place"


def test_the_holder_is_told_of_what_others_did(cast: Cast, chair: Adjustment) -> None:
    chair.order(by=cast.charlie)
    chair.put_in_place(by=cast.bob)
    texts = told(cast.bob)
    assert f"Adjustment A{chair.pk} has been ordered." in texts
    assert not [text for text in texts if "is in place" in text]


def test_a_stale_page_changes_nothing(cast: Cast, chair: Adjustment) -> None:
    stale = read(chair)
    chair.put_in_place(by=cast.bob)
    for do in (lambda: stale.order(by=cast.charlie), lambda: stale.give(by=cast.of(Role.RA_OFFICER), owner=None)):
        with pytest.raises(StaleMove):
            do()


def test_nothing_is_done_in_a_passport_that_was_withdrawn(cast: Cast, chair: Adjustment) -> None:
    other = chair.passport.adjustments.unscoped().get(what="Screen filter")
    other.put_in_place(by=cast.bob)
    withdrawn(stored(chair.passport))
    assert read(chair).status == "no longer needed"
    with pytest.raises(IllegalMove, match="withdrawn"):
        read(other).review(by=cast.of(Role.RA_OFFICER))


@pytest.mark.parametrize(("verb", "who"), [("drop", "bob"), ("drop", "officer"), ("decline", "officer")])
def test_whoever_sees_to_it_hears_that_it_is_called_off(verb: str, who: str, cast: Cast, chair: Adjustment) -> None:
    by = cast.bob if who == "bob" else cast.of(Role.RA_OFFICER)
    getattr(chair, verb)(by=by, **REASON)
    assert told(cast.charlie)[-1] == f"Adjustment A{chair.pk} is called off. There is nothing left for you to see to."


def test_it_is_called_off_with_its_passport_and_leads_where_they_may_go(
    cast: Cast, chair: Adjustment, client: Client
) -> None:
    withdrawn(stored(chair.passport))
    last = Alert.objects.visible_to(cast.charlie).latest("pk")
    assert last.text.startswith(f"Adjustment A{chair.pk} is called off")
    client.force_login(cast.charlie)
    assert client.get(last.path).status_code == 200


def test_nothing_blocks_what_is_in_place(cast: Cast, chair: Adjustment) -> None:
    chair.put_in_place(by=cast.bob)
    with pytest.raises(IllegalMove, match="nothing left"):
        read(chair).say_what_blocks(by=cast.charlie, waits_for="IT")
