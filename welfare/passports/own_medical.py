"""Medical detail in my passport: a page of its own, for its holder, who may leave it empty or empty it again.

Read and written at any time: it is in no version, so nothing that was sent changes with it. Each reading is logged in
the transaction in which it is read, the holder's own too.
"""

from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse

from people.requests import Request
from people.roles import own_person
from people.workforce.models import User
from welfare.passports.choices import PassportStatus
from welfare.passports.medical import FIELDS, MedicalDetail
from welfare.passports.models import Passport
from welfare.passports.own_forms import MedicalForm
from welfare.passports.own_record import mine
from wmp.lib import drafting
from wmp.lib.audit import log_read
from wmp.lib.keys import among
from wmp.lib.records import Fact

OVERTAKEN = "You saved something else here in another window. What you typed here is below; what stands is on the page."


EMPTIED = "Your medical detail is empty. No page shows any of it now."


def medical(request: Request) -> HttpResponse:
    """Of the passport that there is; and what is left of those that were withdrawn, to read and to empty."""
    found: Passport | None = None
    with suppress(Http404):
        found = mine(request)
    details = _details(request.user)
    if request.method == "POST" and "empty_earlier" in request.POST:
        return _empty_earlier(request, details)
    for each in details:
        log_read(request.user, each)  # in the request's own transaction: a reading that cannot be logged fails
    if found:
        return _of_today(request, found, details)
    if not details:
        raise Http404
    context = {"title": "Medical detail", "back_url": reverse("welfare:passport"), "earlier": _in_words(details)}
    return render(request, "welfare/passport/medical_earlier.html", context)


def _of_today(request: Request, found: Passport, details: Sequence[MedicalDetail]) -> HttpResponse:
    detail = next((each for each in details if each.passport_id == found.pk), None)
    earlier = [each for each in details if each.passport_id != found.pk]
    form = MedicalForm(request.POST or None, detail=detail)
    drafting.keep(request, form)
    if request.method == "POST" and "empty" in request.POST:
        return _empty(request, form, detail)
    if request.method == "POST" and form.is_valid() and not form.overtaken:
        with transaction.atomic():
            _save(found, detail, form.given)
            drafting.forget(form)
        messages.success(request, "Your medical detail is saved." if any(form.given.values()) else EMPTIED)
        return redirect("welfare:passport")
    context = {
        "title": "Medical detail",
        "passport": found,
        "form": form,
        "given": detail is not None,
        "stands": [(form.fields[name].label, text) for name, text in form.stands.items()] if form.overtaken else [],
        "earlier": _in_words(earlier),
        "submit": "Save",
        "cancel_url": reverse("welfare:passport"),
        "back_url": reverse("welfare:passport"),
    }
    return render(request, "welfare/passport/medical.html", context, status=409 if form.overtaken else 200)


def _details(reader: User) -> list[MedicalDetail]:
    """The reader's own. Of passports that they withdrew nobody else can read it any more."""
    own: Any = MedicalDetail.objects.visible_to(reader).filter(among("passport__holder", own_person(reader)))
    return list(own.select_related("passport__holder"))


def _in_words(details: Sequence[MedicalDetail]) -> list[dict[str, Any]]:
    labels = {name: field.label for name, field in MedicalForm.base_fields.items()}
    return [
        {
            "pk": each.pk,
            "passport": each.passport,
            "rows": [Fact(str(labels[name]), text) for name in FIELDS if (text := getattr(each, name))],
        }
        for each in details
    ]


def _empty_earlier(request: Request, details: Sequence[MedicalDetail]) -> HttpResponse:
    """Of a passport that was withdrawn. A second click finds nothing left, which is what it asks for."""
    for each in details:
        if each.passport.status == PassportStatus.WITHDRAWN and str(each.pk) == request.POST["empty_earlier"]:
            each.delete()
    messages.success(request, "It is empty. No page shows any of it now.")
    return redirect("welfare:passport")


def _empty(request: Request, form: MedicalForm, detail: MedicalDetail | None) -> HttpResponse:
    with transaction.atomic():
        if detail:
            detail.delete()
        drafting.forget(form)
    messages.success(request, EMPTIED)
    return redirect("welfare:passport")


def _save(found: Passport, detail: MedicalDetail | None, given: dict[str, str]) -> None:
    """The passport's row is held meanwhile. What is empty throughout is no row."""
    if not any(given.values()):
        if detail:
            detail.delete()
        return
    detail = detail or MedicalDetail(passport=found)
    for name, text in given.items():
        setattr(detail, name, text)
    detail.save()


urlpatterns = [path("passport/medical/", medical, name="passport-medical")]
