"""The records behind a computed table, cell by cell, as they were known when it was computed.

A trace tells for each cell which records its numerator and its denominator add up, how much each of them adds, and whom
it is about. It is whole in itself: an old one can be read after the figure's declaration has changed. Two traces of one
figure say record by record why it moved (`wmp.lib.moved`).
"""

import base64
import json
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import accumulate
from typing import Any

import numpy as np
from django.core.exceptions import ImproperlyConfigured

from wmp.lib.answers import KEYS, PEOPLE, Question, TableAnswer
from wmp.lib.figures import Derived, Table
from wmp.lib.grids import Cell, Grid, Number
from wmp.lib.measures import Along

# For each cell, by the labels of its row and its column: which kinds its numerator and its denominator add up.
Place = tuple[str, str]
PARTS = ("n", "d")


@dataclass(frozen=True)
class Kind:
    """Records of one model that add the same to each cell. `keys` are in rising order, and `people` the keys of the
    people whom they are about, record by record; empty where that is nobody, or where nobody kept it. In a `headcount`
    the people are counted, and the records stand for them."""

    model: str
    keys: Sequence[int]
    people: Sequence[int] = ()
    headcount: bool = False


@dataclass(frozen=True)
class Trace:
    """Kinds of records, and for each cell and part what one record of a kind adds, by the kind's place."""

    kinds: Sequence[Kind]
    cells: Mapping[Place, Mapping[str, Mapping[int, Number]]]

    def adds(self, row: str, column: str, part: str) -> dict[int, Number]:
        """What each record adds to the numerator (`n`) or the denominator (`d`) of a cell, by key."""
        kinds = self.cells.get((row, column), {}).get(part, {})
        return {key: amount for kind, amount in kinds.items() for key in self.kinds[kind].keys}

    def sum(self, row: str, column: str, part: str) -> Number:
        """What the records behind a part of a cell add up to."""
        kinds = self.cells.get((row, column), {}).get(part, {})
        return sum((amount or 0) * len(self.kinds[kind].keys) for kind, amount in kinds.items())

    def model(self, row: str, column: str, part: str = "n") -> str:
        """What model the records behind a cell are of; "" where there are none."""
        kinds = self.cells.get((row, column), {}).get(part, {})
        return next((self.kinds[kind].model for kind in kinds), "")

    def keys_of(self, model: str) -> set[int]:
        """All records of a model that the table looked at, in whichever row, or in none."""
        return {key for kind in self.kinds if kind.model == model for key in kind.keys}

    def packed(self) -> str:
        """As text to keep: a few bytes for each record."""
        kinds = [[kind.model, *_steps(kind.keys)] for kind in self.kinds]
        people = [[int(kind.headcount), *_steps(kind.people)] for kind in self.kinds]
        cells = [
            [row, column, *([[kind, _told(amount)] for kind, amount in parts.get(part, {}).items()] for part in PARTS)]
            for (row, column), parts in self.cells.items()
        ]
        text = json.dumps({"kinds": kinds, "people": people, "cells": cells}, separators=(",", ":"))
        return base64.b85encode(zlib.compress(text.encode())).decode()

    @classmethod
    def unpacked(cls, text: str) -> "Trace":
        told = json.loads(zlib.decompress(base64.b85decode(text)))
        # Of a trace from before people were kept, nobody knows whom its records are about.
        people = told.get("people") or [[0] for _ in told["kinds"]]
        kinds = [
            Kind(model, list(accumulate(steps)), list(accumulate(those)), bool(headcount))
            for (model, *steps), (headcount, *those) in zip(told["kinds"], people, strict=True)
        ]
        cells = {
            (row, column): {
                part: {kind: Decimal(amount) for kind, amount in adds}
                for part, adds in zip(PARTS, parts, strict=True)
                if adds
            }
            for row, column, *parts in told["cells"]
        }
        return cls(kinds, cells)


def trace(table: Table, grid: Grid) -> Trace:
    """Which records stand behind each cell of `grid`, which `table` made of the same state of the records.

    Raises ImproperlyConfigured where the table counts a record twice: then no list of records is what it counts.
    """
    kinds: list[Kind] = []
    cells: dict[Place, dict[str, Mapping[int, Number]]] = {}
    for each in _with_neighbours(table):
        question = Question(each)
        found = question.kinds()
        places = {id(kind): len(kinds) + i for i, kind in enumerate(found)}
        kinds += _kinds(each, found)
        answer = TableAnswer(question, found)
        lines, columns = each.layout(answer)
        for line in lines:
            for (column, _), counted in zip(columns, answer.counted(line, columns), strict=True):
                cells[line.row.label, column.label] = {
                    part: adds
                    for part, (name, groups) in zip(PARTS, counted, strict=False)
                    if (adds := {places[id(each)]: each[f"of_{name}"] for each in groups if each[f"of_{name}"]})
                }
    for each in _with_neighbours(table):
        cells |= dict(_made_of_others(each, grid, cells))
    return _agreeing(Trace(kinds, cells), table, grid)


def _kinds(table: Table, found: Sequence[Mapping[str, Any]]) -> list[Kind]:
    model = table.population.model._meta.label_lower
    keys = [key for kind in found for key in kind[KEYS]]
    if len(set(keys)) < len(keys):
        raise ImproperlyConfigured(f"A table counts a record of {model} twice: its population joins to many others.")
    kinds = []
    for kind in found:
        told = sorted(zip(kind[KEYS], kind.get(PEOPLE) or kind[KEYS], strict=True))
        people = [person for _, person in told] if PEOPLE in kind else []
        kinds.append(Kind(model, [key for key, _ in told], people, table.headcount))
    return kinds


def _agreeing(traced: Trace, table: Table, grid: Grid) -> Trace:
    """Without the parts of computed columns that are no sum of records: a mean over months, a percentage of another."""
    cells = dict(traced.cells)
    for row, column, cell in grid:
        place = (row.label, column.label)
        if place in cells and not table.counts(column):
            cells[place] = {
                part: adds
                for part, adds in cells[place].items()
                if (getattr(cell, part) or 0) == traced.sum(*place, part)
            }
    return Trace(traced.kinds, cells)


def with_digests(grid: Grid, traced: Trace) -> Grid:
    """The grid with the digests of the record keys behind each cell, and with how many people they are about."""
    of_kinds = [digest(kind.keys) for kind in traced.kinds]
    people = [np.unique(np.asarray(kind.people, dtype=np.int64)) for kind in traced.kinds]
    of_people = any(len(those) for those in people)

    def told(parts: Mapping[str, Mapping[int, Number]], cell: Cell) -> Cell:
        n, d = (_together([of_kinds[kind] for kind in parts.get(part, {})]) for part in PARTS)
        of_n, of_d = (_different([people[kind] for kind in parts.get(part, {})]) for part in PARTS)
        # A number of nought is of no people, in a table that is of people at all.
        if of_people:
            of_n, of_d = (0 if number == 0 else count for number, count in ((cell.n, of_n), (cell.d, of_d)))
        return replace(cell, behind=(n, d), people=(of_n, of_d))

    cells = [
        [
            told(traced.cells.get((row.label, column.label), {}), cell)
            for column, cell in zip(grid.columns, cells, strict=True)
        ]
        for row, cells in zip(grid.rows, grid.cells, strict=True)
    ]
    return replace(grid, cells=cells)


def _different(people: Sequence[Any]) -> int | None:
    """How many different people the records of some kinds are about; None where not every kind says whom."""
    if not people or not all(len(those) for those in people):
        return None
    return len(np.unique(np.concatenate(people)))


def untraced(table: Table, grid: Grid, traced: Trace) -> list[str]:
    """A check: the records behind each number that counts or adds up records make that number."""
    return [
        f"{row.label}, {column.label}: the records behind it make {made}, not {number}"
        for row, column, cell in grid
        for part, number in zip(PARTS, (cell.n, cell.d), strict=True)
        if number is not None and (row.label, column.label) in traced.cells and table.counts(column)
        for made in [traced.sum(row.label, column.label, part)]
        if made != number
    ]


def digest(keys: Sequence[int]) -> tuple[int, int]:
    """A number of 128 bits, as two, that is the same for the same keys in any order, and adds up over groups of them.

    It tells accidents apart, and proves nothing against somebody who sets out to find two sets with one digest, nor
    hides the keys from somebody who tries out sets of them. So it is stored, and shown to nobody.
    """
    numbers = np.asarray(keys, dtype=np.uint64)
    first, second = (int(_mixed(numbers, seed).sum(dtype=np.uint64)) for seed in _SEEDS)
    return first, second


def added_up(parts: Iterable[str]) -> str:
    """The stored digest of all records of some stored digests together, none of them twice; "" of none."""
    return _together((int(part[:16], 16), int(part[16:], 16)) for part in parts if part)


_SEEDS = (0x9E3779B97F4A7C15, 0xD1B54A32D192ED03)
_WHOLE = 1 << 64


def _mixed(numbers: Any, seed: int) -> Any:
    """The finaliser of SplitMix64 (Steele, Lea and Flood, 2014): each bit of a key moves half of the bits."""
    with np.errstate(over="ignore"):
        mixed = (numbers + np.uint64(1)) * np.uint64(seed)
        mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        return mixed ^ (mixed >> np.uint64(31))


def _together(digests: Iterable[tuple[int, int]]) -> str:
    """The digest of several kinds; "" of none."""
    found = list(digests)
    return "".join(f"{sum(each) % _WHOLE:016x}" for each in zip(*found, strict=True)) if found else ""


def _with_neighbours(table: Table) -> Iterator[Table]:
    yield table
    for neighbour in table.beside:
        yield from _with_neighbours(neighbour)


def _made_of_others(
    table: Table, grid: Grid, cells: Mapping[Place, Mapping[str, Mapping[int, Number]]]
) -> Iterator[tuple[Place, dict[str, Mapping[int, Number]]]]:
    """The cells of columns that are computed from others, where those are sums of records."""
    sums: dict[tuple[str, ...], Mapping[int, Number]] = {}
    for spec in table.columns:
        for i, row in enumerate(grid.rows):
            if isinstance(spec, Derived) and spec.divides:
                parts = [cells.get((row.label, label), {}).get("n", {}) for label in spec.divides]
                yield (row.label, spec.label), dict(zip(PARTS, parts, strict=True))
            elif isinstance(spec, Along) and spec.of:
                rows = [grid.rows[place].label for place in spec.made_of(grid, i)] if spec.made_of else [row.label]
                # Many rows are made of the same ones: all months between two step changes.
                place = (spec.of, *rows)
                if place not in sums:
                    sums[place] = _added(cells.get((label, spec.of), {}).get("n", {}) for label in rows)
                yield (row.label, spec.label), {"n": sums[place]}


def _added(parts: Iterable[Mapping[int, Number]]) -> Mapping[int, Number]:
    added: dict[int, Number] = {}
    for part in parts:
        for kind, amount in part.items():
            added[kind] = (added.get(kind) or 0) + (amount or 0)
    return added


def _steps(keys: Sequence[int]) -> list[int]:
    """Keys as the first and what is added to each to come to the next: short numbers, that pack well."""
    return [key - before for key, before in zip(keys, [0, *keys], strict=False)]


def _told(amount: Number) -> Any:
    return str(amount) if isinstance(amount, Decimal) else amount
