"""An edition's tables under the rule: which cells are withheld and why, and what the others tell."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

from wmp.board.disclosure.cells import PROTECTS, WHOLE, WORKED_OUT, limit, printed, why_not, worked_out
from wmp.board.disclosure.entries import COVERAGE, Entry
from wmp.board.disclosure.numbers import Numbers, TableNumbers
from wmp.board.disclosure.relations import relations, stretches
from wmp.board.disclosure.rule import Rule
from wmp.board.disclosure.system import Range, Relation, System
from wmp.lib.grids import WITHHELD, Cell, Grid, Kind, Row
from wmp.lib.naming import NamingKey

Key = tuple[str, tuple[int, int]]
FAILED = "A check of this figure did not hold."


class Sheet:
    """All tables of one edition. `withheld` says of each cell that is, why; it only ever grows."""

    def __init__(self, tables: Mapping[str, Grid], rule: Rule, key: NamingKey) -> None:
        self.rule, self.tables, self.key = rule, tables, key
        self.numbers = Numbers(tables, key)
        self.by_name = {table.table: table for table in self.numbers.tables}
        self.always = relations(self.numbers)
        self.stretches = [each for table in self.numbers.tables for each in stretches(table, self.numbers.exact)]
        self.rows: dict[tuple[str, int], list[Entry]] = defaultdict(list)
        for entry in self.numbers.entries():
            self.rows[entry.table, entry.at[0]].append(entry)
        self.withheld: dict[Key, str] = {}
        for entry in self.numbers.entries():
            if why := why_not(entry, rule):
                self._withhold(entry, why)
        self._follow()

    # --- withholding ----------------------------------------------------------------------------------------------

    def _withhold(self, entry: Entry, why: str) -> None:
        self.withheld.setdefault((entry.table, entry.at), why)

    def hide(self, name: str) -> None:
        """Withholds every cell that shows a number, and what follows from that."""
        for each in self.numbers.either.get(name, {name}):
            for entry in self.numbers.counted[each].entries:
                self._withhold(entry, PROTECTS)
        self._follow()

    def _follow(self) -> None:
        """Where a count of people is withheld, so are their days or hours beside it, and a mean over its month."""
        for row in self.rows.values():
            if any(entry.kind == Kind.COUNT and self.hidden(entry) for entry in row):
                for entry in row:
                    if entry.kind == Kind.SUM:
                        self._withhold(entry, PROTECTS)
        for stretch in self.stretches:
            if any(self.hidden(entry) for entry in stretch.cells):
                for entry in stretch.means:
                    self._withhold(entry, PROTECTS)

    def hidden(self, entry: Entry) -> bool:
        return (entry.table, entry.at) in self.withheld

    def shown(self, name: str) -> bool:
        """Does any cell print this number?"""
        return any(not self.hidden(entry) for entry in self.numbers.counted[name].entries)

    # --- what a reader learns -------------------------------------------------------------------------------------

    def system(self) -> System:
        """What the edition tells of its numbers to a reader who knows the rule, and which of them are small."""
        means = [
            relation for entry in self.numbers.entries() if not self.hidden(entry) for relation in self._mean(entry)
        ]
        also = {other: name for name, number in self.numbers.counted.items() for other in number.also}
        all_of_it = self._all_of_it()
        numbers = {name: self._range(name, name in all_of_it) for name in self.numbers.counted}
        return System(numbers, [*self.always, *means], also)

    def _range(self, name: str, all_of_it: bool) -> Range:
        number = self.numbers.counted[name]
        rule = self.rule.of_sums(number.each)
        shown = rule.count(number.exact)
        if shown is not None and (self.shown(name) or all_of_it):
            return Range(*rule.between(shown, number.whole), number.whole, self.shown(name))
        return Range(*rule.unseen((number.exact or 0) < rule.least, number.whole), number.whole)

    def _all_of_it(self) -> set[str]:
        """The numerators of shares of 100 % whose denominator is printed: only that explains why they are withheld."""
        wholes = (entry for entry in self.numbers.entries() if self.withheld.get((entry.table, entry.at)) == WHOLE)
        return {n for entry in wholes for n, d in [self._names(entry)] if d and self.shown(d)}

    def _mean(self, entry: Entry) -> Iterator[Relation]:
        """A mean is printed exactly: its sum lies between what it could be rounded from, times its number of people."""
        value = entry.cell.rounded(entry.column.decimals)
        n, d = self._names(entry)
        if entry.kind == Kind.MEAN and value is not None and n and d:
            half = Decimal(1).scaleb(-entry.column.decimals) / 2
            yield Relation.of({n: 1, d: -float(value - half)}, 0, None)
            yield Relation.of({n: 1, d: -float(value + half)}, None, 0)

    def _names(self, entry: Entry) -> tuple[str, str]:
        table = self.by_name[entry.table]
        return table.names.get((entry.at, "n"), ""), table.names.get((entry.at, "d"), "")

    # --- what is printed ------------------------------------------------------------------------------------------

    def grids(self) -> dict[str, Grid]:
        return {table.table: self._grid(table) for table in self.numbers.tables}

    def _grid(self, table: TableNumbers) -> Grid:
        """The table as printed: no digests, no conditions on records, and no exact number in a failed check.

        A row that only records brought, and of which nothing is printed, is left out: that it is there tells of them.
        """
        cells = {entry.at: self._cell(entry) for entry in table.entries}
        rows = range(len(table.grid.rows))
        for entry in table.entries:
            rates = _rates(table, entry.at[1])
            if entry.kind in (Kind.LOWER, Kind.UPPER):
                cells[entry.at] = limit(entry, [cells[at] for at in self._months(table.table, entry.at[0], rates)])
            elif entry.kind in WORKED_OUT:
                cells[entry.at] = worked_out(entry, [cells[i, k] for k in rates for i in rows])
        lines = [[cells[i, k] for k in range(len(table.grid.columns))] for i in rows]
        there = table.grid.rows
        told = [i for i in rows if not (there[i].came and all(cell.withheld for cell in lines[i]))]
        return Grid(
            [Row(there[i].label, there[i].total, there[i].under) for i in told],
            [replace(column, where={}, asks={}) for column in table.grid.columns],
            [lines[i] for i in told],
            {label: cells[COVERAGE, k] for k, label in enumerate(table.grid.coverage)},
            [FAILED] if table.grid.failures else [],
        )

    def _months(self, table: str, i: int, rates: list[int]) -> list[tuple[int, int]]:
        """The months that the mean in a row is of."""
        mean = [(table, (i, k)) for k in rates]
        found = (each for each in self.stretches if mean and mean[0] in [(m.table, m.at) for m in each.means])
        return [month.at for each in found for month in each.cells]

    def _cell(self, entry: Entry) -> Cell:
        return Cell(withheld=WITHHELD) if self.hidden(entry) else printed(entry, self.rule)


def _rates(table: TableNumbers, k: int) -> list[int]:
    """The column per period that a column compares: the nearest to its left."""
    return [left for left in range(k) if table.columns[left].kind == Kind.PER_PERIOD][-1:]
