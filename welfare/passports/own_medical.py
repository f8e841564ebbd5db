"""Medical detail in my passport: a page of its own, for its holder, who may leave it empty or empty it again.

Read and written at any time: it is in no version, so nothing that was sent changes with it. Each reading is logged in
the transaction in which it is read, the holder's own too.
"""

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse

from people.requests import Request
from people.workforce.models import User
from welfare.passports.medical import MedicalDetail
from welfare.passports.models import Passport
from welfare.passports.own_forms import MedicalForm
from welfare.passports.own_record import mine
from wmp.lib import drafting
from wmp.lib.audit import log_read

OVERTAKEN = "You saved something else here in another window. What you typed here is below; what stands is on the page."


def medical(request: Request) -> HttpResponse:
    found = mine(request)
    detail = _detail(found, request.user)
    if detail:
        log_read(request.user, detail)  # in the request's own transaction: a reading that cannot be logged fails
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
        "submit": "Save",
        "cancel_url": reverse("welfare:passport"),
        "back_url": reverse("welfare:passport"),
    }
    return render(request, "welfare/passport/medical.html", context, status=409 if form.overtaken else 200)


EMPTIED = "Your medical detail is empty. Nobody can read any."


def _detail(found: Passport, reader: User) -> MedicalDetail | None:
    detail: MedicalDetail | None = (
        MedicalDetail.objects.visible_to(reader).filter(passport=found).select_related("passport__holder").first()
    )
    return detail


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
