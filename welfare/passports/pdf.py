"""A passport on paper, for its holder to carry to another force: tagged PDF, made for each download and kept nowhere.

Only the holder takes it out of the house, and says what goes in. Medical detail is left out unless they tick it.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms as django_forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path, reverse

from people.requests import Request
from people.workforce.models import User
from welfare.cases.handling import name_of
from welfare.passports.audience import open_shares
from welfare.passports.medical import FIELDS, MedicalDetail
from welfare.passports.models import Passport
from welfare.passports.own_record import mine
from welfare.passports.sharing import PassportVersion, Share
from welfare.passports.versions import TITLES, content_of
from wmp.lib import clock
from wmp.lib.audit import log_read
from wmp.lib.forms import Form
from wmp.lib.pdf import pdf
from wmp.lib.words import long_day

TEMPLATE = "welfare/passport.typ"


class WhatGoesInForm(Form):
    """Besides sections 1 to 7, which always do."""

    sharing = django_forms.BooleanField(
        label="Section 8: with whom it is shared today",
        required=False,
        help_text="Names of colleagues, and until when each can see it.",
    )
    medical = django_forms.BooleanField(
        label="My medical detail",
        required=False,
        help_text="On a page of its own at the end. Whoever gets that page can read it, and it cannot be taken back."
        " An adjustment needs no diagnosis.",
    )

    def __init__(self, *args: Any, has_medical: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not has_medical:
            del self.fields["medical"]


def download(request: Request) -> HttpResponse:
    """Asks what goes in, and gives the document out. Each is noted in the log of readings."""
    passport = mine(request)
    detail = _medical_of(passport, request.user)
    form = WhatGoesInForm(request.POST if request.method == "POST" else None, has_medical=detail is not None)
    if request.method == "POST" and form.is_valid():
        with_medical = detail if form.cleaned_data.get("medical") else None
        shares = open_shares(passport, request.user) if form.cleaned_data["sharing"] else None
        log_read(request.user, passport, "downloaded")
        if with_medical:
            log_read(request.user, with_medical, "downloaded")
        return _attached(passport, pdf(TEMPLATE, data_of(passport, request.user, shares, with_medical)))
    context = {
        "title": "Take it with you",
        "form": form,
        "has_medical": detail is not None,
        "submit": "Download the PDF",
        "back_url": reverse("welfare:passport"),
        "cancel_url": reverse("welfare:passport"),
    }
    return render(request, "welfare/passport_pdf.html", context)


def _medical_of(passport: Passport, reader: User) -> MedicalDetail | None:
    """Where something stands in it."""
    detail: Any = MedicalDetail.objects.visible_to(reader).filter(passport=passport).first()
    return detail if detail and any(getattr(detail, name) for name in FIELDS) else None


def _attached(passport: Passport, document: bytes) -> HttpResponse:
    response = HttpResponse(document, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="passport-{passport.reference}.pdf"'
    return response


def data_of(
    passport: Passport, reader: User, shares: Iterable[Share] | None, medical: MedicalDetail | None
) -> dict[str, Any]:
    """What the document is made of: the passport as it is now. `templates/welfare/passport.typ` says what is what."""
    content = content_of(passport)
    sections = content["sections"]
    if shares is not None:
        sections = [*sections, {"number": "8", "title": TITLES["8"], "blocks": [_shared(shares)]}]
    return {
        "title": "Reasonable-adjustments passport",
        "holder": str(passport.holder),
        "version": _version(passport, reader, content),
        "day": long_day(clock.today()),
        "sections": sections,
        "medical": _words_of(medical) if medical else None,
    }


def _version(passport: Passport, reader: User, content: Mapping[str, Any]) -> str:
    """The number of the last version that was kept, if the passport stands as it did then."""
    last: Any = PassportVersion.objects.visible_to(reader).filter(passport=passport).first()
    if last is None:
        return "draft"
    return str(last.number) if last.content == content else f"{last.number}, with changes since"


def _shared(shares: Iterable[Share]) -> dict[str, Any]:
    rows = [
        [name_of(each.to), each.get_purpose_display(), str(each.version.number), long_day(each.expires_on)]
        for each in shares
    ]
    return {"label": "", "columns": ["With", "What for", "Version", "Until"], "rows": rows}


def _words_of(medical: MedicalDetail) -> list[dict[str, str]]:
    fields: Any = {field.name: str(field.verbose_name) for field in MedicalDetail._meta.fields}
    return [
        {"label": fields[name][:1].upper() + fields[name][1:], "text": text}
        for name in FIELDS
        if (text := getattr(medical, name))
    ]


urlpatterns = [path("passport/pdf/", download, name="passport-pdf")]
