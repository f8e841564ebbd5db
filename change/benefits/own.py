"""My benefits: what somebody owns, and what each of them needs next. Open to everybody; each sees their own."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from change.benefits.choices import BenefitStatus
from change.benefits.due import is_due
from change.benefits.models import CLAIMED, HELD, Benefit
from change.benefits.pages import amount
from change.benefits.registers import STATUS_COLOURS
from people.requests import Request
from people.workforce.models import User
from wmp.lib import clock
from wmp.lib.registers import asked
from wmp.lib.waiting import Waiting
from wmp.lib.words import counted, long_day

TITLE = "My benefits"


def owned_by(user: User) -> QuerySet[Benefit]:
    """Those that are this account's: as their owner, or in business as usual."""
    own = Benefit.objects.visible_to(user).filter(Q(owner=user) | Q(bau_owner=user))
    return own.select_related("project__programme", "programme")


def my_benefits(request: Request) -> HttpResponse:
    asked.only(request.GET)
    user = request.user
    lines = [_line(each, user) for each in owned_by(user)]
    waiting = [line for line in lines if line["verb"]]
    context = {
        "title": TITLE,
        "waiting": waiting,
        "others": [line for line in lines if not line["verb"]],
        "summary": f"You own {counted(len(lines), 'benefit')}. "
        + (
            f"{len(waiting)} of them {'waits' if len(waiting) == 1 else 'wait'} for you."
            if waiting
            else "None of them waits for you."
        ),
    }
    return render(request, "change/my_benefits.html", context)


def _line(benefit: Benefit, user: User) -> Mapping[str, Any]:
    verb, url, due = step_of(benefit, user)
    latest = (
        f"Last measured {amount(benefit, benefit.latest)} on {long_day(benefit.latest_on)}" if benefit.latest_on else ""
    )
    target = f"target {amount(benefit, benefit.target)}" if benefit.target is not None else ""
    said = ", ".join(filter(None, [latest or ("Never measured" if benefit.status in HELD else ""), target]))
    return {
        "verb": verb,
        "url": url,
        "due": due,
        "title": f"{benefit.number} {benefit.description}",
        "page": reverse("change:benefits-detail", args=[benefit.pk]),
        "status": {"text": benefit.get_status_display(), "colour": STATUS_COLOURS[benefit.status]},
        "project": benefit.project or benefit.programme or "",
        "said": said,
    }


def step_of(benefit: Benefit, user: User) -> tuple[str, str, Any]:
    """What its owner has to do with it now: a verb, its address, and by when. Empty where nothing."""
    if is_due(benefit) and benefit.measured_by == user.pk:
        return "Measure it", _address(benefit, "measure"), benefit.measure_due_on
    if benefit.owner_id != user.pk:
        return "", "", None
    if benefit.status == BenefitStatus.IDENTIFIED:
        if benefit.missing_in_profile():
            return "Fill in its profile", _address(benefit, "change"), None
        return "Send its profile for approval", _address(benefit, "profile"), None
    over = benefit.target_on is not None and benefit.target_on <= clock.today()
    if benefit.status == BenefitStatus.DELIVERING and over and benefit.latest_on:
        return "Record the outcome", _address(benefit, "say"), benefit.target_on
    return "", "", None


def _address(benefit: Benefit, page: str) -> str:
    return reverse(f"change:benefits-{page}", args=[benefit.pk])


# --- on the home page ---


def own_lines(user: User) -> list[Waiting]:
    """What waits for an owner: one query for everybody."""
    found = []
    for benefit in owned_by(user).exclude(status__in=sorted(CLAIMED), measure_due_on=None):
        verb, url, due = step_of(benefit, user)
        if verb:
            since = due or benefit.recorded_on
            found.append(Waiting(f"{verb}: benefit {benefit.number}", url, since, due))
    return found


def start_for(user: User) -> list[dict[str, str]]:
    if not owned_by(user).exists():
        return []
    words = "What you own of the change portfolio’s benefits: where each stands, and what it needs of you."
    return [{"title": TITLE, "url": reverse("change:my-benefits"), "text": words}]
