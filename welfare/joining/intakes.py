"""Intakes: before each joining date, who has told of a need, who returned the form, whose risk assessment will be late.

Nothing here asks about those who declined or did not answer: forms sent are counted, and only answers are listed.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.contrib.postgres.aggregates import ArrayAgg
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import Count, Q, Window
from django.db.models.functions import RowNumber
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse

from people.requests import Request
from people.workforce.models import User
from welfare.joining.choices import NoticeStatus
from welfare.joining.dyslexia import ALREADY_SENT, DyslexiaReferral, at_risk
from welfare.joining.handling import send_form
from welfare.joining.intake_forms import IntakeForm
from welfare.joining.models import RecruitmentNotice
from welfare.joining.registers import NOTICE_COLOURS, REFERRAL_COLOURS, REFERRALS
from welfare.places import INTAKES
from wmp.lib import clock
from wmp.lib.places import section
from wmp.lib.records import sentence_for
from wmp.lib.words import counted
from wmp.lib.workflow import IllegalMove

# Joining dates that are over stay so long, while something of theirs is late.
DAYS_AFTER = 60
# So many people of one kind each date lists; the registers have all.
MOST = 100
# What came to nothing, and what nobody is to be asked about again.
NOT_RETURNED = ("form sent", "declined")


@dataclass
class Intake:
    """One joining date: how many of each kind, as the database counts, and the first as {name, url, text, colour}."""

    day: date
    names: set[str] = field(default_factory=set)
    sent: int = 0
    returned: int = 0
    at_risk: int = 0
    told: int = 0
    open_notices: int = 0
    late_lines: list[dict[str, Any]] = field(default_factory=list)
    returned_lines: list[dict[str, Any]] = field(default_factory=list)
    notice_lines: list[dict[str, Any]] = field(default_factory=list)

    @property
    def title(self) -> str:
        return ", ".join(sorted(self.names))

    @property
    def counts(self) -> str:
        words = [
            counted(self.told, "notice"),
            f"{counted(self.sent, 'form')} sent",
            f"{self.returned:,} returned",
            f"{self.at_risk:,} without a risk assessment in time",
        ]
        return "; ".join(words)

    @property
    def kinds(self) -> list[dict[str, Any]]:
        """Each list with its heading, and how many it leaves out."""
        found = (
            ("Risk assessment will miss the joining date, or has", self.at_risk, self.late_lines),
            ("Told recruitment of a need", self.told, self.notice_lines),
            ("Returned the form", self.returned, self.returned_lines),
        )
        return [
            {"title": title, "lines": lines, "left": number - len(lines)} for title, number, lines in found if lines
        ]


def intakes_of(user: User) -> list[Intake]:
    """Joining dates to come, and past ones with something late. Four queries, however many people."""
    today = clock.today()
    since = today - timedelta(days=DAYS_AFTER)
    sent: Any = DyslexiaReferral.objects.visible_to(user).exclude(status="did not join").filter(joining_on__gte=since)
    told: Any = RecruitmentNotice.objects.visible_to(user).exclude(outcome="did not join").filter(joining_on__gte=since)
    found: dict[date, Intake] = {}
    for counts in _counted(sent, sent=Count("pk"), returned=_returned(), at_risk=Count("pk", filter=at_risk(today))):
        _of(found, counts)
    for counts in _counted(told, told=Count("pk"), open_notices=Count("pk", filter=~Q(status=NoticeStatus.SETTLED))):
        _of(found, counts)
    shown = {day: each for day, each in sorted(found.items()) if day >= today or each.at_risk or each.open_notices}
    for each in _first(sent.exclude(status__in=NOT_RETURNED).with_risk(today), shown, "is_late"):
        _add(shown[each.joining_on], each)
    for notice in _first(told, shown):
        shown[notice.joining_on].notice_lines.append(_line(notice, "recruitment-notices", NOTICE_COLOURS))
    return list(shown.values())


def _counted(records: Any, **counts: Count) -> Any:
    """By joining date: how many, and the names of their intakes."""
    names = ArrayAgg("intake", filter=~Q(intake=""), distinct=True, default=[])
    return records.order_by("joining_on").values("joining_on").annotate(names=names, **counts)


def _returned() -> Count:
    return Count("pk", filter=~Q(status__in=NOT_RETURNED))


def _of(found: dict[date, Intake], counts: dict[str, Any]) -> None:
    intake = found.setdefault(counts["joining_on"], Intake(counts["joining_on"]))
    intake.names |= set(counts.pop("names"))
    for name in counts.keys() - {"joining_on"}:
        setattr(intake, name, counts[name])


def _first(records: Any, days: Iterable[date], *kinds: str) -> Any:
    """The first of each date, and of each kind, by name."""
    place = Window(RowNumber(), partition_by=["joining_on", *kinds], order_by=["name", "pk"])
    of_days = records.filter(joining_on__in=list(days)).annotate(place=place)
    return of_days.filter(place__lte=MOST).order_by("joining_on", "name", "pk")


def _add(intake: Intake, referral: Any) -> None:
    line = _line(referral, "dyslexia-referrals", REFERRAL_COLOURS)
    if len(intake.returned_lines) < MOST:
        intake.returned_lines.append(line)
    if referral.is_late:
        intake.late_lines.append(line)


def _line(record: Any, slug: str, colours: Any) -> dict[str, Any]:
    return {
        "name": record.name,
        "url": reverse(f"welfare:{slug}-detail", args=[record.pk]),
        "text": record.get_status_display(),
        "colour": colours.get(record.status, "grey"),
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
