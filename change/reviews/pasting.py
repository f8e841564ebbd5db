"""A whole table pasted from a spreadsheet: read by its headings, judged cell by cell, saved all or nothing.

Headings name a project, a programme or both, the kind of line, and financial years. What cannot be understood is marked
at its cell with what to do; everything else of the table stays as it was pasted.
"""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from hashlib import sha256
from typing import Any

from django.db import transaction

from change.reviews.grid import (
    SEVERAL,
    Lines,
    Place,
    hold_open,
    lines_of,
    lines_there,
    standing,
    write,
)
from change.reviews.homes import Home
from change.reviews.models import BenefitsReview, LineKind
from change.reviews.spelling import KIND, KINDS, PROGRAMME, PROJECT, TOTALS, Names, heading, plain
from wmp.lib.amount_cells import amount_text, read
from wmp.lib.amounts import NotAnAmount
from wmp.lib.words import financial_year, spoken_list

#: More than any review has; a file is the better way then.
MOST_AMOUNTS = 5000
LONGEST = 500_000
UNKNOWN = ""
LEAVE_OUT = "Empty this heading to leave the column out"


class NoTable(ValueError):
    """What was pasted is no table of this kind at all. Says what to do."""


# --- the table as it was pasted ---

Cells = list[list[str]]


def cells_of(text: str) -> Cells:
    """Rows of cells, as a spreadsheet copies them. Raises NoTable."""
    if len(text) > LONGEST:
        raise NoTable(f"That is too much at once. Paste at most {MOST_AMOUNTS:,} amounts, or load a file.")
    rows = [[each.strip() for each in row] for row in _split(text.replace("\0", ""))]
    if len(rows) < 2 or max(map(len, rows)) < 2:
        raise NoTable("Copy the cells in your spreadsheet, with the row of headings, and paste them here.")
    width = max(map(len, rows))
    return [row + [""] * (width - len(row)) for row in rows]


def _split(text: str) -> Cells:
    """A cell with a line break stands in quotes. Where quotes do not pair, they are only characters."""
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter="\t", strict=True))
    except csv.Error:
        return [line.split("\t") for line in text.splitlines()]


def text_of(cells: Cells) -> str:
    """The same table, as a spreadsheet would copy it."""
    out = io.StringIO()
    csv.writer(out, delimiter="\t", lineterminator="\n").writerows(cells)
    return out.getvalue()


def mended(cells: Cells, mends: Mapping[str, str]) -> Cells:
    """The table with the cells that were typed anew, by the names of their boxes."""
    return [
        [mends.get(box_name(down, across), text).strip() for across, text in enumerate(row)]
        for down, row in enumerate(cells)
    ]


def box_name(down: int, across: int) -> str:
    """A cell of the table as a box of the page: rows and columns count from nought."""
    return f"cell-{down}-{across}"


# --- what it says ---


@dataclass
class Box:
    """One cell: its text, and what is wrong with it. Of an amount: where it goes, and what stands there now."""

    name: str
    label: str
    text: str
    problem: str = ""
    home: Home | None = None
    place: Place | None = None
    new: Decimal | None = None
    old: Decimal | None = None
    #: Of a row that goes on with the project above: what stands above.
    implied: str = ""
    is_amount: bool = False

    @property
    def changes(self) -> bool:
        return self.place is not None and not self.problem and self.new != self.old

    @property
    def was(self) -> str:
        return amount_text(self.old) or "nothing"

    @property
    def shown(self) -> str:
        return self.text if self.place is None or self.problem else amount_text(self.new)


@dataclass
class Row:
    """One row of the table, as it was numbered in the paste, headings being row 1."""

    number: int
    heads: list[Box]
    amounts: list[Box] = field(default_factory=list)
    #: Below headings that are not understood.
    others: list[Box] = field(default_factory=list)

    @property
    def boxes(self) -> list[Box]:
        return [*self.heads, *self.amounts, *self.others]


@dataclass
class Sheet:
    """What was pasted, judged. Headings stand in the order of the rows' boxes; rows and columns left out by number."""

    cells: Cells
    headings: list[Box]
    rows: list[Row]
    rows_left: list[int]
    columns_left: list[int]

    @property
    def text(self) -> str:
        return text_of(self.cells)

    @property
    def amounts(self) -> list[Box]:
        return [box for row in self.rows for box in row.amounts]

    @property
    def problems(self) -> list[Box]:
        return [box for box in [*self.headings, *(box for row in self.rows for box in row.boxes)] if box.problem]

    @property
    def changes(self) -> list[Box]:
        return [box for box in self.amounts if box.changes]

    @property
    def emptied(self) -> int:
        return sum(box.new is None for box in self.changes)

    @property
    def mark(self) -> str:
        """Of what stood at the places of the table when it was shown: whoever saves has seen that."""
        stood = [f"{box.home.key}{box.place.name}={box.old}" for box in self.amounts if box.home and box.place]
        return sha256("\n".join(stood).encode()).hexdigest()


def judge(review: BenefitsReview, amount: str, cells: Cells, user: Any) -> Sheet:
    """Reads the table against the review and the portfolio. Three queries, however many cells. Raises NoTable."""
    columns, headings = _columns(review, cells)
    years = [across for across, of in columns.items() if isinstance(of, int)]
    if (len(cells) - 1) * len(years) > MOST_AMOUNTS:
        raise NoTable(f"That is too much at once. Paste at most {MOST_AMOUNTS:,} amounts, or load a file.")
    reader = _Reader(columns, Names(user), amount)
    rows_left = [down + 1 for down, texts in enumerate(cells[1:], 1) if any(texts) and not reader.take(down, texts)]
    rows = reader.rows
    homes = {box.home.key: box.home for row in rows for box in row.amounts if box.home}
    lines = lines_of(review, homes.values(), user)
    for row in rows:
        for box in row.amounts:
            _stands(box, lines)
    order = [*reader.parts, *years, *reader.unknown]
    said = [across for across, _ in enumerate(cells[0]) if any(row[across] for row in cells)]
    columns_left = [across + 1 for across in said if across not in order]
    return Sheet(cells, [headings[across] for across in order], rows, rows_left, columns_left)


def _columns(review: BenefitsReview, cells: Cells) -> tuple[dict[int, str | int], list[Box]]:
    """What each column is: a part of where a line belongs, a year, or unknown; and all headings, judged.

    Columns of totals and those without a heading are left out. Raises NoTable where what it takes is not there.
    """
    columns: dict[int, str | int] = {}
    headings = []
    for across, text in enumerate(cells[0]):
        box = Box(box_name(0, across), f"Heading of column {across + 1}", text)
        headings.append(box)
        if not text or plain(text) in TOTALS:
            continue
        found = heading(text)
        if found is None:
            box.problem = f"Name a project, programme, kind or year (2022/23). {LEAVE_OUT}"
        elif isinstance(found, int) and not review.first_year <= found <= review.last_year:
            years = f"{financial_year(review.first_year)} to {financial_year(review.last_year)}"
            box.problem = f"This review covers {years}. {LEAVE_OUT}"
        elif found in columns.values():
            box.problem = f"Another column has this heading. {LEAVE_OUT}"
        columns[across] = UNKNOWN if box.problem or found is None else found
        box.is_amount = isinstance(columns[across], int)
    there = set(columns.values())
    wanting = [
        words
        for words, is_there in {
            "Project or Programme": there & {PROJECT, PROGRAMME},
            "Kind": KIND in there,
            "a financial year, as 2022/23": any(isinstance(each, int) for each in there),
        }.items()
        if not is_there
    ]
    if wanting and not any(box.problem for box in headings):
        raise NoTable(f"The first row must have these headings besides: {spoken_list(wanting)}.")
    return columns, headings


class _Reader:
    """Reads the rows one after the other; one that names neither project nor programme goes on with those above."""

    def __init__(self, columns: Mapping[int, str | int], names: Names, amount: str) -> None:
        self.parts = {across: of for across, of in columns.items() if isinstance(of, str) and of}
        self.years = {across: of for across, of in columns.items() if isinstance(of, int)}
        self.unknown = [across for across, of in columns.items() if of == UNKNOWN]
        self.names, self.amount = names, amount
        self.rows: list[Row] = []
        self.above = ("", "")
        self.taken: dict[tuple[Any, str, int], int] = {}

    def take(self, down: int, texts: Sequence[str]) -> bool:
        """False for a row of totals, which is left out."""
        parts = {of: texts[across] for across, of in self.parts.items()}
        if any(plain(text) in TOTALS or self._totals(text) for text in parts.values()):
            return False
        heads = {
            of: Box(box_name(down, across), f"Row {down + 1}, {of}", texts[across]) for across, of in self.parts.items()
        }
        row = Row(down + 1, list(heads.values()))
        home = self._home(heads, parts)
        kind = KINDS.get(plain(parts.get(KIND, "")))
        if KIND in heads and kind is None:
            heads[KIND].problem = f"Write one of: {', '.join(LineKind.labels)}"
        row.amounts = list(self._amounts(down, texts, home, kind))
        row.others = [Box(box_name(down, across), "", texts[across]) for across in self.unknown]
        self.rows.append(row)
        return True

    def _totals(self, text: str) -> bool:
        return plain(text).endswith(" total") and not self.names.has(text)

    def _home(self, heads: Mapping[str, Box], parts: Mapping[str, str]) -> Home | None:
        programme, project = parts.get(PROGRAMME, ""), parts.get(PROJECT, "")
        if not programme and not project:
            programme, project = self.above
            for of, text in ((PROGRAMME, programme), (PROJECT, project)):
                if of in heads:
                    heads[of].implied = text
        self.above = (programme, project)
        try:
            return self.names.home(programme, project)
        except LookupError as error:
            which, why = error.args
            box = heads.get(which) or next((each for of, each in heads.items() if of != KIND), None)
            if box:
                box.problem = why
            return None

    def _amounts(self, down: int, texts: Sequence[str], home: Home | None, kind: LineKind | None) -> Iterator[Box]:
        for across, year in self.years.items():
            label = f"Row {down + 1}, {financial_year(year)}"
            box = Box(box_name(down, across), label, texts[across], home=home, is_amount=True)
            try:
                box.new = read(box.text)
            except NotAnAmount as error:
                box.problem = str(error)
            if home and kind:
                box.place = Place(self.amount, kind.value, year)
                first = self.taken.setdefault((home.key, kind.value, year), down + 1)
                if first != down + 1 and not box.problem:
                    box.problem = f"Row {first} has this project, kind and year already"
            yield box


def _stands(box: Box, lines: Lines) -> None:
    """What stands where an amount goes."""
    if box.home is None or box.place is None:
        return
    box.old = standing(lines, box.home, box.place)
    if len(lines_there(lines, box.home, box.place)) > 1 and not box.problem:
        box.problem = SEVERAL


# --- saving ---


class Changed(ValueError):
    """Somebody changed an amount of the table since it was shown. `sheet` is the table as it stands now."""

    def __init__(self, sheet: Sheet) -> None:
        super().__init__("Somebody changed some of these amounts since you checked them. Look again before you save.")
        self.sheet = sheet


@transaction.atomic
def save(review: BenefitsReview, amount: str, cells: Cells, mark: str, *, by: Any) -> Sheet:
    """Saves the whole table where nothing in it is wrong, else nothing of it: the caller asks `problems`.

    `mark` is that of the table as it was shown. Raises IllegalMove for a frozen review, Changed, NoTable.
    """
    hold_open(review, by)
    sheet = judge(review, amount, cells, by)
    if sheet.problems:
        return sheet
    # What stands there is what was pasted: sent twice, by a second click or by another, it is saved.
    if sheet.mark != mark and sheet.changes:
        raise Changed(sheet)
    wanted = {(box.home, box.place): box.new for box in sheet.changes if box.home and box.place}
    write(review, wanted, lines_of(review, {home.key: home for home, _ in wanted}.values(), by), by=by)
    return sheet
