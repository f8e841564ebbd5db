"""What a column of a figure says of a group of records.

Every measure but one is made of aggregates that add up, so that a total is the sum of its groups, and is divided only
once. A median does not add up: each of its rows asks the database for its own.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import reduce
from hashlib import sha256
from operator import and_
from typing import Any, ClassVar, NamedTuple

from django.db.models import Aggregate, CharField, FloatField, Q, QuerySet, Value
from django.db.models import Count as SqlCount
from django.db.models import Sum as SqlSum
from django.db.models.functions import Cast

from wmp.lib.grids import Cell, Grid, Kind, Number


class Percentile(Aggregate):
    """The median of a number, as percentile_cont has it: of an even count midway between the two in the middle."""

    function = "percentile_cont"
    template = "%(function)s(0.5) WITHIN GROUP (ORDER BY %(expressions)s)"
    output_field = FloatField()


#: Some records, and what is asked of them.
Question = tuple[QuerySet[Any], Aggregate]


def at_once(**asked: Question) -> dict[str, Decimal | None]:
    """Several numbers, each an aggregate over records of its own, by the names they are asked by. One query."""
    legs = []
    for name, (records, aggregate) in asked.items():
        named = records.order_by().annotate(asked=Value(name, CharField())).values("asked")
        legs.append(named.annotate(number=Cast(aggregate, FloatField())).values_list("asked", "number"))
    found = dict(legs[0].union(*legs[1:], all=True))
    return {name: None if found.get(name) is None else Decimal(str(found[name])) for name in asked}


class Tally(NamedTuple):
    """A number to ask the database for, and to add up over the groups whose records meet all of `facets`.

    Facets are grouped by, so that what many columns ask of a record is worked out once, not once a column.
    `every_row`: over the groups of the whole column, whichever row the cell stands in.
    """

    aggregate: Aggregate
    facets: Sequence[Q] = ()
    every_row: bool = False


@dataclass(frozen=True)
class Measure:
    """What a column says of a group of records: a label, how to print it, and its one or two tallies.

    `each` is the most that one person adds to a number of it, where its records are of many people together and do not
    say of how many: of the days of a month, 31.
    """

    label: str
    only: Q = Q()
    unit: str = "count"
    decimals: int = 0
    aside: bool = False
    each: int = 1
    #: Is the cell of several groups made of theirs?
    adds_up: ClassVar[bool] = True

    @property
    def kind(self) -> str:
        """How the numbers of its cells are made."""
        raise NotImplementedError

    def tallies(self, within: Q) -> list[Tally]:
        """The numerator and, for a ratio, the denominator, of the records that meet `within`."""
        raise NotImplementedError

    def conditions(self, part: str) -> list[Q]:
        """What a record must meet to stand in the numerator (`n`) or the denominator (`d`)."""
        return [self.only]

    def of_every_row(self, part: str) -> bool:
        """Is that part of the cell made of the whole column's records?"""
        return False

    def asks(self) -> Mapping[str, str]:
        """A mark of the conditions of each part that counts records; the same for conditions in another order."""
        parts = {Kind.COUNT: "n", Kind.SHARE: "nd"}.get(self.kind, "")
        return {part: _mark(self.conditions(part)) for part in parts}

    def cell(self, numbers: Sequence[Number], *, total: bool) -> Cell:
        raise NotImplementedError


@dataclass(frozen=True)
class Count(Measure):
    """How many records, of those meeting `only`."""

    @property
    def kind(self) -> str:
        return Kind.COUNT

    def tallies(self, within: Q) -> list[Tally]:
        return [Tally(_count(within & self.only))]

    def cell(self, numbers: Sequence[Number], *, total: bool) -> Cell:
        return Cell(numbers[0] or 0, None, numbers[0] or 0)


@dataclass(frozen=True)
class Sum(Measure):
    """The sum of a field over the records meeting `only`. A group without a value prints empty, a total prints 0."""

    of: str = ""

    @property
    def kind(self) -> str:
        return Kind.SUM

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

    @property
    def kind(self) -> str:
        return Kind.SHARE

    def tallies(self, within: Q) -> list[Tally]:
        counted = _count(within & self.only)
        return [Tally(counted, [each for each in facets if each]) for facets in ((self.of, self.part), (self.of,))]

    def conditions(self, part: str) -> list[Q]:
        return [self.only, self.of, self.part] if part == "n" else [self.only, self.of]

    def cell(self, numbers: Sequence[Number], *, total: bool) -> Cell:
        return Cell.ratio(numbers[0] or 0, numbers[1] or 0, times=100)


@dataclass(frozen=True)
class Rate(Measure):
    """The percentage that the sum of `part` is of the sum of `whole`: fields of a record, or expressions of them."""

    part: Any = ""
    whole: Any = ""
    unit: str = "percent"
    decimals: int = 1

    @property
    def kind(self) -> str:
        return Kind.RATE

    def tallies(self, within: Q) -> list[Tally]:
        return [Tally(SqlSum(each, filter=within & self.only or None)) for each in (self.part, self.whole)]

    def cell(self, numbers: Sequence[Number], *, total: bool) -> Cell:
        return Cell.ratio(numbers[0], numbers[1], times=100)


@dataclass(frozen=True)
class Mean(Measure):
    """The sum of a field over the records meeting `only`, for each of them; with `per`, for each one that this field
    adds up to: the cost for each response."""

    of: str = ""
    per: str = ""

    @property
    def kind(self) -> str:
        return Kind.MEAN

    def tallies(self, within: Q) -> list[Tally]:
        condition = within & self.only
        of = SqlSum(self.of, filter=condition or None)
        return [Tally(of), Tally(SqlSum(self.per, filter=condition or None) if self.per else _count(condition))]

    def cell(self, numbers: Sequence[Number], *, total: bool) -> Cell:
        return Cell.ratio(numbers[0], numbers[1])


@dataclass(frozen=True)
class ShareOfColumn(Measure):
    """The percentage that a row's records are of all in its column: their number, or with `of` the sum of a field."""

    of: str = ""
    unit: str = "percent"
    decimals: int = 1

    @property
    def kind(self) -> str:
        return Kind.RATE if self.of else Kind.SHARE

    def tallies(self, within: Q) -> list[Tally]:
        facets = [self.only] if self.only else []
        return [Tally(self._aggregate(within), facets), Tally(self._aggregate(Q()), facets, every_row=True)]

    def _aggregate(self, condition: Q) -> Aggregate:
        return SqlSum(self.of, filter=condition or None) if self.of else _count(condition)

    def of_every_row(self, part: str) -> bool:
        return part == "d"

    def cell(self, numbers: Sequence[Number], *, total: bool) -> Cell:
        return Cell.ratio(numbers[0] or 0, numbers[1] or 0, times=100)


@dataclass(frozen=True)
class Median(Measure):
    """The median of a field over the records meeting `only`, with how many there are as its denominator, and no
    numerator: those of several groups cannot be made into one.

    So its rows are declared by `Where`, and the table groups by nothing: Raises ImproperlyConfigured for any other.
    """

    of: str = ""
    unit: str = "days"
    decimals: int = 1
    adds_up: ClassVar[bool] = False

    @property
    def kind(self) -> str:
        return Kind.MEAN

    def tallies(self, within: Q) -> list[Tally]:
        condition = within & self.only
        return [
            Tally(Percentile(self.of, filter=condition or None)),
            Tally(SqlCount(self.of, filter=condition or None)),
        ]

    def conditions(self, part: str) -> list[Q]:
        return [self.only, Q(**{f"{self.of}__isnull": False})]

    def cell(self, numbers: Sequence[Number], *, total: bool) -> Cell:
        median = numbers[0]
        return Cell(None, numbers[1] or 0, None if median is None else Decimal(str(median)))


def _mark(conditions: Sequence[Q]) -> str:
    return sha256(_in_order(reduce(and_, conditions, Q())).encode()).hexdigest()[:8]


def _in_order(condition: Any) -> str:
    """A condition as text, the same whichever of its parts comes first: a set has another order in each process."""
    if isinstance(condition, Q):
        parts = sorted(map(_in_order, condition.children))
        return f"{condition.connector} {condition.negated} {parts}"
    if isinstance(condition, tuple):
        field, value = condition
        return f"{field} {sorted(map(str, value)) if isinstance(value, set | frozenset) else value}"
    return str(condition)


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
    """A column computed from the other cells of its row, by label. Such columns stand to the right of all others.

    `divides` names the columns, if any, whose numerators are its numerator and its denominator.
    """

    label: str
    function: Callable[[Mapping[str, Cell]], Cell]
    unit: str = "count"
    decimals: int = 1
    aside: bool = False
    divides: tuple[str, str] | None = None

    @property
    def kind(self) -> str:
        return Kind.MEAN if self.divides else Kind.DERIVED


@dataclass(frozen=True)
class Along:
    """A column computed from the whole table so far, a cell for each row: the mean of several months.

    Behind a cell stand the records of the column named `of`, if any, in the rows that `made_of` gives by their places
    for the row at a place; else in the cell's own row. Stands to the right like `Derived`.
    """

    label: str
    function: Callable[[Grid], Sequence[Cell]]
    unit: str = "count"
    decimals: int = 1
    aside: bool = False
    of: str = ""
    made_of: Callable[[Grid, int], Iterable[int]] | None = None
    kind: str = Kind.DERIVED


def quotient(label: str, numerator: str, denominator: str, *, unit: str = "count", decimals: int = 1) -> Derived:
    """One column over another: hours per special."""
    return Derived(
        label,
        lambda row: Cell.ratio(row[numerator].n, row[denominator].n),
        unit=unit,
        decimals=decimals,
        divides=(numerator, denominator),
    )
