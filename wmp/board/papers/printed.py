"""An edition in the words and numbers that a reader sees: made once, for the page, the PDF and the Word document."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from itertools import zip_longest

from django.utils.timezone import localdate

from wmp.board.disclosure.protect import nothing_left
from wmp.board.paper import FIGURES
from wmp.board.papers.content import TREND, Block, Content, FigureContent, Inline
from wmp.board.papers.origins import Origins
from wmp.board.printing import in_few_words, in_words, shown
from wmp.lib.grids import WITHHELD, Cell, Column, Grid, Row
from wmp.lib.plots import Plot, Say, plot
from wmp.lib.time_labels import is_time
from wmp.lib.words import DASH, long_day, long_moment

SAY = Say(in_words, shown)
# Of a restricted edition, on every page of it.
MARKING = {"restricted": "RESTRICTED", "public": ""}
# A longer table makes readers of a page scroll past it to what it shows.
MOST_ROWS = 24
MARKS = {
    WITHHELD: "the number is withheld, so that nobody can be told from it",
    DASH: "there is nothing to say",
}


@dataclass(frozen=True)
class PrintedRow:
    """`under` is what the row stands under, and `heading` the same where it differs from the row before. `origins` are
    the addresses behind its cells, of a page whose reader may follow them."""

    label: str
    cells: Sequence[str]
    total: bool = False
    heading: str = ""
    under: str = ""
    origins: Sequence[str] = ()

    @property
    def linked(self) -> Iterator[tuple[str, str]]:
        """Each cell with its address, "" for none."""
        return zip_longest(self.cells, self.origins, fillvalue="")


@dataclass(frozen=True)
class PrintedTable:
    """`head` is of the columns, without the one of labels."""

    caption: str
    head: Sequence[str]
    rows: Sequence[PrintedRow]

    @property
    def width(self) -> int:
        """How many columns there are, labels included."""
        return len(self.head) + 1

    @property
    def leads_on(self) -> bool:
        """Do any of its cells open?"""
        return any(any(row.origins) for row in self.rows)

    def lines(self) -> Iterator[tuple[str, ...]]:
        for row in self.rows:
            yield (row.label, *row.cells)


@dataclass(frozen=True)
class PrintedFigure:
    """One figure with all that stands around it. Tables are numbered through the paper."""

    number: int
    key: str
    title: str
    definition: str
    table: PrintedTable
    chart: Plot | None
    trend: PrintedTable | None
    trend_chart: Plot | None
    coverage: Sequence[str]
    failures: Sequence[str]
    source: str
    # Where whoever may finds how each number was made, and its records.
    origin: str = ""

    @property
    def anchor(self) -> str:
        return anchor(self.key)

    @property
    def folded(self) -> bool:
        """Does its table stand folded below its chart, where there is something to unfold it?"""
        return self.chart is not None and len(self.table.rows) > MOST_ROWS


@dataclass(frozen=True)
class PrintedBlock:
    """As `content.Block`, with the figure that it places."""

    kind: str
    inlines: Sequence[Inline] = ()
    items: Sequence[Sequence[Inline]] = ()
    level: int = 3
    figure: PrintedFigure | None = None


@dataclass(frozen=True)
class PrintedSection:
    number: int
    key: str
    title: str
    blocks: Sequence[PrintedBlock]

    @property
    def anchor(self) -> str:
        return f"section-{self.key}"

    @property
    def figures(self) -> list[PrintedFigure]:
        return [block.figure for block in self.blocks if block.figure]


@dataclass(frozen=True)
class Printed:
    """The whole paper. `marks` are those that stand in its tables, with what they mean."""

    title: str
    meeting: str
    edition: str
    audience: str
    marking: str
    facts: Sequence[tuple[str, str]]
    sections: Sequence[PrintedSection]
    marks: Sequence[tuple[str, str]]
    rule: str
    # Of figures that the text quotes and whose tables, which would say it, are not in the paper.
    failures: Sequence[str] = field(default_factory=list)
    correction: str = ""
    why: str = ""
    differences: Sequence[str] = field(default_factory=list)

    @property
    def figures(self) -> list[PrintedFigure]:
        return [figure for section in self.sections for figure in section.figures]

    @property
    def leads_on(self) -> bool:
        """Does any number open to what is behind it?"""
        return any(figure.origin for figure in self.figures)

    @property
    def running(self) -> str:
        """For the head of each page."""
        return " · ".join(each for each in (self.marking, self.title, self.edition) if each)


def anchor(key: str) -> str:
    """A figure's place on a page."""
    return f"figure-{key.replace('.', '-')}"


def printed(content: Content, origins: Origins | None = None, *, issued_at: datetime | None = None) -> Printed:
    """The paper as it is read; a draft has no `issued_at`. With `origins` its numbers open, for that reader, to how
    they were made."""
    meeting_on = long_day(date.fromisoformat(content.meeting_on))
    figures = {figure.key: _figure(number, figure, origins) for number, figure in enumerate(content.placed, start=1)}
    return Printed(
        title=content.title,
        meeting=f"{content.meeting}, {meeting_on}",
        edition=f"{content.audience.capitalize()} edition {content.number}",
        audience=content.audience,
        marking=MARKING[content.audience],
        facts=[
            ("Meeting", f"{content.meeting}, {meeting_on}"),
            ("Edition", f"{content.audience.capitalize()}, number {content.number}"),
            ("Figures as at", long_day(date.fromisoformat(content.day))),
            ("Computed", long_moment(datetime.fromisoformat(content.computed_at))),
            *([("Issued", long_day(localdate(issued_at)))] if issued_at else []),
        ],
        sections=_sections(content, figures, origins),
        marks=marks_of(grid for each in content.placed for grid in (each.grid, each.trend) if grid),
        rule=content.rule,
        failures=list(_failures_quoted(content)),
        correction=f"This edition corrects edition {content.corrects}." if content.corrects else "",
        why=content.why,
        differences=list(content.differences),
    )


def _failures_quoted(content: Content) -> Iterator[str]:
    placed = {figure.key for figure in content.placed}
    for figure in content.in_order:
        if figure.key not in placed:
            yield from (f"Numbers quoted from “{figure.title}”: {failure}" for failure in figure.grid.failures)


def _sections(content: Content, figures: dict[str, PrintedFigure], origins: Origins | None) -> list[PrintedSection]:
    left = dict(figures)
    return [
        PrintedSection(number, each.key, each.title, [_block(block, figures, left, origins) for block in each.blocks])
        for number, each in enumerate(content.sections, start=1)
    ]


def _block(
    block: Block, figures: dict[str, PrintedFigure], left: dict[str, PrintedFigure], origins: Origins | None
) -> PrintedBlock:
    """A figure stands where it is placed first. Placed again it is named, and one that failed is said to be missing."""
    if block.kind != "figure":
        items = [_opening(item, origins) for item in block.items]
        return PrintedBlock(block.kind, _opening(block.inlines, origins), items, block.level)
    if block.key in left:
        return PrintedBlock("figure", figure=left.pop(block.key))
    again = figures.get(block.key)
    title = FIGURES[block.key].title if block.key in FIGURES else block.key
    words = f"See table {again.number}, {again.title}." if again else f"{title}: this figure could not be computed."
    return PrintedBlock("paragraph", [Inline("text", words)])


def _opening(inlines: Sequence[Inline], origins: Origins | None) -> Sequence[Inline]:
    """With the addresses of the numbers among them."""
    if origins is None:
        return inlines
    return [
        replace(each, url=origins.of_cell(each.key, each.row, each.column)) if each.kind == "number" else each
        for each in inlines
    ]


def _figure(number: int, figure: FigureContent, origins: Origins | None) -> PrintedFigure:
    grid, declared = figure.grid, FIGURES.get(figure.key)

    def of_cell(row: Row, column: Column, cell: Cell) -> str:
        return origins.of_cell(figure.key, row.label, column.label) if origins and cell != Cell() else ""

    def of_trend(row: Row, column: Column, cell: Cell) -> str:
        return origins.of_trend(figure.key, row, column, cell) if origins else ""

    five = TREND.format(figure.title)
    return PrintedFigure(
        number=number,
        key=figure.key,
        title=figure.title,
        definition=figure.definition,
        table=_table(grid, figure.title, of_cell),
        chart=plot(declared.chart if declared else None, grid, figure.title, SAY),
        trend=_table(figure.trend, five, of_trend) if figure.trend else None,
        trend_chart=plot(None, figure.trend, five, SAY) if figure.trend else None,
        coverage=[f"{_covered(label)}: {coverage_in_words(cell)}" for label, cell in grid.coverage.items()],
        failures=grid.failures,
        source=source_of(figure),
        origin=origins.of_figure(figure.key) if origins else "",
    )


def source_of(figure: FigureContent) -> str:
    """When and from what it was computed."""
    day, run = (long_day(date.fromisoformat(each)) for each in (figure.day, figure.run))
    version = f", definition {figure.version}" if figure.version else ""
    return f"As at {day}, attempt {figure.attempt} at the run of {run}. Key {figure.key}{version}."


def _table(grid: Grid, caption: str, origin: Callable[[Row, Column, Cell], str]) -> PrintedTable:
    """Without the columns that stand aside. Where nothing is left of it to print, its caption says so."""
    kept = [place for place, column in enumerate(grid.columns) if not column.aside]
    rows, under = [], ""
    for row, cells in zip(grid.rows, grid.cells, strict=True):
        said = [shown(cells[place], grid.columns[place]) for place in kept]
        origins = [origin(row, grid.columns[place], cells[place]) for place in kept]
        heading = row.under if row.under != under else ""
        rows.append(PrintedRow(in_words(row.label), said, row.total, heading, row.under, origins))
        under = row.under
    caption += ": every number is withheld" if nothing_left(grid) else ""
    return PrintedTable(caption, [_head(grid.columns[place].label) for place in kept], rows)


def _head(label: str) -> str:
    """What stands above a column. Of a day, the year may stand on a line of its own and the month not."""
    words = in_few_words(label)
    return words.replace(" ", "\N{NO-BREAK SPACE}", 1) if is_time(label) and words[:1].isdigit() else words


def _covered(label: str) -> str:
    """Ethnicity stated, 1 January 2022."""
    return ", ".join(in_words(each) for each in label.split(", "))


def coverage_in_words(cell: Cell) -> str:
    """97.1% (7,320 of 7,540), or that it is withheld."""
    said = shown(cell, Column("", "percent", 1))
    return said if cell.withheld or cell.d is None else f"{said} ({cell.n or 0:,} of {cell.d:,})"


def marks_of(grids: Iterable[Grid]) -> list[tuple[str, str]]:
    """The marks that stand in tables, with what they mean."""
    seen = {shown(cell, column) for grid in grids for _, column, cell in grid if not column.aside}
    return [(mark, meaning) for mark, meaning in MARKS.items() if mark in seen]
