"""What a headline was: in the runs before, and of a number of a period in the periods before.

A number of a month stands still for thirty runs and then is another month's, so its runs say nothing of how far it
usually moves: sixty of them saw two months end. Its table and its five years do.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from wmp.board.models import Result
from wmp.lib.figures import Headline
from wmp.lib.grids import Cell, Grid
from wmp.lib.jumps import ENOUGH_PERIODS, History, moves
from wmp.lib.words import counted


@dataclass(frozen=True)
class Told:
    """A history, and how it is told: when the number was as before, and what there is of it."""

    history: History
    before: str
    points: str


def told(headline: Headline, place: int, result: Result, grid: Grid, runs: Sequence[Grid]) -> Told:
    """The history of a headline that stands at this place among those of its figure. `runs` are the tables of the runs
    before, oldest first, and not none."""
    if not headline.of_period:
        return _of_runs(headline, runs, _yearly(place, result))
    periods = headline.periods(grid)
    now = max(periods, default="")
    earlier = _earlier(headline, now, [_of_trend(headline, place, result), *map(headline.periods, runs), periods])
    same = [each for each in runs if max(headline.periods(each), default="") == now]
    if len(earlier) < ENOUGH_PERIODS:
        return _of_runs(headline, same, moves(earlier))
    noun = "month" if now.count("-") == 1 else "period"
    last = _values(headline, runs[-1:]) if runs[-1] in same[-1:] else []
    history = History(earlier, before=last[0] if last else None, enough=ENOUGH_PERIODS)
    before = "in the run before" if last else f"in the {noun} before"
    return Told(history, before, f"the {counted(len(earlier), noun)} before")


def _of_runs(headline: Headline, runs: Sequence[Grid], yearly: Sequence[Decimal]) -> Told:
    points = _values(headline, runs)
    return Told(History(points, yearly=yearly), "in the run before", f"its last {counted(len(points), 'run')}")


def _values(headline: Headline, grids: Sequence[Grid]) -> list[Decimal]:
    found = [headline.find(grid) for grid in grids]
    return [Decimal(each[2].value) for each in found if each and each[2].value is not None]


def _earlier(headline: Headline, now: str, tables: Sequence[Mapping[str, Cell]]) -> list[Decimal]:
    """What the periods before `now` were, oldest first: each as the last of the tables has it."""
    known = {period: cell for table in tables for period, cell in table.items() if period < now}
    return [Decimal(cell.value) for _, cell in sorted(known.items()) if cell.value is not None]


def _of_trend(headline: Headline, place: int, result: Result) -> dict[str, Cell]:
    """The periods of the five years that were computed."""
    found = {}
    for row, column, cell in _trend(place, result):
        labels = result.trend_of(row, column)
        if labels and (period := headline.period_at(*labels)):
            found[period] = cell
    return found


def _yearly(place: int, result: Result) -> list[Decimal]:
    """How far it moved from one of the five years to the next; the last of them is tonight."""
    years = [Decimal(cell.value) for _, _, cell in _trend(place, result)[:-1] if cell.value is not None]
    return moves(years)


def _trend(place: int, result: Result) -> list[tuple[str, str, Cell]]:
    """The five years of the headline at this place, oldest first, with their labels."""
    trend = result.trend
    if trend is None or place >= len(trend.columns):
        return []
    column = trend.columns[place].label
    return [(row.label, column, cells[place]) for row, cells in zip(trend.rows, trend.cells, strict=True)]
