"""Registers: needs told before joining, dyslexia referrals and their assessments, Access to Work."""

from datetime import timedelta

import django_tables2 as tables
from django.conf import settings
from django.db.models import Q, QuerySet

from people.models import EntryRoute
from people.roles import Role
from welfare.joining.access_to_work import AccessToWork
from welfare.joining.assessments import Assessment
from welfare.joining.choices import TO_RISK_ASSESS, AccessStatus, AssessmentStatus, NoticeStatus
from welfare.joining.dyslexia import DyslexiaReferral, at_risk
from welfare.joining.models import RecruitmentNotice
from welfare.passports.owners import OwnerColumn
from wmp.lib import clock
from wmp.lib.access import Reader
from wmp.lib.registers import Register
from wmp.lib.registers.columns import Column, MoneyColumn, ReferenceColumn, TagColumn
from wmp.lib.registers.filters import (
    ChoiceFilter,
    ConditionFilter,
    Filters,
    FromFilter,
    ReferenceFilter,
    TextFilter,
    ToFilter,
)

RA = (Role.RA_OFFICER,)
RECORDERS = (Role.RA_OFFICER, Role.PEOPLE_DATA)
WITH_ASSESSORS = (Role.RA_OFFICER, Role.DYSLEXIA_ASSESSOR)

NOTICE_COLOURS = {"received": "red", "contacted": "blue", "settled": "green"}
REFERRAL_COLOURS = {
    "form sent": "grey",
    "returned": "red",
    "declined": "grey",
    "screened": "blue",
    "assessed": "teal",
    "risk assessed": "purple",
    "passport": "green",
    "not needed": "green",
    "did not join": "grey",
}
ASSESSMENT_COLOURS = {"booked": "blue", "held": "green", "did not attend": "orange", "cancelled": "grey"}
ACCESS_COLOURS = {
    "encouraged": "yellow",
    "applied": "blue",
    "assessed": "teal",
    "awarded": "purple",
    "refused": "grey",
    "in place": "green",
}


class JoiningFilters(Filters):
    joining_from = FromFilter("joining_on", "Joining on or after")
    joining_to = ToFilter("joining_on", "Joining on or before")
    intake = TextFilter("intake", "Intake")


class NoticeTable(tables.Table):
    name = Column(orderable=True)
    joining_on = Column(verbose_name="Joining", orderable=True)
    intake = Column(orderable=False)
    status = TagColumn(NOTICE_COLOURS, orderable=False)
    received_on = Column(verbose_name="Received", orderable=True)
    told_by = Column(verbose_name="Told by", orderable=False)


class NoticeFilters(JoiningFilters):
    status = ChoiceFilter(choices=NoticeStatus.choices)


class NoticeRegister(Register):
    model = RecruitmentNotice
    title = "Recruitment notices"
    slug = "recruitment-notices"
    namespace = "welfare"
    table = NoticeTable
    filters = NoticeFilters
    search = ("name", "email")
    search_label = "Search by name or e-mail address"
    order = "-received_on"
    readers = RECORDERS
    editors = RECORDERS

    @property
    def add_words(self) -> str:
        return "Record a notice"


class ReferralTable(tables.Table):
    name = Column(orderable=True)
    joining_on = Column(verbose_name="Joining", orderable=True)
    intake = Column(orderable=False)
    status = TagColumn(REFERRAL_COLOURS, orderable=False)
    answered_on = Column(verbose_name="Answered", orderable=False)
    screened_on = Column(verbose_name="Screened", orderable=False)
    assessed_on = Column(verbose_name="Assessed", orderable=False)
    risk_assessed_on = Column(verbose_name="Risk assessment", orderable=False)
    entry = ReferenceColumn("entry__name", verbose_name="Entry route", orderable=False)


class ReferralFilters(JoiningFilters):
    """What is to be done. Nobody is to be asked again, so nothing here finds those who declined or did not answer."""

    to_do = ConditionFilter(
        {
            "screen": ("To screen", lambda: Q(status="returned")),
            "assess": ("To assess", lambda: Q(status="screened")),
            "risk": ("Risk assessment not done", lambda: Q(status__in=TO_RISK_ASSESS)),
            "at risk": ("Risk assessment will miss the joining date", lambda: at_risk(clock.today())),
            "passport": ("Risk assessment done, no passport yet", lambda: Q(status="risk assessed")),
        },
        label="To do",
    )
    entry = ReferenceFilter(EntryRoute, label="Entry route")


class ReferralRegister(Register):
    model = DyslexiaReferral
    title = "Dyslexia referrals"
    slug = "dyslexia-referrals"
    namespace = "welfare"
    table = ReferralTable
    filters = ReferralFilters
    search = ("name", "email")
    search_label = "Search by name or e-mail address"
    order = "-joining_on"
    hidden = ("screened_on", "assessed_on", "entry")
    readers = RA
    editors = RA

    @property
    def add_words(self) -> str:
        return "Send a form"


class AssessmentTable(tables.Table):
    starts_at = Column(verbose_name="When", orderable=True)
    name = Column(accessor="referral__name", verbose_name="Name", orderable=False)
    joining_on = Column(accessor="referral__joining_on", verbose_name="Joining", orderable=False)
    status = TagColumn(ASSESSMENT_COLOURS, orderable=False)
    place = Column(orderable=False)
    assessor = OwnerColumn(verbose_name="Assessor", orderable=False)


class AssessmentFilters(Filters):
    status = ChoiceFilter(choices=AssessmentStatus.choices)
    on_from = FromFilter("starts_at__date", "On or after")
    on_to = ToFilter("starts_at__date", "On or before")


class AssessmentRegister(Register):
    model = Assessment
    title = "Assessments"
    slug = "assessments"
    namespace = "welfare"
    table = AssessmentTable
    search = ("referral__name",)
    search_label = "Search by name"
    order = "-starts_at"
    readers = WITH_ASSESSORS

    def visible_to(self, user: Reader) -> QuerySet[Assessment]:
        """The person reads what is recommended on a page of their own (welfare.joining.agreeing), and not here."""
        found: QuerySet[Assessment] = super().visible_to(user)
        return found if user.has_role(*WITH_ASSESSORS) else found.none()


class AccessTable(tables.Table):
    person = Column(accessor="person__name", verbose_name="Name")
    employee_number = Column(accessor="person__employee_number", orderable=False)
    started_on = Column(verbose_name="Started", orderable=True)
    status = TagColumn(ACCESS_COLOURS, orderable=False)
    applied_on = Column(verbose_name="Applied", orderable=False)
    decided_on = Column(verbose_name="Decided", orderable=False)
    award = MoneyColumn(verbose_name="Award", orderable=False)
    in_place_on = Column(verbose_name="In place", orderable=False)


class AccessFilters(Filters):
    status = ChoiceFilter(choices=AccessStatus.choices)
    six_weeks = ConditionFilter(
        {
            "nearly over": ("Not applied, five weeks over", lambda: _not_applied(settings.ACCESS_TO_WORK_ALERT_DAYS)),
            "over": ("Not applied, six weeks over", lambda: _not_applied(settings.ACCESS_TO_WORK_WHOLE_COST_DAYS + 1)),
        },
        label="Six weeks",
    )
    started_from = FromFilter("started_on", "Started on or after")
    started_to = ToFilter("started_on", "Started on or before")


def _not_applied(days: int) -> Q:
    return Q(status=AccessStatus.ENCOURAGED, started_on__lte=clock.today() - timedelta(days=days))


class AccessRegister(Register):
    model = AccessToWork
    title = "Access to Work"
    slug = "access-to-work"
    namespace = "welfare"
    table = AccessTable
    filters = AccessFilters
    search = ("person__name",)
    numbers = ("person__employee_number",)
    search_label = "Search by name or employee number"
    order = "-started_on"
    readers = RA
    editors = RA


NOTICES = NoticeRegister()
REFERRALS = ReferralRegister()
ASSESSMENTS = AssessmentRegister()
ACCESS = AccessRegister()

REGISTERS: list[Register] = [NOTICES, REFERRALS, ASSESSMENTS, ACCESS]
