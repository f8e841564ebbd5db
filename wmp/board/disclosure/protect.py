"""A paper's tables as the public may see them, with a list of what was withheld and why."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from wmp.board.disclosure.audit import audit
from wmp.board.disclosure.cells import DERIVED, MEAN, PROTECTS, REASONS, SHARE, SMALL, WHOLE
from wmp.board.disclosure.entries import COVERAGE
from wmp.board.disclosure.rule import Rule
from wmp.board.disclosure.sheet import Sheet
from wmp.lib.grids import Grid
from wmp.lib.naming import NamingKey

__all__ = ["DERIVED", "MEAN", "PROTECTS", "REASONS", "SHARE", "SMALL", "WHOLE", "Decision", "Protected", "protect"]


@dataclass(frozen=True)
class Decision:
    """One cell that the public edition does not print. Of what stands beside a table, the column is "coverage"."""

    table: str
    row: str
    column: str
    why: str

    def to_json(self) -> dict[str, str]:
        return dict(self.__dict__)


@dataclass(frozen=True)
class Protected:
    """Tables by the names they came in by. `claims` is what they tell of each count, for audits of later editions,
    with the name of the key that they are under; `empty` are the tables of which nothing is left to print."""

    grids: Mapping[str, Grid]
    decisions: Sequence[Decision]
    claims: Mapping[str, Any] = field(default_factory=dict)

    @property
    def empty(self) -> list[str]:
        return [name for name, grid in self.grids.items() if nothing_left(grid)]


def protect(
    tables: Mapping[str, Grid], rule: Rule, before: Sequence[Mapping[str, Any]] = (), *, key: NamingKey
) -> Protected:
    """The tables of people under the rule, audited beside the claims of editions `before`, the latest first. Numbers go
    by their names under `key`; of claims under another key none is known again."""
    sheet = Sheet(tables, rule, key)
    audit(sheet, before)
    return told(sheet)


def told(sheet: Sheet) -> Protected:
    """The tables as they stand, with what was withheld of them so far."""
    decisions = [
        Decision(entry.table, entry.row.label, entry.column.label if entry.at[0] != COVERAGE else "coverage", why)
        for entry in sheet.numbers.entries()
        if (why := sheet.withheld.get((entry.table, entry.at)))
    ]
    return Protected(sheet.grids(), decisions, {**sheet.system().to_json(), "key": sheet.key.id})


def nothing_left(grid: Grid) -> bool:
    """Does a protected table print no number at all, where it had some to print?"""
    cells = [cell for _, _, cell in grid]
    return any(cell.withheld for cell in cells) and all(cell.value is None for cell in cells)
