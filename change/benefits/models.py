"""Benefits: what a project promises, to whom it belongs, what was measured, and what may be claimed of it."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery

from change.access import ChangeQuerySet, benefits_of
from change.portfolio.models import Programme, Project
from people.workforce.models import Department
from wmp.lib import clock
from wmp.lib.access import Reader, ScopedModel
from wmp.lib.audit import tracked
from wmp.lib.keys import among
from wmp.lib.workflow import IllegalMove, StatusChange, Workflow


class BenefitKind(models.TextChoices):
    CASHABLE = "cashable", "Cashable"
    NON_CASHABLE = "non-cashable", "Non-cashable"
    NON_FINANCIAL = "non-financial", "Non-financial"


#: Their measures are pounds, whatever their unit is called.
FINANCIAL = frozenset({BenefitKind.CASHABLE, BenefitKind.NON_CASHABLE})


class BenefitStatus(models.TextChoices):
    IDENTIFIED = "identified", "Identified"
    PROFILED = "profiled", "Profiled"
    APPROVED = "approved", "Approved"
    DELIVERING = "delivering", "Delivering"
    REALISED = "realised", "Realised"
    PARTLY = "partly realised", "Partly realised"
    NOT = "not realised", "Not realised"
    VERIFIED = "verified", "Verified"
    USUAL = "business as usual", "Business as usual"


class Claim(models.TextChoices):
    """What the owner says came of a benefit. It stays beside the status once somebody has verified it."""

    REALISED = "realised", "Realised"
    PARTLY = "partly realised", "Partly realised"
    NOT = "not realised", "Not realised"


CLAIMS = {claim.value for claim in Claim}
# From approval on, the baseline and the target stand: they change by a verb, with the reason.
HELD_TO = frozenset(BenefitStatus) - {BenefitStatus.IDENTIFIED, BenefitStatus.PROFILED}


class BenefitQuerySet(ChangeQuerySet["Benefit"]):
    def grants(self, user: Reader) -> Iterable[Q]:
        """The change manager, the owner, and who owns it in business as usual."""
        yield from super().grants(user)
        yield Q(owner=user)
        yield Q(bau_owner=user)

    def identified_by(self, day: date) -> Self:
        """Benefits in the register on `day`."""
        return self.filter(identified_on__lte=day)

    def with_latest(self, day: date) -> Self:
        """Each with the value (`latest`) and the day (`latest_on`) of its last measurement on or before `day`.

        None of both where it was never measured.
        """
        found = Measurement.objects.filter(benefit=OuterRef("pk"), measured_on__lte=day).order_by("-measured_on")
        return self.annotate(
            latest=Subquery(found.values("value")[:1]), latest_on=Subquery(found.values("measured_on")[:1])
        )


@tracked
class Benefit(Workflow, ScopedModel):
    """One benefit, or disbenefit, of a project: what is measured, from where, to where, by when, and whose it is.

    Amounts are in the benefit's unit; those of a financial benefit are pounds. A disbenefit is marked, and its amounts
    are entered as plain numbers too.
    """

    MOVES = {
        "identified": {"profiled"},
        "profiled": {"approved", "identified"},
        "approved": {"delivering", "approved"},
        "delivering": {*CLAIMS, "delivering"},
        # A claim that cannot be verified goes back to be delivered.
        "realised": {"verified", "delivering"},
        "partly realised": {"verified", "delivering", "realised"},
        "not realised": {"verified", "delivering"},
        "verified": {"business as usual", "delivering"},
        "business as usual": {"delivering"},
    }

    number = models.CharField(max_length=20, unique=True)
    project = models.ForeignKey(Project, models.PROTECT, null=True, blank=True, related_name="benefits")
    programme = models.ForeignKey(Programme, models.PROTECT, null=True, blank=True, related_name="benefits")
    description = models.CharField(max_length=400)
    kind = models.CharField(max_length=20, choices=BenefitKind)
    disbenefit = models.BooleanField("this is a disbenefit", default=False)
    measure = models.CharField("what is measured", max_length=200, blank=True)
    unit = models.CharField(max_length=40, blank=True)
    baseline = models.DecimalField(max_digits=16, decimal_places=2, null=True, blank=True)
    baseline_on = models.DateField("baseline of", null=True, blank=True)
    target = models.DecimalField(max_digits=16, decimal_places=2, null=True, blank=True)
    target_on = models.DateField("target by", null=True, blank=True)
    measured_every = models.PositiveSmallIntegerField("measured every, in months", default=3)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    #: As the files name them; beside an account, or in place of one.
    owner_name = models.CharField("owner’s name or post", max_length=120, blank=True)
    bau_owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name="owner in business as usual",
        related_name="+",
    )
    bau_owner_name = models.CharField("business-as-usual owner’s name or post", max_length=120, blank=True)
    performance_measure = models.CharField("performance measure it transfers to", max_length=200, blank=True)
    department = models.ForeignKey(Department, models.PROTECT, null=True, blank=True, related_name="+")
    base_budget_reference = models.CharField(max_length=60, blank=True)
    identified_on = models.DateField(default=clock.today, editable=False)
    claim = models.CharField("what was claimed", max_length=20, choices=Claim, blank=True, editable=False)
    claimed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False
    )
    verified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False
    )
    verified_on = models.DateField("verified", null=True, editable=False)
    handed_over_on = models.DateField("handed over", null=True, editable=False)
    status = Workflow.status_field(BenefitStatus, first=BenefitStatus.IDENTIFIED)

    # The reverse side of Measurement.
    measurements: Any

    objects = BenefitQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.CheckConstraint(
                condition=Q(verified_by=None) | Q(owner=None) | ~Q(verified_by=F("owner")),
                name="benefit_verified_by_another",
                violation_error_message="Somebody other than its owner verifies a benefit.",
            ),
            models.CheckConstraint(
                condition=Q(target_on=None) | Q(baseline_on=None) | Q(target_on__gte=F("baseline_on")),
                name="benefit_target_after_baseline",
                violation_error_message="The target comes after the baseline.",
            ),
            models.CheckConstraint(
                condition=Q(measured_every__range=(1, 24)),
                name="benefit_measured_within_two_years",
                violation_error_message="A benefit is measured every 1 to 24 months.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.description}"

    @property
    def is_financial(self) -> bool:
        return self.kind in FINANCIAL

    @property
    def is_cashable(self) -> bool:
        return self.kind == BenefitKind.CASHABLE

    def profile(self, *, by: Any) -> None:
        """Raises IllegalMove where the profile is not whole: measure, unit, baseline, target, owner."""
        self.move_to(BenefitStatus.PROFILED, by=by, standing={"identified"})
        if missing := self.missing_in_profile():
            raise IllegalMove(f"The profile lacks {', '.join(missing)}.")

    def missing_in_profile(self) -> list[str]:
        """What a profile must say and this one does not."""
        parts = {
            "what is measured": self.measure,
            "the unit": self.unit,
            "the baseline": self.baseline is not None,
            "the day of the baseline": self.baseline_on,
            "the target": self.target is not None,
            "the day of the target": self.target_on,
            "an owner": self.owner_id or self.owner_name,
        }
        return [words for words, there in parts.items() if not there]

    def send_back(self, *, by: Any, reason: str) -> None:
        """The profile does not do yet."""
        self.move_to(BenefitStatus.IDENTIFIED, by=by, reason=reason)

    def approve(self, *, by: Any) -> None:
        """From here on the baseline and the target stand."""
        self.move_to(BenefitStatus.APPROVED, by=by, standing={"profiled"})

    def begin(self, *, by: Any) -> None:
        self.move_to(BenefitStatus.DELIVERING, by=by, standing={"approved"})

    def re_baseline(
        self,
        *,
        by: Any,
        reason: str,
        baseline: Decimal | None,
        baseline_on: date | None,
        target: Decimal,
        target_on: date,
    ) -> None:
        """A new baseline and target, with why. What they were stays in the history."""
        fields = {"baseline": baseline, "baseline_on": baseline_on, "target": target, "target_on": target_on}
        self.move_to(self.status, by=by, reason=reason, standing={"approved", "delivering"}, **fields)

    def say(self, claim: str, *, by: Any, base_budget_reference: str = "") -> None:
        """What came of it. Raises IllegalMove where it was never measured (IPA 2017), and where a cashable benefit
        that came, whole or in part, does not say from which base budget it was taken."""
        reference = base_budget_reference or self.base_budget_reference
        if self.is_cashable and claim != Claim.NOT and not reference:
            raise IllegalMove("A cashable benefit is realised once it has left the base budget: give its reference.")
        moved = {"claim": claim, "claimed_by": by, "base_budget_reference": reference}
        self.move_to(claim, by=by, standing={"delivering", "partly realised"}, **moved)
        if not self.measurements(manager="objects").unscoped().exists():
            raise IllegalMove("Nothing can be claimed before it was measured: enter a measurement first.")

    def verify(self, *, by: Any, on: date | None = None) -> None:
        """Somebody other than the owners has looked at the measurements. Raises IllegalMove where they own it."""
        if by.pk in (self.owner_id, self.bau_owner_id, self.claimed_by_id):
            raise IllegalMove("Somebody other than its owners and whoever claimed it verifies a benefit.")
        self.move_to(BenefitStatus.VERIFIED, by=by, verified_by=by, verified_on=on or clock.today())

    def dispute(self, *, by: Any, reason: str) -> None:
        """What was claimed cannot be seen in the measurements, or has gone again: it is to be delivered."""
        fields = {"claim": "", "claimed_by": None, "verified_by": None, "verified_on": None, "handed_over_on": None}
        standing = {*CLAIMS, "verified", "business as usual"}
        self.move_to(BenefitStatus.DELIVERING, by=by, reason=reason, standing=standing, **fields)

    def hand_over(self, *, by: Any, on: date | None = None) -> None:
        """Into business as usual. Raises IllegalMove where nobody there owns it, or no performance measure holds it."""
        if not (self.bau_owner_id or self.bau_owner_name) or not self.performance_measure:
            raise IllegalMove("Say first who owns it in business as usual and which performance measure it moves to.")
        self.move_to(BenefitStatus.USUAL, by=by, handed_over_on=on or clock.today())

    def report_status(self, status: str, *, by: Any, reason: str) -> None:
        """Where a file says that the benefit now stands: through the same verbs, one step after another."""
        steps = {
            BenefitStatus.PROFILED: self.profile,
            BenefitStatus.APPROVED: self.approve,
            BenefitStatus.DELIVERING: self.begin,
            BenefitStatus.VERIFIED: self.verify,
            BenefitStatus.USUAL: self.hand_over,
        }
        if status in CLAIMS:
            self.say(status, by=by)
        else:
            steps[BenefitStatus(status)](by=by)


class BenefitChange(StatusChange):
    record = StatusChange.of(Benefit)


class OfBenefitQuerySet(ChangeQuerySet[Any]):
    """What stands under a benefit: for the change manager and its owners."""

    def grants(self, user: Reader) -> Iterable[Q]:
        yield from super().grants(user)
        yield among("benefit", benefits_of(user).values("pk"))


@tracked
class ProfilePoint(ScopedModel):
    """What a benefit is expected to measure on a day, on the way from its baseline to its target."""

    benefit = models.ForeignKey(Benefit, models.CASCADE, related_name="profile_points")
    on = models.DateField()
    value = models.DecimalField("expected", max_digits=16, decimal_places=2)

    objects = OfBenefitQuerySet.as_manager()

    class Meta:
        ordering = ["on"]
        constraints = [
            models.UniqueConstraint(
                fields=["benefit", "on"],
                name="profile_point_key",
                violation_error_message="The profile already has a value for that day.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.value:f} on {self.on:%-d %B %Y}"


@tracked
class Measurement(ScopedModel):
    """What a benefit measured on a day, in its unit, with the evidence for it."""

    benefit = models.ForeignKey(Benefit, models.PROTECT, related_name="measurements")
    measured_on = models.DateField("measured", default=clock.today)
    value = models.DecimalField(max_digits=16, decimal_places=2)
    evidence = models.TextField(blank=True, max_length=4000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False)
    at = models.DateTimeField(default=clock.now, editable=False)

    objects = OfBenefitQuerySet.as_manager()

    class Meta:
        ordering = ["-measured_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["benefit", "measured_on"],
                name="measurement_key",
                violation_error_message="There is a measurement of that day already: change that one.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.value:f} on {self.measured_on:%-d %B %Y}"
