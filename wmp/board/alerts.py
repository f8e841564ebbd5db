"""Alerts in the application: what a person was told, until they have looked."""

from typing import Any

from django.contrib import messages
from django.db.models import Count, Min
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from people.requests import Request
from people.workforce.models import User
from wmp.lib.alerts import Alert
from wmp.lib.keys import key_of
from wmp.lib.waiting import Waiting
from wmp.lib.words import counted

SHOWN = 100
SEEN = 10


def alerts(request: Request) -> HttpResponse:
    """What the reader has not looked at yet, and the latest of what they have."""
    told: Any = Alert.objects.visible_to(request.user)
    unseen = list(told.filter(seen_at=None)[:SHOWN])
    context = {
        "title": "Alerts",
        "unseen": unseen,
        "upto": max((each.pk for each in unseen), default=0),
        "seen": told.exclude(seen_at=None)[:SEEN],
    }
    return render(request, "board/alerts.html", context)


def follow(request: Request, pk: int) -> HttpResponse:
    """Leads to what an alert is about. It counts as seen from then on."""
    alert = get_object_or_404(Alert.objects.visible_to(request.user), pk=pk)
    if alert.seen_at is None:
        alert.seen_at = timezone.now()
        alert.save(update_fields=["seen_at"])
    return redirect(alert.path)


@require_POST
def seen(request: Request) -> HttpResponse:
    """Marks as seen what the page showed. What came in since then stays: `upto` is the latest that stood there."""
    upto = key_of(request.POST.get("upto", ""))
    told: Any = Alert.objects.visible_to(request.user).filter(seen_at=None)
    if upto is not None:
        told.filter(pk__lte=upto).update(seen_at=timezone.now())
        messages.success(request, "The alerts are marked as seen.")
    return redirect("alerts:list")


def waiting_alerts(user: User) -> list[Waiting]:
    """One line for all that was not looked at yet."""
    told: Any = Alert.objects.visible_to(user).filter(seen_at=None)
    found = told.aggregate(n=Count("pk"), since=Min("created_at"))
    if not found["n"]:
        return []
    since = timezone.localdate(found["since"])
    return [Waiting(f"Look at {counted(found['n'], 'new alert')}", reverse("alerts:list"), since)]


app_name = "alerts"
urlpatterns = [
    path("", alerts, name="list"),
    path("<int:pk>/", follow, name="follow"),
    path("seen/", seen, name="seen"),
]
