"""The five-year trend of a figure: its headlines on the same day of this year and the four before.

Earlier years are computed again from the records. Where those say nothing yet, what was published then stands in, under
a heading that names its source.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from wmp.board.models import PublishedValue
from wmp.board.paper import FIGURES
from wmp.board.papers.content import Content, FigureContent
from wmp.board.runs import compute_traced
from wmp.lib.days import years_before
from wmp.lib.figures import LATEST, Figure, Headline
from wmp.lib.grids import Cell, Column, Grid, Row
from wmp.lib.time_labels import is_time, split

YEARS = 5
COMPUTED = "Computed from the records"

Found = tuple[Row, Column, Cell]


def trend_of(figure: Figure, day: date, now: Grid | None = None) -> Grid | None:
    """A row for each of five years, oldest first, and a column for each headline.

    None for a figure without headlines, for a table that shows five years itself, and where no two
    years differ. `now` is the table of `day`, where it is computed already. Reads all records, as figures do.
    """
    now = now or figure.table(day).compute()
    if not figure.headlines or shows_years(now):
        return None
    days = [years_before(day, back) for back in reversed(range(YEARS))]
    # With the digests of the records: by those the audit knows a number again that an earlier edition withheld.
    grids = [*(compute_traced(figure, each).grid for each in days[:-1]), now]
    found = [[each.find(grid) for each in figure.headlines] for grid in grids]
    columns = [_column(each, [line[place] for line in found]) for place, each in enumerate(figure.headlines)]
    published = _Published(figure.key, days)
    rows, cells = [], []
    for at, line in zip(days, found, strict=True):
        if any(_says_something(each) for each in line):
            rows.append(Row(at.isoformat(), under=COMPUTED))
            cells.append([each[2] if each else Cell() for each in line])
        else:
            values, source = published.of(at, figure.headlines)
            rows.append(Row(at.isoformat(), under=f"Published: {source}" if source else ""))
            cells.append(values)
    told = [line for line in cells if any(cell.value is not None for cell in line)]
    # Exactly the same in all years: what has no date, such as planned savings, has no trend either.
    moves = any(line != told[0] for line in told)
    failures = [f"{at}: {each}" for at, grid in zip(days[:-1], grids, strict=False) for each in grid.failures]
    return Grid(_headed(rows), columns, cells, failures=failures) if moves else None


def shows_years(grid: Grid) -> bool:
    """Is the table five years wide, or as long?"""
    labels = [[column.label for column in grid.columns if is_time(column.label)], [row.label for row in grid.rows]]
    return any(len(times := _years(each)) >= YEARS and max(times) - min(times) >= YEARS - 1 for each in labels)


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
        found = [each.find(as_table(latest)) for each in headlines]
        source = latest[0].source if any(found) else ""
        return [each[2] if each else Cell() for each in found], source


def as_table(values: Sequence[PublishedValue]) -> Grid:
    """Published values by the rows and columns that they are of."""
    by_place = {(each.row, each.column): Cell(value=each.value) for each in values}
    rows, columns = (list(dict.fromkeys(place[at] for place in by_place)) for at in (0, 1))
    cells = [[by_place.get((row, column), Cell()) for column in columns] for row in rows]
    return Grid([Row(row) for row in rows], [Column(column) for column in columns], cells)


def _years(labels: Iterable[str]) -> set[int]:
    return {int(label[:4]) for label in labels if split(label)[0]}


def _says_something(found: Found | None) -> bool:
    """Nought of nothing is what a table says before its records began."""
    return found is not None and bool(found[2].value or found[2].d)


def _column(headline: Headline, found: Sequence[Found | None]) -> Column:
    """What the headline is called over the years, with the unit that it has in the latest of them."""
    of = next((column for _, column, _ in reversed([each for each in found if each])), Column(""))
    words = [each for each in (headline.row, headline.column) if each != LATEST]
    return replace(of, label=", ".join(words) or "Latest", aside=False, where={})


def _headed(rows: Sequence[Row]) -> list[Row]:
    """Headings are only needed where some of the rows were published."""
    return [*rows] if any(row.under not in ("", COMPUTED) for row in rows) else [replace(row, under="") for row in rows]


def with_trends(content: Content) -> Content:
    """The content with the five-year trends of its figures. Computes up to four tables a figure."""
    day = date.fromisoformat(content.day)
    figures = {
        key: _with_trend(figure, trend_of(FIGURES[key], day, figure.grid)) if key in FIGURES else figure
        for key, figure in content.figures.items()
    }
    return replace(content, figures=figures)


def _with_trend(figure: FigureContent, trend: Grid | None) -> FigureContent:
    """A check that failed in an earlier year is told with the figure, where every output tells of checks."""
    told = [f"Five years, {failure}" for failure in (trend.failures if trend else ())]
    return replace(figure, trend=trend, grid=replace(figure.grid, failures=[*figure.grid.failures, *told]))
