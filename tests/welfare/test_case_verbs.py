"""A case moves by its verbs and in no other way, whoever clicks what and when.

The rules beside which the records are held are written down here a second time, from records.md and not from the code:
open, contacted, supporting; paused from any of them and back; closed from any of them with an outcome; open again from
closed. A pause moves the contact that is due by exactly the working days that it lasted.
"""

from contextlib import AbstractContextManager
from datetime import date, timedelta
from itertools import count
from typing import Any

import pytest
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

from people.models import User
from people.roles import Role
from tests.base import Cast, person, probation, user
from tests.together import Meanwhile, at_once
from tests.welfare.made import BEFORE_EASTER, MONDAY, case_of, on, stored
from welfare.cases.closures import Closure
from welfare.cases.entries import Task
from welfare.cases.handling import brief_manager, change_details, hand_over, log_contact, read_briefing, set_task
from welfare.cases.models import CaseStatus, Trigger, WelfareCase
from welfare.cases.signals import receive
from wmp.lib import clock
from wmp.lib.workflow import IllegalMove, StaleMove

# Of spring and summer 2022, from the calendar on the wall.
HOLIDAYS = {
    date(2022, 4, 15),
    date(2022, 4, 18),
    date(2022, 5, 2),
    date(2022, 6, 2),
    date(2022, 6, 3),
    date(2022, 8, 29),
}
LIVE = ("open", "contacted", "supporting")
# From where each verb may be used, and where it leads.
VERBS: dict[str, tuple[tuple[str, ...], str]] = {
    "support": (("contacted",), "supporting"),
    "pause": (LIVE, "paused"),
    "resume": (("paused",), ""),
    "close": ((*LIVE, "paused"), "closed"),
    "reopen": (("closed",), "open"),
}
WORDS: dict[str, dict[str, Any]] = {
    "pause": {"reason": "On leave"},
    "close": {"outcome": "left", "themes": ["transfer"], "reason": "Went"},
    "reopen": {"reason": "Came back"},
}
numbers = count(1)


def works(day: date) -> bool:
    return day.weekday() < 5 and day not in HOLIDAYS


def later(day: date, days: int) -> date:
    """So many working days after."""
    while days:
        day += timedelta(days=1)
        days -= works(day)
    return day


def between(first: date, last: date) -> int:
    return sum(works(first + timedelta(days=n)) for n in range(1, (last - first).days + 1))


class Clicks(RuleBasedStateMachine):
    """Two officers with the same case open, each on a page as old as it may be, from day to day."""

    accounts: list[User]

    @initialize()
    def begin(self) -> None:
        self.today = MONDAY
        student = person(f"student-{next(numbers)}")
        probation(student)
        self.status, self.back_to = "open", ""
        self.due: date | None = date(2022, 4, 6)
        self.paused_on = MONDAY
        self.spoken = False
        self.moves: list[tuple[str, str]] = []
        self.closings = self.reopenings = 0
        with self.now():
            self.case = case_of(student, by=self.accounts[0], owner=self.accounts[0])
        self.pages = [stored(self.case), stored(self.case)]

    def now(self) -> AbstractContextManager[None]:
        return on(self.today)

    @rule(days=st.integers(1, 12))
    def days_go_by(self, days: int) -> None:
        self.today += timedelta(days=days)

    @rule(who=st.sampled_from([0, 1]))
    def open_again(self, who: int) -> None:
        self.pages[who] = stored(self.case)

    @rule(who=st.sampled_from([0, 1]), verb=st.sampled_from(sorted(VERBS)))
    def click(self, who: int, verb: str) -> None:
        """However old the page is: where the status is the one that it shows, the verb goes on from what stands now."""
        standing, new = VERBS[verb]
        page, by = self.pages[who], self.accounts[who]
        with self.now():
            if page.status in standing and page.status == self.status:
                getattr(page, verb)(by=by, **WORDS.get(verb, {}))
                self.moved(verb, new or self.back_to)
            else:
                with pytest.raises(IllegalMove if page.status == self.status else (StaleMove, IllegalMove)):
                    getattr(page, verb)(by=by, **WORDS.get(verb, {}))

    def moved(self, verb: str, new: str) -> None:
        """What the rules say of a verb that went through."""
        if verb == "pause":
            self.back_to, self.paused_on = self.status, self.today
        if verb == "resume" and self.due:
            self.due = later(self.due, between(self.paused_on, self.today))
        if verb == "close":
            self.due = None
            self.closings += 1
        if verb == "reopen":
            self.due, self.spoken = later(self.today, 2), False
            self.reopenings += 1
        self.moves.append((self.status, new))
        self.status = new

    @precondition(lambda self: self.status != "closed")
    @rule(within=st.sampled_from([1, 2, 5]))
    def signal(self, within: int) -> None:
        """A second signal joins the case; of a paused one its clock begins with the pause, and stands."""
        with self.now():
            told: dict[str, Any] = {"by": self.accounts[0], "text": str(next(numbers)), "within": within}
            assert receive(self.case.person, Trigger.TUTOR, received_on=self.today, **told).case == self.case
        due = later(self.paused_on if self.status == "paused" else self.today, within)
        self.due = min(self.due or due, due)

    @rule(
        who=st.sampled_from([0, 1]),
        reached=st.sampled_from(["spoke", "no answer"]),
        whom=st.sampled_from(["officer", "tutor"]),
        days=st.sampled_from([None, 0, 3, 10]),
    )
    def log(self, who: int, reached: str, whom: str, days: int | None) -> None:
        """A contact is as true on an old page as on a new one."""
        next_on = None if days is None else self.today + timedelta(days=days)
        spoke = (reached, whom) == ("spoke", "officer")
        said: dict[str, Any] = {
            "reached": reached,
            "with_whom": whom,
            "next_on": next_on,
            "summary": str(next(numbers)),
        }
        with self.now():
            if self.status == "closed" or (self.status == "paused" and next_on):
                with pytest.raises(IllegalMove):
                    log_contact(self.pages[who], by=self.accounts[who], on=self.today, **said)
                return
            log_contact(self.pages[who], by=self.accounts[who], on=self.today, **said)
        if spoke:
            self.spoken = True
            if self.status == "open":
                self.moves.append(("open", "contacted"))
                self.status = "contacted"
            if self.status == "paused" and self.back_to == "open":
                self.back_to = "contacted"
        if self.status != "paused" and (spoke or next_on):
            self.due = next_on

    @rule(who=st.sampled_from([0, 1]))
    def task(self, who: int) -> None:
        with self.now():
            if self.status == "closed":
                with pytest.raises(IllegalMove):
                    set_task(self.pages[who], by=self.accounts[who], what=str(next(numbers)), due_on=self.today)
            else:
                set_task(self.pages[who], by=self.accounts[who], what=str(next(numbers)), due_on=self.today)

    @invariant()
    def the_case_stands_where_the_rules_put_it(self) -> None:
        if hasattr(self, "case"):
            now = stored(self.case)
            assert (now.status, now.next_contact_due) == (self.status, self.due)
            assert (now.first_contact_on is not None) == self.spoken

    @invariant()
    def closed_and_only_closed_has_an_outcome(self) -> None:
        if hasattr(self, "case"):
            now = stored(self.case)
            closed = self.status == "closed"
            assert (bool(now.outcome), now.closed_on is not None) == (closed, closed)
            assert not (closed and Task.objects.unscoped().filter(case=now, status="open").exists())

    @invariant()
    def every_closing_is_kept_and_one_stands(self) -> None:
        if hasattr(self, "case"):
            kept = Closure.objects.unscoped().filter(case=self.case)
            assert (kept.count(), kept.exclude(reopened_on=None).count()) == (self.closings, self.reopenings)
            assert kept.filter(reopened_on=None).exists() == (self.status == "closed")

    @invariant()
    def every_move_and_nothing_else_left_a_row(self) -> None:
        if hasattr(self, "case"):
            assert list(self.case.changes.unscoped().order_by("pk").values_list("old", "new")) == self.moves


@pytest.mark.django_db
def test_any_order_of_clicks_by_two_officers_obeys_the_rules() -> None:
    class ByTheTwo(Clicks):
        accounts = [user("first", Role.WELFARE_OFFICER), user("second", Role.WELFARE_LEAD)]

    run_state_machine_as_test(
        ByTheTwo,
        settings=settings(
            max_examples=25, stateful_step_count=15, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )


@pytest.fixture
def officer(cast: Cast) -> User:
    return cast.of(Role.WELFARE_OFFICER)


@pytest.mark.django_db
@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("status", CaseStatus.values)
def test_each_verb_leads_where_it_says_from_where_it_may(cast: Cast, officer: User, verb: str, status: str) -> None:
    standing, new = VERBS[verb]
    with on():
        case = case_of(cast.bob.person, by=cast.alice, owner=officer, status=CaseStatus(status))
        if status in standing:
            getattr(case, verb)(by=officer, **WORDS.get(verb, {}))
        else:
            with pytest.raises(IllegalMove):
                getattr(case, verb)(by=officer, **WORDS.get(verb, {}))
    assert stored(case).status == ((new or "open") if status in standing else status)


@pytest.mark.django_db
def test_a_pause_over_easter_moves_what_is_due_by_its_working_days_alone(cast: Cast, officer: User) -> None:
    with on(BEFORE_EASTER):
        case = case_of(cast.bob.person, by=cast.alice, owner=officer)  # due on Wednesday 13
        case.pause(by=officer, reason="Sick leave")
    with on(date(2022, 4, 20)):
        case.resume(by=officer)  # five working days, without Good Friday and Easter Monday
    assert (case.first_contact_due, case.next_contact_due) == (date(2022, 4, 22), date(2022, 4, 22))
    assert case.changes.unscoped().latest("pk").reason == "The clock stood for 5 working days"


@pytest.mark.django_db
def test_a_pause_within_a_day_moves_nothing(cast: Cast, officer: User) -> None:
    with on():
        case = case_of(cast.bob.person, by=cast.alice, owner=officer, status=CaseStatus.PAUSED)
        case.resume(by=officer)
    assert case.next_contact_due == date(2022, 4, 6)


@pytest.mark.django_db
def test_no_contact_made_is_no_outcome_once_somebody_spoke_with_the_officer(cast: Cast, officer: User) -> None:
    with on():
        case = case_of(cast.bob.person, by=cast.alice, owner=officer, status=CaseStatus.CONTACTED)
        with pytest.raises(IllegalMove, match="choose another outcome"):
            case.close(by=officer, outcome="no contact made", themes=[])
    assert stored(case).status == "contacted"


@pytest.mark.django_db
def test_a_case_is_not_reopened_beside_a_newer_one(cast: Cast, officer: User) -> None:
    with on():
        case = case_of(cast.bob.person, by=cast.alice, owner=officer, status=CaseStatus.CLOSED)
        case_of(cast.bob.person, Trigger.SELF, by=cast.bob)
        with pytest.raises(IllegalMove, match="has a newer case"):
            case.reopen(by=officer, reason="Rang again")
    assert stored(case).status == "closed"


@pytest.mark.django_db
def test_the_database_takes_one_live_case_for_a_person(cast: Cast, officer: User) -> None:
    with on():
        case = case_of(cast.bob.person, by=cast.alice, owner=officer)
        assert case_of(cast.bob.person, Trigger.SELF, by=cast.bob).pk == case.pk
    with pytest.raises(IntegrityError, match="welfare_case_one_live"), transaction.atomic():
        WelfareCase.objects.create(
            person=cast.bob.person, trigger="self", opened_on=MONDAY, first_contact_due=MONDAY, next_contact_due=MONDAY
        )


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("attempt", range(3))
def test_of_two_signals_at_once_one_opens_and_the_other_joins(attempt: int) -> None:
    cast = Cast.assemble()
    bob = cast.bob.person
    said = at_once(
        lambda: receive(bob, Trigger.TUTOR, by=cast.alice, received_on=MONDAY),
        lambda: receive(bob, Trigger.SELF, by=cast.bob, received_on=MONDAY),
    )
    assert said == [None, None]
    assert WelfareCase.objects.unscoped().get().signals.unscoped().count() == 2


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("attempt", range(3))
def test_of_two_who_close_at_once_one_wins_and_the_other_is_told(attempt: int) -> None:
    cast = Cast.assemble()
    officer, lead = cast.of(Role.WELFARE_OFFICER), cast.of(Role.WELFARE_LEAD)
    case = case_of(cast.bob.person, by=cast.alice, owner=officer)
    pages = [stored(case), stored(case)]
    said = at_once(
        lambda: pages[0].close(by=officer, outcome="retained", themes=[]),
        lambda: pages[1].close(by=lead, outcome="left", themes=[]),
    )
    assert sorted(type(error).__name__ for error in said) == ["NoneType", "StaleMove"]
    assert Closure.objects.unscoped().get().outcome == stored(case).outcome


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("attempt", range(3))
def test_of_two_who_take_a_case_at_once_one_has_it(attempt: int) -> None:
    cast = Cast.assemble()
    first, second = cast.of(Role.WELFARE_OFFICER), user("second", Role.WELFARE_OFFICER)
    case = case_of(cast.bob.person, by=cast.alice)
    pages = [stored(case), stored(case)]
    said = at_once(
        lambda: hand_over(pages[0], to=first, by=first),
        lambda: hand_over(pages[1], to=second, by=second),
    )
    assert sorted(type(error).__name__ for error in said) == ["NoneType", "StaleMove"]
    assert stored(case).owner == [first, second][said.index(None)]


# --- beside each other: the second waits for the first, and goes on from what stands then ---


@pytest.fixture
def together(transactional_db: None) -> Cast:
    return Cast.assemble()


def test_a_contact_logged_while_the_case_is_being_closed_is_refused(together: Cast) -> None:
    officer = together.of(Role.WELFARE_OFFICER)
    case = case_of(together.bob.person, by=together.alice, owner=officer)
    page = stored(case)
    with transaction.atomic():
        case.close(by=officer, outcome="retained", themes=[])
        other = Meanwhile(
            lambda: log_contact(page, by=officer, on=case.opened_on, reached="no answer", with_whom="tutor")
        )
    assert isinstance(other.said, IllegalMove) and stored(case).status == "closed"


def test_a_case_resumed_while_a_signal_comes_keeps_the_clock_of_the_signal(together: Cast) -> None:
    officer, today = together.of(Role.WELFARE_OFFICER), clock.today()
    case = case_of(together.bob.person, by=together.alice, owner=officer, within=20, status=CaseStatus.PAUSED)
    page = stored(case)
    with transaction.atomic():
        due = receive(together.bob.person, Trigger.SELF, by=None, received_on=today, within=1).case.next_contact_due
        other = Meanwhile(lambda: page.resume(by=officer))
    assert other.said is None
    assert (stored(case).status, stored(case).next_contact_due) == ("open", due)


def test_details_changed_while_the_case_is_being_closed_are_refused(together: Cast) -> None:
    officer = together.of(Role.WELFARE_OFFICER)
    case = case_of(together.bob.person, by=together.alice, owner=officer)
    page = stored(case)
    with transaction.atomic():
        case.close(by=officer, outcome="left", themes=["transfer"])
        other = Meanwhile(lambda: change_details(page, by=officer, themes=["health"]))
    assert isinstance(other.said, IllegalMove) and stored(case).themes == ["transfer"]


def test_no_task_is_taken_up_while_its_case_is_being_closed(together: Cast) -> None:
    officer = together.of(Role.WELFARE_OFFICER)
    case = case_of(together.bob.person, by=together.alice, owner=officer)
    task = set_task(case, by=officer, what="Ring", due_on=clock.today())
    task.drop(by=officer, reason="Not now")
    with transaction.atomic():
        case.close(by=officer, outcome="left", themes=[])
        other = Meanwhile(lambda: task.take_up(by=officer, reason="Still"))
    assert isinstance(other.said, IllegalMove)
    assert Task.objects.unscoped().get().status == "dropped"


def test_a_briefing_is_read_while_the_case_is_being_paused(together: Cast) -> None:
    officer = together.of(Role.WELFARE_OFFICER)
    case = case_of(together.bob.person, by=together.alice, owner=officer)
    briefing = brief_manager(case, to=together.alice.person, by=officer, text="No nights")
    page = stored(case)
    with transaction.atomic():
        page.pause(by=officer, reason="Leave")
        other = Meanwhile(lambda: read_briefing(briefing, by=together.alice))
    assert other.said is None
    assert (stored(case).status, stored(case).manager_briefed_on) == ("paused", clock.today())
