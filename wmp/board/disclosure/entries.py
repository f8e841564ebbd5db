"""The cells of an edition's tables one by one, each with what its kind of column says of people."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from wmp.board.disclosure.rule import Rule
from wmp.lib.grids import Cell, Column, Grid, Kind, Number, Row

Part = Literal["n", "d"]
#: Of which kinds a part of a cell is a number of people, or adds up what is recorded of them.
COUNTED: Mapping[str, str] = {Kind.COUNT: "n", Kind.SHARE: "nd", Kind.MEAN: "d", Kind.PER_PERIOD: "n"}
ADDED_UP: Mapping[str, str] = {Kind.SUM: "n", Kind.RATE: "nd", Kind.MEAN: "n"}
PERCENT = Column("", "percent", 1, kind=Kind.SHARE)
#: The row of a cell that stands beside the table: how much its shares rest on.
COVERAGE = -1


@dataclass(frozen=True)
class Entry:
    """A cell where it stands: `at` are the places of its row and column. In a coverage line, the row is COVERAGE."""

    table: str
    at: tuple[int, int]
    row: Row
    column: Column
    cell: Cell

    @property
    def kind(self) -> str:
        return self.column.kind

    def parts(self) -> Iterator[Part]:
        """The parts that are numbers of people, or add up what is recorded of them."""
        part: Part
        for part in ("n", "d"):
            if part in COUNTED.get(self.kind, "") + ADDED_UP.get(self.kind, "") and self.number(part) is not None:
                yield part

    def counts(self, part: Part) -> bool:
        """Is that part a number of people, rather than a sum of their days or hours?"""
        return part in COUNTED.get(self.kind, "")

    def number(self, part: Part) -> Number:
        return self.cell.n if part == "n" else self.cell.d

    def told(self, part: Part, rule: Rule) -> int | None:
        """A part as printed; None where it is small, or of few people, whatever it adds up to."""
        people = self.cell.people[0 if part == "n" else 1]
        few = people is not None and people < rule.least
        return None if few else rule.of_sums(self.column.each).count(self.number(part))

    def behind(self, part: Part) -> str:
        return self.cell.behind[0 if part == "n" else 1]


def entries(table: str, grid: Grid) -> list[Entry]:
    """All cells of a table, and its coverage lines."""
    columns = [replace(column, kind=column.kind or _likely(grid, k)) for k, column in enumerate(grid.columns)]
    found = [
        Entry(table, (i, k), row, column, _with_number(column, cell))
        for i, (row, cells) in enumerate(zip(grid.rows, grid.cells, strict=True))
        for k, (column, cell) in enumerate(zip(columns, cells, strict=True))
    ]
    lines = enumerate(grid.coverage.items())
    return found + [
        Entry(table, (COVERAGE, k), Row(label), replace(PERCENT, label=label), cell) for k, (label, cell) in lines
    ]


def _with_number(column: Column, cell: Cell) -> Cell:
    """A count of which only the value is known: one that was published before records began."""
    return replace(cell, n=cell.value) if column.kind in (Kind.COUNT, Kind.SUM) and cell.n is None else cell


def _likely(grid: Grid, k: int) -> str:
    """The kind of a column of a grid that was stored before kinds were kept. In doubt, nothing of it is printed."""
    column, cells = grid.columns[k], [cells[k] for cells in grid.cells]
    if all(cell.d is None for cell in cells) and any(cell.n is not None for cell in cells):
        return Kind.COUNT if column.unit == "count" else Kind.SUM
    if column.unit == "percent" and any(cell.d is not None for cell in cells):
        return Kind.SHARE
    told = any(cell.behind[1] for cell in cells) or all(cell.n is None for cell in cells)
    return Kind.MEAN if column.unit != "ratio" and told and any(cell.d is not None for cell in cells) else Kind.DERIVED
