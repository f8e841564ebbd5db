"""Bars that lie down, so that long labels have room: for each row of a table one for each column."""

from collections.abc import Sequence
from typing import NamedTuple

from wmp.lib.grids import Cell, Column, Row
from wmp.lib.plots.marks import (
    FILLS,
    INK,
    LETTER,
    PALE,
    PAPERS,
    Bar,
    Drawing,
    Line,
    Mark,
    Paper,
    Plot,
    Say,
    Scale,
    Text,
    in_rows,
    scale,
    shortened,
    tick,
    wrapped,
)

THICK, BETWEEN, LINE, GAP = 14, 3, 16, 12
KEY, AXIS = 22, 24
# Room at the end of the longest bar for its value.
VALUE = 78


class Category(NamedTuple):
    """A row, and its cells in the columns that are drawn."""

    row: Row
    cells: Sequence[Cell]


def bars(title: str, columns: Sequence[Column], categories: Sequence[Category], say: Say) -> Plot | None:
    """Nothing where no value is to be seen."""
    values = [cell.value for each in categories for cell in each.cells if cell.value is not None]
    if not values:
        return None
    axis = scale(values, from_nought=True)
    drawings = [_Laying(paper, axis, columns, categories, say).drawing() for paper in PAPERS]
    return Plot(title, _in_words(columns, categories, say), drawings)


class _Laying:
    """One drawing, laid out from the top down."""

    def __init__(
        self, paper: Paper, axis: Scale, columns: Sequence[Column], categories: Sequence[Category], say: Say
    ) -> None:
        self.paper, self.axis, self.columns, self.categories, self.say = paper, axis, columns, categories, say
        self.marks: list[Mark] = []
        longest = max(len(say.label(each.row.label)) for each in categories)
        # On narrow paper labels stand above their bars.
        self.beside = round(min(longest * LETTER + 12, 250)) if paper.name == "wide" else 0
        self.negative = axis.least < 0
        self.left = self.beside + (VALUE if self.negative else 0)
        self.right = paper.width - VALUE

    def drawing(self) -> Drawing:
        top = self._key()
        y = float(top + 4)
        for category in self.categories:
            y = self._category(category, y)
        self._axis(top, y)
        return Drawing(self.paper.name, self.paper.width, y + AXIS, self.marks)

    def _key(self) -> int:
        if len(self.columns) == 1:
            name = shortened(self.say.label(self.columns[0].label), self.paper.width, 0)
            self.marks.append(Text(0, 14, name, bold=True))
            return KEY
        names = [shortened(self.say.label(column.label), self.paper.width, 20) for column in self.columns]
        lines = 0
        for name, fill, (x, line) in zip(names, FILLS, in_rows(names, self.paper.width, 20), strict=False):
            self.marks += [Bar(x + 1, line * KEY + 3, 13, 13, fill), Text(x + 20, line * KEY + 14, name)]
            lines = line + 1
        return lines * KEY + 4

    def _category(self, category: Category, y: float) -> float:
        room = int(self.beside / LETTER) if self.beside else int(self.paper.width / LETTER)
        lines = wrapped(self.say.label(category.row.label), room, 3)
        for place, words in enumerate(lines):
            self.marks.append(Text(0, y + 12 + place * LINE, words, bold=category.row.total))
        at = y if self.beside else y + len(lines) * LINE + 2
        for place, (cell, column) in enumerate(zip(category.cells, self.columns, strict=True)):
            self._bar(category, cell, column, at + place * (THICK + BETWEEN), FILLS[place])
        below = at + len(self.columns) * (THICK + BETWEEN)
        if not self.beside:
            self.marks.append(Line(self._x(0), at - 2, self._x(0), below, 1.5))
        return max(below, y + len(lines) * LINE if self.beside else below) + GAP

    def _bar(self, category: Category, cell: Cell, column: Column, y: float, fill: str) -> None:
        said, nought = self.say.value(cell, column), self._x(0)
        if cell.value is None:
            self.marks.append(Text(nought + 5, y + 12, said))
            return
        end = self._x(float(cell.value))
        words = f"{self.say.label(category.row.label)}, {self.say.label(column.label)}: {said}"
        self.marks.append(Bar(min(nought, end), y, round(abs(end - nought), 1), THICK, fill, words))
        if cell.value < 0:
            self.marks.append(Text(end - 5, y + 12, said, "end"))
        else:
            self.marks.append(Text(end + 5, y + 12, said))

    def _axis(self, top: float, bottom: float) -> None:
        lines: list[Mark] = []
        values = self.axis.values()
        # As many words as there is room for.
        every = 1 if self.paper.name == "wide" or len(values) <= 4 else 2
        for place, value in enumerate(values):
            x = self._x(value)
            if self.beside:  # else they would run through the labels
                lines.append(Line(x, top, x, bottom, 1.5 if value == 0 else 0.75, colour=INK if value == 0 else PALE))
            if place % every == 0:
                words = tick(value, self.axis, self.columns[0].unit)
                # At the edge words lean inwards, so that nothing is cut off.
                anchor, at = ("start", max(x - 8, 0)) if x < len(words) * LETTER else ("middle", x)
                self.marks.append(Text(at, bottom + 17, words, anchor))
        # Behind the bars.
        self.marks = [*lines, *self.marks]

    def _x(self, value: float) -> float:
        return round(self.left + 8 + (self.right - self.left - 8) * self.axis.share(value), 1)


def _in_words(columns: Sequence[Column], categories: Sequence[Category], say: Say) -> str:
    """The highest and the lowest that is printed of each column, for whoever does not see it; the table has all."""
    sentences = []
    for place, column in enumerate(columns):
        known = [(each.cells[place], each.row) for each in categories if each.cells[place].value is not None]
        if not known:
            continue
        ordered = sorted(known, key=lambda at: at[0].value or 0)
        (low, low_row), (high, high_row) = ordered[0], ordered[-1]
        name = say.label(column.label)
        said = f"{say.label(high_row.label)} {say.value(high, column)}"
        if len(known) > 1:
            # One that is withheld may be higher than the highest of the others, or lower than the lowest.
            of = " of those printed" if any(each.cells[place].withheld for each in categories) else ""
            said = f"highest{of} {said}, lowest {say.label(low_row.label)} {say.value(low, column)}"
        sentences.append(f"{name}: {said}.")
    return f"Bars for {len(categories)} rows. {' '.join(sentences)}"
