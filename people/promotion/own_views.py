"""My application: where it stands in words that may be told, and what its candidate does with it after sending it."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.views.decorators.http import require_POST

from people.promotion import applying, endorsing, handling
from people.promotion.models import OwnApplication
from people.promotion.own import TITLE
from people.promotion.own_application import (
    can_appeal_until,
    endorsement_words,
    events_told,
    hearings,
    is_open,
    is_told,
    letters_told,
    manager_named,
    next_step,
    own_applications,
    pool_words,
    results_told,
    standing,
    with_what_was_told,
)
from people.promotion.own_forms import AppealForm, SentStatementForm, WithdrawForm
from people.requests import Request
from wmp.lib.acts import perform
from wmp.lib.audit import log_read
from wmp.lib.editing import hold
from wmp.lib.records import Fact, save_form
from wmp.lib.registers.asked import only
from wmp.lib.timeline import said
from wmp.lib.words import long_day
from wmp.lib.workflow import IllegalMove, StaleMove

APPEAL = "Appeal if you think that the process was not followed."


def _mine(request: Request, pk: int) -> Any:
    return get_object_or_404(own_applications(request.user), pk=pk)


def _address(pk: int) -> str:
    return reverse("people:my-application", args=[pk])


def my_application(request: Request, pk: int) -> HttpResponse:
    only(request.GET)
    mine = get_object_or_404(with_what_was_told(own_applications(request.user), request.user), pk=pk)
    log_read(request.user, mine)
    others = _managers_besides(mine) if is_open(mine) and mine.process.needs_endorsement else None
    needs = [need for need in mine.told_needs if not need["ended_at"]]
    context = {
        "title": str(mine.process),
        "caption": f"My application {mine.pk}",
        "status": standing(mine),
        "application": mine,
        "next": next_step(mine),
        "open": is_open(mine),
        "facts": _facts(mine),
        "comment": mine.told_endorsement["comment"] if mine.told_endorsement else "",
        "manager": manager_named(mine) if mine.told_endorsement else "",
        "ask": others,
        "needs": needs,
        "needs_url": reverse("welfare:passport-process") if is_open(mine) or needs else "",
        "results": results_told(mine),
        "feedback": mine.told_feedback,
        "letters": letters_told(mine),
        "links": _links(mine),
        "appeal_url": reverse("people:my-application-appeal", args=[pk]) if can_appeal_until(mine) else "",
        "appeal_until": can_appeal_until(mine),
        "events": events_told(mine),
        "breadcrumbs": [
            {"text": "Home", "url": reverse("home")},
            {"text": TITLE, "url": reverse("people:my-promotion")},
        ],
    }
    return render(request, "people/promotion/my_application.html", context)


def _facts(mine: Any) -> list[Fact]:
    process = mine.process
    facts = [Fact("Applied", said(mine.applied_on)), Fact("Endorsement", endorsement_words(mine))]
    if mine.process.closes_on:
        facts.append(Fact("Applications close", said(process.closes_on)))
    if heard := hearings(mine):
        facts.append(Fact("You are heard", "\n".join(heard)))
    if is_told(mine):
        facts.append(Fact("Outcome", standing(mine)["text"]))
        if words := pool_words(mine):
            facts.append(Fact("Promotion pool", words))
    elif process.results_on and is_open(mine):
        facts.append(Fact("Results are told", said(process.results_on)))
    return facts


def _managers_besides(mine: Any) -> str:
    """The line manager of today who could be asked, where the one who was asked is not; "" where there is none."""
    asked = mine.told_endorsement
    if asked and asked["supports"] is not None:
        return ""
    now = endorsing.manager_of(mine)
    if now is None or (asked and asked["pk"] == now.pk):
        return ""
    return now.get_full_name() or now.get_username()


def _links(mine: Any) -> list[dict[str, str]]:
    """What its candidate may do with it while nothing is told."""
    if not is_open(mine):
        return []
    asked = mine.told_endorsement
    found = []
    if not applying.why_not_change(mine, answered=bool(asked and asked["supports"] is not None)):
        found.append(
            {"text": "Change your statement", "url": reverse("people:my-application-statement", args=[mine.pk])}
        )
    withdraw = {"text": "Withdraw your application", "url": reverse("people:my-application-withdraw", args=[mine.pk])}
    return [*found, withdraw]


# --- what its candidate does ---


def statement(request: Request, pk: int) -> HttpResponse:
    hold(request, OwnApplication.objects.visible_to(request.user), pk)
    mine = _mine(request, pk)
    asked = mine.told_endorsement
    trouble = applying.why_not_change(mine, answered=bool(asked and asked["supports"] is not None))
    form = SentStatementForm(request.POST or None, instance=mine, user=request.user)
    saved, trouble = save_form(request, form, trouble=trouble, keeps_draft=not trouble)
    if saved:
        messages.success(request, f"Your statement is changed. {form.left}".strip())
        return redirect(_address(pk))
    context = {
        "title": "Change your statement",
        "caption": f"My application {pk}: {mine.process}",
        "form": form,
        "trouble": trouble,
        "cancel_url": _address(pk),
        "back_url": _address(pk),
    }
    return render(request, "form.html", context, status=409 if trouble or form.asks else 200)


def withdraw(request: Request, pk: int) -> HttpResponse:
    """Refused by what was told alone: what has been decided and not told makes no difference here."""
    mine = _mine(request, pk)

    def do() -> str:
        applying.withdraw(mine, by=request.user, reason=form.cleaned_data["reason"])
        return "You have withdrawn your application."

    form = WithdrawForm(request.POST or None, initial={"seen": mine.pk})
    return perform(
        request,
        form,
        do,
        title="Withdraw your application",
        caption=str(mine.process),
        back=_address(pk),
        refused="" if is_open(mine) else f"Your application is {mine.get_status_display().lower()} now.",
        intro="It ends for good: you cannot apply in this process again. The promotion team is told.",
        submit="Withdraw your application",
        danger=True,
    )


def appeal(request: Request, pk: int) -> HttpResponse:
    mine = get_object_or_404(with_what_was_told(own_applications(request.user), request.user), pk=pk)
    until = can_appeal_until(mine)

    def do() -> str:
        handling.appeal(mine, by=request.user, reason=form.cleaned_data["reason"])
        return "Your appeal is with the promotion team. They write to you when it is decided."

    form = AppealForm(request.POST or None)
    return perform(
        request,
        form,
        do,
        title="Appeal against the outcome",
        caption=str(mine.process),
        back=_address(pk),
        refused="" if until else "There is nothing here that you can appeal against now.",
        intro=f"You can appeal until {long_day(until)}, if you think that the process was not followed."
        if until
        else "",
        submit="Send your appeal",
    )


@require_POST
def ask(request: Request, pk: int) -> HttpResponse:
    """One click: the line manager of today is asked, where the one who was asked has not answered."""
    mine = _mine(request, pk)
    try:
        asked = endorsing.ask(mine, by=request.user)
    except (IllegalMove, StaleMove) as error:
        context = {"title": "Ask your line manager", "trouble": str(error), "back_url": _address(pk)}
        return render(request, "people/promotion/refused.html", context, status=409)
    if asked:
        name = asked.asked.get_full_name() or asked.asked.get_username()
        messages.success(request, f"{name} is asked whether they support your application.")
    else:
        messages.info(request, endorsing.NOBODY)
    return redirect(_address(pk))


urlpatterns = [
    path("my-promotion/<int:pk>/", my_application, name="my-application"),
    path("my-promotion/<int:pk>/statement/", statement, name="my-application-statement"),
    path("my-promotion/<int:pk>/withdraw/", withdraw, name="my-application-withdraw"),
    path("my-promotion/<int:pk>/appeal/", appeal, name="my-application-appeal"),
    path("my-promotion/<int:pk>/ask/", ask, name="my-application-ask"),
]
