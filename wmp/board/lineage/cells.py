"""One cell of a computed figure: its numbers, what they are made of, and the records behind them, then and now."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.apps import apps
from django.http import Http404

from people.requests import Request
from people.workforce.models import User
from wmp.board.models import Result, ResultStatus, StoredTrace
from wmp.board.printing import in_words, shown
from wmp.lib.access import ScopedQuerySet
from wmp.lib.figures import Figure
from wmp.lib.grids import Cell, Column, Kind, Row
from wmp.lib.traces import Trace

THEN, NOW = "then", "now"


@dataclass(frozen=True)
class Behind:
    """A cell of a stored result, and what a reader may know of the records behind it."""

    user: User
    figure: Figure
    result: Result
    row: Row
    column: Column
    cell: Cell

    @classmethod
    def named(cls, request: Request, figure: Figure, result: Result) -> "Behind":
        """The cell that an address names. Raises Http404 where there is none."""
        found = None
        if result.status == ResultStatus.COMPUTED:
            found = result.grid.find(request.GET.get("row", ""), request.GET.get("column", ""))
        if found is None:
            raise Http404
        return cls(request.user, figure, result, *found)

    @property
    def day(self) -> date:
        return self.result.attempt.run.day

    @property
    def title(self) -> str:
        return f"{in_words(self.row.label)}, {in_words(self.column.label)}: {shown(self.cell, self.column)}"

    @cached_property
    def part(self) -> str:
        """The part whose records are listed: the numerator, or of a median all that it was found among."""
        return "n" if self.cell.n is not None else "d"

    @cached_property
    def now(self) -> tuple[ScopedQuerySet[Any], bool]:
        """The records as known now, and whether they are exactly those counted: see `Table.records`."""
        return self.figure.table(self.day).records(self.row, self.column, self.part, self.result.grid)

    @property
    def exact(self) -> bool:
        return self.now[1]

    @cached_property
    def trace(self) -> Trace | None:
        stored = StoredTrace.objects.visible_to(self.user).filter(result=self.result).first()
        return stored.trace if stored else None

    @cached_property
    def keys(self) -> list[int] | None:
        """The keys of the records as known then. None where nobody kept them, where they would tell who declared what
        (what is known now leaves such conditions out), and where the figure counted otherwise then."""
        if not self.exact or self.result.version != self.figure.version:
            return None
        place = (self.row.label, self.column.label)
        number = getattr(self.cell, self.part)
        if self.trace is None or place not in self.trace.cells or self.trace.sum(*place, self.part) != (number or 0):
            return None
        return sorted(self.trace.adds(*place, self.part))

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
