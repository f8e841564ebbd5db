"""The verbs of a rating: nobody approves their own, nothing skips moderation, a stale click changes nothing."""

from collections.abc import Callable
from copy import copy
from datetime import date
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from people.performance.choices import RatingStatus
from people.performance.decisions import ModerationDecision
from people.performance.late_changes import change
from people.performance.models import Appraisal, PerformanceYear, ScaleValue
from people.performance.moderation_acts import cases_of, confirm_all, decide, finalise_all, mark_of
from people.performance.ratings import Moderated, NotTheRater, OwnRating, Rating, RatingChange
from people.performance.releasing import release, share_rest
from people.roles import Role
from people.workforce.models import Post, User
from tests.base import Cast, person, post, user
from tests.people.performance.moderated import as_seen, panel_of, provisional, response
from tests.people.performance.rated import appraisal_of, bobs, entered, on_scale, open_year, rating_of, sent
from wmp.lib import clock
from wmp.lib.workflow import IllegalMove, StaleMove

pytestmark = pytest.mark.django_db

REFUSALS = (OwnRating, IllegalMove, StaleMove)


# --- any order of clicks by five people, each on a page of their own -------------------------------------------------


class Clicks(RuleBasedStateMachine):
    """Two line managers of one person (who has two posts), two others, and the person.

    All five lead and sit on the panel: what holds somebody back is who they are to this rating, and not their role.
    Pages change ratings by these functions and by no others: a set of one goes through what moves thousands.
    """

    accounts: list[User]
    values: dict[str, list[ScaleValue]]
    appraisal: Appraisal
    panels: list[Any]
    cases: list[Any]

    @initialize(stands=st.sampled_from(["nothing", *RatingStatus.values]))
    def begin(self, stands: str) -> None:
        """A rating of this run's own, of which nothing is left after it."""
        self.run = transaction.atomic()
        self.run.__enter__()
        self.appraisal.year = PerformanceYear._base_manager.get()
        self.rating = Rating.objects.create(appraisal=self.appraisal, **self._standing(stands))
        self.touched = set() if stands == "nothing" else {0}
        if self.rating.moderator:
            self.rating.decisions.create(kind="confirmed", by=self.rating.moderator)
        self.row = self._row()
        self.pages = [copy(self.rating) for _ in self.accounts]

    def teardown(self) -> None:
        if hasattr(self, "run"):
            transaction.set_rollback(True)
            self.run.__exit__(None, None, None)

    def _standing(self, status: str) -> dict[str, Any]:
        """A row as the first manager and the first moderator leave it at that status."""
        what, how = self.values["what"][0], self.values["how"][0]
        levels: dict[str, dict[str, Any]] = {
            "draft": {"what": what, "how": how, "rater": self.accounts[0]},
            "provisional": {"status": "provisional"},
            "moderated": {
                "status": "moderated",
                "moderator": self.accounts[2],
                "moderated_what": what,
                "moderated_how": how,
            },
            "final": {"status": "final", "final_what": what, "final_how": how, "final_on": clock.today()},
            "shared": {"status": "shared", "shared_at": clock.now()},
        }
        reached = list(levels).index(status) + 1 if status in levels else 0
        return {name: value for level in list(levels.values())[:reached] for name, value in level.items()}

    @rule(who=st.integers(0, 4))
    def open_again(self, who: int) -> None:
        self.pages[who] = Rating._base_manager.get(pk=self.rating.pk)
        self.pages[who].appraisal = self.appraisal

    @rule(who=st.integers(0, 4), aspect=st.sampled_from(["what", "how"]), number=st.integers(0, 2))
    def enter(self, who: int, aspect: str, number: int) -> None:
        before, value, field = self.row, self.values[aspect][number - 1] if number else None, f"{aspect}_id"
        seen, page = getattr(self.pages[who], field), self.pages[who]
        same = before[field] == (value and value.pk)
        may = self._rates(who) and before["status"] in Rating.ENTERED and (same or before[field] == seen)
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
        before, page = self.row, self.pages[who]
        may = self._rates(who) and self._fresh(page, before) and page.status == "draft" and page.what_id and page.how_id
        after = self._click(may, lambda: page.submit(by=self.accounts[who]))
        if may:
            self.touched.add(who)
            assert after == before | {"status": "provisional", "rater_id": self.accounts[who].pk}

    @rule(who=st.integers(0, 4))
    def take_back(self, who: int) -> None:
        before, page = self.row, self.pages[who]
        may = self._rates(who) and page.status == before["status"] == "provisional"
        after = self._click(may, lambda: page.take_back(by=self.accounts[who]))
        assert after == (before | {"status": "draft"} if may else before)

    @rule(who=st.integers(0, 4), what=st.integers(0, 1), how=st.integers(0, 1), reason=st.sampled_from(["", "why"]))
    def decide(self, who: int, what: int, how: int, reason: str) -> None:
        before, page, by = self.row, self.pages[who], self.accounts[who]
        values = self.values["what"][what], self.values["how"][how]
        changes = (values[0].pk, values[1].pk) != (page.what_id, page.how_id)
        may = self._not_theirs(who) and self._fresh(page, before) and page.status in ("provisional", "moderated")
        may = may and bool(reason or not changes)
        after = self._click(may, lambda: decide(page, *values, by=by, reason=reason, panel=self.panels[who]))
        if may:
            assert after == before | self._moderated(who, values[0].pk, values[1].pk)

    @rule(who=st.integers(0, 4))
    def confirm_all(self, who: int) -> None:
        """Of what a page shows is confirmed all or nothing; of another's page that shows nothing, nothing."""
        before, page, by = self.row, self.pages[who], self.accounts[who]
        row: Any = (page.pk, page.what_id, page.how_id)
        asked = [row] if self._not_theirs(who) and page.status == "provisional" else []
        waits = self._not_theirs(who) and before["status"] == "provisional"
        may = asked == ([(before["id"], before["what_id"], before["how_id"])] if waits else [])
        mark = mark_of(asked)
        after = self._click(may, lambda: confirm_all(self.cases[who], by=by, panel=self.panels[who], mark=mark))
        confirmed = self._moderated(who, before["what_id"], before["how_id"])
        assert after == (before | confirmed if may and waits else before)

    @rule(who=st.integers(0, 4))
    def finalise_all(self, who: int) -> None:
        before = self.row
        after = self._click(True, lambda: finalise_all(self.panels[who], by=self.accounts[who]))
        if not self._not_theirs(who) or before["status"] != "moderated":
            assert after == before
            return
        final = {"final_what_id": before["moderated_what_id"], "final_how_id": before["moderated_how_id"]}
        assert after == before | final | {"status": "final", "final_on": clock.today()}
        decided = ModerationDecision._base_manager.filter(rating=self.rating).latest("at", "pk")
        assert decided.kind in ("confirmed", "changed") and decided.by_id not in {
            self.accounts[each].pk for each in self.touched
        }

    @rule(who=st.integers(0, 4), what=st.integers(0, 1))
    def change_late(self, who: int, what: int) -> None:
        before, page, value = self.row, self.pages[who], self.values["what"][what]
        may = self._not_theirs(who) and self._fresh(page, before) and page.status in ("final", "shared")
        how = self.values["how"][0]
        after = self._click(may, lambda: change(page, value, how, by=self.accounts[who], reason="A mistake"))
        assert after == (before | {"final_what_id": value.pk, "final_how_id": how.pk} if may else before)

    @rule(who=st.integers(0, 4))
    def share(self, who: int) -> None:
        """The whole year's, which anybody who leads does. Whose rating it is finds none to share."""
        before, year = self.row, PerformanceYear._base_manager.get()
        may = before["status"] == "final" and self.accounts[who] != self.appraisal.person.account
        do = release if year.status == "open" else share_rest
        after = self._click(may, lambda: do(year, by=self.accounts[who]))
        if may:
            self.appraisal.year = year
            assert after == before | {"status": "shared", "shared_at": after["shared_at"]}
            assert after["shared_at"] is not None

    # --- what holds ---

    def _click(self, may: Any, do: Callable[[], object]) -> dict[str, Any]:
        """Does it, and returns the row. Who may is let; whoever may not is refused, and nothing has changed."""
        if may:
            do()
            self.row = self._row()
            return self.row
        with pytest.raises(REFUSALS):
            do()
        assert self._row() == self.row
        return self.row

    def _rates(self, who: int) -> bool:
        return who < 2 and self.appraisal.year.status == "open"

    def _not_theirs(self, who: int) -> bool:
        """Neither about them nor about their report, nor entered or sent by them, now or ever."""
        return who in (2, 3) and who not in self.touched

    def _moderated(self, who: int, what: Any, how: Any) -> dict[str, Any]:
        given = {"moderated_what_id": what, "moderated_how_id": how}
        return given | {"status": "moderated", "moderator_id": self.accounts[who].pk}

    def _fresh(self, page: Rating, row: dict[str, Any]) -> bool:
        return all(getattr(page, field) == row[field] for field in Rating.DECIDED_BY)

    def _row(self) -> dict[str, Any]:
        return dict(Rating._base_manager.filter(pk=self.rating.pk).values().get())


@pytest.fixture
def five(cast: Cast) -> type[Clicks]:
    """Two line managers of one person, two others, and the person, all on one panel; and what they click on."""
    accounts = [user(f"five-{each}", Role.PERFORMANCE_LEAD) for each in range(5)]
    people = [person(f"five-{each}", account=account) for each, account in enumerate(accounts)]
    for manager, kind in ((people[0], "staff"), (people[1], "officer")):
        post(people[4], staff_type=kind, line_manager=manager)
    year = open_year()
    panel = panel_of(cast, year, *accounts)

    class ByTheFive(Clicks):
        pass

    ByTheFive.accounts = accounts
    ByTheFive.values = {aspect: [on_scale(year, aspect, each) for each in (1, 2)] for aspect in ("what", "how")}
    ByTheFive.appraisal = appraisal_of(people[4], year, department=response())
    ByTheFive.panels = [as_seen(panel, each) for each in accounts]
    ByTheFive.cases = [cases_of(*each) for each in zip(ByTheFive.panels, accounts, strict=True)]
    return ByTheFive


def test_any_order_of_clicks_by_five_people_obeys_the_rules(five: type[Clicks]) -> None:
    run_state_machine_as_test(
        five,
        settings=settings(
            max_examples=1000, stateful_step_count=3, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )


# --- one by one ------------------------------------------------------------------------------------------------------


def test_the_three_values_are_kept(cast: Cast) -> None:
    bob, lead = bobs(cast), cast.of(Role.PERFORMANCE_LEAD)
    rating = sent(bob, cast.alice, what=3, how=4)
    rating.moderate(on_scale(bob.year, "what", 2), rating.how, by=lead, reason="As the others of the department")
    assert finalise_all(as_seen(panel_of(cast, bob.year), lead), by=lead) == 1
    rating = rating_of(bob)
    rating.change_late(on_scale(bob.year, "what", 1), rating.how, by=lead, reason="A mistake")
    assert [each.number for each in (rating.what, rating.moderated_what, rating.final_what)] == [3, 2, 1]
    kinds = rating.decisions.visible_to(lead).values_list("kind", flat=True)
    assert list(kinds) == ["changed", "late"]


def test_why_it_was_changed_stands_in_the_decision_and_in_none_of_the_moves(cast: Cast) -> None:
    """The rater reads the moves before it is final, and the person once it is shared; neither reads the decision."""
    bob, lead = bobs(cast), cast.of(Role.PERFORMANCE_LEAD)
    rating = sent(bob, cast.alice)
    rating.moderate(on_scale(bob.year, "what", 2), rating.how, by=lead, reason="Said in confidence")
    moves = RatingChange.objects.visible_to(cast.alice).filter(record=rating)
    assert {each.reason for each in moves} == {""}
    assert not rating.decisions.visible_to(cast.alice).exists()
    assert rating.decisions.visible_to(lead).get().reason == "Said in confidence"


def test_editing_voids_a_moderation_and_evidence_stands_under_it(cast: Cast) -> None:
    bob, lead = bobs(cast), cast.of(Role.PERFORMANCE_LEAD)
    rating = sent(bob, cast.alice)
    rating.moderate(rating.what, rating.how, by=lead)
    with pytest.raises(IllegalMove):
        rating.give_evidence("Kept at it", by=cast.alice, seen="")
    rating.enter("what", rating.what, by=cast.alice, seen=rating.what_id)
    assert rating_of(bob).status == "moderated"
    with pytest.raises(Moderated):
        rating.enter("what", on_scale(bob.year, "what", 5), by=cast.alice, seen=rating.what_id, voiding=False)
    rating.enter("what", on_scale(bob.year, "what", 5), by=cast.alice, seen=rating.what_id)
    assert (rating_of(bob).status, rating_of(bob).moderated_what) == ("provisional", None)
    assert rating.decisions.visible_to(lead).last().kind == "voided"
    rating.enter("how", None, by=cast.alice, seen=rating.how_id)
    assert rating_of(bob).status == "draft"


@pytest.mark.parametrize("who", ["bob", "charlie", "former", "lead"])
def test_only_the_line_manager_of_today_enters_sends_and_takes_back(who: str, cast: Cast) -> None:
    bob = bobs(cast)
    rating = entered(bob, cast.alice)
    if who == "former":
        Post._base_manager.filter(person=cast.bob.person).update(line_manager=cast.charlie.person)
    by = {"lead": cast.of(Role.PERFORMANCE_LEAD), "former": cast.alice}.get(who) or getattr(cast, who)
    value = on_scale(bob.year, "what", 1)
    for verb in (
        lambda: rating.enter("what", value, by=by, seen=rating.what_id),
        lambda: rating.give_evidence("No", by=by, seen=""),
        lambda: rating.submit(by=by),
        lambda: rating.take_back(by=by),
    ):
        with pytest.raises((OwnRating, NotTheRater)):
            verb()
    assert rating_of(bob).status == "draft" and rating_of(bob).what.number == 3


def test_whoever_entered_a_value_never_moderates_it_even_where_another_manager_sent_it(cast: Cast) -> None:
    bob = bobs(cast)
    entered(bob, cast.alice)
    Post._base_manager.filter(person=cast.bob.person).update(line_manager=cast.charlie.person)
    rating = rating_of(bob)
    rating.submit(by=cast.charlie)
    assert rating.rater == cast.charlie
    for account in (cast.alice, cast.charlie, cast.bob):
        with pytest.raises(OwnRating):
            rating.moderate(rating.what, rating.how, by=account)


def test_evidence_changes_neither_the_rater_nor_what_was_moderated(cast: Cast) -> None:
    """Charlie moderated it and came to manage Bob; before that he had been sent it by Alice."""
    rating = sent(bobs(cast), cast.alice)
    Post._base_manager.filter(person=cast.bob.person).update(line_manager=cast.charlie.person)
    rating.give_evidence("Kept at it", by=cast.charlie, seen="")
    assert (rating_of(rating.appraisal).rater, rating_of(rating.appraisal).evidence) == (cast.alice, "Kept at it")
    rating.moderate(rating.what, rating.how, by=cast.of(Role.PERFORMANCE_LEAD))
    with pytest.raises(IllegalMove):
        rating.give_evidence("Rested", by=cast.charlie, seen="Kept at it")
    now = rating_of(rating.appraisal)
    assert (now.rater, now.evidence, now.status) == (cast.alice, "Kept at it", "moderated")


def test_nobody_decides_about_their_own_line_manager_or_whoever_reports_to_them(cast: Cast) -> None:
    """Bob sits on the panel that is about Alice, and about Charlie's Dee."""
    year, dee = open_year(), person("D1", "Dee Duke")
    post(dee, line_manager=cast.charlie.person)
    near = provisional(year, cast.alice.person, None), provisional(year, dee, None)
    panel = panel_of(cast, year, cast.bob, cast.charlie)
    for rating, by in zip(near, (cast.bob, cast.charlie), strict=True):
        with pytest.raises(OwnRating):
            decide(rating, rating.what, rating.how, by=by, panel=panel)
        assert rating not in cases_of(as_seen(panel, by), by)
    assert list(cases_of(as_seen(panel, cast.bob), cast.bob)) == [near[1]]


@pytest.mark.parametrize(
    "fields", [{"status": "closed", "closed_on": clock.today()}, {"ratings_from": date(2099, 1, 1)}]
)
def test_the_window_is_shut_to_every_verb_of_the_rater(fields: dict[str, Any], cast: Cast) -> None:
    bob = bobs(cast)
    rating = entered(bob, cast.alice)
    PerformanceYear._base_manager.update(**fields)
    rating = rating_of(bob)
    for verb in (rating.submit, rating.take_back):
        with pytest.raises(IllegalMove):
            verb(by=cast.alice)
    with pytest.raises(IllegalMove):
        rating.enter("what", None, by=cast.alice, seen=rating.what_id)
    assert rating_of(bob).what.number == 3


def test_a_value_of_another_scale_is_refused(cast: Cast) -> None:
    bob, other = bobs(cast), open_year("2020/21", 2020)
    for value in (on_scale(other, "what", 3), on_scale(bob.year, "how", 3)):
        with pytest.raises(IllegalMove):
            Rating(appraisal=bob).enter("what", value, by=cast.alice, seen=None)
    rating = sent(bob, cast.alice)
    with pytest.raises(IllegalMove):
        rating.moderate(rating.how, rating.what, by=cast.of(Role.PERFORMANCE_LEAD), reason="Swapped")
    assert rating_of(bob).status == "provisional"


def test_an_incomplete_one_is_not_sent_and_only_the_person_comments_once_it_is_shared(cast: Cast) -> None:
    rating = entered(bobs(cast), cast.alice, how=None)
    with pytest.raises(IllegalMove):
        rating.submit(by=cast.alice)
    with pytest.raises(IllegalMove):
        rating.say("Thank you", by=cast.bob)
    with pytest.raises(OwnRating):
        rating.say("Thank you", by=cast.alice)
