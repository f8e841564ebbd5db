"""My passport: where it stands, who can see what, and its sections to fill in. The first page of its holder."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.views.decorators.http import require_POST

from people.models import Person
from people.requests import Request
from people.roles import own_person
from people.workforce.models import User
from welfare.passports.audience import open_shares, who_sees
from welfare.passports.choices import PassportStatus
from welfare.passports.handling import REVIEWABLE
from welfare.passports.models import Passport
from welfare.passports.others_said import said_of
from welfare.passports.own_record import adjustments_of, mine, own_passports
from welfare.passports.own_sending import ACTS
from welfare.passports.own_words import (
    GONE,
    TAGS,
    adjustment_facts,
    asked_to_comment,
    droppable,
    question_of,
    tasks_of,
    turn_of,
    why_declined,
)
from wmp.lib.keys import among

# Pages of others that belong to one's own passport: what they are called, and where.
LINKS: tuple[tuple[str, str], ...] = (
    ("Share it, and see with whom it is shared", "passport-sharing"),
    ("Share an adjustment with a promotion process", "passport-process"),
    ("Earlier versions, and what changed", "passport-versions"),
    ("Take it with you as a PDF", "passport-pdf"),
    ("Access to Work, a grant for what you need", "access-to-work-own"),
)


def passport(request: Request) -> HttpResponse:
    try:
        found = mine(request)
    except Http404:
        return _start_page(request)
    adjustments = adjustments_of(found, request.user)
    shares = list(open_shares(found, request.user))
    text, colour = TAGS[PassportStatus(found.status)]
    live = [each for each in adjustments if each.status not in GONE]
    context = {
        "title": "My passport",
        "passport": found,
        "status": {"text": text, "colour": colour},
        "turn": turn_of(found, shares),
        "asked": question_of(found),
        "declined": why_declined(found),
        "audience": who_sees(found, shares),
        "tasks": tasks_of(found, adjustments, medical=found.has_medical) if found.is_editable else [],
        "adjustments": adjustment_facts(live),
        "droppable": droppable(live),
        "gone": adjustment_facts(each for each in adjustments if each.status in GONE),
        "said": said_of(found, request.user) if found.last_move else [],
        "acts": _acts(found, shares),
        "breadcrumbs": [{"text": "Home", "url": reverse("home")}, {"text": "My passport"}],
    }
    return render(request, "welfare/passport/passport.html", context)


def _acts(found: Passport, shares: Iterable[Any]) -> list[dict[str, str]]:
    """What its holder can do with it now, beside filling it in."""
    verbs = [(act.link, act.name) for act in ACTS if found.status in act.standing]
    if not found.is_editable:
        verbs.insert(0, ("Read what you wrote", "passport-check"))
        verbs.insert(1, ("Medical detail: read it, change it or empty it", "passport-medical"))
    if found.status == PassportStatus.WITH_MANAGER and not asked_to_comment(shares):
        verbs.insert(0, ("Say how it goes on: nobody can comment on it now", "passport-sharing"))
    if found.status in REVIEWABLE:
        verbs.insert(-1, ("Something has changed: ask for a review", "passport-ask-review"))
    last = verbs.pop()  # to withdraw it comes after everything else
    return [{"text": words, "url": reverse(f"welfare:{name}")} for words, name in [*verbs, *LINKS, last]]


def _start_page(request: Request) -> HttpResponse:
    earlier = list(own_passports(request.user))  # withdrawn, all of them
    context = {
        "title": "Start your passport",
        "may_start": _me(request.user) is not None,
        "earlier": earlier,
        "left": any(each.has_medical for each in earlier),
        "breadcrumbs": [{"text": "Home", "url": reverse("home")}, {"text": "My passport"}],
    }
    return render(request, "welfare/passport/start.html", context)


def _me(user: User) -> Person | None:
    found: Person | None = Person.objects.visible_to(user).filter(among("pk", own_person(user))).first()
    return found


@require_POST
def start(request: Request) -> HttpResponse:
    """Begins a draft. A second click, or one that is there already, leads to the same."""
    me = _me(request.user)
    if me is None:
        raise PermissionDenied
    try:
        with transaction.atomic():
            Passport.objects.create(holder=me)
    except IntegrityError:  # passport_one_live
        messages.info(request, "You have a passport already: here it is.")
    return redirect("welfare:passport")


urlpatterns = [
    path("passport/", passport, name="passport"),
    path("passport/start/", start, name="passport-start"),
]
