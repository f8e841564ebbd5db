"""Runs of some figures as a worker keeps them, within the transaction of a test."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils import timezone

from tests.base import DAY
from wmp.board.computing import compute_traced
from wmp.board.models import Attempt, Result, Run
from wmp.board.paper import FIGURES
from wmp.board.runs import keep, outcome
from wmp.board.trends import trend_of

HOURS, MINORITY, RETENTION = (
    "people.specials_hours",
    "people.representation_by_staff_type",
    "people.retention_by_entry_route",
)
SPECIALS = {"row": "2022-03", "column": "Specials"}


def computed(day: date = DAY, keys: Sequence[str] = (HOURS, MINORITY, RETENTION), **attempt: Any) -> Attempt:
    """A further attempt at a day, shown in place of those before; `attempt` changes when it began."""
    run, _ = Run.objects.unscoped().get_or_create(day=day)
    run.attempts.update(shown=False)
    made = run.attempts.create(
        number=run.attempts.count() + 1, snapshot="-", shown=True, finished_at=timezone.now(), **attempt
    )
    for key in keys:
        figure = FIGURES[key]
        found = compute_traced(figure, day)
        trend = trend_of(figure, day, found.grid)
        result = Result.objects.create(attempt=made, key=key, seconds=0.01, **outcome(found, trend))
        keep(result, found, trend)
    return made


def asked(before: str, after: str, **cell: str) -> dict[str, str]:
    """The parameters of two states."""
    return {"from": before, "to": after, **cell}
