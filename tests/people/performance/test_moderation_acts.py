"""What members of a panel do to many ratings at once, and what nobody does to their own."""

from typing import Any

import pytest

from people.performance.choices import DecisionKind, RatingStatus
from people.performance.decisions import ModerationDecision
from people.performance.moderation_acts import (
    cases_of,
    confirm_all,
    decide,
    finalise_all,
    mark_of,
    shown,
    to_finalise,
)
from people.performance.ratings import OwnRating, Rating, RatingChange
from tests.base import Cast
from tests.people.performance.moderated import LEAD, as_seen, changed, confirmed, panel_of, provisional, some
from tests.people.performance.rated import on_scale, open_year, rating_of
from tests.together import at_once
from wmp.lib.workflow import IllegalMove, StaleMove

pytestmark = pytest.mark.django_db


def confirm(panel: Any, by: Any) -> int:
    cases = cases_of(panel, by)
    return confirm_all(cases, by=by, panel=panel, mark=mark_of(shown(cases)))


def test_all_that_wait_are_confirmed_with_a_decision_and_a_move_each(cast: Cast) -> None:
    year = open_year()
    ratings = some(year, cast.alice, [(3, 4), (5, 1), (2, 2)])
    panel = as_seen(panel_of(cast, year), cast.charlie)
    changed(ratings[0], cast.charlie, panel)
    assert confirm(panel, cast.charlie) == 2
    now = rating_of(ratings[1].appraisal)
    assert (now.status, now.moderator, now.moderated_what, now.moderated_how) == (
        RatingStatus.MODERATED,
        cast.charlie,
        now.what,
        now.how,
    )
    decisions = ModerationDecision._base_manager.filter(panel=panel, kind=DecisionKind.CONFIRMED)
    assert {each.rating_id for each in decisions} == {each.pk for each in ratings[1:]}
    moves = RatingChange._base_manager.filter(record__in=ratings[1:]).values_list("old", "new", "by")
    assert set(moves) == {("provisional", "moderated", cast.charlie.pk)}


def test_nobody_confirms_what_they_rated_now_or_before_or_what_is_about_them(cast: Cast) -> None:
    year = open_year()
    own = provisional(year, cast.charlie.person, cast.alice)
    given, taken_over = some(year, cast.charlie, [(3, 3), (3, 3)])
    Rating._base_manager.filter(pk=taken_over.pk).update(rater=cast.alice)
    panel = as_seen(panel_of(cast, year), cast.charlie)
    assert list(cases_of(panel, cast.charlie)) == []
    assert confirm(panel, cast.charlie) == 0
    for rating in (own, given, taken_over):
        with pytest.raises(OwnRating):
            decide(rating, rating.what, rating.how, by=cast.charlie, panel=panel)


def test_only_a_member_of_an_open_panel_decides(cast: Cast) -> None:
    year = open_year()
    (rating,) = some(year, cast.alice, [(3, 3)])
    panel = as_seen(panel_of(cast, year), cast.of(LEAD))
    with pytest.raises(IllegalMove):
        confirm(panel, cast.of(LEAD))
    panel.close(by=cast.of(LEAD))
    with pytest.raises(IllegalMove):
        decide(rating, rating.what, rating.how, by=cast.charlie, panel=panel)


def test_what_changed_since_the_page_was_shown_is_not_confirmed(cast: Cast) -> None:
    year = open_year()
    ratings = some(year, cast.alice, [(3, 3), (4, 4)])
    panel = as_seen(panel_of(cast, year), cast.charlie)
    cases = cases_of(panel, cast.charlie)
    mark = mark_of(shown(cases))
    Rating._base_manager.filter(pk=ratings[0].pk).update(what=on_scale(year, "what", 1))
    with pytest.raises(StaleMove):
        confirm_all(cases, by=cast.charlie, panel=panel, mark=mark)
    assert rating_of(ratings[1].appraisal).status == RatingStatus.PROVISIONAL


def test_the_lead_makes_final_all_but_what_they_rated(cast: Cast) -> None:
    year, lead = open_year(), cast.of(LEAD)
    theirs, own, waits = [
        some(year, by, [(3, 4)], tag)[0] for by, tag in ((cast.alice, "A"), (lead, "L"), (cast.bob, "W"))
    ]
    panel = as_seen(panel_of(cast, year), lead)
    changed(theirs, cast.charlie, panel)
    confirmed(own, cast.charlie, panel)
    counts = to_finalise(panel, lead)
    assert (counts.ready, counts.left_out, counts.waiting) == (1, 1, 1)
    assert finalise_all(panel, by=lead) == 1
    now = rating_of(theirs.appraisal)
    assert (now.status, now.final_what, now.final_how) == ("final", now.moderated_what, now.how)
    assert now.final_on
    assert rating_of(own.appraisal).status == "moderated" and rating_of(waits.appraisal).status == "provisional"
    with pytest.raises(IllegalMove):
        finalise_all(panel, by=cast.charlie)


@pytest.mark.django_db(transaction=True)
def test_of_two_moderators_at_once_one_decides_and_the_other_hears_of_it(cast: Cast) -> None:
    year = open_year()
    (rating,) = some(year, cast.alice, [(3, 3)])
    panel = panel_of(cast, year, cast.charlie, cast.bob)

    def by(member: Any, what: int) -> Any:
        read = rating_of(rating.appraisal)
        value = on_scale(year, "what", what)
        return lambda: decide(read, value, read.how, by=member, panel=panel, reason="Less than agreed")

    said = at_once(by(cast.charlie, 2), by(cast.bob, 4))
    assert sorted(type(each).__name__ for each in said) == ["NoneType", "StaleMove"]
    assert ModerationDecision._base_manager.filter(rating=rating).count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_who_confirm_all_at_once_one_does(cast: Cast) -> None:
    year = open_year()
    some(year, cast.alice, [(3, 3), (4, 4)])
    panel = panel_of(cast, year, cast.charlie, cast.bob)

    def by(member: Any) -> Any:
        seen = as_seen(panel, member)
        cases = cases_of(seen, member)
        mark = mark_of(shown(cases))
        return lambda: confirm_all(cases, by=member, panel=seen, mark=mark)

    said = at_once(by(cast.charlie), by(cast.bob))
    assert sorted(type(each).__name__ for each in said) == ["NoneType", "StaleMove"]
    assert ModerationDecision._base_manager.count() == 2
