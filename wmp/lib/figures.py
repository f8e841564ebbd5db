"""A figure is a population, a grouping and a measure.

A family declares a board figure once, as a function of the day:

    @figure("Retention by entry route", key="people.retention_by_entry_route")
    def retention_by_entry_route(day):
        '''Probationers kept, of those recruited ... Headcount.'''
        return Table(
            Probation.objects.counted_on(day),
            rows=[By("entry_route__name"), Total("PEQF total", entry_route__comparator=False)],
            columns=[Count("Recruited"), Share("Retention", ~gone)],
        )

From that come the one flat GROUP BY query that computes it, its cells as numerators and denominators, its totals (added
up from the groups, in Python), its checks, and the records behind any cell. Nothing is divided before `Cell.value`.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date
from functools import reduce
from operator import or_
from typing import Any, NamedTuple

from django.core.exceptions import FieldDoesNotExist
from django.db.models import Aggregate, BooleanField, ExpressionWrapper, Field, Min, Q

from wmp.lib.access import ScopedQuerySet, touches_classified
from wmp.lib.grids import Cell, Column, Grid, Row, added
from wmp.lib.measures import Across, Count, Derived, Measure, Share, Sum, quotient

# All that a family needs to declare a figure is imported from here.
__all__ = [
    "Across",
    "By",
    "Count",
    "Derived",
    "Figure",
    "Group",
    "Measure",
    "Share",
    "Sum",
    "Table",
    "Total",
    "Where",
    "figure",
    "quotient",
    "shares_within_bounds",
    "totals_equal_parts",
]

# The records that are alike in every field that a table's rows or columns ask for: those values, and their aggregates.
Group = Mapping[str, Any]


# --- rows ------------------------------------------------------------------------------------------------------------


class Line(NamedTuple):
    """A printed row, the groups that it adds up, and what their records must meet to count in it."""

    row: Row
    groups: Sequence[Group]
    within: Q = Q()


class Rows:
    """What a row or rows of a table are declared by."""

    # What their records must meet, beside standing in one of their groups.
    within = Q()
    # What to group by for them, and what to know of each group besides.
    fields: Set[str] = frozenset()
    described: Set[str] = frozenset()

    def lines(self, groups: Sequence[Group], table: "Table") -> Iterator[Line]:
        raise NotImplementedError


class By(Rows):
    """One row for each value of a field, of the groups whose fields equal `only`.

    `expected` labels are printed even without records, before any others. `order` names fields to sort by, else the
    label does. `under` names a field whose value stands above the row. `label` makes the words from the group and from
    the fields that it has `also`. Each value of `field` has one value of all of these.
    """

    def __init__(
        self,
        field: str,
        *,
        label: Callable[[Group], str] | None = None,
        order: Sequence[str] = (),
        expected: Iterable[str] = (),
        under: str = "",
        also: Sequence[str] = (),
        **only: Any,
    ) -> None:
        self.field, self.label, self.order, self.under, self.only = field, label, order, under, only
        self.expected = tuple(expected)
        self.fields = {field, *only}
        self.described = {*order, *also, under} - {""}

    def lines(self, groups: Sequence[Group], table: "Table") -> Iterator[Line]:
        words = table.words(self.field)
        label = self.label or (lambda group: words(group[self.field]))
        members: dict[str, list[Group]] = {text: [] for text in self.expected}
        for group in _matching(groups, self.only):
            members.setdefault(label(group), []).append(group)

        def place(text: str) -> tuple[list[Any], str]:
            return [_none_last(members[text][0][name]) for name in self.order], text

        for text in (*self.expected, *sorted(members.keys() - set(self.expected), key=place)):
            those = members[text]
            under = str(those[0][self.under]) if self.under and those else ""
            yield Line(Row(text, under=under, where=table.conditions(self, those)), those)


class Total(Rows):
    """One row over all groups whose fields equal `only`."""

    def __init__(self, label: str, **only: Any) -> None:
        self.label, self.only, self.fields = label, only, set(only)

    def lines(self, groups: Sequence[Group], table: "Table") -> Iterator[Line]:
        yield Line(Row(self.label, total=True, where=[self.only]), _matching(groups, self.only))


class Where(Rows):
    """One row of the records meeting a condition, where rows overlap or are no field: the last day of each month."""

    def __init__(self, label: str, only: Q) -> None:
        self.label, self.within = label, only

    def lines(self, groups: Sequence[Group], table: "Table") -> Iterator[Line]:
        yield Line(Row(self.label), groups, self.within)


def _matching(groups: Sequence[Group], only: Mapping[str, Any]) -> Sequence[Group]:
    return [group for group in groups if only.items() <= group.items()] if only else groups


def _none_last(value: Any) -> tuple[bool, Any]:
    return value is None, value


# --- tables ----------------------------------------------------------------------------------------------------------

Check = Callable[[Grid], list[str]]


@dataclass(frozen=True)
class Table:
    """A population, its rows and its columns. `beside` are tables with the same rows whose columns stand to the right.

    `coverage` is printed with the figure and tells how much of the population its shares rest on.
    """

    population: ScopedQuerySet[Any]
    rows: Sequence[Rows]
    columns: Sequence[Measure | Across | Derived]
    checks: Sequence[Check] = ()
    coverage: Sequence[Share] = ()
    beside: "Sequence[Table]" = ()

    def compute(self) -> Grid:
        """Runs the one query of each population and returns every cell. Reads all records: no view of anybody's."""
        grid = self._own_grid()
        for neighbour in self.beside:
            grid = grid.beside(neighbour.compute())
        failures = [failure for check in (shares_within_bounds, *self.checks) for failure in check(grid)]
        for spec in self.columns:
            if isinstance(spec, Derived):
                grid = grid.with_column(_column(spec), [spec.function(grid.by_label(i)) for i in range(len(grid.rows))])
        return replace(grid, failures=list(dict.fromkeys([*grid.failures, *failures])))

    def records(self, row: Row, column: Column, part: str = "n") -> tuple[ScopedQuerySet[Any], bool]:
        """The records behind a cell, still to be narrowed by `visible_to`, and whether they are exactly those counted.

        Conditions on classified fields are left out, so that no list tells by its members who declared what: then the
        records are those of the row and column without that condition, and the flag is False.
        """
        for neighbour in self.beside:
            if neighbour._spec_of(column):
                return neighbour.records(row, column, part)
        spec = self._spec_of(column)
        measure = spec.measure if isinstance(spec, Across) else spec
        conditions = [self._row_condition(row), Q(**column.where)]
        if isinstance(measure, Measure):
            conditions += measure.conditions(part)
        plain = [condition for condition in conditions if not touches_classified(self.population.model, condition)]
        return self.population.filter(*plain), len(plain) == len(conditions)

    def _spec_of(self, column: Column) -> Measure | Across | Derived | None:
        for spec in self.columns:
            if isinstance(spec, Across) and (spec.over in column.where or column.label == spec.total):
                return spec
            if not isinstance(spec, Across) and spec.label == column.label:
                return spec
        return None

    def _row_condition(self, row: Row) -> Q:
        for spec in self.rows:
            if isinstance(spec, Where) and spec.label == row.label:
                return spec.within
        # A row that the figure no longer has, of a run computed before, is of no record.
        return reduce(or_, [Q(**group) for group in row.where] or [Q(pk__in=[])])

    def conditions(self, by: By, groups: Sequence[Group]) -> Sequence[Mapping[str, Any]]:
        """What finds a row's records again and tells the totals that it belongs to. Without groups, nothing's."""
        totals = {name for row in self.rows if isinstance(row, Total) for name in row.only}
        names = sorted({by.field, *by.only, *totals})
        found = {tuple(group[name] for name in names) for group in groups}
        return [dict(zip(names, values, strict=True)) for values in found] or [{"pk__in": []}]

    def words(self, path: str) -> Callable[[Any], str]:
        """How a value of a field is printed: by its choices, dates in ISO form."""
        choices = dict(getattr(_field_at(self.population.model, path), "flatchoices", ()))

        def words(value: Any) -> str:
            if isinstance(value, date):
                return value.isoformat()
            return str(choices.get(value, "Not recorded" if value in (None, "") else value))

        return words

    def _own_grid(self) -> Grid:
        answer = _Answer(self)
        lines = [line for spec in self.rows for line in spec.lines(answer.groups, self)]
        columns = list(self._grid_columns(answer.groups))
        return Grid(
            rows=[line.row for line in lines],
            columns=[column for column, _ in columns],
            cells=[answer.cells(line, columns) for line in lines],
            coverage={share.label: answer.coverage(share) for share in self.coverage},
        )

    def _grid_columns(self, groups: Sequence[Group]) -> Iterator[tuple[Column, Measure]]:
        for spec in self.columns:
            if isinstance(spec, Measure):
                yield _column(spec), spec
            elif isinstance(spec, Across):
                words = self.words(spec.over)
                others = sorted({group[spec.over] for group in groups} - set(spec.expected), key=words)
                for value, label in [*spec.expected.items(), *((value, words(value)) for value in others)]:
                    yield replace(_column(spec.measure), label=label, where={spec.over: value}), spec.measure
                if spec.total:
                    yield replace(_column(spec.measure), label=spec.total), spec.measure


# A tally as the answer has it: the names of its aggregate and of its facets.
_Named = tuple[str, Sequence[str]]


class _Answer:
    """What the database says to a table's one flat GROUP BY, and the sums of it that cells are made of."""

    def __init__(self, table: Table) -> None:
        specs = [spec.measure if isinstance(spec, Across) else spec for spec in (*table.columns, *table.coverage)]
        conditions = {row.within for row in table.rows} | ({Q()} if table.coverage else set())
        # Whatever several cells ask for is asked for once.
        asked: dict[Aggregate, str] = {}
        facets: dict[Q, str] = {}
        self.tallies = {
            within: {
                id(measure): [
                    (asked.setdefault(each, f"a{len(asked)}"), [facets.setdefault(q, f"f{len(facets)}") for q in qs])
                    for each, qs in measure.tallies(within)
                ]
                for measure in specs
                if isinstance(measure, Measure)
            }
            for within in conditions
        }
        self.across = {spec.over for spec in table.columns if isinstance(spec, Across)}
        fields = self.across.union(*(row.fields for row in table.rows))
        described = {name for row in table.rows for name in row.described} - fields
        self.groups = _grouped(table.population, sorted(fields), sorted(described), facets, asked)

    def cells(self, line: Line, columns: Sequence[tuple[Column, Measure]]) -> list[Cell]:
        parts: dict[Any, list[Group]] = defaultdict(list, {None: [*line.groups]})
        for name in self.across:
            for group in line.groups:
                parts[name, group[name]].append(group)
        tallies = self.tallies[line.within]
        return [
            _cell(measure, tallies[id(measure)], parts[next(iter(column.where.items()), None)], total=line.row.total)
            for column, measure in columns
        ]

    def coverage(self, share: Share) -> Cell:
        return _cell(share, self.tallies[Q()][id(share)], self.groups, total=True)


def _cell(measure: Measure, tallies: Iterable[_Named], groups: Sequence[Group], *, total: bool) -> Cell:
    numbers = []
    for name, facets in tallies:
        counted = [group for group in groups if all(group[facet] for facet in facets)] if facets else groups
        numbers.append(added([group[name] for group in counted]))
    return measure.cell(numbers, total=total)


def _grouped(
    population: ScopedQuerySet[Any],
    fields: Sequence[str],
    described: Sequence[str],
    facets: Mapping[Q, str],
    aggregates: Mapping[Aggregate, str],
) -> Sequence[Group]:
    """The one statement. For each group alike in all fields and facets, its values and its aggregates by name.

    What the fields imply is picked out by Min: as further columns to group by it would make the planner expect many
    groups, and sort all records.
    """
    records = population.unscoped().order_by()
    asked = {name: aggregate for aggregate, name in aggregates.items()}
    if not fields and not facets:
        return [records.aggregate(**asked)]
    split = {name: ExpressionWrapper(q, BooleanField()) for q, name in facets.items()}
    words = {f"w{i}": path for i, path in enumerate(described)}
    asked |= {name: Min(path) for name, path in words.items()}
    found = list(records.annotate(**split).values(*fields, *split).annotate(**asked))
    for group in found:
        for name, path in words.items():
            group[path] = group[name]
    return found


def _column(spec: Measure | Derived) -> Column:
    return Column(spec.label, unit=spec.unit, decimals=spec.decimals, aside=spec.aside)


def _field_at(model: Any, path: str) -> "Field[Any, Any] | None":
    """The model field at the end of a path, or None for an annotation."""
    found = None
    for name in path.split("__"):
        try:
            found = model._meta.get_field(name)
        except FieldDoesNotExist:
            return None
        model = found.related_model
    return found


# --- checks ----------------------------------------------------------------------------------------------------------


def shares_within_bounds(grid: Grid) -> list[str]:
    """A share lies between 0 and 1. Holds for every figure."""
    return [
        f"{row.label}, {column.label}: a share of {cell.value} per cent"
        for row, column, cell in grid
        if column.unit == "percent" and cell.value is not None and not 0 <= cell.value <= 100
    ]


def totals_equal_parts(grid: Grid) -> list[str]:
    """Each total equals the sum of the printed rows that belong to it, in every column that adds up."""
    failures = []
    for i, total in enumerate(grid.rows):
        if not total.total:
            continue
        parts = [j for j, row in enumerate(grid.rows) if not row.total and total.includes(row)]
        for k, column in enumerate(grid.columns):
            if column.unit == "percent":
                continue
            whole, sum_of_parts = grid.cells[i][k].n, added(grid.cells[j][k].n for j in parts)
            if (whole or 0) != (sum_of_parts or 0):
                failures.append(f"{total.label}, {column.label}: {whole} is not the sum of its rows, {sum_of_parts}")
    return failures


# --- figures ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Figure:
    """A board figure: its key, its words, who beside the board secretary may read it, and its table for a day."""

    key: str
    title: str
    definition: str
    readers: frozenset[str]
    table: Callable[[date], Table]


def figure(title: str, *, key: str, readers: Iterable[str] = ()) -> Callable[[Callable[[date], Table]], Figure]:
    """Declares a figure. The function's docstring is its printed definition."""

    def declare(table: Callable[[date], Table]) -> Figure:
        definition = " ".join((table.__doc__ or "").split())
        return Figure(key, title, definition, frozenset(readers), table)

    return declare
