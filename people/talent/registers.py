"""Registers of the talent family: the talent map and succession, and learning."""

import django_tables2 as tables
from django.db.models import Q

from people.roles import Role
from people.talent.learning import Completion, Course, LearnerProfile, Requirement
from people.talent.models import (
    CriticalRole,
    Position,
    Readiness,
    Risk,
    Succession,
    TalentPool,
    TalentPoolMember,
    TalentProfile,
)
from people.workforce.models import Department, Post, Rank, StaffType
from people.workforce.posted import PostedAsFilter, PostedInFilter
from wmp.lib import clock
from wmp.lib.days import years_before
from wmp.lib.registers import Register
from wmp.lib.registers.columns import Column, ReferenceColumn, TagColumn
from wmp.lib.registers.filters import ChoiceFilter, ConditionFilter, Filters, FromFilter, ReferenceFilter, ToFilter

LEAD = (Role.TALENT_LEAD,)
# Who keeps what was learnt: the talent lead, and whoever loads the files of it.
KEEPERS = (Role.TALENT_LEAD, Role.PEOPLE_DATA)
RISK_COLOURS = {"low": "green", "medium": "yellow", "high": "red"}
READINESS_COLOURS = {"now": "green", "1-2 years": "blue", "3+ years": "grey"}
BY_NAME = "Search by name or employee number"


class ProfileTable(tables.Table):
    person = Column(accessor="person__name", verbose_name="Name")
    employee_number = Column(accessor="person__employee_number", orderable=False)
    performance = Column(orderable=False)
    potential = Column(orderable=False)
    readiness = TagColumn(READINESS_COLOURS, verbose_name="Ready", orderable=False)
    leaving_risk = TagColumn(RISK_COLOURS, orderable=False)
    reviewed_on = Column(orderable=False)


class MapFilters(Filters):
    """What the talent map can be narrowed by."""

    department = PostedInFilter("person")
    rank = PostedAsFilter("person")
    readiness = ChoiceFilter(choices=Readiness.choices, label="Ready for the next step")


class ProfileFilters(MapFilters):
    performance = ChoiceFilter(choices=Position.choices)
    potential = ChoiceFilter(choices=Position.choices)
    leaving_risk = ChoiceFilter(choices=Risk.choices, label="Risk of leaving")
    looked_at = ConditionFilter(
        {"long ago": ("More than a year ago", lambda: Q(reviewed_on__lt=years_before(clock.today(), 1)))},
        label="Last looked at",
    )


class ProfileRegister(Register):
    model = TalentProfile
    title = "Talent profiles"
    slug = "talent-profiles"
    namespace = "people"
    table = ProfileTable
    filters = ProfileFilters
    search = ("person__name",)
    numbers = ("person__employee_number",)
    search_label = BY_NAME
    order = "person"
    readers = editors = LEAD


class PoolTable(tables.Table):
    name = Column()
    purpose = Column(orderable=False)


class PoolRegister(Register):
    model = TalentPool
    title = "Talent pools"
    slug = "talent-pools"
    namespace = "people"
    table = PoolTable
    order = "name"
    readers = editors = LEAD


class MemberTable(tables.Table):
    person = Column(accessor="person__name", verbose_name="Name", orderable=True)
    pool = Column(accessor="pool__name", verbose_name="Pool", orderable=False)
    joined_on = Column(orderable=False)
    left_on = Column(orderable=False)


class MemberRegister(Register):
    """Stands in no menu: members are kept on the page of their pool."""

    model = TalentPoolMember
    title = "Members of talent pools"
    slug = "talent-pool-members"
    namespace = "people"
    table = MemberTable
    order = "person"
    readers = editors = LEAD


class RoleTable(tables.Table):
    title = Column(orderable=True)
    department = ReferenceColumn("department__name", orderable=False)
    holder = Column(accessor="holder__name", verbose_name="Holder", orderable=False)
    risk = TagColumn(RISK_COLOURS, orderable=False)
    retired_on = Column(orderable=False)


class RoleFilters(Filters):
    department = ReferenceFilter(Department)
    risk = ChoiceFilter(choices=Risk.choices, label="Risk of falling vacant")
    standing = ConditionFilter(
        {
            "critical": ("Critical today", lambda: Q(retired_on=None)),
            "vacant": ("Critical and vacant", lambda: Q(retired_on=None, holder=None)),
            "retired": ("No longer critical", lambda: Q(retired_on__isnull=False)),
        },
        label="Standing",
    )


class RoleRegister(Register):
    model = CriticalRole
    title = "Critical roles"
    slug = "critical-roles"
    namespace = "people"
    table = RoleTable
    filters = RoleFilters
    search = ("title", "holder__name")
    search_label = "Search by title or holder"
    order = "title"
    readers = editors = LEAD
    hidden = ("retired_on",)


class SuccessionTable(tables.Table):
    role = Column(accessor="role__title", verbose_name="Critical role", orderable=True)
    department = ReferenceColumn("role__department__name", accessor="role__department", orderable=False)
    holder = Column(accessor="role__holder__name", verbose_name="Holder", orderable=False)
    person = Column(accessor="person__name", verbose_name="Successor", orderable=True)
    employee_number = Column(accessor="person__employee_number", orderable=False)
    readiness = TagColumn(READINESS_COLOURS, orderable=False)
    note = Column(orderable=False)


class SuccessionFilters(Filters):
    department = ReferenceFilter(Department, field_name="role__department", label="Department")
    readiness = ChoiceFilter(choices=Readiness.choices)
    standing = ConditionFilter(
        {
            "critical": ("Of roles critical today", lambda: Q(role__retired_on=None)),
            "retired": ("Of roles no longer critical", lambda: Q(role__retired_on__isnull=False)),
        },
        label="Standing",
    )


class SuccessionRegister(Register):
    """Who could follow in which role, as a list to take away. They are kept on the page of the role."""

    model = Succession
    title = "Successors"
    slug = "successors"
    namespace = "people"
    table = SuccessionTable
    filters = SuccessionFilters
    search = ("person__name", "role__title")
    numbers = ("person__employee_number",)
    search_label = "Search by name, role or employee number"
    order = "role"
    readers = LEAD
    has_pages = False


class LearnerProfileTable(tables.Table):
    name = Column()
    staff_type = Column(orderable=False)
    rank = ReferenceColumn("rank__name", orderable=False)
    department = ReferenceColumn("department__name", orderable=False)


class LearnerProfileFilters(Filters):
    staff_type = ChoiceFilter(choices=StaffType.choices)
    rank = ReferenceFilter(Rank)
    department = ReferenceFilter(Department)


class LearnerProfileRegister(Register):
    model = LearnerProfile
    title = "Learner profiles"
    slug = "learner-profiles"
    namespace = "people"
    table = LearnerProfileTable
    filters = LearnerProfileFilters
    order = "name"
    readers = KEEPERS
    editors = LEAD


class RequirementTable(tables.Table):
    course = Column(accessor="course__name", verbose_name="Course")


class RequirementRegister(Register):
    """Stands in no menu: what a role needs is kept on the page of its profile."""

    model = Requirement
    title = "Requirements"
    slug = "requirements"
    namespace = "people"
    table = RequirementTable
    order = "course"
    readers = KEEPERS
    editors = LEAD


class CompletionTable(tables.Table):
    person = Column(accessor="person__name", verbose_name="Name")
    employee_number = Column(accessor="person__employee_number", orderable=False)
    course = ReferenceColumn("course__name", orderable=False)
    completed_on = Column(verbose_name="Completed")


class CompletionFilters(Filters):
    course = ReferenceFilter(Course)
    department = PostedInFilter("person")
    completed_from = FromFilter("completed_on", "Completed on or after")
    completed_to = ToFilter("completed_on", "Completed on or before")


class CompletionRegister(Register):
    model = Completion
    title = "Completions"
    slug = "completions"
    namespace = "people"
    table = CompletionTable
    filters = CompletionFilters
    search = ("person__name",)
    numbers = ("person__employee_number",)
    search_label = BY_NAME
    order = "-completed_on"
    readers = editors = KEEPERS


class MissingTable(tables.Table):
    person = Column(accessor="person__name", verbose_name="Name", orderable=True)
    employee_number = Column(accessor="person__employee_number", orderable=False)
    staff_type = Column(orderable=False)
    rank = ReferenceColumn("rank__name", orderable=False)
    department = ReferenceColumn("department__name", orderable=False)
    line_manager = Column(accessor="line_manager__name", verbose_name="Line manager", orderable=False)


class MissingRegister(Register):
    """Posts whose holders miss a course: a list of the compliance page, at that page's address only."""

    model = Post
    title = "Who misses a course"
    slug = "compliance-missing"
    namespace = "people"
    table = MissingTable
    order = "person"
    readers = ()
    has_pages = False


PROFILES = ProfileRegister()
POOLS = PoolRegister()
MEMBERS = MemberRegister()
ROLES = RoleRegister()
SUCCESSORS = SuccessionRegister()
LEARNER_PROFILES = LearnerProfileRegister()
REQUIREMENTS = RequirementRegister()
COMPLETIONS = CompletionRegister()
MISSING = MissingRegister()

REGISTERS: list[Register] = [PROFILES, POOLS, ROLES, SUCCESSORS, LEARNER_PROFILES, COMPLETIONS]
