"""A computed figure as CSV, JSON and text, and its numbers as people read them."""

import json
from collections.abc import Callable, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import partial
from typing import Any

from wmp.board import long_form
from wmp.board.models import Result
from wmp.board.record_marks import marks_of
from wmp.lib.figures import Figure
from wmp.lib.grids import WITHHELD, Cell, Column, Row
from wmp.lib.time_labels import FROM_TO
from wmp.lib.words import long_day

# What programs that call the command have been told to expect.
COMMAND_HEADER = ("row", "column", "value", "numerator", "denominator")
#: What a page says of a number that was divided and does not end: no record adds less.
FINEST = Decimal("0.0001")


def in_words(label: str) -> str:
    """A row's or column's label for reading: files say 2022-01-01 and 2022-03, pages 1 January 2022 and March 2022."""
    if found := FROM_TO.fullmatch(label):
        first, last = (date.fromisoformat(day) for day in found.group(1, 2))
        year = "" if first.year == last.year else f" {first.year}"
        of = f", {found[3]}" if found[3] else ""
        return f"{first:%-d %B}{year} to {long_day(last)}{of}"
    try:
        return long_day(date.fromisoformat(label))
    except ValueError:
        pass
    try:
        return f"{date.fromisoformat(f'{label}-01'):%B %Y}"
    except ValueError:
        return label


def in_few_words(label: str) -> str:
    """As `in_words`, for the head of a column: twelve months fit beside each other as Mar 2022."""
    try:
        return f"{date.fromisoformat(f'{label}-01'):%b %Y}"
    except ValueError:
        return in_words(label)


def shown(cell: Cell, column: Column) -> str:
    """A cell's value for reading: 12.9%, £1,234, -17.00. A dash where there is none, [c] where it is withheld."""
    if cell.withheld:
        return WITHHELD
    value = cell.rounded(column.decimals)
    if value is None:
        return "–"
    digits = f"{abs(value):,.{column.decimals}f}"
    sign = "-" if value < 0 else ""
    match column.unit:
        case "percent" | "percent of target":
            return f"{sign}{digits}%"
        case "pounds":
            return f"{sign}£{digits}"
        case _:
            return f"{sign}{digits}"


def grouped(number: Decimal | int | None) -> str:
    """A number with thousands separated, as it is kept; of one that was divided, and does not end, four decimals. Files
    have it whole. Empty for None."""
    if number is None:
        return ""
    rounded = Decimal(number).quantize(FINEST, ROUND_HALF_UP)
    return f"{rounded.normalize() + 0:,f}"


def as_csv(figure: Figure, result: Result, columns: Sequence[str] = long_form.HEADER) -> str:
    """One line a cell, with the value as printed and the exact numerator and denominator."""
    day = result.attempt.run.day.isoformat()
    return long_form.as_csv([long_form.Named(figure.key, day, result.version, result.grid)], columns)


def as_json(figure: Figure, result: Result) -> str:
    """The cells with the figure's words, its five years, its coverage and the checks that failed. `records` are marks
    of the records behind each part, the same where those are: see `record_marks`."""
    grid, marks = result.grid, marks_of(figure, result)
    cells = [
        {**_cell_json(*each), "records": dict(zip(("numerator", "denominator"), marks(*each), strict=True))}
        for each in grid
    ]
    five_years = [{**_cell_json(*each), "under": each[0].under} for each in result.trend or ()]
    document = {
        "figure": figure.key,
        "title": figure.title,
        "definition": figure.definition,
        "version": result.version,
        "day": result.attempt.run.day.isoformat(),
        "attempt": result.attempt.number,
        "computed_at": result.attempt.started_at.isoformat(),
        "cells": cells,
        "five_years": five_years,
        "coverage": {label: _parts_json(cell) for label, cell in grid.coverage.items()},
        "failed_checks": list(grid.failures),
    }
    return json.dumps(document, indent=2) + "\n"


def _cell_json(row: Row, column: Column, cell: Cell) -> dict[str, Any]:
    value = json_number(cell.rounded(column.decimals))
    return {"row": row.label, "column": column.label, "value": value, **_parts_json(cell)}


def _parts_json(cell: Cell) -> dict[str, Any]:
    return {"numerator": json_number(cell.n), "denominator": json_number(cell.d)}


def json_number(number: Decimal | int | None) -> int | float | None:
    """As JSON has it."""
    if number is None:
        return None
    return int(number) if number == int(number) else float(number)


def as_text(figure: Figure, result: Result) -> str:
    """A table for the terminal."""
    grid = result.grid
    table = [[figure.title, *(column.label for column in grid.columns)]]
    for row, cells in zip(grid.rows, grid.cells, strict=True):
        table.append([row.label, *(shown(cell, column) for cell, column in zip(cells, grid.columns, strict=True))])
    widths = [max(len(line[i]) for line in table) for i in range(len(table[0]))]
    lines = [
        "  ".join(
            [line[0].ljust(widths[0]), *(text.rjust(width) for text, width in zip(line[1:], widths[1:], strict=True))]
        )
        for line in table
    ]
    lines.append(f"As at {long_day(result.attempt.run.day)}. {figure.definition}")
    lines += [f"Coverage: {label}: {shown(cell, Column(label, 'percent', 1))}" for label, cell in grid.coverage.items()]
    lines += [f"Check failed: {failure}" for failure in grid.failures]
    return "\n".join(line.rstrip() for line in lines) + "\n"


#: What the command prints.
FORMATS: dict[str, Callable[[Figure, Result], str]] = {
    "csv": partial(as_csv, columns=COMMAND_HEADER),
    "json": as_json,
    "text": as_text,
}
