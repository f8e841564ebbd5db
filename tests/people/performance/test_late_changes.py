"""Final values are changed late, for a reason, by the lead; and reviews are answered."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from people.performance.choices import DecisionKind, ReviewStatus
from people.performance.decisions import ModerationDecision, RatingReview
from people.performance.late_changes import change
from people.performance.ratings import OwnRating, Rating, RatingChange
from people.performance.releasing import release
from people.performance.review_answers import answer
from tests.base import Cast
from tests.people.performance.moderated import LEAD, final, panel_of, provisional
from tests.people.performance.rated import on_scale, open_year, rating_of
from wmp.lib.alerts import Alert
from wmp.lib.workflow import IllegalMove, StaleMove

pytestmark = pytest.mark.django_db


@pytest.fixture
def shared(cast: Cast) -> Rating:
    """Bob's, by Alice, moderated by Charlie."""
    year = open_year()
    rating = final(provisional(year, cast.bob.person, cast.alice), cast, panel_of(cast, year))
    release(year, by=cast.of(LEAD))
    return rating_of(rating.appraisal)


def four(rating: Rating) -> Any:
    return on_scale(rating.appraisal.year, "what", 4)


def told(cast: Cast, words: str) -> bool:
    return Alert.objects.visible_to(cast.bob).filter(subject__contains=words).exists()


def test_a_late_change_is_kept_with_its_reason_and_the_person_told(shared: Rating, cast: Cast) -> None:
    change(shared, four(shared), shared.final_how, by=cast.of(LEAD), reason="A file was overlooked")
    now = rating_of(shared.appraisal)
    assert (now.final_what, now.moderated_what_id, now.status) == (four(shared), shared.what_id, "shared")
    late = ModerationDecision._base_manager.get(kind=DecisionKind.LATE)
    assert (late.reason, late.what, late.by) == ("A file was overlooked", four(shared), cast.of(LEAD))
    assert told(cast, "has been changed")
    assert not RatingChange.objects.visible_to(cast.bob).filter(reason__contains="overlooked").exists()


def test_only_the_lead_and_only_for_a_reason(shared: Rating, cast: Cast) -> None:
    for by, reason in ((cast.charlie, "-"), (cast.of(LEAD), " ")):
        with pytest.raises(IllegalMove):
            change(shared, four(shared), shared.final_how, by=by, reason=reason)
    Rating._base_manager.filter(pk=shared.pk).update(rater=cast.of(LEAD))
    with pytest.raises(OwnRating):
        change(rating_of(shared.appraisal), four(shared), shared.final_how, by=cast.of(LEAD), reason="-")


def test_a_page_that_is_out_of_date_changes_nothing(shared: Rating, cast: Cast, client: Client) -> None:
    client.force_login(cast.of(LEAD))
    address = reverse("people:ratings-late", args=[shared.pk])
    opened: Any = client.get(address).context
    given = {"seen": opened["form"].initial["seen"], "what": four(shared).pk, "how": shared.final_how_id}
    assert client.post(address, given | {"what": shared.final_what_id, "reason": "-"}).status_code == 200
    assert client.post(address, given | {"reason": "A file"}).status_code == 302
    assert client.post(address, given | {"reason": "A file"}).status_code in (200, 409)
    assert ModerationDecision._base_manager.filter(kind=DecisionKind.LATE).count() == 1


def test_a_review_that_is_upheld_changes_the_rating_with_it(shared: Rating, cast: Cast, client: Client) -> None:
    review = RatingReview.objects.create(rating=shared, reason="My files were on time")
    client.force_login(cast.of(LEAD))
    assert "Answer 1 review of ratings" in client.get(reverse("home")).content.decode()
    address = reverse("people:rating-reviews-answer", args=[review.pk])
    opened: Any = client.get(address)
    assert "My files were on time" in opened.content.decode()
    given = {"seen": opened.context["form"].initial["seen"], "upheld": "yes", "answer": "They were."}
    same = given | {"what": shared.final_what_id, "how": shared.final_how_id}
    assert client.post(address, same).status_code == 200
    assert client.post(address, same | {"what": four(shared).pk}).status_code == 302
    review = RatingReview._base_manager.get()
    assert (review.status, review.answer) == (ReviewStatus.UPHELD, "They were.")
    assert rating_of(shared.appraisal).final_what == four(shared)
    assert told(cast, "is answered")
    assert client.post(address, same | {"what": four(shared).pk}).status_code == 409


def test_a_review_that_is_not_upheld_leaves_the_rating(shared: Rating, cast: Cast) -> None:
    review = RatingReview.objects.create(rating=shared, reason="My files were on time")
    answer(review, by=cast.of(LEAD), upheld=False, text="Three were late.")
    assert review.status == ReviewStatus.NOT_UPHELD
    assert rating_of(shared.appraisal).final_what_id == shared.final_what_id


def test_whoever_ever_gave_the_rating_answers_no_review_of_it(shared: Rating, cast: Cast) -> None:
    """Alice gave it; another took it over since, and she leads now."""
    Rating._base_manager.filter(pk=shared.pk).update(rater=cast.charlie, moderator=None)
    cast.alice.groups.set(cast.of(LEAD).groups.all())
    review = RatingReview.objects.create(rating=rating_of(shared.appraisal), reason="My files were on time")
    with pytest.raises(OwnRating):
        answer(review, by=cast.alice, upheld=False, text="Three were late.")
    assert RatingReview._base_manager.get().status == ReviewStatus.ASKED


def test_whoever_ever_gave_the_rating_is_offered_no_button_that_refuses(
    shared: Rating, cast: Cast, client: Client
) -> None:
    Rating._base_manager.filter(pk=shared.pk).update(rater=cast.charlie, moderator=None)
    review = RatingReview.objects.create(rating=shared, reason="My files were on time")
    late = reverse("people:ratings-late", args=[shared.pk])
    answers = reverse("people:rating-reviews-answer", args=[review.pk])
    pages = {late: "people:ratings-detail", answers: "people:rating-reviews-detail"}
    cast.alice.groups.set(cast.of(LEAD).groups.all())
    for reader, may in ((cast.of(LEAD), True), (cast.alice, False)):
        client.force_login(reader)
        assert ("Answer 1 review" in client.get(reverse("home")).content.decode()) == may
        for (address, page), record in zip(pages.items(), (shared, review), strict=True):
            assert (f'"{address}"' in client.get(reverse(page, args=[record.pk])).content.decode()) == may
            assert client.get(address).status_code == (200 if may else 403)


def test_the_answer_and_the_change_are_one(shared: Rating, cast: Cast) -> None:
    review = RatingReview.objects.create(rating=shared, reason="My files were on time")
    review = RatingReview.objects.visible_to(cast.of(LEAD)).select_related("rating__appraisal__person").get()
    change(shared, four(shared), shared.final_how, by=cast.of(LEAD), reason="Meanwhile")
    review.rating.final_what_id = shared.what_id  # as it was read before
    with pytest.raises(StaleMove):
        five = on_scale(shared.appraisal.year, "what", 5)
        answer(review, by=cast.of(LEAD), upheld=True, text="Yes", what=five, how=shared.final_how)
    assert RatingReview._base_manager.get().status == ReviewStatus.ASKED


def test_registers_show_the_lead_no_rating_of_their_own_and_others_none(cast: Cast, client: Client) -> None:
    year = open_year()
    rating = provisional(year, cast.bob.person, cast.alice)
    for reader in (cast.alice, cast.bob):
        client.force_login(reader)
        assert client.get(reverse("people:ratings-list")).status_code == 403
        assert client.get(reverse("people:ratings-detail", args=[rating.pk])).status_code == 404
    client.force_login(cast.of(LEAD))
    assert "Baker, Bob" in client.get(reverse("people:ratings-list"), {"what": "3"}).content.decode()
    assert "Baker, Bob" not in client.get(reverse("people:ratings-list"), {"changed": "moderation"}).content.decode()
    cast.bob.groups.set(cast.of(LEAD).groups.all())
    client.force_login(cast.bob)
    assert "Baker, Bob" not in client.get(reverse("people:ratings-list")).content.decode()
    assert client.get(reverse("people:ratings-detail", args=[rating.pk])).status_code == 404
