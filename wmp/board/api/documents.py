"""What is read, as JSON and as CSV in long form: a line for each cell, as Excel, Power BI and Qlik load it."""

import json
from collections.abc import Iterable
from typing import Any

from wmp.board import long_form
from wmp.board.papers.content import Content, FigureContent
from wmp.board.papers.data import figure_document, tables
from wmp.board.papers.issuing import figure_content

JSON, CSV = "application/json", "text/csv; charset=utf-8"


def as_json(document: Any) -> bytes:
    return (json.dumps(document, indent=2, ensure_ascii=False) + "\n").encode()


def as_csv(figures: Iterable[FigureContent], *, bom: bool) -> bytes:
    return long_form.as_csv(tables(figures), bom=bom).encode()


def edition_facts(found: Any) -> dict[str, Any]:
    """An edition of `reading.editions` in a list."""
    return {
        "id": found["pk"],
        "title": found["its_title"],
        "meeting": found["its_meeting"],
        "meeting_on": found["its_meeting_on"].isoformat(),
        "audience": found["audience"],
        "number": found["number"],
        "day": found["its_day"].isoformat(),
        "issued_at": found["issued_at"].isoformat(),
        "corrected": found["corrected"],
        "digest": found["digest"],
    }


def edition_document(found: Any, content: Content) -> dict[str, Any]:
    """An edition with what it holds."""
    return {
        **edition_facts(found),
        "corrects": content.corrects,
        "why": content.why,
        "differences": list(content.differences),
        "rule": content.rule,
        "sections": [{"key": each.key, "title": each.title, "figures": each.figures} for each in content.sections],
        "figures": [{"key": each.key, "title": each.title, "definition": each.definition} for each in content.in_order],
    }


def catalogued(result: Any) -> dict[str, Any]:
    """A nightly figure in the list of all: its words, and the columns with their units as last computed."""
    figure = figure_content(result)
    columns = [{"column": each.label, "unit": each.unit, "decimals": each.decimals} for each in figure.grid.columns]
    return {
        "key": figure.key,
        "title": figure.title,
        "definition": figure.definition,
        "version": figure.version,
        "latest_day": figure.day,
        "columns": columns,
    }


def nightly_document(result: Any) -> dict[str, Any]:
    """A nightly figure of one day."""
    return {**figure_document(figure_content(result)), "computed_at": result.attempt.started_at.isoformat()}


def day_facts(result: Any) -> dict[str, Any]:
    """One day on which a figure was computed."""
    attempt = result.attempt
    return {
        "day": attempt.run.day.isoformat(),
        "attempt": attempt.number,
        "computed_at": attempt.started_at.isoformat(),
        "version": result.version,
    }
