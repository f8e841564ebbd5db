"""Benefits: what a project promises, to whom it belongs, how far it has come, and what may be claimed of it."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any, Self

from django.conf import settings
from django.db import models, transaction
from django.db.models import Case, F, Func, Q, Value, When
from django.db.models.expressions import CombinedExpression
from django.db.models.functions import Coalesce

from change.access import ChangeQuerySet
from change.benefits import proof
from change.benefits.choices import BenefitKind, BenefitStatus, Claim
from change.portfolio.models import Programme, Project
from people.workforce.models import Department
from wmp.lib import clock
from wmp.lib.access import Reader, ScopedModel
from wmp.lib.audit import tracked
from wmp.lib.words import spoken_list
from wmp.lib.workflow import IllegalMove, StaleMove, StatusChange, Workflow

#: Their measures are pounds, whatever their unit is called.
FINANCIAL = frozenset({BenefitKind.CASHABLE, BenefitKind.NON_CASHABLE})
#: Promised in pounds. What promises none adds to no sum, or its share of a target would have a part without a whole.
PROMISED = Q(kind__in=sorted(FINANCIAL), target__isnull=False)


def from_baseline(path: str) -> CombinedExpression:
    """How far the value at `path` is from the baseline (none is nought), that of a disbenefit the other way; None where
    it is not known.

    Names the value once: the last measurement is looked up as often as it is named.
    """
    sign = Case(When(disbenefit=True, then=Value(-1)), default=Value(1), output_field=models.DecimalField())
    return (F(path) - Coalesce(F("baseline"), Value(Decimal(0)))) * sign


CLAIMS = {claim.value for claim in Claim}
# Somebody other than its owners has looked at its measurements, or a file says so.
VERIFIED = {"verified", "business as usual"}
# Somebody has said by then what came of it.
CLAIMED = CLAIMS | VERIFIED
# From approval on, the baseline and the target stand: they change by a verb, with the reason.
HELD = CLAIMED | {"approved", "delivering"}
# What stands from approval on, until it is re-baselined; and what stands once somebody has claimed it.
TARGETS = ("baseline", "baseline_on", "target", "target_on")
NATURE = ("kind", "disbenefit", "measure", "unit")
# What has begun is measured, until it is said that nothing came of it.
MEASURED = CLAIMED | {"delivering"}
# On the way to a claim a file may skip what it has no word for.
ON_THE_WAY = ["identified", "profiled", "approved", "delivering"]


class BenefitQuerySet(ChangeQuerySet["Benefit"]):
    def grants(self, user: Reader) -> Iterable[Q]:
        """The change manager, the owner, and who owns it in business as usual."""
        yield from super().grants(user)
        yield Q(owner=user)
        yield Q(bau_owner=user)

    def identified_by(self, day: date) -> Self:
        """Benefits in the register on `day`. One that a file brought is taken as always there."""
        return self.filter(Q(identified_on=None) | Q(identified_on__lte=day))


def _next_measurement() -> Case:
    """So many months after the last measurement; before the first one, after delivery began, or else the baseline.

    In SQL: `(coalesce(latest_on, ...) + make_interval(0, measured_every))::date`; the first argument of make_interval
    is years, its second months.
    """
    since = Coalesce("latest_on", "begun_on", "baseline_on", "recorded_on")
    later = Func(since, F("measured_every"), template="(%(expressions)s))::date", arg_joiner=" + make_interval(0, ")
    return Case(
        When(Q(status__in=sorted(MEASURED)) & ~Q(claim=Claim.NOT), then=later), output_field=models.DateField(null=True)
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
        # A re-baselined one stays where it is: the move holds the reason.
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
    programme = models.ForeignKey(
        Programme,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="benefits",
        help_text="Only where it belongs to no one project.",
    )
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
    #: None where a file brought it, which does not say since when it was known.
    identified_on = models.DateField("identified", default=clock.today, null=True, editable=False)
    recorded_on = models.DateField("recorded", default=clock.today, editable=False)
    begun_on = models.DateField("delivery began", null=True, editable=False)
    claim = models.CharField("what was claimed", max_length=20, choices=Claim, blank=True, editable=False)
    claimed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False
    )
    verified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False
    )
    verified_on = models.DateField("verified", null=True, editable=False)
    handed_over_on = models.DateField("handed over", null=True, editable=False)
    #: The last measurement and its day, for lists: the database keeps them. Figures ask the measurements.
    latest = models.DecimalField("last measured", max_digits=16, decimal_places=2, null=True, editable=False)
    latest_on = models.DateField("last measured on", null=True, editable=False)
    #: The day of the next measurement; None while it is not measured.
    measure_due_on = models.GeneratedField(
        expression=_next_measurement(), output_field=models.DateField("next measurement", null=True), db_persist=True
    )
    status = Workflow.status_field(BenefitStatus, first=BenefitStatus.IDENTIFIED)

    # The reverse sides of Measurement and ProfilePoint.
    measurements: Any
    profile_points: Any

    objects = BenefitQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.CheckConstraint(
                condition=Q(verified_by=None)
                | (
                    (Q(owner=None) | ~Q(verified_by=F("owner")))
                    & (Q(bau_owner=None) | ~Q(verified_by=F("bau_owner")))
                    & (Q(claimed_by=None) | ~Q(verified_by=F("claimed_by")))
                ),
                name="benefit_verified_by_another",
                violation_error_message="Somebody other than its owner, and than who claimed it, verifies a benefit.",
            ),
            models.CheckConstraint(
                condition=Q(claim="") | Q(status__in=sorted(CLAIMED)),
                name="benefit_claim_only_while_claimed",
                violation_error_message="Nothing is claimed of a benefit that is still to be delivered.",
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

    @property
    def measured_by(self) -> Any:
        """The key of the account that measures it: its owner, once handed over the one in business as usual."""
        handed_over = self.status == BenefitStatus.USUAL and self.bau_owner_id
        return self.bau_owner_id if handed_over else self.owner_id

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

    def proof_missing(self, claim: str, reference: str) -> str:
        """Why `claim` cannot stand, in a sentence; "" where it can."""
        lack = proof.lacking(self.latest_on, self.kind, reference, claim)
        return lack.text if lack else ""

    # --- verbs ---

    def profile(self, *, by: Any) -> None:
        """Raises IllegalMove where the profile is not whole: measure, unit, baseline, target, owner."""
        if missing := self.missing_in_profile():
            raise IllegalMove(f"The profile lacks {spoken_list(missing)}.")
        self.move_to(BenefitStatus.PROFILED, by=by, standing={"identified"})

    def send_back(self, *, by: Any, reason: str) -> None:
        """The profile does not do yet."""
        self.move_to(BenefitStatus.IDENTIFIED, by=by, reason=reason)

    def approve(self, *, by: Any) -> None:
        """From here on the baseline and the target stand."""
        self.move_to(BenefitStatus.APPROVED, by=by, standing={"profiled"})

    def begin(self, *, by: Any, on: date | None = None) -> None:
        """From here on it is measured."""
        self.move_to(BenefitStatus.DELIVERING, by=by, standing={"approved"}, begun_on=on or clock.today())

    @transaction.atomic
    def re_baseline(
        self,
        *,
        by: Any,
        reason: str,
        baseline: Decimal | None,
        baseline_on: date | None,
        target: Decimal | None,
        target_on: date | None,
    ) -> None:
        """A new baseline and target, with why. What they were stays in the history.

        Raises StaleMove where others stand by now than were read: the status, which stays, does not tell.
        """
        fields = {"baseline": baseline, "baseline_on": baseline_on, "target": target, "target_on": target_on}
        standing = Benefit._base_manager.select_for_update(no_key=True).values_list(*fields).get(pk=self.pk)
        if standing != tuple(getattr(self, name) for name in fields):
            raise StaleMove(f"{self} was re-baselined by someone else. Open it again to see its baseline and target.")
        self.move_to(self.status, by=by, reason=reason, standing={"approved", "delivering"}, **fields)

    def say(self, claim: str, *, by: Any, base_budget_reference: str = "") -> None:
        """What came of it. Raises IllegalMove where the claim has no proof: see `proof_missing`."""
        reference = base_budget_reference or self.base_budget_reference
        if trouble := self.proof_missing(claim, reference):
            raise IllegalMove(trouble)
        moved = {"claim": claim, "claimed_by": by, "base_budget_reference": reference}
        self.move_to(claim, by=by, standing={"delivering", "partly realised"}, **moved)

    def verify(self, *, by: Any, on: date | None = None) -> None:
        """Somebody other than the owners has looked at the measurements.

        Raises IllegalMove where they own it or claimed it, or where it was claimed without proof. `by` is None where a
        file says so that nobody's account loaded.
        """
        if by is not None and by.pk in self.concerned:
            raise IllegalMove("Somebody other than its owners and whoever claimed it verifies a benefit.")
        if trouble := self.proof_missing(self.claim, self.base_budget_reference):
            raise IllegalMove(trouble)
        self.move_to(BenefitStatus.VERIFIED, by=by, verified_by=by, verified_on=on or clock.today())

    @property
    def concerned(self) -> set[Any]:
        """The accounts that own it or claimed it, who do not verify it."""
        return {self.owner_id, self.bau_owner_id, self.claimed_by_id} - {None}

    def dispute(self, *, by: Any, reason: str) -> None:
        """What was claimed cannot be seen in the measurements, or has gone again: it is to be delivered."""
        fields = {"claim": "", "claimed_by": None, "verified_by": None, "verified_on": None, "handed_over_on": None}
        self.move_to(BenefitStatus.DELIVERING, by=by, reason=reason, standing=CLAIMED, **fields)

    def hand_over(
        self,
        *,
        by: Any,
        on: date | None = None,
        bau_owner: Any = None,
        bau_owner_name: str = "",
        performance_measure: str = "",
    ) -> None:
        """Into business as usual. What is not given stays as it is. Raises IllegalMove where nobody there owns it, or
        no performance measure holds it."""
        fields: dict[str, Any] = {
            "bau_owner": bau_owner or self.bau_owner,
            "bau_owner_name": bau_owner_name or self.bau_owner_name,
            "performance_measure": performance_measure or self.performance_measure,
        }
        if not (fields["bau_owner"] or fields["bau_owner_name"]) or not fields["performance_measure"]:
            raise IllegalMove("Say first who owns it in business as usual and which performance measure it moves to.")
        if self.verified_by_id and fields["bau_owner"] == self.verified_by:
            raise IllegalMove("Whoever verified it cannot own it: somebody else takes it over.")
        self.move_to(BenefitStatus.USUAL, by=by, handed_over_on=on or clock.today(), **fields)

    def report_status(self, status: str, *, by: Any, reason: str) -> None:
        """Where a file says that the benefit now stands: through the same verbs, one step after another.

        Raises IllegalMove where there is no such way, or where a rule of one of its steps does not hold.
        """
        for step in steps_between(self.status, status):
            self._step(step, by=by, reason=reason)

    def _step(self, status: str, *, by: Any, reason: str) -> None:
        if status in CLAIMS:
            self.say(status, by=by)
        elif status == BenefitStatus.DELIVERING and self.status in CLAIMED:
            self.dispute(by=by, reason=reason)
        elif status == BenefitStatus.IDENTIFIED:
            self.send_back(by=by, reason=reason)
        else:
            verbs = {"profiled": self.profile, "approved": self.approve, "delivering": self.begin}
            verbs |= {"verified": self.verify, "business as usual": self.hand_over}
            verbs[status](by=by)


def steps_between(old: str, new: str) -> list[str]:
    """The moves that lead from one status to another; forwards up to a claim a file may leave some out. Raises
    IllegalMove where there is no way."""
    if new in Benefit.MOVES[old]:
        return [new]
    if old in ON_THE_WAY:
        way = ON_THE_WAY[ON_THE_WAY.index(old) + 1 :]
        if new in way:
            return way[: way.index(new) + 1]
        if new in CLAIMS:
            return [*way, new]
    raise IllegalMove(f"{BenefitStatus(old).label} cannot become {BenefitStatus(new).label.lower()}.")


class BenefitChange(StatusChange):
    record = StatusChange.of(Benefit)
