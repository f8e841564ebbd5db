"""Reviews that people asked for, as records of the performance lead, and their answers."""

from collections.abc import Sequence
from typing import Any

from django import forms as django_forms
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponse
from django.urls import URLPattern, path, reverse

from people.performance.choices import ReviewStatus
from people.performance.decisions import RatingReview
from people.performance.late_changes import ValuesForm
from people.performance.moderation_acts import mark_of_one
from people.performance.moderation_cases import in_words
from people.performance.moderation_registers import LEADS, REVIEW_COLOURS, REVIEWS
from people.performance.ratings import OwnRating
from people.requests import Request
from people.workforce.models import User
from wmp.lib.acts import perform
from wmp.lib.alerts import alert
from wmp.lib.records import Fact, RecordPage
from wmp.lib.timeline import Event, events_of
from wmp.lib.verbs import VerbForm
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


class AnswerForm(ValuesForm, VerbForm):
    upheld = django_forms.ChoiceField(
        label="What do you decide?",
        choices=[("yes", "Uphold it: the values change"), ("no", "The rating stands")],
        widget=django_forms.RadioSelect,
    )
    answer = django_forms.CharField(
        label="Your answer", widget=django_forms.Textarea, max_length=4000, help_text="The person reads it as it is."
    )
    field_order = ["upheld", "what", "how", "answer"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("upheld") == "yes" and not self.errors and not self.changes:
            self.add_error("what", "Where a review is upheld, one of the values changes")
        if cleaned.get("upheld") == "no" and not self.errors and self.changes:
            self.add_error("upheld", "Where the rating stands, leave both values as they are")
        return cleaned


@transaction.atomic
def answer(review: RatingReview, *, by: User, upheld: bool, text: str, what: Any = None, how: Any = None) -> None:
    """Answers a review; where it is upheld, the values change with it or not at all. The person is told.

    Raises OwnRating, IllegalMove and StaleMove.
    """
    if not by.has_role(*LEADS):
        raise IllegalMove("The performance lead answers reviews.")
    rating = review.rating
    review.answer_with(upheld, by=by, answer=text)
    if upheld:
        if (what.pk, how.pk) == (rating.final_what_id, rating.final_how_id):
            raise IllegalMove("Where a review is upheld, one of the values changes.")
        rating.change_late(what, how, by=by, reason=f"Review upheld. {text}")
    account: Any = rating.appraisal.person.account_id
    alert(
        User.objects.filter(pk=account, is_active=True),
        subject=f"Your review of the rating of {rating.appraisal.year} is answered",
        text="You can read the answer.",
        path=reverse("people:my-rating"),
    )


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
