"""Break-glass for cases: opening one in an emergency, the queue of those to be reviewed, and the review.

It is for reading: whoever came in this way changes nothing and adds nothing (`handling.works_on`).
"""

import logging
from collections.abc import Mapping, Sequence
from typing import Any

import django_tables2 as tables
from django import forms as django_forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Case, Q, Value, When
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone

from people.models import User
from people.requests import Request
from people.roles import Role, holders_of
from welfare.cases.handling import name_of
from welfare.cases.models import CaseBreakGlass, CaseStatus, WelfareCase, case_number
from wmp.lib import clock
from wmp.lib.alerts import alert
from wmp.lib.audit import kind_in_words
from wmp.lib.break_glass import Finding
from wmp.lib.forms import Form
from wmp.lib.records import Fact, RecordPage
from wmp.lib.registers import Register
from wmp.lib.registers.columns import Column, TagColumn, Words
from wmp.lib.registers.filters import ConditionFilter, Filters
from wmp.lib.templatetags.components import tag
from wmp.lib.timeline import Event
from wmp.lib.verbs import Verb, VerbForm
from wmp.lib.waiting import Waiting
from wmp.lib.words import long_moment, within
from wmp.lib.workflow import IllegalMove

logger = logging.getLogger(__name__)

MAY_BREAK = (Role.WELFARE_OFFICER, Role.AUDITOR)
# A sentence, not a word: it is read by the lead at once, and maybe by the officer's lawyers years later.
SHORTEST_REASON = 20
FEWEST_WORDS = 4
# Lines on the home page; the list has all.
MOST_WAITING = 20
FINDING_COLOURS = {"waiting": "yellow", "justified": "green", "not justified": "red"}


# --- opening a case --------------------------------------------------------------------------------------------------


class EmergencyForm(Form):
    """Which case, and why."""

    number = django_forms.CharField(label="Case number or the officer's employee number", max_length=20)
    reason = django_forms.CharField(
        label="Why do you need to see this case now?",
        help_text="One sentence or more: what happened, and why it cannot wait for the officer in charge or the lead.",
        widget=django_forms.Textarea,
        max_length=2000,
    )
    widths = {"number": 10}

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_reason(self) -> str:
        reason: str = self.cleaned_data["reason"].strip()
        if len(reason) < SHORTEST_REASON or len(reason.split()) < FEWEST_WORDS:
            raise ValidationError("Say in a whole sentence why you need to see this case now")
        return reason

    def clean(self) -> dict[str, Any]:
        """Finds the case as `cleaned_data["case"]`.

        Nothing is looked up without a reason: whether somebody has a case is told only where the asking leaves a trace.
        """
        super().clean()
        given = self.cleaned_data
        if self.errors or "number" not in given:
            return given
        given["case"] = case_called(given["number"].strip(), self.user)
        if given["case"] is None:
            logger.warning("Account %s asked in an emergency for a case that is not there", self.user.pk)
            self.add_error("number", "There is no case with this number")
        return given


def case_called(number: str, user: User) -> WelfareCase | None:
    """The case of that number, or the live or else the latest one of the officer of that number. Never one's own."""
    others = WelfareCase.objects.unscoped().exclude(person__account=user).select_related("person")
    if (key := case_number(number)) is not None and (case := others.filter(pk=key).first()):
        return case
    closed_last = Case(When(status=CaseStatus.CLOSED, then=Value(1)), default=Value(0))
    return others.filter(person__employee_number=number).order_by(closed_last, "-opened_on", "-pk").first()


def break_glass(request: Request) -> HttpResponse:
    """Asks for a case and a reason, and opens it for an hour. Whoever may see the case anyway is sent to it."""
    if not request.user.has_role(*MAY_BREAK):
        raise PermissionDenied
    form = EmergencyForm(request.POST if request.method == "POST" else None, user=request.user)
    if request.method == "POST" and form.is_valid():
        case = form.cleaned_data["case"]
        if WelfareCase.objects.visible_to(request.user).filter(pk=case.pk).exists():
            messages.info(request, "You may see this case, so no emergency was recorded.")
        else:
            open_case(case, by=request.user, reason=form.cleaned_data["reason"])
        return redirect("welfare:cases-detail", case.pk)
    context = {
        "title": "Open a case in an emergency",
        "form": form,
        "submit": "Open the case",
        "danger": True,
        "cancel_url": reverse("home"),
    }
    return render(request, "welfare/break-glass.html", context)


@transaction.atomic
def open_case(case: WelfareCase, *, by: User, reason: str) -> CaseBreakGlass:
    """Opens a case for an hour and tells the leads. While it lasts, a second time is the same access.

    Raises IllegalMove for one's own case.
    """
    if case.person.account_id == by.pk:
        raise IllegalMove("Nobody opens their own case.")
    access, new = CaseBreakGlass.break_for(by, case, reason=reason)
    if new:
        leads = list(holders_of(Role.WELFARE_LEAD).exclude(pk__in=[by.pk, case.person.account_id or 0]))
        if not leads:
            logger.warning("Emergency access %s: there is no lead to tell of it", access.pk)
        alert(
            leads,
            subject=f"{case.reference}: opened in an emergency",
            text="Somebody opened a case to which they had no access, for an hour. Their reason waits for your review.",
            path=reverse("welfare:emergency-accesses-detail", args=[access.pk]),
        )
    return access


def emergency_of(case: WelfareCase, user: User) -> CaseBreakGlass | None:
    """The access by which `user` sees the case, for the banner on its page; None for those who see it anyway."""
    if user.has_role(Role.WELFARE_LEAD) or case.owner_id == user.pk:
        return None
    return CaseBreakGlass.lasting(user, case)


def waiting_reviews(user: User) -> list[Waiting]:
    """The accesses that a lead has to review: not their own, which somebody else reviews."""
    if not user.has_role(Role.WELFARE_LEAD):
        return []
    accesses = CaseBreakGlass.objects.visible_to(user).filter(finding="").exclude(by=user).order_by("at")
    return [
        Waiting(
            f"Review an emergency access to {access.record.reference}",
            reverse("welfare:emergency-accesses-detail", args=[access.pk]),
            timezone.localdate(clock.shown(access.at)),
        )
        for access in accesses.select_related("record")[:MOST_WAITING]
    ]


# --- what was opened, and the review ---------------------------------------------------------------------------------


class FindingColumn(TagColumn):
    """What the review found; that it waits where there was none."""

    def words_for(self, field: Any) -> Words:
        drawn = super().words_for(field)
        waiting = tag("To be reviewed", "yellow")
        return lambda value: drawn(value) if value else waiting


class EmergencyTable(tables.Table):
    case = Column(accessor="record__reference", verbose_name="Case", orderable=False)
    at = Column(verbose_name="Opened", orderable=True)
    first_name = Column(accessor="by__first_name", verbose_name="First name", orderable=False)
    last_name = Column(accessor="by__last_name", verbose_name="Last name", orderable=False)
    account = Column(accessor="by__username", verbose_name="Account", orderable=False)
    finding = FindingColumn(FINDING_COLOURS, verbose_name="Review", orderable=False)


class EmergencyFilters(Filters):
    review = ConditionFilter(
        {
            "waiting": ("To be reviewed", lambda: Q(finding="")),
            "justified": (Finding.JUSTIFIED.label, lambda: Q(finding=Finding.JUSTIFIED)),
            "not-justified": (Finding.NOT_JUSTIFIED.label, lambda: Q(finding=Finding.NOT_JUSTIFIED)),
        },
        "Review",
    )


class EmergencyRegister(Register):
    """The lead's queue of reviews, the auditors' list, and everybody's own accesses."""

    model = CaseBreakGlass
    title = "Emergency accesses"
    slug = "emergency-accesses"
    namespace = "welfare"
    table = EmergencyTable
    filters = EmergencyFilters
    order = "-at"
    readers = (Role.WELFARE_LEAD, Role.WELFARE_OFFICER, Role.AUDITOR)
    add_words = "Open a case in an emergency"

    def _surroundings(self, reader: Any) -> dict[str, Any]:
        """With the way to a new one, which is a page of its own and no form of a record."""
        add_url = reverse("welfare:break-glass") if reader.has_role(*MAY_BREAK) else ""
        return super()._surroundings(reader) | {"add_url": add_url}


EMERGENCIES = EmergencyRegister()


class ReviewForm(VerbForm):
    finding = django_forms.ChoiceField(
        choices=Finding.choices, widget=django_forms.RadioSelect, label="Was there a need to open this case?"
    )
    note = django_forms.CharField(
        label="What you found",
        help_text="For example whom you asked, and what is to follow from it.",
        widget=django_forms.Textarea,
        max_length=2000,
    )


class EmergencyPage(RecordPage):
    register = EMERGENCIES
    joins = ("record__person", "by", "reviewed_by")
    colours = FINDING_COLOURS
    verbs = (
        Verb(
            "review",
            "Record the review",
            "reviewed",
            ReviewForm,
            intro="The officer whose case it is can see that it was opened, and by whom. A review cannot be changed.",
        ),
    )

    def title(self, record: CaseBreakGlass) -> str:
        return f"Emergency access to {record.record.reference}"

    def turn(self, record: CaseBreakGlass, user: User) -> str:
        if record.reviewed_by_id:
            return ""
        still = f"Open until {timezone.localtime(record.expires_at):%H:%M}. " if record.lasts else ""
        return f"{still}A welfare lead reviews it"

    def may_move(self, record: CaseBreakGlass, user: User) -> bool:
        """A lead's, but never one's own."""
        return user.has_role(Role.WELFARE_LEAD) and record.by_id != user.pk

    def facts(self, record: CaseBreakGlass, user: User) -> Sequence[Fact]:
        sees = user.has_role(Role.WELFARE_LEAD) or (record.by_id == user.pk and record.lasts)
        link = reverse("welfare:cases-detail", args=[record.record_id]) if sees else ""
        facts = [
            Fact("Case", record.record.reference, link),
            Fact("Opened by", f"{name_of(record.by)} ({record.by.username})"),
            Fact("Opened", long_moment(record.at)),
            Fact("Until", long_moment(record.expires_at)),
            Fact("Reason", record.reason),
        ]
        if record.reviewed_by:
            facts += [
                Fact("Reviewed by", name_of(record.reviewed_by)),
                Fact("Review", record.get_status_display()),
                Fact("What was found", record.review_note),
            ]
        return facts

    def events(self, record: CaseBreakGlass, user: User) -> Sequence[Event]:
        """Opened, what was opened meanwhile, reviewed: latest first, by the real clock, as the read log has it."""
        by = name_of(record.by)
        events = [Event(record.at, "Opened in an emergency", by)]
        for reading in record.readings():
            title = f"{reading.get_action_display()}: {within(kind_in_words(reading.kind))}"
            events.append(Event(reading.at, title, by))
        if record.reviewed_by and record.reviewed_at:
            title = f"Reviewed: {record.get_status_display().lower()}"
            events.append(Event(record.reviewed_at, title, name_of(record.reviewed_by)))
        return events[::-1]

    def context(self, request: HttpRequest, record: CaseBreakGlass) -> Mapping[str, Any]:
        return {"restricted": "Restricted: reviews of welfare cases"}


urlpatterns = [path("break-glass/", break_glass, name="break-glass")]
