"""Intakes: before each joining date, who has told of a need, who returned the form, whose risk assessment will be late.

Nothing here asks about those who declined or did not answer: forms sent are counted, and only answers are listed.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse

from people.requests import Request
from people.workforce.models import User
from welfare.joining.choices import TO_RISK_ASSESS, NoticeStatus
from welfare.joining.dyslexia import ALREADY_SENT, DyslexiaReferral
from welfare.joining.handling import send_form
from welfare.joining.intake_forms import IntakeForm
from welfare.joining.models import RecruitmentNotice
from welfare.joining.registers import NOTICE_COLOURS, REFERRAL_COLOURS, REFERRALS
from welfare.joining.risk import is_at_risk
from welfare.places import INTAKES, section
from wmp.lib import clock
from wmp.lib.records import sentence_for
from wmp.lib.words import counted
from wmp.lib.workflow import IllegalMove

# Joining dates that are over stay so long, while something of theirs is late.
DAYS_AFTER = 60
# So many people of one kind a page lists; the registers have all.
MOST = 500


@dataclass
class Intake:
    """One joining date. Lines are {name, url, text, colour, late}."""

    day: date
    names: set[str] = field(default_factory=set)
    sent: int = 0
    returned: list[dict[str, Any]] = field(default_factory=list)
    notices: list[dict[str, Any]] = field(default_factory=list)
    late: list[dict[str, Any]] = field(default_factory=list)

    @property
    def title(self) -> str:
        return ", ".join(sorted(self.names))

    @property
    def counts(self) -> str:
        words = [
            counted(len(self.notices), "notice"),
            f"{counted(self.sent, 'form')} sent",
            f"{len(self.returned):,} returned",
            f"{len(self.late):,} without a risk assessment in time",
        ]
        return "; ".join(words)


def intakes_of(user: User) -> list[Intake]:
    """Joining dates to come, and past ones with something late. Two queries."""
    today = clock.today()
    since = today - timedelta(days=DAYS_AFTER)
    found: dict[date, Intake] = {}
    referrals = DyslexiaReferral.objects.visible_to(user).exclude(status="did not join")
    for each in referrals.filter(joining_on__gte=since).order_by("joining_on", "name")[: MOST * 4]:
        _add(found.setdefault(each.joining_on, Intake(each.joining_on)), each)
    notices = RecruitmentNotice.objects.visible_to(user).exclude(outcome="did not join")
    for notice in notices.filter(joining_on__gte=since).order_by("joining_on", "name")[:MOST]:
        intake = found.setdefault(notice.joining_on, Intake(notice.joining_on))
        intake.names |= {notice.intake} - {""}
        intake.notices.append(_line(notice, "recruitment-notices", NOTICE_COLOURS))
    return [each for day, each in sorted(found.items()) if day >= today or each.late or _open_notices(each)]


def _add(intake: Intake, referral: DyslexiaReferral) -> None:
    intake.names |= {referral.intake} - {""}
    intake.sent += 1
    if referral.status in ("form sent", "declined"):
        return
    line = _line(referral, "dyslexia-referrals", REFERRAL_COLOURS)
    intake.returned.append(line)
    if is_at_risk(referral):
        intake.late.append(line)


def _open_notices(intake: Intake) -> bool:
    return any(line["status"] != NoticeStatus.SETTLED for line in intake.notices)


def _line(record: Any, slug: str, colours: Any) -> dict[str, Any]:
    waits = getattr(record, "status", "") in TO_RISK_ASSESS
    return {
        "name": record.name,
        "url": reverse(f"welfare:{slug}-detail", args=[record.pk]),
        "status": record.status,
        "text": record.get_status_display(),
        "colour": colours.get(record.status, "grey"),
        "waits": waits,
    }


# --- sending the form to an intake ---


def send(request: Request) -> HttpResponse:
    """The form to everybody of an intake: all lines, or none."""
    if not REFERRALS.may_edit(request.user):
        raise PermissionDenied
    form = IntakeForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid() and _send_all(form, request.user):
        messages.success(request, f"The form goes to {counted(len(form.people), 'person', 'people')}.")
        return redirect("welfare:intakes")
    back = reverse("welfare:intakes")
    context = {
        "title": "Send the form to an intake",
        "form": form,
        "intro": "Each gets a mail of their own, with a link that works once. Nothing goes until every line is right.",
        "submit": "Send the forms",
        "cancel_url": back,
        "back_url": back,
    }
    return render(request, "form.html", context)


def _send_all(form: IntakeForm, by: Any) -> bool:
    """Adds to the form what the database refuses, by line; then nothing was sent."""
    wrong: list[str] = []
    with transaction.atomic():
        for line in form.people:
            try:
                with transaction.atomic():
                    send_form(form.referral(line), by=by)
            except IntegrityError as error:
                wrong.append(f"Line {line.number}, {line.email}: {_in_words(error)}")
            except IllegalMove as error:
                wrong.append(f"Line {line.number}: {error}")
        if wrong:
            transaction.set_rollback(True)
    for sentence in wrong:
        form.add_error("lines", sentence)
    return not wrong


def _in_words(error: IntegrityError) -> str:
    return sentence_for(error, DyslexiaReferral()) or ALREADY_SENT


def urls(menu: Sequence[Any]) -> list[URLPattern]:
    def intakes(request: Request) -> HttpResponse:
        if not INTAKES.open_to(request.user):
            raise PermissionDenied
        context = {
            "title": INTAKES.title,
            "section": section(request.user, menu, INTAKES.name),
            "intakes": intakes_of(request.user),
        }
        return render(request, "welfare/joining/intakes.html", context)

    return [
        path("intakes/", intakes, name=INTAKES.name),
        path("intakes/send/", send, name="intakes-send"),
    ]
