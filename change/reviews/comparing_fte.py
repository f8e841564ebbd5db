"""FTE lines of two benefits reviews compared: every difference with its reason, exactly.

A line is what one project saves, or what one adjustment comes to, in one executive portfolio. FTE have no years, so
nothing moves between them: a line is added, removed, changed or unchanged.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NamedTuple

from django.db.models import BooleanField, ExpressionWrapper

from change.portfolio.models import label_of
from change.reviews.amounts import ZERO
from change.reviews.copying import is_closed
from change.reviews.differences import Difference, Part, Why
from change.reviews.models import BenefitsReview, FteKind, FteLine


class FteKey(NamedTuple):
    """A saving of a project, or an adjustment by its label, in one portfolio."""

    project: int | None
    label: str
    portfolio: str

    @property
    def kind(self) -> FteKind:
        return FteKind.ADJUSTMENT if self.project is None else FteKind.SAVING

    @property
    def home(self) -> tuple[int | None, str]:
        """Whose it is, in whichever portfolio."""
        return self.project, self.label


Side = Mapping[FteKey, Decimal]
FteDifference = Difference[FteKey]


def compare_fte(a: Side, b: Side, closed: Collection[int] = ()) -> list[FteDifference]:
    """Every line of `a`, the earlier, and `b`, the later. `closed` are the projects closed by the day of `b`."""
    homes = {key.home for key in a}
    found = []
    for key in dict.fromkeys([*a, *b]):
        before, after = a.get(key), b.get(key)
        why = _why(key, before, after, homes, closed)
        found.append(FteDifference(key, before, after, [Part(why, (after or ZERO) - (before or ZERO))]))
    return found


def _why(
    key: FteKey,
    before: Decimal | None,
    after: Decimal | None,
    homes: Collection[tuple[int | None, str]],
    closed: Collection[int],
) -> Why:
    if before is None:
        return Why.NEW_LINE if key.home in homes else Why.NEW_HOME
    if after is None:
        return Why.CLOSED if key.project in closed else Why.TAKEN_OUT
    return Why.UNCHANGED if before == after else Why.CHANGED


@dataclass(frozen=True)
class FteComparison:
    """Two reviews, how their FTE differ, savings before adjustments, and what projects are called."""

    before: BenefitsReview
    after: BenefitsReview
    differences: Sequence[FteDifference]
    projects: Mapping[int | None, str]

    def name(self, key: FteKey) -> str:
        return key.label if key.project is None else self.projects[key.project]


def fte_comparison(before: BenefitsReview, after: BenefitsReview, user: Any) -> FteComparison:
    """What `user` may see of it. One query."""
    lines = FteLine.objects.visible_to(user).filter(review__in=[before.pk, after.pk]).order_by()
    closed = ExpressionWrapper(is_closed(after.as_at, has_programme=False), BooleanField())
    named = ("project__name", "project__programme__name")
    rows = list(
        lines.annotate(closed=closed).values("review", "project", *named, "label", "portfolio", "fte", "closed")
    )
    a, b = (_side(each, rows) for each in (before, after))
    # A line of no project is closed with nothing.
    projects = {row["project"]: label_of(row["project__programme__name"], row["project__name"]) for row in rows}
    found = compare_fte(a, b, {row["project"] for row in rows if row["project"] and row["closed"]})
    return FteComparison(before, after, sorted(found, key=_order(projects)), projects)


def _side(review: BenefitsReview, rows: Iterable[Mapping[str, Any]]) -> Side:
    own = (row for row in rows if row["review"] == review.pk)
    return {FteKey(row["project"], row["label"], row["portfolio"]): row["fte"] for row in own}


def _order(projects: Mapping[int | None, str]) -> Callable[[FteDifference], Any]:
    def order(each: FteDifference) -> Any:
        project, label, portfolio = each.key
        return project is None, projects[project] if project else label, project or 0, portfolio

    return order
