"""The table of a review on its page: each programme and each of its projects by kind, as the board paper prints it, and
plan against forecast against actual by year."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from change.portfolio.models import Programme, Project
from change.reviews.amounts import ZERO, total_text
from change.reviews.closing import HOME
from change.reviews.homes import grid_url
from change.reviews.models import BenefitsReview, LineKind
from change.reviews.tables import AmountTable, Level, Row, amounts
from change.reviews.totals import ALL, COUNTED, Group, by_amount, groups_of
from wmp.lib.words import financial_year

LABELS = {"planned": "Planned", "forecast": "Forecast", "actual": "Actual", COUNTED: "Counted"}
WHOSE = "Programme and project"


@dataclass(frozen=True)
class Summary:
    """What the page of a review shows of its lines: `costs` is None where there are none."""

    costs: AmountTable | None
    years: AmountTable


def summary_of(review: BenefitsReview, user: Any) -> Summary:
    """One query."""
    groups = groups_of([review], ("under", *HOME, "kind", "financial_year"), user)
    rows = [*_programmes(review, groups), _row("All", groups, level="all")] if groups else []
    heads = [*LineKind.labels, "Net"]
    costs = AmountTable("Costs and benefits by programme and project", WHOSE, heads, rows, is_captioned=False)
    return Summary(costs if rows else None, _by_year(review, groups))


def _programmes(review: BenefitsReview, groups: Sequence[Group]) -> list[Row]:
    """Each programme above its projects, both by name."""
    made = []
    for under in sorted({each["under"] for each in groups}):
        those = [each for each in groups if each["under"] == under]
        made.append(_row(under, those, level="programme"))
        homes = {(each["project__name"] or "", each["project"], each["programme"]) for each in those}
        # One project may have lines under its programme and under none: one row leads to both.
        for name, project in sorted({(name, project) for name, project, _ in homes}, key=str):
            mine = [each for each in those if each["project"] == project]
            url = grid_url(review, project=project, programme=mine[0]["programme"])
            made.append(_row(name or "As a whole", mine, url=url, level="project"))
    return made


def _row(label: str, groups: Sequence[Group], *, level: Level, url: str = "") -> Row:
    """What they come to by kind, and the net."""
    sums = [sum((each[f"sum_{COUNTED}"] for each in groups if each["kind"] == kind), ZERO) for kind in LineKind.values]
    return Row(label, amounts([total_text(each) for each in (*sums, sum(sums, ZERO))]), url, level)


def _by_year(review: BenefitsReview, groups: Sequence[Group]) -> AmountTable:
    years = range(review.first_year, review.last_year + 1)
    sums = by_amount(groups, "financial_year")
    rows = []
    for amount in ALL:
        values = [*(sums.at(year, amount) for year in years), sums.column(amount)]
        rows.append(Row(LABELS[amount], amounts([total_text(value) for value in values])))
    caption = "Plan, forecast and actual: the net of costs and benefits by year"
    return AmountTable(caption, "Amount", [*map(financial_year, years), "Total"], rows)


def openable(user: Any) -> list[tuple[str, list[tuple[str, str]]]]:
    """What can be chosen to enter amounts for: projects, and programmes as a whole. Two queries."""
    projects = Project.objects.visible_to(user).select_related("programme")
    programmes = Programme.objects.visible_to(user)
    return [
        ("Projects", [(f"project-{each.pk}", str(each)) for each in projects]),
        ("Programmes as a whole", [(f"programme-{each.pk}", each.name) for each in programmes]),
    ]
