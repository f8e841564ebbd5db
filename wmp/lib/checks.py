"""Checks of a computed table: sentences about what does not hold. A figure that fails one is marked with it."""

from collections import Counter
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


def labels_differ(grid: Grid) -> list[str]:
    """No two rows, and no two columns, have one label: a cell is known by its two labels wherever somebody asks for its
    records, why it moved, or quotes it. Holds for every figure."""
    named = {"rows": [row.label for row in grid.rows], "columns": [column.label for column in grid.columns]}
    return [
        f"{times} {kind} are called “{label}”: their records cannot be told apart"
        for kind, labels in named.items()
        for label, times in Counter(labels).items()
        if times > 1
    ]


def across_adds_up(total: str) -> Check:
    """The check that in each row the columns across add up to their column `total`."""

    def check(grid: Grid) -> list[str]:
        """In each row, the columns across add up to their total."""
        parts = [place for place, column in enumerate(grid.columns) if column.where]
        wholes = [place for place, column in enumerate(grid.columns) if column.label == total and not column.where]
        failures = []
        for row, cells in zip(grid.rows, grid.cells, strict=True):
            for whole in (cells[place].n for place in wholes):
                found = added(cells[place].n for place in parts)
                if (found or 0) != (whole or 0):
                    failures.append(f"{row.label}: its columns add up to {found or 0}, not to {whole or 0}")
        return failures

    return check


def shares_make_the_whole(label: str) -> Check:
    """The check that the shares in a column, all rows but totals together, are of one whole and make all of it."""

    def check(grid: Grid) -> list[str]:
        """The shares of all rows are of one whole and make all of it."""
        place = next(place for place, column in enumerate(grid.columns) if column.label == label)
        cells = [cells[place] for row, cells in zip(grid.rows, grid.cells, strict=True) if not row.total]
        wholes = {cell.d or 0 for cell in cells}
        if len(wholes) > 1:
            return [f"{label}: its shares are of {len(wholes)} different wholes"]
        parts, whole = added(cell.n for cell in cells) or 0, max(wholes, default=0)
        return [] if parts == whole else [f"{label}: its shares are of {whole} and make {parts} of it"]

    return check


def of_the_same(ratio: str, numerator: str, denominator: str) -> Check:
    """The check that a ratio divides what two other columns count."""

    def check(grid: Grid) -> list[str]:
        """A ratio divides what other columns of its row count."""
        failures = []
        for i, row in enumerate(grid.rows):
            cells = grid.by_label(i)
            if (cells[ratio].n, cells[ratio].d) != (cells[numerator].n, cells[denominator].n):
                failures.append(f"{row.label}, {ratio}: is not {numerator} over {denominator}")
        return failures

    return check


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
