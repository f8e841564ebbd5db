"""Endorsing an application, for the line manager who was asked: they read the statement and say yes or no, once."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse

from people.promotion import endorsing
from people.promotion.around import Endorsement
from people.promotion.own_forms import EndorseForm
from people.requests import Request
from wmp.lib import drafting
from wmp.lib.audit import log_read
from wmp.lib.marks import mark_of
from wmp.lib.records import Fact
from wmp.lib.registers.asked import only
from wmp.lib.timeline import said
from wmp.lib.workflow import IllegalMove, StaleMove

JOINS = ("application__candidate", "application__process__from_rank", "application__process__to_rank")


def endorse(request: Request, pk: int) -> HttpResponse:
    """The statement and the question; after the answer, what was answered."""
    only(request.GET)
    seen: Any = Endorsement.objects.visible_to(request.user).select_related(*JOINS)
    asked = get_object_or_404(seen, pk=pk)
    if asked.asked_id != request.user.pk:
        raise PermissionDenied
    application = asked.application
    trouble = "" if asked.supports is not None else endorsing.why_not_answer(asked, application, request.user)
    mark = mark_of(application.statement)
    form = EndorseForm(request.POST or None, initial={"read": mark})
    if asked.supports is None and not trouble:
        log_read(request.user, asked)
        drafting.keep(request, form)
    if request.method == "POST" and not trouble:
        if asked.supports is not None:
            trouble = endorsing.ANSWERED
        elif form.is_valid():
            trouble = _answer(request, asked, form)
            if not trouble:
                return redirect("people:endorse", pk=pk)
    status = 409 if trouble and request.method == "POST" else 403 if trouble == endorsing.FORMER else 200
    return render(request, "people/promotion/endorse.html", _words(asked, form, trouble, mark), status=status)


def _answer(request: Request, asked: Endorsement, form: EndorseForm) -> str:
    """Why it was not taken, in a sentence; "" where it was."""
    try:
        with transaction.atomic():
            endorsing.endorse(asked, by=request.user, **form.cleaned_data)
            drafting.forget(form)
    except (IllegalMove, StaleMove) as error:
        return str(error)
    messages.success(request, "Thank you. The candidate and the promotion team can read your answer now.")
    return ""


def _words(asked: Any, form: EndorseForm, trouble: str, mark: str) -> dict[str, Any]:
    application, process = asked.application, asked.application.process
    # Whoever is no longer the line manager reads nothing that was written for the one who is.
    reads = asked.supports is None and trouble in ("", endorsing.CHANGED)
    if trouble == endorsing.CHANGED:
        form = EndorseForm(initial={**{name: form[name].value() for name in ("supports", "comment")}, "read": mark})
    facts = [
        Fact("Candidate", application.candidate),
        Fact("Process", process),
        Fact("Applied", said(application.applied_on)),
        Fact("Answer by", said(process.closes_on) or "As soon as you can"),
    ]
    return {
        "title": f"Support {application.candidate}’s application?",
        "caption": "Endorsement",
        "facts": facts,
        "statement": application.statement if reads else "",
        "asked": asked,
        "form": form if reads else None,
        "trouble": trouble,
        "submit": "Send your answer",
        "cancel_url": reverse("home"),
        "breadcrumbs": [{"text": "Home", "url": reverse("home")}],
    }


urlpatterns = [path("endorse/<int:pk>/", endorse, name="endorse")]
