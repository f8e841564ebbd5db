"""The register of resignations."""

import django_tables2 as tables
from django.db.models import Q

from people.roles import Role
from welfare.resignations.models import KnownResignation
from wmp.lib import clock
from wmp.lib.registers import Register
from wmp.lib.registers.columns import Column
from wmp.lib.registers.filters import ConditionFilter, Filters, FromFilter, ToFilter

# They hear of resignations: people data officers from the letter, the welfare team from the officer.
RECORDERS = (Role.PEOPLE_DATA, Role.WELFARE_OFFICER, Role.WELFARE_LEAD)


class ResignationTable(tables.Table):
    person = Column(accessor="person__name", verbose_name="Name")
    employee_number = Column(accessor="person__employee_number", orderable=False)
    received_on = Column(verbose_name="Received", orderable=True)
    last_day = Column(verbose_name="Last day")
    withdrawn_on = Column(verbose_name="Withdrawn")


class ResignationFilters(Filters):
    standing = ConditionFilter(
        {
            "stands": ("Stands", lambda: Q(withdrawn_on=None)),
            "to come": ("Stands, and the last day is to come", lambda: Q(withdrawn_on=None) & _still_here()),
            "withdrawn": ("Withdrawn", lambda: Q(withdrawn_on__isnull=False)),
        },
        label="Where it stands",
    )
    received_from = FromFilter("received_on", "Received on or after")
    received_to = ToFilter("received_on", "Received on or before")


def _still_here() -> Q:
    return Q(last_day=None) | Q(last_day__gte=clock.today())


class ResignationRegister(Register):
    model = KnownResignation
    title = "Resignations"
    slug = "resignations"
    namespace = "welfare"
    table = ResignationTable
    filters = ResignationFilters
    search = ("person__name",)
    numbers = ("person__employee_number", "person__warrant_number")
    search_label = "Search by name, employee number or warrant number"
    order = "-received_on"
    readers = RECORDERS
    editors = RECORDERS

    @property
    def add_words(self) -> str:
        return "Record a resignation"


RESIGNATIONS = ResignationRegister()
