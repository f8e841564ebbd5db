"""A run's figures prepared for reading: which tables, rows and cells a page shows, and where each cell leads."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.urls import reverse

from people.workforce.models import User
from wmp.board.definitions import as_counted
from wmp.board.models import Attempt, PublishedValue, Result, ResultStatus, Run
from wmp.board.paper import FIGURES, SECTIONS
from wmp.board.printing import grouped, in_few_words, in_words, shown
from wmp.board.record_marks import marks_of
from wmp.board.runs import last_day
from wmp.lib.charts import ControlChart, Drawn
from wmp.lib.figures import Figure
from wmp.lib.grids import Cell, Column, Grid, Row
from wmp.lib.words import long_day, long_moment, number

#: How many letters of a mark of records stand on a page: enough to tell two by eye.
SHORT = 8


@dataclass(frozen=True)
class Table:
    """A plain table for templates/components/table.html."""

    caption: str
    head: Sequence[Mapping[str, Any]]
    rows: Sequence[Sequence[Any]]


@dataclass(frozen=True)
class ShownCell:
    """`url` leads to the records behind the number, "" where there are none."""

    text: str
    url: str


@dataclass(frozen=True)
class ShownRow:
    label: str
    total: bool
    cells: Sequence[ShownCell]
    # What the row stands under, as those beside it may.
    under: str = ""


@dataclass(frozen=True)
class ShownFigure:
    """One figure of a run on a page. `columns` leaves out those that stand aside, unless all were asked for."""

    figure: Figure
    result: Result
    url: str
    columns: Sequence[str]
    rows: Sequence[ShownRow]
    coverage: Sequence[str]
    failures: Sequence[str]
    chart: Drawn | None = None

    @property
    def failed(self) -> bool:
        return self.result.status == ResultStatus.FAILED

    @property
    def width(self) -> int:
        """How many columns the table has, row labels included."""
        return len(self.columns) + 1


def readable_runs(user: User) -> QuerySet[Run]:
    """The runs that have something to show, latest day first."""
    return Run.objects.visible_to(user).filter(attempts__shown=True)


def latest_run(user: User) -> Run | None:
    """The run that stands for now: of the latest day that has come."""
    return readable_runs(user).filter(day__lte=last_day()).first()


def results_of(user: User, run: Run) -> dict[str, Result]:
    """The shown results of a run that `user` may read, in words, by key."""
    results = Result.objects.visible_to(user).in_words().filter(attempt__run=run, attempt__shown=True)
    return {result.key: result for result in results.select_related("attempt__run")}


def sections(user: User, run: Run) -> list[tuple[str, list[ShownFigure]]]:
    """The paper's sections with those of their figures that `user` may read, leaving out empty sections."""
    results = results_of(user, run)
    shown_sections = [
        (
            section.title,
            [show(as_counted(found), found) for each in section.figures if (found := results.get(each.key))],
        )
        for section in SECTIONS
    ]
    return [(title, figures) for title, figures in shown_sections if figures]


def show(figure: Figure, result: Result, *, whole: bool = False) -> ShownFigure:
    """A figure for a page; `whole` also shows the columns that stand aside."""
    url = figure_url(result)
    if result.status != ResultStatus.COMPUTED:
        return ShownFigure(figure, result, url, [], [], [], [])
    grid = result.grid
    kept = [i for i, column in enumerate(grid.columns) if whole or not column.aside]
    return ShownFigure(
        figure,
        result,
        url,
        columns=[in_few_words(grid.columns[i].label) for i in kept],
        rows=shown_rows(grid, kept, lambda row, column, cell: records_url(result, row=row.label, column=column.label)),
        coverage=[f"{label}: {_of(cell)}" for label, cell in grid.coverage.items()],
        failures=grid.failures,
        chart=figure.chart.draw(grid) if isinstance(figure.chart, ControlChart) else None,
    )


def shown_rows(grid: Grid, kept: Sequence[int], url: Callable[[Row, Column, Cell], str]) -> list[ShownRow]:
    """The rows of a table with the columns at the places `kept`, each number with where it leads."""

    def shown_cells(row: Row, cells: Sequence[Cell]) -> list[ShownCell]:
        return [ShownCell(shown(cells[i], grid.columns[i]), url(row, grid.columns[i], cells[i])) for i in kept]

    return [
        ShownRow(in_words(row.label), row.total, shown_cells(row, cells), row.under)
        for row, cells in zip(grid.rows, grid.cells, strict=True)
    ]


def figure_url(result: Result) -> str:
    """The page of a figure, of the result's own attempt."""
    address = reverse("board:figure", args=[result.attempt.run.day.isoformat(), result.key])
    return address if result.attempt.shown else f"{address}?attempt={result.attempt.number}"


def records_url(result: Result, **asked: str) -> str:
    """Where the records behind a cell are listed, that its `row` and its `column` name."""
    address = reverse("board:records", args=[result.attempt.run.day.isoformat(), result.key])
    return f"{address}?{asked_of(result, **asked)}"


def asked_of(result: Result, **asked: str) -> str:
    """The part of an address that names a cell, and the attempt where it is not the one that readers see."""
    return urlencode(asked if result.attempt.shown else {**asked, "attempt": result.attempt.number})


def _of(cell: Cell) -> str:
    """A coverage cell in words: 97.1% (7,320 of 7,540)."""
    return f"{shown(cell, Column('', 'percent', 1))} ({cell.n or 0:,} of {cell.d or 0:,})"


def parts_table(figure: Figure, result: Result) -> Table:
    """Every cell with its numerator, its denominator and, where they may be told, the marks of the records of both,
    for the page of one figure."""
    grid, marks = result.grid, marks_of(figure, result)
    of_cells = [marks(*each) for each in grid]
    kept = any(any(each) for each in of_cells)
    head = [
        *headings("Row", "Column"),
        *headings("Value", "Numerator", "Denominator", numeric=True),
        *(headings("Records") if kept else []),
    ]
    rows = [
        [
            in_words(row.label),
            in_words(column.label),
            *(_number(text) for text in (shown(cell, column), grouped(cell.n), grouped(cell.d))),
            *([" / ".join(mark[:SHORT] for mark in of_cell if mark)] if kept else []),
        ]
        for (row, column, cell), of_cell in zip(grid, of_cells, strict=True)
    ]
    return Table("How each number is made", head, rows)


@dataclass(frozen=True)
class Published:
    """What was published, and where: said once, since it is the same for most or all of the rows."""

    table: Table
    source: str


def published_table(user: User, figure: Figure, result: Result) -> Published | None:
    """The values last published for the figure by the run's day, beside the computed ones. None where there are none.

    A published cell that the force's records do not reach stands with a dash for the computed value.
    """
    day = result.attempt.run.day
    values = PublishedValue.objects.visible_to(user).filter(figure=figure.key, day__lte=day)
    latest = values.order_by("-day").values("day")[:1]
    grid = result.grid
    rows, sources = [], dict[str, bool]()
    for value in values.filter(day=latest).order_by("pk"):
        sources[f"{value.source}, {long_day(value.day)}"] = True
        found = grid.find(value.row, value.column)
        _, column, cell = found or (None, Column(value.column, decimals=_places(value.value)), Cell())
        published = Cell(value=value.value)
        same = cell.rounded(column.decimals) == published.rounded(column.decimals)
        comparison = "Published only" if cell.value is None else "Same" if same else "Differs"
        rows.append(
            [
                in_words(value.row),
                in_words(value.column),
                *(_number(shown(each, column)) for each in (published, cell)),
                comparison,
            ]
        )
    head = [*headings("Row", "Column"), *headings("Published", "Computed", numeric=True), *headings("Comparison")]
    return Published(Table("Beside what was published", head, rows), "; ".join(sources)) if rows else None


def _places(value: Decimal) -> int:
    """The decimals that a value has, without the noughts that only the column's width adds."""
    return len(number(value).partition(".")[2])


def runs_table(runs: Iterable[Run]) -> Table:
    """Runs with their latest attempt, and when it ended."""
    rows = []
    for run in runs:
        latest = max(run.attempts.all(), key=lambda attempt: attempt.number, default=None)
        address = reverse("board:run", args=[run.day.isoformat()])
        day = {"text": long_day(run.day), "url": address}
        rows.append([day, *(_attempt_cells(latest) if latest else ["Not begun", "", ""])])
    return Table("Runs, latest day first", headings("Day", "State", "Begun", "Took"), rows)


def attempts_table(run: Run) -> Table:
    """Every attempt at one run, latest first."""
    attempts = run.attempts.order_by("-number")
    rows = [[f"Attempt {attempt.number}", *_attempt_cells(attempt)] for attempt in attempts]
    return Table("Attempts", headings("Attempt", "State", "Begun", "Took"), rows)


def _attempt_cells(attempt: Attempt) -> list[str]:
    if attempt.finished_at is None:
        state, took = "Under way", ""
    else:
        state = "Shown" if attempt.shown else "Replaced"
        took = f"{(attempt.finished_at - attempt.started_at).total_seconds():.1f} seconds"
    return [state, long_moment(attempt.started_at), took]


def results_table(results: Iterable[Result], run: Run) -> Table:
    """How each figure went in one attempt."""
    rows: list[list[Any]] = []
    for result in results:
        link = {
            "text": title_of(result.key),
            "url": reverse("board:figure", args=[run.day.isoformat(), result.key]) if result.attempt.shown else "",
        }
        checks = len(result.grid.failures) if result.status == ResultStatus.COMPUTED else 0
        seconds = "" if result.seconds is None else f"{result.seconds:.2f}"
        rows.append([link, result.get_status_display(), _number(str(checks)), _number(seconds)])
    head = [*headings("Figure", "State"), *headings("Failed checks", "Seconds", numeric=True)]
    return Table("Figures of the latest attempt", head, rows)


def headings(*texts: str, numeric: bool = False) -> list[dict[str, Any]]:
    """The head of a `Table`."""
    return [{"text": text, "numeric": numeric} for text in texts]


def _number(text: str) -> dict[str, Any]:
    return {"text": text, "numeric": True}


def breadcrumbs(figure: Figure, result: Result) -> list[dict[str, str]]:
    """The way from the board page to a figure."""
    day = result.attempt.run.day
    return [
        {"text": "Board figures", "url": reverse("board:board", args=[day.isoformat()])},
        {"text": figure.title, "url": figure_url(result)},
    ]


def title_of(key: str) -> str:
    """A figure's title; the key itself for one that the paper no longer has."""
    return FIGURES[key].title if key in FIGURES else key
