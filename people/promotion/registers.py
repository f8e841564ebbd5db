"""Registers of promotion processes and of the applications made in them."""

import django_tables2 as tables

from people.promotion.models import ApplicationStatus, PromotionApplication, PromotionProcess, Season
from people.roles import Role
from people.workforce.models import Rank
from wmp.lib.registers import Register
from wmp.lib.registers.columns import Column, NameColumn, ReferenceColumn, TagColumn
from wmp.lib.registers.filters import ChoiceFilter, Filters, FromFilter, NumberFilter, ReferenceFilter, ToFilter

STATUS_COLOURS = {
    "applied": "blue",
    "shortlisted": "teal",
    "assessed": "purple",
    "successful": "green",
    "unsuccessful": "orange",
    "withdrawn": "grey",
    "appealed": "yellow",
}


class ProcessTable(tables.Table):
    process = NameColumn(verbose_name="Process", order_by=("year", "season"), orderable=True)
    from_rank = ReferenceColumn("from_rank__name")
    to_rank = ReferenceColumn("to_rank__name")
    season = Column()
    year = Column(orderable=False)


class ProcessFilters(Filters):
    to_rank = ReferenceFilter(Rank)
    season = ChoiceFilter(choices=Season.choices)
    year = NumberFilter("year", "Year")


class ProcessRegister(Register):
    model = PromotionProcess
    title = "Promotion processes"
    slug = "promotion-processes"
    namespace = "people"
    table = ProcessTable
    filters = ProcessFilters
    order = "-process"
    editors = (Role.PROMOTION_TEAM,)


class ApplicationTable(tables.Table):
    candidate = Column(accessor="candidate__name", verbose_name="Candidate")
    employee_number = Column(accessor="candidate__employee_number", orderable=False)
    process = ReferenceColumn(orderable=False)
    applied_on = Column(verbose_name="Applied", orderable=True)
    decided_on = Column(verbose_name="Decided", orderable=True)
    status = TagColumn(STATUS_COLOURS)


class ApplicationFilters(Filters):
    status = ChoiceFilter(choices=ApplicationStatus.choices)
    to_rank = ReferenceFilter(Rank, field_name="process__to_rank", label="To rank")
    season = ChoiceFilter(field_name="process__season", choices=Season.choices, label="Season")
    year = NumberFilter("process__year", "Year of the process")
    decided_from = FromFilter("decided_on", "Decided on or after")
    decided_to = ToFilter("decided_on", "Decided on or before")


class ApplicationRegister(Register):
    model = PromotionApplication
    title = "Promotion applications"
    slug = "promotion-applications"
    namespace = "people"
    table = ApplicationTable
    filters = ApplicationFilters
    search = ("candidate__name",)
    numbers = ("candidate__employee_number", "candidate__warrant_number")
    search_label = "Search by name, employee number or warrant number"
    order = "-applied_on"
    editors = (Role.PROMOTION_TEAM,)


PROCESSES = ProcessRegister()
APPLICATIONS = ApplicationRegister()

REGISTERS: list[Register] = [PROCESSES, APPLICATIONS]
