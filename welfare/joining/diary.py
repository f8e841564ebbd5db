"""The assessors' diary: a week of assessments, day by day; an assessor's own, or all of them for RA officers."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import BadRequest, PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.utils import timezone

from people.requests import Request
from people.roles import Role
from people.workforce.models import User
from welfare.cases.handling import name_of
from welfare.joining.assessments import Assessment
from welfare.joining.dyslexia import DyslexiaReferral
from welfare.joining.registers import ASSESSMENT_COLOURS, ASSESSMENTS
from welfare.places import DIARY
from wmp.lib import clock
from wmp.lib.days import day_of, midnight
from wmp.lib.places import section
from wmp.lib.waiting import Waiting
from wmp.lib.words import long_day

# So many who wait for a time stand below the week; the register has all.
MOST = 20


def week_of(text: str) -> date:
    """The Monday of the week of a day; of this week where none is given. Raises BadRequest."""
    try:
        day = day_of(text) if text else clock.today()
    except ValueError as error:
        raise BadRequest("No such week") from error
    return day - timedelta(days=day.weekday())


def days_of(user: User, monday: date) -> list[dict[str, Any]]:
    """Each day of the week with its assessments, weekends only where there are some. One query."""
    sunday = monday + timedelta(days=7)
    found = ASSESSMENTS.visible_to(user).filter(starts_at__gte=midnight(monday), starts_at__lt=midnight(sunday))
    lines: dict[date, list[dict[str, Any]]] = {}
    for each in found.exclude(status="cancelled").select_related("referral", "assessor").order_by("starts_at", "pk"):
        lines.setdefault(timezone.localdate(each.starts_at), []).append(_line(each))
    week = [monday + timedelta(days=number) for number in range(7)]
    return [{"day": day, "lines": lines.get(day, [])} for day in week if day.weekday() < 5 or day in lines]


def _line(each: Assessment) -> dict[str, Any]:
    starts, ends = timezone.localtime(each.starts_at), timezone.localtime(each.ends_at)
    return {
        "time": f"{starts:%H:%M} to {ends:%H:%M}",
        "name": each.referral.name,
        "url": reverse("welfare:assessments-detail", args=[each.pk]),
        "joining": each.referral.joining_on,
        "place": each.place,
        "assessor": name_of(each.assessor),
        "text": each.get_status_display(),
        "colour": ASSESSMENT_COLOURS[each.status],
    }


def unbooked(user: User) -> list[dict[str, Any]]:
    """Screened, and no assessment booked: who joins first stands first."""
    booked = ASSESSMENTS.visible_to(user).filter(status__in=["booked", "held"]).values("referral")
    waits = DyslexiaReferral.objects.visible_to(user).filter(status="screened").exclude(pk__in=booked)
    return [
        {
            "name": each.name,
            "joining": each.joining_on,
            "url": reverse("welfare:dyslexia-referrals-book", args=[each.pk]),
        }
        for each in waits.order_by("joining_on", "pk")[:MOST]
    ]


def waiting_assessments(user: User) -> list[Waiting]:
    """Of an assessor: what has begun and has no outcome. One query."""
    if not user.has_role(Role.DYSLEXIA_ASSESSOR):
        return []
    begun = Assessment.objects.visible_to(user).filter(assessor=user, status="booked", starts_at__lte=clock.now())
    return [
        Waiting(
            f"Record what came of the assessment of {each.referral.name}",
            reverse("welfare:assessments-outcome", args=[each.pk]),
            timezone.localdate(each.starts_at),
        )
        for each in begun.select_related("referral")[:MOST]
    ]


def urls(menu: Sequence[Any]) -> list[URLPattern]:
    def diary(request: Request) -> HttpResponse:
        if not DIARY.open_to(request.user):
            raise PermissionDenied
        monday = week_of(request.GET.get("week", ""))
        books = request.user.has_role(Role.RA_OFFICER)
        context = {
            "title": DIARY.title,
            "section": section(request.user, menu, DIARY.name),
            "week": f"{long_day(monday)} to {long_day(monday + timedelta(days=6))}",
            "days": days_of(request.user, monday),
            "before": monday - timedelta(days=7),
            "after": monday + timedelta(days=7),
            "this_week": monday == week_of(""),
            "everybodys": books,
            "unbooked": unbooked(request.user) if books else [],
        }
        return render(request, "welfare/joining/diary.html", context)

    return [path("diary/", diary, name=DIARY.name)]
