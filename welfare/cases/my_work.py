"""My work: what an officer has to do, by when, and what waits for others; and the queue that is everybody's."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.utils.http import urlencode

from people.models import EntryRoute
from people.requests import Request
from people.roles import Role
from welfare.cases.due import UNASSIGNED, WAITS_SINCE, cases_of, end_of_week, tasks_of
from welfare.cases.entries import Turn
from welfare.cases.handling import TEAM
from welfare.cases.models import CaseStatus, Risk, Trigger, WelfareCase
from welfare.cases.registers import RISK_COLOURS
from wmp.lib import clock, reference
from wmp.lib.places import section
from wmp.lib.waiting import Waiting
from wmp.lib.words import counted, long_day
from wmp.lib.working_days import working_days_between

# So much of a group stands on the page; the register has the rest.
MOST = 50
QUEUE = 20
HOME = 8
_CASE = (
    "pk",
    "reference",
    "person__first_name",
    "person__last_name",
    "probation__entry_route",
    "status",
    "risk",
    "trigger",
    "opened_on",
    "reopened_on",
    "first_contact_on",
    "next_contact_due",
    "paused_on",
)
_TASK = ("pk", "what", "due_on", "turn", *(f"case__{name}" for name in _CASE))


@dataclass(frozen=True)
class Line:
    """Something to do in a case: a contact, a task, or a decision. `text` begins with a verb."""

    text: str
    case: Mapping[str, Any]
    about: str
    since: date
    due: date | None = None
    task: int | None = None
    #: Is it somebody else's turn?
    others: bool = False

    @property
    def url(self) -> str:
        return reverse("welfare:cases-detail", args=[self.case["pk"]])

    @property
    def officer(self) -> str:
        return f"{self.case['person__first_name']} {self.case['person__last_name']}"

    @property
    def risk(self) -> Mapping[str, str] | None:
        risk = self.case["risk"]
        return {"text": f"{Risk(risk).label} risk", "colour": RISK_COLOURS[risk]} if risk else None

    @property
    def days_late(self) -> int:
        """Working days."""
        return working_days_between(self.due, clock.today()) if self.due else 0

    @property
    def is_late(self) -> bool:
        return self.due is not None and self.due < clock.today()

    @property
    def when(self) -> Mapping[str, str] | None:
        """How late, or when: {text, colour}."""
        if self.due is None:
            return None
        if self.is_late:
            late = self.days_late
            return {"text": f"{counted(late, 'working day')} late" if late else "Late", "colour": "red"}
        if self.due == clock.today():
            return {"text": "Due today", "colour": "yellow"}
        return {"text": f"Due {self.due:%a %-d %B}", "colour": "grey"}


@dataclass(frozen=True)
class Group:
    """Lines under one heading. `nothing` is said where there are none; without it the heading is left out."""

    slug: str
    title: str
    lines: Sequence[Line]
    nothing: str = ""
    #: Where all of them are, should there be more than the page shows.
    all_url: str = ""
    more: int = 0

    @property
    def count(self) -> int:
        return len(self.lines) + self.more


def name_in_short(case: Mapping[str, Any]) -> str:
    """PC Baker; DC Baker of a detective's route."""
    route = reference.word(EntryRoute, case["probation__entry_route"])
    return f"{'DC' if route.startswith('DC') else 'PC'} {case['person__last_name']}"


# --- lines ---


def contact_line(case: Mapping[str, Any]) -> Line:
    """What the case itself wants: a contact, a decision on a pause, or a plan."""
    who = name_in_short(case)
    due = case["next_contact_due"]
    if case["status"] == CaseStatus.PAUSED:
        since = case["paused_on"]
        return Line(f"Decide on resuming {who}", case, f"Paused since {long_day(since)}", since)
    if due is None:
        return Line(f"Plan the next step for {who}", case, "No contact is due", case["opened_on"])
    first = case["first_contact_on"] is None
    about = f"First contact · {Trigger(case['trigger']).label}" if first else "Contact"
    return Line(f"Call {who}", case, about, due, due=due)


def task_line(task: Mapping[str, Any]) -> Line:
    case = {name: task[f"case__{name}"] for name in _CASE}
    others = task["turn"] != Turn.US
    about = f"Task · waits for: {Turn(task['turn']).label.lower()}" if others else "Task"
    return Line(task["what"], case, about, task["due_on"], due=task["due_on"], task=task["pk"], others=others)


def queue_line(case: Mapping[str, Any], verb: str) -> Line:
    reopened = case["reopened_on"]
    since = reopened or case["opened_on"]
    about = f"{Trigger(case['trigger']).label} · {'reopened' if reopened else 'opened'} {long_day(since)}"
    due = case["next_contact_due"] if case["status"] != CaseStatus.PAUSED else None
    return Line(f"{verb} {name_in_short(case)}", case, about, since, due=due)


def lines_of(user: Any) -> list[Line]:
    """Everything of the officer's own cases, what is due first at the top. Two queries."""
    lines = [contact_line(case) for case in cases_of(user).values(*_CASE)]
    with_task = {line.case["pk"] for line in lines if line.due}
    tasks = [task_line(task) for task in tasks_of(user).values(*_TASK)]
    with_task |= {line.case["pk"] for line in tasks}
    # A case with a task to do has its next step.
    lines = [line for line in lines if line.due or _is_paused(line) or line.case["pk"] not in with_task]
    return sorted([*lines, *tasks], key=lambda line: (line.since, line.officer))


def queue_of(user: Any) -> list[Line]:
    """The oldest of the unassigned cases, one more than the page shows."""
    verb = "Take on" if user.has_role(Role.WELFARE_OFFICER) else "Assign"
    waiting = WelfareCase.objects.visible_to(user).filter(UNASSIGNED).order_by(WAITS_SINCE, "pk")
    return [queue_line(case, verb) for case in waiting.values(*_CASE)[: QUEUE + 1]]


def _is_paused(line: Line) -> bool:
    return line.case["status"] == CaseStatus.PAUSED and line.task is None


# --- groups ---


def groups_of(user: Any, lines: Iterable[Line]) -> list[Group]:
    """The officer's lines, each in one group."""
    today, sunday = clock.today(), end_of_week()
    found: dict[str, list[Line]] = {}
    for line in lines:
        found.setdefault(_group(line, today, sunday), []).append(line)
    mine = f"{reverse('welfare:cases-list')}?{urlencode({'standing': 'live', 'owner': user.pk})}"

    def group(slug: str, title: str, nothing: str = "") -> Group:
        lines = found.get(slug, [])
        return Group(slug, title, lines[:MOST], nothing, mine, max(len(lines) - MOST, 0))

    return [
        group("overdue", "Overdue", "Nothing is overdue."),
        group("today", "Due today", "Nothing else is due today."),
        group("week", "Due this week"),
        group("unplanned", "Nothing planned"),
        group("others", "Waiting for others"),
        group("later", "Later"),
        group("paused", "Paused"),
    ]


def _group(line: Line, today: date, sunday: date) -> str:
    if _is_paused(line):
        return "paused"
    if line.due is None:
        return "unplanned"
    if line.others:
        return "others"
    if line.due < today:
        return "overdue"
    if line.due == today:
        return "today"
    return "week" if line.due <= sunday else "later"


# --- on the home page ---


def waiting_work(user: Any) -> list[Waiting]:
    """What is due of the officer's own cases, and the queue. Of each group a few: My work has the rest."""
    if not user.has_role(*TEAM):
        return []
    late_or_today = [line for line in lines_of(user) if line.due and line.due <= clock.today() and not line.others]
    lines = [*late_or_today[:HOME], *queue_of(user)[:HOME]]
    return [Waiting(f"{line.text} ({line.case['reference']})", line.url, line.since, line.due) for line in lines]


# --- the page ---


def my_work(request: Request, among: Sequence[Any]) -> HttpResponse:
    """The officer's day on one page."""
    user = request.user
    if not user.has_role(*TEAM):
        raise PermissionDenied
    groups = groups_of(user, lines_of(user))
    queue = queue_of(user)
    context = {
        "title": "My work",
        "section": section(user, among, "my-work"),
        "groups": [group for group in groups if group.lines or group.nothing],
        "jump": [group for group in groups if group.lines],
        "queue": queue[:QUEUE],
        "queue_more": len(queue) > QUEUE,
        "queue_url": f"{reverse('welfare:cases-list')}?standing=unassigned",
        "may_take": user.has_role(Role.WELFARE_OFFICER),
        "has_cases": any(group.lines for group in groups),
    }
    return render(request, "welfare/my_work.html", context)


def urls(among: Sequence[Any]) -> list[URLPattern]:
    """`among`: what the menu of the section leads to."""
    return [path("my-work/", my_work, {"among": among}, name="my-work")]
