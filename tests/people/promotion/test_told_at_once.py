"""Whatever the team and the candidate do, in whatever order: nothing is told before results are published, and from
then on the candidate has one letter for each thing that they are told.
"""

from collections.abc import Callable
from itertools import count

import pytest
from django.core.exceptions import PermissionDenied
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from people.models import OutcomeLetter, PoolPlace, PromotionApplication, User
from people.promotion import handling
from people.promotion.moving import decide
from tests.base import Role, person, user
from tests.people.promotion.made import candidate, process, stored
from wmp.lib import clock
from wmp.lib.workflow import IllegalMove, StaleMove

REFUSALS = (IllegalMove, StaleMove, PermissionDenied)
years = count(1990)


class Telling(RuleBasedStateMachine):
    """One candidate, two of the team."""

    team: list[User]

    @initialize()
    def begin(self) -> None:
        year = next(years)
        self.account = user(f"candidate-{year}")
        self.application = candidate(process(year), person(f"N{year}", account=self.account))
        self.published = False
        self.letters = 0

    @rule(who=st.sampled_from([0, 1]), outcome=st.sampled_from(["successful", "unsuccessful"]))
    def record_the_outcome(self, who: int, outcome: str) -> None:
        now = stored(self.application)
        allowed = not self.published and now.status in PromotionApplication.OPEN
        done = self.tried(
            lambda: decide(now.process, {now.pk: outcome}, {now.pk: now.status}, by=self.team[who], on=clock.today())
        )
        assert done == allowed

    @rule(who=st.sampled_from([0, 1]))
    def take_it_back(self, who: int) -> None:
        now = stored(self.application)
        allowed = not self.published and now.status in ("successful", "unsuccessful")
        assert self.tried(lambda: handling.take_back(now, by=self.team[who], reason="A slip")) == allowed

    @rule()
    def withdraw(self) -> None:
        now = stored(self.application)
        allowed = not self.published and now.status != "withdrawn"
        assert self.tried(lambda: handling.withdraw(now, by=self.account)) == allowed

    @rule(who=st.sampled_from([0, 1]))
    def publish(self, who: int) -> None:
        now = stored(self.application)
        allowed = not self.published and now.status in ("successful", "unsuccessful")
        assert self.tried(lambda: handling.publish(now.process, by=self.team[who])) == allowed
        self.published |= allowed
        self.letters += allowed

    @rule()
    def appeal(self) -> None:
        now = stored(self.application)
        allowed = self.published and now.status == "unsuccessful"
        assert self.tried(lambda: handling.appeal(now, by=self.account, reason="Unfair")) == allowed

    @rule(who=st.sampled_from([0, 1]), upheld=st.booleans())
    def answer_the_appeal(self, who: int, upheld: bool) -> None:
        now = stored(self.application)
        allowed = now.status == "appealed" and handling.may_decide_appeal(now, self.team[who])
        by = self.team[who]
        if upheld:
            done = self.tried(lambda: handling.uphold_appeal(now, by=by, on=clock.today(), reason="It was"))
        else:
            done = self.tried(lambda: handling.dismiss_appeal(now, by=by, reason="It was not"))
        assert done == allowed
        self.letters += allowed

    def tried(self, do: Callable[[], object]) -> bool:
        try:
            do()
        except REFUSALS:
            return False
        return True

    @invariant()
    def the_candidate_knows_what_was_told_and_no_more(self) -> None:
        if hasattr(self, "application"):
            assert PromotionApplication.objects.visible_to(self.account).exists() == self.published
            assert OutcomeLetter.objects.visible_to(self.account).count() == self.letters
            in_pool = PoolPlace.objects.visible_to(self.account).exists()
            assert in_pool == (self.published and stored(self.application).status == "successful")


@pytest.mark.django_db
def test_nothing_is_told_before_it_is_published() -> None:
    class WithTheTeam(Telling):
        team = [user("first", Role.PROMOTION_TEAM), user("second", Role.PROMOTION_TEAM)]

    run_state_machine_as_test(
        WithTheTeam,
        settings=settings(
            max_examples=25, stateful_step_count=12, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
