"""The register of probation."""

import django_tables2 as tables
from django.db.models import Q

from people.probation.models import EntryRoute, Outcome, Probation
from wmp.lib import clock
from wmp.lib.registers import Register
from wmp.lib.registers.columns import Column, ReferenceColumn, TagColumn
from wmp.lib.registers.filters import (
    ChoiceFilter,
    ConditionFilter,
    Filters,
    FromFilter,
    ReferenceFilter,
    TextFilter,
    ToFilter,
)

OUTCOME_COLOURS = {"confirmed": "green", "left": "red", "moved to staff role": "blue", "transferred": "orange"}


class ProbationTable(tables.Table):
    person = Column(accessor="person__name", verbose_name="Name")
    employee_number = Column(accessor="person__employee_number", orderable=False)
    entry_route = ReferenceColumn("entry_route__name")
    intake = Column()
    started_on = Column(verbose_name="Started")
    due_to_end_on = Column(verbose_name="Due to end")
    ended_on = Column(verbose_name="Ended")
    outcome = TagColumn(OUTCOME_COLOURS)


class ProbationFilters(Filters):
    standing = ConditionFilter(
        {
            "open": ("In probation", lambda: Q(ended_on=None)),
            "overdue": ("In probation past the day it was due to end", lambda: _overdue()),
            "ended": ("Ended", lambda: Q(ended_on__isnull=False)),
        },
        label="Where it stands",
    )
    entry_route = ReferenceFilter(EntryRoute)
    outcome = ChoiceFilter(choices=Outcome.choices)
    intake = TextFilter("intake", "Intake")
    started_from = FromFilter("started_on", "Started on or after")
    started_to = ToFilter("started_on", "Started on or before")


def _overdue() -> Q:
    return Q(ended_on=None, due_to_end_on__lt=clock.today())


class ProbationRegister(Register):
    model = Probation
    title = "Probation"
    slug = "probation"
    namespace = "people"
    table = ProbationTable
    filters = ProbationFilters
    search = ("person__name",)
    numbers = ("person__employee_number", "person__warrant_number")
    search_label = "Search by name, employee number or warrant number"
    order = "-started_on"


PROBATION = ProbationRegister()
