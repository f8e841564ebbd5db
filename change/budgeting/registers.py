"""Registers of priority based budgeting: its phases, what departments save in them, posts invested in service."""

import django_tables2 as tables
from django.db.models import F, Q

from change.access import ChangeRegister
from change.budgeting.models import BudgetingLine, BudgetingPhase, InvestmentPrinciple, ServiceInvestment
from people.workforce.models import Department
from wmp.lib import clock
from wmp.lib.registers import Register
from wmp.lib.registers.columns import Column, MoneyColumn
from wmp.lib.registers.filters import ConditionFilter, Filters, FromFilter, ReferenceFilter, TextFilter


class PhaseTable(tables.Table):
    name = Column(verbose_name="Phase", orderable=True)
    starts_on = Column(verbose_name="Starts", orderable=True)
    ends_on = Column(verbose_name="Ends", orderable=True)


class PhaseFilters(Filters):
    standing = ConditionFilter(
        {
            "begun": ("Begun", lambda: Q(starts_on__lte=clock.today())),
            "to come": ("To come, or without a start", lambda: Q(starts_on=None) | Q(starts_on__gt=clock.today())),
        },
        label="When",
    )


class PhaseRegister(ChangeRegister):
    model = BudgetingPhase
    title = "Phases"
    slug = "budgeting-phases"
    table = PhaseTable
    filters = PhaseFilters
    search = ("name",)
    search_label = "Search by name"
    order = "name"


class LineTable(tables.Table):
    phase = Column(accessor="phase__name", verbose_name="Phase", orderable=True)
    department = Column(accessor="department__name", verbose_name="Department", orderable=True)
    projected = MoneyColumn(orderable=True)
    identified = MoneyColumn(orderable=True)
    removed = MoneyColumn(verbose_name="Removed from base budget", orderable=True)


NOT_ALL_REMOVED = Q(removed=None) | Q(removed__lt=F("identified"))


class LineFilters(Filters):
    phase = ReferenceFilter(BudgetingPhase)
    department = ReferenceFilter(Department)
    standing = ConditionFilter(
        {
            "open": ("Identified, not all of it removed", lambda: Q(identified__gt=0) & NOT_ALL_REMOVED),
            "short": ("Less identified than projected", lambda: Q(projected__gt=F("identified"))),
            "whole": ("Not told apart by department", lambda: Q(department=None)),
        },
        label="How it stands",
    )


class LineRegister(ChangeRegister):
    model = BudgetingLine
    one, many = "saving", "savings"
    title = "Savings by department"
    slug = "budgeting-lines"
    table = LineTable
    filters = LineFilters
    search = ("phase__name", "department__name")
    search_label = "Search by phase or department"
    order = "department"


class InvestmentTable(tables.Table):
    department = Column(accessor="department__name", verbose_name="Department", orderable=True)
    posts = Column(verbose_name="Posts, FTE", orderable=True)
    principle = Column(accessor="principle__name", verbose_name="Principle", orderable=False)
    what = Column(verbose_name="What for", orderable=False)
    starts_on = Column(verbose_name="From", orderable=True)


class InvestmentFilters(Filters):
    principle = ReferenceFilter(InvestmentPrinciple)
    department = ReferenceFilter(Department)
    starts_from = FromFilter("starts_on", "From this day or later")
    what = TextFilter("what", "What for")


class InvestmentRegister(ChangeRegister):
    model = ServiceInvestment
    title = "Service investments"
    slug = "investments"
    table = InvestmentTable
    filters = InvestmentFilters
    search = ("department__name", "what")
    search_label = "Search by department or what it is for"
    order = "-starts_on"


PHASES = PhaseRegister()
LINES = LineRegister()
INVESTMENTS = InvestmentRegister()

REGISTERS: list[Register] = [PHASES, LINES, INVESTMENTS]
