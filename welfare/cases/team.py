"""The lead's view: load and ages by officer, the clock of first contacts, outcomes, themes, what waits for the lead."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Avg, Count, Min, Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.utils.http import urlencode

from people.requests import Request
from people.roles import Role
from welfare.cases import due
from welfare.cases.models import CaseBreakGlass, CaseStatus, Closure, Outcome, Risk, Theme, WelfareCase
from welfare.cases.officers import officer, team
from welfare.places import section
from wmp.lib import clock
from wmp.lib.words import counted, long_day
from wmp.lib.working_days import last_working_days, working_days_between, working_days_since

Cell = Mapping[str, Any] | str


@dataclass(frozen=True)
class Band:
    """Ages from `least` to `most` working days; no end where `most` is None."""

    text: str
    least: int
    most: int | None

    def opened(self, today: date) -> dict[str, date]:
        """The days on which a case of this age was opened: the filters of the register."""
        days = {"opened_to": last_working_days(today, self.least)}
        if self.most is not None:
            days["opened_from"] = last_working_days(today, self.most + 1) + timedelta(days=1)
        return days

    def condition(self, today: date) -> Q:
        days = self.opened(today)
        begins = Q(opened_on__gte=days["opened_from"]) if "opened_from" in days else Q()
        return Q(opened_on__lte=days["opened_to"]) & begins


BANDS = [
    Band("Up to 10 days", 0, 10),
    Band("11 to 30", 11, 30),
    Band("31 to 60", 31, 60),
    Band("Over 60", 61, None),
]


def register(text: Any, **filters: Any) -> Cell:
    """A number that leads to its cases; a nought leads nowhere."""
    if not text:
        return {"text": "0", "numeric": True}
    chosen = {name: value for name, value in filters.items() if value}
    return {"text": f"{text:,}", "url": f"{reverse('welfare:cases-list')}?{urlencode(chosen)}", "numeric": True}


def number(text: str) -> Cell:
    return {"text": text, "numeric": True}


def heading(text: str) -> Mapping[str, Any]:
    return {"text": text, "numeric": True}


# --- what is asked: four queries ---


def load(cases: QuerySet[WelfareCase], today: date) -> list[dict[str, Any]]:
    """The live cases by officer. Ages in working days."""
    bands = {f"band{place}": Count("pk", filter=band.condition(today)) for place, band in enumerate(BANDS)}
    rows = cases.filter(due.LIVE).order_by().values("owner")
    return list(
        rows.annotate(
            live=Count("pk"),
            overdue=Count("pk", filter=due.contact_overdue()),
            paused=Count("pk", filter=Q(status=CaseStatus.PAUSED)),
            high=Count("pk", filter=Q(risk=Risk.HIGH)),
            reopened=Count("pk", filter=Q(reopened_on__isnull=False)),
            average=Avg(working_days_since("opened_on", today)),
            oldest=Min("opened_on"),
            **bands,
        )
    )


def first_contacts(cases: QuerySet[WelfareCase], since: date) -> dict[str, int]:
    """How the first-contact clock was kept: of the cases opened since a day, and of all that are live."""
    recent = Q(opened_on__gte=since)
    made = Q(first_contact_on__isnull=False)
    return cases.filter(recent | due.LIVE).aggregate(
        late_now=Count("pk", filter=due.first_contact_overdue()),
        made_late=Count("pk", filter=recent & due.first_contact_made_late()),
        made=Count("pk", filter=recent & made),
        never=Count("pk", filter=recent & Q(first_contact_on=None, status=CaseStatus.CLOSED)),
    )


def closed_since(user: Any, quarter: date, month: date) -> list[dict[str, Any]]:
    """The closings of a quarter that stand, by outcome and themes, and how many of them were of a month."""
    closures = Closure.objects.visible_to(user).filter(closed_on__gte=quarter, reopened_on=None).order_by()
    return list(
        closures.values("outcome", "themes").annotate(
            quarter=Count("pk"), month=Count("pk", filter=Q(closed_on__gte=month))
        )
    )


def to_review(user: Any) -> int:
    return int(CaseBreakGlass.objects.visible_to(user).filter(reviewed_by=None).count())


# --- as tables ---


def load_table(rows: Iterable[Mapping[str, Any]], today: date) -> dict[str, Any]:
    known = {row["owner"]: row for row in rows}
    owners = [*dict(team()), *(key for key in known if key and key not in dict(team()))]
    body = [_load_row(officer(key), key, known.get(key), today) for key in owners]
    body.append(_load_row("Nobody yet", "nobody", known.get(None), today))
    head = ["Officer", *map(heading, ["Cases", "Overdue", "Paused", "High risk", "Average age", "Oldest"])]
    return {"head": head, "rows": body}


def _load_row(name: str, key: Any, row: Mapping[str, Any] | None, today: date) -> list[Cell]:
    if row is None:
        return [name, *[number("0")] * 4, number("–"), number("–")]
    of = {"standing": "live", "owner": key}
    return [
        name,
        register(row["live"], **of),
        register(row["overdue"], owner=key, contact="overdue"),
        register(row["paused"], owner=key, status="paused"),
        register(row["high"], risk="high", **of),
        number(f"{row['average']:.0f}"),
        number(f"{working_days_between(row['oldest'], today)}"),
    ]


def ages_table(rows: Sequence[Mapping[str, Any]], today: date) -> dict[str, Any]:
    body = [
        [
            officer(row["owner"]) or "Nobody yet",
            *(
                register(row[f"band{place}"], standing="live", owner=row["owner"] or "nobody", **band.opened(today))
                for place, band in enumerate(BANDS)
            ),
        ]
        for row in sorted(rows, key=lambda row: (row["owner"] is None, officer(row["owner"])))
    ]
    total: list[Cell] = ["All"]
    for place, band in enumerate(BANDS):
        total.append(register(sum(row[f"band{place}"] for row in rows), standing="live", **band.opened(today)))
    return {"head": ["Officer", *(heading(band.text) for band in BANDS)], "rows": [*body, total]}


def clock_table(kept: Mapping[str, int], since: date) -> dict[str, Any]:
    body: list[list[Cell]] = [
        ["Late, and still to be made", register(kept["late_now"], first_contact="late")],
        ["Made late", register(kept["made_late"], first_contact="made late", opened_from=since)],
        ["Made in time", number(f"{kept['made'] - kept['made_late']:,}")],
        ["Closed without one", number(f"{kept['never']:,}")],
    ]
    return {"head": ["First contact", heading("Cases")], "rows": body}


def outcomes_table(closed: Iterable[Mapping[str, Any]], month: date) -> dict[str, Any]:
    counts: Counter[str] = Counter()
    for row in closed:
        counts[row["outcome"]] += row["month"]
    body = [
        [outcome.label, register(counts[outcome], status="closed", outcome=outcome.value, closed_from=month)]
        for outcome in Outcome
    ]
    return {"head": ["Outcome", heading("Cases")], "rows": body}


def themes_table(closed: Iterable[Mapping[str, Any]], since: date) -> dict[str, Any]:
    """A case may have several themes, so they add up to more than the cases."""
    counts: Counter[tuple[str, bool]] = Counter()
    for row in closed:
        for theme in row["themes"]:
            counts[theme, row["outcome"] == Outcome.LEFT] += row["quarter"]
    of = {"status": "closed", "closed_from": since}
    body = [
        [
            theme.label,
            register(counts[theme, True] + counts[theme, False], theme=theme.value, **of),
            register(counts[theme, True], theme=theme.value, outcome="left", **of),
        ]
        for theme in Theme
    ]
    return {"head": ["Theme", heading("Closed"), heading("Of them left")], "rows": body}


# --- the page ---


def team_page(request: Request, among: Sequence[Any]) -> HttpResponse:
    """Who carries how much, and what the lead has to see to."""
    user = request.user
    if not user.has_role(Role.WELFARE_LEAD):
        raise PermissionDenied
    today = clock.today()
    month = today.replace(day=1)
    quarter = month.replace(month=(month.month - 1) // 3 * 3 + 1)
    cases: QuerySet[WelfareCase] = WelfareCase.objects.visible_to(user)
    rows = load(cases, today)
    closed = closed_since(user, quarter, month)
    context = {
        "title": "Team",
        "section": section(user, among, "team"),
        "waits": _waits(rows, to_review(user), today),
        "load": load_table(rows, today),
        "ages": ages_table(rows, today) if rows else None,
        "clock": clock_table(first_contacts(cases, quarter), quarter),
        "outcomes": outcomes_table(closed, month),
        "themes": themes_table(closed, quarter),
        "month": month,
        "quarter": quarter,
    }
    return render(request, "welfare/team.html", context)


def _waits(rows: Iterable[Mapping[str, Any]], reviews: int, today: date) -> list[dict[str, str]]:
    """What the lead has to see to, each with its link."""
    rows = list(rows)
    found = []
    queue = next((row for row in rows if row["owner"] is None), None)
    if queue:
        days = working_days_between(queue["oldest"], today)
        found.append(
            {
                "text": f"Assign {counted(queue['live'], 'case')} that nobody has yet",
                "url": f"{reverse('welfare:cases-list')}?standing=unassigned&sort=opened_on",
                "hint": f"The oldest since {long_day(queue['oldest'])}, {counted(days, 'working day')}",
            }
        )
    if reviews:
        found.append(
            {
                "text": f"Review {counted(reviews, 'emergency access', 'emergency accesses')}",
                "url": reverse("welfare:emergency-accesses-list"),
                "hint": "",
            }
        )
    reopened = sum(row["reopened"] for row in rows)
    if reopened:
        found.append(
            {
                "text": f"Look at {counted(reopened, 'case')} opened again",
                "url": f"{reverse('welfare:cases-list')}?standing=reopened",
                "hint": "",
            }
        )
    return found


def urls(among: Sequence[Any]) -> list[URLPattern]:
    """`among`: what the menu of the section leads to."""
    return [path("team/", team_page, {"among": among}, name="team")]
