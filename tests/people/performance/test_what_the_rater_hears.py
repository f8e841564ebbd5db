"""The rater reads what was decided about a rating that they gave, once it is final, and hears of a later change; the
person reads on which day it was changed."""

import pytest
from django.test import Client

from people.performance.late_changes import change
from people.performance.moderation_acts import finalise_all
from people.performance.ratings import Rating
from people.performance.releasing import release
from people.performance.review_answers import answer
from people.workforce.models import Post
from tests.base import Cast
from tests.people.performance.moderated import LEAD, as_seen, changed, panel_of, provisional
from tests.people.performance.own_made import page
from tests.people.performance.rated import on_scale, open_year, rating_of
from wmp.lib.alerts import Alert

pytestmark = pytest.mark.django_db
WHY = "Less than agreed"


@pytest.fixture
def moderated(cast: Cast) -> Rating:
    """Bob's, by Alice; Charlie's panel put 2 in place of her 3."""
    year = open_year()
    return changed(provisional(year, cast.bob.person, cast.alice), cast.charlie, panel_of(cast, year))


def made_final(rating: Rating, cast: Cast) -> Rating:
    finalise_all(as_seen(rating.appraisal.year.panels.unscoped().get(), cast.of(LEAD)), by=cast.of(LEAD))
    return rating_of(rating.appraisal)


def made_shared(rating: Rating, cast: Cast) -> Rating:
    made_final(rating, cast)
    release(rating.appraisal.year, by=cast.of(LEAD))
    return rating_of(rating.appraisal)


def told(cast: Cast) -> list[str]:
    found = Alert.objects.visible_to(cast.alice).filter(subject__contains="that you gave has been changed")
    return list(found.values_list("path", flat=True))


def test_once_final_the_rater_reads_what_the_panel_decided_and_why_and_never_who(
    client: Client, cast: Cast, moderated: Rating
) -> None:
    address = f"/people/team/{moderated.appraisal_id}/"
    assert WHY not in page(client, cast.alice, address)
    made_final(moderated, cast)
    text = page(client, cast.alice, address)
    assert f"What: 2, Partly met. How: 4, Exceeded. Why: {WHY}" in text and "charlie" not in text.lower()


def test_a_line_manager_who_did_not_give_it_reads_no_reason(client: Client, cast: Cast, moderated: Rating) -> None:
    made_shared(moderated, cast)
    Post._base_manager.filter(person=cast.bob.person).update(line_manager=cast.charlie.person)
    assert WHY not in page(client, cast.charlie, f"/people/team/{moderated.appraisal_id}/")


def test_a_late_change_is_told_to_the_rater_without_content_and_dated_for_the_person(
    client: Client, cast: Cast, moderated: Rating
) -> None:
    rating = made_shared(moderated, cast)
    four = on_scale(rating.appraisal.year, "what", 4)
    own = f"/people/my-performance/{rating.appraisal_id}/rating/"
    assert "values were changed" not in page(client, cast.bob, own)
    change(rating, four, rating.final_how, by=cast.of(LEAD), reason="A file was overlooked")
    assert told(cast) == [f"/people/team/{rating.appraisal_id}/"]
    text = page(client, cast.alice, told(cast)[0])
    assert "Changed since What: 4, Exceeded." in text and "overlooked" not in text
    assert "Its values were changed on" in page(client, cast.bob, own)


def test_a_review_that_is_upheld_is_told_to_the_rater(cast: Cast, moderated: Rating) -> None:
    rating = made_shared(moderated, cast)
    review = rating.reviews.create(reason="Court was not counted")
    four = on_scale(rating.appraisal.year, "what", 4)
    answer(review, by=cast.of(LEAD), upheld=True, text="It counts", what=four, how=rating.final_how)
    assert len(told(cast)) == 1


def test_whoever_gave_it_and_manages_them_no_more_is_not_led_to_a_page_they_cannot_open(
    cast: Cast, moderated: Rating
) -> None:
    rating = made_shared(moderated, cast)
    Post._base_manager.filter(person=cast.bob.person).update(line_manager=None)
    change(rating, on_scale(rating.appraisal.year, "what", 4), rating.final_how, by=cast.of(LEAD), reason="Mistake")
    assert told(cast) == []
