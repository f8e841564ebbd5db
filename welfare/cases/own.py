"""My support: what the officer whom a case is about may know of it."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path, reverse

from people.requests import Request
from welfare.cases.handling import name_of
from welfare.cases.models import CaseStatus, Trigger
from welfare.cases.own_case import OwnCase
from welfare.cases.signal_views import concern, requests_of
from wmp.lib.records import Fact
from wmp.lib.timeline import said

STANDS = {
    CaseStatus.OPEN: "We want to speak with you",
    CaseStatus.CONTACTED: "We have spoken with you",
    CaseStatus.SUPPORTING: "We are supporting you",
    CaseStatus.PAUSED: "Paused",
    CaseStatus.CLOSED: "Closed",
}


def own(request: Request) -> HttpResponse:
    """That a case is there, since when, who looks after it and what is planned. Nothing that others said."""
    cases: Any = OwnCase.objects.visible_to(request.user).select_related("owner").order_by("-opened_on", "-pk")
    live = [case for case in cases if case.status != CaseStatus.CLOSED]
    context = {
        "title": "My support",
        "facts": facts_of(live[0]) if live else [],
        "past": [f"{said(case.opened_on)} to {said(case.closed_on)}" for case in cases if case not in live],
        "asked": [
            {"on": each.received_on, "url": reverse("welfare:requests-detail", args=[each.pk])}
            for each in requests_of(request.user).filter(trigger=Trigger.SELF)[:20]
        ],
        "may_ask": concern(request.user).filter(account=request.user).exists(),
    }
    return render(request, "welfare/own.html", context)


def facts_of(case: OwnCase) -> list[Fact]:
    """Not where the signal came from: that is often somebody who spoke in confidence."""
    owner = case.owner
    who = name_of(owner) if owner else "The welfare team. Nobody in particular yet."
    facts = [
        Fact("Where it stands", STANDS[CaseStatus(case.status)]),
        Fact("Since", said(case.opened_on)),
        Fact("Who looks after you", who),
    ]
    if owner and owner.email:
        facts.append(Fact("Write to them", owner.email, f"mailto:{owner.email}"))
    if case.status != CaseStatus.PAUSED and case.next_contact_due:
        facts.append(Fact("We mean to speak with you by", said(case.next_contact_due)))
    return facts


urlpatterns = [path("own/", own, name="own")]
