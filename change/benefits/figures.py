"""Board figures of benefits: where they lie in the force, and how much of what was promised has been measured."""

from datetime import date

from django.db.models import Exists, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce

from change.benefits.measurements import Measurement
from change.benefits.models import PROMISED, Benefit, BenefitQuerySet, from_baseline
from change.portfolio.models import STANDALONE
from people.roles import Role
from wmp.lib.figures import (
    By,
    Count,
    Headline,
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


@figure("Benefits by department", key="change.benefits_by_department", readers=READERS, about_people=False)
def benefits_by_department(day: date) -> Table:
    """The share that each department has of the benefits in the register on the day. Disbenefits are left out; a
    benefit counts as one whatever it is worth. A benefit that a file brought counts on every day."""
    return Table(
        Benefit.objects.identified_by(day).filter(disbenefit=False),
        rows=[By("department__name"), Total("Total")],
        columns=[ShareOfColumn("Share of benefits"), Count("Benefits", aside=True)],
        checks=[totals_equal_parts, shares_make_the_whole("Share of benefits")],
    )


@figure(
    "Benefit realisation",
    key="change.benefit_realisation",
    readers=READERS,
    about_people=False,
    headlines=[Headline("Grand Total", "Realised to date", target="Target", better="higher")],
)
def benefit_realisation(day: date) -> Table:
    """Pounds that the cashable and non-cashable benefits of each programme are to bring, and have brought by the day:
    the target, and the last value measured on or before the day, each less the baseline. Disbenefits are subtracted.
    What has no target is in no sum; what was never measured has brought nothing. Unmeasured counts benefits and
    disbenefits of every kind that were not measured by the day.

    Which measurements there are is as on the day. What they say, targets, baselines, kinds and programmes are today's:
    a correction or a re-baselining changes the figure of earlier days too; papers that were printed keep theirs."""
    target, realised = "target_pounds", "realised_pounds"
    return Table(
        _measured_by(day),
        rows=[By("programme_name"), Total("Grand Total")],
        columns=[
            Sum("Target", PROMISED, unit="pounds", of=target),
            Sum("Realised to date", PROMISED, unit="pounds", of=realised),
            Rate("Share realised", PROMISED, unit=SHARE_OF_TARGET, part=realised, whole=target),
            Count("Unmeasured", Q(measured_then=False)),
        ],
        checks=[totals_equal_parts, signs_agree],
    )


# More than the target may come, so this share is not held between nought and a hundred.
SHARE_OF_TARGET = "percent of target"


def _measured_by(day: date) -> BenefitQuerySet:
    """Benefits in the register on the day, each with its last value then, and with its pounds.

    Whether there is a value is asked of the index alone: what is looked up is looked up where it is named.
    """
    last = Measurement.objects.filter(benefit=OuterRef("pk"), measured_on__lte=day).order_by("-measured_on")
    benefits = Benefit.objects.identified_by(day).annotate(
        programme_name=Coalesce("project__programme__name", "programme__name", Value(STANDALONE)),
        latest_then=Subquery(last.values("value")[:1]),
        measured_then=Exists(last.order_by()),
    )
    return benefits.annotate(target_pounds=from_baseline("target"), realised_pounds=from_baseline("latest_then"))


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
