"""Dyslexia referrals: a form sent before joining, what came back, and the way from there to a passport.

Declining is an answer like any other. Nothing here counts, lists or reminds of those who declined or did not answer.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any, Self

from django.conf import settings
from django.db import models, transaction
from django.db.models import Case, Q, When
from django.db.models.functions import Lower

from people.models import EntryRoute
from people.roles import Role
from welfare.joining.choices import TO_RISK_ASSESS, CalledOff, NotNeeded, ReferralStatus, RiskStep
from welfare.joining.models import BeforeJoining, of_others
from wmp.lib import clock
from wmp.lib.access import Reader, ScopedModel, ScopedQuerySet
from wmp.lib.audit import tracked
from wmp.lib.encryption import EncryptedTextField
from wmp.lib.keys import among
from wmp.lib.workflow import IllegalMove, StatusChange, Workflow
from wmp.lib.working_days import add_working_days

ALREADY_SENT = "A form has been sent to this address already."


def at_risk(today: date) -> Q:
    """The referrals whose risk assessment will not be done by the joining date if nobody sees to it, or was not."""
    by = add_working_days(today, settings.RISK_ASSESSMENT_WARNING_DAYS)
    return Q(status__in=TO_RISK_ASSESS, joining_on__lte=by)


class DyslexiaReferralQuerySet(ScopedQuerySet["DyslexiaReferral"]):
    def grants(self, user: Reader) -> Iterable[Q]:
        if user.has_role(Role.RA_OFFICER):
            yield of_others(user)

    def at_risk(self, today: date) -> Self:
        """In the order in which they join."""
        return self.filter(at_risk(today)).order_by("joining_on", "pk")

    def with_risk(self, today: date) -> Self:
        """Each with `is_late`: is it at risk?"""
        return self.annotate(is_late=Case(When(at_risk(today), then=True), default=False))


@tracked
class DyslexiaReferral(BeforeJoining):
    """One person before joining. What they answered, and what was found, stands in classified tables."""

    MOVES = {
        "form sent": {"returned", "declined", "did not join"},
        # Only because they asked for a form after all.
        "declined": {"form sent", "did not join"},
        "returned": {"screened", "not needed", "did not join"},
        # The risk assessment does not wait for an assessment that cannot be held before the joining date.
        "screened": {"assessed", "risk assessed", "not needed", "did not join"},
        "assessed": {"risk assessed", "not needed", "did not join"},
        "risk assessed": {"passport", "not needed", "did not join"},
        "passport": set(),
        "not needed": set(),
        "did not join": set(),
    }

    entry = models.ForeignKey(
        EntryRoute, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="entry route"
    )
    status = Workflow.status_field(ReferralStatus, first=ReferralStatus.SENT)
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False)
    sent_on = models.DateField("form sent", default=clock.today, editable=False)
    answered_on = models.DateField("answered", null=True, editable=False)
    screened_on = models.DateField("screened", null=True, editable=False)
    assessed_on = models.DateField("assessed", null=True, editable=False)
    risk_assessed_on = models.DateField("risk assessment done", null=True, editable=False)

    # The reverse side of Assessment.
    assessments: Any

    objects = DyslexiaReferralQuerySet.as_manager()

    class Meta:
        ordering = ["joining_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                condition=~Q(status__in=["did not join", "not needed"]),
                name="dyslexia_referral_one_form",
                violation_error_message=ALREADY_SENT,
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["risk assessed", "passport"]) | Q(risk_assessed_on__isnull=False),
                name="dyslexia_referral_risk_assessed_on",
            ),
        ]
        indexes = [
            models.Index(fields=["joining_on", "id"], name="dyslexia_joining"),
            models.Index(fields=["status", "joining_on", "id"], name="dyslexia_status"),
            models.Index(fields=["name", "id"], name="dyslexia_name"),
        ]

    @property
    def reference(self) -> str:
        return f"D{self.pk}"

    def hold(self) -> None:
        """Its row, to the end of the transaction; reads where it stands now."""
        type(self)._base_manager.select_for_update().get(pk=self.pk)
        self.refresh_from_db()

    # --- verbs: of the person, by the link (welfare.joining.links) ---

    def answered(self, status: ReferralStatus) -> None:
        """`by` is nobody: whoever answers has no account yet."""
        self.move_to(status, by=None, standing={"form sent"}, answered_on=clock.today())

    def send_again(self, *, by: Any, reason: str) -> None:
        """They declined, and have asked for a form since: never of our own accord."""
        self.move_to(
            ReferralStatus.SENT, by=by, reason=reason, standing={"declined"}, answered_on=None, sent_on=clock.today()
        )

    # --- verbs: of the RA officers ---

    def screen(self, *, by: Any, on: date) -> None:
        """The screening says that an assessment is worth holding. Where it does not: `end_not_needed`."""
        self.must_not_be_of(by)
        self.move_to(ReferralStatus.SCREENED, by=by, screened_on=on)

    def assess(self, *, by: Any, on: date) -> None:
        """By the outcome of an assessment (welfare.joining.assessments)."""
        self.move_to(ReferralStatus.ASSESSED, by=by, assessed_on=on)

    @transaction.atomic
    def assess_risk(self, *, by: Any, on: date, measures: str) -> None:
        """Raises IllegalMove, StaleMove."""
        self.must_not_be_of(by)
        self.move_to(ReferralStatus.RISK_ASSESSED, by=by, risk_assessed_on=on)
        RiskAssessment.objects.create(referral=self, done_on=on, measures=measures, by=by)

    def to_passport(self, *, by: Any) -> None:
        """What is needed stands in a passport from now on. Raises IllegalMove before they have an account."""
        self.must_not_be_of(by)
        if not (self.person and self.person.account_id):
            raise IllegalMove(
                "They have no account yet, so there can be no passport. Give their employee number first."
            )
        self.move_to(ReferralStatus.PASSPORT, by=by)

    def taken_over(self, *, by: Any) -> None:
        """By the person, who put what was recommended into their passport. Raises IllegalMove for anybody else."""
        if self.account_concerned() != by.pk:
            raise IllegalMove("Only the person can say so.")
        self.move_to(ReferralStatus.PASSPORT, by=by)

    @transaction.atomic
    def end_not_needed(self, *, by: Any, why: str) -> None:
        """`why` is one of NotNeeded."""
        self.must_not_be_of(by)
        self.move_to(ReferralStatus.NOT_NEEDED, by=by, reason=str(NotNeeded(why).label))
        self._cancel_assessments(by=by)

    @transaction.atomic
    def end_not_joining(self, *, by: Any) -> None:
        """Their link is of no use any more, and what was booked is free again."""
        self.must_not_be_of(by)
        self.move_to(ReferralStatus.DID_NOT_JOIN, by=by)
        FormLink._base_manager.filter(referral=self).update(nonce="")
        self._cancel_assessments(by=by)

    def _cancel_assessments(self, *, by: Any) -> None:
        for assessment in self.assessments.unscoped().filter(status="booked"):
            assessment.cancel(by=by, why=CalledOff.OTHER)


class DyslexiaReferralChange(StatusChange):
    record = StatusChange.of(DyslexiaReferral)


class OfReferralQuerySet(ScopedQuerySet[Any]):
    def grants(self, user: Reader) -> Iterable[Q]:
        if user.has_role(Role.RA_OFFICER):
            yield of_others(user, "referral__")


class OfReferral(ScopedModel):
    """A row that belongs to a referral; no way back to it from there, so whoever reads it says for whom."""

    referral: Any

    class Meta:
        abstract = True

    def account_concerned(self) -> int | None:
        found: int | None = self.referral.account_concerned()
        return found


class FormLink(OfReferral):
    """The link that a form is answered by. The link itself is nowhere: it is made of `nonce` and SECRET_KEY, when it
    is mailed (welfare.joining.links). An empty nonce says that the link was used, or is of no use any more.

    Without a history of its own, which would show what it was made of.
    """

    referral = models.OneToOneField(DyslexiaReferral, models.CASCADE, related_name="+")
    nonce = models.CharField(max_length=50)
    expires_at = models.DateTimeField()
    made_at = models.DateTimeField(default=clock.now)
    mailed_at = models.DateTimeField(null=True)
    refused_at = models.DateTimeField(null=True)  # by the mail server: an address that there is not

    objects = OfReferralQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["id"], condition=Q(mailed_at=None, refused_at=None) & ~Q(nonce=""), name="form_link_unmailed"
            )
        ]

    def __str__(self) -> str:
        return f"Link of {self.referral}"


class DyslexiaAnswersQuerySet(OfReferralQuerySet):
    def grants(self, user: Reader) -> Iterable[Q]:
        """Besides, the assessor of an assessment that was not cancelled."""
        yield from super().grants(user)
        if user.has_role(Role.DYSLEXIA_ASSESSOR):
            given: Any = DyslexiaReferral._base_manager.filter(assessments__assessor=user.pk)
            yield among("referral", given.exclude(assessments__status="cancelled").values("pk"))


@tracked
class DyslexiaAnswers(OfReferral):
    """What somebody said who would like to be assessed. Encrypted in the database, and in its history."""

    classified = True

    referral = models.OneToOneField(DyslexiaReferral, models.CASCADE, related_name="+")
    reading = EncryptedTextField(max_length=2000, blank=True)
    writing = EncryptedTextField("writing and spelling", max_length=2000, blank=True)
    remembering = EncryptedTextField(max_length=2000, blank=True)
    organising = EncryptedTextField("organising and time", max_length=2000, blank=True)
    earlier = EncryptedTextField("earlier assessment", max_length=2000, blank=True)
    helped = EncryptedTextField("what has helped", max_length=2000, blank=True)
    reach = EncryptedTextField("how to reach them", max_length=500, blank=True)

    objects = DyslexiaAnswersQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "dyslexia answers"

    def __str__(self) -> str:
        return f"Answers of {self.referral}"


@tracked
class RiskAssessment(OfReferral):
    """What was found to be needed from the first day on, so that they are safe."""

    classified = True

    referral = models.OneToOneField(DyslexiaReferral, models.CASCADE, related_name="+")
    done_on = models.DateField("done")
    measures = EncryptedTextField(max_length=8000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = OfReferralQuerySet.as_manager()

    def __str__(self) -> str:
        return f"Risk assessment of {self.referral}"


class RiskAlert(OfReferral):
    """That the RA officers were told of a risk assessment that is late: once for each step."""

    referral = models.ForeignKey(DyslexiaReferral, models.CASCADE, related_name="+")
    step = models.CharField(max_length=10, choices=RiskStep)
    on = models.DateField(default=clock.today)

    objects = OfReferralQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["referral", "step"], name="risk_alert_once_a_step")]

    def __str__(self) -> str:
        return f"{self.referral}: {self.step}"
