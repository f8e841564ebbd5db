"""Tables as CSV in long form, a line for each cell: of editions, of nightly figures and from the API the same."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from wmp.lib.formulas import inert
from wmp.lib.grids import WITHHELD, Cell, Column, Grid, plain

HEADER = ("figure", "day", "version", "row", "column", "value", "numerator", "denominator", "withheld")
# At the start of a file it tells older Excels that the rest is UTF-8.
BOM = "\ufeff"


class Named(NamedTuple):
    """A table with what each line of it begins with: its name, the day it is of, the version of its definition."""

    name: str
    day: str
    version: str
    grid: Grid


def as_csv(tables: Iterable[Named], columns: Sequence[str] = HEADER, *, bom: bool = False) -> str:
    """`value` is as printed, without signs of its unit; `withheld` says [c] where an edition does not print the number,
    which is empty then. A label that a spreadsheet would run as a formula has an apostrophe before it."""
    out = io.StringIO()
    out.write(BOM if bom else "")
    writer = csv.DictWriter(out, columns, extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    for table in tables:
        writer.writerows(dict(zip(HEADER, line, strict=True)) for line in _lines(table))
    return out.getvalue()


def _lines(table: Named) -> Iterator[list[str]]:
    begins = [table.name, table.day, table.version]
    for row, column, cell in table.grid:
        yield [*begins, inert(row.label), inert(column.label), *_printed(cell, column)]


def _printed(cell: Cell, column: Column) -> list[str]:
    if cell.withheld:
        return ["", "", "", WITHHELD]
    value = cell.rounded(column.decimals)
    return ["" if value is None else f"{value:f}", plain(cell.n), plain(cell.d), ""]
