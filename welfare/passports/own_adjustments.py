"""Section 3 of my passport: the adjustments that its holder asks for, as many as they need."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse

from people.requests import Request
from welfare.passports.adjustments import Adjustment
from welfare.passports.choices import AdjustmentStatus, PassportStatus
from welfare.passports.models import Passport
from welfare.passports.own_forms import COMMON, AdjustmentForm, AnotherForm, DropForm
from welfare.passports.own_handling import drop_adjustment, take_off_adjustment
from welfare.passports.own_record import adjustments_of, audience_of, mine, not_now
from welfare.passports.own_words import GONE, state_of
from welfare.passports.questions import SECTIONS
from wmp.lib import drafting
from wmp.lib.verbs import VerbForm
from wmp.lib.words import within
from wmp.lib.workflow import IllegalMove, StaleMove

CAPTION = f"Section 3 of 4: {SECTIONS['3']}"
LIST = "welfare:passport-adjustments"


def adjustments(request: Request) -> HttpResponse:
    """What is asked for, with the question whether there is more."""
    found = mine(request)
    if not found.is_editable:
        return not_now(request, found)
    asked = adjustments_of(found, request.user)
    form = AnotherForm(request.POST or None)
    if "later" in request.POST:
        return redirect("welfare:passport")
    if request.method == "POST" and form.is_valid():
        if form.cleaned_data["another"]:
            return redirect(_with_way_back(request, reverse("welfare:passport-adjustments-new")))
        return redirect("welfare:passport-check" if _from_check(request) else "welfare:passport")
    context = {
        "title": "Adjustments you ask for",
        "caption": CAPTION,
        "form": form,
        "asked": [_line(request, each) for each in asked if each.status not in GONE],
        "gone": [_line(request, each) for each in asked if each.status in GONE],
        "new_url": _with_way_back(request, reverse("welfare:passport-adjustments-new")),
        "audience": audience_of(found, request.user),
        "back_url": reverse("welfare:passport"),
    }
    return render(request, "welfare/passport/adjustments.html", context)


def _line(request: Request, each: Any) -> dict[str, Any]:
    """What is only asked for can be changed; what was agreed stands, and can be said to be no longer needed."""
    line = {"what": each.what, "kind": each.get_kind_display(), "state": state_of(each), "asked": _is_asked(each)}
    if _is_asked(each):
        verbs = ["change", "remove"]
    else:
        verbs = ["drop"] if each.may_move_to(AdjustmentStatus.NO_LONGER_NEEDED) else []
    for verb in verbs:
        line[f"{verb}_url"] = _with_way_back(request, reverse(f"welfare:passport-adjustments-{verb}", args=[each.pk]))
    return line


def _is_asked(each: Adjustment) -> bool:
    return each.status == AdjustmentStatus.REQUESTED


def _from_check(request: Request) -> bool:
    return request.GET.get("from") == "check"


def _with_way_back(request: Request, address: str) -> str:
    """Whoever came from checking their answers is led back there in the end."""
    return f"{address}?from=check" if _from_check(request) else address


def _list(request: Request) -> str:
    return _with_way_back(request, reverse(LIST))


def _own(request: Request, found: Passport, pk: int) -> Adjustment:
    """Of this passport; somebody else's is not there, whoever else may see it."""
    asked: Any = Adjustment.objects.visible_to(request.user).filter(passport=found, pk=pk).first()
    if asked is None:
        raise Http404
    # The verbs speak of the passport in hand, which is held.
    asked.passport = found
    adjustment: Adjustment = asked
    return adjustment


def new(request: Request) -> HttpResponse:
    found = mine(request)
    started = Adjustment(passport=found, **_common(request))
    return _fill(request, found, started, title="Add an adjustment")


def _common(request: Request) -> dict[str, str]:
    """One of the common ones, chosen by its place in the list."""
    place = request.GET.get("common", "")
    if not (place.isascii() and place.isdigit() and int(place) < len(COMMON)):
        return {}
    what, kind = COMMON[int(place)]
    return {"what": what, "kind": kind}


def change(request: Request, pk: int) -> HttpResponse:
    found = mine(request)
    return _fill(request, found, _own(request, found, pk), title="Change an adjustment")


def _fill(request: Request, found: Passport, each: Adjustment, *, title: str) -> HttpResponse:
    trouble = _obstacle(found, each)
    if not found.is_editable and request.method != "POST":
        return not_now(request, found)
    if trouble and request.method != "POST":
        refused = {"title": title, "trouble": trouble, "back_url": _list(request)}
        return render(request, "welfare/refused.html", refused, status=409)
    form = AdjustmentForm(request.POST or None, instance=each, user=request.user)
    drafting.keep(request, form)
    if request.method == "POST" and not trouble and form.is_valid():
        with transaction.atomic():
            if not _is_twice(request, found, each):
                form.save()
            drafting.forget(form)
        return redirect("welfare:passport" if "later" in request.POST else _list(request))
    context = {
        "title": title,
        "caption": CAPTION,
        "form": form,
        "trouble": trouble,
        "common": [] if each.pk else [(place, what) for place, (what, _) in enumerate(COMMON)],
        "from_check": _from_check(request),
        "cancel_url": _list(request),
        "back_url": _list(request),
    }
    status = 409 if trouble or form.asks else 200
    return render(request, "welfare/passport/adjustment.html", context, status=status)


def _is_twice(request: Request, found: Passport, each: Any) -> bool:
    """A second click on a new one, or the same words again: it is asked for already. The passport's row is held."""
    asked = Adjustment.objects.visible_to(request.user).filter(passport=found, status=AdjustmentStatus.REQUESTED)
    return each.pk is None and asked.filter(what=each.what, kind=each.kind).exists()


def _obstacle(found: Passport, each: Adjustment) -> str:
    if not found.is_editable:
        return "Your passport has been sent since you opened this page."
    return "" if _is_asked(each) else "It has been agreed. What was agreed is not changed; you can ask for another."


def remove(request: Request, pk: int) -> HttpResponse:
    """Takes one off that is only asked for."""
    found = mine(request)
    each = _own(request, found, pk)
    trouble = _obstacle(found, each)
    form = VerbForm(request.POST or None)
    if request.method == "POST" and not trouble and form.is_valid():
        take_off_adjustment(each, by=request.user)
        messages.success(request, f"“{each.what}” is taken off your passport.")
        return redirect(_list(request))
    return _ask(request, form, "Remove this adjustment?", each, submit="Remove it", trouble=trouble)


def drop(request: Request, pk: int) -> HttpResponse:
    """One that was agreed is no longer needed. It can be said at any time, not only in a draft."""
    found = mine(request)
    each = _own(request, found, pk)
    form = DropForm(request.POST or None)
    drafting.keep(request, form)
    trouble = "Take it off your passport instead." if _is_asked(each) else ""
    if not trouble and not each.may_move_to(AdjustmentStatus.NO_LONGER_NEEDED):
        trouble = f"It is {within(each.get_status_display())} now."
    if request.method == "POST" and not trouble and form.is_valid():
        try:
            with transaction.atomic():
                drop_adjustment(each, by=request.user, reason=form.cleaned_data["reason"])
                drafting.forget(form)
        except (IllegalMove, StaleMove) as error:
            trouble = str(error)
        else:
            messages.success(request, f"“{each.what}” is marked as no longer needed.")
            return redirect(_home(request, found))
    return _ask(request, form, "No longer needed", each, submit="Mark as no longer needed", trouble=trouble)


def _home(request: Request, found: Passport) -> str:
    return _list(request) if found.status == PassportStatus.DRAFT else reverse("welfare:passport")


def _ask(request: Request, form: Any, title: str, each: Adjustment, *, submit: str, trouble: str) -> HttpResponse:
    back = _home(request, each.passport)
    context = {
        "title": title,
        "caption": each.what,
        "form": form,
        "submit": submit,
        "trouble": trouble,
        "cancel_url": back,
        "back_url": back,
    }
    return render(request, "form.html", context, status=409 if trouble else 200)


urlpatterns = [
    path("passport/adjustments/", adjustments, name="passport-adjustments"),
    path("passport/adjustments/new/", new, name="passport-adjustments-new"),
    path("passport/adjustments/<int:pk>/change/", change, name="passport-adjustments-change"),
    path("passport/adjustments/<int:pk>/remove/", remove, name="passport-adjustments-remove"),
    path("passport/adjustments/<int:pk>/no-longer-needed/", drop, name="passport-adjustments-drop"),
]
