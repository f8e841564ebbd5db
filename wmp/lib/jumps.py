"""When a number that is computed every day jumps beyond its own history.

**The rule.** The earlier points are what the number was in the runs before. There have to be at least eight. Their
limits are the natural process limits of an XmR chart: the mean of the points, and on both sides of it 2.66 times the
mean moving range (the difference between a point and the one before). A number jumps where all of this holds:

- it lies outside the limits, both rounded to the decimals that are printed: nobody sees a smaller movement;
- since the run before it moved further than the upper limit of moving ranges, 3.27 times their mean: a number that
  drifts a little every day leaves its limits without a jump.

Ranges of nought are left out of the mean. A number of each month stands still for some thirty runs, and they would make
its limits a thirtieth as wide as it usually moves. A number that never moved has no range: any movement is a jump.

The factors are those of Wheeler and Chambers, Understanding Statistical Process Control, and of NHS England's Making
Data Count: 3 / 1.128 and 3.268 for ranges of two. What is known not to be below nought has no limit below it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from wmp.lib.control_charts import XMR

#: As many earlier points say how a number usually moves.
ENOUGH = 8
RANGES = Decimal("3.27")


@dataclass(frozen=True)
class Jump:
    """The number as it was in the run before, the limits of its history, and of how many points that is."""

    before: Decimal
    lower: Decimal
    upper: Decimal
    points: int


def jump(earlier: Sequence[Decimal], now: Decimal, decimals: int) -> Jump | None:
    """How far `now` is beyond its history, oldest first; None where it is not, or where there is too little."""
    if len(earlier) < ENOUGH:
        return None
    moves = [abs(after - before) for before, after in zip(earlier, earlier[1:], strict=False) if after != before]
    usual = sum(moves, Decimal(0)) / len(moves) if moves else Decimal(0)
    mean = sum(earlier, Decimal(0)) / len(earlier)
    lower, upper = mean - XMR * usual, mean + XMR * usual
    if min(earlier) >= 0:
        lower = max(lower, Decimal(0))
    before = earlier[-1]
    printed = _printed(now, decimals)
    outside = not _printed(lower, decimals) <= printed <= _printed(upper, decimals)
    moved = printed != _printed(before, decimals) and abs(now - before) > RANGES * usual
    return Jump(before, lower, upper, len(earlier)) if outside and moved else None


def _printed(value: Decimal, decimals: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
