"""What a column of a figure says of a group of records.

Every measure is made of aggregates that add up, so that a total is the sum of its groups, and is divided only once.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.db.models import Aggregate, Q
from django.db.models import Count as SqlCount
from django.db.models import Sum as SqlSum

from wmp.lib.grids import Cell, Number


class Tally(NamedTuple):
    """A number to ask the database for, and to add up over the groups whose records meet all of `facets`.

    Facets are grouped by, so that what many columns ask of a record is worked out once, not once a column.
    """

    aggregate: Aggregate
    facets: Sequence[Q] = ()


@dataclass(frozen=True)
class Measure:
    """What a column says of a group of records: a label, how to print it, and its one or two tallies."""

    label: str
    only: Q = Q()
    unit: str = "count"
    decimals: int = 0
    aside: bool = False

    def tallies(self, within: Q) -> list[Tally]:
        """The numerator and, for a ratio, the denominator, of the records that meet `within`."""
        raise NotImplementedError

    def conditions(self, part: str) -> list[Q]:
        """What a record must meet to stand in the numerator (`n`) or the denominator (`d`)."""
        return [self.only]

    def cell(self, numbers: Sequence[Number], *, total: bool) -> Cell:
        raise NotImplementedError


@dataclass(frozen=True)
class Count(Measure):
    """How many records, of those meeting `only`."""

    def tallies(self, within: Q) -> list[Tally]:
        return [Tally(_count(within & self.only))]

    def cell(self, numbers: Sequence[Number], *, total: bool) -> Cell:
        return Cell(numbers[0] or 0, None, numbers[0] or 0)


@dataclass(frozen=True)
class Sum(Measure):
    """The sum of a field over the records meeting `only`. A group without a value prints empty, a total prints 0."""

    of: str = ""

    def tallies(self, within: Q) -> list[Tally]:
        return [Tally(SqlSum(self.of, filter=within & self.only or None))]

    def cell(self, numbers: Sequence[Number], *, total: bool) -> Cell:
        shown = 0 if numbers[0] is None and total else numbers[0]
        return Cell(shown, None, shown)


@dataclass(frozen=True)
class Share(Measure):
    """The percentage of the records meeting `only` and `of` that also meet `part`."""

    part: Q = Q()
    of: Q = Q()
    unit: str = "percent"
    decimals: int = 1

    def tallies(self, within: Q) -> list[Tally]:
        counted = _count(within & self.only)
        return [Tally(counted, [each for each in facets if each]) for facets in ((self.of, self.part), (self.of,))]

    def conditions(self, part: str) -> list[Q]:
        return [self.only, self.of, self.part] if part == "n" else [self.only, self.of]

    def cell(self, numbers: Sequence[Number], *, total: bool) -> Cell:
        return Cell.ratio(numbers[0] or 0, numbers[1] or 0, times=100)


def _count(condition: Q) -> Aggregate:
    return SqlCount("pk", filter=condition) if condition else SqlCount("*")


@dataclass(frozen=True)
class Across:
    """One column of `measure` for each value of a field, then, if named, one over all of them.

    `expected` values, with the words they are printed in, come first and in that order, with or without records.
    """

    over: str
    measure: Measure
    expected: Mapping[Any, str] = field(default_factory=dict)
    total: str = ""


@dataclass(frozen=True)
class Derived:
    """A column computed from the other cells of its row, by label. Such columns stand to the right of all others."""

    label: str
    function: Callable[[Mapping[str, Cell]], Cell]
    unit: str = "count"
    decimals: int = 1
    aside: bool = False


def quotient(label: str, numerator: str, denominator: str, *, unit: str = "count", decimals: int = 1) -> Derived:
    """One column over another: hours per special."""
    return Derived(label, lambda row: Cell.ratio(row[numerator].n, row[denominator].n), unit=unit, decimals=decimals)
