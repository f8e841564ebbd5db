"""The RA officers' desk: whose turn it is with each passport and adjustment, for how long, and how it all stands.

Of other families it knows only what it is given: `also`, each with the records that it counts.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, NamedTuple

from django.core.exceptions import PermissionDenied
from django.db.models import Count, Min, Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path

from people.requests import Request
from welfare.passports.adjustments import median_days
from welfare.passports.adjustments_board import departments_table, overdue_by_department
from welfare.passports.choices import PassportStatus
from welfare.passports.queue import adjustment_groups, in_register, passport_groups
from welfare.passports.registers import ADJUSTMENTS, PASSPORTS
from welfare.passports.turns import TURNS, Turn, days_since, stuck_before
from welfare.places import RA_DESK
from wmp.lib import clock
from wmp.lib.measures import Question, at_once
from wmp.lib.places import section
from wmp.lib.words import number

# Reviews of so many days ahead are told.
AHEAD = timedelta(days=30)
WAITING = {status.value for status, turn in TURNS.items() if turn != Turn.NOBODY}


@dataclass(frozen=True)
class Tile:
    """One number, what it counts, and where the records behind it are."""

    value: str
    text: str
    url: str = ""
    hint: str = ""
    is_bad: bool = False


class Also(NamedTuple):
    """What another family puts on the desk: how many there are of the records that it finds for a reader."""

    name: str
    found: Callable[[Any], QuerySet[Any]]
    tile: Callable[[int], Tile]


# --- what is asked ---


def standing(user: Any) -> dict[str, Mapping[str, Any]]:
    """By status: how many passports, since when the oldest, how many are stuck, and how many reviews are near. One
    query, of those that the reader may know of: what waits for a line manager for the first time is none of them."""
    today = clock.today()
    counts: dict[str, Any] = {
        "count": Count("pk"),
        "oldest": Min("since"),
        "stuck": Count("pk", filter=Q(since__lte=stuck_before())),
        "near": Count("pk", filter=Q(review_due__range=(today, today + AHEAD))),
    }
    seen: Any = PASSPORTS.visible_to(user).order_by().values("status")
    return {row["status"]: row for row in seen.annotate(**counts)}


# --- as tables and tiles ---


def states_table(found: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """Every state, with whose turn it is there. In states that wait for nobody, no passport is old or stuck."""
    rows: list[list[Any]] = []
    for status in PassportStatus:
        row = found.get(status.value)
        waits = status.value in WAITING
        oldest = f"{days_since(row['oldest']):,}" if row and waits else "–"
        rows.append(
            [
                status.label,
                _number(row["count"] if row else 0, status=status.value),
                {"text": f"{row['stuck']:,}" if row and waits else "–", "numeric": True},
                {"text": oldest, "numeric": True},
            ]
        )
    heads = [{"text": text, "numeric": True} for text in ("Passports", "Stuck", "Oldest")]
    return {"head": ["Where it stands", *heads], "rows": rows}


def _number(count: int, **filters: Any) -> Mapping[str, Any]:
    """A number that leads to its passports; a nought leads nowhere."""
    if not count:
        return {"text": "0", "numeric": True}
    return {"text": f"{count:,}", "url": in_register("passports", **filters), "numeric": True}


def tiles(user: Any, found: Mapping[str, Mapping[str, Any]], late: int, also: Iterable[Also]) -> list[Tile]:
    today = clock.today()
    counts: dict[str, Question] = {each.name: (each.found(user), Count("pk")) for each in also}
    numbers = at_once(median=median_days(ADJUSTMENTS.visible_to(user), today), **counts)
    median = numbers["median"]
    near = sum(row["near"] for row in found.values())
    return [
        _oldest(found),
        Tile(
            f"{late:,}",
            "adjustment overdue" if late == 1 else "adjustments overdue",
            in_register("adjustments", standing="overdue") if late else "",
            is_bad=bool(late),
        ),
        Tile(
            f"{near:,}",
            "review due in the next 30 days" if near == 1 else "reviews due in the next 30 days",
            in_register("passports", review_from=today, review_to=today + AHEAD) if near else "",
        ),
        *(each.tile(int(numbers[each.name] or 0)) for each in also),
        Tile(
            "–" if median is None else number(median.quantize(Decimal("0.1"))),
            "days from asked for to in place",
            hint="Median of the last twelve months",
        ),
    ]


def _oldest(found: Mapping[str, Mapping[str, Any]]) -> Tile:
    """How long the one has waited that waits longest, whosever turn it is."""
    waiting = [row["oldest"] for state, row in found.items() if state in WAITING]
    if not waiting:
        return Tile("0", "working days: nothing waits")
    oldest: date = min(waiting)
    days = days_since(oldest)
    text = "working day: the oldest that waits" if days == 1 else "working days: the oldest that waits"
    return Tile(f"{days:,}", text, in_register("passports"), is_bad=oldest <= stuck_before())


# --- the page ---


def urls(menu: Sequence[Any], also: Sequence[Also] = ()) -> list[URLPattern]:
    def desk(request: Request) -> HttpResponse:
        user = request.user
        if not RA_DESK.open_to(user):
            raise PermissionDenied
        found = standing(user)
        late = overdue_by_department(ADJUSTMENTS.visible_to(user), clock.today())
        groups = [*passport_groups(user), *adjustment_groups(user)]
        context = {
            "title": "Desk",
            "section": section(user, menu, RA_DESK.name),
            "tiles": tiles(user, found, sum(row["late"] for row in late), also),
            "groups": [group for group in groups if group.lines or group.nothing],
            "jump": [group for group in groups if group.lines],
            "states": states_table(found),
            "departments": departments_table(late, oldest=False) if late else None,
        }
        return render(request, "welfare/ra/desk.html", context)

    return [path("desk/", desk, name=RA_DESK.name)]
