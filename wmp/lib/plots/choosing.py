"""Which chart suits a table: what its figure says, else what its rows and columns are."""

from collections.abc import Sequence
from itertools import takewhile

from wmp.lib.charts import ControlChart
from wmp.lib.control_charts import CHANGE, LOWER, MEAN, UPPER
from wmp.lib.grids import Cell, Column, Grid, Row
from wmp.lib.plots.bars import Category, bars
from wmp.lib.plots.kinds import Bars, Lines
from wmp.lib.plots.lines import Panel, Series, lines
from wmp.lib.plots.marks import MOST_SERIES, Plot, Say
from wmp.lib.time_labels import is_time, split

# A chart of more rows is taller than its page: then the totals stand for them.
MOST_ROWS = 20
# More columns than this are parts of the last of them.
MOST_COLUMNS = 4


def plot(declared: ControlChart | Bars | Lines | None, grid: Grid, title: str, say: Say) -> Plot | None:
    """The chart of a table; None for one that says no more than its few numbers do."""
    columns = [(place, column) for place, column in enumerate(grid.columns) if not column.aside]
    if not columns or not grid.rows:
        return None
    if isinstance(declared, ControlChart):
        return lines(declared.title, _labels(grid.rows), [_controlled(grid, name) for name in declared.series], say)
    chosen = _named(grid, declared.columns) if declared else []
    if isinstance(declared, Bars) and chosen:
        return _bars(grid, chosen, title, say, totals=declared.totals)
    if _times_down(grid):
        return _down(grid, chosen or _of_one_unit(columns), title, say)
    if len(columns) > 2 and all(is_time(column.label) for _, column in columns):
        return _across(grid, columns, title, say)
    return _bars(grid, _few(_of_one_unit(columns)), title, say) if len(grid.rows) > 1 else None


Placed = tuple[int, Column]


def _labels(rows: Sequence[Row]) -> list[str]:
    return [row.label for row in rows]


def _named(grid: Grid, labels: Sequence[str]) -> list[Placed]:
    return [(place, column) for place, column in enumerate(grid.columns) if column.label in labels]


def _of_one_unit(columns: Sequence[Placed]) -> list[Placed]:
    """The first columns, as far as they are in one unit."""
    return list(takewhile(lambda each: each[1].unit == columns[0][1].unit, columns))


def _few(columns: list[Placed]) -> list[Placed]:
    return columns if len(columns) <= MOST_COLUMNS else columns[-1:]


# --- lines -----------------------------------------------------------------------------------------------------------


def _times_down(grid: Grid) -> bool:
    times = {split(row.label)[0] for row in grid.rows}
    return "" not in times and len(times) > 2


def _down(grid: Grid, columns: Sequence[Placed], title: str, say: Say) -> Plot | None:
    """Rows that are times; a line for each column, or for each kind of row that every time has."""
    times = list(dict.fromkeys(split(row.label)[0] for row in grid.rows))
    kinds = list(dict.fromkeys(split(row.label)[1] for row in grid.rows))
    if len(kinds) > 1:
        place, column = columns[0]
        series = [Series(kind, _of_kind(grid, times, kind, place), column) for kind in kinds]
    else:
        series = [
            Series(say.label(column.label), [cells[place] for cells in grid.cells], column) for place, column in columns
        ]
    return lines(title, times, [Panel(series[:MOST_SERIES])], say)


def _of_kind(grid: Grid, times: Sequence[str], kind: str, column: int) -> list[Cell]:
    there = {split(row.label): cells[column] for row, cells in zip(grid.rows, grid.cells, strict=True)}
    return [there.get((time, kind), Cell()) for time in times]


def _across(grid: Grid, columns: Sequence[Placed], title: str, say: Say) -> Plot | None:
    """Columns that are times; a line for each row, or bars of the latest time where there are too many."""
    ordered = sorted(columns, key=lambda each: each[1].label)
    if len(grid.rows) > MOST_SERIES:
        return _bars(grid, ordered[-1:], title, say)
    series = [
        Series(say.label(row.label), [cells[place] for place, _ in ordered], ordered[-1][1])
        for row, cells in zip(grid.rows, grid.cells, strict=True)
    ]
    return lines(title, [column.label for _, column in ordered], [Panel(series)], say)


def _controlled(grid: Grid, name: str) -> Panel:
    """A series with its mean, its limits and its step changes, as far as the table prints them."""
    by_label = {column.label: place for place, column in enumerate(grid.columns)}

    def cells(label: str) -> list[Cell]:
        place = by_label.get(label.format(name))
        return [] if place is None else [row[place] for row in grid.cells]

    limits = [cells(LOWER), cells(UPPER)]
    series = Series(name, cells("{}"), grid.columns[by_label[name]] if name in by_label else Column(name))
    return Panel([series], name, cells(MEAN), limits, cells(CHANGE))


# --- bars ------------------------------------------------------------------------------------------------------------


def _bars(grid: Grid, columns: Sequence[Placed], title: str, say: Say, *, totals: bool = False) -> Plot | None:
    rows = list(zip(grid.rows, grid.cells, strict=True))
    parts = [each for each in rows if not each[0].total]
    if totals or len(parts) > MOST_ROWS:
        parts = [each for each in rows if each[0].total] or parts[:MOST_ROWS]
    elif _compares(grid, columns):
        parts = [each for each in rows if not (each[0].total and _is_whole(each[1], columns))]
    drawn = [Category(row, [cells[place] for place, _ in columns]) for row, cells in parts]
    return bars(title, [column for _, column in columns], drawn, say) if len(drawn) > 1 else None


def _compares(grid: Grid, columns: Sequence[Placed]) -> bool:
    """Is a total among its parts' like, as a percentage of all is, rather than their sum?"""
    return all(cells[place].d is not None or cells[place].value is None for cells in grid.cells for place, _ in columns)


def _is_whole(cells: Sequence[Cell], columns: Sequence[Placed]) -> bool:
    """The hundred per cent that the other rows are parts of."""
    return all(cells[place].n is not None and cells[place].n == cells[place].d for place, _ in columns)
