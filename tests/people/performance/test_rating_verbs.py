"""The verbs of a rating: nobody approves their own, nothing skips moderation, a stale click changes nothing."""

from collections.abc import Callable
from datetime import date, timedelta
from itertools import count
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from people.performance.models import PerformanceYear, ScaleValue
from people.performance.ratings import ModerationDecision, OwnRating, Rating
from people.workforce.models import User
from tests.base import person, post
from tests.people.performance.rated import appraisal_of, rating_of
from wmp.lib import clock
from wmp.lib.workflow import IllegalMove, StaleMove

pytestmark = pytest.mark.django_db

REFUSALS = (OwnRating, IllegalMove, StaleMove)
numbers = count()


# --- any order of clicks by five people, each on a page of their own -------------------------------------------------


class Clicks(RuleBasedStateMachine):
    """Two line managers of one person (an officer who is a special too), two moderators, and the person."""

    accounts: list[User]

    @initialize()
    def begin(self) -> None:
        """The same people in a year of this run's own: decisions are never taken away again."""
        number = next(numbers)
        first = date(1000 + number, 4, 1)
        year = PerformanceYear.objects.create(
            name=str(number), starts_on=first, ends_on=first + timedelta(days=364), status="open"
        )
        made = ScaleValue.objects.bulk_create(
            ScaleValue(year=year, aspect=aspect, number=each, name=str(each))
            for aspect in ("what", "how")
            for each in (1, 2)
        )
        self.values = {"what": made[:2], "how": made[2:]}
        self.rating = Rating.objects.create(appraisal=appraisal_of(self.accounts[4].person, year))
        self.touched: set[int] = set()
        self.pages = [rating_of(self.rating.appraisal) for _ in self.accounts]

    @rule(who=st.integers(0, 4))
    def open_again(self, who: int) -> None:
        self.pages[who] = rating_of(self.rating.appraisal)

    @rule(who=st.integers(0, 4), aspect=st.sampled_from(["what", "how"]), number=st.integers(0, 2))
    def enter(self, who: int, aspect: str, number: int) -> None:
        before, value, field = self._row(), self.values[aspect][number - 1] if number else None, f"{aspect}_id"
        seen, page = getattr(self.pages[who], field), self.pages[who]
        same = before[field] == (value and value.pk)
        may = who < 2 and before["status"] in Rating.ENTERED and (same or before[field] == seen)
        after = self._click(may, lambda: page.enter(aspect, value, by=self.accounts[who], seen=seen))
        if not may or same:
            assert after == before
            return
        self.touched.add(who)
        assert after[field] == (value and value.pk) and after["rater_id"] == self.accounts[who].pk
        # Whatever had been moderated is void, and what is not whole is with the rater again.
        assert after["moderator_id"] is None and after["moderated_what_id"] is None
        sent_before = before["status"] != "draft"
        assert after["status"] == ("provisional" if sent_before and value else "draft")

    @rule(who=st.integers(0, 4))
    def submit(self, who: int) -> None:
        before, page = self._row(), self.pages[who]
        may = who < 2 and self._fresh(page, before) and page.status == "draft" and page.what_id and page.how_id
        after = self._click(may, lambda: page.submit(by=self.accounts[who]))
        if may:
            self.touched.add(who)
            assert after == before | {"status": "provisional", "rater_id": self.accounts[who].pk}

    @rule(who=st.integers(0, 4))
    def take_back(self, who: int) -> None:
        before, page = self._row(), self.pages[who]
        may = who < 2 and page.status == before["status"] == "provisional"
        after = self._click(may, lambda: page.take_back(by=self.accounts[who]))
        assert after == (before | {"status": "draft"} if may else before)

    @rule(who=st.integers(0, 4), what=st.integers(0, 1), how=st.integers(0, 1), reason=st.sampled_from(["", "why"]))
    def moderate(self, who: int, what: int, how: int, reason: str) -> None:
        before, page = self._row(), self.pages[who]
        values = self.values["what"][what], self.values["how"][how]
        changes = (values[0].pk, values[1].pk) != (page.what_id, page.how_id)
        may = self._not_theirs(who) and self._fresh(page, before) and page.status in ("provisional", "moderated")
        may = may and (reason or not changes)
        after = self._click(may, lambda: page.moderate(*values, by=self.accounts[who], reason=reason))
        if may:
            given = {"moderated_what_id": values[0].pk, "moderated_how_id": values[1].pk}
            assert after == before | given | {"status": "moderated", "moderator_id": self.accounts[who].pk}

    @rule(who=st.integers(0, 4))
    def finalise(self, who: int) -> None:
        before, page = self._row(), self.pages[who]
        may = self._not_theirs(who) and self._fresh(page, before) and page.status == "moderated"
        after = self._click(may, lambda: page.finalise(by=self.accounts[who]))
        if may:
            final = {"final_what_id": before["moderated_what_id"], "final_how_id": before["moderated_how_id"]}
            assert after == before | final | {"status": "final", "final_on": clock.today()}
            decided = ModerationDecision._base_manager.filter(rating=self.rating).latest("at", "pk")
            assert decided.kind in ("confirmed", "changed") and decided.by_id not in {
                self.accounts[each].pk for each in self.touched
            }

    @rule(who=st.integers(0, 4), what=st.integers(0, 1))
    def change_late(self, who: int, what: int) -> None:
        before, page, value = self._row(), self.pages[who], self.values["what"][what]
        may = self._not_theirs(who) and self._fresh(page, before) and page.status in ("final", "shared")
        how = self.values["how"][0]
        after = self._click(may, lambda: page.change_late(value, how, by=self.accounts[who], reason="A mistake"))
        assert after == (before | {"final_what_id": value.pk, "final_how_id": how.pk} if may else before)

    # --- what holds ---

    def _click(self, may: Any, do: Callable[[], None]) -> dict[str, Any]:
        """Does it, and returns the row. Who may is let; whoever may not is refused, and nothing has changed."""
        before = self._row()
        if may:
            do()
            return self._row()
        with pytest.raises(REFUSALS):
            do()
        assert self._row() == before
        return before

    def _not_theirs(self, who: int) -> bool:
        """Neither about them nor entered or sent by them, now or ever."""
        return who != 4 and who not in self.touched

    def _fresh(self, page: Rating, row: dict[str, Any]) -> bool:
        return all(getattr(page, field) == row[field] for field in Rating.DECIDED_BY)

    def _row(self) -> dict[str, Any]:
        return Rating._base_manager.filter(pk=self.rating.pk).values().get()


@pytest.fixture
def five(db: None) -> list[User]:
    """Two line managers of one person (an officer who is a special too), two moderators, and the person."""
    accounts = [User.objects.create(username=f"five-{each}") for each in range(5)]
    people = [person(f"five-{each}", account=account) for each, account in enumerate(accounts)]
    post(people[4], staff_type="staff", line_manager=people[0])
    post(people[4], staff_type="special", line_manager=people[1])
    return accounts


def test_any_order_of_clicks_by_five_people_obeys_the_rules(five: list[User]) -> None:
    class ByTheFive(Clicks):
        accounts = five

    run_state_machine_as_test(
        ByTheFive,
        settings=settings(
            max_examples=1000, stateful_step_count=6, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
