"""Registers of recruitment campaigns, and of the representation that the force aims at."""

import django_tables2 as tables
from django.db.models import Q

from people.places import COMPARISON
from people.recruitment.models import Aim, RecruitmentCampaign, RepresentationTarget
from people.roles import Role
from wmp.lib import clock
from wmp.lib.registers import Register
from wmp.lib.registers.columns import Column
from wmp.lib.registers.filters import ChoiceFilter, ConditionFilter, Filters, FromFilter, ToFilter

READERS = COMPARISON.readers
EDITORS = (Role.TALENT_LEAD, Role.PEOPLE_DATA)


class CampaignTable(tables.Table):
    name = Column(orderable=False)
    route = Column(orderable=False)
    starts_on = Column(verbose_name="From", orderable=True)
    ends_on = Column(verbose_name="To", orderable=False)
    interested = Column(verbose_name="Interested", orderable=False)
    applicants = Column(orderable=False)


class CampaignFilters(Filters):
    standing = ConditionFilter(
        {
            "running": (
                "Under way",
                lambda: Q(starts_on__lte=clock.today()) & (Q(ends_on=None) | Q(ends_on__gte=clock.today())),
            ),
            "over": ("Over", lambda: Q(ends_on__lt=clock.today())),
            "to come": ("To come", lambda: Q(starts_on__gt=clock.today())),
        },
        label="When",
    )
    starts_from = FromFilter("starts_on", "Started on or after")
    starts_to = ToFilter("starts_on", "Started on or before")


class CampaignRegister(Register):
    model = RecruitmentCampaign
    title = "Campaigns"
    slug = "campaigns"
    namespace = "people"
    table = CampaignTable
    filters = CampaignFilters
    search = ("name", "route")
    search_label = "Search by name or entry route"
    order = "-starts_on"
    readers = READERS
    editors = EDITORS


class TargetTable(tables.Table):
    name = Column(orderable=False)
    aim = Column(verbose_name="Of whom", orderable=False)
    percent = Column(verbose_name="Per cent", orderable=False)
    starts_on = Column(verbose_name="Counted from", orderable=True)
    ends_on = Column(verbose_name="Counted to", orderable=False)


class TargetFilters(Filters):
    aim = ChoiceFilter(choices=Aim.choices, label="Of whom")


class TargetRegister(Register):
    model = RepresentationTarget
    title = "Targets"
    slug = "targets"
    namespace = "people"
    table = TargetTable
    filters = TargetFilters
    search = ("name",)
    search_label = "Search by name"
    order = "-starts_on"
    readers = READERS
    editors = EDITORS


CAMPAIGNS = CampaignRegister()
TARGETS = TargetRegister()

REGISTERS: list[Register] = [CAMPAIGNS, TARGETS]
