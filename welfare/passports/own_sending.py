"""Checking my passport and sending it, and the verbs of its holder after that: each asks first."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse

from people.requests import Request
from people.workforce.models import User
from welfare.cases.handling import name_of
from welfare.passports import handling, own_handling
from welfare.passports.choices import PassportStatus
from welfare.passports.models import Passport
from welfare.passports.own_forms import ReviseForm, WithdrawForm
from welfare.passports.own_record import adjustments_of, audience_of, mine
from welfare.passports.own_words import GONE, missing_from, state_of
from welfare.passports.questions import MANAGER, SECTIONS, of_section
from wmp.lib import drafting
from wmp.lib.verbs import VerbForm
from wmp.lib.words import within
from wmp.lib.workflow import IllegalMove, StaleMove

STALE = "It has been changed in another window since you opened this page."
# --- check your answers ---


def check(request: Request) -> HttpResponse:
    """All that was answered, each with its way back; and the button that sends it. After that, to be read only."""
    found = mine(request)
    asked = adjustments_of(found, request.user)
    manager = handling.line_manager_of(found) if found.is_editable else None
    trouble, problems = "", []
    if request.method == "POST":
        problems = missing_from(found, asked, manager) if found.is_editable else []
        if not problems:
            trouble = _send(request, found, manager)
            if not trouble:
                return redirect("welfare:passport-sent")
    context = {
        "title": "Check your answers" if found.is_editable else "What you wrote",
        "passport": found,
        "sections": _answers(found, asked, manager),
        "problems": problems,
        "trouble": trouble,
        "manager": name_of(manager) if manager and found.with_manager else "",
        "to": _addressee(found, manager),
        "audience": audience_of(found, request.user),
        "cancel_url": reverse("welfare:passport"),
        "back_url": reverse("welfare:passport"),
    }
    return render(request, "welfare/passport/check.html", context, status=409 if trouble else 200)


def _addressee(found: Passport, manager: User | None) -> str:
    """To whom the button sends it: a page on which it said somebody else sends nothing."""
    return f"manager-{manager.pk}" if manager and found.with_manager else "ra-officer"


def _send(request: Request, found: Passport, manager: User | None) -> str:
    """Sends it as the answer in section 4 says. Returns why not, in a sentence."""
    if found.is_editable and request.POST.get("to") != _addressee(found, manager):
        return STALE
    send = handling.send_to_manager if found.with_manager and found.is_editable else handling.send_to_ra_officer
    if not found.is_editable:
        return "It has been sent already."
    try:
        send(found, by=request.user)
    except (IllegalMove, StaleMove) as error:
        return str(error)
    return ""


def _answers(found: Passport, asked: Sequence[Any], manager: User | None) -> list[Mapping[str, Any]]:
    sections = []
    for number, title in SECTIONS.items():
        rows = (
            _asked_for(asked, found)
            if number == "3"
            else [_answer(each, found, manager) for each in of_section(number)]
        )
        sections.append({"title": f"{number}. {title}", "rows": rows})
    detail = {
        "label": "Medical detail",
        "value": "Given. RA officers read it, nobody else." if getattr(found, "has_medical", False) else "Not given",
        "change_url": reverse("welfare:passport-medical"),
    }
    return [*sections, {"title": "Medical detail (optional)", "rows": [detail]}]


def _answer(question: Any, found: Passport, manager: User | None) -> dict[str, Any]:
    value = getattr(found, question.field)
    if question.slug == MANAGER and value is not None:
        first = f"Yes, {name_of(manager)} first" if manager else "Yes, first"
        value = first if value else "No, straight to the RA officer"
    row = {"label": question.text, "value": value}
    if found.is_editable:
        row["change_url"] = reverse("welfare:passport-section", args=[question.slug]) + "?from=check"
    return row


def _asked_for(asked: Sequence[Any], found: Passport) -> list[dict[str, Any]]:
    live = [each for each in asked if each.status not in GONE]
    rows = [{"label": each.what, "value": state_of(each)} for each in live]
    rows = rows or [{"label": "Adjustments", "value": ""}]
    if found.is_editable:
        for row in rows:
            row["change_url"] = reverse("welfare:passport-adjustments") + "?from=check"
    return rows


def sent(request: Request) -> HttpResponse:
    """The confirmation: its number, what happens next, and who can see it now."""
    found = mine(request)
    if found.status not in (PassportStatus.WITH_MANAGER, PassportStatus.WITH_RA_OFFICER):
        return redirect("welfare:passport")
    manager = handling.line_manager_of(found) if found.status == PassportStatus.WITH_MANAGER else None
    context = {
        "title": "Your passport is sent",
        "passport": found,
        "manager": name_of(manager) if manager else "",
        "audience": audience_of(found, request.user),
        "back_url": reverse("welfare:passport"),
        "back_text": "My passport",
    }
    return render(request, "welfare/passport/sent.html", context)


# --- what its holder does with it after that ---


@dataclass(frozen=True)
class Act:
    """A verb of the holder, with the page that asks before it. `do` is called with what its form gives."""

    slug: str
    title: str
    submit: str
    standing: Collection[str]
    points: Sequence[str]
    do: Callable[..., Any]
    done: str
    #: How the page of the passport offers it.
    link: str
    form: type[VerbForm] = VerbForm
    danger: bool = False

    @property
    def name(self) -> str:
        return f"passport-{self.slug}"


ACTS = (
    Act(
        "take-back",
        "Take your passport back?",
        "Take it back",
        {"with manager", "with RA officer"},
        (
            "It is a draft again, and it is your turn.",
            "If it is with your line manager, they can no longer read it, from this moment.",
            "RA officers who have had it can still read what you sent, not what you change until you send it again.",
            "Nothing that you wrote is lost. You can send it again at any time.",
        ),
        handling.take_back,
        "You have taken your passport back. It is a draft again.",
        "Take it back to change it",
    ),
    Act(
        "do-not-wait",
        "Send it on without your line manager’s comment?",
        "Send it to the RA officer",
        {"with manager"},
        (
            "It goes to the RA officer now.",
            "Your line manager can no longer read it, from this moment, and can no longer comment on it.",
            "RA officers can read all of it, with your medical detail if you gave any.",
        ),
        handling.send_to_ra_officer,
        "Your passport is with the RA officer.",
        "Do not wait for your line manager any longer",
    ),
    Act(
        "revise",
        "Change your passport?",
        "Change my passport",
        Passport.SETTLED,
        (
            "It is a draft again. Everything you wrote is in it, for you to change.",
            "What was agreed stands meanwhile, and goes on being put in place.",
            "When you are ready, you send it to the RA officer again.",
        ),
        own_handling.revise,
        "You can change your passport now.",
        "Change your passport",
        ReviseForm,
    ),
    Act(
        "withdraw",
        "Withdraw your passport?",
        "Withdraw it for good",
        frozenset(PassportStatus.values) - {PassportStatus.WITHDRAWN},
        (
            "Nobody it is shared with can read it any more, from this moment.",
            "Nor can anybody read what you share with a promotion process.",
            "Adjustments that are not in place yet are called off. Those in place stay.",
            "RA officers who have had it keep what they have on record, and read it where they need to.",
            "What was noted for your postings stays in force until the RA officer ends it.",
            "You can start a new passport at any time. This one cannot be opened again.",
        ),
        own_handling.withdraw,
        "Your passport is withdrawn.",
        "Withdraw your passport",
        WithdrawForm,
        danger=True,
    ),
)


def act_view(act: Act) -> Callable[..., HttpResponseBase]:
    """Asks, then does it. A passport that is not where its holder saw it is left alone: 409 and a sentence."""

    def view(request: Request) -> HttpResponse:
        found = mine(request)
        form = _form(act, request, found)
        if drafting.has_long_text(form):
            drafting.keep(request, form)
        trouble = "" if found.status in act.standing else f"It is {within(found.get_status_display())} now."
        if request.method == "POST" and not trouble and form.is_valid():
            trouble = _do(act, request, found, form)
            if not trouble:
                messages.success(request, act.done)
                return redirect("welfare:passport")
        context = {
            "title": act.title,
            "caption": "My passport",
            "points": act.points,
            "form": form,
            "submit": act.submit,
            "danger": act.danger,
            "trouble": trouble,
            "cancel_url": reverse("welfare:passport"),
            "back_url": reverse("welfare:passport"),
        }
        return render(request, "welfare/passport/act.html", context, status=409 if trouble else 200)

    return view


def _form(act: Act, request: Request, found: Any) -> VerbForm:
    given = {"medical": found.has_medical} if issubclass(act.form, WithdrawForm) else {}
    return act.form(request.POST or None, initial={"seen": found.status}, **given)


def _do(act: Act, request: Request, found: Passport, form: VerbForm) -> str:
    if form.cleaned_data["seen"] != found.status:
        return STALE
    try:
        with transaction.atomic():
            act.do(found, by=request.user, **form.given)
            drafting.forget(form)
    except (IllegalMove, StaleMove) as error:
        return str(error)
    return ""


urlpatterns: list[URLPattern] = [
    path("passport/check/", check, name="passport-check"),
    path("passport/sent/", sent, name="passport-sent"),
    *(path(f"passport/{each.slug}/", act_view(each), name=each.name) for each in ACTS),
]
