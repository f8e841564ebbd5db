"""The lines behind a comparison of two reviews: filtered, page by page, and as a file. So those of money and of FTE."""

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.core.exceptions import BadRequest
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.text import slugify

from change.places import COMPARE_REVIEWS
from change.reviews.amounts import SIGNS, ZERO
from change.reviews.compare_filters import FteFilters, LineFilters, MoneyFilters
from change.reviews.compare_pages import Menu, compare_url, pair_of, reviews_of
from change.reviews.compare_tables import EARLIER, FTE, LATER, MONEY, Pair, Sort
from change.reviews.comparing import Comparison, Key, comparison
from change.reviews.comparing_fte import FteComparison, FteKey, fte_comparison
from change.reviews.differences import Difference, Part, sums_of
from change.reviews.homes import grid_url
from change.reviews.models import BenefitsReview, FteKind, LineKind
from people.requests import Request
from wmp.lib import clock
from wmp.lib.audit import ReadLog
from wmp.lib.formulas import inert
from wmp.lib.registers import asked
from wmp.lib.registers.asked import LAST, Asked
from wmp.lib.registers.paging import PAGE
from wmp.lib.registers.panel import panel_of
from wmp.lib.words import DASH, counted, financial_year

Row = tuple[Difference[Any], Part]
AS_A_WHOLE = "As a whole"


@dataclass(frozen=True)
class Listing:
    """A list of compared lines: of what sort they are, and how one is told. Of its `heads` the first is a hint below
    the second, which names the row."""

    sort: Sort
    title: str
    kind: str
    filters: type[LineFilters]
    compare: Callable[[BenefitsReview, BenefitsReview, Any], Any]
    heads: Sequence[str]
    words: Callable[[Any, Any], Sequence[str]]
    #: Where the amount of a key stands in a review.
    url: Callable[[BenefitsReview, Any], str]
    hint: str


def _money_words(found: Comparison, key: Key) -> Sequence[str]:
    project = found.projects.get(key.home.project) or AS_A_WHOLE
    return found.programmes[key.home.programme], project, LineKind(key.kind).label, financial_year(key.year)


def _fte_words(found: FteComparison, key: FteKey) -> Sequence[str]:
    return key.kind.label, found.name(key), key.portfolio


def _fte_url(review: BenefitsReview, key: FteKey) -> str:
    """Its line in the list of the review's, among those of the project, or among adjustments."""
    register = reverse("change:benefits-reviews-fte-lines", args=[review.pk])
    whose = {"project": key.project} if key.project else {"kind": FteKind.ADJUSTMENT.value}
    return f"{register}?{urlencode(whose | {'portfolio': key.portfolio})}"


OF_MONEY = Listing(
    MONEY,
    "Lines compared",
    "change:reviews-compare-lines",
    MoneyFilters,
    comparison,
    ("Programme", "Project", "Kind", "Financial year"),
    _money_words,
    lambda review, key: grid_url(review, project=key.home.project, programme=key.home.programme),
    f"{SIGNS} A line that both moved and changed stands here twice, with each part of its change.",
)
OF_FTE = Listing(
    FTE,
    "FTE lines compared",
    "change:reviews-compare-fte-lines",
    FteFilters,
    fte_comparison,
    ("Kind", "Project or adjustment", "Portfolio"),
    _fte_words,
    _fte_url,
    "Full-time equivalents; a negative number is a saving.",
)


def lines(request: Request, menu: Menu) -> HttpResponseBase:
    return _answer(request, OF_MONEY)


def fte_lines(request: Request, menu: Menu) -> HttpResponseBase:
    return _answer(request, OF_FTE)


def _answer(request: Request, listing: Listing) -> HttpResponseBase:
    wish = asked.read(request.GET, filters=listing.filters.base_fields, sorts=(), kept=(EARLIER, LATER))
    if wish.q:
        raise BadRequest("This list cannot be searched.")
    pair = pair_of(request.GET, reviews_of(request.user))
    if pair is None:
        raise Http404
    found = listing.compare(*pair, request.user)
    form = listing.filters(wish.filters, found)
    rows = form.chosen()
    if wish.export and form.is_valid():
        return _file(request, listing, found, rows, wish)
    shown, pages = _page(rows, wish)
    context = {
        "title": listing.title,
        "caption": f"From {pair[0]} to {pair[1]}",
        "back": compare_url(pair[1], pair[0]),
        "breadcrumbs": [{"text": COMPARE_REVIEWS.title, "url": COMPARE_REVIEWS.url}],
        "panel": panel_of(form, wish),
        "form": form if form.errors else None,
        "count": _count(rows, shown),
        "sums": _sums(listing.sort, pair, rows),
        "hint": listing.hint,
        "head": [*listing.heads[1:], "Reason"],
        "numbers": [str(pair[0]), str(pair[1]), "Change"],
        "rows": [_row(listing, found, *row) for row in shown],
        "pages": pages,
        "narrowed": wish.is_narrowed,
        "bare": wish.bare,
        "csv_url": wish.address(export="csv"),
    }
    return render(request, "change/reviews/compare_lines.html", context)


def _count(rows: Sequence[Row], shown: Sequence[Row]) -> str:
    words = counted(len(rows), "row")
    return words if len(rows) == len(shown) else f"Showing {len(shown)} of {words}"


def _sums(sort: Sort, pair: Pair, rows: Sequence[Row]) -> list[Mapping[str, Any]]:
    """The last row: what all that fit come to, on whichever page. A line that stands there twice is one line."""
    whole = sums_of({each.key: each for each, _ in rows}.values())
    change = sum((part.amount for _, part in rows), ZERO)
    texts = {pair[0]: sort.text(whole.before), pair[1]: sort.text(whole.after), "Change": _change(sort, change)}
    return [{"label": label, "text": text} for label, text in texts.items()]


def _change(sort: Sort, amount: Decimal) -> str:
    return f"+{sort.text(amount)}" if amount > 0 else sort.text(amount)


def _row(listing: Listing, found: Any, each: Difference[Any], part: Part) -> Mapping[str, Any]:
    """Each amount leads to where it stands in its review."""
    sort = listing.sort
    sides = [
        {
            "label": review,
            "text": DASH if amount is None else sort.text(amount),
            "url": "" if amount is None else listing.url(review, each.key),
        }
        for review, amount in ((found.before, each.before), (found.after, each.after))
    ]
    hint, name, *words = listing.words(found, each.key)
    return {
        "name": name,
        "hint": hint,
        "words": zip((*listing.heads[2:], "Reason"), (*words, part.why.label), strict=True),
        "numbers": [*sides, {"label": "Change", "text": _change(sort, part.amount)}],
    }


# --- pages ---


def _page(rows: Sequence[Row], wish: Asked) -> tuple[Sequence[Row], Mapping[str, str]]:
    """A page of the list and the links to others. A page begins after so many rows: these are not kept by key."""
    last = max(len(rows) - 1, 0) // PAGE * PAGE
    start = last if wish.place.backwards and wish.place.key is None else min(wish.place.key or 0, last)
    if wish.place.backwards and wish.place.key is not None:
        start = max(wish.place.key - PAGE, 0)
    links = {}
    if start:
        links["first"] = wish.address()
        links["previous"] = wish.address(after=str(start - PAGE)) if start > PAGE else wish.address()
    if start + PAGE < len(rows):
        links["next"] = wish.address(after=str(start + PAGE))
        links["last"] = wish.address(page=LAST)
    return rows[start : start + PAGE], links


# --- the file ---


def _file(request: Request, listing: Listing, found: Any, rows: Sequence[Row], wish: Asked) -> HttpResponse:
    """Every row that fits, as CSV. An amount is a plain number: a spreadsheet reads -5 as one. Raises BadRequest."""
    if wish.export != "csv":
        raise BadRequest("This list comes as CSV only.")
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(
        [*listing.heads, "Reason", *(inert(str(review)) for review in (found.before, found.after)), "Change"]
    )
    for each, part in rows:
        amounts = ("" if amount is None else f"{amount:.2f}" for amount in (each.before, each.after, part.amount))
        writer.writerow([*map(inert, listing.words(found, each.key)), part.why.label, *amounts])
    ReadLog.objects.create(reader=request.user, action="exported", kind=listing.kind, rows=len(rows))
    response = HttpResponse(out.getvalue(), content_type="text/csv; charset=utf-8")
    name = slugify(f"{found.before} to {found.after}{' FTE' if listing is OF_FTE else ''}")
    response["Content-Disposition"] = f'attachment; filename="{name}-{clock.today():%Y-%m-%d}.csv"'
    return response
