"""Registers of programmes and projects."""

import django_tables2 as tables

from change.access import ChangeRegister, OwnersRegister
from change.portfolio import delivery_registers
from change.portfolio.delivery import without_update
from change.portfolio.models import Limb, Programme, ProgrammeStatus, Project, ProjectStatus
from wmp.lib import clock
from wmp.lib.registers.columns import Column, TagColumn
from wmp.lib.registers.filters import ChoiceFilter, ConditionFilter, Filters, TextFilter

STATUS_COLOURS = {
    "mobilising": "blue",
    "in delivery": "teal",
    "delivered": "green",
    "closing": "purple",
    "closed": "grey",
}


PROGRAMME_COLOURS = {"live": "teal", "closed": "grey"}


class ProgrammeTable(tables.Table):
    name = Column()
    status = TagColumn(PROGRAMME_COLOURS)
    closed_on = Column(orderable=True)


class ProgrammeFilters(Filters):
    status = ChoiceFilter(choices=ProgrammeStatus.choices)


class ProgrammeRegister(ChangeRegister):
    model = Programme
    title = "Programmes"
    slug = "programmes"
    table = ProgrammeTable
    filters = ProgrammeFilters
    search = ("name",)
    search_label = "Search by name"
    order = "name"


class ProjectTable(tables.Table):
    name = Column(orderable=True)
    programme = Column(accessor="programme__name", verbose_name="Programme")
    limb = Column(orderable=False)
    sponsor = Column(orderable=True)
    status = TagColumn(STATUS_COLOURS)
    started_on = Column(verbose_name="Started", orderable=True)
    closed_on = Column(verbose_name="Closed", orderable=True)


class ProjectFilters(Filters):
    # By part of a name: owners of benefits open the list too, and are offered no programme that they may not see.
    programme = TextFilter("programme__name", "Programme")
    limb = ChoiceFilter(choices=Limb.choices)
    status = ChoiceFilter(choices=ProjectStatus.choices)
    sponsor = TextFilter("sponsor", "Sponsor portfolio")
    update = ConditionFilter(
        {"overdue": ("In delivery, none for over a month", lambda: without_update(clock.today()))},
        label="Status update",
    )


class ProjectRegister(OwnersRegister):
    model = Project
    title = "Projects"
    slug = "projects"
    table = ProjectTable
    filters = ProjectFilters
    search = ("name", "programme__name")
    search_label = "Search by project or programme"
    order = "name"


PROGRAMMES = ProgrammeRegister()
PROJECTS = ProjectRegister()
REGISTERS = [PROJECTS, PROGRAMMES, *delivery_registers.REGISTERS]
