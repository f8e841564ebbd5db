"""Computing the figures of a day: once, from one snapshot, by as many workers as there are.

Whoever performs a run holds the day's advisory lock and a REPEATABLE READ transaction whose snapshot the others import.
It offers each figure to the other workers and computes whatever nobody has taken, so one worker alone gets
through as well as ten. A figure being computed is marked by an advisory lock too: when its worker dies, the database
releases the lock and the performer computes that figure itself. When the performer dies, its locks and its snapshot go
with it, and the next delivery, or `resume_unfinished`, makes a new attempt. Readers see only whole attempts.
"""

import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from time import monotonic
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.db.models import OuterRef, Subquery
from django.utils import timezone

from wmp.board.computing import Computed, compute_traced
from wmp.board.models import Attempt, Definition, Result, ResultStatus, Run, StoredTrace
from wmp.board.paper import FIGURES
from wmp.board.trends import Trend, trend_of
from wmp.lib.locks import advisory_lock
from wmp.lib.snapshots import SnapshotGone, exported_snapshot, reading

logger = logging.getLogger(__name__)

Offer = Callable[[Result], None]


def board_day() -> date:
    """Today, or the day at which a demo force stands still."""
    return date.fromisoformat(settings.DEMO_DAY) if settings.DEMO_DAY else timezone.localdate()


def last_day() -> date:
    """No later day has come, so none stands as the latest: one figure for next century would hide tonight's."""
    return max(board_day(), timezone.localdate())


def nightly_began() -> datetime:
    """When the latest nightly run was due to begin: today's, since it is asked about in the morning."""
    return timezone.make_aware(datetime.combine(timezone.localdate(), settings.NIGHTLY_AT))


def perform(
    day: date, *, unless_since: datetime | None = None, offer: Offer | None = None, wait: bool = False
) -> Attempt | None:
    """Computes all figures of `day` and shows them together. Returns the attempt, or None where nothing was to do.

    `unless_since`: nothing to do if an attempt begun at that time or later is already shown (a second beat).
    `offer`: asks another worker to compute one result. `wait`: wait for a run of the same day that is under way,
    rather than leave it to finish alone. Must not be called inside a transaction. Raises SnapshotGone, or an error of
    the database, where that went down meanwhile: nothing is shown then, and `unfinished` has the day.
    """
    with advisory_lock("run", day.toordinal(), wait=wait) as held:
        if not held:
            return None
        run, _ = Run.objects.unscoped().get_or_create(day=day)
        if unless_since and run.attempts.filter(shown=True, started_at__gte=unless_since).exists():
            return None
        with exported_snapshot(connection) as snapshot:
            attempt = _begin(run, snapshot)
            results = list(attempt.results.unscoped())
            if offer:
                for result in results:
                    offer(result)
            # First what nobody has taken, then wait for what others took: they finish it, or die and leave it to us.
            for wait_for_others in (False, True):
                for result in results:
                    compute_result(result.pk, wait=wait_for_others)
        if attempt.results.unscoped().filter(status=ResultStatus.WAITING).exists():
            raise SnapshotGone(f"{attempt}: its snapshot went before all figures were computed; it is taken up again.")
        _show(attempt)
        return attempt


def _begin(run: Run, snapshot: str) -> Attempt:
    with transaction.atomic():
        attempt = run.attempts.create(number=run.attempts.count() + 1, snapshot=snapshot)
        Result.objects.bulk_create(Result(attempt=attempt, key=key) for key in FIGURES)
    return attempt


def compute_result(pk: int, *, wait: bool = False) -> None:
    """Computes one figure of an attempt, unless somebody has or (without `wait`) is at it."""
    with advisory_lock("result", pk, wait=wait) as held:
        waiting = Result.objects.unscoped().filter(pk=pk, status=ResultStatus.WAITING, attempt__finished_at=None)
        result = waiting.select_related("attempt__run").first() if held else None
        if result is None:
            return
        began, session = monotonic(), connection.connection
        try:
            with reading(connection, result.attempt.snapshot):
                figure, day = FIGURES[result.key], result.attempt.run.day
                computed = compute_traced(figure, day)
                trend = trend_of(figure, day, computed.grid)
            with transaction.atomic():
                if waiting.update(seconds=monotonic() - began, **outcome(computed, trend)):
                    keep(result, computed, trend)
        except SnapshotGone:
            logger.warning("%s: the run that asked for it has ended; its next attempt computes it", result)
            return
        except Exception as error:  # whatever is wrong with one figure, the others are kept and this one is marked
            if connection.connection is not session or session.closed:
                raise  # the database went, and the locks with it: that is no fault of the figure
            logger.exception("%s failed", result)
            # Its name only: the message of a database error may repeat what a record says. The log has it.
            failed = {"status": ResultStatus.FAILED, "error": type(error).__name__}
            waiting.update(seconds=monotonic() - began, **failed)


def outcome(computed: Computed, trend: Trend | None) -> dict[str, Any]:
    """What its result keeps. A check that failed in an earlier year is told with the figure, where all are told."""
    told = [f"Five years, {failure}" for failure in (trend.grid.failures if trend else ())]
    grid = replace(computed.grid, failures=[*computed.grid.failures, *told])
    return {
        "status": ResultStatus.COMPUTED,
        "stored_grid": grid.to_json(),
        "stored_trend": trend.to_json() if trend else {},
        "version": computed.version,
    }


def keep(result: Result, computed: Computed, trend: Trend | None) -> None:
    """Keeps the trace of a result, and how its definition is worded now: better words of one revision replace those
    before, since they say the same."""
    packed_trend = trend.trace.packed() if trend else ""
    StoredTrace.objects.create(result=result, packed=computed.trace.packed(), packed_trend=packed_trend)
    words = {"words": FIGURES[result.key].definition, "statements": computed.statements}
    Definition.objects.unscoped().update_or_create(key=result.key, version=computed.version, defaults=words)


def _show(attempt: Attempt) -> None:
    """Replaces what readers see of the day, all at once. An attempt in which everything failed replaces nothing."""
    with transaction.atomic():
        attempt.finished_at = timezone.now()
        if attempt.results.unscoped().filter(status=ResultStatus.COMPUTED).exists():
            attempt.run.attempts.filter(shown=True).update(shown=False)
            attempt.shown = True
        attempt.save(update_fields=["finished_at", "shown"])


def unfinished() -> list[date]:
    """The days whose latest attempt never ended, also where it is still under way: `perform` finds that out."""
    latest = Attempt.objects.filter(run=OuterRef("pk")).order_by("-number")
    ended = Run.objects.unscoped().annotate(ended=Subquery(latest.values("finished_at")[:1]))
    return list(ended.filter(ended=None).order_by("day").values_list("day", flat=True))
