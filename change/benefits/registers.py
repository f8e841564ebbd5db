"""Registers of benefits and of their measurements."""

from typing import Any

import django_tables2 as tables
from django.db.models import Q, QuerySet

from change.access import OwnersRegister
from change.benefits.choices import BenefitKind, BenefitStatus
from change.benefits.due import CHASED, MEASURING, SIDES, WANTING
from change.benefits.measurements import Measurement
from change.benefits.models import Benefit
from change.portfolio.accounts import AccountColumn
from people.workforce.models import Department, User
from wmp.lib.registers.columns import Column, ReferenceColumn, TagColumn, Words
from wmp.lib.registers.filters import ChoiceFilter, ConditionFilter, Filters, ReferenceFilter, TextFilter
from wmp.lib.words import short_day

STATUS_COLOURS = {
    "identified": "grey",
    "profiled": "blue",
    "approved": "purple",
    "delivering": "teal",
    "realised": "green",
    "partly realised": "yellow",
    "not realised": "orange",
    "verified": "green",
    "business as usual": "grey",
}


def owners() -> QuerySet[User]:
    """Accounts that own a benefit now, or in business as usual."""
    owned = Q(pk__in=Benefit._base_manager.exclude(owner=None).values("owner"))
    return User.objects.filter(owned | Q(pk__in=Benefit._base_manager.exclude(bau_owner=None).values("bau_owner")))


class DayColumn(Column):
    """A day that the database makes."""

    def words_for(self, field: Any) -> Words:
        return short_day


class BenefitTable(tables.Table):
    number = Column()
    description = Column(orderable=False)
    project = ReferenceColumn("project__name", orderable=False)
    kind = Column(orderable=True)
    disbenefit = Column(verbose_name="Disbenefit", orderable=False)
    status = TagColumn(STATUS_COLOURS, orderable=True)
    owner = AccountColumn(owners, orderable=False)
    owner_name = Column(verbose_name="Owner’s name or post", orderable=False)
    department = ReferenceColumn("department__name", orderable=False)
    unit = Column(orderable=False)
    baseline = Column(orderable=False)
    target = Column(orderable=False)
    target_on = Column(verbose_name="Target by", orderable=True)
    latest = Column(verbose_name="Last measured", orderable=False)
    latest_on = Column(verbose_name="Measured on", orderable=True)
    measure_due_on = DayColumn(verbose_name="Next due", orderable=True)
    claim = Column(verbose_name="Claimed", orderable=False)
    base_budget_reference = Column(verbose_name="Base budget", orderable=False)
    performance_measure = Column(verbose_name="Performance measure", orderable=False)
    bau_owner = AccountColumn(owners, verbose_name="Owner in business as usual", orderable=False)
    handed_over_on = Column(verbose_name="Handed over", orderable=True)


class BenefitFilters(Filters):
    status = ChoiceFilter(choices=BenefitStatus.choices)
    kind = ChoiceFilter(choices=BenefitKind.choices)
    side = ConditionFilter(SIDES, label="Benefit or disbenefit")
    measuring = ConditionFilter(MEASURING | CHASED, label="Measurement")
    wanting = ConditionFilter(WANTING, label="Something missing")
    # By words: a select would name the projects of others to every owner.
    programme = TextFilter("project__programme__name", "Programme")
    project = TextFilter("project__name", "Project")
    department = ReferenceFilter(Department)
    owner = TextFilter("owner__last_name", "Owner’s last name")


class BenefitRegister(OwnersRegister):
    model = Benefit
    title = "Benefits"
    slug = "benefits"
    table = BenefitTable
    filters = BenefitFilters
    search = ("description", "project__name", "owner__last_name", "owner_name")
    numbers = ("number",)
    search_label = "Search by number, words or project"
    order = "number"
    hidden = (
        "disbenefit",
        "owner_name",
        "department",
        "unit",
        "baseline",
        "target",
        "target_on",
        "latest_on",
        "claim",
        "base_budget_reference",
        "performance_measure",
        "bau_owner",
        "handed_over_on",
    )


class MeasurementTable(tables.Table):
    number = Column(accessor="benefit__number", verbose_name="Benefit", orderable=True)
    measured_on = Column(verbose_name="Measured", orderable=True)
    value = Column(orderable=False)
    unit = Column(accessor="benefit__unit", verbose_name="Unit", orderable=False)
    evidence = Column(orderable=False)
    corrected_because = Column(verbose_name="Corrected because", orderable=False)


class MeasurementFilters(Filters):
    kind = ChoiceFilter(field_name="benefit__kind", choices=BenefitKind.choices, label="Kind")
    project = TextFilter("benefit__project__name", "Project")


class MeasurementRegister(OwnersRegister):
    """To be read and taken away: a measurement is entered and corrected from its benefit's page."""

    model = Measurement
    title = "Measurements"
    slug = "measurements"
    table = MeasurementTable
    filters = MeasurementFilters
    search = ("benefit__description", "evidence")
    numbers = ("benefit__number",)
    search_label = "Search by number or words"
    order = "-measured_on"
    editors = ()
    has_pages = False


BENEFITS = BenefitRegister()
MEASUREMENTS = MeasurementRegister()
REGISTERS = [BENEFITS, MEASUREMENTS]
