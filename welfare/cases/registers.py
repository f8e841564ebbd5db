"""Registers of welfare cases and of what belongs to them."""

from functools import partial
from typing import Any

import django_tables2 as tables
from django.db.models import Q, QuerySet

from people.models import Person
from people.roles import Role
from welfare.cases import due
from welfare.cases.assigning import ASSIGN
from welfare.cases.columns import AgeColumn, CaseColumn
from welfare.cases.entries import Contact, How, Reached, Task, TaskStatus, Turn, WithWhom
from welfare.cases.handling import TEAM
from welfare.cases.models import CaseStatus, Outcome, Risk, Theme, Trigger, WelfareCase, case_number
from welfare.cases.officers import OfficerColumn, OfficerFilter
from wmp.lib import clock
from wmp.lib.access import Reader
from wmp.lib.keys import among
from wmp.lib.registers import Register
from wmp.lib.registers.columns import Column, ReferenceColumn, TagColumn
from wmp.lib.registers.filters import ChoiceFilter, ConditionFilter, Filters, FromFilter, TextFilter, ToFilter

STATUS_COLOURS = {"open": "red", "contacted": "blue", "supporting": "teal", "paused": "grey", "closed": "green"}
TASK_COLOURS = {"open": "blue", "done": "green", "dropped": "grey"}
RISK_COLOURS = {"low": "grey", "medium": "yellow", "high": "red"}
REACHED_COLOURS = {"spoke": "green", "message left": "yellow", "no answer": "grey"}
BY_PERSON = "Search by name, employee number or warrant number"


class CaseTable(tables.Table):
    reference = Column(verbose_name="Case", orderable=False)
    person = Column(accessor="person__name", verbose_name="Officer")
    status = TagColumn(STATUS_COLOURS)
    risk = TagColumn(RISK_COLOURS, verbose_name="Risk", orderable=False)
    trigger = Column(orderable=False)
    owner = OfficerColumn(verbose_name="In charge", orderable=False)
    opened_on = Column(verbose_name="Opened", orderable=True)
    next_contact_due = Column(verbose_name="Contact due", orderable=True)
    # In working days since it was opened, as the team page counts ages.
    age = AgeColumn(accessor="opened_on", verbose_name="Age", orderable=False)
    employee_number = Column(accessor="person__employee_number", orderable=False)
    entry_route = ReferenceColumn(
        "probation__entry_route__name", accessor="probation__entry_route", verbose_name="Entry route", orderable=False
    )
    intake = Column(accessor="probation__intake", orderable=False)
    first_contact_due = Column(verbose_name="First contact due", orderable=False)
    first_contact_on = Column(verbose_name="First contact made", orderable=False)
    manager_briefed_on = Column(orderable=False)
    reopened_on = Column(orderable=False)
    outcome = Column(orderable=False)
    closed_on = Column(verbose_name="Closed", orderable=True)


def _of_theme(theme: Theme) -> Q:
    return Q(themes__contains=[theme.value])


class CaseFilters(Filters):
    standing = ConditionFilter(
        {
            "live": ("Not closed", lambda: due.LIVE),
            "unassigned": ("Nobody has it yet", lambda: due.UNASSIGNED),
            "left behind": ("With somebody who has left the team", due.left_behind),
            "reopened": ("Reopened and not closed", lambda: due.LIVE & Q(reopened_on__isnull=False)),
        },
        label="Which cases",
    )
    status = ChoiceFilter(choices=CaseStatus.choices)
    contact = ConditionFilter(
        {
            "overdue": ("Overdue", due.contact_overdue),
            "today": ("Due today", lambda: due.contact_due(clock.today(), clock.today())),
            "week": ("Due this week", lambda: due.contact_due(clock.today(), due.end_of_week())),
        },
        label="Contact",
    )
    first_contact = ConditionFilter(
        {
            "late": ("Late, and still to be made", due.first_contact_overdue),
            "made late": ("Made late", due.first_contact_made_late),
        },
        label="First contact",
    )
    risk = ChoiceFilter(choices=Risk.choices, label="Risk of leaving")
    owner = OfficerFilter(label="Officer in charge")
    trigger = ChoiceFilter(choices=Trigger.choices)
    outcome = ChoiceFilter(choices=Outcome.choices)
    theme = ConditionFilter(
        {theme.value: (theme.label, partial(_of_theme, theme)) for theme in Theme},
        label="Theme",
    )
    intake = TextFilter("probation__intake", "Intake")
    opened_from = FromFilter("opened_on", "Opened on or after")
    opened_to = ToFilter("opened_on", "Opened on or before")
    closed_from = FromFilter("closed_on", "Closed on or after")
    closed_to = ToFilter("closed_on", "Closed on or before")
    reopened_from = FromFilter("reopened_on", "Reopened on or after")


class CaseRegister(Register):
    model = WelfareCase
    title = "Welfare cases"
    slug = "cases"
    namespace = "welfare"
    table = CaseTable
    filters = CaseFilters
    search = ("person__name",)
    numbers = ("person__employee_number", "person__warrant_number")
    search_label = "Search by name, employee number, warrant number or number of the case"
    order = "-opened_on"
    readers = (*TEAM, Role.AUDITOR)
    bulk = (ASSIGN,)
    hidden = (
        "employee_number",
        "entry_route",
        "intake",
        "first_contact_due",
        "first_contact_on",
        "manager_briefed_on",
        "reopened_on",
        "outcome",
        "closed_on",
    )

    def _said(self, word: str) -> Q:
        """A word like W12 is a case, or the beginning of somebody's number."""
        found = super()._said(word)
        number = case_number(word)
        if number is None:
            return found
        # The keys of people first: conditions on two tables joined by "or" would read both in full.
        people = Person.objects.filter(
            Q(employee_number__startswith=word.upper()) | Q(warrant_number__startswith=word.upper())
        )
        return Q(pk=number) | among("person", people.values("pk"))


class TaskTable(tables.Table):
    what = Column(orderable=False)
    case = CaseColumn()
    person = Column(accessor="case__person__name", verbose_name="Officer", orderable=False)
    owner = OfficerColumn(accessor="case__owner", verbose_name="In charge", orderable=False)
    due_on = Column(verbose_name="Due")
    turn = Column(orderable=False)
    status = TagColumn(TASK_COLOURS, orderable=False)
    risk = TagColumn(RISK_COLOURS, accessor="case__risk", verbose_name="Risk", orderable=False)


class TaskFilters(Filters):
    status = ChoiceFilter(choices=TaskStatus.choices)
    due = ConditionFilter(
        {
            "overdue": ("Overdue", lambda: due.task_due(last=due.yesterday())),
            "today": ("Due today", lambda: due.task_due(clock.today(), clock.today())),
            "week": ("Due this week", lambda: due.task_due(clock.today(), due.end_of_week())),
        },
        label="Due",
    )
    turn = ChoiceFilter(choices=Turn.choices)
    owner = OfficerFilter(field_name="case__owner", label="Officer in charge")
    due_from = FromFilter("due_on", "Due on or after")
    due_to = ToFilter("due_on", "Due on or before")


class TaskRegister(Register):
    model = Task
    title = "Tasks"
    slug = "tasks"
    namespace = "welfare"
    table = TaskTable
    filters = TaskFilters
    search = ("case__person__name",)
    numbers = ("case__person__employee_number", "case__person__warrant_number")
    search_label = BY_PERSON
    order = "-due_on"
    readers = (*TEAM, Role.AUDITOR)
    hidden = ("risk",)


class ContactTable(tables.Table):
    case = CaseColumn()
    person = Column(accessor="case__person__name", verbose_name="Officer", orderable=False)
    on = Column(verbose_name="Date")
    how = Column(orderable=False)
    with_whom = Column(orderable=False)
    reached = TagColumn(REACHED_COLOURS, verbose_name="What came of it", orderable=False)
    by = OfficerColumn(verbose_name="Logged by", orderable=False)
    next_on = Column(verbose_name="Next contact", orderable=False)
    owner = OfficerColumn(accessor="case__owner", verbose_name="In charge", orderable=False)


class ContactFilters(Filters):
    reached = ChoiceFilter(choices=Reached.choices)
    with_whom = ChoiceFilter(choices=WithWhom.choices)
    how = ChoiceFilter(choices=How.choices)
    by = OfficerFilter(field_name="by", label="Logged by")
    on_from = FromFilter("on", "On or after")
    on_to = ToFilter("on", "On or before")


class ContactRegister(Register):
    """Of a contact that was corrected, the correction stands here; the case shows both."""

    model = Contact
    title = "Contacts"
    slug = "contacts"
    namespace = "welfare"
    table = ContactTable
    filters = ContactFilters
    search = ("case__person__name",)
    numbers = ("case__person__employee_number", "case__person__warrant_number")
    search_label = BY_PERSON
    order = "-on"
    readers = (*TEAM, Role.AUDITOR)
    has_pages = False
    hidden = ("owner",)

    def visible_to(self, user: Reader) -> QuerySet[Any]:
        contacts: QuerySet[Any] = Contact.objects.visible_to(user).standing()
        return contacts


CASES = CaseRegister()
TASKS = TaskRegister()
CONTACTS = ContactRegister()
