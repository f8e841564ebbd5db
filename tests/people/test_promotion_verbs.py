"""A promotion application moves by its verbs and in no other way, whoever clicks what and when.

The rules beside which the records are held here are written down a second time, from records.md and not from the code:
applied, shortlisted, assessed are open; a result or a withdrawal ends an open application; only an unsuccessful one
can be appealed; only an appeal can be upheld or dismissed.
"""

from datetime import date, timedelta
from itertools import count

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from people.models import PromotionApplication, PromotionProcess, User
from people.promotion.models import PromotionApplicationChange, Season
from tests.base import DAY, Cast, person, rank, user
from tests.together import Meanwhile, at_once
from wmp.lib.workflow import IllegalMove, StaleMove

APPLIED_ON = date(2022, 1, 10)
OPEN = ("applied", "shortlisted", "assessed")
# From where each verb may be used, where it leads, and whether it names a day.
VERBS: dict[str, tuple[tuple[str, ...], str, bool]] = {
    "shortlist": (("applied",), "shortlisted", False),
    "assess": (("applied", "shortlisted"), "assessed", False),
    "succeed": (OPEN, "successful", True),
    "reject": (OPEN, "unsuccessful", True),
    "withdraw": (OPEN, "withdrawn", True),
    "appeal": (("unsuccessful",), "appealed", False),
    "uphold_appeal": (("appealed",), "successful", True),
    "dismiss_appeal": (("appealed",), "unsuccessful", False),
}
WITHOUT_REASON = {"shortlist", "assess"}
numbers = count(1)


def process() -> PromotionProcess:
    found, _ = PromotionProcess.objects.unscoped().get_or_create(
        from_rank=rank("PC"), to_rank=rank("Sgt"), season=Season.SPRING, year=2022
    )
    return found


def application() -> PromotionApplication:
    candidate = person(f"candidate-{next(numbers)}")
    return PromotionApplication.objects.create(process=process(), candidate=candidate, applied_on=APPLIED_ON)


def stored(record: PromotionApplication) -> PromotionApplication:
    return PromotionApplication.objects.unscoped().get(pk=record.pk)


def use(verb: str, on: PromotionApplication, by: User, day: date = DAY, reason: str = "said so") -> None:
    names_day = VERBS[verb][2]
    words = {} if verb in WITHOUT_REASON else {"reason": reason}
    getattr(on, verb)(by=by, **words, **({"on": day} if names_day else {}))


class Clicks(RuleBasedStateMachine):
    """Two people with the same application open, one of them on a page as old as it may be."""

    accounts: list[User]

    @initialize()
    def apply(self) -> None:
        self.record = application()
        self.status = "applied"
        self.decided_on: date | None = None
        self.upheld_on: date | None = None
        self.moves: list[tuple[str, str, int]] = []
        self.pages = [stored(self.record), stored(self.record)]
        self.seen = ["applied", "applied"]

    @rule(verb=st.sampled_from(sorted(VERBS)), who=st.sampled_from([0, 1]), days=st.integers(0, 400))
    def click(self, verb: str, who: int, days: int) -> None:
        standing, new, names_day = VERBS[verb]
        day = APPLIED_ON + timedelta(days=days)
        if verb == "uphold_appeal" and self.decided_on:
            day = max(day, self.decided_on)
        if self.seen[who] not in standing:
            with pytest.raises(IllegalMove):
                use(verb, self.pages[who], self.accounts[who], day)
        elif self.seen[who] != self.status:
            with pytest.raises(StaleMove):
                use(verb, self.pages[who], self.accounts[who], day)
        else:
            use(verb, self.pages[who], self.accounts[who], day)
            self.moves.append((self.status, new, self.accounts[who].pk))
            self.status = self.seen[who] = new
            if verb == "uphold_appeal":
                self.upheld_on = day
            elif names_day:
                self.decided_on = day

    @rule(who=st.sampled_from([0, 1]))
    def open_again(self, who: int) -> None:
        self.pages[who], self.seen[who] = stored(self.record), self.status

    @invariant()
    def the_record_stands_where_the_rules_put_it(self) -> None:
        if hasattr(self, "record"):
            now = stored(self.record)
            assert (now.status, now.applied_on) == (self.status, APPLIED_ON)
            assert (now.decided_on, now.upheld_on) == (self.decided_on, self.upheld_on)

    @invariant()
    def every_move_and_nothing_else_left_a_row(self) -> None:
        if hasattr(self, "record"):
            assert list(self.record.changes.unscoped().values_list("old", "new", "by")) == self.moves


@pytest.mark.django_db
def test_any_order_of_clicks_by_two_people_obeys_the_rules() -> None:
    class ByTheTwo(Clicks):
        accounts = [user("first"), user("second")]

    run_state_machine_as_test(
        ByTheTwo,
        settings=settings(
            max_examples=40, stateful_step_count=15, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )


@pytest.mark.django_db
@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("status", ["applied", "shortlisted", "assessed", "successful", "unsuccessful", "appealed"])
def test_each_verb_leads_where_it_says_from_where_it_may(verb: str, status: str, cast: Cast) -> None:
    record = standing_at(status, cast.alice)
    standing, new, _ = VERBS[verb]
    if status in standing:
        use(verb, record, cast.bob)
        assert stored(record).status == new
    else:
        with pytest.raises(IllegalMove):
            use(verb, record, cast.bob)
        assert stored(record).status == status


def standing_at(status: str, by: User) -> PromotionApplication:
    """An application brought there by the shortest way."""
    ways = {
        "applied": [],
        "shortlisted": ["shortlist"],
        "assessed": ["assess"],
        "successful": ["succeed"],
        "unsuccessful": ["reject"],
        "appealed": ["reject", "appeal"],
    }
    record = application()
    for verb in ways[status]:
        use(verb, record, by, day=date(2022, 3, 1))
    return record


@pytest.mark.django_db
def test_an_appeal_leaves_the_day_of_the_first_result(cast: Cast) -> None:
    upheld, dismissed = standing_at("appealed", cast.alice), standing_at("appealed", cast.alice)
    use("uphold_appeal", upheld, cast.alice, day=DAY)
    use("dismiss_appeal", dismissed, cast.alice)
    assert (upheld.status, upheld.decided_on, upheld.upheld_on) == ("successful", date(2022, 3, 1), DAY)
    assert (dismissed.status, dismissed.decided_on) == ("unsuccessful", date(2022, 3, 1))


@pytest.mark.django_db
def test_an_appeal_cannot_be_upheld_before_the_result(cast: Cast) -> None:
    record = standing_at("appealed", cast.alice)
    with pytest.raises(IntegrityError, match="promotion_upheld_after_decided"), transaction.atomic():
        use("uphold_appeal", record, cast.alice, day=date(2022, 2, 28))
    assert stored(record).status == "appealed"


@pytest.mark.django_db
def test_a_withdrawal_needs_no_day(cast: Cast) -> None:
    record = application()
    record.withdraw(by=cast.alice)
    assert (stored(record).status, stored(record).decided_on) == ("withdrawn", None)


@pytest.mark.django_db
def test_a_result_cannot_come_before_the_application(cast: Cast) -> None:
    record = application()
    with pytest.raises(IntegrityError, match="promotion_decided_after_applied"), transaction.atomic():
        record.succeed(by=cast.alice, on=APPLIED_ON - timedelta(days=1))
    assert stored(record).status == "applied"
    assert not record.changes.unscoped().exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("attempt", range(5))
def test_of_two_people_who_decide_at_once_one_wins_and_the_other_is_told(attempt: int) -> None:
    alice, bob = user("alice"), user("bob")
    record = application()
    pages = [stored(record), stored(record)]
    said = at_once(
        lambda: pages[0].succeed(by=alice, on=DAY),
        lambda: pages[1].reject(by=bob, on=DAY),
    )
    assert sorted(type(error).__name__ for error in said) == ["NoneType", "StaleMove"]
    winner = [(alice, "successful"), (bob, "unsuccessful")][said.index(None)]
    change = PromotionApplicationChange.objects.unscoped().get()
    assert (change.by, change.new) == winner
    assert stored(record).status == winner[1]


@pytest.mark.django_db(transaction=True)
def test_whoever_comes_while_a_decision_is_not_yet_committed_waits_and_loses() -> None:
    alice, bob = user("alice"), user("bob")
    record = application()
    old_page = stored(record)
    with transaction.atomic():
        record.succeed(by=alice, on=DAY)
        second = Meanwhile(lambda: old_page.reject(by=bob, on=DAY))
    assert isinstance(second.said, StaleMove)
    assert PromotionApplicationChange.objects.unscoped().get().by == alice


@pytest.mark.django_db(transaction=True)
def test_a_winner_that_takes_it_back_leaves_the_record_to_the_next() -> None:
    alice, bob = user("alice"), user("bob")
    record = application()
    other_page = stored(record)
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        record.succeed(by=alice, on=DAY)
        raise ZeroDivisionError
    other_page.reject(by=bob, on=DAY)
    assert stored(record).status == "unsuccessful"
    assert PromotionApplicationChange.objects.unscoped().get().by == bob
