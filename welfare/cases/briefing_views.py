"""Briefings, for the line manager to whom they are written."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from people.requests import Request
from people.workforce.models import User
from welfare.cases.entries import Briefing
from welfare.cases.handling import name_of, read_briefing
from wmp.lib.audit import log_read
from wmp.lib.waiting import Waiting

SHOWN = 100


def briefings_for(user: User) -> Any:
    """Those written to `user`, about people who report to them today."""
    seen: Any = Briefing.objects.visible_to(user)
    return seen.filter(to__account=user).select_related("case__person", "by")


def briefings(request: Request) -> HttpResponse:
    """The briefings that the reader may read as a line manager, latest first."""
    written = [
        {
            "url": reverse("welfare:briefings-detail", args=[each.pk]),
            "about": each.case.person,
            "at": each.at,
            "read_on": each.read_on,
        }
        for each in briefings_for(request.user)[:SHOWN]
    ]
    return render(request, "welfare/briefings.html", {"title": "Briefings", "briefings": written})


def briefings_to_read(user: User) -> list[Waiting]:
    """A line of the home page for each that is not read yet."""
    return [
        Waiting(
            f"Read the briefing about {each.case.person}",
            reverse("welfare:briefings-detail", args=[each.pk]),
            timezone.localdate(each.at),
        )
        for each in briefings_for(user).filter(read_on=None)[:SHOWN]
    ]


def briefing(request: Request, pk: int) -> HttpResponse:
    """One briefing: for the line manager, and for whoever sees the case."""
    seen: Any = Briefing.objects.visible_to(request.user).select_related("case__person", "to", "by")
    found = get_object_or_404(seen, pk=pk)
    log_read(request.user, found)
    mine = found.to.account_id == request.user.pk
    back = {"text": "Briefings", "url": reverse("welfare:briefings")}
    if not mine:
        back = {"text": str(found.case), "url": reverse("welfare:cases-detail", args=[found.case_id])}
    context = {
        "title": f"Briefing about {found.case.person}",
        "briefing": found,
        "mine": mine,
        "by": name_of(found.by) if found.by else "",
        "breadcrumbs": [{"text": "Home", "url": reverse("home")}, back],
    }
    return render(request, "welfare/briefing.html", context)


@require_POST
def have_read(request: Request, pk: int) -> HttpResponse:
    """The line manager says that they have read it."""
    seen: Any = Briefing.objects.visible_to(request.user).select_related("case__person", "to")
    found = get_object_or_404(seen, pk=pk)
    if found.to.account_id != request.user.pk:
        raise PermissionDenied
    read_briefing(found, by=request.user)
    messages.success(request, "Thank you. The welfare team sees that you have read it.")
    return redirect("welfare:briefings-detail", pk=pk)


urlpatterns = [
    path("briefings/", briefings, name="briefings"),
    path("briefings/<int:pk>/", briefing, name="briefings-detail"),
    path("briefings/<int:pk>/read/", have_read, name="briefings-read"),
]
