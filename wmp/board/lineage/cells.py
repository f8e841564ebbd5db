"""One cell of a computed figure: its numbers, what they are made of, and the records behind them, then and now."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.apps import apps
from django.core.exceptions import BadRequest
from django.http import Http404

from people.requests import Request
from people.workforce.models import User
from wmp.board.lineage.links import FIVE_YEARS
from wmp.board.models import Result, ResultStatus, StoredTrace
from wmp.board.printing import in_words, shown
from wmp.lib.access import ScopedQuerySet
from wmp.lib.figures import Figure
from wmp.lib.grids import Cell, Column, Grid, Kind, Row
from wmp.lib.traces import Place, Trace
from wmp.lib.words import long_day

THEN, NOW = "then", "now"


@dataclass(frozen=True)
class Year:
    """An earlier year of a figure's trend: its day, the labels that a cell has in the trend, and the figure's table of
    that day as known now, which tells what the cell asks."""

    day: date
    place: Place
    grid: Grid


@dataclass(frozen=True)
class Behind:
    """A cell of a stored result, or of an earlier year of its trend, and what a reader may know of the records behind
    it. `row` and `column` are those of the figure's own table."""

    user: User
    figure: Figure
    result: Result
    row: Row
    column: Column
    cell: Cell
    year: Year | None = None

    @classmethod
    def named(cls, request: Request, figure: Figure, result: Result) -> "Behind":
        """The cell that an address names. Raises Http404 where there is none; BadRequest for a table that no figure
        has."""
        table, row, column = (request.GET.get(name, "") for name in ("table", "row", "column"))
        if table not in ("", FIVE_YEARS):
            raise BadRequest("A figure has one further table: five-years.")
        if result.status != ResultStatus.COMPUTED:
            raise Http404
        if table:
            return cls._of_a_year(request.user, figure, result, (row, column))
        if found := result.grid.find(row, column):
            return cls(request.user, figure, result, *found)
        raise Http404

    @classmethod
    def _of_a_year(cls, user: User, figure: Figure, result: Result, place: Place) -> "Behind":
        trend, labels = result.trend, result.trend_of(*place)
        if trend is None or labels is None:
            raise Http404
        day = date.fromisoformat(place[0])
        # The latest year is the figure itself, and no year of then tells what a cell asks for.
        latest = day == result.attempt.run.day
        grid = result.grid if latest else figure.table(day).compute()
        found = grid.find(*labels)
        if found is None:
            raise Http404
        row, column, _ = found
        return cls(user, figure, result, row, column, trend.cell(*place), None if latest else Year(day, place, grid))

    @property
    def day(self) -> date:
        return self.year.day if self.year else self.result.attempt.run.day

    @property
    def grid(self) -> Grid:
        """The table of its day."""
        return self.year.grid if self.year else self.result.grid

    @property
    def place(self) -> Place:
        """Its labels in the table that it stands in, and in the trace of that."""
        return self.year.place if self.year else (self.row.label, self.column.label)

    @property
    def asked(self) -> dict[str, str]:
        """How addresses name it."""
        named = dict(zip(("row", "column"), self.place, strict=True))
        return {**named, "table": FIVE_YEARS} if self.year else named

    @property
    def title(self) -> str:
        return f"{self.name}: {shown(self.cell, self.column)}"

    @property
    def name(self) -> str:
        said = f"{in_words(self.row.label)}, {in_words(self.column.label)}"
        return f"{long_day(self.day)}, {said}" if self.year else said

    def titled(self, known: str) -> str:
        """Above a list of its records. The number is that of then: others may be behind it by now."""
        return f"{self.name}, as known now" if known == NOW and self.keys is not None else self.title

    @cached_property
    def part(self) -> str:
        """The part whose records are listed: the numerator, or of a median all that it was found among."""
        return "n" if self.cell.n is not None else "d"

    @cached_property
    def now(self) -> tuple[ScopedQuerySet[Any], bool]:
        """The records as known now, and whether they are exactly those counted: see `Table.records`."""
        return self.figure.table(self.day).records(self.row, self.column, self.part, self.grid)

    @property
    def exact(self) -> bool:
        return self.now[1]

    @cached_property
    def trace(self) -> Trace | None:
        stored = StoredTrace.objects.visible_to(self.user).filter(result=self.result).first()
        if stored is None:
            return None
        return stored.trend if self.year else stored.trace

    @cached_property
    def keys(self) -> list[int] | None:
        """The keys of the records as known then. None where nobody kept them, where they would tell who declared what
        (what is known now leaves such conditions out), and where the figure counted otherwise then."""
        if not self.exact or self.result.version != self.figure.version:
            return None
        trace, place, number = self.trace, self.place, getattr(self.cell, self.part)
        if trace is None or place not in trace.cells or trace.sum(*place, self.part) != (number or 0):
            return None
        return sorted(trace.adds(*place, self.part))

    @property
    def counts(self) -> bool:
        """Does each record listed as known now add something, so that there are as many as were counted?"""
        return self.column.kind in (Kind.COUNT, Kind.SHARE, Kind.PER_PERIOD)

    @property
    def then(self) -> ScopedQuerySet[Any]:
        """The records as known then, as they stand now: as far as they are still kept."""
        return records_of(self.now[0].model._meta.label_lower, self.keys or [])


def records_of(model: str, keys: list[int]) -> ScopedQuerySet[Any]:
    """Records by their keys, with nobody's view of them stated yet."""
    manager: Any = apps.get_model(model)._default_manager
    found: ScopedQuerySet[Any] = manager.filter(pk__in=keys)
    return found
