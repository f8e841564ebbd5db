"""Registers of governance bodies, their decisions and actions."""

import django_tables2 as tables
from django.db.models import Q, QuerySet

from change.access import ChangeRegister
from change.governance.models import Action, ActionStatus, Decision, GovernanceBody, overdue
from change.portfolio.accounts import AccountColumn
from change.portfolio.models import Programme, Project
from people.workforce.models import User
from wmp.lib import clock
from wmp.lib.registers import Register
from wmp.lib.registers.columns import Column, ReferenceColumn, TagColumn
from wmp.lib.registers.filters import ChoiceFilter, ConditionFilter, Filters, FromFilter, ReferenceFilter, ToFilter

ACTION_COLOURS = {"open": "blue", "done": "green", "dropped": "grey"}


class BodyTable(tables.Table):
    name = Column()
    chair = Column(orderable=False)
    meets = Column(verbose_name="How often it meets", orderable=False)


class BodyRegister(ChangeRegister):
    model = GovernanceBody
    title = "Governance bodies"
    slug = "governance-bodies"
    table = BodyTable
    search = ("name",)
    search_label = "Search by name"
    order = "name"


class DecisionTable(tables.Table):
    taken_on = Column(orderable=True)
    what = Column(verbose_name="What was decided", orderable=False)
    body = ReferenceColumn("body__name", verbose_name="By", orderable=False)
    project = Column(accessor="project__name", verbose_name="Project", orderable=False)


class DecisionFilters(Filters):
    body = ReferenceFilter(GovernanceBody, label="By")
    programme = ReferenceFilter(Programme)
    project = ReferenceFilter(Project)
    since = FromFilter("taken_on", "Taken on or after")
    until = ToFilter("taken_on", "Taken on or before")


class DecisionRegister(ChangeRegister):
    model = Decision
    title = "Decisions"
    slug = "decisions"
    table = DecisionTable
    filters = DecisionFilters
    search = ("what", "project__name")
    search_label = "Search by what was decided, or by project"
    order = "-taken_on"


def _named() -> QuerySet[User]:
    """Whoever is or was to do something: names alone, which tell of no action."""
    return User.objects.filter(pk__in=Action.objects.unscoped().order_by().values("owner"))


class ActionTable(tables.Table):
    what = Column(verbose_name="What is to be done", orderable=True)
    owner = AccountColumn(_named, verbose_name="By whom", orderable=False)
    due = Column(orderable=True)
    body = ReferenceColumn("body__name", verbose_name="Of", orderable=False)
    project = Column(accessor="project__name", verbose_name="Project", orderable=False)
    status = TagColumn(ACTION_COLOURS)


class ActionFilters(Filters):
    status = ChoiceFilter(choices=ActionStatus.choices)
    standing = ConditionFilter(
        {
            "overdue": ("Overdue", lambda: overdue(clock.today())),
            "soon": ("Due, and not overdue", lambda: Q(status=ActionStatus.OPEN) & ~overdue(clock.today())),
        },
        label="How it stands",
    )
    body = ReferenceFilter(GovernanceBody, label="Of")
    project = ReferenceFilter(Project)


class ActionRegister(ChangeRegister):
    model = Action
    title = "Actions"
    slug = "actions"
    table = ActionTable
    filters = ActionFilters
    search = ("what", "project__name")
    search_label = "Search by what is to be done, or by project"
    order = "due"


BODIES = BodyRegister()
DECISIONS = DecisionRegister()
ACTIONS = ActionRegister()
REGISTERS: list[Register] = [BODIES, DECISIONS, ACTIONS]
