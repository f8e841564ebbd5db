"""Registers of programmes and projects."""

import django_tables2 as tables

from change.access import ChangeRegister
from change.portfolio.models import Limb, Programme, Project, ProjectStatus
from wmp.lib.registers.columns import Column, TagColumn
from wmp.lib.registers.filters import ChoiceFilter, Filters, ReferenceFilter, TextFilter

STATUS_COLOURS = {
    "mobilising": "blue",
    "in delivery": "teal",
    "delivered": "green",
    "closing": "purple",
    "closed": "grey",
}


class ProgrammeTable(tables.Table):
    name = Column()


class ProgrammeRegister(ChangeRegister):
    model = Programme
    title = "Programmes"
    slug = "programmes"
    table = ProgrammeTable
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
    programme = ReferenceFilter(Programme)
    limb = ChoiceFilter(choices=Limb.choices)
    status = ChoiceFilter(choices=ProjectStatus.choices)
    sponsor = TextFilter("sponsor", "Sponsor portfolio")


class ProjectRegister(ChangeRegister):
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
REGISTERS = [PROGRAMMES, PROJECTS]
