"""Registers of the performance family."""

from collections.abc import Callable
from functools import partial
from typing import Any

import django_tables2 as tables
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet

from people.performance import reminders
from people.performance.choices import Excused, RatingStatus, YearStatus
from people.performance.models import Appraisal, PerformanceYear
from people.performance.moderation_registers import REGISTERS as MODERATION
from people.roles import Role, own_person
from people.workforce.models import Department, StaffType
from wmp.lib import reference
from wmp.lib.access import Reader
from wmp.lib.keys import among
from wmp.lib.registers import Register
from wmp.lib.registers.bulk import BulkAction
from wmp.lib.registers.columns import Column, ReferenceColumn, TagColumn
from wmp.lib.registers.filters import ChoiceFilter, ConditionFilter, Filters, ReferenceFilter
from wmp.lib.workflow import IllegalMove

YEAR_COLOURS = {"set up": "grey", "open": "green", "released": "blue", "closed": "grey"}
EXCUSED_COLOURS = {each.value: "grey" for each in Excused if each.value}


class YearTable(tables.Table):
    name = Column(verbose_name="Year")
    starts_on = Column(verbose_name="First day")
    ends_on = Column(verbose_name="Last day", orderable=False)
    objectives_due = Column(orderable=False)
    ratings_due = Column(orderable=False)
    release_on = Column(orderable=False)
    status = TagColumn(YEAR_COLOURS, orderable=False)


class YearFilters(Filters):
    status = ChoiceFilter(choices=YearStatus.choices)


class YearRegister(Register):
    model = PerformanceYear
    title = "Performance years"
    slug = "performance-years"
    namespace = "people"
    table = YearTable
    filters = YearFilters
    order = "-starts_on"
    readers = (Role.PERFORMANCE_LEAD,)
    editors = (Role.PERFORMANCE_LEAD,)


def _years() -> Any:
    return reference.words(PerformanceYear).items()


class YearFilter(ChoiceFilter):
    """One of the performance years. Years are everybody's to know, so that everybody may be offered all of them."""

    def __init__(self, field_name: str = "year", **kwargs: Any) -> None:
        super().__init__(field_name=field_name, choices=_years, label="Year", **kwargs)


class DepartmentFilter(ReferenceFilter):
    """A department, or none."""

    NONE = "none"

    def __init__(self) -> None:
        super().__init__(Department)
        self.extra["choices"] = lambda: [(self.NONE, "No department"), *reference.words(Department).items()]

    def filter(self, qs: QuerySet[Any], value: Any) -> QuerySet[Any]:
        return qs.filter(department=None) if value == self.NONE else super().filter(qs, value)


class AppraisalTable(tables.Table):
    person = Column(accessor="person__name", verbose_name="Person", orderable=True)
    employee_number = Column(accessor="person__employee_number", orderable=False)
    year = ReferenceColumn(orderable=False)
    department = ReferenceColumn("department__name", orderable=False)
    rank = ReferenceColumn("rank__name", orderable=False)
    staff_type = Column(orderable=False)
    excused = TagColumn(EXCUSED_COLOURS, orderable=False)
    objectives_set_on = Column(orderable=False)
    year_end_on = Column(orderable=False)


COUNTED: dict[str, tuple[str, Callable[[], Q]]] = {
    "yes": ("Eligible", lambda: Q(excused=Excused.NO)),
    "no": ("Not counted, for whatever reason", lambda: ~Q(excused=Excused.NO)),
    **{each.value.replace(" ", "-"): (each.label, partial(Q, excused=each)) for each in Excused if each.value},
}
OBJECTIVES = {
    "agreed": ("Agreed", lambda: Q(objectives_set_on__isnull=False)),
    "not": ("Not agreed yet", lambda: Q(objectives_set_on=None)),
}
YEAR_END = {
    "done": ("Recorded", lambda: Q(year_end_on__isnull=False)),
    "not": ("Not recorded yet", lambda: Q(year_end_on=None)),
}
# How far a rating is, and never what it says.
RATED = {
    "none": ("Not begun", lambda: Q(rating=None)),
    "draft": ("Begun, not sent", lambda: Q(rating__status=RatingStatus.DRAFT)),
    "sent": ("Sent to moderation, or further", lambda: Q(rating__isnull=False) & ~Q(rating__status=RatingStatus.DRAFT)),
    "final": ("Final or shared", lambda: Q(rating__status__in=[RatingStatus.FINAL, RatingStatus.SHARED])),
}


class RatedFilter(ConditionFilter):
    """How far others' ratings are. Nobody learns from a list whether their own was begun, or sent."""

    def filter(self, qs: QuerySet[Any], value: str) -> QuerySet[Any]:
        found = super().filter(qs, value)
        return found.exclude(among("person", own_person(self.parent.request.user))) if value else found


class AppraisalFilters(Filters):
    year = YearFilter()
    department = DepartmentFilter()
    staff_type = ChoiceFilter(choices=StaffType.choices)
    eligible = ConditionFilter(COUNTED, label="Eligibility")
    objectives = ConditionFilter(OBJECTIVES, label="Objectives")
    year_end = ConditionFilter(YEAR_END, label="Year-end conversation")
    rating = RatedFilter(RATED, label="Rating")


def _may_be_reminded_of(appraisal: Any, *, by: Any) -> None:
    """Each is looked at; the managers are told together. Raises IllegalMove, PermissionDenied."""
    if not by.has_role(Role.PERFORMANCE_LEAD):
        raise PermissionDenied
    if not appraisal.something_open:
        raise IllegalMove("There is nothing for a line manager to do: it is complete, not counted or of no open year.")


def _remind(appraisals: list[Appraisal], *, by: Any) -> None:
    reminders.remind_by_hand(appraisals)


REMIND = BulkAction(
    "remind",
    "Remind their line managers",
    perform=_may_be_reminded_of,
    after=_remind,
    roles=(Role.PERFORMANCE_LEAD,),
    intro="Each line manager of today is told once a day, with the number of people and nothing about them.",
    joins=("year",),
    adds=reminders.with_what_is_open,
)


class AppraisalRegister(Register):
    """The performance lead's, and of each line manager's team. One's own year has a page of its own."""

    model = Appraisal
    title = "Appraisals"
    slug = "appraisals"
    namespace = "people"
    table = AppraisalTable
    filters = AppraisalFilters
    search = ("person__name",)
    numbers = ("person__employee_number", "person__warrant_number")
    search_label = "Search by name, employee number or warrant number"
    order = "person"
    hidden = ("rank", "staff_type")
    bulk = (REMIND,)

    def visible_to(self, user: Reader) -> QuerySet[Any]:
        appraisals = Appraisal.objects
        seen: QuerySet[Any] = (
            appraisals.visible_to(user) if user.has_role(Role.PERFORMANCE_LEAD) else appraisals.of_team(user)
        )
        return seen


YEARS = YearRegister()
APPRAISALS = AppraisalRegister()

REGISTERS: list[Register] = [APPRAISALS, YEARS, *MODERATION]
