"""Nights with one figure whose headline is told."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from tests.base import DAY
from wmp.board.models import Alarm, Attempt, Result, Run
from wmp.lib.grids import Cell, Column, Grid, Row

#: A figure with a headline: success in all processes together.
KEY = "people.promotion_success"
USUAL = (100, 102, 99, 101, 98, 102, 100, 101, 99, 100)


def grid(value: int, failures: Iterable[str] = ()) -> Grid:
    """`value` per thousand of the applicants were successful: its printed per cent has one decimal."""
    cells = [[Cell.ratio(value, 1000, 100)]]
    return Grid([Row("Grand Total", total=True)], [Column("Success", "percent", 1)], cells, failures=list(failures))


def night(day: date, value: int | None, *, key: str = KEY, **about: Any) -> Attempt:
    """A shown attempt in which the figure had this value, or this `table` and `trend`, or failed."""
    run, _ = Run.objects.unscoped().get_or_create(day=day)
    run.attempts.filter(shown=True).update(shown=False)
    failures = about.pop("failures", ())
    version = about.pop("version", "")
    table, trend = about.pop("table", None), about.pop("trend", None)
    now = timezone.now()
    made = run.attempts.create(
        number=run.attempts.count() + 1, snapshot="-", **{"shown": True, "finished_at": now} | about
    )
    stored: dict[str, Any] = {"status": "failed", "error": "ZeroDivisionError"}
    if table is not None or value is not None:
        table = table or grid(value or 0, failures)
        stored = {"status": "computed", "stored_grid": table.to_json(), "version": version, "stored_trend": trend}
    Result.objects.create(attempt=made, key=key, **stored)
    return made


def usual_nights(values: Iterable[int] = USUAL, last: date = DAY - timedelta(days=1), **about: Any) -> None:
    """A night for each value, the last of them on `last`."""
    for back, value in enumerate(reversed(list(values))):
        night(last - timedelta(days=back), value, watched_at=timezone.now(), **about)


def alarms() -> list[tuple[str, str, str]]:
    found = Alarm.objects.unscoped().order_by("pk")
    return [(each.kind, each.row, each.column) for each in found]
