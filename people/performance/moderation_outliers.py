"""Raters and departments whose provisional ratings stand far from the force's. The one place for the rule."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Any, NamedTuple

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


class Level(NamedTuple):
    """What means are set beside: the mean of all ratings of the force, and their standard deviation."""

    mean: float
    deviation: float


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
    levels = dict(_levels(force))
    found: dict[int, list[Outlier]] = {}
    for key in departments:
        of = {aspect: spread[key].before for aspect, spread in by_department.items() if key in spread}
        sums = {aspect: sum(number * count for number, count in counts.items()) for aspect, counts in of.items()}
        far = _far(sum(of.get(Aspect.WHAT, {}).values()), sums, levels)
        if far:
            found[key] = _marked(reference.word(Department, key), far)
    return Outliers(_raters(year_id, reader, departments, levels), found)


def _levels(force: Mapping[str, Spread]) -> Iterator[tuple[str, Level]]:
    """Where all are rated alike, nobody stands far from them."""
    for aspect, spread in force.items():
        middle, error = mean(spread.before), deviation(spread.before)
        if middle is not None and error:
            yield aspect, Level(middle, error)


def _raters(
    year_id: Any, reader: Any, departments: Sequence[Any], levels: Mapping[str, Level]
) -> dict[int, list[Outlier]]:
    """By what they gave within `departments`."""
    ratings = counted_ratings(year_id, reader, departments).filter(rater__isnull=False)
    who = ("rater", "rater__first_name", "rater__last_name", "rater__username")
    given = {"count": Count("*"), "what": Sum("what__number"), "how": Sum("how__number")}
    grouped: Any = ratings.values(*who).annotate(**given).filter(count__gte=LEAST_RATINGS)
    found = {}
    for rater, first, last, username, count, what, how in grouped.values_list(*who, *given):
        if far := _far(count, {Aspect.WHAT.value: what, Aspect.HOW.value: how}, levels):
            found[rater] = _marked(f"{first} {last}".strip() or username, far)
    return found


#: The aspect, how many ratings, their mean, the force's, and how many standard errors lie between.
Far = tuple[str, int, float, float, float]


def _far(count: int, sums: Mapping[str, int], levels: Mapping[str, Level]) -> list[Far]:
    """In which aspects so many ratings with these sums stand far. There are thousands of raters, and few of them do."""
    if count < LEAST_RATINGS:
        return []
    root = sqrt(count)
    beside = [(aspect, sums[aspect] / count, level) for aspect, level in levels.items() if aspect in sums]
    each = [(aspect, own, level.mean, (own - level.mean) * root / level.deviation) for aspect, own, level in beside]
    return [(aspect, count, own, force, errors) for aspect, own, force, errors in each if abs(errors) > FAR]


def _marked(name: str, far: Sequence[Far]) -> list[Outlier]:
    return [Outlier(name, *each) for each in far]
