"""Totals of a review: the amounts of its lines added up by whatever is asked for, costs positive, benefits negative.

Lines of years outside the review are left out, as in the board's figure; the page that reconciles names them.
"""

from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db.models import F, Q, Sum
from django.db.models.functions import Coalesce

from change.reviews.amounts import AMOUNTS, ZERO, counted, programme_name, signed
from change.reviews.models import BenefitsReview, FinancialLine

COUNTED = "counted"
ALL = (*AMOUNTS, COUNTED)
#: What lines that were read by `adding` have besides.
ADDED = ("under", *(f"sum_{name}" for name in ALL))
WITHIN = Q(financial_year__range=(F("review__first_year"), F("review__last_year")))

Group = Mapping[str, Any]


def groups_of(reviews: Collection[BenefitsReview], by: Sequence[str], user: Any) -> list[Group]:
    """One row for each group of lines alike in `by`, with its sums: planned, forecast, actual, and what counts of each
    line. One query.
    """
    lines = FinancialLine.objects.visible_to(user).filter(WITHIN, review__in=[each.pk for each in reviews]).order_by()
    sums: dict[str, Any] = {f"sum_{name}": Coalesce(Sum(signed(F(name))), ZERO) for name in AMOUNTS}
    sums[f"sum_{COUNTED}"] = Coalesce(Sum(signed(counted())), ZERO)
    return list(lines.annotate(under=programme_name()).values(*by).annotate(**sums))


def adding(lines: Any) -> Any:
    """Lines as groups of one: with what each adds to every total, and under which programme."""
    adds: dict[str, Any] = {f"sum_{name}": Coalesce(signed(F(name)), ZERO) for name in AMOUNTS}
    return lines.annotate(under=programme_name(), **adds, **{f"sum_{COUNTED}": Coalesce(signed(counted()), ZERO)})


@dataclass
class Pivot:
    """Sums by row and column. What stands in no cell is nought."""

    cells: dict[tuple[Hashable, Hashable], Decimal] = field(default_factory=dict)

    @property
    def rows(self) -> list[Any]:
        return list(dict.fromkeys(row for row, _ in self.cells))

    def at(self, row: Hashable, column: Hashable) -> Decimal:
        return self.cells.get((row, column), ZERO)

    def row(self, row: Hashable) -> Decimal:
        return sum((value for (here, _), value in self.cells.items() if here == row), ZERO)

    def column(self, column: Hashable) -> Decimal:
        return sum((value for (_, here), value in self.cells.items() if here == column), ZERO)

    @property
    def whole(self) -> Decimal:
        return sum(self.cells.values(), ZERO)


def pivot(groups: Iterable[Group], rows: str, columns: str, amount: str = COUNTED) -> Pivot:
    """The sums of one amount, by the values of two of the fields that the groups were made by."""
    made = Pivot()
    for each in groups:
        key = (each[rows], each[columns])
        made.cells[key] = made.at(*key) + each[f"sum_{amount}"]
    return made


def by_amount(groups: Iterable[Group], rows: str) -> Pivot:
    """The sums of each amount in a column of its own. Its rows do not add up across: they are the same lines."""
    made = Pivot()
    for each in groups:
        for amount in ALL:
            key = (each[rows], amount)
            made.cells[key] = made.at(*key) + each[f"sum_{amount}"]
    return made
