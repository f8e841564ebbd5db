"""A passport moves by its verbs and in no other way, whoever clicks what and when.

The rules beside which the records are held are written down here a second time, from records.md and not from the code:
draft, with the manager or past them with the RA officer, perhaps a panel, agreed or declined, in place when nothing is
left to be done, review due, renewed; written anew from any of the last five; withdrawn from anywhere, for good. The
holder sends, takes back, revises and withdraws; RA officers decide, and never about their own.
"""

from itertools import count
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from people.models import Person, User
from people.roles import Role
from tests.base import Cast, person, post, user
from tests.together import Meanwhile, at_once
from tests.welfare.passports import made
from tests.welfare.passports.made import adjustment, passport_of, stored
from welfare.passports import handling, own_handling
from welfare.passports.adjustments import Adjustment
from welfare.passports.choices import PassportStatus
from welfare.passports.models import Passport
from welfare.passports.sharing import Share
from wmp.lib import clock
from wmp.lib.workflow import IllegalMove, StaleMove

LIVE = tuple(set(PassportStatus.values) - {"withdrawn"})
SETTLED = ("agreed", "declined", "in place", "review due", "renewed")
DECIDED = ("with RA officer", "panel")
# From where each verb may be used, and where it leads.
HOLDERS: dict[str, tuple[tuple[str, ...], str]] = {
    "send_to_manager": (("draft",), "with manager"),
    "send_to_ra_officer": (("draft", "with manager"), "with RA officer"),
    "take_back": (("with manager", "with RA officer"), "draft"),
    "revise": (SETTLED, "draft"),
    "withdraw": (LIVE, "withdrawn"),
}
OFFICERS: dict[str, tuple[tuple[str, ...], str]] = {
    "send_back": (("with RA officer",), "draft"),
    "put_to_panel": (("with RA officer",), "panel"),
    "back_from_panel": (("panel",), "with RA officer"),
    "agree": (DECIDED, "agreed"),
    "decline": (DECIDED, "declined"),
}
WORDS = {"send_back": {"reason": "Which screen?"}, "decline": {"reason": "Not the force's to give"}}
SENDS = ("send_to_manager", "send_to_ra_officer")
numbers = count(1)


def do(verb: str, page: Passport, by: User) -> None:
    """As pages call it."""
    where: Any = own_handling if verb in ("revise", "withdraw") else handling
    getattr(where, verb)(page, by=by, **WORDS.get(verb, {}))


class Clicks(RuleBasedStateMachine):
    """The holder with two windows and an RA officer with one, each on a page as old as it may be."""

    manager: User
    manages: Person
    officer: User

    @initialize()
    def begin(self) -> None:
        self.holder = user(f"holder-{next(numbers)}")
        me = person(f"holder-{next(numbers)}", account=self.holder)
        post(me, line_manager=self.manages)
        self.passport = passport_of(self.holder)
        self.status, self.sent = "draft", False
        self.moves: list[tuple[str, str]] = []
        self.pages = [stored(self.passport) for _ in range(3)]

    def statuses(self) -> list[str]:
        return [each.status for each in Adjustment.objects.unscoped().filter(passport=self.passport)]

    @rule(window=st.sampled_from([0, 1, 2]))
    def open_again(self, window: int) -> None:
        self.pages[window] = stored(self.passport)

    @rule(window=st.sampled_from([0, 1]), verb=st.sampled_from(sorted(HOLDERS)))
    def holder_clicks(self, window: int, verb: str) -> None:
        self.click(verb, self.pages[window], HOLDERS[verb], self.holder)

    @rule(verb=st.sampled_from(sorted(OFFICERS)))
    def officer_clicks(self, verb: str) -> None:
        page = self.pages[2]
        if verb == "agree":  # it reads the passport again: the page of the desk asks what its reader saw
            page = stored(self.passport)
        self.click(verb, page, OFFICERS[verb], self.officer)

    def click(self, verb: str, page: Passport, goes: tuple[tuple[str, ...], str], by: User) -> None:
        """However old the page is: where it shows the status that stands, the verb goes on from it."""
        standing, new = goes
        says_nothing = verb in SENDS and not set(self.statuses()) - {"declined", "no longer needed"}
        if page.status in standing and page.status == self.status and not says_nothing:
            do(verb, page, by)
            self.moved(verb, new)
        else:
            with pytest.raises((StaleMove, IllegalMove)):
                do(verb, page, by)

    def moved(self, verb: str, new: str) -> None:
        self.moves.append((self.status, new))
        self.status = new
        self.sent = self.sent or new == "with RA officer"
        if verb == "agree" and not {"agreed", "ordered"} & set(self.statuses()) and "in place" in self.statuses():
            self.settled()

    def settled(self) -> None:
        self.moves.append(("agreed", "in place"))
        self.status = "in place"

    @rule(window=st.sampled_from([0, 1]), verb=st.sampled_from(sorted(OFFICERS)))
    def nobody_decides_about_their_own(self, window: int, verb: str) -> None:
        with pytest.raises(IllegalMove):
            do(verb, self.pages[window], self.holder)

    @rule(verb=st.sampled_from(sorted(HOLDERS)), which=st.sampled_from(["officer", "manager"]))
    def nobody_decides_for_the_holder(self, verb: str, which: str) -> None:
        with pytest.raises(IllegalMove):
            do(verb, stored(self.passport), getattr(self, which))

    @rule()
    def manager_comments(self) -> None:
        version = self.passport.versions.unscoped().order_by("number").last()
        if self.status != "with manager":
            if version:
                with pytest.raises(IllegalMove):
                    handling.comment(version, by=self.manager, text="Fine")
            return
        handling.comment(version, by=self.manager, text=f"Fine {next(numbers)}")
        self.moved("comment", "with RA officer")

    @precondition(lambda self: self.status == "draft")
    @rule()
    def ask_for_more(self) -> None:
        adjustment(self.passport, f"Thing {next(numbers)}")

    @rule()
    def take_one_off(self) -> None:
        """Only from a draft, and only what nobody has agreed to."""
        each = Adjustment.objects.unscoped().filter(passport=self.passport).order_by("?").first()
        if each is None:
            return
        if self.status == "draft" and each.status == "requested":
            own_handling.take_off_adjustment(each, by=self.holder)
        else:
            with pytest.raises(IllegalMove):
                own_handling.take_off_adjustment(each, by=self.holder)

    @rule()
    def one_comes_in_place(self) -> None:
        each = Adjustment.objects.unscoped().filter(passport=self.passport, status__in=["agreed", "ordered"]).first()
        if each is None or self.status == "withdrawn":
            return
        each.put_in_place(by=self.officer)
        if self.status == "agreed" and not {"agreed", "ordered"} & set(self.statuses()):
            self.settled()

    @precondition(lambda self: self.status in ("in place", "renewed"))
    @rule()
    def the_day_of_the_review_comes(self) -> None:
        stored(self.passport).come_due()
        self.moves.append((self.status, "review due"))
        self.status = "review due"

    @precondition(lambda self: self.status in ("in place", "review due", "renewed"))
    @rule()
    def it_is_reviewed(self) -> None:
        notes = f"Helps {next(numbers)}"
        handling.review(stored(self.passport), by=self.officer, on=clock.today(), outcome="goes on", notes=notes)
        self.moves.append((self.status, "renewed"))
        self.status = "renewed"

    @invariant()
    def it_stands_where_the_rules_put_it(self) -> None:
        if hasattr(self, "passport"):
            now = stored(self.passport)
            assert (now.status, now.sent_on is not None) == (self.status, self.sent)
            assert list(now.changes.unscoped().order_by("pk").values_list("old", "new")) == self.moves

    @invariant()
    def a_manager_can_comment_while_it_is_with_them_and_no_longer(self) -> None:
        if hasattr(self, "passport"):
            open_now = Share.now_open_to(self.manager).filter(passport=self.passport, purpose="comment")
            assert open_now.exists() == (self.status == "with manager")

    @invariant()
    def adjustments_agree_with_it(self) -> None:
        if hasattr(self, "passport"):
            found = set(self.statuses())
            if self.status in SETTLED:
                assert "requested" not in found
            if self.status in ("in place", "withdrawn"):
                assert not found & {"requested", "agreed", "ordered"}
            if not self.sent:
                assert found <= {"requested", "no longer needed"}

    @invariant()
    def versions_are_counted_without_gaps(self) -> None:
        if hasattr(self, "passport"):
            found = list(self.passport.versions.unscoped().order_by("number").values_list("number", flat=True))
            assert found == list(range(1, len(found) + 1))
            assert bool(found) == bool(self.moves and self.moves != [("draft", "withdrawn")])


@pytest.mark.django_db
def test_any_order_of_clicks_obeys_the_rules() -> None:
    class ByThem(Clicks):
        manager, officer = user("a-manager"), user("an-officer", Role.RA_OFFICER)
        manages = person("a-manager", account=manager)

    run_state_machine_as_test(
        ByThem,
        settings=settings(
            max_examples=25, stateful_step_count=18, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )


@pytest.mark.django_db
@pytest.mark.parametrize("status", PassportStatus.values)
def test_each_verb_leads_where_it_says_from_where_it_may(cast: Cast, status: str) -> None:
    passport = made.brought_to(status, passport_of(cast.bob))
    if status == "declined":
        adjustment(passport, "Something else")
    for verb, (standing, new) in (HOLDERS | OFFICERS).items():
        by = cast.bob if verb in HOLDERS else cast.of(Role.RA_OFFICER)
        before = transaction.savepoint()
        if status in standing:
            do(verb, stored(passport), by)
        else:
            with pytest.raises(IllegalMove):
                do(verb, stored(passport), by)
        assert stored(passport).status == (new if status in standing else status), verb
        transaction.savepoint_rollback(before)


@pytest.mark.django_db
@pytest.mark.parametrize("verb", OFFICERS)
def test_an_ra_officer_decides_nothing_about_their_own(cast: Cast, verb: str) -> None:
    cast.bob.groups.add(Group.objects.get(name=Role.RA_OFFICER))
    passport = made.brought_to(OFFICERS[verb][0][0], passport_of(cast.bob))
    with pytest.raises(IllegalMove, match="own passport"):
        do(verb, passport, cast.bob)


@pytest.mark.django_db
def test_what_says_nothing_is_not_sent(cast: Cast) -> None:
    empty = passport_of(cast.bob, impact="")
    with pytest.raises(IllegalMove, match="section 2"):
        handling.send_to_ra_officer(empty, by=cast.bob)
    Passport.objects.unscoped().update(barriers="Noise")
    Adjustment.objects.unscoped().delete()
    with pytest.raises(IllegalMove, match="section 3"):
        handling.send_to_manager(stored(empty), by=cast.bob)


@pytest.mark.django_db
def test_without_a_manager_who_has_an_account_it_goes_past_them(cast: Cast) -> None:
    passport = passport_of(cast.charlie)
    with pytest.raises(IllegalMove, match="RA officer instead"):
        handling.send_to_manager(passport, by=cast.charlie)
    handling.send_to_ra_officer(stored(passport), by=cast.charlie)
    assert (stored(passport).status, stored(passport).with_manager) == ("with RA officer", False)


@pytest.mark.django_db
def test_withdrawing_ends_every_share_and_calls_off_what_is_open(cast: Cast) -> None:
    passport = made.agreed(passport_of(cast.bob, asks=("Screen filter", "Buddy")))
    one = made.asked_of(passport)[0]
    one.put_in_place(by=made.ra_officer(passport))
    version = passport.versions.unscoped().latest("number")
    handling.share(version, by=cast.bob, to=cast.charlie, purpose="posting")
    own_handling.withdraw(stored(passport), by=cast.bob)
    assert not Share.now_open_to(cast.charlie).exists()
    assert sorted(each.status for each in made.asked_of(passport)) == ["in place", "no longer needed"]


@pytest.mark.django_db
def test_withdrawing_takes_the_medical_detail_away_only_where_the_holder_says_so(cast: Cast) -> None:
    for erase, left in ((False, 1), (True, 0)):
        passport = passport_of(cast.bob)
        made.medical(passport)
        own_handling.withdraw(passport, by=cast.bob, erase=erase)
        assert made.MedicalDetail.objects.unscoped().filter(passport=passport).count() == left


@pytest.mark.django_db
def test_the_database_takes_one_live_passport_of_a_person(cast: Cast) -> None:
    made.withdrawn(passport_of(cast.bob))
    passport_of(cast.bob)
    with pytest.raises(IntegrityError, match="passport_one_live"), transaction.atomic():
        passport_of(cast.bob)


@pytest.mark.django_db
def test_what_nobody_has_seen_is_deleted_and_what_was_sent_leaves_a_trace(cast: Cast) -> None:
    passport = passport_of(cast.bob, asks=("Screen filter", "Buddy"))
    own_handling.take_off_adjustment(made.asked_of(passport)[1], by=cast.bob)
    assert [each.what for each in made.asked_of(passport)] == ["Screen filter"]
    passport = made.sent_back(passport)
    own_handling.take_off_adjustment(made.asked_of(passport)[0], by=cast.bob)
    assert [each.status for each in made.asked_of(passport)] == ["no longer needed"]


@pytest.mark.django_db
def test_only_the_holder_takes_off_and_drops(cast: Cast) -> None:
    passport = passport_of(cast.bob)
    with pytest.raises(IllegalMove):
        own_handling.take_off_adjustment(made.asked_of(passport)[0], by=cast.charlie)
    passport = made.agreed(passport)
    with pytest.raises(IllegalMove):
        own_handling.drop_adjustment(made.asked_of(passport)[0], by=cast.charlie, reason="No")
    own_handling.drop_adjustment(made.asked_of(passport)[0], by=cast.bob, reason="Changed desks")
    assert [each.status for each in made.asked_of(passport)] == ["no longer needed"]


# --- at the same moment ---


@pytest.fixture
def together(transactional_db: None) -> Cast:
    return Cast.assemble()


@pytest.mark.parametrize("attempt", range(3))
def test_of_two_sendings_at_once_one_goes(together: Cast, attempt: int) -> None:
    passport = passport_of(together.bob)
    pages = [stored(passport), stored(passport)]
    said = at_once(
        lambda: handling.send_to_ra_officer(pages[0], by=together.bob),
        lambda: handling.send_to_manager(pages[1], by=together.bob),
    )
    assert sorted(type(error).__name__ for error in said) == ["NoneType", "StaleMove"]
    assert passport.versions.unscoped().count() == passport.changes.unscoped().count() == 1


@pytest.mark.parametrize("attempt", range(3))
def test_of_a_double_click_one_version_comes(together: Cast, attempt: int) -> None:
    pages = [passport := passport_of(together.bob), stored(passport)]
    said = at_once(
        lambda: handling.send_to_ra_officer(pages[0], by=together.bob),
        lambda: handling.send_to_ra_officer(pages[1], by=together.bob),
    )
    assert sorted(type(error).__name__ for error in said) == ["NoneType", "StaleMove"]
    assert passport.versions.unscoped().count() == 1


@pytest.mark.parametrize("attempt", range(3))
def test_taken_back_beside_the_managers_comment_one_wins(together: Cast, attempt: int) -> None:
    passport = made.with_manager(passport_of(together.bob))
    version = passport.versions.unscoped().get()
    said = at_once(
        lambda: handling.take_back(passport, by=together.bob),
        lambda: handling.comment(version, by=together.alice, text="Fine"),
    )
    assert sorted(error is None for error in said) == [False, True]
    now = stored(passport)
    assert now.status == ("draft" if said[0] is None else "with RA officer")
    assert now.comments.unscoped().count() == (0 if said[0] is None else 1)
    assert not Share.now_open_to(together.alice).exists()


def test_sent_on_beside_the_managers_comment_it_goes_once(together: Cast) -> None:
    passport = made.with_manager(passport_of(together.bob))
    version = passport.versions.unscoped().get()
    said = at_once(
        lambda: handling.send_to_ra_officer(passport, by=together.bob),
        lambda: handling.comment(version, by=together.alice, text="Fine"),
    )
    assert sorted(error is None for error in said) == [False, True]
    assert stored(passport).status == "with RA officer"


def test_the_last_adjustment_is_not_taken_off_while_it_is_being_sent(together: Cast) -> None:
    passport = passport_of(together.bob)
    only, page = made.asked_of(passport)[0], stored(passport)
    with transaction.atomic():
        own_handling.take_off_adjustment(only, by=together.bob)
        other = Meanwhile(lambda: handling.send_to_ra_officer(page, by=together.bob))
    assert isinstance(other.said, IllegalMove) and stored(passport).status == "draft"


def test_withdrawn_beside_agreed_leaves_nothing_open(together: Cast) -> None:
    passport = made.sent(passport_of(together.bob))
    officer = together.of(Role.RA_OFFICER)
    pages = [stored(passport), stored(passport)]
    at_once(lambda: handling.agree(pages[0], by=officer), lambda: own_handling.withdraw(pages[1], by=together.bob))
    now = stored(passport)
    left = {each.status for each in made.asked_of(passport)}
    assert (now.status, left) in (("withdrawn", {"no longer needed"}), ("agreed", {"agreed"}))
