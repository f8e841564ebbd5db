"""A computed figure beside a recount of it in plain Python, cell by cell."""

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from wmp.board.paper import FIGURES
from wmp.lib.grids import Grid, Number

# Numerator, denominator and value of each cell, by its row's and its column's label.
Recount = dict[tuple[str, str], tuple[Number, Number, Number]]


def grid_of(key: str, day: date) -> Grid:
    return FIGURES[key].table(day).compute()


def cells(grid: Grid, columns: Iterable[str] = ()) -> Recount:
    """Every cell, or those of some columns."""
    wanted = set(columns)
    return {
        (row.label, column.label): (cell.n, cell.d, cell.value)
        for row, column, cell in grid
        if not wanted or column.label in wanted
    }


def assert_recounted(key: str, day: date, expected: Recount) -> None:
    """The figure has these cells in this order, and no check of it fails."""
    grid = grid_of(key, day)
    found = cells(grid)
    assert list(found) == list(expected)
    assert found == expected
    assert list(grid.failures) == []


def count(number: int) -> tuple[int, None, int]:
    return number, None, number


def share(part: int, whole: int) -> tuple[int, int, Decimal | None]:
    """A percentage with its parts; no value where there is nobody to speak of."""
    return part, whole, Decimal(100 * part) / Decimal(whole) if whole else None


def total(numbers: Iterable[Decimal | None], *, empty: Decimal | None = None) -> tuple[Number, None, Number]:
    """A sum of what is there; `empty` where nothing is."""
    there = [number for number in numbers if number is not None]
    whole = sum(there, Decimal(0)) if there else empty
    return whole, None, whole


def near(random: Random, days: list[date], spread: int = 400) -> date:
    """A day around one of `days`: the day itself or its neighbours as often as anything else."""
    steps = random.choice([-1, 0, 1, random.randint(-spread, spread)])
    return random.choice(days) + timedelta(days=steps)
