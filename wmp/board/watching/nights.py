"""How last night's run went, and what of its figures is still to be looked into."""

from datetime import date, timedelta
from typing import Any

from django.db.models import Q

from wmp.board.models import AlarmKind, Attempt
from wmp.board.runs import board_day, nightly_began

# A jump is one run's, and the runs after it stand where it led: it is told until somebody has looked, or so many days.
# So long holds a note about a failure, which the next runs repeat.
TOLD = timedelta(days=7)


def trouble_with_the_run() -> str:
    """Why there are no figures of last night; "" where there are."""
    tonight = Attempt.objects.filter(run__day=board_day(), started_at__gte=nightly_began())
    if tonight.filter(shown=True).exists():
        return ""
    latest = tonight.order_by("-number").first()
    if latest is None:
        return "Last night’s run did not happen."
    return "Last night’s run failed." if latest.finished_at else "Last night’s run has not finished."


def standing(alarms: Any, day: date | None = None) -> Any:
    """Of alarms (a queryset whose scope is stated), those that concern a reader on `day`: of the latest run, and the
    jumps of the days before."""
    day = day or board_day()
    runs = Attempt.objects.filter(shown=True, run__day__lte=day).order_by("-run__day")
    latest = runs.values("pk")[:1]
    lately = Q(
        kind=AlarmKind.JUMP,
        result__attempt__shown=True,
        result__attempt__run__day__gt=day - TOLD,
        result__attempt__run__day__lte=day,
    )
    return alarms.filter(lately | Q(result__attempt__in=latest))
