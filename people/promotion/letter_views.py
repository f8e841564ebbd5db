"""A letter as its candidate and the promotion team read it, and as a PDF to keep."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils import timezone

from people.promotion.around import OutcomeLetter
from people.requests import Request
from wmp.lib.audit import log_read
from wmp.lib.pdf import pdf
from wmp.lib.words import long_day

TEMPLATE = "people/promotion/letter.typ"
JOINS = ("application__candidate", "application__process__from_rank", "application__process__to_rank")


def _found(request: Request, pk: int, action: str = "viewed") -> OutcomeLetter:
    letters: Any = OutcomeLetter.objects.visible_to(request.user).select_related(*JOINS)
    found: OutcomeLetter = get_object_or_404(letters, pk=pk)
    log_read(request.user, found, action)
    return found


def letter(request: Request, pk: int) -> HttpResponse:
    found = _found(request, pk)
    context = {
        "title": found.subject,
        "letter": found,
        "caption": long_day(timezone.localdate(found.at)),
        "pdf_url": reverse("people:promotion-letter-pdf", args=[pk]),
        "back_url": reverse("people:promotion-applications-detail", args=[found.application_id]),
    }
    return render(request, "people/promotion/letter.html", context)


def letter_pdf(request: Request, pk: int) -> HttpResponse:
    """Made for each download and kept nowhere."""
    found = _found(request, pk, "downloaded")
    data = {"title": found.subject, "day": long_day(timezone.localdate(found.at)), "text": found.text}
    response = HttpResponse(pdf(TEMPLATE, data), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="promotion-letter-{pk}.pdf"'
    return response


urlpatterns = [
    path("promotion-letters/<int:pk>/", letter, name="promotion-letter"),
    path("promotion-letters/<int:pk>/pdf/", letter_pdf, name="promotion-letter-pdf"),
]
