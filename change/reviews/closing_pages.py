"""The page to reconcile a review before it is frozen: what is odd in it, its totals, and how they moved."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from change.reviews.amounts import SIGNS, total_text
from change.reviews.closing import NET, Check, Moved, concerns_of, lines_of, moved
from change.reviews.models import BenefitsReview, LineKind, ReviewStatus, review_before
from change.reviews.registers import REVIEWS, STATUS_COLOURS
from change.reviews.tables import Amount, AmountTable, Row, amounts
from change.reviews.totals import ALL
from wmp.lib.registers import asked

HEADS = ("Planned", "Forecast", "Actual", "Counted")


def reconcile(request: HttpRequest, pk: int, further: Sequence[Check]) -> HttpResponse:
    reader: Any = request.user
    asked.only(request.GET)
    reviews = list(REVIEWS.visible_to(reader))
    review = next((each for each in reviews if each.pk == pk), None)
    if review is None:
        raise Http404
    if not REVIEWS.may_edit(reader):
        raise PermissionDenied
    last = review_before(review, reviews)
    lines = lines_of(review, reader, beside=last)
    back = reverse("change:benefits-reviews-detail", args=[pk])
    context = {
        "title": "Reconcile",
        "caption": review,
        "is_open": review.status == ReviewStatus.OPEN,
        "status": {"text": review.get_status_display(), "colour": STATUS_COLOURS[review.status]},
        "concerns": concerns_of(review, lines, reader, further),
        "last": last,
        "tables": [
            _table(by, last, list(moved(lines, name, review, last)))
            for name, by in (("under", "Programme"), ("kind", "Kind"))
        ],
        "signs": SIGNS,
        "freeze_url": reverse("change:benefits-reviews-freeze", args=[pk]),
        "back": back,
        "breadcrumbs": [{"text": REVIEWS.title, "url": REVIEWS.url}, {"text": str(review), "url": back}],
    }
    return render(request, "change/reviews/reconcile.html", context)


def _table(by: str, last: BenefitsReview | None, rows: Sequence[Moved]) -> AmountTable:
    """Each total; beside it, where there is a last review, what it was and by how much it moved."""
    heads = [*HEADS, *(["Last review", "Difference"] if last else [])]
    return AmountTable(f"By {by.lower()}", by, heads, [_row(row) for row in rows])


def _row(row: Moved) -> Row:
    cells = amounts([total_text(row.sums[name]) for name in ALL])
    if row.last is not None and row.difference is not None:
        cells += [Amount(total_text(row.last)), Amount(total_text(row.difference), is_large=row.is_large)]
    kinds = dict(LineKind.choices)
    return Row(kinds.get(row.label, row.label), cells, level="all" if row.label == NET else "")
