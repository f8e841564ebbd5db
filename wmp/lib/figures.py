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

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import reduce
from operator import or_
from typing import Any, Literal

from django.core.exceptions import FieldDoesNotExist
from django.db.models import Field, Q

from wmp.lib.access import ScopedQuerySet, touches_classified
from wmp.lib.answers import Question, TableAnswer
from wmp.lib.charts import ControlChart
from wmp.lib.checks import (
    Check,
    across_adds_up,
    labels_differ,
    of_the_same,
    shares_make_the_whole,
    shares_within_bounds,
    totals_equal_parts,
)
from wmp.lib.grids import Cell, Column, Grid, Kind, Row
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
    quotient,
)
from wmp.lib.plots.kinds import Bars, Lines
from wmp.lib.rows import Among, By, Group, Line, Months, Rows, Total, Where

# All that a family needs to declare a figure is imported from here.
__all__ = [
    "Across",
    "LATEST",
    "Lines",
    "Along",
    "Among",
    "Bars",
    "By",
    "Count",
    "Derived",
    "Figure",
    "Group",
    "Headline",
    "Kind",
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
# The places of a list's values in a statement.
LISTS = re.compile(r"\(%s(?:, %s)*\)")


@dataclass(frozen=True)
class Table:
    """A population, its rows and its columns. `beside` are tables with the same rows whose columns stand to the right.

    `coverage` is printed with the figure and tells how much of the population its shares rest on. `person` leads from a
    record to the person whom it is about; "" where that is nobody, as of a benefit or of a department's month. In a
    `headcount` a record stands for its person, who is the same with another one: a post that ends, and the next.
    """

    population: ScopedQuerySet[Any]
    rows: Sequence[Rows]
    columns: Sequence[Spec]
    checks: Sequence[Check] = ()
    coverage: Sequence[Share] = ()
    beside: "Sequence[Table]" = ()
    person: str = ""
    headcount: bool = False

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
        failures = [*labels_differ(grid), *shares_within_bounds(grid), *failures]
        return replace(grid, failures=list(dict.fromkeys([*grid.failures, *failures])))

    def records(
        self, row: Row, column: Column, part: str = "n", grid: Grid | None = None
    ) -> tuple[ScopedQuerySet[Any], bool]:
        """The records behind a cell, still to be narrowed by `visible_to`, and whether they are exactly those counted.

        Conditions on classified fields are left out, so that no list tells by its members who declared what: then the
        records are those of the row and column without that condition, and the flag is False. The computed `grid` tells
        of a cell made of several rows which they are; without it, its own row stands for them.
        """
        population, plain, exact = self._conditions(row, column, part, grid)
        return population.filter(*plain), exact

    def lists(self, row: Row, column: Column, part: str, grid: Grid) -> bool:
        """May the records behind a cell be told one by one? As `records` says, without asking for them."""
        return self._conditions(row, column, part, grid)[2]

    def _conditions(
        self, row: Row, column: Column, part: str, grid: Grid | None
    ) -> tuple[ScopedQuerySet[Any], list[Q], bool]:
        """The population of a cell, the conditions that may be told of its records, and whether they are all."""
        for neighbour in self.beside:
            if neighbour._spec_of(column.label, column.where):
                return neighbour._conditions(row, column, part, grid)
        spec = self._spec_of(column.label, column.where)
        if isinstance(spec, Derived) and spec.divides:
            return self._conditions(row, _labelled(spec.divides[part == "d"], grid), "n", grid)
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
        return self.population, plain, len(plain) == len(conditions)

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
        question = Question(self)
        answer = TableAnswer(question, question.groups())
        lines, columns = self.layout(answer)
        return Grid(
            rows=[line.row for line in lines],
            columns=[column for column, _ in columns],
            cells=[answer.cells(line, columns) for line in lines],
            coverage={share.label: answer.coverage(share) for share in self.coverage},
        )

    def counts(self, column: Column) -> bool:
        """Are the numbers of this column counts or sums of records, rather than made of other cells?"""
        own = self._spec_of(column.label, column.where)
        if own is None:
            return any(neighbour.counts(column) for neighbour in self.beside)
        return isinstance(own, Measure | Across)

    def made_of(self, column: Column, grid: Grid) -> list[str]:
        """The labels of the columns that a computed one is worked out from; none for one that counts records."""
        spec = self._spec_of(column.label, column.where)
        if isinstance(spec, Derived):
            asked = Noting(grid.by_label(0)) if grid.rows else Noting()
            spec.function(asked)
            return list(asked.noted)
        if isinstance(spec, Along):
            return [spec.of] if spec.of else [each.label for each in grid.columns if self.counts(each)]
        return [label for neighbour in self.beside for label in neighbour.made_of(column, grid)]

    def statements(self) -> list[str]:
        """The SQL that finds the records behind the table and its neighbours, without values: how many of a list there
        are belongs to the records, not to the declaration."""
        own = LISTS.sub("(...)", Question(self).statement()[0])
        return [own, *(each for neighbour in self.beside for each in neighbour.statements())]

    def layout(self, answer: TableAnswer) -> tuple[list[Line], list[tuple[Column, Measure]]]:
        """The printed rows and columns that an answer makes, but for those computed from other cells."""
        return [line for spec in self.rows for line in spec.lines(answer)], list(self._grid_columns(answer.groups))

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


class Noting(dict[str, Cell]):
    """Cells by label that note which of them are asked for."""

    def __init__(self, cells: Mapping[str, Cell] | None = None) -> None:
        super().__init__(cells or {})
        self.noted: dict[str, None] = {}

    def __getitem__(self, label: str) -> Cell:
        self.noted[label] = None
        return super().__getitem__(label)


def _labelled(label: str, grid: Grid | None) -> Column:
    """The column of a computed table by its label."""
    return next((each for each in (grid.columns if grid else ()) if each.label == label), Column(label))


def _column(spec: Measure | Derived | Along) -> Column:
    column = Column(spec.label, unit=spec.unit, decimals=spec.decimals, aside=spec.aside, kind=spec.kind)
    return replace(column, each=spec.each, asks=spec.asks()) if isinstance(spec, Measure) else column


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


#: The row or column of a headline that is named by a day, a month, a quarter or a year: of those, the latest.
LATEST = ""
# How the labels that the day moves begin: 2022-03, 2022-01-01, 2021-04-01 to 2021-06-30, 2020/21.
DATED = re.compile(r"\d{4}(-\d{2}(-\d{2})?|/\d{2})\b")


@dataclass(frozen=True)
class Headline:
    """A number that stands for the figure: in its trend over the years, in suggested sentences, and for the alarm.

    `row` and `column` are labels, or LATEST. `target` names the column, if any, that says what is aimed at; `better`
    which way is good news, or "" where neither is.
    """

    row: str
    column: str
    target: str = ""
    better: Literal["higher", "lower", ""] = ""

    def find(self, grid: Grid) -> tuple[Row, Column, Cell] | None:
        """Its cell in a computed table, with its row and column; None where the table has none by these labels."""
        row = _named(self.row, [each.label for each in grid.rows])
        column = _named(self.column, [each.label for each in grid.columns])
        return grid.find(row, column)

    @property
    def of_period(self) -> bool:
        """Is it named by a time, and another number as soon as that is over?"""
        return LATEST in (self.row, self.column)

    def period_at(self, row: str, column: str) -> str:
        """The period that the labels of one of its cells name; "" for none."""
        begin = DATED.match(row if self.row == LATEST else column) if self.of_period else None
        return begin[0] if begin else ""

    def periods(self, grid: Grid) -> dict[str, Cell]:
        """Its cells in a computed table by the period that they are of, oldest first; empty where it is of none."""
        found: dict[str, Cell] = {}
        for row, column, cell in grid:
            named = self.column == column.label if self.row == LATEST else self.row == row.label
            if named and (period := self.period_at(row.label, column.label)):
                found.setdefault(period, cell)  # of several of one period, the first: their overall
        return dict(sorted(found.items()))


def _named(label: str, labels: Sequence[str]) -> str:
    """The label that a headline means. Of several that begin with the latest day, the first: their overall."""
    if label != LATEST:
        return label
    found = [(begin[0], each) for each in labels if (begin := DATED.match(each))]
    latest = max((begin for begin, _ in found), default="")
    return next((each for begin, each in found if begin == latest), "")


@dataclass(frozen=True)
class Figure:
    """A board figure: its key, its words, who beside the board secretary may read it, and its table for a day.

    `chart` says how the computed table is drawn, where that does not follow from its rows and columns.
    `about_people`: its public edition is under disclosure control; a figure of money,
    posts or the public's answers is not, and says so.
    `revision` is raised when other records are counted, or they are counted otherwise, and not when the same is said in
    better words, or asked of the database in another way: numbers of one revision may stand in one line.
    """

    key: str
    title: str
    definition: str
    readers: frozenset[str]
    table: Callable[[date], Table]
    chart: ControlChart | Bars | Lines | None = None
    about_people: bool = True
    headlines: Sequence[Headline] = ()
    revision: int = 1

    @property
    def version(self) -> str:
        """What results, definitions, editions and files call the revision that they are of."""
        return str(self.revision)


def figure(
    title: str,
    *,
    key: str,
    readers: Iterable[str] = (),
    chart: ControlChart | Bars | Lines | None = None,
    about_people: bool = True,
    headlines: Sequence[Headline] = (),
    revision: int = 1,
) -> Callable[[Callable[[date], Table]], Figure]:
    """Declares a figure. The function's docstring is its printed definition."""

    def declare(table: Callable[[date], Table]) -> Figure:
        definition = " ".join((table.__doc__ or "").split())
        return Figure(key, title, definition, frozenset(readers), table, chart, about_people, headlines, revision)

    return declare
