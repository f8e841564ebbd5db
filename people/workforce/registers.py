"""Registers of people, posts and the hours of specials."""

import django_tables2 as tables
from django.db.models import Q

from people.workforce import constraints
from people.workforce.constraints import PostingConstraint
from people.workforce.models import Department, Person, Post, Rank, SpecialDuty, StaffType, in_force_on
from people.workforce.posted import PostedInFilter
from wmp.lib import clock
from wmp.lib.registers import Register
from wmp.lib.registers.columns import Column, MonthColumn, ReferenceColumn
from wmp.lib.registers.filters import ChoiceFilter, ConditionFilter, Filters, FromFilter, ReferenceFilter, ToFilter


class PersonTable(tables.Table):
    name = Column()
    employee_number = Column()
    warrant_number = Column()
    email = Column(orderable=False)


class PersonRegister(Register):
    model = Person
    title = "People"
    slug = "people"
    namespace = "people"
    table = PersonTable
    search = ("name",)
    numbers = ("employee_number", "warrant_number")
    search_label = "Search by name, employee number or warrant number"
    order = "name"


class PostTable(tables.Table):
    person = Column(accessor="person__name", verbose_name="Name")
    employee_number = Column(accessor="person__employee_number", orderable=False)
    staff_type = Column()
    rank = ReferenceColumn("rank__name")
    department = ReferenceColumn("department__name")
    fte = Column()
    started = Column()
    ended = Column(verbose_name="Last day")


class PostFilters(Filters):
    held = ConditionFilter(
        {
            "now": ("Held today", lambda: in_force_on(clock.today())),
            "ended": ("Ended", lambda: Q(ended__lt=clock.today())),
            "to come": ("Not yet started", lambda: Q(started__gt=clock.today())),
        },
        label="When",
    )
    staff_type = ChoiceFilter(choices=StaffType.choices)
    rank = ReferenceFilter(Rank)
    department = ReferenceFilter(Department)
    started_from = FromFilter("started", "Started on or after")
    started_to = ToFilter("started", "Started on or before")


class PostRegister(Register):
    model = Post
    title = "Posts"
    slug = "posts"
    namespace = "people"
    table = PostTable
    filters = PostFilters
    search = ("person__name",)
    numbers = ("person__employee_number", "person__warrant_number")
    search_label = "Search by name, employee number or warrant number"
    order = "-started"


class SpecialDutyTable(tables.Table):
    person = Column(accessor="person__name", verbose_name="Name")
    employee_number = Column(accessor="person__employee_number", orderable=False)
    month = MonthColumn()
    hours = Column()


class SpecialDutyFilters(Filters):
    month_from = FromFilter("month", "From the month of")
    month_to = ToFilter("month", "To the month of")


class SpecialDutyRegister(Register):
    model = SpecialDuty
    title = "Special duty hours"
    slug = "special-duty"
    namespace = "people"
    table = SpecialDutyTable
    filters = SpecialDutyFilters
    search = ("person__name",)
    numbers = ("person__employee_number",)
    search_label = "Search by name or employee number"
    order = "-month"
    has_pages = False


class PostingConstraintTable(tables.Table):
    what = Column(verbose_name="What a posting has to respect", orderable=False)
    person = Column(accessor="person__name", verbose_name="Name")
    employee_number = Column(accessor="person__employee_number", orderable=False)
    from_on = Column(verbose_name="From")
    until_on = Column(verbose_name="Until", orderable=False)
    withdrawn_at = Column(verbose_name="Ended", orderable=False)


class PostingConstraintFilters(Filters):
    standing = ConditionFilter(
        {
            "today": ("In force today", lambda: constraints.in_force_on(clock.today())),
            "to come": ("To come", lambda: constraints.standing_on(clock.today()) & Q(from_on__gt=clock.today())),
            "ended": ("Ended", lambda: ~constraints.standing_on(clock.today())),
        },
        label="When",
    )
    department = PostedInFilter("person")
    until_to = ToFilter("until_on", "Ends on or before")


class PostingConstraintRegister(Register):
    """Recorded by those who know the reason, which stands nowhere here."""

    model = PostingConstraint
    title = "Posting constraints"
    slug = "posting-constraints"
    namespace = "people"
    table = PostingConstraintTable
    filters = PostingConstraintFilters
    search = ("person__name",)
    numbers = ("person__employee_number", "person__warrant_number")
    search_label = "Search by name, employee number or warrant number"
    order = "-from_on"
    hidden = ("withdrawn_at",)


PEOPLE = PersonRegister()
POSTS = PostRegister()
SPECIAL_DUTY = SpecialDutyRegister()
POSTING_CONSTRAINTS = PostingConstraintRegister()
