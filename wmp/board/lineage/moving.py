"""What makes a cell another than it was: its numerator and its denominator, by what records did and what that adds."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from wmp.board.lineage.states import Known
from wmp.lib.grids import Cell, Column, Grid, Number, Row
from wmp.lib.moved import Moved, Way, moved
from wmp.lib.rounding import rounded_together
from wmp.lib.traces import PARTS, Place

Pair = tuple[Known, Known]
#: What records or people did, and the group that they came from or went to.
Group = tuple[Way, Place | None]


@dataclass(frozen=True)
class Difference:
    """A cell in two states of its figure, empty in one that has it not."""

    row: Row
    column: Column
    before: Cell
    after: Cell
    #: In which of the two states the table has the cell.
    there: tuple[bool, bool]

    @property
    def place(self) -> Place:
        return self.row.label, self.column.label

    @property
    def differs(self) -> bool:
        return self.before != self.after

    @property
    def other_records(self) -> bool:
        """Is the number the same, and yet other records make it?"""
        both = zip(self.before.behind, self.after.behind, strict=True)
        return not self.differs and any(was and now and was != now for was, now in both)

    @property
    def change(self) -> Number:
        """By how much the value is another, as exact as both; None where one of them has none."""
        if self.before.value is None or self.after.value is None:
            return None
        return self.after.value - self.before.value

    @property
    def finer(self) -> int:
        """With how many decimals the page of this cell tells by how much a ratio differs, and what made it differ."""
        return max(self.column.decimals, 1) + 1

    @property
    def parts(self) -> list[str]:
        """The parts that the cell has in either state."""
        return [
            part for part in PARTS if getattr(self.before, part) is not None or getattr(self.after, part) is not None
        ]


@dataclass(frozen=True)
class Split:
    """Why one part of a cell moved. `effect` is what one more of it adds to the cell's value, None for no ratio.

    `effects` are what those who did the same added to the value, as printed: rounded so that those of both parts add up
    to the difference as printed.
    """

    part: str
    moved: Moved
    effect: Decimal | None
    effects: Mapping[Group, Decimal] = field(default_factory=dict)


def differences(pair: Pair) -> list[Difference]:
    """Every cell of either state, in the order of the later one; what only the earlier one has comes last."""
    before, after = (
        {(row.label, column.label): (row, column, cell) for row, column, cell in each.grid} for each in pair
    )
    return [difference(place, before, after) for place in [*after, *(place for place in before if place not in after)]]


def difference(
    place: Place, before: Mapping[Place, tuple[Row, Column, Cell]], after: Mapping[Place, tuple[Row, Column, Cell]]
) -> Difference:
    row, column, _ = after.get(place) or before[place]
    cells = [each[place][2] if place in each else Cell() for each in (before, after)]
    return Difference(row, column, cells[0], cells[1], (place in before, place in after))


def splits(pair: Pair, cell: Difference) -> list[Split]:
    """Why each part of a cell moved, as far as its records make it in both states: see `unexplained`."""
    before, after = (each.trace for each in pair)
    if before is None or after is None:
        return []
    others = neighbours(pair, cell)
    effects = _effects(cell)
    found = []
    for part in cell.parts:
        models = {each.model(*cell.place, part) for each in (before, after)} - {""}
        if len(models) < 2 and all(_makes(known, cell.place, part) for known in pair):
            split = moved(before, after, *cell.place, part, others)
            found.append(Split(part, split, effects.get(part)))
    return _with_effects(cell, found) if effects else found


def _with_effects(cell: Difference, found: Sequence[Split]) -> list[Split]:
    exact = {
        (each.part, group): (each.effect or 0) * sum((Decimal(move.difference or 0) for move in moves), Decimal(0))
        for each in found
        for group, moves in each.moved.by_group.items()
    }
    whole = Decimal(cell.change or 0) if len(found) == len(cell.parts) else sum(exact.values(), Decimal(0))
    printed = dict(zip(exact, rounded_together([*exact.values()], whole, cell.finer), strict=True))
    return [
        replace(each, effects={group: effect for (part, group), effect in printed.items() if part == each.part})
        for each in found
    ]


def neighbours(pair: Pair, cell: Difference) -> list[Place]:
    """The cells that a record can change from or to: the other rows of the column that are no totals, then the other
    columns that stand for values of the same field, in the row.

    A row that is declared by a condition, such as the last day of a month, and that the other table has not, is of
    another time: whoever stood in it did not leave it for this one.
    """
    labels = [{row.label for row in known.grid.rows} for known in pair]
    lasting = labels[0] & labels[1]
    rows = {
        row.label: None
        for known in pair
        for row in known.grid.rows
        if not row.total and (row.where or row.label in lasting)
    }
    columns = {
        column.label: None
        for known in pair
        for column in known.grid.columns
        if column.where and column.where.keys() == cell.column.where.keys()
    }
    row, column = cell.place
    return [
        *((label, column) for label in rows if label != row),
        *((row, label) for label in columns if label != column),
    ]


def _makes(known: Known, place: Place, part: str) -> bool:
    """Do the records behind a part of a cell make its number in this state? Of a cell that it has not, none do."""
    found = known.grid.find(*place)
    number = getattr(found[2], part) if found else None
    if known.trace is None or (number and place not in known.trace.cells):
        return False
    return known.trace.sum(*place, part) == (number or 0)


def _effects(cell: Difference) -> dict[str, Decimal]:
    """What one more of the numerator, and one more of the denominator, adds to a ratio.

    Each at the mean of what the other part was and is, so that neither is counted first and the effects of all records
    add up exactly to the difference of the value.
    """
    (n0, d0), (n1, d1) = ((each.n, each.d) for each in (cell.before, cell.after))
    if not d0 or not d1 or n0 is None or n1 is None or cell.change is None:
        return {}
    times = 100 if cell.column.unit.startswith("percent") else 1
    if any(each != Cell.ratio(each.n, each.d, times) for each in (cell.before, cell.after)):
        return {}
    first, last = Decimal(d0), Decimal(d1)
    return {
        "n": times * (1 / first + 1 / last) / 2,
        "d": -times * (Decimal(n0) + Decimal(n1)) / 2 / (first * last),
    }


def sources(pair: Pair, cell: Difference) -> list[str]:
    """The columns that a computed one is worked out from, as far as the table prints them."""
    grid: Grid = pair[1].grid
    printed = {column.label for column in grid.columns}
    return [
        label for label in pair[1].table.made_of(cell.column, grid) if label in printed and label != cell.column.label
    ]
