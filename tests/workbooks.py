"""Workbooks read back: what stands in each cell, and whether its formula gives the value that is stored with it."""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree import ElementTree

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
REFERENCE = re.compile(r"(?:(?:'([^']+)'|(\w+))!)?([A-Z]+\d+)")


@dataclass(frozen=True)
class Stored:
    """A cell: its formula without the equals sign ("" where it is none), and its value."""

    formula: str
    value: str | float


@dataclass(frozen=True)
class Workbook:
    sheets: dict[str, dict[str, Stored]]

    def column(self, sheet: str, letter: str) -> list[str | float]:
        """What stands in a column, from the top; cells with nothing are left out."""
        cells = self.sheets[sheet]
        places = sorted((int(ref[len(letter) :]), ref) for ref in cells if re.fullmatch(letter + r"\d+", ref))
        return [cells[ref].value for _, ref in places]

    def formulas(self) -> Iterator[tuple[str, str, Stored]]:
        for name, cells in self.sheets.items():
            yield from ((name, ref, cell) for ref, cell in cells.items() if cell.formula)

    def worked_out(self, sheet: str, formula: str) -> float:
        """A formula of ours: SUM of cells and ranges, one cell over another or less it, a cell or what it is
        below nothing.

        Each cell's own formula first.
        """
        if found := re.fullmatch(r"SUM\((.*)\)", formula):
            return sum(self._of_range(sheet, part) for part in found[1].split(","))
        if formula.startswith("-"):
            return -self._of(sheet, formula[1:])
        if "-" in formula:
            whole, _, less = formula.partition("-")
            return self._of(sheet, whole) - self._of(sheet, less)
        numerator, slash, denominator = formula.partition("/")
        return self._of(sheet, numerator) / (self._of(sheet, denominator) if slash else 1)

    def _of_range(self, sheet: str, part: str) -> float:
        other, _, cells = part.rpartition("!")
        return sum(self._at(other.strip("'") or sheet, ref) for ref in _cells(cells))

    def _of(self, sheet: str, reference: str) -> float:
        found = REFERENCE.fullmatch(reference)
        assert found is not None, reference
        return self._at(found[1] or found[2] or sheet, found[3])

    def _at(self, sheet: str, ref: str) -> float:
        cell = self.sheets[sheet].get(ref)
        if cell is None or isinstance(cell.value, str):
            return 0.0
        return self.worked_out(sheet, cell.formula) if cell.formula else cell.value


def read(content: bytes) -> Workbook:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        words = []
        if "xl/sharedStrings.xml" in archive.namelist():
            shared = ElementTree.fromstring(archive.read("xl/sharedStrings.xml"))
            words = ["".join(text.text or "" for text in item.iter(f"{MAIN}t")) for item in shared]
        targets = {
            each.get("Id"): each.get("Target")
            for each in ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
        }
        named = ElementTree.fromstring(archive.read("xl/workbook.xml")).iter(f"{MAIN}sheet")
        return Workbook(
            {
                str(sheet.get("name")): dict(_stored(archive.read(f"xl/{targets[sheet.get(RELATION)]}"), words))
                for sheet in named
            }
        )


def assert_formulas_hold(book: Workbook) -> int:
    """Every formula comes to what is stored with it; returns how many there are."""
    count = 0
    for sheet, ref, cell in book.formulas():
        count += 1
        assert isinstance(cell.value, float)
        worked_out = book.worked_out(sheet, cell.formula)
        assert abs(worked_out - cell.value) <= 1e-9 * max(1.0, abs(cell.value)), (sheet, ref, cell, worked_out)
    return count


def _stored(xml: bytes, words: list[str]) -> Iterator[tuple[str, Stored]]:
    for cell in ElementTree.fromstring(xml).iter(f"{MAIN}c"):
        value, formula = cell.find(f"{MAIN}v"), cell.find(f"{MAIN}f")
        if value is not None and value.text is not None:
            said: str | float = words[int(value.text)] if cell.get("t") == "s" else float(value.text)
            yield str(cell.get("r")), Stored("" if formula is None else formula.text or "", said)


def _cells(part: str) -> Iterator[str]:
    """The cells of a range in one column or one row."""
    first, _, last = part.partition(":")
    if not last:
        yield first
        return
    (letters, top), (last_letters, bottom) = (_split(each) for each in (first, last))
    for column in range(_number(letters), _number(last_letters) + 1):
        yield from (f"{_letters(column)}{row}" for row in range(int(top), int(bottom) + 1))


def _split(ref: str) -> tuple[str, str]:
    letters = ref.rstrip("0123456789")
    return letters, ref[len(letters) :]


def _number(letters: str) -> int:
    found = 0
    for letter in letters:
        found = found * 26 + ord(letter) - 64
    return found


def _letters(number: int) -> str:
    found = ""
    while number:
        number, rest = divmod(number - 1, 26)
        found = chr(65 + rest) + found
    return found
