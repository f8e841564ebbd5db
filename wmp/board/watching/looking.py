"""Looking at the figures of a run for what a board secretary has to look into.

Each shown attempt is looked at once: the database says which were, so that a second beat, a killed worker or a task
that comes late neither forgets an alarm nor makes it twice.
"""

import logging
from collections.abc import Iterator, Mapping
from datetime import timedelta
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from wmp.board.models import Alarm, AlarmKind, Attempt, Result, ResultStatus
from wmp.board.paper import FIGURES
from wmp.board.printing import in_words, shown
from wmp.board.watching.histories import Told, told
from wmp.board.watching.nights import TOLD
from wmp.lib import clock
from wmp.lib.grids import Cell, Column, Grid, Row
from wmp.lib.jumps import Jump, jump

logger = logging.getLogger(__name__)

# The runs before that make the history of a number.
HISTORY = 60
# An attempt that nobody looked at in so long was shown before there were alarms, or concerns nobody any more.
LATELY = timedelta(days=3)
LONGEST = 500

Signature = tuple[str, str, str, str, str]


def look() -> int:
    """Looks at every shown attempt that was not looked at yet. Returns how many alarms there are.

    Whatever is wrong with one keeps none of the others back. It is raised once they were looked at, and that one is
    tried again.
    """
    shown_lately = Attempt.objects.filter(shown=True, watched_at=None, started_at__gte=timezone.now() - LATELY)
    found, wrong = 0, []
    for pk in shown_lately.order_by("run__day").values_list("pk", flat=True):
        try:
            found += _look_at(pk)
        except Exception as error:
            logger.exception("attempt %s could not be looked at", pk)
            wrong.append(error)
    if wrong:
        raise wrong[0]
    return found


@transaction.atomic
def _look_at(pk: int) -> int:
    """Of two jobs that look at once, the second finds the row taken and leaves it."""
    held = Attempt.objects.select_for_update(of=("self",), skip_locked=True).select_related("run")
    attempt = held.filter(pk=pk, watched_at=None).first()
    if attempt is None:
        return 0
    known = _looked_into(attempt)
    # Two headlines that meet in one cell notice the same.
    noticed = {_signature(alarm): alarm for alarm in _noticed(attempt)}
    alarms = [_with_mark(alarm, known) for alarm in noticed.values()]
    Alarm.objects.bulk_create(alarms)
    attempt.watched_at = timezone.now()
    attempt.save(update_fields=["watched_at"])
    return len(alarms)


def _noticed(attempt: Attempt) -> Iterator[Alarm]:
    for result in Result.objects.unscoped().filter(attempt=attempt).select_related("attempt__run"):
        if result.status != ResultStatus.COMPUTED:
            fault = f"The fault is called {result.error}." if result.error else "It was not computed."
            yield Alarm(result=result, kind=AlarmKind.FAILED, words=fault)
            continue
        try:
            yield from list(_of_table(result))
        except Exception as error:  # one figure that cannot be read takes no other's alarms with it, and is told
            logger.exception("%s could not be looked at", result)
            fault = f"Its numbers could not be looked at. The fault is called {type(error).__name__}."
            yield Alarm(result=result, kind=AlarmKind.FAILED, words=fault)


def _of_table(result: Result) -> Iterator[Alarm]:
    grid = result.grid
    for failure in grid.failures:
        yield Alarm(result=result, kind=AlarmKind.CHECK, words=failure[:LONGEST])
    yield from _jumps(result, grid)


def _jumps(result: Result, grid: Grid) -> Iterator[Alarm]:
    headlines = FIGURES[result.key].headlines if result.key in FIGURES else ()
    earlier = _grids_before(result) if headlines else []
    if not earlier:
        return
    for place, headline in enumerate(headlines):
        found = headline.find(grid)
        if found is None or found[2].value is None:
            continue
        row, column, cell = found
        history = told(headline, place, result, grid, earlier)
        beyond = jump(history.history, Decimal(found[2].value), column.decimals)
        if beyond:
            words = _in_words(beyond, history, row, column, cell)[:LONGEST]
            yield Alarm(result=result, kind=AlarmKind.JUMP, row=row.label, column=column.label, words=words)


def _in_words(beyond: Jump, history: Told, row: Row, column: Column, cell: Cell) -> str:
    before, lower, upper = (shown(Cell(value=each), column) for each in (beyond.before, beyond.lower, beyond.upper))
    usual = f"be {lower}" if lower == upper else f"lie between {lower} and {upper}"
    return (
        f"{in_words(row.label)}, {in_words(column.label)}: {shown(cell, column)}, and {before} {history.before}. "
        f"By {history.points} it would {usual}."
    )


def _grids_before(result: Result) -> list[Grid]:
    """The tables of the runs before, oldest first: of this version of the definition, however it was worded, since
    another one counts something else."""
    before = Result.objects.unscoped().filter(
        key=result.key,
        version=result.version,
        status=ResultStatus.COMPUTED,
        attempt__shown=True,
        attempt__run__day__lt=result.attempt.run.day,
    )
    stored = list(before.order_by("-attempt__run__day").values_list("stored_grid", flat=True)[:HISTORY])
    return [Grid.from_json(each) for each in reversed(stored)]


# --- what somebody has looked into stays looked into ------------------------------------------------------------------


def _looked_into(attempt: Attempt) -> dict[Signature, Alarm]:
    """The alarms of the same day, and of the run before, that somebody looked into.

    That a figure failed, for a week only: what its fault is called is often all that two failures have in common.
    """
    days = [attempt.run.day]
    before = Attempt.objects.filter(shown=True, run__day__lt=attempt.run.day).order_by("-run__day")
    days += before.values_list("run__day", flat=True)[:1]
    marked = Alarm.objects.unscoped().filter(result__attempt__run__day__in=days, looked_into_at__isnull=False)
    marked = marked.exclude(kind=AlarmKind.FAILED, looked_into_at__lt=clock.now() - TOLD)
    return {_signature(each): each for each in marked.select_related("result").order_by("pk")}


def _with_mark(alarm: Alarm, known: Mapping[Signature, Alarm]) -> Alarm:
    """The same trouble as before keeps the mark that it got, so that nobody is told of it again."""
    if same := known.get(_signature(alarm)):
        alarm.note = same.note
        alarm.looked_into_by_id = same.looked_into_by_id
        alarm.looked_into_at = same.looked_into_at
    return alarm


def _signature(alarm: Alarm) -> Signature:
    return alarm.result.key, alarm.kind, alarm.row, alarm.column, alarm.words
