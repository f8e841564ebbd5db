"""Pages where people tell the welfare team of an officer: the line manager, the officer, and the team itself."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse

from people.models import Person
from people.probation.models import in_probation_on
from people.requests import Request
from people.roles import line_reports_of, own_person
from people.workforce.models import User
from welfare.cases.entries import Signal
from welfare.cases.handling import TEAM, name_of
from welfare.cases.models import Trigger, WelfareCase
from welfare.cases.signal_forms import SOON, SOON_IS, AdviceForm, SignalForm, SupportForm
from welfare.cases.signals import NotAStudentOfficer, due_after, receive
from wmp.lib import clock, drafting
from wmp.lib.words import long_day

# Ends what a manager wrote who cannot wait the usual days.
CANNOT_WAIT = "They ask us to speak with the officer by the end of the next working day."


def concern(user: User) -> Any:
    """The officers in probation today whom `user` may ask about: themselves, and those who report to them."""
    people: Any = Person.objects.visible_to(user).filter(pk__in=in_probation_on(clock.today()))
    return people.filter(pk__in=own_person(user)) | people.filter(pk__in=line_reports_of(user))


def _told_by(user: User) -> str:
    """How a manager's own request begins to say who told it."""
    return f"{name_of(user)[:90]}: "


def ask_advice(request: Request) -> HttpResponse:
    """A line manager's request, on one page."""
    reports = concern(request.user).exclude(account=request.user)
    if not reports:
        return render(request, "welfare/nobody_to_ask_about.html", {"title": "Ask the welfare team for advice"})
    form = AdviceForm(request.POST or None, reports=reports)
    drafting.keep(request, form)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        soon = given["how_soon"] == SOON
        try:
            signal = receive(
                given["person"],
                Trigger.ADVICE,
                by=request.user,
                received_on=clock.today(),
                told_by=_told_by(request.user) + given["reach"],
                text=given["worry"] + (f"\n\n{CANNOT_WAIT}" if soon else ""),
                within=SOON_IS if soon else None,
            )
        except NotAStudentOfficer as error:  # their probation ended in this moment
            form.add_error("person", str(error))
        else:
            drafting.forget(form)
            return redirect("welfare:requests-detail", pk=signal.pk)
    context = {
        "title": "Ask the welfare team for advice",
        "form": form,
        "submit": "Send to the welfare team",
        "cancel_url": reverse("home"),
        "back_url": reverse("home"),
    }
    return render(request, "welfare/ask_advice.html", context)


def ask_support(request: Request) -> HttpResponse:
    """An officer's own request. Whoever is not in probation reads where to turn."""
    me = concern(request.user).filter(account=request.user).first()
    if me is None:
        return render(request, "welfare/turn_to.html", {"title": "Ask for support"})
    form = SupportForm(request.POST or None)
    drafting.keep(request, form)
    if request.method == "POST" and form.is_valid():
        try:
            signal = receive(
                me,
                Trigger.SELF,
                by=request.user,
                received_on=clock.today(),
                told_by=f"Reach them: {form.cleaned_data['reach']}",
                text=form.cleaned_data["text"],
            )
        except NotAStudentOfficer:  # their probation ended in this moment
            return render(request, "welfare/turn_to.html", {"title": "Ask for support"})
        drafting.forget(form)
        return redirect("welfare:requests-detail", pk=signal.pk)
    context = {
        "title": "Ask for support",
        "form": form,
        "submit": "Ask the welfare team to call me",
        "cancel_url": reverse("welfare:own"),
        "back_url": reverse("welfare:own"),
        "days": settings.FIRST_CONTACT_WORKING_DAYS,
    }
    return render(request, "welfare/ask_support.html", context)


def requests_of(user: User) -> Any:
    """What `user` asked the team. Of the case that came of it nothing is told here: not even whether it was there."""
    # What somebody of the team noted for others is no request of theirs: it is told by somebody else.
    own = Q(trigger=Trigger.SELF, case__person__account=user)
    advice = Q(trigger=Trigger.ADVICE, told_by__startswith=_told_by(user))
    made: Any = Signal.objects.visible_to(user).filter(own | advice, by=user)
    return made.select_related("case__person")


def requests(request: Request) -> HttpResponse:
    """The requests that the reader made, latest first."""
    made = [
        {
            "url": reverse("welfare:requests-detail", args=[each.pk]),
            "on": each.received_on,
            "about": "Yourself" if each.case.person.account_id == request.user.pk else each.case.person,
        }
        for each in requests_of(request.user)[:100]
    ]
    return render(request, "welfare/requests.html", {"title": "Requests I made", "made": made})


def request_detail(request: Request, pk: int) -> HttpResponse:
    """What happens next, and by when, by the rule alone; and what the reader wrote.

    Not in the read log: they read their own words, and a log of it would tell the officer who had been worried.
    """
    signal = get_object_or_404(requests_of(request.user), pk=pk)
    due = due_after(signal.received_on, SOON_IS if signal.text.endswith(CANNOT_WAIT) else None)
    context = {
        "title": "We have your request",
        "signal": signal,
        "person": signal.case.person,
        "own": signal.trigger == Trigger.SELF,
        "due": long_day(due),
        "breadcrumbs": [
            {"text": "Home", "url": reverse("home")},
            {"text": "Requests I made", "url": reverse("welfare:requests")},
        ],
    }
    return render(request, "welfare/request.html", context)


def new_signal(request: Request) -> HttpResponse:
    """The team writes down what a tutor, a university or recruitment told them, or somebody who phoned."""
    if not request.user.has_role(*TEAM):
        raise PermissionDenied
    form = SignalForm(request.POST or None, user=request.user)
    drafting.keep(request, form)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            signal = receive(given.pop("person"), Trigger(given.pop("trigger")), by=request.user, **given)
        except NotAStudentOfficer as error:  # their probation ended while the form was open
            form.add_error("person", str(error))
        else:
            drafting.forget(form)
            return _recorded(request, signal)
    home = reverse("welfare:cases-list")
    context = {"title": "Record a signal", "form": form, "submit": "Record", "cancel_url": home, "back_url": home}
    return render(request, "welfare/new_signal.html", context)


def _recorded(request: Request, signal: Signal) -> HttpResponse:
    """On to the case, if it is one that the reader may open; a colleague's stays closed to them."""
    if WelfareCase.objects.visible_to(request.user).filter(pk=signal.case_id).exists():
        messages.success(request, "The signal is recorded.")
        return redirect("welfare:cases-detail", pk=signal.case_id)
    messages.success(request, "The signal is recorded, and whoever looks after this officer has been told.")
    return redirect("welfare:cases-list")


urlpatterns = [
    path("ask-advice/", ask_advice, name="ask-advice"),
    path("ask-support/", ask_support, name="ask-support"),
    path("requests/", requests, name="requests"),
    path("requests/<int:pk>/", request_detail, name="requests-detail"),
    path("signals/new/", new_signal, name="signals-new"),
]
