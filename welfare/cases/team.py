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
from welfare.cases.closures import Closure
from welfare.cases.models import CaseBreakGlass, CaseStatus, Outcome, Risk, Theme, WelfareCase
from welfare.cases.officers import officer, team
from wmp.lib import clock
from wmp.lib.places import section
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


@dataclass(frozen=True)
class Period:
    """A month or a quarter. Without an end it is the present one."""

    text: str
    first: date
    last: date | None = None

    def within(self, path: str) -> Q:
        return Q(**{f"{path}__gte": self.first}) & (Q(**{f"{path}__lte": self.last}) if self.last else Q())

    @property
    def opened(self) -> dict[str, Any]:
        """As the register filters cases."""
        return {"opened_from": self.first, "opened_to": self.last}

    @property
    def closed(self) -> dict[str, Any]:
        return {"closed_from": self.first, "closed_to": self.last}


def this_and_last(unit: str, first: date, before: date) -> list[Period]:
    """The present one, which began on `first`, and the one that began on `before`."""
    return [Period(f"This {unit}", first), Period(f"Last {unit}", before, first - timedelta(days=1))]


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


def load(cases: QuerySet[Any], today: date) -> list[dict[str, Any]]:
    """The live cases by officer. Ages in working days."""
    bands = {f"band{place}": Count("pk", filter=band.condition(today)) for place, band in enumerate(BANDS)}
    rows: Any = cases.filter(due.LIVE).order_by().values("owner")
    return list(
        rows.annotate(
            live=Count("pk"),
            overdue=Count("pk", filter=due.contact_overdue()),
            late=Count("pk", filter=due.first_contact_overdue()),
            paused=Count("pk", filter=Q(status=CaseStatus.PAUSED)),
            high=Count("pk", filter=Q(risk=Risk.HIGH)),
            reopened=Count("pk", filter=Q(reopened_on__isnull=False)),
            average=Avg(working_days_since("opened_on", today)),
            oldest=Min("opened_on"),
            waits_since=Min(due.WAITS_SINCE),
            **bands,
        )
    )


def first_contacts(cases: QuerySet[WelfareCase], periods: Sequence[Period]) -> dict[str, int]:
    """How the first-contact clock was kept of the cases opened in each period."""
    opened = [period.within("opened_on") for period in periods]
    late, made = due.first_contact_made_late(), Q(first_contact_on__isnull=False)
    never = Q(first_contact_on=None, status=CaseStatus.CLOSED)
    counts: dict[str, Any] = {}
    for place, within in enumerate(opened):
        counts[f"made_late{place}"] = Count("pk", filter=within & late)
        counts[f"in_time{place}"] = Count("pk", filter=within & made & ~late)
        counts[f"never{place}"] = Count("pk", filter=within & never)
    found: dict[str, int] = cases.filter(opened_on__gte=periods[-1].first).aggregate(**counts)
    return found


def closings(user: Any, quarters: Sequence[Period], months: Sequence[Period]) -> list[dict[str, Any]]:
    """The closings that stand, by outcome and themes, and how many of them fell in each quarter and month."""
    closures: Any = Closure.objects.visible_to(user).filter(closed_on__gte=quarters[-1].first, reopened_on=None)
    counts = {f"quarter{place}": Count("pk", filter=each.within("closed_on")) for place, each in enumerate(quarters)}
    counts |= {f"month{place}": Count("pk", filter=each.within("closed_on")) for place, each in enumerate(months)}
    return list(closures.order_by().values("outcome", "themes").annotate(**counts))


def to_review(user: Any) -> int:
    return int(CaseBreakGlass.objects.visible_to(user).filter(reviewed_by=None).count())


# --- as tables ---


def by_officer(rows: Iterable[Mapping[str, Any]]) -> list[tuple[str, Any, Mapping[str, Any] | None]]:
    """Name, key and load of each of the team, of whoever else has a case still, and of the queue."""
    known = {row["owner"]: row for row in rows}
    names = dict(team())
    names |= {key: officer(key) for key in known if key and key not in names}
    return [*((name, key, known.get(key)) for key, name in names.items()), ("Nobody yet", "nobody", known.get(None))]


def load_table(rows: Iterable[Mapping[str, Any]], today: date) -> dict[str, Any]:
    body = [_load_row(name, key, row, today) for name, key, row in by_officer(rows)]
    columns = ["Cases", "Contacts overdue", "Late first contact", "Paused", "High risk", "Reopened"]
    return {"head": ["Officer", *map(heading, [*columns, "Average age", "Oldest"])], "rows": body}


def _load_row(name: str, key: Any, row: Mapping[str, Any] | None, today: date) -> list[Cell]:
    if row is None:
        return [name, *[number("0")] * 6, number("–"), number("–")]
    of = {"standing": "live", "owner": key}
    return [
        name,
        register(row["live"], **of),
        register(row["overdue"], owner=key, contact="overdue"),
        register(row["late"], owner=key, first_contact="late"),
        register(row["paused"], owner=key, status="paused"),
        register(row["high"], risk="high", **of),
        register(row["reopened"], owner=key, standing="reopened"),
        number(f"{row['average']:.0f}"),
        number(f"{working_days_between(row['oldest'], today)}"),
    ]


def ages_table(rows: Sequence[Mapping[str, Any]], today: date) -> dict[str, Any]:
    body = [
        [
            name,
            *(
                register(row[f"band{place}"], standing="live", owner=key, **band.opened(today))
                for place, band in enumerate(BANDS)
            ),
        ]
        for name, key, row in by_officer(rows)
        if row
    ]
    total: list[Cell] = ["All"]
    for place, band in enumerate(BANDS):
        total.append(register(sum(row[f"band{place}"] for row in rows), standing="live", **band.opened(today)))
    return {"head": ["Officer", *(heading(band.text) for band in BANDS)], "rows": [*body, total]}


def clock_table(kept: Mapping[str, int], quarters: Sequence[Period]) -> dict[str, Any]:
    made_late: list[Cell] = [
        register(kept[f"made_late{place}"], first_contact="made late", **each.opened)
        for place, each in enumerate(quarters)
    ]
    body: list[list[Cell]] = [
        ["Made late", *made_late],
        ["Made in time", *(number(f"{kept[f'in_time{place}']:,}") for place in range(len(quarters)))],
        ["Closed without one", *(number(f"{kept[f'never{place}']:,}") for place in range(len(quarters)))],
    ]
    return {"head": ["Cases opened", *(heading(each.text) for each in quarters)], "rows": body}


def outcomes_table(closed: Sequence[Mapping[str, Any]], months: Sequence[Period]) -> dict[str, Any]:
    counts: Counter[tuple[str, int]] = Counter()
    for row in closed:
        for place in range(len(months)):
            counts[row["outcome"], place] += row[f"month{place}"]
    body = [
        [
            outcome.label,
            *(
                register(counts[outcome, place], status="closed", outcome=outcome.value, **month.closed)
                for place, month in enumerate(months)
            ),
        ]
        for outcome in Outcome
    ]
    return {"head": ["Outcome", *(heading(month.text) for month in months)], "rows": body}


def themes_table(closed: Sequence[Mapping[str, Any]], quarters: Sequence[Period]) -> dict[str, Any]:
    """A case may have several themes, so they add up to more than the cases."""
    all_of: Counter[tuple[str, int]] = Counter()
    left: Counter[tuple[str, int]] = Counter()
    for row in closed:
        for theme in row["themes"]:
            for place in range(len(quarters)):
                all_of[theme, place] += row[f"quarter{place}"]
                left[theme, place] += row[f"quarter{place}"] * (row["outcome"] == Outcome.LEFT)
    head: list[Any] = ["Theme"]
    body: list[list[Cell]] = [[theme.label] for theme in Theme]
    for place, quarter in enumerate(quarters):
        head += [heading(f"Closed {quarter.text.lower()}"), heading("Of them left")]
        of = {"status": "closed", **quarter.closed}
        for theme, cells in zip(Theme, body, strict=True):
            cells.append(register(all_of[theme, place], theme=theme.value, **of))
            cells.append(register(left[theme, place], theme=theme.value, outcome="left", **of))
    return {"head": head, "rows": body}


# --- the page ---


def starts_of_months(today: date) -> tuple[date, date]:
    """The first days of this month and of the one before."""
    first = today.replace(day=1)
    return first, (first - timedelta(days=1)).replace(day=1)


def starts_of_quarters(today: date) -> tuple[date, date]:
    """The first days of this quarter of the calendar and of the one before."""
    first = today.replace(month=(today.month - 1) // 3 * 3 + 1, day=1)
    before = first - timedelta(days=1)
    return first, before.replace(month=before.month - 2, day=1)


def team_page(request: Request, among: Sequence[Any]) -> HttpResponse:
    """Who carries how much, and what the lead has to see to."""
    user = request.user
    if not user.has_role(Role.WELFARE_LEAD):
        raise PermissionDenied
    today = clock.today()
    months = this_and_last("month", *starts_of_months(today))
    quarters = this_and_last("quarter", *starts_of_quarters(today))
    cases: QuerySet[WelfareCase] = WelfareCase.objects.visible_to(user)
    rows = load(cases, today)
    closed = closings(user, quarters, months)
    context = {
        "title": "Team",
        "section": section(user, among, "team"),
        "waits": _waits(rows, to_review(user), today),
        "load": load_table(rows, today),
        "ages": ages_table(rows, today) if rows else None,
        "clock": clock_table(first_contacts(cases, quarters), quarters),
        "outcomes": outcomes_table(closed, months),
        "themes": themes_table(closed, quarters),
    }
    return render(request, "welfare/team.html", context)


def _waits(rows: Iterable[Mapping[str, Any]], reviews: int, today: date) -> list[dict[str, str]]:
    """What the lead has to see to, each with its link."""
    rows = list(rows)
    found = []
    queue = next((row for row in rows if row["owner"] is None), None)
    if queue:
        since = queue["waits_since"]
        days = working_days_between(since, today)
        found.append(
            {
                "text": f"Assign {counted(queue['live'], 'case')} that nobody has yet",
                "url": f"{reverse('welfare:cases-list')}?standing=unassigned&sort=opened_on",
                "hint": f"The oldest since {long_day(since)}, {counted(days, 'working day')}",
            }
        )
    of_the_team = {key for key, _ in team()}
    left = sum(row["live"] for row in rows if row["owner"] and row["owner"] not in of_the_team)
    if left:
        found.append(
            {
                "text": f"Hand over {counted(left, 'case')} of people who have left the team",
                "url": f"{reverse('welfare:cases-list')}?{urlencode({'standing': 'left behind'})}",
                "hint": "",
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
    return found


def urls(among: Sequence[Any]) -> list[URLPattern]:
    """`among`: what the menu of the section leads to."""
    return [path("team/", team_page, {"among": among}, name="team")]
