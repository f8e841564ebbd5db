"""What was decided about a rating, decision by decision; and reviews that the person asked for, with their answers."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from people.performance.choices import DecisionKind, ReviewStatus
from people.performance.panels import ModerationPanel
from people.performance.ratings import Rating, moderated_by, value_on_scale
from people.roles import Role, own_person
from wmp.lib import clock
from wmp.lib.access import EVERYTHING, Reader, ScopedModel, ScopedQuerySet
from wmp.lib.audit import never_edited, tracked
from wmp.lib.keys import among
from wmp.lib.workflow import StatusChange, Workflow


class DecisionQuerySet(ScopedQuerySet["ModerationDecision"]):
    def grants(self, user: Reader) -> Iterable[Q]:
        """Moderators; and whoever gave the rating, once it is final."""
        yield from moderated_by(user, "rating__")
        yield Q(rating__rater=user.pk, rating__final_on__isnull=False)


class ModerationDecision(ScopedModel):
    """One decision about one rating, with its reason. Added, never edited: minutes are made of these."""

    rating = models.ForeignKey(Rating, models.CASCADE, related_name="decisions")
    panel = models.ForeignKey(ModerationPanel, models.PROTECT, null=True, related_name="decisions")
    kind = models.CharField(max_length=10, choices=DecisionKind)
    what = value_on_scale("what")
    how = value_on_scale("how")
    reason = models.TextField(max_length=4000, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=clock.now)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind__in=["changed", "late"]) | ~Q(reason=""),
                name="moderation_change_has_a_reason",
                violation_error_message="A change needs a reason.",
            )
        ]
        triggers = never_edited("moderation_decision")

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.rating}"

    def account_concerned(self) -> Any:
        return self.rating.appraisal.person.account_id


class RatingReviewQuerySet(ScopedQuerySet["RatingReview"]):
    def grants(self, user: Reader) -> Iterable[Q]:
        """Whoever asked, and the performance lead, but for their own."""
        yield among("rating__appraisal__person", own_person(user))
        if user.has_role(Role.PERFORMANCE_LEAD):
            yield EVERYTHING


@tracked
class RatingReview(Workflow, ScopedModel):
    """Somebody asks for their shared rating to be looked at again, and is answered."""

    MOVES = {"asked": {"upheld", "not upheld"}, "upheld": set(), "not upheld": set()}

    rating = models.ForeignKey(Rating, models.CASCADE, related_name="reviews")
    reason = models.TextField("why it should be looked at again", max_length=4000)
    asked_at = models.DateTimeField("asked", default=clock.now)
    answer = models.TextField(max_length=4000, blank=True, editable=False)
    answered_at = models.DateTimeField("answered", null=True, editable=False)
    status = Workflow.status_field(ReviewStatus, first=ReviewStatus.ASKED)

    objects = RatingReviewQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["rating"],
                condition=Q(status="asked"),
                name="rating_review_one_open",
                violation_error_message="A review has been asked for already.",
            ),
            models.CheckConstraint(
                condition=Q(status="asked") | ~Q(answer=""),
                name="rating_review_ends_with_an_answer",
                violation_error_message="Whoever asked for the review wants an answer.",
            ),
        ]

    def __str__(self) -> str:
        return f"Review of {self.rating.appraisal}"

    def account_concerned(self) -> Any:
        return self.rating.appraisal.person.account_id

    def answer_with(self, upheld: bool, *, by: Any, answer: str) -> None:
        """Answers it. Where it is upheld the values are changed by `Rating.change_late`, in the same transaction.

        Raises OwnRating for whoever is rated or ever gave the rating: nobody judges what they rated.
        """
        self.rating.must_be_anothers(by)
        new = ReviewStatus.UPHELD if upheld else ReviewStatus.NOT_UPHELD
        self.move_to(new, by=by, answer=answer, answered_at=clock.now())


class RatingReviewChange(StatusChange):
    record = StatusChange.of(RatingReview)
