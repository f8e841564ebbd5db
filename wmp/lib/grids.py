"""The computed table of a figure: rows, columns and cells, as stored, printed and sent out."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

Number = Decimal | int | None
#: What is printed for a number that an edition withholds.
WITHHELD = "[c]"


class Kind:
    """How the numbers of a column are made, for whoever must know what they tell of people."""

    COUNT = "count"  # the numerator counts records
    SUM = "sum"  # the numerator adds up a field of records
    SHARE = "share"  # per cent: both parts count records
    RATE = "rate"  # per cent: both parts add up fields of records
    MEAN = "mean"  # a sum, where it is kept, for each of the records that the denominator counts; or a median of them
    PER_PERIOD = "per period"  # a count of records for each of some months, which the denominator counts
    STEP = "step"  # by how much the value per period to its left differs from that of the row above
    LOWER, UPPER = "lower", "upper"  # the natural process limits of the stretch of months to its left
    RELATIVE = "relative"  # per cent: the value per period to its left, of all those in that column
    GIVEN = "given"  # set by somebody, such as a target: no record stands behind it
    DERIVED = "derived"  # anything else that is worked out from exact numbers


@dataclass(frozen=True)
class Cell:
    """Numerator, denominator and their exact value; all None where there is nothing to say. Rounded at display only.

    `behind` are digests of the keys of the records behind the numerator and behind the denominator, "" where nobody
    kept them. `people` is how many different people those records are about, None where nobody knows: records of money
    or of a department are about nobody. It is as exact as the digests, and leaves the store as little as they do.
    `withheld` says that an edition does not print the cell; its numbers are None then.
    """

    n: Number = None
    d: Number = None
    value: Number = None
    behind: tuple[str, str] = field(default=("", ""), compare=False)
    withheld: str = ""
    people: tuple[int | None, int | None] = field(default=(None, None), compare=False)

    @classmethod
    def ratio(cls, n: Number, d: Number, times: int = 1) -> "Cell":
        """`times` x n / d, without a value where the denominator is 0 or missing."""
        if n is None or not d:
            return cls(n, d, None)
        return cls(n, d, Decimal(times) * Decimal(n) / Decimal(d))

    def rounded(self, decimals: int) -> Decimal | None:
        """The value as printed, half-up."""
        if self.value is None:
            return None
        shown = Decimal(self.value).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
        return shown or abs(shown)  # no "-0.0"


@dataclass(frozen=True)
class Row:
    """`where` lists the groups of records that the row adds up, as field values; `under` is a heading above it.
    `came`: only records make it stand here at all, and its name tells something of them, as a reason for absence."""

    label: str
    total: bool = False
    under: str = ""
    where: Sequence[Mapping[str, Any]] = field(default_factory=list)
    came: bool = False

    def includes(self, part: "Row") -> bool:
        """Does this total add up the groups of that row?"""
        return any(condition.items() <= group.items() for condition in self.where for group in part.where)


@dataclass(frozen=True)
class Column:
    """`unit` is count, percent, percent of target (which may be over 100), pounds, FTE, hours, days or ratio; `aside`
    keeps a column off the board's table; `kind` says how its numbers are made, "" where nobody kept it. `each` is the
    most that one person adds to a number: of days lost in a month, 31. `asks` is a mark of what its parts ask of a
    record, where that is kept: numbers of a row that ask the same are one by definition, and not by chance."""

    label: str
    unit: str = "count"
    decimals: int = 0
    aside: bool = False
    where: Mapping[str, Any] = field(default_factory=dict)
    kind: str = ""
    each: int = 1
    asks: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Grid:
    """Cells by row and column; `coverage` cells by label; `failures` names the checks that did not hold."""

    rows: Sequence[Row]
    columns: Sequence[Column]
    cells: Sequence[Sequence[Cell]]
    coverage: Mapping[str, Cell] = field(default_factory=dict)
    failures: Sequence[str] = ()

    def __iter__(self) -> Iterator[tuple[Row, Column, Cell]]:
        for row, cells in zip(self.rows, self.cells, strict=True):
            for column, cell in zip(self.columns, cells, strict=True):
                yield row, column, cell

    def by_label(self, i: int) -> dict[str, Cell]:
        """The cells of one row, by column label."""
        return {column.label: cell for column, cell in zip(self.columns, self.cells[i], strict=True)}

    def cell(self, row: str, column: str) -> Cell:
        """The cell at two labels. Raises KeyError."""
        if found := self.find(row, column):
            return found[2]
        raise KeyError((row, column))

    def find(self, row: str, column: str) -> tuple[Row, Column, Cell] | None:
        """The cell at two labels, with its row and its column."""
        return next((each for each in self if (each[0].label, each[1].label) == (row, column)), None)

    def beside(self, other: "Grid") -> "Grid":
        """This grid with the columns of another of the same rows to its right."""
        if [row.label for row in self.rows] != [row.label for row in other.rows]:
            raise ValueError("Tables that stand beside each other have the same rows.")
        cells = [[*left, *right] for left, right in zip(self.cells, other.cells, strict=True)]
        return replace(
            self,
            columns=[*self.columns, *other.columns],
            cells=cells,
            coverage={**self.coverage, **other.coverage},
            failures=[*self.failures, *other.failures],
        )

    def with_column(self, column: Column, cells: Sequence[Cell]) -> "Grid":
        widened = [[*row, cell] for row, cell in zip(self.cells, cells, strict=True)]
        return replace(self, columns=[*self.columns, column], cells=widened)

    def to_json(self) -> dict[str, Any]:
        """Plain values for a JSON column: numbers as text, so that no digit is lost."""
        return {
            "rows": _plain_values(self.rows),
            "columns": _plain_values(self.columns),
            "cells": [[_cell_to_json(cell) for cell in cells] for cells in self.cells],
            "coverage": {label: _cell_to_json(cell) for label, cell in self.coverage.items()},
            "failures": list(self.failures),
        }

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> "Grid":
        return cls(
            rows=[Row(**row) for row in stored["rows"]],
            columns=[Column(**column) for column in stored["columns"]],
            cells=[[_cell_from_json(cell) for cell in cells] for cells in stored["cells"]],
            coverage={label: _cell_from_json(cell) for label, cell in stored["coverage"].items()},
            failures=stored["failures"],
        )


def added(numbers: Iterable[Number]) -> Number:
    """The sum of those that are there; None where none is."""
    there = [number for number in numbers if number is not None]
    return sum(there) if there else None


def plain(number: Number) -> str:
    """A number as text for a file: no exponent, no needless zeros, empty for None."""
    if number is None:
        return ""
    text = f"{Decimal(number):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _plain_values(parts: Sequence[Row] | Sequence[Column]) -> Any:
    """A day that tells a row or column apart is stored as its text, by which a query finds it as well."""
    return json.loads(json.dumps([asdict(part) for part in parts], default=str))


def _cell_to_json(cell: Cell) -> list[str | int | None]:
    stored: list[str | int | None] = [
        None if number is None else str(number) for number in (cell.n, cell.d, cell.value)
    ]
    said = [*cell.behind, cell.withheld]
    people = [] if cell.people == (None, None) else cell.people
    return [*stored, *said, *people] if any(said) or people else stored


def _cell_from_json(stored: Sequence[Any]) -> Cell:
    n, d, value = (None if text is None else Decimal(text) for text in stored[:3])
    of_n, of_d, withheld = (text or "" for text in stored[3:6] or ("", "", ""))
    people_n, people_d = stored[6:] or (None, None)
    return Cell(n, d, value, (of_n, of_d), withheld, (people_n, people_d))
