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

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import reduce
from operator import or_
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db.models import Aggregate, F, Field, Q
from django.db.models import Count as SqlCount
from django.db.models import Sum as SqlSum

from wmp.lib.access import ScopedQuerySet, touches_classified
from wmp.lib.grids import Cell, Column, Grid, Number, Row, added

Group = Mapping[str, Any]


# --- measures --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Measure:
    """What a column says of a group of records: a label, how to print it, and its one or two aggregates."""

    label: str
    only: Q = Q()
    unit: str = "count"
    decimals: int = 0
    aside: bool = False

    def aggregates(self) -> dict[str, Aggregate]:
        """`n` and, for a ratio, `d`: additive, so that totals are sums of groups."""
        raise NotImplementedError

    def conditions(self, part: str) -> list[Q]:
        """What a record must meet to stand in the numerator (`n`) or the denominator (`d`)."""
        return [self.only]

    def cell(self, n: Number, d: Number, is_total: bool) -> Cell:
        return Cell(n, d, n)


@dataclass(frozen=True)
class Count(Measure):
    """How many records, of those meeting `only`."""

    def aggregates(self) -> dict[str, Aggregate]:
        return {"n": _count(self.only)}

    def cell(self, n: Number, d: Number, is_total: bool) -> Cell:
        return Cell(n or 0, None, n or 0)


@dataclass(frozen=True)
class Sum(Measure):
    """The sum of a field over the records meeting `only`. A group without a value prints empty, a total prints 0."""

    of: str = ""
    sign: int = 1

    def aggregates(self) -> dict[str, Aggregate]:
        return {"n": SqlSum(F(self.of), filter=self.only) if self.only else SqlSum(F(self.of))}

    def cell(self, n: Number, d: Number, is_total: bool) -> Cell:
        signed = None if n is None else self.sign * n
        shown = 0 if signed is None and is_total else signed
        return Cell(shown, None, shown)


@dataclass(frozen=True)
class Share(Measure):
    """The percentage of the records meeting `only` and `of` that also meet `part`."""

    part: Q = Q()
    of: Q = Q()
    unit: str = "percent"
    decimals: int = 1

    def aggregates(self) -> dict[str, Aggregate]:
        whole = self.only & self.of
        return {"n": _count(whole & self.part), "d": _count(whole)}

    def conditions(self, part: str) -> list[Q]:
        return [self.only, self.of, self.part] if part == "n" else [self.only, self.of]

    def cell(self, n: Number, d: Number, is_total: bool) -> Cell:
        return Cell.ratio(n or 0, d or 0, times=100)


def _count(condition: Q) -> Aggregate:
    return SqlCount("pk", filter=condition) if condition else SqlCount("pk")


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
    """A column computed from the other cells of its row, by label."""

    label: str
    function: Callable[[Mapping[str, Cell]], Cell]
    unit: str = "count"
    decimals: int = 1
    aside: bool = False


def quotient(label: str, numerator: str, denominator: str, *, unit: str = "count", decimals: int = 1) -> Derived:
    """One column over another: hours per special."""
    return Derived(label, lambda row: Cell.ratio(row[numerator].n, row[denominator].n), unit=unit, decimals=decimals)


# --- rows ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, init=False)
class By:
    """One row for each value of a field, of the groups whose fields equal `only`.

    `expected` labels are printed even without records. `order` names fields to sort by, else the label does.
    `under` names a field whose value stands above the row. `label` makes the words from the group.
    """

    field: str
    label: Callable[[Group], str] | None
    order: tuple[str, ...]
    expected: tuple[str, ...]
    under: str
    also: tuple[str, ...]
    only: dict[str, Any]

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
        values = (field, label, tuple(order), tuple(expected), under, tuple(also), only)
        for name, value in zip(self.__dataclass_fields__, values, strict=True):
            object.__setattr__(self, name, value)

    def fields(self) -> set[str]:
        return {self.field, *self.order, *self.also, *self.only} | ({self.under} if self.under else set())


@dataclass(frozen=True, init=False)
class Total:
    """One row over all groups whose fields equal `only`."""

    label: str
    only: dict[str, Any]

    def __init__(self, label: str, **only: Any) -> None:
        object.__setattr__(self, "label", label)
        object.__setattr__(self, "only", only)

    def fields(self) -> set[str]:
        return set(self.only)


@dataclass(frozen=True)
class Where:
    """One row of the records meeting a condition, where rows overlap or are no field: the last day of each month."""

    label: str
    only: Q


# --- tables ----------------------------------------------------------------------------------------------------------

Check = Callable[[Grid], list[str]]


@dataclass(frozen=True)
class Table:
    """A population, its rows and its columns. `beside` are tables with the same rows whose columns stand to the right.

    `coverage` is printed with the figure and tells how much of the population its shares rest on.
    """

    population: ScopedQuerySet[Any]
    rows: Sequence[By | Total | Where]
    columns: Sequence[Measure | Across | Derived]
    checks: Sequence[Check] = ()
    coverage: Sequence[Share] = ()
    beside: "Sequence[Table]" = field(default=())

    def compute(self) -> Grid:
        """Runs the one query of each population and returns every cell. Reads all records: no view of anybody's."""
        if any(isinstance(row, Where) for row in self.rows):
            grid = self._compute_by_condition()
        else:
            grid = self._compute_by_group()
        for neighbour in self.beside:
            grid = grid.beside(neighbour.compute())
        return replace(self._with_derived(grid), failures=self._failures(grid))

    def records(self, row: Row, column: Column, part: str = "n") -> tuple[ScopedQuerySet[Any], bool]:
        """The records behind a cell, still to be narrowed by `visible_to`, and whether they are exactly those counted.

        Conditions on classified fields are left out, so that no list tells by its members who declared what: then the
        records are those of the row and column without that condition, and the flag is False.
        """
        for neighbour in self.beside:
            if neighbour._column_labelled(column) is not None:
                return neighbour.records(row, column, part)
        spec = self._column_labelled(column)
        conditions = [self._row_condition(row), Q(**column.where)]
        if isinstance(spec, Measure):
            conditions += spec.conditions(part)
        model = self.population.model
        plain = [condition for condition in conditions if not condition or not touches_classified(model, condition)]
        return self.population.filter(*plain), len(plain) == len(conditions)

    def _column_labelled(self, column: Column) -> "Measure | Across | Derived | None":
        for spec in self.columns:
            if isinstance(spec, Across) and (column.where or column.label == spec.total):
                return spec
            if not isinstance(spec, Across) and spec.label == column.label:
                return spec
        return None

    def _row_condition(self, row: Row) -> Q:
        for spec in self.rows:
            if isinstance(spec, Where) and spec.label == row.label:
                return spec.only
        return reduce(or_, (Q(**group) for group in row.where), Q())

    def _measures(self) -> list[Measure]:
        """The measures that the query computes, coverage last."""
        specs = [spec.measure if isinstance(spec, Across) else spec for spec in self.columns]
        return [spec for spec in specs if isinstance(spec, Measure)] + list(self.coverage)

    def _aggregates(self) -> dict[str, Aggregate]:
        return {
            f"m{i}_{part}": aggregate
            for i, measure in enumerate(self._measures())
            for part, aggregate in measure.aggregates().items()
        }

    # one GROUP BY

    def _compute_by_group(self) -> Grid:
        fields = self._row_fields() + [spec.over for spec in self.columns if isinstance(spec, Across)]
        groups = list(self.population.unscoped().order_by().values(*fields).annotate(**self._aggregates()))
        columns = self._grid_columns(groups)
        rows: list[tuple[Row, list[Group]]] = []
        for spec in self.rows:
            if isinstance(spec, By):
                rows += self._rows_by(spec, groups)
            elif isinstance(spec, Total):
                rows.append((Row(spec.label, total=True, where=[dict(spec.only)]), _matching(groups, spec.only)))
        cells = [
            [self._cell(measure, column, members, row.total) for column, measure in columns] for row, members in rows
        ]
        return Grid(
            rows=[row for row, _ in rows],
            columns=[column for column, _ in columns],
            cells=cells,
            coverage=self._coverage(groups),
        )

    def _rows_by(self, spec: By, groups: Sequence[Group]) -> list[tuple[Row, list[Group]]]:
        members: dict[str, list[Group]] = {label: [] for label in spec.expected}
        found = _matching(groups, spec.only)
        words = self._words(spec.field)
        for group in sorted(found, key=lambda g: [_sortable(g[name]) for name in spec.order]) if spec.order else found:
            label = spec.label(group) if spec.label else words(group[spec.field])
            members.setdefault(label, []).append(group)
        labels = list(members) if spec.order or spec.expected else sorted(members)
        return [(self._row(label, spec, members[label]), members[label]) for label in labels]

    def _row(self, label: str, spec: By, members: Sequence[Group]) -> Row:
        under = str(members[0][spec.under]) if spec.under and members else ""
        fields = self._row_fields()
        where: list[Group] = []
        for group in members:
            values = {name: group[name] for name in fields}
            if values not in where:
                where.append(values)
        return Row(label, under=under, where=where or [{"pk__in": []}])

    def _row_fields(self) -> list[str]:
        return sorted({name for row in self.rows if not isinstance(row, Where) for name in row.fields()})

    def _grid_columns(self, groups: Sequence[Group]) -> list[tuple[Column, Measure]]:
        columns: list[tuple[Column, Measure]] = []
        for spec in self.columns:
            if isinstance(spec, Measure):
                columns.append((_column(spec), spec))
            elif isinstance(spec, Across):
                words = self._words(spec.over)
                others = {group[spec.over] for group in groups} - set(spec.expected)
                labels = dict(spec.expected) | {value: words(value) for value in sorted(others, key=words)}
                for value, label in labels.items():
                    column = replace(_column(spec.measure), label=label, where={spec.over: value})
                    columns.append((column, spec.measure))
                if spec.total:
                    columns.append((replace(_column(spec.measure), label=spec.total), spec.measure))
        return columns

    def _cell(self, measure: Measure, column: Column, members: Sequence[Group], is_total: bool) -> Cell:
        i = self._measures().index(measure)
        chosen = _matching(members, column.where)
        n = added(group.get(f"m{i}_n") for group in chosen)
        d = added(group.get(f"m{i}_d") for group in chosen)
        return measure.cell(n, d, is_total)

    # one flat aggregate

    def _compute_by_condition(self) -> Grid:
        wheres = [row for row in self.rows if isinstance(row, Where)]
        measures = self._measures()
        asked = {
            f"r{r}_m{m}_{part}": aggregate
            for r, row in enumerate(wheres)
            for m, measure in enumerate(measures)
            for part, aggregate in replace(measure, only=measure.only & row.only).aggregates().items()
        }
        answers = self.population.unscoped().order_by().aggregate(**asked)
        cells = [
            [
                measure.cell(answers[f"r{r}_m{m}_n"], answers.get(f"r{r}_m{m}_d"), False)
                for m, measure in enumerate(measures)
            ]
            for r in range(len(wheres))
        ]
        return Grid(rows=[Row(row.label) for row in wheres], columns=[_column(m) for m in measures], cells=cells)

    # words, coverage, derived columns, checks

    def _words(self, path: str) -> Callable[[Any], str]:
        """How a value of a field is printed: by its choices, dates in ISO form."""
        choices = dict(getattr(_field_at(self.population.model, path), "flatchoices", ()))

        def words(value: Any) -> str:
            if isinstance(value, date):
                return value.isoformat()
            return str(choices.get(value, "Not recorded" if value in (None, "") else value))

        return words

    def _coverage(self, groups: Sequence[Group]) -> dict[str, Cell]:
        return {share.label: self._cell(share, _column(share), groups, True) for share in self.coverage}

    def _with_derived(self, grid: Grid) -> Grid:
        for spec in self.columns:
            if isinstance(spec, Derived):
                column = Column(spec.label, unit=spec.unit, decimals=spec.decimals, aside=spec.aside)
                grid = grid.with_column(column, [spec.function(grid.by_label(i)) for i in range(len(grid.rows))])
        return grid

    def _failures(self, grid: Grid) -> list[str]:
        return [failure for check in (shares_within_bounds, *self.checks) for failure in check(grid)]


def _column(measure: Measure) -> Column:
    return Column(measure.label, unit=measure.unit, decimals=measure.decimals, aside=measure.aside)


def _matching(groups: Sequence[Group], only: Mapping[str, Any]) -> list[Group]:
    return [group for group in groups if all(group[name] == value for name, value in only.items())]


def _sortable(value: Any) -> tuple[bool, Any]:
    return (value is None, value if value is not None else "")


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
