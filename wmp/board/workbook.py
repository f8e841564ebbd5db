"""A figure's table as a workbook that a finance officer can audit, with what it is of and which checks were made."""

from wmp.board.models import Result
from wmp.board.printing import in_words
from wmp.lib import figure_sheets
from wmp.lib.figures import Figure
from wmp.lib.grids import plain
from wmp.lib.words import long_moment
from wmp.lib.workbooks import Book, about


def as_workbook(figure: Figure, result: Result) -> bytes:
    """The .xlsx file: the table with its formulas, the parts of its ratios, and a sheet about the figure."""
    book, grid = Book(), result.grid
    attempt = result.attempt
    table = figure.table(attempt.run.day)
    added_up = figure_sheets.columns_added_up(table)
    figure_sheets.write(book, "Figure", grid, added_up, title=figure.title, words=in_words)
    facts = {
        "Key": figure.key,
        "What it counts": figure.definition,
        "As at": attempt.run.day,
        "Computed": f"{long_moment(attempt.started_at)}, attempt {attempt.number}",
        "How to read it": "Totals and ratios are formulas of the cells that they are made of. "
        "Numbers are exact, and shown with the decimal places that the paper prints.",
    }
    lists = {
        "Coverage": [f"{label}: {plain(cell.n)} of {plain(cell.d)}" for label, cell in grid.coverage.items()],
        "Checks that failed": list(grid.failures) or ["None"],
        "What is checked": figure_sheets.checks_in_words(table),
    }
    about(book, figure.title, facts, {label: lines for label, lines in lists.items() if lines})
    return book.as_bytes()
