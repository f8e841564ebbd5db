"""A computed table as sheets of a workbook: the table itself, and the numerators and denominators of its ratios.

A total is a SUM over the rows that belong to it, or over the columns that it adds up; a ratio divides its numerator's
cell by its denominator's. Where that would not give the stored value, the value stands as a number.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from wmp.lib.checks import Check
from wmp.lib.figures import Table
from wmp.lib.grids import WITHHELD, Cell, Column, Grid, Number, Row, added
from wmp.lib.measures import Across
from wmp.lib.workbooks import Book, Sheet, across, number_format, ranges

RATIOS = "Ratios"
EXACT = "#,##0.##########"
HUNDRED = Decimal(100)


def columns_added_up(table: Table) -> dict[str, str]:
    """The labels of the columns that add up others in their row, with the field across which those stand."""
    found = {spec.total: spec.over for spec in table.columns if isinstance(spec, Across) and spec.total}
    for neighbour in table.beside:
        found |= columns_added_up(neighbour)
    return found


NAMED_ONCE = "No two rows, and no two columns, have one name."


def checks_in_words(table: Table) -> list[str]:
    """What was looked at when the table was computed, a sentence each."""
    checks: list[Check] = [*table.checks]
    for neighbour in table.beside:
        checks += neighbour.checks
    said = [" ".join((check.__doc__ or "").split("\n\n")[0].split()) for check in checks]
    return [*dict.fromkeys(each for each in said if each), "A share lies between 0 and 100 per cent.", NAMED_ONCE]


Part = Callable[[Row, Column], str]


def write(
    book: Book,
    name: str,
    grid: Grid,
    added_up: Mapping[str, str],
    *,
    title: str,
    words: Callable[[str], str] = str,
    part: Part = lambda row, column: "",
    top: int = 0,
    ratios: str = RATIOS,
    exact: bool = True,
) -> int:
    """Writes the table of a figure to a sheet called `name`, from its line `top` on, and returns the line below it.

    Its ratios, if any, go to the sheet called `ratios`, below the table if that is the same one. `added_up` is what
    `columns_added_up` says of the table. `words` makes of a row's or column's label what is read. `part` gives the
    formula of a cell that is no total, where the records that it adds up stand in the workbook; "" where they do not.
    Numbers that are not `exact`, since an edition rounded each on its own, stand as numbers and without formulas.
    """
    return _Writer(book, grid, added_up, words, part, top, ratios, exact).write(name, title)


@dataclass
class _Writer:
    book: Book
    grid: Grid
    added_up: Mapping[str, str]
    words: Callable[[str], str]
    part: Part
    top: int
    ratios_on: str
    exact: bool
    #: The line of the sheet on which each row of the grid stands, counted from 0.
    lines: list[int] = field(default_factory=list)
    #: The line of the sheet of ratios on which each ratio stands, by its place in the grid.
    ratios: dict[tuple[int, int], int] = field(default_factory=dict)

    def write(self, name: str, title: str) -> int:
        sheet = self.book.sheet(name)
        sheet.head(self.top, [title, *(self.words(column.label) for column in self.grid.columns)])
        below = self._place_rows(sheet) + 1
        head = below + 2 if self.ratios_on == name else 0
        self.ratios = {place: line for line, place in enumerate(self._ratios(), start=head + 1)}
        for i, row in enumerate(self.grid.rows):
            look = {"bold": True, "top": 1} if row.total else {}
            sheet.text(self.lines[i], 0, self.words(row.label), **look)
            for k, column in enumerate(self.grid.columns):
                self._cell(sheet, i, k, column, **look)
        if not self.ratios:
            return below
        self._write_ratios(self.book.sheet(self.ratios_on), head, freeze=self.ratios_on != name)
        return head + 1 + len(self.ratios) if head else below

    def _place_rows(self, sheet: Sheet) -> int:
        """Each row's line, below the heading that some stand under. Returns the last."""
        under, line = "", self.top
        for row in self.grid.rows:
            line += 1
            if row.under and row.under != under:
                sheet.text(line, 0, self.words(row.under), italic=True)
                line += 1
            under = row.under
            self.lines.append(line)
        return line

    def _ratios(self) -> list[tuple[int, int]]:
        """The places of the cells that are their numerator over their denominator."""
        if not self.exact:
            return []
        return [
            (i, k)
            for i, cells in enumerate(self.grid.cells)
            for k, cell in enumerate(cells)
            if _is_ratio(cell, self.grid.columns[k])
        ]

    def _cell(self, sheet: Sheet, i: int, k: int, column: Column, **look: object) -> None:
        cell = self.grid.cells[i][k]
        if cell.withheld:
            sheet.text(self.lines[i], k + 1, WITHHELD, align="right", **look)
            return
        shown = number_format(column)
        value = _in_sheet(cell.value, column)
        formula = self._formula(i, k, cell)
        if formula and value is not None:
            sheet.formula(self.lines[i], k + 1, formula, value, shown, **look)
        else:
            sheet.number(self.lines[i], k + 1, value, shown, **look)

    def _formula(self, i: int, k: int, cell: Cell) -> str:
        """What the cell is made of; "" where it is a number of its own."""
        if not self.exact:
            return ""
        if (i, k) in self.ratios:
            line = self.ratios[i, k] + 1
            sheet = self.ratios_on if self.ratios_on.isalnum() else f"'{self.ratios_on}'"
            return f"{sheet}!C{line}/{sheet}!D{line}"
        if cell.d is not None or cell.n is None or cell.n != cell.value:
            return ""
        columns = self._columns_of(k)
        if columns and _adds_up(cell.n, [self.grid.cells[i][place].n for place in columns]):
            return f"SUM({across(self.lines[i], [place + 1 for place in columns])})"
        rows = self._rows_of(i)
        if rows and _adds_up(cell.n, [self.grid.cells[place][k].n for place in rows]):
            return f"SUM({ranges(k + 1, [self.lines[place] for place in rows])})"
        return "" if rows or columns else self.part(self.grid.rows[i], self.grid.columns[k])

    def _columns_of(self, k: int) -> list[int]:
        """The columns that one adds up in its row."""
        column = self.grid.columns[k]
        over = "" if column.where else self.added_up.get(column.label, "")
        return [place for place, each in enumerate(self.grid.columns) if over in each.where] if over else []

    def _rows_of(self, i: int) -> list[int]:
        """The rows that belong to a total."""
        total = self.grid.rows[i]
        if not total.total:
            return []
        return [place for place, row in enumerate(self.grid.rows) if not row.total and total.includes(row)]

    def _write_ratios(self, sheet: Sheet, head: int, *, freeze: bool) -> None:
        sheet.head(head, ["Row", "Column", "Numerator", "Denominator"], numeric_from=2, freeze=freeze)
        for (i, k), line in self.ratios.items():
            sheet.text(line, 0, self.words(self.grid.rows[i].label))
            sheet.text(line, 1, self.words(self.grid.columns[k].label))
            self._part(sheet, i, k, "n")
            self._part(sheet, i, k, "d")

    def _part(self, sheet: Sheet, i: int, k: int, part: str) -> None:
        """A numerator or denominator: of a total the sum of its rows', where it is."""
        line, column = self.ratios[i, k], 2 if part == "n" else 3
        number = getattr(self.grid.cells[i][k], part)
        rows = [place for place in self._rows_of(i) if (place, k) in self.ratios]
        if rows and _adds_up(number, [getattr(self.grid.cells[place][k], part) for place in rows]):
            formula = f"SUM({ranges(column, [self.ratios[place, k] for place in rows])})"
            sheet.formula(line, column, formula, number, EXACT)
        else:
            sheet.number(line, column, number, EXACT)


def _is_ratio(cell: Cell, column: Column) -> bool:
    """Is the value what dividing gives? A median has a denominator as well, and is not."""
    return cell.value is not None and Cell.ratio(cell.n, cell.d, 100 if _percent(column) else 1).value == cell.value


def _adds_up(whole: Number, parts: Sequence[Number]) -> bool:
    return (added(parts) or 0) == whole


def _in_sheet(value: Number, column: Column) -> Number:
    """A spreadsheet's per cent is a part of one."""
    return Decimal(value) / HUNDRED if value is not None and _percent(column) else value


def _percent(column: Column) -> bool:
    return column.unit in ("percent", "percent of target")
