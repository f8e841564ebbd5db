"""FTE efficiencies of a review, as the board's figure prints them, and what they are worth at a rate of the card."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django import forms as django_forms
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, render
from django.urls import URLPattern, path, reverse
from django.utils.http import urlencode

from change.reviews.figures import fte_of
from change.reviews.models import BenefitsReview, FteLine, ReviewStatus
from change.reviews.rates import Rate
from change.reviews.registers import REVIEWS, STATUS_COLOURS
from people.requests import Request
from wmp.lib import clock
from wmp.lib.form_fields import PARTS
from wmp.lib.forms import Form
from wmp.lib.grids import Cell, Grid, Row
from wmp.lib.registers import asked
from wmp.lib.words import DASH, long_day, money

WHOLE = "Grand Total"
PENNY = Decimal("0.01")
DAY_BOXES = tuple(f"day_{part}" for part in PARTS)


class WorthForm(Form):
    """On which day projects stand and rates hold, and at which category's rate posts are worth."""

    marks_optional = False
    day = django_forms.DateField(label="On", required=False)
    category = django_forms.ChoiceField(label="Worth at the rate of", required=False)

    def __init__(self, query: QueryDict, rates: Sequence[Rate]) -> None:
        """Raises BadRequest for a parameter that is not asked here."""
        asked.only(query, *DAY_BOXES, "category")
        given = query.dict()
        super().__init__(given if any(given.get(box) for box in DAY_BOXES) else given | in_boxes(clock.today()))
        field: Any = self.fields["category"]
        field.choices = [("", "None"), *((name, name) for name in dict.fromkeys(each.category for each in rates))]


def fte_url(review: BenefitsReview, category: str) -> str:
    """What the FTE of a review are worth at the rate of a category on the review's own day."""
    query = urlencode({"category": category} | in_boxes(review.as_at))
    return f"{reverse('change:benefits-reviews-fte-efficiencies', args=[review.pk])}?{query}"


def in_boxes(day: date) -> dict[str, str]:
    """A day as an address of the page has it."""
    return dict(zip(DAY_BOXES, (str(day.day), str(day.month), str(day.year)), strict=True))


@dataclass(frozen=True)
class Worth:
    """What FTE are worth: `rate` holds on the day, or is None; `words` says which it is, or why there is none."""

    rate: Rate | None
    words: str

    def of(self, fte: Decimal | int | None) -> str:
        """FTE times pounds a year, to the penny half-up; a dash of nothing."""
        if fte is None or self.rate is None:
            return DASH
        return money((Decimal(fte) * self.rate.pounds).quantize(PENNY, ROUND_HALF_UP))


def worth_of(category: str, day: date, rates: Sequence[Rate]) -> Worth | None:
    """The rate of a category that holds on a day. Where none does, that is said and no other is taken. None unasked."""
    if not category:
        return None
    own = sorted((each for each in rates if each.category == category), key=lambda each: each.starts_on)
    held = [each for each in own if each.starts_on <= day]
    if not held:
        none = f"There is no rate for {category} on {long_day(day)}, so nothing is worked out."
        return Worth(None, f"{none} Its first begins on {long_day(own[0].starts_on)}." if own else none)
    rate = held[-1]
    words = f"{rate.category}, {money(rate.pounds)} a year from {long_day(rate.starts_on)} ({rate.source})"
    if rate.correction:
        words += f", corrected: {rate.correction}"
    return Worth(rate, words)


def fte_efficiencies(request: Request, pk: int) -> HttpResponse:
    user = request.user
    review = get_object_or_404(REVIEWS.visible_to(user), pk=pk)
    rates = list(Rate.objects.visible_to(user))
    form = WorthForm(request.GET, rates)
    given: Mapping[str, Any] = form.cleaned_data if form.is_valid() else {}
    day = given.get("day") or clock.today()
    worth = worth_of(given.get("category", ""), day, rates)
    # `visible_to` stands in the population: the table narrows it and adds nothing.
    grid = fte_of(review, day, FteLine.objects.visible_to(user)).compute()
    back = reverse("change:benefits-reviews-detail", args=[pk])
    context = {
        "title": "FTE efficiencies",
        "caption": review,
        "status": {"text": review.get_status_display(), "colour": STATUS_COLOURS[review.status]},
        "is_open": review.status == ReviewStatus.OPEN,
        "form": form,
        "has_rates": bool(rates),
        "day": day,
        "worth": worth,
        "failures": grid.failures,
        "found": len(grid.columns) > 1,
        "heads": [column.label for column in grid.columns],
        "groups": _groups(grid, worth, f"{back}fte-lines/"),
        "lines_url": f"{back}fte-lines/",
        "breadcrumbs": [{"text": REVIEWS.title, "url": REVIEWS.url}, {"text": str(review), "url": back}],
    }
    return render(request, "change/reviews/fte.html", context)


def _groups(grid: Grid, worth: Worth | None, lines_url: str) -> list[tuple[str, list[Mapping[str, Any]]]]:
    """The rows below their headings; totals and adjustments below none."""
    groups: list[tuple[str, list[Mapping[str, Any]]]] = []
    for number, row in enumerate(grid.rows):
        if not groups or groups[-1][0] != row.under:
            groups.append((row.under, []))
        groups[-1][1].append(_row(row, grid.by_label(number), worth, lines_url))
    return groups


def _row(row: Row, cells: Mapping[str, Cell], worth: Worth | None, lines_url: str) -> Mapping[str, Any]:
    project = next((group["project"] for group in row.where if group.get("project")), None)
    return {
        "text": row.label,
        "url": f"{lines_url}?project={project}" if project and not row.total else "",
        "is_total": row.total,
        "cells": [(label, _words(cell)) for label, cell in cells.items()],
        "worth": worth.of(cells[WHOLE].value) if worth and worth.rate else "",
    }


def _words(cell: Cell) -> str:
    value = cell.rounded(2)
    return f"{value:,}" if value else DASH


section_urlpatterns: list[URLPattern] = [
    path("benefits-reviews/<int:pk>/fte-efficiencies/", fte_efficiencies, name="benefits-reviews-fte-efficiencies"),
]
