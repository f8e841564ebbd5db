"""Record pages of the talent family."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode

from people.talent import forms
from people.talent.learning import Completion, LearnerProfile, Requirement
from people.talent.models import CriticalRole, Succession, TalentPool, TalentPoolMember, TalentProfile
from people.talent.registers import (
    COMPLETIONS,
    LEARNER_PROFILES,
    MEMBERS,
    POOLS,
    PROFILES,
    REQUIREMENTS,
    RISK_COLOURS,
    ROLES,
    SUCCESSORS,
)
from people.talent.rows import RowPage, Table
from people.workforce.models import User
from people.workforce.posted import holds_a_post, serves
from wmp.lib import clock
from wmp.lib.records import Fact, RecordPage
from wmp.lib.timeline import said
from wmp.lib.words import counted, within

LEFT = "Left the force"


class TalentPage(RecordPage):
    """A record page with a table of its rows below its facts."""

    template = "people/talent/record.html"

    def table(self, record: Any, user: User) -> Table | None:
        """The table: {caption, head, rows}; `note` in its place where it would be empty."""
        return None

    def context(self, request: HttpRequest, record: Any) -> Mapping[str, Any]:
        reader: Any = request.user
        found = {"table": self.table(record, reader)}
        return found if self.register.open_to(reader) else {**found, "breadcrumbs": []}


class ProfilePage(TalentPage):
    register = PROFILES
    joins = ("person",)
    form = forms.ProfileForm

    def standing(self, record: TalentProfile) -> Mapping[str, str]:
        words = f"{record.get_leaving_risk_display()} risk of leaving"
        return {"text": words, "colour": RISK_COLOURS[record.leaving_risk]}

    def facts(self, record: TalentProfile, user: User) -> Sequence[Fact]:
        box = urlencode({"performance": record.performance, "potential": record.potential})
        where = f"{record.get_performance_display()} performance, {record.get_potential_display().lower()} potential"
        return [
            Fact("Name", record.person),
            Fact("Employee number", record.person.employee_number),
            Fact("On the map", where, f"{PROFILES.url}?{box}"),
            Fact("Ready for the next step", record.get_readiness_display()),
            Fact("What they want to do next", record.aspiration or "Not known"),
            Fact("What they need for it", record.development or "Not known"),
            Fact("Last looked at", said(record.reviewed_on)),
        ]

    def table(self, record: TalentProfile, user: User) -> Table | None:
        """The roles that the person could follow in."""
        named = Succession.objects.visible_to(user).filter(person=record.person, role__retired_on=None)
        rows = [
            [
                {"text": each.role.title, "url": reverse("people:critical-roles-detail", args=[each.role_id])},
                each.get_readiness_display(),
            ]
            for each in named.select_related("role").order_by("role__title")
        ]
        head = [{"text": "Critical role"}, {"text": "Ready"}]
        return {"caption": "Could follow in", "head": head, "rows": rows, "note": "Named for no critical role."}


class PoolPage(TalentPage):
    register = POOLS
    logs_reads = False
    form = forms.PoolForm

    def actions(self, record: TalentPool, user: User) -> list[Mapping[str, Any]]:
        return [*MEMBER_PAGE.add_action(record, user), *super().actions(record, user)]

    def facts(self, record: TalentPool, user: User) -> Sequence[Fact]:
        return [Fact("Purpose", record.purpose or "Not stated")]

    def table(self, record: TalentPool, user: User) -> Table | None:
        members = TalentPoolMember.objects.visible_to(user).filter(pool=record).select_related("person", "pool")
        serving = members.annotate(serves=holds_a_post("person", clock.today()))
        found = sorted(serving, key=lambda each: each.left_on is not None)
        here = sum(each.left_on is None for each in found)
        rows = [_member_row(each, user) for each in found]
        head = [{"text": text} for text in ("Name", "Employee number", "Joined", "Left", "Change")]
        caption = f"Members: {counted(here, 'person', 'people')} today"
        return {"caption": caption, "head": head, "rows": rows, "note": "Nobody is in this pool yet."}


def _member_row(member: Any, user: User) -> list[Any]:
    gone = "" if member.serves else LEFT
    return [
        str(member.person),
        member.person.employee_number,
        said(member.joined_on),
        said(member.left_on) or gone,
        *MEMBER_PAGE.links(member, user),
    ]


class MemberPage(RowPage):
    register = MEMBERS
    by = "pool"
    joins = ("person", "pool")
    form = forms.MemberForm
    add_words = "Add somebody"
    change_words = "Change"


class RolePage(TalentPage):
    register = ROLES
    joins = ("department", "holder")
    form = forms.RoleForm

    def standing(self, record: CriticalRole) -> Mapping[str, str]:
        if record.retired_on:
            return {"text": "No longer critical", "colour": "grey"}
        words = f"{record.get_risk_display()} risk of falling vacant"
        return {"text": words, "colour": RISK_COLOURS[record.risk]}

    def actions(self, record: CriticalRole, user: User) -> list[Mapping[str, Any]]:
        return [*SUCCESSION_PAGE.add_action(record, user), *super().actions(record, user)]

    def facts(self, record: CriticalRole, user: User) -> Sequence[Fact]:
        found = [
            Fact("Department", record.department or "None in particular"),
            Fact("Holder", _holder(record)),
            Fact("Why it is critical", record.why or "Not stated"),
        ]
        return [*found, Fact("No longer critical since", said(record.retired_on))] if record.retired_on else found

    def table(self, record: CriticalRole, user: User) -> Table | None:
        found: Any = Succession.objects.visible_to(user).filter(role=record).select_related("person", "role")
        rows = [
            [
                str(each.person),
                each.person.employee_number,
                each.get_readiness_display() if each.serves else LEFT,
                each.note,
                *SUCCESSION_PAGE.links(each, user),
            ]
            for each in sorted(
                found.annotate(serves=holds_a_post("person", clock.today())),
                key=lambda each: READY.index(each.readiness),
            )
        ]
        head = [{"text": text} for text in ("Name", "Employee number", "Ready", "Note", "Change", "Take out")]
        return {"caption": "Who could follow", "head": head, "rows": rows, "note": "Nobody is named who could follow."}


READY = ["now", "1-2 years", "3+ years"]


def _holder(role: CriticalRole) -> str:
    if role.holder is None:
        return "Vacant"
    return str(role.holder) if serves(role.holder, clock.today()) else f"{role.holder} ({within(LEFT)})"


class SuccessionPage(RowPage):
    register = SUCCESSORS
    by = "role"
    joins = ("person", "role__holder")
    form = forms.SuccessionForm
    add_words = "Name a successor"
    change_words = "Change"
    remove_words = "Take out"

    def may_change(self, record: Succession, user: User) -> bool:
        return user.has_role(*ROLES.editors) and record.person.account_id != user.pk

    def may_add(self, above: CriticalRole, user: User) -> bool:
        return user.has_role(*ROLES.editors) and above.retired_on is None


class LearnerProfilePage(TalentPage):
    register = LEARNER_PROFILES
    joins = ("rank", "department")
    logs_reads = False
    form = forms.LearnerProfileForm

    def actions(self, record: LearnerProfile, user: User) -> list[Mapping[str, Any]]:
        return [*REQUIREMENT_PAGE.add_action(record, user), *super().actions(record, user)]

    def facts(self, record: LearnerProfile, user: User) -> Sequence[Fact]:
        return [
            Fact("Staff type", record.get_staff_type_display() or "Any"),
            Fact("Rank", record.rank or "Any"),
            Fact("Department", record.department or "Any"),
        ]

    def table(self, record: LearnerProfile, user: User) -> Table | None:
        found = Requirement.objects.visible_to(user).filter(profile=record).select_related("course", "profile")
        keeps = REQUIREMENT_PAGE.may_add(record, user)
        rows = [
            [
                str(each.course),
                "Mandatory" if each.mandatory else "Recommended",
                counted(each.valid_months, "month") if each.valid_months else "For good",
                *(REQUIREMENT_PAGE.links(each, user) if keeps else []),
            ]
            for each in found
        ]
        head = [
            {"text": text}
            for text in ("Course", "Requirement", "Valid for", *(["Change", "Take out"] if keeps else []))
        ]
        return {"caption": "What this role needs", "head": head, "rows": rows, "note": "No course is named yet."}


class RequirementPage(RowPage):
    register = REQUIREMENTS
    by = "profile"
    joins = ("profile", "course")
    logs_reads = False
    form = forms.RequirementForm
    add_words = "Add a course"
    change_words = "Change"
    remove_words = "Take out"


class CompletionPage(TalentPage):
    register = COMPLETIONS
    joins = ("person", "course")
    form = forms.CompletionForm

    def title(self, record: Completion) -> str:
        return f"{record.person}: {record.course}"

    def may_change(self, record: Completion, user: User) -> bool:
        return super().may_change(record, user) and record.person.account_id != user.pk

    def facts(self, record: Completion, user: User) -> Sequence[Fact]:
        return [
            Fact("Name", record.person),
            Fact("Employee number", record.person.employee_number),
            Fact("Course", record.course),
            Fact("Completed", said(record.completed_on)),
        ]


_POOL, _ROLE, _LEARNER_PROFILE = PoolPage(), RolePage(), LearnerProfilePage()
MEMBER_PAGE = MemberPage(_POOL)
SUCCESSION_PAGE = SuccessionPage(_ROLE)
REQUIREMENT_PAGE = RequirementPage(_LEARNER_PROFILE)

PAGES: list[RecordPage] = [
    ProfilePage(),
    _POOL,
    MEMBER_PAGE,
    _ROLE,
    SUCCESSION_PAGE,
    _LEARNER_PROFILE,
    REQUIREMENT_PAGE,
    CompletionPage(),
]
