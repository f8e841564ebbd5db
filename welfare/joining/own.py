"""My Access to Work: one's own applications, told and kept by oneself."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse

from people.models import Person
from people.requests import Request
from welfare.joining.access_to_work import AccessToWork
from welfare.joining.forms import OwnAccessForm
from welfare.joining.registers import ACCESS_COLOURS
from welfare.joining.six_weeks import warning_of
from wmp.lib import drafting
from wmp.lib.records import sentence_for


def own(request: Request) -> HttpResponse:
    found = AccessToWork.objects.own(request.user).order_by("-started_on", "-pk")
    context = {
        "title": "My Access to Work",
        "records": [
            {
                "record": each,
                "url": reverse("welfare:access-to-work-detail", args=[each.pk]),
                "colour": ACCESS_COLOURS[each.status],
                "warning": warning_of(each),
            }
            for each in found
        ],
        "may_begin": Person.objects.own_of(request.user) is not None,
        "back_url": reverse("home"),
    }
    return render(request, "welfare/joining/access_own.html", context)


def begin(request: Request) -> HttpResponse:
    """Keeps track of one's own application from now on."""
    me = Person.objects.own_of(request.user)
    if me is None:
        raise PermissionDenied
    form = OwnAccessForm(request.POST or None, instance=AccessToWork(person=me), user=request.user)
    drafting.keep(request, form)
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                saved: Any = form.save()
                drafting.forget(form)
        except IntegrityError as error:
            form.add_error(None, sentence_for(error, form.instance))
        else:
            messages.success(request, "Saved. You can record here what becomes of your application.")
            return redirect("welfare:access-to-work-detail", pk=saved.pk)
    back = reverse("welfare:access-to-work-own")
    context = {
        "title": "Keep track of my application",
        "form": form,
        "intro": "RA officers see it too, so that they can help.",
        "cancel_url": back,
        "back_url": back,
    }
    return render(request, "form.html", context)


urlpatterns = [
    path("access-to-work/", own, name="access-to-work-own"),
    path("access-to-work/new/", begin, name="access-to-work-begin"),
]
