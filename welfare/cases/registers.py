"""Registers of welfare cases and of what belongs to them."""

import django_tables2 as tables

from people.roles import Role
from welfare.cases.entries import Task, TaskStatus, Turn
from welfare.cases.models import CaseStatus, Outcome, Risk, Trigger, WelfareCase
from wmp.lib.registers import Register
from wmp.lib.registers.columns import Column, TagColumn
from wmp.lib.registers.filters import ChoiceFilter, Filters, FromFilter, ToFilter

TEAM = (Role.WELFARE_OFFICER, Role.WELFARE_LEAD)
STATUS_COLOURS = {"open": "red", "contacted": "blue", "supporting": "teal", "paused": "grey", "closed": "green"}
TASK_COLOURS = {"open": "blue", "done": "green", "dropped": "grey"}
RISK_COLOURS = {"low": "grey", "medium": "yellow", "high": "red"}


class CaseTable(tables.Table):
    reference = Column(verbose_name="Case", orderable=False)
    person = Column(accessor="person__name", verbose_name="Officer")
    status = TagColumn(STATUS_COLOURS)
    risk = TagColumn(RISK_COLOURS, verbose_name="Risk")
    trigger = Column()
    opened_on = Column(verbose_name="Opened", orderable=True)
    next_contact_due = Column(verbose_name="Contact due", orderable=True)


class CaseFilters(Filters):
    status = ChoiceFilter(choices=CaseStatus.choices)
    risk = ChoiceFilter(choices=Risk.choices, label="Risk of leaving")
    trigger = ChoiceFilter(choices=Trigger.choices)
    outcome = ChoiceFilter(choices=Outcome.choices)
    opened_from = FromFilter("opened_on", "Opened on or after")
    opened_to = ToFilter("opened_on", "Opened on or before")


class CaseRegister(Register):
    model = WelfareCase
    title = "Welfare cases"
    slug = "cases"
    namespace = "welfare"
    table = CaseTable
    filters = CaseFilters
    search = ("person__name",)
    numbers = ("person__employee_number", "person__warrant_number")
    search_label = "Search by name, employee number or warrant number"
    order = "-opened_on"
    readers = (*TEAM, Role.AUDITOR)


class TaskTable(tables.Table):
    what = Column(orderable=False)
    person = Column(accessor="case__person__name", verbose_name="Officer", orderable=False)
    due_on = Column(verbose_name="Due")
    turn = Column(orderable=False)
    status = TagColumn(TASK_COLOURS, orderable=False)


class TaskFilters(Filters):
    status = ChoiceFilter(choices=TaskStatus.choices)
    turn = ChoiceFilter(choices=Turn.choices)
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
    numbers = ("case__person__employee_number",)
    search_label = "Search by name or employee number"
    order = "due_on"
    readers = TEAM


CASES = CaseRegister()
TASKS = TaskRegister()
