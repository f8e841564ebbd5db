"""What a reader may know of which records are behind a number: whether they are the same as behind another.

The digests that a figure is stored with add up over records, and anybody can compute them. Who knows the keys of the
records could find out from one which of them were counted. So none leaves the store: a reader sees a mark of it under
a key of the installation's own, and nothing where a condition asks what people declared.
"""

from collections.abc import Callable
from datetime import date

from wmp.board.models import Result
from wmp.board.naming import naming_key
from wmp.lib.figures import Figure
from wmp.lib.grids import Cell, Column, Grid, Row
from wmp.lib.traces import PARTS

Marks = Callable[[Row, Column, Cell], tuple[str, str]]


def marks_of(figure: Figure, result: Result) -> Marks:
    """The marks of the numerator and the denominator of a cell of this result; "" where nobody kept which records they
    are, and where they may not be listed either.

    A result of another definition has none: what its conditions asked, today's declaration does not tell.
    """
    return marks_in(figure, result.version, result.attempt.run.day, result.grid)


def marks_in(figure: Figure, version: str, day: date, grid: Grid) -> Marks:
    """The same of the cells of any table of the figure: that of a day, computed by this version of its definition."""
    if version != figure.version:
        return lambda row, column, cell: ("", "")
    table, key = figure.table(day), naming_key()

    def mark(row: Row, column: Column, cell: Cell, part: str) -> str:
        digest = cell.behind[PARTS.index(part)]
        return key.name_of("records", digest) if digest and table.lists(row, column, part, grid) else ""

    return lambda row, column, cell: (mark(row, column, cell, "n"), mark(row, column, cell, "d"))
