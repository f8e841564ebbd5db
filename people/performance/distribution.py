"""How ratings are spread over their scale, before and after moderation: counted in the database, added up here.

Before is the provisional value, after is the moderated one, or the final one where a page is about what holds; where
nothing has been decided yet it is the provisional one still, so that both count the same ratings. Drafts count nowhere,
nor does the reader's own rating: the others' and the sum of all would tell it.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import sqrt
from typing import Any, Protocol, Self

from django.db.models import Case, CharField, Count, F, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce

from people.performance.choices import Aspect, RatingStatus
from people.performance.ratings import Rating
from people.roles import own_person
from people.workforce.models import MINORITY_ETHNICITIES, STATED_ETHNICITIES
from wmp.lib.keys import among

#: What stood where nobody declared anything, or stated nothing.
NOT_STATED = "not stated"
DECIDED = (RatingStatus.MODERATED, RatingStatus.FINAL, RatingStatus.SHARED)

#: What ratings are counted by. Those of the second kind are about what people declared, and small groups are withheld.
PLACES: Mapping[str, Any] = {
    "department": F("appraisal__department"),
    "rank": F("appraisal__rank"),
}
DECLARED: Mapping[str, Any] = {
    "gender": Coalesce(F("appraisal__declared__gender"), Value(NOT_STATED)),
    "ethnicity": Case(
        When(appraisal__declared__ethnicity__in=sorted(MINORITY_ETHNICITIES), then=Value("minority")),
        When(appraisal__declared__ethnicity__in=sorted(STATED_ETHNICITIES - MINORITY_ETHNICITIES), then=Value("white")),
        default=Value(NOT_STATED),
        output_field=CharField(),
    ),
    "disability": Coalesce(F("appraisal__declared__disability"), Value(NOT_STATED)),
}
GROUPINGS = {**PLACES, **DECLARED}


class HasNumber(Protocol):
    """A value of the scale, as counting needs to know it."""

    @property
    def pk(self) -> Any: ...

    @property
    def number(self) -> int: ...

    @property
    def name(self) -> str: ...


@dataclass
class Spread:
    """How often each value of one aspect was given, by number on the scale: before and after; and how many decided."""

    before: dict[int, int] = field(default_factory=lambda: defaultdict(int))
    after: dict[int, int] = field(default_factory=lambda: defaultdict(int))
    decided: int = 0

    @property
    def ratings(self) -> int:
        return sum(self.before.values())

    def add(self, before: int, after: int, count: int, decided: int) -> None:
        self.before[before] += count
        self.after[after] += count
        self.decided += decided

    def plus(self, others: Iterable["Spread"]) -> Self:
        for other in others:
            for number, count in other.before.items():
                self.before[number] += count
            for number, count in other.after.items():
                self.after[number] += count
            self.decided += other.decided
        return self


#: By aspect and group.
Spreads = Mapping[str, Mapping[Any, Spread]]


def mean(counts: Mapping[int, int]) -> float | None:
    """None of nothing."""
    total = sum(counts.values())
    return sum(number * count for number, count in counts.items()) / total if total else None


def deviation(counts: Mapping[int, int]) -> float:
    """The standard deviation of all that is counted, which is the whole and no sample."""
    middle, total = mean(counts), sum(counts.values())
    if middle is None:
        return 0.0
    return sqrt(sum(count * (number - middle) ** 2 for number, count in counts.items()) / total)


def counted_ratings(year_id: Any, reader: Any, departments: Sequence[Any] | None = None) -> QuerySet[Rating]:
    """What is counted for somebody who may see such counts: which they are is the page's to say, before it asks."""
    ratings: Any = Rating.objects.unscoped().filter(appraisal__year=year_id).exclude(status=RatingStatus.DRAFT)
    if departments is not None:
        ratings = ratings.filter(appraisal__department__in=departments)
    return ratings.filter(~among("appraisal__person", own_person(reader))).order_by()


def spreads(
    ratings: QuerySet[Rating], by: str, scale: Mapping[str, Sequence[HasNumber]], *, as_moderated: bool = False
) -> Spreads:
    """How `ratings` are spread, by one of GROUPINGS: a GROUP BY for each aspect, in one query.

    `as_moderated` leaves final values aside: what the moderators decided, whatever was changed afterwards.
    """
    numbers = {value.pk: value.number for values in scale.values() for value in values}
    found: dict[str, dict[Any, Spread]] = {aspect.value: defaultdict(Spread) for aspect in Aspect}
    what, how = (_grouped(ratings, by, aspect.value, as_moderated) for aspect in Aspect)
    for aspect, group, before, after, count, decided in what.union(how, all=True):
        found[aspect][group].add(numbers[before], numbers[after], count, decided)
    return found


def _grouped(ratings: QuerySet[Rating], by: str, aspect: str, as_moderated: bool) -> Any:
    stages = [f"moderated_{aspect}"] if as_moderated else [f"final_{aspect}", f"moderated_{aspect}"]
    grouped: Any = ratings.values(
        aspect=Value(aspect, output_field=CharField()),
        group=GROUPINGS[by],
        before=F(aspect),
        after=Coalesce(*map(F, stages), F(aspect)),
    )
    counts = {"count": Count("*"), "decided": Count("pk", filter=Q(status__in=DECIDED))}
    return grouped.annotate(**counts).values_list("aspect", "group", "before", "after", "count", "decided")


def whole(of: Mapping[Any, Spread], groups: Iterable[Any] | None = None) -> Spread:
    """Some of the groups together, or all of them."""
    chosen = of.values() if groups is None else [of[group] for group in groups if group in of]
    return Spread().plus(chosen)
