"""A review that somebody asked for, as a record of the performance lead, and the page on which it is answered."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.urls import URLPattern, path, reverse

from people.performance.choices import ReviewStatus
from people.performance.decisions import RatingReview
from people.performance.late_forms import AnswerForm
from people.performance.moderation_acts import mark_of_one
from people.performance.moderation_cases import in_words
from people.performance.moderation_registers import REVIEW_COLOURS, REVIEWS
from people.performance.ratings import OwnRating
from people.performance.review_answers import answer
from people.requests import Request
from people.workforce.models import User
from wmp.lib.acts import perform
from wmp.lib.records import Fact, RecordPage
from wmp.lib.timeline import Event, events_of
from wmp.lib.words import long_moment, within
from wmp.lib.workflow import IllegalMove, StaleMove

CHANGED = "It has been answered, or the rating changed, since you opened this page."


class ReviewPage(RecordPage):
    register = REVIEWS
    joins = (
        *("rating__appraisal__person", "rating__appraisal__year"),
        *("rating__final_what", "rating__final_how", "rating__moderated_what", "rating__moderated_how"),
        *("rating__what", "rating__how", "rating__rater"),
    )
    colours = REVIEW_COLOURS

    def title(self, record: RatingReview) -> str:
        return f"{record.rating.appraisal.person}"

    def caption(self, record: RatingReview) -> str:
        return f"Review of a rating, {record.rating.appraisal.year}"

    def turn(self, record: RatingReview, user: User) -> str:
        return "The performance lead answers" if record.status == ReviewStatus.ASKED else ""

    def actions(self, record: RatingReview, user: User) -> list[Any]:
        rating = {"text": "Rating", "url": reverse("people:ratings-detail", args=[record.rating_id])}
        if record.status != ReviewStatus.ASKED or not record.rating.may_be_decided_by(user):
            return [{**rating, "kind": "secondary"}]
        return [{"text": "Answer", "url": self.address(record, "answer")}, rating]

    def facts(self, record: RatingReview, user: User) -> Sequence[Fact]:
        rating = record.rating
        return [
            Fact("Asked", long_moment(record.asked_at)),
            Fact("Why it should be looked at again", record.reason),
            Fact("Provisional", in_words(rating.what, rating.how)),
            Fact("Moderated", in_words(rating.moderated_what, rating.moderated_how)),
            Fact("Final", in_words(rating.final_what, rating.final_how)),
            *_answered(record),
        ]

    def events(self, record: RatingReview, user: User) -> Sequence[Event]:
        return events_of(record, details=False)


def _answered(record: RatingReview) -> list[Fact]:
    if record.answered_at is None:
        return []
    return [Fact("Answer", record.answer), Fact("Answered", long_moment(record.answered_at))]


PAGE = ReviewPage()


def answer_page(request: Request, pk: int) -> HttpResponse:
    review: RatingReview = PAGE.find(request, pk)
    user, rating = request.user, review.rating
    if not rating.may_be_decided_by(user):
        raise PermissionDenied
    mark = f"{review.status}-{mark_of_one(rating)}"
    form = AnswerForm(request.POST or None, rating=rating, user=user, initial={"seen": mark})

    def do() -> str:
        given = form.cleaned_data
        if given["seen"] != mark:
            raise StaleMove(CHANGED)
        try:
            answer(
                review,
                by=user,
                upheld=given["upheld"] == "yes",
                text=given["answer"],
                what=given["what"],
                how=given["how"],
            )
        except OwnRating as error:
            raise IllegalMove(str(error)) from error
        return f"Answered: {within(review.get_status_display())}. {rating.appraisal.person} has been told."

    asked = review.status == ReviewStatus.ASKED
    return perform(
        request,
        form,
        do,
        title="Answer a review",
        caption=PAGE.title(review),
        submit="Answer",
        intro=f"They wrote: {review.reason}",
        back=PAGE.address(review),
        refused="" if asked else f"It is {within(review.get_status_display())} already.",
    )


urlpatterns: list[URLPattern] = [path("rating-reviews/<int:pk>/answer/", answer_page, name="rating-reviews-answer")]
