"""Checks of a computed table: sentences about what does not hold. A figure that fails one is marked with it."""

from collections.abc import Callable

from wmp.lib.grids import Grid, added

Check = Callable[[Grid], list[str]]


def shares_within_bounds(grid: Grid) -> list[str]:
    """A share lies between 0 and 1. Holds for every figure."""
    return [
        f"{row.label}, {column.label}: a share of {cell.value} per cent"
        for row, column, cell in grid
        if column.unit == "percent" and cell.value is not None and not 0 <= cell.value <= 100
    ]


def totals_equal_parts(grid: Grid) -> list[str]:
    """Each total equals the sum of the printed rows that belong to it, in every column that adds up."""
    failures = []
    for i, total in enumerate(grid.rows):
        if not total.total:
            continue
        parts = [j for j, row in enumerate(grid.rows) if not row.total and total.includes(row)]
        for k, column in enumerate(grid.columns):
            if column.unit == "percent":
                continue
            whole, sum_of_parts = grid.cells[i][k].n, added(grid.cells[j][k].n for j in parts)
            if (whole or 0) != (sum_of_parts or 0):
                failures.append(f"{total.label}, {column.label}: {whole} is not the sum of its rows, {sum_of_parts}")
    return failures
