"""My referrals: what the person who is referred sees of it, which is all, and what they decide."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path, reverse

from people.models import Person
from people.requests import Request
from people.workforce.models import User
from welfare.referrals import handling
from welfare.referrals.beside import advice_of, appointments_of, reason_of, with_what_belongs
from welfare.referrals.forms import ReferMyselfForm
from welfare.referrals.models import OHReason, OHReferral
from welfare.referrals.pages import by_whom
from welfare.referrals.registers import STATUS_COLOURS
from wmp.lib import drafting
from wmp.lib.audit import log_read
from wmp.lib.editing import hold
from wmp.lib.records import Fact
from wmp.lib.timeline import said
from wmp.lib.verbs import VerbForm
from wmp.lib.waiting import Waiting
from wmp.lib.workflow import IllegalMove, StaleMove

SHOWN = 100
# Where a referral stands, as the person reads it.
STANDS = {
    "referred": "You decide whether it goes on",
    "consented": "Occupational health finds you a day",
    "booked": "You have an appointment",
    "attended": "Occupational health writes its advice",
    "did not attend": "Occupational health finds you another day",
    "reported": "The advice is there",
}


@dataclass(frozen=True)
class Act:
    """Something that the person decides: `fits` tells whether it is theirs to decide where the referral stands."""

    slug: str
    text: str
    does: Callable[..., Any]
    fits: Callable[[Any], bool]
    intro: str
    done: str
    danger: bool = False


ACTS = (
    Act(
        "consent",
        "Agree to be referred",
        handling.consent,
        lambda referral: referral.status == "referred",
        "Occupational health then finds you a day. What you say there stays there: your line manager hears nothing of"
        " it unless you share its advice.",
        "Thank you. You hear of the day of your appointment here.",
    ),
    Act(
        "refuse",
        "Say no to the referral",
        handling.refuse,
        lambda referral: referral.status == "referred",
        "The referral ends. You need give no reason, and nobody asks for one. Your line manager sees that it has ended,"
        " and not why. You can refer yourself whenever you like.",
        "The referral has ended.",
        danger=True,
    ),
    Act(
        "release",
        "Let my line manager read the advice",
        handling.release,
        lambda referral: bool(referral.told_advice) and referral.told_unasked,
        "Your line manager of today reads what stands under “What occupational health recommends”, and nothing else."
        " You can take it back, and whoever becomes your line manager after them does not read it.",
        "Your line manager can read the advice now.",
    ),
    Act(
        "end-release",
        "Stop my line manager reading the advice",
        handling.end_release,
        lambda referral: referral.told_release,
        "From then on they cannot open it any more. What they have read they have read.",
        "Your line manager cannot open the advice any more.",
    ),
    Act(
        "withdraw",
        "Take back my consent",
        handling.withdraw,
        lambda referral: referral.may_move_to("withdrawn"),
        "The referral ends, an appointment to come is called off, and your line manager cannot read the advice any"
        " more. You need give no reason.",
        "You have taken back your consent, and the referral has ended.",
        danger=True,
    ),
)


def referrals_of(user: User) -> Any:
    return with_what_belongs(OHReferral.objects.own(user).select_related("person", "referred_by"), user)


def my_referrals(request: Request) -> HttpResponse:
    rows = [
        {
            "url": reverse("welfare:my-referrals-detail", args=[each.pk]),
            "reference": each.reference,
            "on": each.referred_on,
            "by": by_whom(each),
            "status": _standing(each),
        }
        for each in OHReferral.objects.own(request.user).select_related("person", "referred_by")[:SHOWN]
    ]
    title = "Occupational health: my referrals"
    return render(request, "welfare/referrals/mine.html", {"title": title, "rows": rows})


def my_referral(request: Request, pk: int) -> HttpResponse:
    referral = get_object_or_404(referrals_of(request.user), pk=pk)
    actions = [_action(act, referral) for act in ACTS if act.fits(referral)]
    if referral.told_reason:
        log_read(request.user, OHReason(referral=referral))
    context = {
        "title": f"My referral {referral.reference}",
        "status": _standing(referral),
        "turn": STANDS.get(referral.status, ""),
        "next_action": actions[0] if actions else None,
        "other_actions": actions[1:],
        "facts": _facts(referral),
        "appointments": [Fact(str(each), str(each.outcome.label)) for each in appointments_of(referral)],
        "advice": advice_of(referral),
        "reads": _readers(referral),
        "breadcrumbs": [
            {"text": "Home", "url": reverse("home")},
            {"text": "My referrals", "url": reverse("welfare:my-referrals")},
        ],
    }
    return render(request, "welfare/referrals/my_referral.html", context)


def _readers(referral: Any) -> str:
    if referral.told_release:
        return "Your line manager may read it"
    if referral.told_former:
        return (
            "Only you, and RA officers who help you. Your line manager has changed since you let them read it, and the"
            " new one does not"
        )
    return "Only you, and RA officers who help you"


def _standing(referral: OHReferral) -> Mapping[str, str]:
    return {"text": referral.get_status_display(), "colour": STATUS_COLOURS.get(referral.status, "grey")}


def _action(act: Act, referral: OHReferral) -> Mapping[str, Any]:
    url = reverse(f"welfare:my-referrals-{act.slug}", args=[referral.pk])
    takes_back = act.danger or act.slug == "end-release"
    return {"text": act.text, "url": url, "kind": "secondary" if takes_back else ""}


def _facts(referral: Any) -> list[Fact]:
    facts = [
        Fact("Referred", said(referral.referred_on)),
        Fact("By", "Yourself" if referral.referred_by_id == referral.person.account_id else by_whom(referral)),
        Fact("Main reason", reason_of(referral)),
        Fact("What about work is to be answered", referral.told_questions or "Nothing was asked here"),
    ]
    if referral.consented_on:
        facts.append(Fact("You agreed", said(referral.consented_on)))
    if referral.ended_on:
        facts.append(Fact("Ended", said(referral.ended_on)))
    return facts


def _view(act: Act) -> Callable[..., HttpResponse]:
    """Asks, then does it. A referral that is not where its reader saw it is left alone: 409 and a sentence."""

    def view(request: Request, pk: int) -> HttpResponse:
        hold(request, OHReferral.objects.own(request.user), pk)
        referral = get_object_or_404(referrals_of(request.user), pk=pk)
        back = reverse("welfare:my-referrals-detail", args=[pk])
        form = VerbForm(request.POST or None, initial={"seen": referral.status})
        trouble = "" if act.fits(referral) else "This cannot be done any more, as the referral stands now."
        if request.method == "POST" and not trouble and form.is_valid():
            try:
                act.does(referral, by=request.user)
            except (IllegalMove, StaleMove) as error:
                trouble = str(error)
            else:
                messages.success(request, act.done)
                return redirect(back)
        context = {
            "title": act.text,
            "caption": str(referral),
            "intro": act.intro,
            "form": form,
            "submit": act.text,
            "danger": act.danger,
            "cancel_url": back,
            "back_url": back,
            "trouble": trouble,
        }
        return render(request, "records/verb.html", context, status=409 if trouble else 200)

    return view


def refer_myself(request: Request) -> HttpResponse:
    """Somebody's own referral. An account that belongs to nobody reads that it cannot."""
    me = Person.objects.own_of(request.user)
    title = "Refer yourself to occupational health"
    if me is None:
        return render(request, "welfare/referrals/nobody.html", {"title": title})
    form = ReferMyselfForm(request.POST or None)
    drafting.keep(request, form)
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                made = handling.refer(me, by=request.user, **form.cleaned_data)
                drafting.forget(form)
        except IllegalMove as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, "You are referred. You hear of the day of your appointment here.")
            return redirect("welfare:my-referrals-detail", pk=made.pk)
    context = {
        "title": title,
        "form": form,
        "submit": "Refer myself",
        "cancel_url": reverse("welfare:my-referrals"),
        "back_url": reverse("welfare:my-referrals"),
    }
    return render(request, "welfare/referrals/refer_myself.html", context)


def consents_to_give(user: User) -> list[Waiting]:
    """A line of the home page for each referral that waits for the reader's answer."""
    return [
        Waiting("Say whether you agree to be referred to occupational health", url(each), each.referred_on)
        for each in OHReferral.objects.own(user).filter(status="referred")[:SHOWN]
    ]


def url(referral: OHReferral) -> str:
    return reverse("welfare:my-referrals-detail", args=[referral.pk])


urlpatterns: list[URLPattern] = [
    path("my-referrals/", my_referrals, name="my-referrals"),
    path("my-referrals/<int:pk>/", my_referral, name="my-referrals-detail"),
    *(path(f"my-referrals/<int:pk>/{act.slug}/", _view(act), name=f"my-referrals-{act.slug}") for act in ACTS),
    path("refer-myself/", refer_myself, name="refer-myself"),
]
