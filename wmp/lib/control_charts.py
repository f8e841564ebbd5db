"""Control charts of monthly counts (XmR charts): step changes, means and natural process limits.

**The rule of step changes.** The running mean at a month is the mean of all months since the last step change, that
month included; before the first step change, of all months since the series began. When the last eight months
running all lie above the running mean, or all below it, there is a step change, dated to the first of the eight. The
running mean then starts again at that month. A month that equals the mean lies on neither side.

A step change once found stays: months to come never move one that stands. The limits are those of the XmR chart: 2.66
times the mean moving range (the difference between a month and the one before) on both sides of the mean, within the
months from one step change to the next.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from wmp.lib.grids import Cell, Grid, Kind
from wmp.lib.measures import Along

# As many months running on one side of the mean make a step change.
RUN = 8
# Three standard deviations over the mean moving range: 3 / 1.128, as XmR charts have it.
XMR = Decimal("2.66")


@dataclass(frozen=True)
class Stretch:
    """The months from one step change to the next: those at the places from `start` on, until before `end`."""

    start: int
    values: Sequence[int]

    @property
    def end(self) -> int:
        return self.start + len(self.values)

    @property
    def total(self) -> int:
        return sum(self.values)

    @property
    def mean(self) -> Decimal:
        return Decimal(self.total) / len(self.values)

    def limits(self) -> tuple[Decimal, Decimal] | None:
        """The natural process limits, lower and upper. A count is never below nought. None of a single month."""
        moves = [abs(after - before) for before, after in zip(self.values, self.values[1:], strict=False)]
        if not moves:
            return None
        width = XMR * sum(moves) / len(moves)
        return max(self.mean - width, Decimal(0)), self.mean + width


class Run(NamedTuple):
    """The eight months before the place `end`, looked at beside the mean of all from `start` on: `side` is 1 where they
    lie above it, -1 where they lie below it, and 0 where they do neither."""

    start: int
    end: int
    side: int


def runs(values: Sequence[int]) -> Iterator[Run]:
    """Every run of eight months that is looked at for a step change. The mean starts again with one that is."""
    start = 0
    for end in range(1, len(values) + 1):
        since, whole = end - start, sum(values[start:end])
        if since <= RUN:  # not all of the months that a mean is of lie on one side of it
            continue
        # Whole numbers compare exactly: a month lies above the mean when it times their number exceeds the sum.
        sides = {(value * since > whole) - (value * since < whole) for value in values[end - RUN : end]}
        side = sides.pop() if len(sides) == 1 else 0
        yield Run(start, end, side)
        if side:
            start = end - RUN


def step_changes(values: Sequence[int]) -> list[int]:
    """The places of the first months of each step change, by the rule of this module."""
    return list(_step_changes(tuple(values)))


@lru_cache(maxsize=64)  # each cell of a table asks for its column's again
def _step_changes(values: tuple[int, ...]) -> list[int]:
    return [run.end - RUN for run in runs(values) if run.side]


def stretches(values: Sequence[int]) -> list[Stretch]:
    """The series in its stretches, each from one step change to the next."""
    if not values:
        return []
    starts = [0, *step_changes(values)]
    return [Stretch(start, values[start:end]) for start, end in zip(starts, [*starts[1:], len(values)], strict=True)]


# --- the columns of a figure whose rows are months -----------------------------------------------------------------

MEAN, CHANGE, LOWER, UPPER = "{}, mean", "{}, step change", "{}, lower limit", "{}, upper limit"


def control_columns(series: str) -> list[Along]:
    """The mean, the step changes and the limits of a column of counts, a cell a month.

    A mean is kept as the sum of its stretch over the number of its months. At the first month of a step change stands
    by how much the mean changed. Behind each cell stand the records of the months that its mean is of.
    """

    def means(grid: Grid) -> list[Cell]:
        return [Cell.ratio(each.total, len(each.values)) for each in series_of(grid, series) for _ in each.values]

    def changes(grid: Grid) -> list[Cell]:
        found = series_of(grid, series)
        cells = [Cell()] * len(grid.rows)
        for before, after in zip(found, found[1:], strict=False):
            cells[after.start] = Cell(value=after.mean - before.mean)
        return cells

    def limit(side: int) -> "Along":
        def limits(grid: Grid) -> list[Cell]:
            found = [(each, each.limits()) for each in series_of(grid, series)]
            return [Cell(value=both[side]) if both else Cell() for each, both in found for _ in each.values]

        label = (LOWER, UPPER)[side].format(series)
        return Along(label, limits, aside=True, of=series, made_of=months, kind=(Kind.LOWER, Kind.UPPER)[side])

    def months(grid: Grid, place: int) -> range:
        stretch = next(each for each in series_of(grid, series) if each.start <= place < each.end)
        return range(stretch.start, stretch.end)

    return [
        Along(MEAN.format(series), means, of=series, made_of=months, kind=Kind.PER_PERIOD),
        Along(CHANGE.format(series), changes, of=series, made_of=months, kind=Kind.STEP),
        limit(0),
        limit(1),
    ]


def series_of(grid: Grid, column: str) -> list[Stretch]:
    """A column of counts in its stretches."""
    place = [each.label for each in grid.columns].index(column)
    return stretches([int(cells[place].n or 0) for cells in grid.cells])
