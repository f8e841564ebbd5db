"""Registers of wellbeing: counts of the force, support after trauma, screening and the catalogue of offers."""

from collections.abc import Callable, Collection
from datetime import date, timedelta
from typing import Any, ClassVar

import django_tables2 as tables
from django.db import models
from django.db.models import Q
from django.utils.html import format_html

from people.workforce.models import StaffType
from welfare.cases.handling import TEAM
from welfare.wellbeing.models import (
    READERS,
    WITH_INJURY,
    AbsenceReason,
    Assault,
    Attendance,
    Deployment,
    Offence,
    Practitioner,
    PulseAnswer,
    Scheme,
    ScreeningRound,
    TrainingCount,
    WellbeingOffer,
)
from wmp.lib import clock
from wmp.lib.registers import Register
from wmp.lib.registers.columns import Column, MonthColumn
from wmp.lib.registers.filters import ChoiceFilter, ConditionFilter, Filters, FromFilter, TextFilter, ToFilter
from wmp.lib.words import short_day

# Days before the end of a practitioner's training at which the team is warned.
WARN_DAYS = 60


class WellbeingRegister(Register):
    """Counts come in by file, so their registers have neither pages nor forms."""

    namespace = "welfare"
    readers: ClassVar[Collection[str]] = READERS
    has_pages = False


class MonthFilters(Filters):
    month_from = FromFilter("month", "From the month of")
    month_to = ToFilter("month", "To the month of")


class AttendanceTable(tables.Table):
    month = MonthColumn(orderable=True)
    staff_type = Column(orderable=False)
    days_available = Column(orderable=True)
    days_lost = Column(orderable=True)


class AttendanceFilters(MonthFilters):
    staff_type = ChoiceFilter(choices=StaffType.choices)


class AttendanceRegister(WellbeingRegister):
    model = Attendance
    title = "Attendance"
    slug = "attendance"
    table = AttendanceTable
    filters = AttendanceFilters
    order = "-month"
    one = "row of attendance"
    many = "rows of attendance"


class AbsenceReasonTable(tables.Table):
    month = MonthColumn(orderable=True)
    reason = Column(orderable=True)
    days_lost = Column(orderable=True)


class AbsenceReasonFilters(MonthFilters):
    reason = TextFilter("reason", "Reason")


class AbsenceReasonRegister(WellbeingRegister):
    model = AbsenceReason
    title = "Absence reasons"
    slug = "absence-reasons"
    table = AbsenceReasonTable
    filters = AbsenceReasonFilters
    order = "-month"


class AssaultTable(tables.Table):
    crime_number = Column()
    occurred_on = Column()
    offence = Column(orderable=False)
    outcome = Column(orderable=False)


class AssaultFilters(Filters):
    occurred_from = FromFilter("occurred_on", "On or after")
    occurred_to = ToFilter("occurred_on", "On or before")
    injury = ConditionFilter(
        {
            "with": ("With injury", lambda: Q(offence__in=WITH_INJURY)),
            "without": ("Without injury", lambda: ~Q(offence__in=WITH_INJURY)),
        },
        label="Injury",
    )
    offence = ChoiceFilter(choices=Offence.choices)
    decided = ConditionFilter(
        {
            "yes": ("With an outcome", lambda: ~Q(outcome="")),
            "no": ("None yet", lambda: Q(outcome="")),
        },
        label="Has an outcome",
    )
    outcome = TextFilter("outcome", "Outcome")


class AssaultRegister(WellbeingRegister):
    model = Assault
    title = "Assaults"
    slug = "assaults"
    table = AssaultTable
    filters = AssaultFilters
    numbers = ("crime_number",)
    search_label = "Search by crime number"
    order = "-occurred_on"


class PulseAnswerTable(tables.Table):
    statement = Column(orderable=False)
    survey = Column(orderable=True)
    held_in = MonthColumn(orderable=True)
    strongly_agree = Column(orderable=False)
    agree = Column(orderable=False)
    neither = Column(orderable=False)
    disagree = Column(orderable=False)
    strongly_disagree = Column(orderable=False)


class PulseAnswerFilters(Filters):
    survey = TextFilter("survey", "Survey")
    statement = TextFilter("statement", "Statement")
    month_from = FromFilter("held_in", "From the month of")
    month_to = ToFilter("held_in", "To the month of")


class PulseAnswerRegister(WellbeingRegister):
    model = PulseAnswer
    title = "Pulse survey"
    slug = "pulse-survey"
    table = PulseAnswerTable
    filters = PulseAnswerFilters
    order = "-held_in"


class TrainingTable(tables.Table):
    month = MonthColumn(orderable=True)
    course = Column(orderable=True)
    group = Column(orderable=True)
    completed = Column(orderable=True)


class TrainingFilters(MonthFilters):
    course = TextFilter("course", "Course")
    group = TextFilter("group", "Group")


class TrainingRegister(WellbeingRegister):
    model = TrainingCount
    title = "Training"
    slug = "training"
    table = TrainingTable
    filters = TrainingFilters
    order = "-month"


# --- support after trauma --------------------------------------------------------------------------------------------


def warning_of(expires_on: date) -> tuple[str, str]:
    """The words and the colour of a training that has ended or soon will; ("", "") while there is time."""
    today = clock.today()
    if expires_on < today:
        return "Expired", "red"
    if expires_on <= today + timedelta(days=WARN_DAYS):
        return "Expires soon", "yellow"
    return "", ""


class ExpiryColumn(Column):
    """The day on which training ends, with a tag when that has been or is near."""

    def words_for(self, field: "models.Field[Any, Any]") -> Callable[[Any], str]:
        return _expiry


def _expiry(day: date) -> str:
    words, colour = warning_of(day)
    box = '{} <strong class="govuk-tag govuk-tag--{}">{}</strong>'
    return format_html(box, short_day(day), colour, words) if words else short_day(day)


class PractitionerTable(tables.Table):
    person = Column(accessor="person__name", verbose_name="Name")
    employee_number = Column(accessor="person__employee_number", orderable=False)
    scheme = Column(orderable=False)
    trained_on = Column(orderable=True)
    expires_on = ExpiryColumn(orderable=True)


class PractitionerFilters(Filters):
    scheme = ChoiceFilter(choices=Scheme.choices)
    training = ConditionFilter(
        {
            "in force": ("In force", lambda: Q(expires_on__gte=clock.today())),
            "soon": (
                f"Expires within {WARN_DAYS} days",
                lambda: Q(expires_on__range=(clock.today(), clock.today() + timedelta(days=WARN_DAYS))),
            ),
            "expired": ("Expired", lambda: Q(expires_on__lt=clock.today())),
        },
        label="Training",
    )


class PractitionerRegister(WellbeingRegister):
    model = Practitioner
    title = "Trauma practitioners"
    slug = "practitioners"
    table = PractitionerTable
    filters = PractitionerFilters
    search = ("person__name",)
    numbers = ("person__employee_number",)
    search_label = "Search by name or employee number"
    order = "expires_on"
    readers = TEAM
    editors = TEAM
    has_pages = True


class DeploymentTable(tables.Table):
    practitioner = Column(accessor="practitioner__person__name", verbose_name="Practitioner")
    scheme = Column(accessor="practitioner__scheme", orderable=False)
    incident_on = Column(orderable=True)
    deployed_on = Column(orderable=True)
    supported = Column(orderable=False)


class DeploymentFilters(Filters):
    scheme = ChoiceFilter(field_name="practitioner__scheme", choices=Scheme.choices, label="Scheme")
    deployed_from = FromFilter("deployed_on", "Deployed on or after")
    deployed_to = ToFilter("deployed_on", "Deployed on or before")


class DeploymentRegister(WellbeingRegister):
    model = Deployment
    title = "Deployments"
    slug = "deployments"
    table = DeploymentTable
    filters = DeploymentFilters
    search = ("practitioner__person__name",)
    numbers = ("practitioner__person__employee_number",)
    search_label = "Search by practitioner's name or employee number"
    order = "-deployed_on"
    readers = TEAM
    editors = TEAM
    has_pages = True


# --- screening and offers --------------------------------------------------------------------------------------------


class ScreeningRoundTable(tables.Table):
    name = Column()
    started_on = Column(orderable=True)
    due_on = Column(orderable=True)


class ScreeningRoundFilters(Filters):
    replies = ConditionFilter(
        {
            "open": ("Not due yet", lambda: Q(due_on__gte=clock.today())),
            "due": ("Due date has passed", lambda: Q(due_on__lt=clock.today())),
        },
        label="Replies",
    )


class ScreeningRoundRegister(WellbeingRegister):
    model = ScreeningRound
    title = "Screening rounds"
    slug = "screening-rounds"
    table = ScreeningRoundTable
    filters = ScreeningRoundFilters
    search = ("name",)
    search_label = "Search by name"
    order = "-started_on"
    editors = TEAM
    has_pages = True


def open_now() -> Q:
    """Offers that are open today. One without a first day has been open for as long as anybody knows."""
    today = clock.today()
    return (Q(open_since=None) | Q(open_since__lte=today)) & (Q(ended_on=None) | Q(ended_on__gte=today))


class OfferTable(tables.Table):
    name = Column()
    provider = Column(orderable=True)
    open_since = Column(orderable=True)
    ended_on = Column(verbose_name="Last day", orderable=True)


class OfferFilters(Filters):
    open = ConditionFilter(
        {
            "now": ("Open now", open_now),
            "to come": ("Not open yet", lambda: Q(open_since__gt=clock.today())),
            "ended": ("Ended", lambda: Q(ended_on__lt=clock.today())),
        },
        label="When",
    )
    provider = TextFilter("provider", "Provider")


class OfferRegister(WellbeingRegister):
    model = WellbeingOffer
    title = "Offers"
    slug = "offers"
    table = OfferTable
    filters = OfferFilters
    search = ("name",)
    search_label = "Search by name"
    order = "name"
    editors = TEAM
    has_pages = True


ATTENDANCE = AttendanceRegister()
ABSENCE_REASONS = AbsenceReasonRegister()
ASSAULTS = AssaultRegister()
PULSE_SURVEY = PulseAnswerRegister()
TRAINING = TrainingRegister()
PRACTITIONERS = PractitionerRegister()
DEPLOYMENTS = DeploymentRegister()
SCREENING_ROUNDS = ScreeningRoundRegister()
OFFERS = OfferRegister()

REGISTERS: list[Register] = [
    ATTENDANCE,
    ABSENCE_REASONS,
    ASSAULTS,
    PULSE_SURVEY,
    TRAINING,
    PRACTITIONERS,
    DEPLOYMENTS,
    SCREENING_ROUNDS,
    OFFERS,
]
