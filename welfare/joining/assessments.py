"""Assessments by the dyslexia assessors: when and where, what was found, and what is recommended."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Self

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeBoundary, RangeOperators
from django.db import models, transaction
from django.db.models import F, Func, Q
from django.utils import timezone

from people.roles import Role, own_person
from welfare.joining.choices import Agreement, AssessmentStatus, CalledOff
from welfare.joining.dyslexia import DyslexiaReferral
from welfare.joining.models import of_others
from wmp.lib import clock
from wmp.lib.access import Reader, ScopedModel, ScopedQuerySet
from wmp.lib.audit import tracked
from wmp.lib.encryption import EncryptedTextField
from wmp.lib.keys import among
from wmp.lib.workflow import IllegalMove, StatusChange, Workflow


class AssessmentQuerySet(ScopedQuerySet["Assessment"]):
    def grants(self, user: Reader) -> Iterable[Q]:
        """RA officers; an assessor their own; the person it was held with, once they have an account."""
        if user.has_role(Role.RA_OFFICER):
            yield of_others(user, "referral__")
        if user.has_role(Role.DYSLEXIA_ASSESSOR):
            yield Q(assessor=user) & of_others(user, "referral__")
        yield Q(status="held") & among("referral__person", own_person(user))

    def to_be_answered(self) -> Self:
        """Whose recommendations wait for the person to say whether they go into their passport."""
        return self.filter(status=AssessmentStatus.HELD, agreement="").exclude(recommendations="")


class _Spell(Func):
    function = "tstzrange"
    output_field = DateTimeRangeField()


@tracked
class Assessment(Workflow, ScopedModel):
    """One appointment of one assessor. `recommendations` name no condition: they may go into a passport."""

    MOVES = {
        "booked": {"held", "did not attend", "cancelled"},
        "held": set(),
        "did not attend": set(),
        "cancelled": set(),
    }

    referral = models.ForeignKey(DyslexiaReferral, models.PROTECT, related_name="assessments")
    assessor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    starts_at = models.DateTimeField("starts")
    ends_at = models.DateTimeField("ends")
    place = models.CharField(max_length=200)
    booked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False)
    status = Workflow.status_field(AssessmentStatus, first=AssessmentStatus.BOOKED)
    recommendations = models.TextField(max_length=8000, blank=True, editable=False)
    agreement = models.CharField("into the passport", max_length=3, choices=Agreement, blank=True, editable=False)
    agreed_on = models.DateField("answered", null=True, editable=False)

    objects = AssessmentQuerySet.as_manager()

    class Meta:
        ordering = ["starts_at", "pk"]
        constraints = [
            ExclusionConstraint(
                name="assessor_has_one_at_a_time",
                expressions=[
                    ("assessor", RangeOperators.EQUAL),
                    (
                        _Spell("starts_at", "ends_at", RangeBoundary(inclusive_lower=True, inclusive_upper=False)),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                condition=~Q(status="cancelled"),
                violation_error_message="The assessor has another assessment in that time.",
            ),
            models.UniqueConstraint(
                fields=["referral"],
                condition=Q(status="booked"),
                name="assessment_one_booked",
                violation_error_message="An assessment is booked for them already.",
            ),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="assessment_ends_after_it_starts",
                violation_error_message="It cannot end before it starts.",
            ),
        ]
        indexes = [
            models.Index(fields=["starts_at", "id"], name="assessment_starts"),
            models.Index(fields=["assessor", "starts_at"], name="assessment_assessor"),
        ]

    def __str__(self) -> str:
        return f"Assessment of {self.referral}"

    def account_concerned(self) -> int | None:
        return self.referral.account_concerned()

    def may_be_moved_by(self, user: Any) -> bool:
        """Whoever has it in their diary, and RA officers; never whom it is about."""
        own = self.account_concerned() == user.pk
        return not own and (self.assessor_id == user.pk or user.has_role(Role.RA_OFFICER))

    def must_be_moved_by(self, by: Any) -> None:
        """Raises IllegalMove for anybody else."""
        if not self.may_be_moved_by(by):
            raise IllegalMove("Only its assessor and RA officers can do this, and never whom it is about.")

    def must_be_for(self, by: Any) -> None:
        """Raises IllegalMove: what came of it is for its assessor to say."""
        if by.pk != self.assessor_id:
            raise IllegalMove("Its assessor has to record what came of it.")
        self.must_be_over()

    def must_be_over(self) -> None:
        if clock.now() < self.starts_at:
            raise IllegalMove("It has not begun yet.")

    @transaction.atomic
    def hold_it(self, *, by: Any, outcome: str, recommendations: str = "") -> None:
        """It took place. Of a referral that was screened, that is its assessment. Raises IllegalMove, StaleMove."""
        self.must_be_for(by)
        self.move_to(AssessmentStatus.HELD, by=by, recommendations=recommendations)
        AssessmentOutcome.objects.create(assessment=self, outcome=outcome)
        self.referral.hold()
        if self.referral.status == "screened":
            self.referral.assess(by=by, on=timezone.localdate(self.starts_at))

    def miss(self, *, by: Any) -> None:
        """They did not come."""
        self.must_be_moved_by(by)
        self.must_be_over()
        self.move_to(AssessmentStatus.DID_NOT_ATTEND, by=by)

    def cancel(self, *, by: Any, why: str) -> None:
        """`why` is one of CalledOff."""
        self.must_be_moved_by(by)
        self.move_to(AssessmentStatus.CANCELLED, by=by, reason=str(CalledOff(why).label))

    def overlaps(self, start: datetime, end: datetime) -> bool:
        return self.starts_at < end and start < self.ends_at


class AssessmentChange(StatusChange):
    record = StatusChange.of(Assessment)


class AssessmentOutcomeQuerySet(ScopedQuerySet["AssessmentOutcome"]):
    def grants(self, user: Reader) -> Iterable[Q]:
        others = of_others(user, "assessment__referral__")
        if user.has_role(Role.RA_OFFICER):
            yield others
        if user.has_role(Role.DYSLEXIA_ASSESSOR):
            yield Q(assessment__assessor=user) & others


@tracked
class AssessmentOutcome(ScopedModel):
    """What the assessor found. Encrypted in the database, and in its history."""

    classified = True

    assessment = models.OneToOneField(Assessment, models.CASCADE, related_name="+")
    outcome = EncryptedTextField(max_length=8000)

    objects = AssessmentOutcomeQuerySet.as_manager()

    def __str__(self) -> str:
        return f"Outcome of {self.assessment}"

    def account_concerned(self) -> int | None:
        return self.assessment.account_concerned()
