"""Raters and moderators at the same moment: one row, one winner for each box, and nothing of the others is lost."""

from collections.abc import Callable

import pytest
from django.db import transaction

from people.performance import eligibility
from people.performance.decisions import ModerationDecision
from people.performance.models import Appraisal
from people.performance.moderation_acts import finalise_all
from people.performance.ratings import Rating
from people.roles import Role
from people.workforce.models import User
from tests.base import Cast, person, post, user
from tests.people.performance.moderated import as_seen, panel_of
from tests.people.performance.rated import bobs, entered, on_scale, rating_of, sent
from tests.together import Meanwhile, at_once
from wmp.lib.workflow import IllegalMove, StaleMove

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def bob(cast: Cast) -> Appraisal:
    return bobs(cast)


@pytest.fixture
def other(cast: Cast) -> User:
    """Bob’s second line manager: he has a part-time post of police staff besides."""
    account = user("other")
    post(cast.bob.person, staff_type="staff", rank=None, line_manager=person("O1", "Olu Other", account))
    return account


def entry(bob: Appraisal, by: User, number: int, aspect: str = "what", seen: int | None = None) -> Callable[[], None]:
    value = on_scale(bob.year, aspect, number)
    return lambda: Rating(appraisal=bob).enter(aspect, value, by=by, seen=seen)


def test_two_who_enter_the_first_value_make_one_row_and_one_is_told(bob: Appraisal, cast: Cast, other: User) -> None:
    said = at_once(entry(bob, cast.alice, 2), entry(bob, other, 4))
    assert [type(each) for each in said if each] == [StaleMove]
    assert (rating_of(bob).what.number, rating_of(bob).rater) in [(2, cast.alice), (4, other)]


def test_two_who_enter_different_values_both_get_through(bob: Appraisal, cast: Cast, other: User) -> None:
    assert at_once(entry(bob, cast.alice, 2, "what"), entry(bob, other, 4, "how")) == [None, None]
    assert (rating_of(bob).what.number, rating_of(bob).how.number) == (2, 4)


def test_the_same_value_twice_is_no_conflict(bob: Appraisal, cast: Cast) -> None:
    assert at_once(*[entry(bob, cast.alice, 3)] * 3) == [None] * 3


def test_a_value_entered_while_it_is_moderated_is_told_of_the_moderation(bob: Appraisal, cast: Cast) -> None:
    rating = sent(bob, cast.alice, what=3)
    with transaction.atomic():
        rating.moderate(rating.what, rating.how, by=cast.of(Role.PERFORMANCE_LEAD))
        late = Meanwhile(entry(bob, cast.alice, 5, seen=rating.what_id))
    assert late.said is None
    assert (rating_of(bob).status, rating_of(bob).what.number) == ("provisional", 5)
    kinds = ModerationDecision._base_manager.values_list("kind", flat=True)
    assert list(kinds) == ["confirmed", "voided"]


def test_a_moderator_does_not_confirm_what_was_changed_in_that_moment(bob: Appraisal, cast: Cast) -> None:
    sent(bob, cast.alice, what=3)
    opened = rating_of(bob)
    with transaction.atomic():
        entry(bob, cast.alice, 5, seen=opened.what_id)()
        late = Meanwhile(lambda: opened.moderate(opened.what, opened.how, by=cast.of(Role.PERFORMANCE_LEAD)))
    assert isinstance(late.said, StaleMove) and rating_of(bob).status == "provisional"


def test_of_two_moderators_and_two_who_finalise_one_gets_through(bob: Appraisal, cast: Cast) -> None:
    rating, second = sent(bob, cast.alice), user("second", Role.PERFORMANCE_LEAD)
    pages, lead = [rating_of(bob), rating_of(bob)], cast.of(Role.PERFORMANCE_LEAD)
    lower = on_scale(bob.year, "what", 1)
    said = at_once(
        lambda: pages[0].moderate(rating.what, rating.how, by=lead),
        lambda: pages[1].moderate(lower, rating.how, by=second, reason="Too high"),
    )
    assert [type(each) for each in said if each] == [StaleMove]
    assert ModerationDecision._base_manager.count() == 1
    panel = as_seen(panel_of(cast, bob.year), lead)
    made: list[int] = []
    assert at_once(*[lambda each=each: made.append(finalise_all(panel, by=each)) for each in (lead, second)]) == [
        None,
        None,
    ]
    assert sorted(made) == [0, 1] and rating_of(bob).status == "final"


def test_what_is_entered_or_sent_beside_the_end_of_the_year_finds_it_ended(bob: Appraisal, cast: Cast) -> None:
    draft = entered(bob, cast.alice)
    for verb in (
        entry(bob, cast.alice, 5, seen=draft.what_id),
        lambda: Rating(appraisal=bob).give_evidence("Late", by=cast.alice, seen=""),
        lambda: draft.submit(by=cast.alice),
    ):
        with transaction.atomic():
            bob.year.release(by=None)
            late = Meanwhile(verb)
            bob.year.move_to("closed", by=None, closed_on="2022-04-01")
        assert isinstance(late.said, IllegalMove) and "is closed" in str(late.said)
        type(bob.year)._base_manager.update(status="open", closed_on=None)
        bob.year.refresh_from_db()
    assert (rating_of(bob).status, rating_of(bob).what.number, rating_of(bob).evidence) == ("draft", 3, "")


def test_whoever_ends_the_year_or_excuses_waits_for_those_who_rate(bob: Appraisal, cast: Cast) -> None:
    lead = cast.of(Role.PERFORMANCE_LEAD)
    page = Appraisal._base_manager.get(pk=bob.pk)
    for other in (lambda: bob.year.release(by=lead), lambda: eligibility.excuse(page, "seconded", by=lead)):
        with transaction.atomic():
            entry(bob, cast.alice, 3)()
            later = Meanwhile(other)
            assert Appraisal._base_manager.filter(pk=bob.pk, excused="", year__status="open").exists()
        assert later.said is None
        type(bob.year)._base_manager.update(status="open", released_at=None)
        bob.year.refresh_from_db()
