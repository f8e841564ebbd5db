"""Rows of cells from a file, one at a time, with the faults that need no knowledge of what the cells mean."""

import csv
import os
import re
import unicodedata
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from operator import itemgetter
from typing import Any, BinaryIO, NamedTuple

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, ZipError

from wmp.lib import formulas
from wmp.lib.extracts.columns import Column, SheetValue
from wmp.lib.extracts.faults import ExtractError, FaultList
from wmp.lib.words import counted, one_of

# No row of ours comes near these; what does is no CSV file, or a quotation mark that was never closed.
LONGEST_LINE = 1_000_000
# A workbook of a million rows unpacks to some 300 MB; anything beyond this was made to fill the disk or memory.
LARGEST_WORKBOOK = 400_000_000

ZIP_MARK = b"PK\x03\x04"
OLD_EXCEL_MARK = b"\xd0\xcf\x11\xe0"
INNER_MARK = "text follows a closing quotation mark; write a mark within a cell twice"
NIL = frozenset({"", "-"})
# What our exports put before a cell that a spreadsheet would run as a formula.
NEUTRALISED = re.compile(rf"{formulas.GUARD}\s*[{re.escape(formulas.STARTS)}]")
# Control characters, and the surrogates that stand for bytes that are not UTF-8.
UNREADABLE = re.compile("[\x00-\x08\x0e-\x1b\x7f\x80-\x84\x86-\x9f]")
# A cell of a CSV line that is in order, with the comma after it.
WHOLE_CELL = re.compile(r'(?:"(?:[^"]|"")*"|[^",][^,]*|),')
NOT_UTF8 = re.compile("[\udc80-\udcff]")


class Row(NamedTuple):
    line: int
    cells: Sequence[str | None]


def rows_of(file: BinaryIO, columns: Sequence[Column], kind: str, faults: FaultList) -> Iterator[Row]:
    """The file's rows with their cells in the order of `columns`, nil as None. Faulty rows are left out and noted.

    Raises ExtractError where nothing can be read at all.
    """
    mark = file.read(4)
    file.seek(0)
    if mark == OLD_EXCEL_MARK:
        raise ExtractError("This is an old Excel workbook (.xls). Save it as .xlsx or as CSV UTF-8 and try again.")
    if mark == ZIP_MARK:
        raw, clean = _sheet_rows(file), _clean_sheet_row
    else:
        raw, clean = _csv_rows(file), _clean_csv_row
    header = next((row for row in raw if row.broken or any(cell != "" for cell in row.cells)), None)
    if header is None:
        if not faults.count:
            faults.add(1, columns[0].name, "the file is empty; its first line names the columns")
        return
    order = _header(header, columns, kind, faults)
    if order is None:
        return
    in_order = _same_order if order == list(columns) else itemgetter(*(order.index(column) for column in columns))
    for line, cells, careful, broken in raw:
        if broken:
            faults.rows_lost += 1
            faults.add(line, order[min(len(cells), len(order)) - 1].name, broken)
        elif not any(cells) and all(cell == "" for cell in cells):
            continue
        elif len(cells) != len(order):
            faults.rows_lost += 1
            at = order[min(len(cells), len(order) - 1)].name
            faults.add(line, at, f"the row has {counted(len(cells), 'cell')}; the header has {len(order)}")
        else:
            yield Row(line, in_order(clean(cells, order, line, careful, faults)))


def _same_order(cells: Sequence[str | None]) -> Sequence[str | None]:
    return cells


class RawRow(NamedTuple):
    """`careful`: some cell may not be as it seems. `broken`: why the last cell cannot be read."""

    line: int
    cells: Sequence[Any]
    careful: bool = True
    broken: str = ""


def _header(row: RawRow, columns: Sequence[Column], kind: str, faults: FaultList) -> list[Column] | None:
    """The columns in the file's order, or None after noting what is wrong with its first line."""
    known = {column.name: column for column in columns}
    given = [str(cell).strip().lower() for cell in row.cells]
    before = faults.count
    for place, title in enumerate(given):
        shown = _shown(str(row.cells[place])) or f"{place + 1}"
        if row.broken or NOT_UTF8.search(title) or "\0" in title:
            # What bytes of another encoding make is no name of a column.
            faults.add(row.line, f"{place + 1}", row.broken or "is not UTF-8 text; save the file as CSV UTF-8")
            return None
        if len(given) == 1 and title not in known:
            faults.add(row.line, shown, "the first line must name its columns with commas between")
            return None
        if title not in known:
            faults.add(row.line, shown, f"there is no such column in {one_of(kind)} file; take it out")
        elif title in given[:place]:
            faults.add(row.line, shown, "the column stands twice")
    for title in known:
        if title not in given:
            faults.add(row.line, title, "the column is missing")
    return [known[title] for title in given] if faults.count == before else None


def _shown(cell: str) -> str:
    """A heading as it may be printed, whatever bytes it is made of."""
    return UNREADABLE.sub("?", cell.strip()[:60]).encode("utf-8", "replace").decode()


# --- CSV -------------------------------------------------------------------------------------------------------------


class _Lines:
    """Decoded lines, counted. A line that was looked at may be given back, for the csv reader to begin with."""

    def __init__(self, file: BinaryIO) -> None:
        self.file = file
        self.number = 0
        self.given_back = ""

    def read(self) -> str:
        """The next line, empty at the end. Raises csv.Error where there is no end to it."""
        raw = self.file.readline(LONGEST_LINE)
        self.number += 1
        if self.number == 1 and raw.startswith(b"\xef\xbb\xbf"):
            raw = raw[3:]
        if len(raw) >= LONGEST_LINE:
            raise csv.Error("line too long")
        try:
            return raw.decode()
        except UnicodeDecodeError:
            return raw.decode(errors="surrogateescape")

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line, self.given_back = self.given_back or self.read(), ""
        if not line:
            raise StopIteration
        return line


def _is_plain(line: str) -> bool:
    """Nothing in the line needs a closer look: as good as every line, so this and what follows it are quick."""
    return (
        line.isascii()
        and line.isprintable()
        and "'" not in line
        and '"' not in line
        and ", " not in line
        and " ," not in line
        and "  " not in line
        and line[:1] != " "
        and line[-1:] != " "
    )


def _csv_rows(file: BinaryIO) -> Iterator[RawRow]:
    lines = _Lines(file)
    reader = csv.reader(lines, strict=True)
    while True:
        start, text = lines.number + 1, ""
        try:
            text = lines.read()
            if not text:
                return
            plain = text.rstrip("\r\n")
            careful = not _is_plain(plain)
            if careful:
                lines.given_back = text
            cells = next(reader) if careful else plain.split(",")
        except csv.Error as error:
            yield RawRow(start, _cells_up_to_fault(text), broken=_words_for(str(error)))
            if _words_for(str(error)) != INNER_MARK:
                return
        else:
            yield RawRow(start, cells, careful)


def _cells_up_to_fault(line: str) -> list[str]:
    """The cells of a row's first line as far as they can be told apart, the one at fault last."""
    cells, place = [""], 0
    while found := WHOLE_CELL.match(line, place, 10_000):
        cells.append("")
        place = found.end()
    return cells


def _words_for(error: str) -> str:
    if "expected after" in error:
        return INNER_MARK
    if "new-line" in error:
        return "lines must end in a line feed; save the file as CSV UTF-8"
    if "line too long" in error:
        return "the line is longer than any row can be; nothing after it was read"
    return "a quotation mark is opened and never closed; nothing after it was read"


def _clean_csv_row(
    cells: Sequence[Any], order: Sequence[Column], line: int, careful: bool, faults: FaultList
) -> list[str | None]:
    if not careful:
        return [cell if cell and cell != "-" else None for cell in cells]
    return _closer_look(cells, order, line, faults)


def _closer_look(cells: Iterable[str], order: Sequence[Column], line: int, faults: FaultList) -> list[str | None]:
    """The cells' text. What cannot be read is noted and left out, so that the row's other faults are found too."""
    cleaned: list[str | None] = []
    for cell, column in zip(cells, order, strict=True):
        text = cell.strip()
        if not text.isprintable():
            text = _readable(text, line, column, faults)
        if text.startswith("'") and NEUTRALISED.match(text):
            text = text[1:]
        if "  " in text:
            text = " ".join(text.split())
        if not text.isascii():
            text = unicodedata.normalize("NFC", text)
        cleaned.append(None if text in NIL else text)
    return cleaned


def _readable(cell: str, line: int, column: Column, faults: FaultList) -> str:
    """What can be read of a cell, line breaks and odd spaces as spaces; the rest is noted."""
    if NOT_UTF8.search(cell):
        faults.add(line, column.name, "is not UTF-8 text; save the file as CSV UTF-8")
    elif "\x00" in cell:
        faults.add(line, column.name, "holds a NUL byte")
    elif UNREADABLE.search(cell):
        faults.add(line, column.name, "holds a control character")
    return " ".join(UNREADABLE.sub("", NOT_UTF8.sub("?", cell)).split())


# --- workbooks -------------------------------------------------------------------------------------------------------


def _sheet_rows(file: BinaryIO) -> Iterator[RawRow]:
    _refuse_bombs(file)
    try:
        sheet = CalamineWorkbook.from_filelike(file).get_sheet_by_index(0)
        # Calamine leaves out empty columns at the left and keeps empty rows at the top.
        _, left = sheet.start or (0, 0)
        width = 0
        for line, cells in enumerate(sheet.iter_rows(), start=1):
            whole = [""] * left + cells
            width = width or len(_without_tail(whole))
            # Every row is as wide as the widest: cells beyond the header count only if something stands in them.
            yield RawRow(line, whole if any(cell != "" for cell in whole[width:]) else whole[:width])
    except PasswordError as error:
        raise ExtractError("The workbook is locked with a password. Save it without one and try again.") from error
    except (CalamineError, ZipError, IndexError, OSError, ValueError) as error:
        raise ExtractError("The file is no workbook that can be read. Save it as .xlsx again.") from error


def _without_tail(cells: list[SheetValue]) -> list[SheetValue]:
    while cells and cells[-1] == "":
        cells = cells[:-1]
    return cells


def _refuse_bombs(file: BinaryIO) -> None:
    """Unpacks the archive once without keeping it, since the sizes it states may be untrue."""
    total = 0
    try:
        with zipfile.ZipFile(file) as archive:
            for entry in archive.infolist():
                with archive.open(entry) as content:
                    while block := content.read(1 << 20):
                        total += len(block)
                        if total > LARGEST_WORKBOOK:
                            raise ExtractError(
                                "The workbook unpacks to more than 400 MB. Save it as CSV UTF-8 instead."
                            )
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError, OSError, ValueError) as error:
        raise ExtractError("The workbook is damaged. Save it as .xlsx again and try once more.") from error
    file.seek(0, os.SEEK_SET)


def _clean_sheet_row(
    cells: Sequence[Any], order: Sequence[Column], line: int, careful: bool, faults: FaultList
) -> list[str | None]:
    return _closer_look(
        (column.from_sheet(cell) for cell, column in zip(cells, order, strict=True)), order, line, faults
    )
