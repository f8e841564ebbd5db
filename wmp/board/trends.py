"""The five-year trend of a figure: its headlines on the same day of this year and the four before.

A run computes it with the figure, in the same snapshot: earlier years again, from the records as they are known then.
Where those say nothing yet, what was published then stands in, under a heading that names its source.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from wmp.board.computing import compute_traced
from wmp.board.models import PublishedValue
from wmp.lib.days import years_before
from wmp.lib.figures import LATEST, Figure, Headline
from wmp.lib.grids import Cell, Column, Grid, Number, Row
from wmp.lib.time_labels import is_time, split
from wmp.lib.traces import Kind, Place, Trace

YEARS = 5
COMPUTED = "Computed from the records"
#: How the heading begins over the years that nobody computed.
PUBLISHED = "Published: "

Found = tuple[Row, Column, Cell]
# A line for each year, and in it a cell for each headline, where the table of that day has it.
Lines = Sequence[Sequence[Found | None]]


@dataclass(frozen=True)
class Trend:
    """A row for each of five years, oldest first, and a column for each headline, with where each computed cell stands
    in the figure's table of its day, and the records behind those of earlier years. Failed checks of earlier years are
    the grid's."""

    grid: Grid
    places: Mapping[Place, Place]
    trace: Trace

    def to_json(self) -> dict[str, Any]:
        """Plain values for a JSON column; the trace is kept apart."""
        places: dict[str, dict[str, Place]] = {}
        for (row, column), place in self.places.items():
            places.setdefault(row, {})[column] = place
        return {"grid": self.grid.to_json(), "places": places}


def trend_of(figure: Figure, day: date, now: Grid) -> Trend | None:
    """The trend up to `day`, of which `now` is the figure's table. Reads all records, as figures do.

    None for a figure without headlines, for a table that shows five years itself, and where no two years differ.
    """
    if not figure.headlines or shows_years(now):
        return None
    days = [years_before(day, back) for back in reversed(range(YEARS))]
    earlier = [compute_traced(figure, each) for each in days[:-1]]
    grids = [*(each.grid for each in earlier), now]
    found = [[each.find(grid) for each in figure.headlines] for grid in grids]
    grid = _grid(figure, days, found)
    told = [line for line in grid.cells if any(cell.value is not None for cell in line)]
    # Exactly the same in all years: what has no date, such as planned savings, has no trend either.
    if all(line == told[0] for line in told):
        return None
    failures = [f"{at}: {each}" for at, of in zip(days, earlier, strict=False) for each in of.grid.failures]
    places = _places(grid, found)
    traces = {at.isoformat(): each.trace for at, each in zip(days, earlier, strict=False)}
    return Trend(replace(grid, failures=failures), places, _gathered(places, traces))


def shows_years(grid: Grid) -> bool:
    """Is the table five years wide, or as long?"""
    labels = [[column.label for column in grid.columns if is_time(column.label)], [row.label for row in grid.rows]]
    return any(len(times := _years(each)) >= YEARS and max(times) - min(times) >= YEARS - 1 for each in labels)


def _grid(figure: Figure, days: Sequence[date], found: Lines) -> Grid:
    columns = [_column(each, [line[place] for line in found]) for place, each in enumerate(figure.headlines)]
    published = _Published(figure.key, days)
    rows, cells = [], []
    for at, line in zip(days, found, strict=True):
        if _says_something(line):
            rows.append(Row(at.isoformat(), under=COMPUTED))
            cells.append([each[2] if each else Cell() for each in line])
        else:
            values, source = published.of(at, figure.headlines)
            rows.append(Row(at.isoformat(), under=f"{PUBLISHED}{source}" if source else ""))
            cells.append(values)
    return Grid(_headed(rows), columns, cells)


def _places(grid: Grid, found: Lines) -> dict[Place, Place]:
    """By the labels of each cell that was computed, those that it has in the table of its day."""
    return {
        (row.label, column.label): (each[0].label, each[1].label)
        for row, line in zip(grid.rows, found, strict=True)
        if _says_something(line)
        for column, each in zip(grid.columns, line, strict=True)
        if each
    }


def _gathered(places: Mapping[Place, Place], traces: Mapping[str, Trace]) -> Trace:
    """The records behind the cells of earlier years, of the trace of each year no others."""
    kinds: list[Kind] = []
    taken: dict[tuple[str, int], int] = {}
    cells: dict[Place, dict[str, Mapping[int, Number]]] = {}
    for (year, column), place in places.items():
        if year not in traces or place not in traces[year].cells:
            continue
        cell = cells[year, column] = {}
        for part, adds in traces[year].cells[place].items():
            for kind in adds:
                if (year, kind) not in taken:
                    taken[year, kind] = len(kinds)
                    kinds.append(traces[year].kinds[kind])
            cell[part] = {taken[year, kind]: amount for kind, amount in adds.items()}
    return Trace(kinds, cells)


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


def _says_something(line: Iterable[Found | None]) -> bool:
    """Nought of nothing is what a table says before its records began."""
    return any(each and (each[2].value or each[2].d) for each in line)


def _column(headline: Headline, found: Sequence[Found | None]) -> Column:
    """What the headline is called over the years, with the unit that it has in the latest of them."""
    of = next((column for _, column, _ in reversed([each for each in found if each])), Column(""))
    words = [each for each in (headline.row, headline.column) if each != LATEST]
    # Of rows that differ: what their columns ask tells apart what they are by chance, only within one row.
    asks = {part: f"{headline.row} {ask}" for part, ask in of.asks.items()}
    return replace(of, label=", ".join(words) or "Latest", aside=False, where={}, asks=asks)


def _headed(rows: Sequence[Row]) -> list[Row]:
    """Headings are only needed where some of the rows were published."""
    return [*rows] if any(row.under not in ("", COMPUTED) for row in rows) else [replace(row, under="") for row in rows]
