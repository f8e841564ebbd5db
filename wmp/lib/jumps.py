"""When a number that is computed every day jumps beyond its own history.

**The rule.** The earlier points are what the number was in the runs before; of a number of a month, a quarter or a year
they are the periods before. There have to be at least eight, of periods seven. Their limits are the natural process
limits of an XmR chart: the mean of the points, and on both sides of it 2.66 times the mean moving range (the difference
between a point and the one before). A number jumps where all of this holds:

- it lies outside the limits, both rounded to the decimals that are printed: nobody sees a smaller movement;
- since the run before it, or where the period is new since the period before, it moved further than the upper limit of
  moving ranges, 3.27 times their mean: a number that drifts a little every day leaves its limits without a jump.

Ranges of nought are left out of the mean: a number that stands still on most days would have limits much narrower than
it usually moves. Where fewer than eight ranges are left they say little, and what it moved from one year to the next
counts as well. A number that never moved has no range: any movement is a jump.

The factors are those of Wheeler and Chambers, Understanding Statistical Process Control, and of NHS England's Making
Data Count: 3 / 1.128 and 3.268 for ranges of two. What is known not to be below nought has no limit below it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from wmp.lib.control_charts import XMR

#: As many earlier points say how a number usually moves.
ENOUGH = 8
#: Of periods: three quarters of the table and the same quarter of four earlier years.
ENOUGH_PERIODS = 7
RANGES = Decimal("3.27")


@dataclass(frozen=True)
class History:
    """What a number was, oldest first; what it is compared with, where that is not the last point; how many points are
    enough to tell; and what it moved from year to year, for where it seldom moves."""

    points: Sequence[Decimal]
    before: Decimal | None = None
    enough: int = ENOUGH
    yearly: Sequence[Decimal] = ()

    def usual(self) -> Decimal:
        """How far it usually moves, nought where it never did."""
        found = moves(self.points)
        if len(found) < self.enough:
            found += self.yearly
        return sum(found, Decimal(0)) / len(found) if found else Decimal(0)


@dataclass(frozen=True)
class Jump:
    """The number as it was before, the limits of its history, and of how many points that is."""

    before: Decimal
    lower: Decimal
    upper: Decimal
    points: int


def jump(history: History, now: Decimal, decimals: int) -> Jump | None:
    """How far `now` is beyond its history; None where it is not, or where there is too little."""
    points = history.points
    if len(points) < history.enough:
        return None
    usual = history.usual()
    mean = sum(points, Decimal(0)) / len(points)
    lower, upper = mean - XMR * usual, mean + XMR * usual
    if min(points) >= 0:
        lower = max(lower, Decimal(0))
    before = points[-1] if history.before is None else history.before
    printed = _printed(now, decimals)
    outside = not _printed(lower, decimals) <= printed <= _printed(upper, decimals)
    moved = printed != _printed(before, decimals) and abs(now - before) > RANGES * usual
    return Jump(before, lower, upper, len(points)) if outside and moved else None


def moves(points: Sequence[Decimal]) -> list[Decimal]:
    """How far it moved, each time that it did."""
    return [abs(after - before) for before, after in zip(points, points[1:], strict=False) if after != before]


def _printed(value: Decimal, decimals: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
