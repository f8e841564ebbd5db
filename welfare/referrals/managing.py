"""What a line manager does and reads of occupational health: refer, and the advice that was released to them."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Count, Min
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path, reverse

from people.models import Person
from people.requests import Request
from people.roles import Role, line_reports_of, own_person
from people.workforce.models import User
from welfare.referrals import handling
from welfare.referrals.entries import OHRecommendation
from welfare.referrals.forms import CorrectForm, ReferForm
from welfare.referrals.made import MadeReferral
from welfare.referrals.models import OHReferral
from wmp.lib import drafting
from wmp.lib.audit import log_read
from wmp.lib.editing import hold
from wmp.lib.keys import among
from wmp.lib.waiting import Waiting
from wmp.lib.words import counted
from wmp.lib.workflow import IllegalMove, StaleMove

SHOWN = 100


def refer(request: Request) -> HttpResponse:
    """A line manager's referral, on one page."""
    reports = Person.objects.visible_to(request.user).filter(among("pk", line_reports_of(request.user)))
    title = "Refer somebody to occupational health"
    if not reports:
        return render(request, "welfare/referrals/nobody.html", {"title": title})
    form = ReferForm(request.POST or None, reports=reports)
    drafting.keep(request, form)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            with transaction.atomic():
                handling.refer(given["person"], by=request.user, reason=given["reason"], questions=given["questions"])
                drafting.forget(form)
        except IllegalMove as error:
            form.add_error("person", str(error))
        else:
            messages.success(request, f"{given['person']} has been asked. It goes on once they agree here.")
            return redirect("welfare:oh-advice")
    context = {
        "title": title,
        "form": form,
        "submit": "Refer to occupational health",
        "cancel_url": reverse("home"),
        "back_url": reverse("home"),
    }
    return render(request, "welfare/referrals/refer.html", context)


def released_to(user: User) -> Any:
    """The advice that `user` may read as the line manager of today."""
    seen: Any = OHRecommendation.objects.visible_to(user).standing()
    return seen.filter(seen.for_manager(user)).select_related("referral__person")


def advice(request: Request) -> HttpResponse:
    """Whose advice the reader may read as a line manager, and whom they referred."""
    found: dict[int, dict[str, Any]] = {}
    for each in released_to(request.user)[:SHOWN]:
        url = reverse("welfare:oh-advice-detail", args=[each.referral_id])
        found[each.referral_id] = {"url": url, "about": each.referral.person, "at": each.at}
    made = MadeReferral.objects.visible_to(request.user).select_related("person")[:SHOWN]
    context = {
        "title": "Occupational health: my team",
        "advice": sorted(found.values(), key=lambda row: row["at"], reverse=True),
        "made": [{"about": each.person, "on": each.referred_on, "goes_on": each.is_open} for each in made],
    }
    return render(request, "welfare/referrals/advice.html", context)


def advice_detail(request: Request, pk: int) -> HttpResponse:
    """What is recommended about one person, and nothing else of their referral. Each reading is logged."""
    found = list(released_to(request.user).filter(referral=pk))
    if not found:
        raise Http404
    for each in found:
        log_read(request.user, each)
    person = found[0].referral.person
    context = {
        "title": f"What occupational health recommends for {person}",
        "advice": found,
        "breadcrumbs": [
            {"text": "Home", "url": reverse("home")},
            {"text": "Occupational health", "url": reverse("welfare:oh-advice")},
        ],
    }
    return render(request, "welfare/referrals/advice_detail.html", context)


def correct(request: Request, pk: int) -> HttpResponse:
    """An RA officer writes anew what was written wrongly."""
    seen = OHRecommendation.objects.visible_to(request.user)
    hold(request, seen, pk)
    found = get_object_or_404(seen.standing().select_related("referral__person__account"), pk=pk)
    if not request.user.has_role(Role.RA_OFFICER) or found.account_concerned() == request.user.pk:
        raise PermissionDenied
    back = reverse("welfare:oh-referrals-detail", args=[found.referral_id])
    form = CorrectForm(request.POST or None, initial={"text": found.text})
    drafting.keep(request, form)
    trouble = ""
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                handling.correct(found, by=request.user, **form.cleaned_data)
                drafting.forget(form)
        except (IllegalMove, StaleMove) as error:
            trouble = str(error)
        else:
            messages.success(request, "The recommendation is corrected.")
            return redirect(back)
    context = {
        "title": "Correct a recommendation",
        "caption": str(found.referral),
        "form": form,
        "cancel_url": back,
        "back_url": back,
        "trouble": trouble,
    }
    return render(request, "form.html", context, status=409 if trouble else 200)


def referrals_to_book(user: User) -> list[Waiting]:
    """One line of an RA officer's home page, for all that are to be booked."""
    if not user.has_role(Role.RA_OFFICER):
        return []
    there = OHReferral.objects.visible_to(user).filter(status__in=["consented", "did not attend"])
    known = there.exclude(among("person", own_person(user))).aggregate(number=Count("pk"), since=Min("referred_on"))
    if not known["number"]:
        return []
    words = f"Book {counted(known['number'], 'referral')} with occupational health"
    return [Waiting(words, f"{reverse('welfare:oh-referrals-list')}?standing=to+book", known["since"])]


urlpatterns: list[URLPattern] = [
    path("refer/", refer, name="refer"),
    path("oh-advice/", advice, name="oh-advice"),
    path("oh-advice/<int:pk>/", advice_detail, name="oh-advice-detail"),
]
section_urlpatterns: list[URLPattern] = [
    path("oh-advice/<int:pk>/correct/", correct, name="oh-advice-correct"),
]
