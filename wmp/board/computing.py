"""A figure of a day computed with the records behind it: for a run, for a year of its trend, and afresh for a page."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from wmp.lib.figures import Figure, Table
from wmp.lib.grids import Grid
from wmp.lib.traces import Trace, trace, untraced, with_digests


@dataclass(frozen=True)
class Computed:
    """A figure of a day: its table with the digests of the records behind it, those records, and its definition."""

    grid: Grid
    trace: Trace
    version: str
    table: Table

    @property
    def statements(self) -> Sequence[str]:
        """The SQL that found its records."""
        return self.table.statements()


def compute_traced(figure: Figure, day: date) -> Computed:
    """The figure as the records stand in this transaction, which has to be one snapshot: the table and its trace are
    two questions."""
    table = figure.table(day)
    grid = table.compute()
    traced = trace(table, grid)
    failures = [*grid.failures, *untraced(table, grid, traced)]
    return Computed(replace(with_digests(grid, traced), failures=failures), traced, figure.version, table)
