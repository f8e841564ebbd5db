"""An edition as a workbook: a sheet of contents, and one for each figure with its definition, table and trend.

Totals and ratios are formulas of the cells that they are made of. Where an edition rounds each number on its own,
nothing adds up exactly, so its tables of people are values only.
"""

import textwrap
from collections.abc import Mapping
from datetime import datetime

from wmp.board.papers.content import Content, FigureContent
from wmp.board.papers.data import chosen
from wmp.board.papers.printed import Printed, coverage_in_words, marks_of, source_of
from wmp.board.printing import in_words
from wmp.lib.figure_sheets import write as write_table
from wmp.lib.grids import Grid
from wmp.lib.workbooks import Book, Sheet

CONTENTS = "Contents"
# Letters to a line of a definition, which runs over the columns of its sheet.
LINE = 110


def as_workbook(content: Content, paper: Printed, at: datetime) -> bytes:
    """The .xlsx file, which says that it is of `at` (in UTC, without saying so)."""
    book = Book(at)
    names = {figure.key: f"Table {number}" for number, figure in enumerate(chosen(content, ""), start=1)}
    _contents(book, paper, content, names)
    for figure in chosen(content, ""):
        _figure(book, names[figure.key], figure, exact=content.audience == "restricted" or not figure.about_people)
    return book.as_bytes()


def _contents(book: Book, paper: Printed, content: Content, names: Mapping[str, str]) -> None:
    sheet = book.sheet(CONTENTS)
    line = 0
    for words in [paper.marking, paper.title]:
        if words:
            sheet.text(line, 0, words, bold=True, font_size=14)
            line += 1
    line += 1
    for label, value in [*paper.facts, *((mark, f"{meaning}.") for mark, meaning in paper.marks)]:
        sheet.text(line, 0, label, bold=True)
        sheet.note(line, 1, value)
        line += 1
    line = _lines(sheet, line, 1, [paper.rule, paper.correction, paper.why, *paper.differences]) + 1
    section_of = {key: section.title for section in content.sections for key in section.figures}
    sheet.head(line, ["Sheet", "Figure", "Section", "Key"], numeric_from=4)
    for figure in chosen(content, ""):
        line += 1
        sheet.link(line, 0, names[figure.key], names[figure.key])
        for column, text in enumerate((figure.title, section_of.get(figure.key, "Quoted in the text"), figure.key), 1):
            sheet.text(line, column, text)


def _figure(book: Book, name: str, figure: FigureContent, *, exact: bool) -> None:
    sheet = book.sheet(name)
    sheet.note(0, 0, figure.title, bold=True, font_size=14)
    said = [figure.definition, source_of(figure), *(f"Check failed: {failure}" for failure in figure.grid.failures)]
    said += [f"{label}: {coverage_in_words(cell)}" for label, cell in figure.grid.coverage.items()]
    line = _lines(sheet, 1, 0, said) + 1
    line = _table(book, name, figure.grid, "", line, exact=exact)
    tables = [figure.grid]
    if figure.trend:
        line = _table(book, name, figure.trend, "Five years", line + 1, exact=exact)
        tables.append(figure.trend)
    line = _lines(sheet, line + 1, 0, [f"{mark}: {meaning}." for mark, meaning in marks_of(tables)]) + 1
    sheet.link(line, 0, CONTENTS, CONTENTS)


def _table(book: Book, name: str, grid: Grid, title: str, top: int, *, exact: bool) -> int:
    return write_table(
        book, name, grid, _added_up(grid), title=title, words=in_words, top=top, ratios=name, exact=exact
    )


def _added_up(grid: Grid) -> dict[str, str]:
    """The columns that may add up others of their row, as `figure_sheets.columns_added_up` tells of a declaration."""
    over = next((key for column in grid.columns for key in column.where), "")
    return {column.label: over for column in grid.columns if over and not column.where}


def _lines(sheet: Sheet, line: int, column: int, texts: list[str]) -> int:
    """Texts below each other, broken into lines. Returns the line below them."""
    for text in texts:
        for part in textwrap.wrap(text, LINE):
            sheet.note(line, column, part)
            line += 1
    return line
