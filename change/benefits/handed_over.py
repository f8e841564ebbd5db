"""What was handed over to business as usual, by department: which performance measure holds it, and is it measured?"""

from collections.abc import Mapping
from itertools import groupby
from typing import Any

from django.db.models import F
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from change.benefits.choices import BenefitStatus
from change.benefits.due import is_due
from change.benefits.models import Benefit
from change.benefits.pages import amount
from change.benefits.registers import BENEFITS
from change.places import BENEFITS_HANDOVER
from change.portfolio.accounts import name_of
from people.requests import Request
from wmp.lib import clock
from wmp.lib.places import section
from wmp.lib.registers import asked
from wmp.lib.words import counted, short_day


def handover_page(request: Request, menu: Any) -> HttpResponse:
    """One query, whatever there is."""
    asked.only(request.GET)
    found = (
        Benefit.objects.visible_to(request.user)
        .filter(status=BenefitStatus.USUAL)
        .select_related("department", "bau_owner")
        .order_by(F("department__name").asc(nulls_last=True), "number")
    )
    departments: list[dict[str, Any]] = [
        {"name": str(department or "No department"), "lines": [_line(each) for each in those]}
        for department, those in groupby(found, key=lambda each: each.department)
    ]
    lines = [line for each in departments for line in each["lines"]]
    still = sum(line["measured"] for line in lines)
    context = {
        "title": BENEFITS_HANDOVER.title,
        "section": section(request.user, menu, BENEFITS_HANDOVER.name),
        "departments": departments,
        "summary": f"{counted(len(lines), 'benefit')} handed over; {still} of them still measured.",
        "list_url": f"{BENEFITS.url}?status=business+as+usual",
    }
    return render(request, "change/handover.html", context)


def _line(benefit: Benefit) -> Mapping[str, Any]:
    return {
        "number": benefit.number,
        "title": benefit.description,
        "url": reverse("change:benefits-detail", args=[benefit.pk]),
        "owner": name_of(benefit.bau_owner) or benefit.bau_owner_name,
        "measure": benefit.performance_measure,
        "on": short_day(benefit.handed_over_on) if benefit.handed_over_on else "",
        "latest": amount(benefit, benefit.latest),
        "latest_on": short_day(benefit.latest_on) if benefit.latest_on else "",
        "still": _still(benefit),
        "measured": benefit.latest_on is not None and benefit.measure_due_on is not None and not is_due(benefit),
    }


def _still(benefit: Benefit) -> Mapping[str, str]:
    """Measured since it was handed over, or not due yet. What came to nothing is measured no more."""
    if benefit.latest_on is None:
        return {"text": "Never", "colour": "red"}
    if benefit.measure_due_on is None:
        return {"text": "Not measured", "colour": "grey"}
    if is_due(benefit):
        late = benefit.measure_due_on < clock.today()
        return {"text": "Not since it was due" if late else "Due today", "colour": "red" if late else "yellow"}
    return {"text": "Yes", "colour": "green"}
