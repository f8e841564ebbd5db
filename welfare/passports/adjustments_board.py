"""The board of adjustments: what is asked for, agreed, ordered, in place and to be reviewed, and what is overdue."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Case, CharField, Count, F, Min, Q, Sum, Value, When, Window
from django.db.models.functions import RowNumber
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.utils.http import urlencode

from people.models import Department
from people.requests import Request
from people.workforce.posted import department_of
from welfare.passports.adjustment_lists import overdue, to_review
from welfare.passports.adjustment_registers import ADJUSTMENTS
from welfare.passports.adjustments import OPEN, median_days
from welfare.passports.choices import WaitsFor
from welfare.passports.owners import owner
from welfare.places import ADJUSTMENTS_BOARD
from wmp.lib import clock, reference
from wmp.lib.days import years_before
from wmp.lib.measures import at_once
from wmp.lib.places import section
from wmp.lib.words import counted, money, number, short_day
from wmp.lib.working_days import working_days_between

# So many cards of a column stand on the board; the register has the rest.
MOST = 6
# What has been in place for longer is left to the register.
LATELY = timedelta(days=90)
_CARD = (
    "pk",
    "what",
    "status",
    "passport__holder__first_name",
    "passport__holder__last_name",
    "owner",
    "cost",
    "waits_for",
    "blocked_by",
    "asked_on",
    "open_due",
    "in_place_on",
)


@dataclass(frozen=True)
class Card:
    """One adjustment, as the board says it."""

    row: Mapping[str, Any]
    today: date

    @property
    def what(self) -> str:
        return str(self.row["what"])

    @property
    def url(self) -> str:
        return reverse(ADJUSTMENTS.detail_name, args=[self.row["pk"]])

    @property
    def holder(self) -> str:
        return f"{self.row['passport__holder__first_name']} {self.row['passport__holder__last_name']}"

    @property
    def age(self) -> str:
        """How long it has been asked for, in working days; or since when it is in place."""
        if self.row["status"] not in OPEN:
            return f"In place since {short_day(self.row['in_place_on'])}"
        days = working_days_between(self.row["asked_on"], self.today)
        return f"Asked for {counted(days, 'working day')} ago" if days else "Asked for today"

    @property
    def due(self) -> date | None:
        day: date | None = self.row["open_due"]
        return day

    @property
    def waits(self) -> str:
        """Whose turn it is, and what blocks it."""
        if self.row["status"] not in OPEN:
            return ""
        waits_for = WaitsFor(self.row["waits_for"]).label if self.row["waits_for"] else ""
        return ". ".join(filter(None, [str(waits_for), self.row["blocked_by"]]))

    @property
    def blocked(self) -> bool:
        return bool(self.row["blocked_by"]) and self.row["status"] in OPEN

    @property
    def owner(self) -> str:
        return owner(self.row["owner"])

    @property
    def cost(self) -> str:
        return "" if self.row["cost"] is None else money(self.row["cost"])


# --- what is asked: four queries ---


def _columns(today: date) -> dict[str, tuple[str, Q, dict[str, Any]]]:
    """Each column of the board: its heading, what stands in it, and the register's filters for all of that."""
    lately = today - LATELY
    return {
        "to review": ("To review", to_review(), {"standing": "to review"}),
        "requested": ("Asked for", Q(status="requested"), {"status": "requested"}),
        "agreed": ("Agreed", Q(status="agreed"), {"status": "agreed"}),
        "ordered": ("Ordered", Q(status="ordered"), {"status": "ordered"}),
        "in place": (
            "In place, last 90 days",
            Q(status="in place", in_place_on__gt=lately),
            {"status": "in place", "standing": "looked at", "in_place_from": lately + timedelta(days=1)},
        ),
    }


ORDER = ("requested", "agreed", "ordered", "in place", "to review")


def cards(adjustments: Any, today: date) -> dict[str, list[Mapping[str, Any]]]:
    """The first of each column: what is due first, or came last. Each row knows how many its column has: `of`."""
    whens = [When(condition, then=Value(key)) for key, (_, condition, _) in _columns(today).items()]
    partition = [F("column")]
    came = Case(When(column="in place", then=F("in_place_on")), default=None)
    first: Any = [F("open_due").asc(nulls_last=True), came.desc(nulls_last=True), F("in_place_on").asc(nulls_last=True)]
    rows = adjustments.order_by().annotate(
        column=Case(*whens, default=None, output_field=CharField()),
        place=Window(RowNumber(), partition_by=partition, order_by=[*first, F("asked_on"), F("pk")]),
        of=Window(Count("pk"), partition_by=partition),
    )
    found: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for row in rows.filter(column__isnull=False, place__lte=MOST).order_by("place").values(*_CARD, "column", "of"):
        found[row["column"]].append(row)
    return found


def numbers(adjustments: Any) -> dict[str, Any]:
    """How many are open and overdue, and what was agreed or ordered will cost, as far as its cost is known."""
    found: dict[str, Any] = adjustments.order_by().aggregate(
        open=Count("pk", filter=Q(status__in=OPEN)),
        overdue=Count("pk", filter=overdue()),
        committed=Sum("cost", filter=Q(status__in=["agreed", "ordered"])),
    )
    return found


def overdue_by_department(adjustments: Any, today: date) -> list[dict[str, Any]]:
    """The departments in which holders work today, with what is overdue there: most first."""
    late = adjustments.filter(overdue()).order_by().annotate(department=department_of("passport__holder", today))
    rows = late.values("department").annotate(late=Count("pk"), oldest=Min("open_due"))
    return sorted(rows, key=lambda row: (-row["late"], row["oldest"]))


# --- the page ---


def board(request: Request, among: Sequence[Any]) -> HttpResponse:
    """For RA officers: where every adjustment stands."""
    user = request.user
    if not ADJUSTMENTS_BOARD.open_to(user):
        raise PermissionDenied
    today = clock.today()
    adjustments = ADJUSTMENTS.visible_to(user)
    context = {
        "title": "Adjustments board",
        "section": section(user, among, ADJUSTMENTS_BOARD.name),
        "numbers": _said(numbers(adjustments), at_once(median=median_days(adjustments, today))["median"], today),
        "columns": list(_drawn(cards(adjustments, today), today)),
        "departments": departments_table(overdue_by_department(adjustments, today)),
        "register_url": ADJUSTMENTS.url,
    }
    return render(request, "welfare/ra/board.html", context)


def _said(counted_now: Mapping[str, Any], median: Any, today: date) -> list[dict[str, str]]:
    committed = counted_now["committed"]
    since = years_before(today, 1) + timedelta(days=1)
    open_url = _register(standing="open") if counted_now["open"] else ""
    late_url = _register(standing="overdue") if counted_now["overdue"] else ""
    return [
        {"label": "Still to be put in place", "text": f"{counted_now['open']:,}", "url": open_url},
        {"label": "Overdue", "text": f"{counted_now['overdue']:,}", "url": late_url},
        {"label": "Cost of what is agreed or ordered", "text": money(committed) if committed else "£0"},
        {
            "label": f"Median days from asked for to in place, since {short_day(since)}",
            "text": "None yet" if median is None else number(median),
        },
    ]


def _drawn(found: Mapping[str, list[Mapping[str, Any]]], today: date) -> Iterable[dict[str, Any]]:
    columns = _columns(today)
    for key in ORDER:
        title, _, filters = columns[key]
        rows = found.get(key, [])
        count = rows[0]["of"] if rows else 0
        yield {
            "slug": key.replace(" ", "-"),
            "title": title,
            "count": count,
            "cards": [Card(row, today) for row in rows],
            "more": count - len(rows),
            "url": _register(**filters),
        }


def departments_table(rows: Iterable[Mapping[str, Any]], *, oldest: bool = True) -> dict[str, Any]:
    """What is overdue by department, each number leading to its adjustments; where asked, since when the oldest is."""
    numeric = {"numeric": True}
    body = []
    for row in rows:
        key = row["department"]
        name = reference.word(Department, key) if key else "No post today"
        late: dict[str, Any] = {"text": f"{row['late']:,}", **numeric}
        if key:
            late["url"] = _register(standing="overdue", department=key)
        body.append([name, late, *([{"text": short_day(row["oldest"]), **numeric}] if oldest else [])])
    heads = [{"text": text, **numeric} for text in ("Overdue", *(["Oldest due"] if oldest else []))]
    return {"head": ["Department", *heads], "rows": body}


def _register(**filters: Any) -> str:
    return f"{ADJUSTMENTS.url}?{urlencode(filters)}"


def urls(among: Sequence[Any]) -> list[URLPattern]:
    return [path("board/", board, {"among": among}, name=ADJUSTMENTS_BOARD.name)]
