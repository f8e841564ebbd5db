"""What is due, of whom, and by when: the conditions and counts that lists, pages and reminders share.

A contact is due on the day that its case says, unless the case is paused or closed. A task is due on its own day,
whatever its case does.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import Coalesce

from welfare.cases.entries import Task, TaskStatus
from welfare.cases.handling import TEAM
from welfare.cases.models import CaseStatus, WelfareCase
from wmp.lib import clock
from wmp.lib.keys import among
from wmp.lib.words import counted, spoken_list
from wmp.lib.working_days import last_working_days

# Where the clock of a case runs.
RUNNING = (CaseStatus.OPEN, CaseStatus.CONTACTED, CaseStatus.SUPPORTING)
LIVE = Q(status__in=(*RUNNING, CaseStatus.PAUSED))
UNASSIGNED = Q(owner=None) & LIVE


def yesterday() -> date:
    return clock.today() - timedelta(days=1)


def end_of_week() -> date:
    """This week's Sunday."""
    today = clock.today()
    return today + timedelta(days=6 - today.weekday())


# --- conditions on cases ---


def contact_due(first: date = date.min, last: date = date.max) -> Q:
    return Q(status__in=RUNNING, next_contact_due__range=(first, last))


def contact_overdue() -> Q:
    return contact_due(last=yesterday())


def first_contact_overdue() -> Q:
    """Nobody has spoken with the officer yet, and somebody should have."""
    return Q(status__in=RUNNING, first_contact_on=None, first_contact_due__lt=clock.today())


def first_contact_made_late() -> Q:
    return Q(first_contact_on__gt=F("first_contact_due"))


# Since when a case is as it is: from when it was opened, or opened again.
WAITS_SINCE = Coalesce("reopened_on", "opened_on")


def unassigned_for_long() -> Q:
    """In the queue for more than a working day."""
    day = last_working_days(clock.today(), 2)
    return UNASSIGNED & (Q(reopened_on__lte=day) | Q(reopened_on=None, opened_on__lte=day))


def left_behind() -> Q:
    """In charge is somebody who has left the team."""
    away = Q(owner__is_active=False) | ~Q(owner__groups__name__in=TEAM)
    return LIVE & Q(owner__isnull=False) & away


# --- conditions on tasks ---


def task_due(first: date = date.min, last: date = date.max) -> Q:
    return Q(status=TaskStatus.OPEN, due_on__range=(first, last))


# --- of one officer ---


def cases_of(user: Any) -> QuerySet[WelfareCase]:
    """The live cases that `user` looks after."""
    cases: QuerySet[WelfareCase] = WelfareCase.objects.visible_to(user).filter(LIVE, owner=user)
    return cases


def tasks_of(user: Any) -> QuerySet[Task]:
    """The open tasks in the live cases that `user` looks after."""
    # By the keys of those few cases, not of all that one ever had.
    tasks: QuerySet[Task] = Task.objects.visible_to(user).open().filter(among("case", cases_of(user).values("pk")))
    return tasks


@dataclass(frozen=True)
class Counts:
    """How much is due of one officer."""

    contacts_overdue: int
    contacts_today: int
    tasks_overdue: int
    tasks_today: int

    @property
    def words(self) -> str:
        """`2 contacts and 1 task are overdue. 1 contact is due today.`; "" where nothing is due."""
        said = [
            _said(self.contacts_overdue, self.tasks_overdue, "overdue"),
            _said(self.contacts_today, self.tasks_today, "due today"),
        ]
        return " ".join(filter(None, said))


def _said(contacts: int, tasks: int, how: str) -> str:
    parts = [counted(number, word) for number, word in ((contacts, "contact"), (tasks, "task")) if number]
    if not parts:
        return ""
    return f"{spoken_list(parts)} {'is' if contacts + tasks == 1 else 'are'} {how}."


def counts_of(user: Any) -> Counts:
    """In two queries. Of the tasks, those for us to do."""
    today = clock.today()
    cases = cases_of(user).aggregate(
        overdue=Count("pk", filter=contact_overdue()), today=Count("pk", filter=contact_due(today, today))
    )
    tasks = (
        tasks_of(user)
        .filter(turn="us")
        .aggregate(overdue=Count("pk", filter=Q(due_on__lt=today)), today=Count("pk", filter=Q(due_on=today)))
    )
    return Counts(cases["overdue"], cases["today"], tasks["overdue"], tasks["today"])


@dataclass(frozen=True)
class TeamCounts:
    """What a lead has to know of in the morning."""

    breaches: int
    unassigned: int

    @property
    def words(self) -> str:
        said = []
        if self.breaches:
            verb = "is" if self.breaches == 1 else "are"
            said.append(f"{counted(self.breaches, 'first contact')} {verb} late.")
        if self.unassigned:
            said.append(f"{counted(self.unassigned, 'case')} waited for an officer for more than a working day.")
        return " ".join(said)


def team_counts(lead: Any) -> TeamCounts:
    cases = WelfareCase.objects.visible_to(lead).filter(LIVE)
    found = cases.aggregate(
        breaches=Count("pk", filter=first_contact_overdue()), unassigned=Count("pk", filter=unassigned_for_long())
    )
    return TeamCounts(found["breaches"], found["unassigned"])
