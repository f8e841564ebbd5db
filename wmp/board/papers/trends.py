"""The five-year trend of a figure: its headlines on the same day of this year and the four before.

Earlier years are computed again from the records. Where those say nothing yet, what was published then stands in, under
a heading that names its source.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from wmp.board.models import PublishedValue
from wmp.board.paper import FIGURES
from wmp.board.papers.content import Content
from wmp.lib.days import years_before
from wmp.lib.figures import LATEST, Figure, Headline
from wmp.lib.grids import Cell, Column, Grid, Row
from wmp.lib.time_labels import is_time, split

YEARS = 5
COMPUTED = "Computed from the records"


def trend_of(figure: Figure, day: date, now: Grid | None = None) -> Grid | None:
    """A row for each of five years, oldest first, and a column for each headline.

    None for a figure without headlines, for a table that shows five years itself, and where only one year has anything
    to say. `now` is the table of `day`, where it is computed already. Reads all records, as figures do.
    """
    now = now or figure.table(day).compute()
    if not figure.headlines or shows_years(now):
        return None
    days = [years_before(day, back) for back in reversed(range(YEARS))]
    grids = [*(figure.table(each).compute() for each in days[:-1]), now]
    found = [[headline_of(grid, each) for each in figure.headlines] for grid in grids]
    columns = [_column(each, [line[place] for line in found]) for place, each in enumerate(figure.headlines)]
    published = _Published(figure.key, days)
    rows, cells = [], []
    for at, line in zip(days, found, strict=True):
        if any(_says_something(each) for each in line):
            rows.append(Row(at.isoformat(), under=COMPUTED))
            cells.append([each[1] if each else Cell() for each in line])
        else:
            values, source = published.of(at, figure.headlines)
            rows.append(Row(at.isoformat(), under=f"Published: {source}" if source else ""))
            cells.append(values)
    told = sum(any(cell.value is not None for cell in line) for line in cells)
    return Grid(_headed(rows), columns, cells) if told > 1 else None


def shows_years(grid: Grid) -> bool:
    """Is the table five years wide, or as long?"""
    labels = [[column.label for column in grid.columns if is_time(column.label)], [row.label for row in grid.rows]]
    return any(len(times := _years(each)) >= YEARS and max(times) - min(times) >= YEARS - 1 for each in labels)


def headline_of(grid: Grid, headline: Headline) -> tuple[Column, Cell] | None:
    """The cell of a headline and its column, in a table of whatever day."""
    row = headline.row if headline.row != LATEST else _latest([each.label for each in grid.rows])
    column = headline.column if headline.column != LATEST else _latest([each.label for each in grid.columns])
    found = grid.find(row, column)
    return found[1:] if found else None


@dataclass
class _Published:
    """What was published of a figure, up to the last of `days`."""

    key: str
    days: Sequence[date]

    def __post_init__(self) -> None:
        values = PublishedValue.objects.unscoped().filter(figure=self.key, day__lte=self.days[-1])
        self.values = list(values.order_by("-day", "pk"))

    def of(self, day: date, headlines: Sequence[Headline]) -> tuple[list[Cell], str]:
        """The values of the headlines that were published last in the year up to `day`, and their source."""
        within = [each for each in self.values if years_before(day, 1) < each.day <= day]
        latest = [each for each in within if each.day == within[0].day]
        source = ""
        cells = []
        for headline in headlines:
            column = headline.column or _latest([each.column for each in latest])
            value = next((each for each in latest if (each.row, each.column) == (headline.row, column)), None)
            source = source or (value.source if value else "")
            cells.append(Cell(value=value.value) if value else Cell())
        return cells, source


def _latest(labels: Iterable[str]) -> str:
    """Of labels that are times, the last; a label may say after it what else it is of."""
    return max((label for label in labels if split(label)[0]), default="")


def _years(labels: Iterable[str]) -> set[int]:
    return {int(label[:4]) for label in labels if split(label)[0]}


def _says_something(found: tuple[Column, Cell] | None) -> bool:
    """Nought of nothing is what a table says before its records began."""
    return found is not None and bool(found[1].value or found[1].d)


def _column(headline: Headline, found: Sequence[tuple[Column, Cell] | None]) -> Column:
    """What the headline is called over the years, with the unit that it has in the latest of them."""
    of = next((column for column, _ in reversed([each for each in found if each])), Column(""))
    words = [each for each in (headline.row, headline.column) if each]
    return replace(of, label=", ".join(words), aside=False, where={})


def _headed(rows: Sequence[Row]) -> list[Row]:
    """Headings are only needed where some of the rows were published."""
    return [*rows] if any(row.under not in ("", COMPUTED) for row in rows) else [replace(row, under="") for row in rows]


def with_trends(content: Content) -> Content:
    """The content with the five-year trends of its figures. Computes up to four tables a figure."""
    day = date.fromisoformat(content.day)
    figures = {
        key: replace(figure, trend=trend_of(FIGURES[key], day, figure.grid)) if key in FIGURES else figure
        for key, figure in content.figures.items()
    }
    return replace(content, figures=figures)
