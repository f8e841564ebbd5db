"""Board figures of the annual benefits review. All read the latest review frozen with an as-at day up to the day."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import Case, F, Q, Value, When

from change.portfolio.models import DELIVERED_STATUSES, label_of, status_on
from change.reviews.amounts import counted, programme_name, signed
from change.reviews.models import (
    BENEFIT_KINDS,
    BenefitsReview,
    FinancialLine,
    FteKind,
    FteLine,
    FteLineQuerySet,
    LineKind,
)
from people.roles import Role
from wmp.lib.figures import Across, By, Headline, Sum, Table, Total, across_adds_up, figure, totals_equal_parts
from wmp.lib.grids import Grid

COLUMNS = {
    LineKind.CAPITAL: "Capital",
    LineKind.ONE_OFF: "One-off costs",
    LineKind.CASHABLE: "Cashable benefits",
    LineKind.RECURRING: "Recurring costs",
    LineKind.NON_CASHABLE: "Non-cashable benefits",
}


def signs_are_right(grid: Grid) -> list[str]:
    """In no programme is a kind of cost below nothing, or a kind of benefit above it."""
    failures = []
    for row, column, cell in grid:
        kind = column.where.get("kind")
        if row.total or not kind or not cell.n:
            continue
        benefit = kind in BENEFIT_KINDS
        if benefit == (cell.n > 0):
            said = "benefits of a programme come to a cost" if benefit else "costs of a programme come to an income"
            failures.append(f"{row.label}, {column.label}: {said}, {cell.n}")
    return failures


@figure(
    "Costs and benefits",
    key="change.costs_and_benefits",
    readers={Role.CHANGE_MANAGER},
    about_people=False,
    headlines=[Headline("Grand Total", "Grand total")],
)
def costs_and_benefits(day: date) -> Table:
    """Costs and benefits of each programme over the years of the latest frozen benefits review, in pounds: the actual
    amount where there is one, else the forecast, else the plan. Costs are positive, benefits negative, and the grand
    total is their net."""
    return costs_of(BenefitsReview.objects.latest_frozen(day))


def costs_of(review: Any) -> Table:
    """The costs and benefits of a review: a record, or a query that finds one."""
    reviewed = Q(financial_year__range=(F("review__first_year"), F("review__last_year")))
    lines = FinancialLine.objects.filter(reviewed, review=review).annotate(
        amount=signed(counted()), programme_name=programme_name()
    )
    return Table(
        lines,
        rows=[By("programme_name"), Total("Grand Total")],
        columns=[Across("kind", Sum("Amount", of="amount", unit="pounds"), expected=COLUMNS, total="Grand total")],
        checks=[totals_equal_parts, across_adds_up("Grand total"), signs_are_right],
    )


def project_label(group: Mapping[str, Any]) -> str:
    return label_of(group["project__programme__name"], group["project__name"])


@figure(
    "FTE efficiencies",
    key="change.fte_efficiencies",
    readers={Role.CHANGE_MANAGER},
    about_people=False,
    headlines=[Headline("Revised Total", "Grand Total")],
)
def fte_efficiencies(day: date) -> Table:
    """Full-time equivalents saved by each project of the latest frozen benefits review, by executive portfolio, under
    the status that the project had on the day. Adjustments stand below the grand total, with the total they lead to."""
    return fte_of(BenefitsReview.objects.latest_frozen(day), day)


def fte_of(review: Any, day: date, seen: FteLineQuerySet | None = None) -> Table:
    """The FTE efficiencies of a review, a record or a query that finds one, under the statuses of a day.

    `seen` are the lines of one reader's view; without it all are counted, as in the board's figure.
    """
    stage = Case(
        When(kind=FteKind.ADJUSTMENT, then=Value("")),
        When(status_then__in=DELIVERED_STATUSES, then=Value("Delivered")),
        default=Value("In delivery"),
    )
    lines = (
        (FteLine.objects.all() if seen is None else seen)
        .filter(review=review)
        .annotate(status_then=status_on(day, "project__"))
        .annotate(stage=stage)
    )
    saving, adjustment = FteKind.SAVING.value, FteKind.ADJUSTMENT.value
    return Table(
        lines,
        rows=[
            By(
                "project",
                label=project_label,
                order=["stage", "project__programme__name", "project__name"],
                under="stage",
                kind=saving,
            ),
            Total("Total delivered", kind=saving, stage="Delivered"),
            Total("Total in delivery", kind=saving, stage="In delivery"),
            Total("Grand Total", kind=saving),
            By("label", kind=adjustment),
            Total("Revised Total"),
        ],
        columns=[Across("portfolio", Sum("FTE", of="fte", unit="FTE", decimals=2), total="Grand Total")],
        checks=[totals_equal_parts, across_adds_up("Grand Total")],
    )
