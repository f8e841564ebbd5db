"""The RA officers' desk: whose turn it is with each passport and adjustment, for how long, and how it all stands.

Of other families it knows only what it is given: `also`, each a function of the reader that says one number.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import CharField, Count, F, Min, Q, QuerySet, Value
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path

from people.models import Department
from people.requests import Request
from people.workforce.posted import department_of
from welfare.passports.adjustments import Adjustment, median_days
from welfare.passports.choices import PassportStatus
from welfare.passports.models import Passport
from welfare.passports.queue import Group, adjustment_groups, in_register, passport_groups
from welfare.passports.turns import TURNS, Turn, days_since, stuck_before
from welfare.places import RA_DESK, section
from wmp.lib import clock, reference
from wmp.lib.words import counted, number

# Reviews of so many days ahead are told.
AHEAD = timedelta(days=30)
# What waits for a line manager and was never sent to the RA officers: no row of theirs.
UNSEEN = "unseen"
WAITING = {status.value for status, turn in TURNS.items() if turn != Turn.NOBODY}


@dataclass(frozen=True)
class Tile:
    """One number, what it counts, and where the records behind it are."""

    value: str
    text: str
    url: str = ""
    hint: str = ""
    is_bad: bool = False


#: What another family puts on the desk for a reader: None where it has nothing to say. At most one query.
Also = Callable[[Any], Tile | None]


# --- what is asked ---


def standing(user: Any) -> dict[str, Mapping[str, Any]]:
    """By status: how many passports, since when the oldest, how many are stuck, and how many reviews are near. Besides,
    under UNSEEN, those that wait for a line manager before they come here for the first time. One query."""
    today = clock.today()
    counts: dict[str, Any] = {
        "count": Count("pk"),
        "oldest": Min("since"),
        "stuck": Count("pk", filter=Q(since__lte=stuck_before())),
        "near": Count("pk", filter=Q(review_due__range=(today, today + AHEAD))),
    }
    seen: Any = Passport.objects.visible_to(user).order_by().values(state=F("status"))
    # Counted and not shown: nobody's name, only that some wait and since when.
    unseen: Any = Passport.objects.unscoped().filter(status=PassportStatus.WITH_MANAGER, sent_on=None).order_by()
    unseen = unseen.values(state=Value(UNSEEN, output_field=CharField()))
    rows = seen.annotate(**counts).union(unseen.annotate(**counts), all=True)
    # A group of one constant answers with a nought where it has no rows.
    return {row["state"]: row for row in rows if row["count"]}


def overdue_by_department(user: Any) -> list[tuple[Any, int]]:
    """The departments of today with the most adjustments that are overdue first."""
    late: QuerySet[Any] = Adjustment.objects.visible_to(user).filter(open_due__lt=clock.today()).order_by()
    posted = late.annotate(department=department_of("passport__holder", clock.today()))
    rows = posted.values("department").annotate(count=Count("pk")).order_by("-count", "department")
    return [(row["department"], row["count"]) for row in rows]


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


def departments_table(rows: Sequence[tuple[Any, int]]) -> dict[str, Any]:
    body = [[reference.word(Department, key) or "No post today", _late(count, key)] for key, count in rows]
    return {"head": ["Department", {"text": "Overdue", "numeric": True}], "rows": body}


def _late(count: int, department: Any) -> Mapping[str, Any]:
    cell: dict[str, Any] = {"text": f"{count:,}", "numeric": True}
    if department:
        cell["url"] = in_register("adjustments", standing="overdue", department=department)
    return cell


def tiles(user: Any, found: Mapping[str, Mapping[str, Any]], late: int, also: Iterable[Also]) -> list[Tile]:
    today = clock.today()
    median = median_days(Adjustment.objects.visible_to(user), today)
    near = sum(row["near"] for state, row in found.items() if state in ("in place", "renewed", "review due"))
    said = [each(user) for each in also]
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
        *(tile for tile in said if tile is not None),
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


def unseen_in_words(found: Mapping[str, Mapping[str, Any]]) -> str:
    """What waits for line managers and is not for RA officers yet; "" where nothing does."""
    row = found.get(UNSEEN)
    if row is None:
        return ""
    longest = counted(days_since(row["oldest"]), "working day")
    waits = (
        "waits for a line manager before it comes" if row["count"] == 1 else "wait for line managers before they come"
    )
    return (
        f"{counted(row['count'], 'more passport')} {waits} to you for the first time, the oldest for {longest}."
        " The line manager is reminded, and the holder can go on without the comment."
    )


# --- the page ---


def urls(menu: Sequence[Any], also: Sequence[Also] = ()) -> list[URLPattern]:
    def desk(request: Request) -> HttpResponse:
        user = request.user
        if not RA_DESK.open_to(user):
            raise PermissionDenied
        found = standing(user)
        late = overdue_by_department(user)
        groups = [*passport_groups(user), *adjustment_groups(user)]
        context = {
            "title": "Desk",
            "section": section(user, menu, RA_DESK.name),
            "tiles": tiles(user, found, sum(count for _, count in late), also),
            "groups": [group for group in groups if group.lines or group.nothing or _says(group, found)],
            "jump": [group for group in groups if group.lines],
            "unseen": unseen_in_words(found),
            "states": states_table(found),
            "departments": departments_table(late) if late else None,
        }
        return render(request, "welfare/ra/desk.html", context)

    return [path("desk/", desk, name=RA_DESK.name)]


def _says(group: Group, found: Mapping[str, Mapping[str, Any]]) -> bool:
    return group.slug == "manager" and UNSEEN in found
