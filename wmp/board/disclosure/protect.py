"""A paper's tables as the public may see them, with a list of what was withheld and why."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from wmp.board.disclosure.rule import Rule
from wmp.lib.grids import Cell, Column, Grid, Row

#: Why a cell is not printed, in `Cell.withheld`.
SMALL, SHARE, WHOLE, MEAN, DERIVED, PROTECTS = "small", "share", "whole", "mean", "derived", "protects"
REASONS = {
    SMALL: "fewer than ten people",
    SHARE: "a percentage of fewer than 22.5 people",
    WHOLE: "a percentage of 0 or 100",
    MEAN: "an average of fewer than ten people",
    DERIVED: "worked out from exact numbers",
    PROTECTS: "another number could be worked out from it",
}


@dataclass(frozen=True)
class Decision:
    """One cell that the public edition does not print as it is."""

    table: str
    row: str
    column: str
    why: str

    def to_json(self) -> dict[str, str]:
        return dict(self.__dict__)


@dataclass(frozen=True)
class Protected:
    """Tables by the names they came in by. `claims` is what they tell of each count, for audits of later editions."""

    grids: Mapping[str, Grid]
    decisions: Sequence[Decision]
    claims: Mapping[str, Any] = field(default_factory=dict)


def protect(tables: Mapping[str, Grid], rule: Rule, before: Sequence[Mapping[str, Any]] = ()) -> Protected:
    """The tables of people under the rule, audited beside the claims of editions `before`."""
    grids = {name: _under_rule(grid, rule) for name, grid in tables.items()}
    decisions = [
        Decision(name, row.label, column.label, cell.withheld)
        for name, grid in grids.items()
        for row, column, cell in grid
        if cell.withheld
    ]
    return Protected(grids, decisions)


def _under_rule(grid: Grid, rule: Rule) -> Grid:
    cells = [
        [_protected(cell, column, rule) for column, cell in zip(grid.columns, cells, strict=True)]
        for cells in grid.cells
    ]
    rows = [Row(row.label, row.total, row.under) for row in grid.rows]
    columns = [replace(column, where={}) for column in grid.columns]
    return Grid(rows, columns, cells)


def _protected(cell: Cell, column: Column, rule: Rule) -> Cell:
    if cell.value is None and cell.n is None:
        return Cell()
    if cell.d is None:
        shown = rule.count(cell.n)
        return Cell(shown, None, shown) if shown is not None else Cell(withheld=SMALL)
    n, d = rule.count(cell.n), rule.count(cell.d)
    if d is None or d < rule.share_of:
        return Cell(withheld=SHARE)
    if n is None:
        return Cell(withheld=SMALL)
    if n == d:
        return Cell(withheld=WHOLE)
    return Cell.ratio(n, d, 100 if column.unit == "percent" else 1)
