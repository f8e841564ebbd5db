"""Raters and departments whose provisional ratings stand far from the force's. The one place for the rule."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Any

from django.db.models import Count, Sum

from people.performance.choices import Aspect
from people.performance.distribution import Spread, Spreads, counted_ratings, deviation, mean, whole
from people.workforce.models import Department
from wmp.lib import reference
from wmp.lib.small_groups import LEAST

#: Fewer ratings than these say too little of whoever gave them.
LEAST_RATINGS = 8
#: So many standard errors: the force's standard deviation over the square root of the number of ratings.
FAR = 2
RULE = (
    f"Marked are raters and departments with at least {LEAST_RATINGS} ratings whose mean stands more than {FAR}"
    " standard errors from the mean of the force, before moderation. The standard error is the standard deviation of"
    " all ratings of the force, divided by the square root of the number of ratings. About one in twenty is marked by"
    " chance alone, so a mark is a question and no finding."
)


@dataclass(frozen=True)
class Outlier:
    """A mean that stands far from the force's."""

    name: str
    aspect: str
    ratings: int
    mean: float
    force: float
    errors: float

    @property
    def words(self) -> str:
        """`Sam Smith: “what” 1.9 standard errors higher`, for the page of a rating."""
        way = "above" if self.errors > 0 else "below"
        return f"{self.name}: mean of “{self.aspect}” {self.mean:.2f}, {abs(self.errors):.1f} standard errors {way}"


@dataclass(frozen=True)
class Outliers:
    """Those of some departments, by key: a rater's or a department's."""

    raters: Mapping[int, Sequence[Outlier]]
    departments: Mapping[int, Sequence[Outlier]]

    @property
    def all(self) -> list[Outlier]:
        """The farthest first."""
        found = [each for of in (self.departments, self.raters) for several in of.values() for each in several]
        return sorted(found, key=lambda each: -abs(each.errors))

    def of(self, rating: Any) -> list[Outlier]:
        """What is marked about whoever gave a rating, and about its department."""
        department = rating.appraisal.department_id
        return [*self.raters.get(rating.rater_id, ()), *self.departments.get(department, ())]


def comparable(force: Spread, here: Spread) -> bool:
    """May the force's mean stand beside that of some departments? Not where the difference would be about a few."""
    rest = force.ratings - here.ratings
    return rest == 0 or rest >= LEAST


def outliers_of(year_id: Any, reader: Any, departments: Sequence[Any], by_department: Spreads) -> Outliers:
    """Those among `departments`; `by_department` is how the whole force is spread. One query, for the raters."""
    force = {aspect: whole(of) for aspect, of in by_department.items()}
    here = whole(by_department[Aspect.WHAT], departments)
    if not comparable(force[Aspect.WHAT], here):
        return Outliers({}, {})
    found: dict[int, list[Outlier]] = {}
    for key in departments:
        of = {aspect: spread[key].before for aspect, spread in by_department.items() if key in spread}
        sums = {aspect: sum(number * count for number, count in counts.items()) for aspect, counts in of.items()}
        name = reference.word(Department, key)
        marked = list(_marked(name, sum(of.get(Aspect.WHAT, {}).values()), sums, force))
        if marked:
            found[key] = marked
    return Outliers(_raters(year_id, reader, departments, force), found)


def _raters(
    year_id: Any, reader: Any, departments: Sequence[Any], force: Mapping[str, Spread]
) -> dict[int, list[Outlier]]:
    """By what they gave within `departments`."""
    ratings = counted_ratings(year_id, reader, departments).filter(rater__isnull=False)
    grouped: Any = ratings.values("rater", "rater__first_name", "rater__last_name", "rater__username").annotate(
        count=Count("pk"), what=Sum("what__number"), how=Sum("how__number")
    )
    found = {}
    for row in grouped.filter(count__gte=LEAST_RATINGS):
        name = f"{row['rater__first_name']} {row['rater__last_name']}".strip() or row["rater__username"]
        sums = {aspect.value: row[aspect.value] for aspect in Aspect}
        if marked := list(_marked(name, row["count"], sums, force)):
            found[row["rater"]] = marked
    return found


def _marked(name: str, count: int, sums: Mapping[str, int], force: Mapping[str, Spread]) -> Iterator[Outlier]:
    if count < LEAST_RATINGS:
        return
    for aspect, total in sums.items():
        middle, error = mean(force[aspect].before), deviation(force[aspect].before) / sqrt(count)
        if middle is None or not error:
            continue
        errors = (total / count - middle) / error
        if abs(errors) > FAR:
            yield Outlier(name, aspect, count, total / count, middle, errors)
