"""How far a year is: in the force and in each department, every number leading to the list of exactly those people."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.utils.http import urlencode

from people.performance.choices import Excused, RatingStatus, YearStatus
from people.performance.models import Appraisal, PerformanceYear
from people.performance.registers import APPRAISALS, DepartmentFilter
from people.places import PERFORMANCE_PROGRESS
from people.requests import Request
from people.roles import own_person
from people.workforce.models import User
from wmp.lib.keys import among
from wmp.lib.places import section
from wmp.lib.registers.asked import only
from wmp.lib.words import counted, long_day


@dataclass(frozen=True)
class Step:
    """One column: what is counted, and how the register narrows itself to exactly that."""

    title: str
    counted: Q
    query: Mapping[str, str]
    #: Does its share say how far the year is? What was begun only does not.
    shared: bool = True
    #: Is it about ratings? The reader's own is left out then, as in the list behind the number.
    others: bool = False


ELIGIBLE = Q(excused=Excused.NO)
STEPS = (
    Step("Objectives agreed", Q(objectives_set_on__isnull=False), {"objectives": "agreed"}),
    Step("Year-end conversation", Q(year_end_on__isnull=False), {"year_end": "done"}),
    Step("Rating begun", Q(rating__status=RatingStatus.DRAFT), {"rating": "draft"}, shared=False, others=True),
    Step(
        "Rating sent",
        Q(rating__isnull=False) & ~Q(rating__status=RatingStatus.DRAFT),
        {"rating": "sent"},
        others=True,
    ),
)


@dataclass(frozen=True)
class Line:
    """A department, or the force: how many are eligible, and how many of them each step counts, in order."""

    name: str
    query: Mapping[str, str]
    eligible: int
    done: Sequence[int]

    def share(self, place: int) -> str:
        """In whole per cent; nobody is claimed to be done who is not, so 99.6 is 99."""
        return f"{100 * self.done[place] // self.eligible}%" if self.eligible else ""


def lines_of(appraisals: QuerySet[Appraisal], reader: User) -> list[Line]:
    """The force, then each department by name. One query, over appraisals that the caller has scoped."""
    others = ~among("person", own_person(reader))
    counts = {
        f"n{place}": Count("pk", filter=step.counted & others if step.others else step.counted)
        for place, step in enumerate(STEPS)
    }
    rows: Any = appraisals.filter(ELIGIBLE).order_by("department__name").values("department", "department__name")
    departments = [
        Line(
            row["department__name"] or "No department",
            {"department": str(row["department"] or DepartmentFilter.NONE)},
            row["eligible"],
            [row[name] for name in counts],
        )
        for row in rows.annotate(eligible=Count("pk"), **counts)
    ]
    return [total_of(departments), *departments]


def total_of(lines: Iterable[Line]) -> Line:
    those = list(lines)
    done = [sum(line.done[place] for line in those) for place in range(len(STEPS))]
    return Line("The force", {}, sum(line.eligible for line in those), done)


def _address(year: PerformanceYear, line: Line, query: Mapping[str, str]) -> str:
    wish: dict[str, Any] = {"year": year.pk, **line.query, "eligible": "yes", **query}
    return f"{APPRAISALS.url}?{urlencode(wish)}"


def _cells(year: PerformanceYear, line: Line) -> list[Any]:
    cells: list[Any] = [
        line.name,
        {"text": f"{line.eligible:,}", "url": _address(year, line, {}), "numeric": True},
    ]
    for place, step in enumerate(STEPS):
        url = _address(year, line, step.query)
        cells.append({"text": f"{line.done[place]:,}", "url": url, "numeric": True})
        if step.shared:
            cells.append({"text": line.share(place), "numeric": True})
    return cells


def _bars(year: PerformanceYear, force: Line) -> list[dict[str, Any]]:
    return [
        {
            "id": f"bar-{place}",
            "label": step.title,
            "done": force.done[place],
            "total": force.eligible,
            "text": f"{force.done[place]:,} of {force.eligible:,}, {force.share(place)}",
        }
        for place, step in enumerate(STEPS)
        if step.shared
    ]


def year_to_show(user: User, asked: str) -> tuple[PerformanceYear | None, list[PerformanceYear]]:
    """The year asked for, else the earliest that is open, since it is due first, else the latest; and all there are.

    Raises Http404.
    """
    years = list(PerformanceYear.objects.visible_to(user).order_by("-starts_on"))
    if asked:
        found = next((year for year in years if str(year.pk) == asked), None)
        if found is None:
            raise Http404
        return found, years
    running = (year for year in reversed(years) if year.status == YearStatus.OPEN)
    return next(running, years[0] if years else None), years


def what_is_due(year: PerformanceYear) -> str:
    """The year's days, in a sentence."""
    days = [
        ("objectives agreed", year.objectives_due),
        ("ratings sent", year.ratings_due),
        ("ratings shared", year.release_on),
    ]
    return "; ".join(f"{words} by {long_day(day)}" for words, day in days if day)


def urls(menu: Sequence[Any]) -> list[URLPattern]:
    def progress(request: Request) -> HttpResponse:
        if not PERFORMANCE_PROGRESS.open_to(request.user):
            raise PermissionDenied
        only(request.GET, "year")
        year, years = year_to_show(request.user, request.GET.get("year", ""))
        context: dict[str, Any] = {
            "title": "Progress of the performance year",
            "section": section(request.user, menu, PERFORMANCE_PROGRESS.name),
            "year": year,
            "years": [
                {"text": str(each), "url": f"?year={each.pk}", "current": each == year}
                for each in years
                if len(years) > 1
            ],
        }
        if year:
            context |= _shown(year, request.user)
        return render(request, "people/performance/progress.html", context)

    return [path("progress/", progress, name=PERFORMANCE_PROGRESS.name)]


def _shown(year: PerformanceYear, user: User) -> dict[str, Any]:
    force, *departments = lines_of(APPRAISALS.visible_to(user).filter(year=year), user)
    head: list[Any] = ["Department", {"text": "Eligible", "numeric": True}]
    for step in STEPS:
        head.append({"text": step.title, "numeric": True})
        head += [{"text": "Share", "numeric": True}] if step.shared else []
    return {
        "heading": f"Performance year {year}",
        "year_url": reverse("people:performance-years-detail", args=[year.pk]),
        "days": what_is_due(year),
        "people": counted(force.eligible, "eligible person", "eligible people"),
        "people_url": _address(year, force, {}),
        "bars": _bars(year, force) if force.eligible else [],
        "head": head,
        "rows": [_cells(year, line) for line in (force, *departments)],
    }
