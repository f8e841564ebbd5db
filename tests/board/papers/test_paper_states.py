"""Whatever secretaries do to a paper in whatever order, on pages as old as they may be: its rules hold, and what was
issued stands.
"""

from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from people.roles import Role
from people.workforce.models import User
from tests.base import DAY, Cast, user
from tests.board.papers.drafts import a_run
from wmp.board.models import Attempt, Edition, Paper, Section
from wmp.lib import clock
from wmp.lib.workflow import IllegalMove, StaleMove

WHO = st.integers(0, 2)
GOES = {
    "send": (("draft",), "with approver"),
    "approve": (("with approver",), "approved"),
    "send_back": (("with approver", "approved"), "draft"),
    "mark_issued": (("approved",), "issued"),
    "correct": (("issued",), "draft"),
    "give_up": (("draft",), "issued"),
    "abandon": (("draft",), "abandoned"),
}
REASONED = ("send_back", "correct", "give_up", "abandon")


class Secretaries(RuleBasedStateMachine):
    """Three of them, each with the paper open as it stood when they opened it."""

    people: list[User]
    attempt: Attempt

    @initialize()
    def begin(self) -> None:
        about = {"title": "P", "meeting": "M", "meeting_on": DAY, "attempt": self.attempt}
        self.paper = Paper.objects.create(author=self.people[0], **about)
        self.section = Section.objects.create(paper=self.paper, key="attendance", position=0, title="Attendance")
        self.status, self.wrote, self.issues = "draft", {0}, 0
        self.began = set[int]()  # by a correction that was not sent yet, and by nothing else
        self.pages = [self.stored() for _ in self.people]

    def stored(self) -> Any:
        return Paper.objects.unscoped().get(pk=self.paper.pk)

    @rule(who=WHO)
    def open_again(self, who: int) -> None:
        self.pages[who] = self.stored()

    @rule(who=WHO)
    def write(self, who: int) -> None:
        page = self.pages[who]
        if self.status != "draft":
            with pytest.raises(IllegalMove):
                page.held_in_draft()
            return
        page.held_in_draft()
        self.section.narrative, self.section.edited_by = f"By {who}", self.people[who]
        self.section.edited_at = clock.now()
        self.section.save()
        self.wrote.add(who)
        self.began.discard(who)

    @rule(who=WHO, verb=st.sampled_from(sorted(GOES)))
    def click(self, who: int, verb: str) -> None:
        standing, new = GOES[verb]
        page, by = self.pages[who], self.people[who]
        fits = page.status in standing and page.status == self.status
        if verb == "approve":
            fits = fits and who not in self.wrote
        if verb == "abandon":
            fits = fits and not self.issues
        if verb == "give_up":
            fits = fits and bool(self.issues)
        words = {"reason": "Because"} if verb in REASONED else {}
        if not fits:
            with pytest.raises((IllegalMove, StaleMove)):
                getattr(page, verb)(by=by, **words)
            return
        getattr(page, verb)(by=by, **words)
        self.status = new
        if verb == "mark_issued":
            self.freeze(page, by)
        if verb == "send":
            self.began = set()
        if verb == "correct":
            self.began = {who} - self.wrote
            self.wrote.add(who)
        if verb == "give_up":
            self.wrote -= self.began

    def freeze(self, page: Any, by: User) -> None:
        """As `issuing.issue` does beside the move; what it prints is another test's."""
        self.issues += 1
        about = {"paper": page, "attempt": self.attempt, "issued_by": by, "approved_by": page.approved_by}
        Edition.objects.create(number=self.issues, audience="restricted", content={}, digest="-", **about)

    @invariant()
    def it_stands_where_its_moves_led(self) -> None:
        if hasattr(self, "paper"):
            stored = self.stored()
            assert stored.status == self.status
            assert (stored.approved_by is not None) == (self.status in ("approved", "issued"))
            assert stored.writers() == {self.people[who].pk for who in self.wrote}
            assert stored.status != "approved" or self.people.index(stored.approved_by) not in self.wrote
            assert Edition.objects.unscoped().filter(paper=self.paper).count() == self.issues


@pytest.mark.django_db
def test_the_rules_hold_in_every_order(cast: Cast) -> None:
    secretaries = [cast.of(Role.BOARD_SECRETARY), *(user(f"deputy-{n}", Role.BOARD_SECRETARY) for n in (1, 2))]
    made = type("Made", (Secretaries,), {"people": secretaries, "attempt": a_run()})
    quick = settings(max_examples=15, stateful_step_count=20, suppress_health_check=list(HealthCheck))
    run_state_machine_as_test(made, settings=quick)
