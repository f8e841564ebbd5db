"""A computed figure beside a recount of it in plain Python, cell by cell."""

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from django.db import connection
from django.db.models import Count, Sum
from django.test.utils import CaptureQueriesContext

from wmp.board.paper import FIGURES
from wmp.lib.figures import Derived
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


def assert_recounted(key: str, day: date, expected: Recount, failures: Iterable[str] = ()) -> None:
    """The figure has these cells in this order, and no check of it fails but these."""
    grid = grid_of(key, day)
    found = cells(grid)
    assert list(found) == list(expected)
    assert found == expected
    assert list(grid.failures) == list(failures)


def assert_records_behind(key: str, day: date, summed: str = "", most: int = 150) -> None:
    """Of up to `most` cells: the records listed are as many as were counted, or add up to what was summed.

    Where they are not exactly those, a condition on something classified was left out, and no list may tell it.
    """
    table = FIGURES[key].table(day)
    derived = {spec.label for spec in table.columns if isinstance(spec, Derived)}
    cells = [each for each in table.compute() if each[1].label not in derived]
    for row, column, cell in Random(1).sample(cells, min(most, len(cells))):
        for part, number in (("n", cell.n), ("d", cell.d)):
            if number is None:
                continue
            behind, exact = table.records(row, column, part)
            of_field = summed and column.unit not in ("count", "percent")
            with CaptureQueriesContext(connection) as caught:
                found = behind.unscoped().aggregate(n=Sum(summed) if of_field else Count("pk"))["n"] or 0
            assert found == number if exact else found >= number, (row.label, column.label, part)
            assert not [query for query in caught if "equalitymonitoring" in query["sql"]]


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
