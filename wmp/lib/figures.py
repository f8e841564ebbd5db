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
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import reduce
from operator import or_
from typing import Any

from django.core.exceptions import FieldDoesNotExist, ImproperlyConfigured
from django.db.models import Aggregate, BooleanField, ExpressionWrapper, Field, Min, Q

from wmp.lib.access import ScopedQuerySet, touches_classified
from wmp.lib.charts import ControlChart
from wmp.lib.checks import (
    Check,
    across_adds_up,
    of_the_same,
    shares_make_the_whole,
    shares_within_bounds,
    totals_equal_parts,
)
from wmp.lib.grids import Cell, Column, Grid, Number, Row, added
from wmp.lib.measures import (
    Across,
    Along,
    Count,
    Derived,
    Mean,
    Measure,
    Median,
    Rate,
    Share,
    ShareOfColumn,
    Sum,
    Tally,
    quotient,
)
from wmp.lib.rows import Among, By, Group, Line, Months, Rows, Total, Where

# All that a family needs to declare a figure is imported from here.
__all__ = [
    "Across",
    "Along",
    "Among",
    "By",
    "Count",
    "Derived",
    "Figure",
    "Group",
    "Mean",
    "Measure",
    "Median",
    "Months",
    "Rate",
    "Share",
    "ShareOfColumn",
    "Spec",
    "Sum",
    "Table",
    "Total",
    "Where",
    "across_adds_up",
    "figure",
    "of_the_same",
    "quotient",
    "shares_make_the_whole",
    "shares_within_bounds",
    "totals_equal_parts",
]

# --- tables ----------------------------------------------------------------------------------------------------------

Spec = Measure | Across | Derived | Along


@dataclass(frozen=True)
class Table:
    """A population, its rows and its columns. `beside` are tables with the same rows whose columns stand to the right.

    `coverage` is printed with the figure and tells how much of the population its shares rest on.
    """

    population: ScopedQuerySet[Any]
    rows: Sequence[Rows]
    columns: Sequence[Spec]
    checks: Sequence[Check] = ()
    coverage: Sequence[Share] = ()
    beside: "Sequence[Table]" = ()

    def compute(self) -> Grid:
        """Runs the one query of each population and returns every cell. Reads all records: no view of anybody's."""
        grid = self._own_grid()
        for neighbour in self.beside:
            grid = grid.beside(neighbour.compute())
        failures = [failure for check in self.checks for failure in check(grid)]
        for spec in self.columns:
            if isinstance(spec, Derived):
                grid = grid.with_column(_column(spec), [spec.function(grid.by_label(i)) for i in range(len(grid.rows))])
            elif isinstance(spec, Along):
                grid = grid.with_column(_column(spec), spec.function(grid))
        failures = [*shares_within_bounds(grid), *failures]
        return replace(grid, failures=list(dict.fromkeys([*grid.failures, *failures])))

    def records(
        self, row: Row, column: Column, part: str = "n", grid: Grid | None = None
    ) -> tuple[ScopedQuerySet[Any], bool]:
        """The records behind a cell, still to be narrowed by `visible_to`, and whether they are exactly those counted.

        Conditions on classified fields are left out, so that no list tells by its members who declared what: then the
        records are those of the row and column without that condition, and the flag is False. The computed `grid` tells
        of a cell made of several rows which they are; without it, its own row stands for them.
        """
        for neighbour in self.beside:
            if neighbour._spec_of(column.label, column.where):
                return neighbour.records(row, column, part, grid)
        spec = self._spec_of(column.label, column.where)
        rows = [row]
        if isinstance(spec, Along):
            if spec.made_of and grid:
                rows = [grid.rows[place] for place in spec.made_of(grid, grid.rows.index(row))]
            spec = self._spec_of(spec.of, {})
        measure = spec.measure if isinstance(spec, Across) else spec
        conditions = [Q(**column.where)]
        if not (isinstance(measure, Measure) and measure.of_every_row(part)):
            conditions.append(reduce(or_, [self._row_condition(each) for each in rows]))
        if isinstance(measure, Measure):
            conditions += measure.conditions(part)
        plain = [condition for condition in conditions if not touches_classified(self.population.model, condition)]
        return self.population.filter(*plain), len(plain) == len(conditions)

    def _spec_of(self, label: str, where: Mapping[str, Any]) -> Spec | None:
        for spec in self.columns:
            if isinstance(spec, Across) and (spec.over in where or label == spec.total):
                return spec
            if not isinstance(spec, Across) and spec.label == label:
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
        lines = [line for spec in self.rows for line in spec.lines(answer)]
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


# More records than there are.
EVERY = 2**62

# A tally as the answer has it: the names of its aggregate and of its facets, and whether it is of every row.
_Named = tuple[str, Sequence[str], bool]


class _Answer:
    """What the database says to a table's one flat GROUP BY, and the sums of it that cells are made of."""

    def __init__(self, table: Table) -> None:
        specs = [spec.measure if isinstance(spec, Across) else spec for spec in (*table.columns, *table.coverage)]
        # Whatever several cells ask for is asked for once.
        asked: dict[Aggregate, str] = {}
        facets: dict[Q, str] = {}

        def named(tally: Tally) -> _Named:
            split = [facets.setdefault(q, f"f{len(facets)}") for q in tally.facets]
            return asked.setdefault(tally.aggregate, f"a{len(asked)}"), split, tally.every_row

        self.tallies = {
            within: {
                id(measure): [named(tally) for tally in measure.tallies(within)]
                for measure in specs
                if isinstance(measure, Measure)
            }
            for within in {row.within for row in table.rows} | ({Q()} if table.coverage else set())
        }
        self.across = {spec.over for spec in table.columns if isinstance(spec, Across)}
        fields = self.across.union(*(row.fields for row in table.rows))
        described = {name for row in table.rows for name in row.described} - fields
        if (fields or facets) and not all(spec.adds_up for spec in specs if isinstance(spec, Measure)):
            raise ImproperlyConfigured("A median stands in a table of its own whose rows are all declared by Where.")
        self.groups = _grouped(table.population, sorted(fields), sorted(described), facets, asked)
        self.words, self.conditions = table.words, table.conditions
        self.parts = self._parts(self.groups)

    def _parts(self, groups: Sequence[Group]) -> Mapping[Any, Sequence[Group]]:
        """Groups by the column across that they stand in; under None all of them."""
        parts: dict[Any, list[Group]] = defaultdict(list, {None: [*groups]})
        for name in self.across:
            for group in groups:
                parts[name, group[name]].append(group)
        return parts

    def cells(self, line: Line, columns: Sequence[tuple[Column, Measure]]) -> list[Cell]:
        parts = self._parts(line.groups)
        tallies = self.tallies[line.within]
        found = []
        for column, measure in columns:
            place = next(iter(column.where.items()), None)
            numbers = [
                _number(tally, (self.parts if tally[2] else parts).get(place, ())) for tally in tallies[id(measure)]
            ]
            found.append(measure.cell(numbers, total=line.row.total))
        return found

    def number(self, measure: Measure, groups: Sequence[Group]) -> Number:
        return _number(self.tallies[Q()][id(measure)][0], groups)

    def coverage(self, share: Share) -> Cell:
        numbers = [_number(tally, self.groups) for tally in self.tallies[Q()][id(share)]]
        return share.cell(numbers, total=True)


def _number(tally: _Named, groups: Sequence[Group]) -> Number:
    name, facets, _ = tally
    counted = [group for group in groups if all(group[facet] for facet in facets)] if facets else groups
    return added([group[name] for group in counted])


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
        # Behind the limit, what a record is found to be is worked out once, not again for each row's condition.
        return [(records[:EVERY] if records.query.annotations else records).aggregate(**asked)]
    split = {name: ExpressionWrapper(q, BooleanField()) for q, name in facets.items()}
    words = {f"w{i}": path for i, path in enumerate(described)}
    asked |= {name: Min(path) for name, path in words.items()}
    found = list(records.annotate(**split).values(*fields, *split).annotate(**asked))
    for group in found:
        for name, path in words.items():
            group[path] = group[name]
    return found


def _column(spec: Measure | Derived | Along) -> Column:
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


# --- figures ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Figure:
    """A board figure: its key, its words, who beside the board secretary may read it, and its table for a day.

    `chart` draws the computed table.
    """

    key: str
    title: str
    definition: str
    readers: frozenset[str]
    table: Callable[[date], Table]
    chart: ControlChart | None = None


def figure(
    title: str, *, key: str, readers: Iterable[str] = (), chart: ControlChart | None = None
) -> Callable[[Callable[[date], Table]], Figure]:
    """Declares a figure. The function's docstring is its printed definition."""

    def declare(table: Callable[[date], Table]) -> Figure:
        definition = " ".join((table.__doc__ or "").split())
        return Figure(key, title, definition, frozenset(readers), table, chart)

    return declare
