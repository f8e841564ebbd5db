"""The page to reconcile a review before it is frozen: what is odd in it, its totals, and how they moved."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from change.reviews.amounts import SIGNS, total_text
from change.reviews.closing import Check, Moved, concerns_of, moved
from change.reviews.grid_pages import review_of
from change.reviews.models import BenefitsReview, LineKind, ReviewStatus, review_before
from change.reviews.registers import REVIEWS, STATUS_COLOURS
from change.reviews.totals import ALL, groups_of

HEADS = ("Planned", "Forecast", "Actual", "Counted")


def reconcile(request: HttpRequest, pk: int, further: Sequence[Check]) -> HttpResponse:
    review = review_of(request, pk)
    reader: Any = request.user
    last = review_before(review, BenefitsReview.objects.visible_to(reader))
    groups = groups_of([review, *([last] if last else [])], ("review", "under", "kind"), reader)
    back = reverse("change:benefits-reviews-detail", args=[pk])
    context = {
        "title": "Reconcile",
        "caption": review,
        "review": review,
        "is_open": review.status == ReviewStatus.OPEN,
        "status": {"text": review.get_status_display(), "colour": STATUS_COLOURS[review.status]},
        "concerns": concerns_of(review, reader, further),
        "last": last,
        "tables": [
            {
                "caption": "By programme",
                "first": "Programme",
                "rows": list(_rows(moved(groups, "under", review, last))),
            },
            {"caption": "By kind", "first": "Kind", "rows": list(_rows(moved(groups, "kind", review, last)))},
        ],
        "heads": HEADS,
        "signs": SIGNS,
        "freeze_url": reverse("change:benefits-reviews-freeze", args=[pk]),
        "back": back,
        "breadcrumbs": [{"text": REVIEWS.title, "url": REVIEWS.url}, {"text": str(review), "url": back}],
    }
    return render(request, "change/reviews/reconcile.html", context)


def _rows(rows: Any) -> Any:
    """Each total in words, for the template."""
    kinds = dict(LineKind.choices)
    for row in rows:
        yield {
            "label": kinds.get(row.label, row.label),
            "cells": [total_text(row.sums[name]) for name in ALL],
            "last": _words(row.last),
            "difference": _words(row.difference),
            "is_large": row.is_large,
            "is_net": _is_net(row),
        }


def _is_net(row: Moved) -> bool:
    return row.label == "Net"


def _words(value: Decimal | None) -> str:
    return "" if value is None else total_text(value)
