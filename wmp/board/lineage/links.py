"""Addresses of a figure's lineage."""

from collections.abc import Sequence
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse

from wmp.board.models import Attempt, Edition
from wmp.board.trends import PUBLISHED
from wmp.lib.grids import Cell, Column, Row

#: How an address says that a cell is one of a figure's five-year trend.
FIVE_YEARS = "five-years"


def lineage_url(of: Edition | Attempt, key: str, row: str = "", column: str = "") -> str:
    """Where a figure of an edition or an attempt is shown with where it came from; with a row and a column, where the
    records behind that cell are listed. For whoever may read the figure: nobody else finds the page."""
    attempt = of.attempt if isinstance(of, Edition) else of
    # By its number, also where it is the one shown: that may be computed again tomorrow.
    return lineage_link(key, attempt.run.day, str(attempt.number), row, column)


def trend_url(of: Edition | Attempt, key: str, row: Row, column: Column, cell: Cell) -> str:
    """As `lineage_url`, of a cell of the figure's five-year trend; "" where no record stands behind it, as of what was
    published before records began."""
    if row.under.startswith(PUBLISHED) or cell == Cell():
        return ""
    attempt = of.attempt if isinstance(of, Edition) else of
    return lineage_link(key, attempt.run.day, str(attempt.number), row.label, column.label, table=FIVE_YEARS)


def lineage_link(key: str, day: date, attempt: str, row: str = "", column: str = "", table: str = "") -> str:
    """The same by the day and the number of an attempt, "" for the one that is shown."""
    name, asked = ("board:records", {"row": row, "column": column}) if row or column else ("board:figure", {})
    query = urlencode({**asked, **{name: said for name, said in (("table", table), ("attempt", attempt)) if said}})
    address = reverse(name, args=[day.isoformat(), key])
    return f"{address}?{query}" if query else address


def moved_url(key: str, states: Sequence[str]) -> str:
    """Where two states of a figure are compared."""
    return f"{reverse('board:moved', args=[key])}?{_pair(states)}"


def why_url(key: str, states: Sequence[str], row: str, column: str) -> str:
    """Where it is told why a cell differs between two states."""
    return f"{reverse('board:why', args=[key])}?{_pair(states)}&{urlencode({'row': row, 'column': column})}"


def moves_url(key: str, states: Sequence[str], row: str, column: str, part: str, way: str = "") -> str:
    """Where the records are listed that moved a part of a cell; `way` names one way in which they did."""
    asked = {"row": row, "column": column, "part": part} | ({"way": way} if way else {})
    return f"{reverse('board:moves', args=[key])}?{_pair(states)}&{urlencode(asked)}"


def definitions_url(key: str) -> str:
    """Where the versions of a figure's definition stand."""
    return reverse("board:definitions", args=[key])


def _pair(states: Sequence[str]) -> str:
    return urlencode(dict(zip(("from", "to"), states, strict=True)))
