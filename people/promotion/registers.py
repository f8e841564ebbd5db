"""Registers of promotion processes and of the applications made in them."""

from typing import Any

import django_tables2 as tables
from django.db.models import Q, QuerySet

from people.promotion.around import PoolEnd, PoolPlace
from people.promotion.models import ApplicationStatus, PromotionApplication, PromotionProcess, Season, is_candidate
from people.roles import Role
from people.workforce.models import Rank
from wmp.lib.access import Reader
from wmp.lib.registers import Register
from wmp.lib.registers.columns import Column, NameColumn, ReferenceColumn, TagColumn
from wmp.lib.registers.filters import (
    ChoiceFilter,
    ConditionFilter,
    Filters,
    FromFilter,
    NumberFilter,
    ReferenceFilter,
    ToFilter,
)

STATUS_COLOURS = {
    "applied": "blue",
    "shortlisted": "teal",
    "assessed": "purple",
    "successful": "green",
    "unsuccessful": "orange",
    "withdrawn": "grey",
    "appealed": "yellow",
}


POOL_COLOURS = {"promoted": "green", "expired": "orange", "left": "grey"}


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

    def visible_to(self, user: Reader) -> QuerySet[Any]:
        """With whether the reader is a candidate: they run no process in which they are one."""
        return super().visible_to(user).annotate(is_candidate=is_candidate(user))


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


class PoolTable(tables.Table):
    candidate = Column(accessor="application__candidate__name", verbose_name="Candidate")
    employee_number = Column(accessor="application__candidate__employee_number", orderable=False)
    process = ReferenceColumn(accessor="application__process", orderable=False)
    since = Column(verbose_name="In the pool since", orderable=False)
    until = Column(orderable=True)
    ended_on = Column(verbose_name="Left the pool", orderable=False)
    ended_because = TagColumn(POOL_COLOURS, verbose_name="Why", orderable=False)


class PoolFilters(Filters):
    standing = ConditionFilter(
        label="Standing",
        conditions={
            "waiting": ("Waiting for a post", lambda: Q(ended_on=None)),
            "promoted": ("Promoted", lambda: Q(ended_because=PoolEnd.PROMOTED)),
            "expired": ("Ran out", lambda: Q(ended_because=PoolEnd.EXPIRED)),
            "left": ("Left the pool", lambda: Q(ended_because=PoolEnd.LEFT)),
        },
    )
    to_rank = ReferenceFilter(Rank, field_name="application__process__to_rank", label="To rank")
    until_from = FromFilter("until", "Until, on or after")
    until_to = ToFilter("until", "Until, on or before")


class PoolRegister(Register):
    model = PoolPlace
    title = "Promotion pool"
    slug = "promotion-pool"
    namespace = "people"
    table = PoolTable
    filters = PoolFilters
    search = ("application__candidate__name",)
    numbers = ("application__candidate__employee_number", "application__candidate__warrant_number")
    search_label = "Search by name, employee number or warrant number"
    order = "until"
    readers = (Role.PROMOTION_TEAM,)


PROCESSES = ProcessRegister()
APPLICATIONS = ApplicationRegister()
POOL = PoolRegister()

REGISTERS: list[Register] = [PROCESSES, APPLICATIONS, POOL]
