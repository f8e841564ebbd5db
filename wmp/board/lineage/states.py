"""A figure as it was known: by the run of a day, by one attempt at it, or computed afresh from the records of now.

In addresses a state is a day (what readers see of its run), a day with an attempt's number (2022-04-01-2), or a day
with "now" (2022-04-01-now): that day's figure, as the records tell it today.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, reduce
from operator import or_

from django.core.exceptions import BadRequest
from django.db.models import Q
from django.http import Http404

from people.workforce.models import User
from wmp.board.models import Definition, Result, ResultStatus, StoredTrace
from wmp.board.runs import compute_traced
from wmp.lib.days import day_of
from wmp.lib.figures import Figure, Table
from wmp.lib.grids import Column, Grid, Row
from wmp.lib.traces import Trace
from wmp.lib.words import long_day

NOW = "now"
STATE = re.compile(r"(\d{4}-\d{2}-\d{2})(?:-(\d{1,6}|now))?", re.ASCII)


@dataclass(frozen=True)
class State:
    """Which state of a figure an address asks for. Without `which` the attempt that readers see."""

    day: date
    which: str = ""

    @classmethod
    def asked(cls, text: str) -> "State":
        """Raises BadRequest for what names none."""
        found = STATE.fullmatch(text)
        try:
            if found:
                return cls(day_of(found[1]), found[2] or "")
        except ValueError:
            pass
        raise BadRequest("A state of the figures is a day, with an attempt's number or with “now”.")

    @property
    def name(self) -> str:
        return f"{self.day.isoformat()}-{self.which}" if self.which else self.day.isoformat()

    @property
    def words(self) -> str:
        if self.which == NOW:
            return f"{long_day(self.day)}, as known now"
        return f"{long_day(self.day)}, attempt {self.which}" if self.which else long_day(self.day)

    @property
    def condition(self) -> Q:
        """What finds its result; for the state of now, that of the day's run."""
        day = Q(attempt__run__day=self.day, attempt__finished_at__isnull=False)
        return day & (Q(attempt__number=int(self.which)) if self.which.isdecimal() else Q(attempt__shown=True))

    def is_of(self, result: Result) -> bool:
        attempt = result.attempt
        return attempt.run.day == self.day and (
            attempt.number == int(self.which) if self.which.isdecimal() else attempt.shown
        )


@dataclass(frozen=True)
class Known:
    """A figure's table in one state. Without `trace` nobody kept the records behind it."""

    figure: Figure
    state: State
    grid: Grid
    version: str
    trace: Trace | None

    @property
    def recounted(self) -> bool:
        """Has the definition since come to count otherwise? Then today's says nothing of what its records may tell."""
        return self.version != self.figure.version

    @cached_property
    def table(self) -> Table:
        """What the figure counts on that day, by its declaration of today."""
        return self.figure.table(self.state.day)

    def listed(self, row: Row, column: Column, part: str) -> bool:
        """May the records behind a part of this cell be listed? Not where that would tell what somebody declared."""
        return not self.recounted and self.table.records(row, column, part, self.grid)[1]


def known(user: User, figure: Figure, *states: State) -> list[Known]:
    """A figure in some states. Raises Http404 for one that the reader may not see, or that has not been computed.

    Two queries, beside those of a table that is computed afresh.
    """
    wanted = reduce(or_, [state.condition for state in states])
    results = Result.objects.visible_to(user).filter(wanted, key=figure.key).select_related("attempt__run")
    found = [_of(state, list(results)) for state in states]
    stored = [result for result, state in zip(found, states, strict=True) if state.which != NOW]
    kept = StoredTrace.objects.visible_to(user).filter(result__in=stored)
    traces = {each.result_id: each.trace for each in kept}
    return [
        _now(figure, state)
        if state.which == NOW
        else Known(figure, state, result.grid, result.version, traces.get(result.pk))
        for state, result in zip(states, found, strict=True)
    ]


def definitions(user: User, figure: Figure) -> dict[str, Definition]:
    """The versions of a figure's definition, by their name, oldest first."""
    return {each.version: each for each in Definition.objects.visible_to(user).filter(key=figure.key)}


def _of(state: State, results: Sequence[Result]) -> Result:
    found = next((result for result in results if state.is_of(result)), None)
    if found is None or (found.status != ResultStatus.COMPUTED and state.which != NOW):
        raise Http404
    return found


def _now(figure: Figure, state: State) -> Known:
    computed = compute_traced(figure, state.day)
    return Known(figure, state, computed.grid, computed.version, computed.trace)
