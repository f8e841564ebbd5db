"""Board figures of benefits: where they lie in the force, and how much of what was promised has been measured."""

from datetime import date
from decimal import Decimal

from django.db.models import Case, DecimalField, F, OuterRef, Q, Subquery, Value, When
from django.db.models.expressions import CombinedExpression
from django.db.models.functions import Coalesce

from change.benefits.measurements import Measurement
from change.benefits.models import FINANCIAL, Benefit, BenefitQuerySet
from change.portfolio.models import STANDALONE
from people.roles import Role
from wmp.lib.figures import (
    By,
    Count,
    Rate,
    ShareOfColumn,
    Sum,
    Table,
    Total,
    figure,
    shares_make_the_whole,
    totals_equal_parts,
)
from wmp.lib.grids import Grid

READERS = {Role.CHANGE_MANAGER}
ZERO = Value(Decimal(0))


@figure("Benefits by department", key="change.benefits_by_department", readers=READERS)
def benefits_by_department(day: date) -> Table:
    """The share that each department has of the benefits in the register on the day. Disbenefits are left out; a
    benefit counts as one whatever it is worth. A benefit that a file brought counts on every day."""
    return Table(
        Benefit.objects.identified_by(day).filter(disbenefit=False),
        rows=[By("department__name"), Total("Total")],
        columns=[ShareOfColumn("Share of benefits"), Count("Benefits", aside=True)],
        checks=[totals_equal_parts, shares_make_the_whole("Share of benefits")],
    )


@figure("Benefit realisation", key="change.benefit_realisation", readers=READERS)
def benefit_realisation(day: date) -> Table:
    """Pounds that the cashable and non-cashable benefits of each programme are to bring, and have brought by the day:
    the target, and the last value measured on or before the day, each less the baseline. Disbenefits are subtracted.
    What was never measured has brought nothing; unmeasured counts benefits and disbenefits of every kind that were not
    measured by the day."""
    financial = Q(kind__in=sorted(FINANCIAL))
    target, realised = "target_pounds", "realised_pounds"
    return Table(
        _measured_by(day),
        rows=[By("programme_name"), Total("Grand Total")],
        columns=[
            Sum("Target", financial, unit="pounds", of=target),
            Sum("Realised to date", financial, unit="pounds", of=realised),
            Rate("Share realised", financial, unit=SHARE_OF_TARGET, part=realised, whole=target),
            Count("Unmeasured", Q(latest_then=None)),
        ],
        checks=[totals_equal_parts, signs_agree],
    )


# More than the target may come, so this share is not held between nought and a hundred.
SHARE_OF_TARGET = "percent of target"


def _measured_by(day: date) -> BenefitQuerySet:
    """Benefits in the register on the day, each with its last value then, and with its pounds."""
    last = Measurement.objects.filter(benefit=OuterRef("pk"), measured_on__lte=day).order_by("-measured_on")
    benefits = Benefit.objects.identified_by(day).annotate(
        programme_name=Coalesce("project__programme__name", "programme__name", Value(STANDALONE)),
        latest_then=Subquery(last.values("value")[:1]),
    )
    return benefits.annotate(target_pounds=_from_baseline("target"), realised_pounds=_from_baseline("latest_then"))


def _from_baseline(path: str) -> CombinedExpression:
    """How far a value is from the baseline, that of a disbenefit the other way; None where it is not known.

    Names the value once: the last measurement is looked up as often as it is named.
    """
    sign = Case(When(disbenefit=True, then=Value(-1)), default=Value(1), output_field=DecimalField())
    return (F(path) - Coalesce(F("baseline"), ZERO)) * sign


def signs_agree(grid: Grid) -> list[str]:
    """What a programme has realised does not run against its target: an amount would have the wrong sign, or it has
    lost what it was to gain."""
    failures = []
    for i, row in enumerate(grid.rows):
        cells = grid.by_label(i)
        target, realised = cells["Target"].n or 0, cells["Realised to date"].n or 0
        if target * realised < 0:
            failures.append(f"{row.label}: {realised} realised runs against a target of {target}")
    return failures
