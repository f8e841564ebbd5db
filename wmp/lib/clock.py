"""What day it is, for records. The only place that knows that a demo force stands still.

The records of a demo force end with the paper that it shows, so there it is always that day (settings.DEMO_DAY): else
every case of a year ago would be years overdue. Whoever enters a past year (the demo force, a test) does so by the
same verbs, `at` the moment each was done. Sign-ins, readings and jobs keep the real time.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime

from django.conf import settings
from django.utils import timezone

_moment: ContextVar[datetime | None] = ContextVar("moment", default=None)


def now() -> datetime:
    """The moment at which something is recorded as done."""
    return _moment.get() or shown(timezone.now())


def today() -> date:
    return timezone.localdate(now())


def shown(moment: datetime) -> datetime:
    """A real moment as the records of this installation tell it: on a demo force, that time of its one day."""
    if not settings.DEMO_DAY:
        return moment
    local = timezone.localtime(moment)
    day = date.fromisoformat(settings.DEMO_DAY)
    return local.replace(year=day.year, month=day.month, day=day.day)


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Within it, things are done at `moment`."""
    token = _moment.set(moment)
    try:
        yield
    finally:
        _moment.reset(token)
