"""Recording what a posting of a passport's holder has to respect: it is written into a small record that people own.

Whoever decides about postings reads it there, without the reason and without a word of the passport.
"""

from datetime import date
from typing import Any, ClassVar

from django import forms as django_forms
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse

from people.requests import Request
from people.roles import Role
from people.workforce.constraints import NO_REASON, record
from welfare.passports.models import Passport
from wmp.lib import clock
from wmp.lib.acts import perform
from wmp.lib.audit import log_read
from wmp.lib.forms import Form
from wmp.lib.near_days import just_been, soon_to_be


class ConstraintForm(Form):
    what = django_forms.CharField(
        label="What a posting has to respect",
        max_length=300,
        help_text=f"For example: No night shifts; Ground floor only. {NO_REASON}",
    )
    from_on = django_forms.DateField(label="From", initial=clock.today)
    until_on = django_forms.DateField(
        label="Until", required=False, help_text="The last day. Leave it empty where it has no end."
    )
    widths: ClassVar[Any] = {"what": "full"}

    def clean_from_on(self) -> date | None:
        day: date | None = self.cleaned_data["from_on"]
        return just_been(day, "From") if day and day <= clock.today() else soon_to_be(day, "From")

    def clean_until_on(self) -> date | None:
        return soon_to_be(self.cleaned_data["until_on"], "Until")

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        first, last = given.get("from_on"), given.get("until_on")
        if first and last and last < first:
            self.add_error("until_on", "Until must be the day it begins, or later")
        return given


def new(request: Request, pk: int) -> HttpResponse:
    """For the holder of a passport that the reader sees as an RA officer; not for oneself."""
    passport = get_object_or_404(Passport.objects.visible_to(request.user).select_related("holder__account"), pk=pk)
    log_read(request.user, passport)
    if not request.user.has_role(Role.RA_OFFICER) or passport.holder.account_id == request.user.pk:
        raise PermissionDenied
    form = ConstraintForm(request.POST or None)

    def do() -> str:
        record(passport.holder, by=request.user, **form.cleaned_data)
        return f"{passport.holder}: recorded for whoever decides about postings. They have been told."

    return perform(
        request,
        form,
        do,
        title="Record a posting constraint",
        caption=str(passport.holder),
        back=reverse("welfare:passports-detail", args=[passport.pk]),
        submit="Record",
        refused="The passport has been withdrawn." if passport.status == "withdrawn" else "",
    )


urlpatterns: list[URLPattern] = [
    path("passports/<int:pk>/posting-constraint/", new, name="passports-posting-constraint")
]
