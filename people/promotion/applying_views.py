"""Applying in a process: what it asks for, the statement with save and return, the check before it is sent."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse

from people.promotion import applying
from people.promotion.eligibility import takes_applications
from people.promotion.endorsing import NOBODY
from people.promotion.models import PromotionProcess
from people.promotion.own import TITLE, facts_of, processes_for, standing_for
from people.promotion.own_forms import StatementForm
from people.promotion.started import StartedApplication
from people.requests import Request
from people.roles import managers_of
from people.workforce.models import User
from wmp.lib.marks import mark_of
from wmp.lib.records import save_form
from wmp.lib.registers.asked import only
from wmp.lib.workflow import IllegalMove, StaleMove

CHANGED = "Your statement was changed in another window since you opened this page. Read it again before you send it."


def crumbs() -> list[dict[str, str]]:
    return [{"text": "Home", "url": reverse("home")}, {"text": TITLE, "url": reverse("people:my-promotion")}]


def _process(request: Request, pk: int) -> Any:
    return get_object_or_404(processes_for(request.user), pk=pk)


def _made(request: Request, process: Any) -> HttpResponse:
    """Whoever has applied, by a second click or in another window, is led to what they sent."""
    messages.info(request, applying.APPLIED)
    return redirect("people:my-application", pk=process.made)


def apply(request: Request, pk: int) -> HttpResponse:
    """Before anything is written: the days, what is needed, and whether the reader may apply. The button begins it."""
    only(request.GET)
    process = _process(request, pk)
    if process.made:
        return _made(request, process)
    obstacles = standing_for(request.user).obstacles(process)
    trouble = "" if takes_applications(process) else applying.CLOSED
    if request.method == "POST" and not obstacles and not trouble:
        applying.start(process, by=request.user)
        return redirect("people:apply-statement", pk=pk)
    context = {
        "title": f"Apply for {process}",
        "facts": facts_of(process) if process.closes_on else [],
        "obstacles": obstacles,
        "trouble": trouble,
        "begun": process.begun,
        "breadcrumbs": crumbs(),
    }
    status = 409 if trouble else 403 if obstacles else 200
    return render(request, "people/promotion/apply.html", context, status=status)


def _begun(request: Request, process: PromotionProcess) -> Any:
    """The reader's own that is begun, or 404. Held to the end of the request where something is sent."""
    begun: Any = StartedApplication.objects.visible_to(request.user)
    if request.method == "POST":
        begun = begun.select_for_update(of=("self",), no_key=True)
    return get_object_or_404(begun, process=process)


def statement(request: Request, pk: int) -> HttpResponse:
    """What the candidate writes; saved to go on, or to come back later."""
    process = _process(request, pk)
    if process.made:
        return _made(request, process)
    begun = _begun(request, process)
    later = "later" in request.POST
    trouble = "" if takes_applications(process) else applying.CLOSED
    form = StatementForm(request.POST or None, instance=begun, user=request.user, later=later)
    saved, trouble = save_form(request, form, trouble=trouble)
    if saved and later:
        messages.success(request, "Your application is kept. You can come back to it until applications close.")
        return redirect("people:my-promotion")
    if saved:
        return redirect("people:apply-check", pk=pk)
    context = {
        "title": "Your statement",
        "caption": f"Apply for {process}",
        "form": form,
        "trouble": trouble,
        "cancel_url": reverse("people:my-promotion"),
        "back_url": reverse("people:apply", args=[pk]),
    }
    return render(request, "people/promotion/statement.html", context, status=409 if trouble or form.asks else 200)


def check(request: Request, pk: int) -> HttpResponse:
    """All that is sent, with who reads it; and the button that sends it."""
    process = _process(request, pk)
    if process.made:
        return _made(request, process)
    try:
        begun = _begun(request, process)
    except Http404:
        # A second click waited for the first, which has sent it.
        process = _process(request, pk)
        if process.made:
            return _made(request, process)
        raise
    trouble = ""
    if request.method == "POST":
        made, trouble = _send(request, process, begun)
        if made:
            return redirect("people:my-application", pk=made)
    context = {
        "title": "Check your application",
        "caption": f"Apply for {process}",
        "rows": _rows(request.user, process, begun),
        "mark": mark_of(begun.statement),
        "trouble": trouble,
        "cancel_url": reverse("people:my-promotion"),
        "back_url": reverse("people:apply-statement", args=[pk]),
    }
    return render(request, "people/promotion/check.html", context, status=409 if trouble else 200)


def _send(request: Request, process: PromotionProcess, begun: StartedApplication) -> tuple[int | None, str]:
    """The key of the application that was made, or why none was."""
    if request.POST.get("seen") != mark_of(begun.statement):
        return None, CHANGED
    try:
        with transaction.atomic():
            made = applying.apply(process, by=request.user, statement=begun.statement)
    except (IllegalMove, StaleMove) as error:
        return None, str(error)
    messages.success(request, f"Your application for {process} is sent. You can see here where it stands.")
    return made.pk, ""


def _rows(user: User, process: Any, begun: StartedApplication) -> Sequence[dict[str, Any]]:
    change = reverse("people:apply-statement", args=[process.pk])
    rows: list[dict[str, Any]] = [
        {"label": "Process", "value": process},
        {"label": "Why you are ready for the rank", "value": begun.statement, "change_url": change},
    ]
    if process.needs_endorsement:
        named = managers_of(begun.candidate_id, rank=process.from_rank_id)
        asked = next((each for each in named if each.pk != user.pk), None)
        words = f"{asked.get_full_name() or asked.get_username()}, your line manager, is asked" if asked else NOBODY
        rows.append({"label": "Endorsement", "value": words})
    return rows


urlpatterns = [
    path("my-promotion/apply/<int:pk>/", apply, name="apply"),
    path("my-promotion/apply/<int:pk>/statement/", statement, name="apply-statement"),
    path("my-promotion/apply/<int:pk>/check/", check, name="apply-check"),
]
