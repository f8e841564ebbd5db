"""An edition as data: CSV with a line for each cell, and JSON with where each table comes from.

Both have what the edition prints and nothing besides: no digest of records, and no condition that finds them.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from wmp.board import long_form
from wmp.board.long_form import Named
from wmp.board.papers.content import TREND, Content, FigureContent, digest_of
from wmp.board.printing import json_number
from wmp.lib.grids import Cell, Grid


def as_csv(content: Content, key: str = "") -> bytes:
    """UTF-8 with a line for each cell; of one figure, or of all."""
    return long_form.as_csv(tables(chosen(content, key))).encode()


def as_json(content: Content, key: str = "") -> bytes:
    """The edition's facts, and of each figure its words, its origin, its cells and its failed checks."""
    document = {
        "title": content.title,
        "meeting": content.meeting,
        "meeting_on": content.meeting_on,
        "audience": content.audience,
        "edition": content.number,
        "corrects": content.corrects,
        "why": content.why,
        "differences": list(content.differences),
        "day": content.day,
        "computed_at": content.computed_at,
        "rule": content.rule,
        "digest": digest_of(content),
        "figures": [figure_document(figure) for figure in chosen(content, key)],
    }
    return (json.dumps(document, indent=2, ensure_ascii=False) + "\n").encode()


def chosen(content: Content, key: str) -> Sequence[FigureContent]:
    """One figure by its key, those that the text quotes among them; else all, in the order of the paper."""
    if key:
        return [content.figures[key]] if key in content.figures else []
    return content.in_order


def tables(figures: Iterable[FigureContent]) -> Iterator[Named]:
    """The table of each figure by its key, and its five-year trend where it has one."""
    for figure in figures:
        yield Named(figure.key, figure.day, figure.version, figure.grid)
        if figure.trend:
            yield Named(TREND.format(figure.key), figure.day, figure.version, figure.trend)


def figure_document(figure: FigureContent) -> dict[str, Any]:
    """A figure for JSON: its words, its origin, its cells and its failed checks."""
    return {
        "figure": figure.key,
        "title": figure.title,
        "definition": figure.definition,
        "version": figure.version,
        "day": figure.day,
        "run": figure.run,
        "attempt": figure.attempt,
        "about_people": figure.about_people,
        "table": _grid(figure.grid),
        "five_years": _grid(figure.trend) if figure.trend else None,
        "coverage": {label: _parts(cell) for label, cell in figure.grid.coverage.items()},
        "failed_checks": list(figure.grid.failures),
    }


def _grid(grid: Grid) -> dict[str, Any]:
    return {
        "columns": [{"column": each.label, "unit": each.unit, "decimals": each.decimals} for each in grid.columns],
        "rows": [{"row": row.label, "under": row.under, "total": row.total} for row in grid.rows],
        "cells": [
            {
                "row": row.label,
                "column": column.label,
                "value": None if cell.withheld else json_number(cell.rounded(column.decimals)),
                **_parts(cell),
                "withheld": bool(cell.withheld),
            }
            for row, column, cell in grid
        ],
    }


def _parts(cell: Cell) -> dict[str, Any]:
    n, d = (None, None) if cell.withheld else (cell.n, cell.d)
    return {"numerator": json_number(n), "denominator": json_number(d)}
