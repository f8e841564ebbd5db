"""The table of a review on its page: each programme and each of its projects by kind, as the board paper prints it, and
plan against forecast against actual by year."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from change.portfolio.models import Programme, Project
from change.reviews.amounts import ZERO, total_text
from change.reviews.closing import HOME
from change.reviews.homes import grid_url
from change.reviews.models import BenefitsReview, LineKind
from change.reviews.totals import ALL, COUNTED, Group, by_amount, groups_of
from wmp.lib.words import financial_year

LABELS = {"planned": "Planned", "forecast": "Forecast", "actual": "Actual", COUNTED: "Counted"}


@dataclass(frozen=True)
class Row:
    """A programme, one of its projects, or all: in pounds by kind, and the net."""

    text: str
    amounts: Sequence[Decimal]
    url: str = ""
    level: str = "project"

    @property
    def cells(self) -> list[str]:
        return [total_text(amount) for amount in (*self.amounts, sum(self.amounts, ZERO))]


@dataclass(frozen=True)
class Summary:
    """What the page of a review shows of its lines."""

    heads: Sequence[str]
    rows: Sequence[Row]
    years: Sequence[str]
    amounts: Sequence[tuple[str, Sequence[str]]]


def summary_of(review: BenefitsReview, user: Any) -> Summary:
    """One query."""
    groups = groups_of([review], ("under", *HOME, "kind", "financial_year"), user)
    years = list(range(review.first_year, review.last_year + 1))
    return Summary(
        [*LineKind.labels, "Net"],
        [*_programmes(review, groups), Row("All", _by_kind(groups), level="all")] if groups else [],
        [financial_year(year) for year in years],
        _amounts(groups, years),
    )


def _programmes(review: BenefitsReview, groups: Sequence[Group]) -> list[Row]:
    """Each programme above its projects, both by name."""
    made = []
    for under in sorted({each["under"] for each in groups}):
        those = [each for each in groups if each["under"] == under]
        made.append(Row(under, _by_kind(those), level="programme"))
        homes = {(each["project__name"] or "", each["project"], each["programme"]) for each in those}
        # One project may have lines under its programme and under none: one row leads to both.
        for name, project in sorted({(name, project) for name, project, _ in homes}, key=str):
            mine = [each for each in those if each["project"] == project]
            url = grid_url(review, project=project, programme=mine[0]["programme"])
            made.append(Row(name or "As a whole", _by_kind(mine), url))
    return made


def _by_kind(groups: Sequence[Group]) -> list[Decimal]:
    return [sum((each[f"sum_{COUNTED}"] for each in groups if each["kind"] == kind), ZERO) for kind in LineKind.values]


def _amounts(groups: Sequence[Group], years: Sequence[int]) -> list[tuple[str, list[str]]]:
    sums = by_amount(groups, "financial_year")
    values = {amount: [*(sums.at(year, amount) for year in years), sums.column(amount)] for amount in ALL}
    return [(LABELS[amount], [total_text(value) for value in values[amount]]) for amount in ALL]


def openable(user: Any) -> list[tuple[str, list[tuple[str, str]]]]:
    """What can be chosen to enter amounts for: projects, and programmes as a whole. Two queries."""
    projects = Project.objects.visible_to(user).select_related("programme")
    programmes = Programme.objects.visible_to(user)
    return [
        ("Projects", [(f"project-{each.pk}", str(each)) for each in projects]),
        ("Programmes as a whole", [(f"programme-{each.pk}", each.name) for each in programmes]),
    ]
