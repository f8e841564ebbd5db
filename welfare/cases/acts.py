"""What is done in a case besides moving it, each on a page: taking it, handing it over, a note, a briefing."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.http import require_POST

from people.requests import Request
from welfare.cases.facts import line_manager_of
from welfare.cases.forms import BriefForm, HandOverForm, NoteForm
from welfare.cases.handling import TEAM, add_note, brief_manager, hand_over, is_in_charge, name_of, works_on
from welfare.cases.models import WelfareCase
from welfare.cases.views import CasePage
from wmp.lib.acts import perform
from wmp.lib.workflow import IllegalMove, StaleMove

PAGE = CasePage()
NOBODY_TO_BRIEF = "The officer’s post of today names no line manager. The people data team can put that right."


def case_to_work_on(request: Request, pk: int) -> WelfareCase:
    """The case, if the reader sees it and works on it. Raises Http404, PermissionDenied."""
    case: WelfareCase = PAGE.find(request, pk)
    if not works_on(case, request.user):
        raise PermissionDenied
    return case


def closed(case: WelfareCase) -> str:
    """Why nothing can be added to a case; "" where something can."""
    return PAGE.obstacle(case)


@require_POST
def take(request: Request, pk: int) -> HttpResponse:
    """One click makes a case that nobody has one's own. Somebody who took it a moment earlier keeps it."""
    case = case_to_work_on(request, pk)
    refused = closed(case)
    if case.owner:
        refused = f"{name_of(case.owner)} has this case already."
    if not refused:
        try:
            with transaction.atomic():
                hand_over(case, to=request.user, by=request.user)
        except (IllegalMove, StaleMove) as error:
            refused = str(error)
    if refused:
        context = {"title": "Take this case", "caption": PAGE.title(case), "trouble": refused}
        return render(request, "welfare/refused.html", context | {"back_url": PAGE.address(case)}, status=409)
    messages.success(request, f"{PAGE.title(case)} is now yours.")
    return redirect(PAGE.address(case))


def hand_over_to(request: Request, pk: int) -> HttpResponse:
    case: WelfareCase = PAGE.find(request, pk)
    if not is_in_charge(case, request.user):
        raise PermissionDenied
    form = HandOverForm(request.POST or None, case=case)

    def do() -> str:
        if form.cleaned_data["seen"] != str(case.owner_id or ""):
            raise StaleMove(f"Meanwhile the case was given to {name_of(case.owner)}.")
        to = form.cleaned_data["to"]
        hand_over(case, to=to, by=request.user, note=form.cleaned_data["note"])
        return f"{PAGE.title(case)} is now {name_of(to)}’s. They have been told."

    return perform(
        request,
        form,
        do,
        title="Hand over",
        submit="Hand over",
        caption=PAGE.title(case),
        intro=f"{name_of(case.owner)} has this case now." if case.owner else "Nobody has this case yet.",
        back=PAGE.address(case),
        after=lambda: PAGE.after(request, case),
        refused=closed(case),
    )


def note(request: Request, pk: int) -> HttpResponse:
    case = case_to_work_on(request, pk)
    form = NoteForm(request.POST or None)

    def do() -> str:
        add_note(case, by=request.user, text=form.cleaned_data["text"])
        return "The note is in the case."

    return perform(
        request,
        form,
        do,
        title="Add a note",
        submit="Add note",
        caption=PAGE.title(case),
        back=PAGE.address(case),
        refused=closed(case),
    )


def brief(request: Request, pk: int) -> HttpResponse:
    """Writes to the line manager whom the page names. Where it is somebody else by now, the page asks anew."""
    case = case_to_work_on(request, pk)
    manager = line_manager_of(case)
    seen = str(manager.pk) if manager else ""
    form = BriefForm(request.POST or None, initial={"text": case.posting_needs, "seen": seen})

    def do() -> str:
        if manager is None or form.cleaned_data["seen"] != seen:
            raise StaleMove(f"Meanwhile the officer’s line manager is {manager}. Open the page again to write to them.")
        brief_manager(case, to=manager, by=request.user, text=form.cleaned_data["text"])
        return f"The briefing for {manager} is written. {told}"

    told = "They have been told." if manager and manager.account_id else "They have no account yet, so tell them."
    return perform(
        request,
        form,
        do,
        title=f"Brief {manager}" if manager else "Brief the line manager",
        submit="Send briefing",
        caption=PAGE.title(case),
        intro=f"{manager} is the line manager today." if manager else "",
        back=PAGE.address(case),
        refused=closed(case) or ("" if manager else NOBODY_TO_BRIEF),
    )


def must_be_of_the_team(user: Any) -> None:
    """Raises PermissionDenied."""
    if not user.has_role(*TEAM):
        raise PermissionDenied


urlpatterns = [
    path("cases/<int:pk>/take/", take, name="cases-take"),
    path("cases/<int:pk>/hand-over/", hand_over_to, name="cases-hand-over"),
    path("cases/<int:pk>/add-note/", note, name="cases-add-note"),
    path("cases/<int:pk>/brief/", brief, name="cases-brief"),
]
