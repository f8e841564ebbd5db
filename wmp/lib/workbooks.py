"""Workbooks that somebody can audit: numbers as numbers, totals and ratios as formulas of the cells they come from.

Every formula carries its value besides, for whoever looks at the file where nothing is calculated. A formula is written
only where it gives that value: a total that is not the sum of its parts stands as a number, and the sheet about the
figure says which check failed.
"""

import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_rowcol_to_cell

from wmp.lib.formulas import inert
from wmp.lib.grids import Column

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WIDEST = 60


def number_format(column: Column) -> str:
    """How a spreadsheet prints a column's numbers: £1,234, -17.00, 12.9%."""
    places = f".{'0' * column.decimals}" if column.decimals else ""
    match column.unit:
        case "percent" | "percent of target":
            return f"0{places}%"
        case "pounds":
            return f"£#,##0{places};-£#,##0{places}"
        case _:
            return f"#,##0{places}"


def ranges(column: int, rows: Iterable[int], sheet: str = "") -> str:
    """Cells of one column as a spreadsheet names them, those below each other together: `B2:B4,B7`. Counted from 0.

    With the name of another `sheet`: `'FTE lines'!B2:B4`.
    """
    before = f"'{sheet}'!" if sheet else ""
    runs: list[list[int]] = []
    for row in sorted(rows):
        if runs and row == runs[-1][1] + 1:
            runs[-1][1] = row
        else:
            runs.append([row, row])
    named = (tuple(xl_rowcol_to_cell(row, column) for row in run) for run in runs)
    return ",".join(before + (first if first == last else f"{first}:{last}") for first, last in named)


def cell_name(row: int, column: int) -> str:
    """One cell as a spreadsheet names it: `B2`. Counted from 0."""
    return str(xl_rowcol_to_cell(row, column))


def across(row: int, columns: Sequence[int]) -> str:
    """Cells of one row, those beside each other together: `B2:F2`. Counted from 0."""
    if list(columns) == list(range(columns[0], columns[-1] + 1)) and len(columns) > 1:
        return f"{xl_rowcol_to_cell(row, columns[0])}:{xl_rowcol_to_cell(row, columns[-1])}"
    return ",".join(xl_rowcol_to_cell(row, column) for column in columns)


class Sheet:
    """One sheet, written cell by cell. Rows and columns are counted from 0."""

    def __init__(self, book: "Book", name: str) -> None:
        self.book, self.name = book, name
        self._sheet = book.workbook.add_worksheet(name)
        self._widths: dict[int, int] = {}

    def text(self, row: int, column: int, text: str, **look: Any) -> None:
        """Words, of which a spreadsheet makes no formula."""
        self._sheet.write_string(row, column, inert(text), self.book.look(**look))
        if not look.get("text_wrap"):
            self._widen(column, len(text))

    def note(self, row: int, column: int, text: str, **look: Any) -> None:
        """Words that run on over the columns to the right, and make their own no wider."""
        self._sheet.write_string(row, column, inert(text), self.book.look(**look))

    def number(self, row: int, column: int, value: Decimal | int | None, number_format: str, **look: Any) -> None:
        """A number as it is, however few decimal places are shown; nothing for None."""
        if value is not None:
            self._sheet.write_number(row, column, float(value), self.book.look(num_format=number_format, **look))
            self._widen(column, len(f"{value:,.0f}") + 6)

    def formula(
        self, row: int, column: int, formula: str, value: Decimal | int, number_format: str, **look: Any
    ) -> None:
        """A formula, with what it comes to."""
        shown = self.book.look(num_format=number_format, **look)
        self._sheet.write_formula(row, column, f"={formula}", shown, float(value))
        self._widen(column, len(f"{value:,.0f}") + 6)

    def day(self, row: int, column: int, day: date) -> None:
        self._sheet.write_datetime(row, column, day, self.book.look(num_format="d mmm yyyy", align="left"))
        self._widen(column, 14)

    def head(self, row: int, texts: Sequence[str], *, numeric_from: int = 1, freeze: bool = True) -> None:
        """A heading line. The one that the sheet is of stays in view together with the first column."""
        for column, text in enumerate(texts):
            align = {"align": "right"} if column >= numeric_from else {}
            self.text(row, column, text, bold=True, bottom=1, **align)
        if freeze:
            self._sheet.freeze_panes(row + 1, 1)
            self._sheet.repeat_rows(row)

    def link(self, row: int, column: int, text: str, sheet: str) -> None:
        """Words that lead to another sheet."""
        look = self.book.look(font_color="blue", underline=1)
        self._sheet.write_url(row, column, f"internal:'{sheet}'!A1", look, string=inert(text))
        self._widen(column, len(text))

    def width(self, column: int, characters: int) -> None:
        self._widths[column] = characters

    def finish(self) -> None:
        for column, width in self._widths.items():
            self._sheet.set_column(column, column, min(width + 2, WIDEST))
        self._sheet.set_landscape()
        self._sheet.fit_to_pages(1, 0)

    def _widen(self, column: int, characters: int) -> None:
        self._widths[column] = max(self._widths.get(column, 8), characters)


class Book:
    """A workbook in memory, as long as somebody would read one. It says that it was made `at` that moment, else now."""

    def __init__(self, at: datetime | None = None) -> None:
        self._out = io.BytesIO()
        self.workbook = xlsxwriter.Workbook(self._out, {"in_memory": True})
        if at:
            self.workbook.set_properties({"created": at})
        self._sheets: dict[str, Sheet] = {}
        self._looks: dict[tuple[tuple[str, Any], ...], Any] = {}

    def sheet(self, name: str) -> Sheet:
        """The sheet of that name: the next one, where there is none yet. So their order can be given beforehand."""
        if name not in self._sheets:
            self._sheets[name] = Sheet(self, name)
        return self._sheets[name]

    def look(self, **properties: Any) -> Any:
        """How a cell looks. A workbook keeps each look once."""
        key = tuple(sorted(properties.items()))
        if key not in self._looks:
            self._looks[key] = self.workbook.add_format({"valign": "top", **properties})
        return self._looks[key]

    def as_bytes(self) -> bytes:
        """The file. Nothing can be written after this."""
        for sheet in self._sheets.values():
            sheet.finish()
        self.workbook.close()
        return self._out.getvalue()


def about(book: Book, title: str, facts: Mapping[str, Any], lists: Mapping[str, Sequence[str]]) -> None:
    """The sheet that says what the others are of: facts in a line each, then lists under their headings."""
    sheet = book.sheet("About")
    sheet.text(0, 0, title, bold=True, font_size=14)
    sheet.width(0, 24)
    row = 2
    for label, value in facts.items():
        sheet.text(row, 0, label, bold=True)
        if isinstance(value, date):
            sheet.day(row, 1, value)
        else:
            sheet.text(row, 1, str(value), text_wrap=True)
        row += 1
    for label, lines in lists.items():
        sheet.text(row + 1, 0, label, bold=True)
        for line in lines:
            row += 1
            sheet.text(row, 1, line, text_wrap=True)
        row += 1
    sheet.width(1, WIDEST * 2)
