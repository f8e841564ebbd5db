"""The codes by which text places figures and quotes numbers, for whoever picks them from lists."""

from collections.abc import Sequence
from dataclasses import dataclass

from wmp.board.papers.narrative import Figures
from wmp.board.papers.quoting import Place, code_of, number_in_words
from wmp.board.printing import in_words


@dataclass(frozen=True)
class Quotable:
    """A number with the words that say where it stands."""

    row: str
    column: str
    number: str
    code: str


@dataclass(frozen=True)
class Codes:
    """Of one figure: what places it, and what quotes each of its numbers."""

    key: str
    title: str
    places: str
    numbers: Sequence[Quotable]

    @property
    def rows(self) -> list[str]:
        return list(dict.fromkeys(each.row for each in self.numbers))

    @property
    def columns(self) -> list[str]:
        return list(dict.fromkeys(each.column for each in self.numbers))

    @property
    def by_place(self) -> list[list[str]]:
        """Row, column, number and code of each."""
        return [[each.row, each.column, each.number, each.code] for each in self.numbers]


def codes_of(keys: Sequence[str], figures: Figures) -> list[Codes]:
    """Of the figures that have been computed, in the order asked for."""
    return [_codes(key, figures) for key in keys if key in figures]


def named(figures: Figures) -> list[tuple[str, str]]:
    """All figures by key and title, for a list to choose from."""
    return [(key, figure.title) for key, figure in sorted(figures.items(), key=lambda item: item[1].title)]


def _codes(key: str, figures: Figures) -> Codes:
    grid = figures[key].grid
    numbers = [
        Quotable(in_words(row.label), in_words(column.label), number_in_words(cell, column, ""), code)
        for row, column, cell in grid
        if (code := code_of(key, grid, Place(row.label, column.label)))
    ]
    return Codes(key, figures[key].title, f"{{{key}}}", numbers)
