"""The lines behind a comparison of two reviews: filtered, page by page, and as a file."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import itemgetter
from typing import Any

from django import forms as django_forms
from django.core.exceptions import BadRequest
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.text import slugify

from change.places import COMPARE_REVIEWS
from change.reviews.amounts import SIGNS, ZERO
from change.reviews.compare_pages import (
    EARLIER,
    LATER,
    LOWERS,
    NONE,
    RAISES,
    Menu,
    Pair,
    compare_url,
    pair_of,
    reviews_of,
)
from change.reviews.comparing import Comparison, Difference, Part, Reason, Why, comparison, sums_of
from change.reviews.homes import grid_url
from change.reviews.models import LineKind
from people.requests import Request
from wmp.lib import clock
from wmp.lib.audit import ReadLog
from wmp.lib.forms import FilterForm
from wmp.lib.formulas import inert
from wmp.lib.registers import asked
from wmp.lib.registers.asked import LAST, Asked
from wmp.lib.registers.paging import PAGE
from wmp.lib.registers.panel import panel_of
from wmp.lib.words import counted, financial_year, money, money_text

Row = tuple[Difference, Part]
AS_A_WHOLE = "As a whole"
EFFECTS = {RAISES: "Raises the net", LOWERS: "Lowers the net"}
HEAD = ("Programme", "Project", "Kind", "Financial year", "Reason")


class LineFilters(FilterForm):
    """What the list can be narrowed by: what there is in either review."""

    reason = django_forms.ChoiceField(required=False)
    effect = django_forms.ChoiceField(required=False, choices=[("", "Any"), *EFFECTS.items()])
    programme = django_forms.ChoiceField(required=False)
    project = django_forms.ChoiceField(required=False)
    kind = django_forms.ChoiceField(required=False, choices=[("", "Any"), *LineKind.choices])
    year = django_forms.TypedChoiceField(required=False, label="Financial year", coerce=int, empty_value=None)

    def __init__(self, data: Any, found: Comparison) -> None:
        super().__init__(data)
        by_name = itemgetter(1)
        projects = ((str(pk or NONE), name or AS_A_WHOLE) for pk, name in found.projects.items())
        self._offer("reason", _reasons())
        programmes = ((str(pk or NONE), name) for pk, name in found.programmes.items())
        self._offer("programme", sorted(programmes, key=by_name))
        self._offer("project", sorted(projects, key=by_name))
        years = sorted({each.key.year for each in found.differences})
        self._offer("year", ((year, financial_year(year)) for year in years))

    def _offer(self, name: str, choices: Iterable[tuple[Any, str]]) -> None:
        field: Any = self.fields[name]
        field.choices = [("", "Any"), *choices]

    def chosen(self, found: Comparison) -> list[Row]:
        """The rows that fit, one for each part of a difference. None while a choice is wrong."""
        if not self.is_valid():
            return []
        given = {name: value for name, value in self.cleaned_data.items() if value}
        return [(each, part) for each in found.differences for part in each.parts if _fits(each, part, given)]


def _reasons() -> Iterator[tuple[str, str]]:
    """Each reason, and below it what is behind it."""
    for reason in Reason:
        yield reason.value, reason.label
        yield from ((why.value, why.label) for why in Why if why.reason == reason and why.value != reason.value)


def _fits(each: Difference, part: Part, given: Mapping[str, Any]) -> bool:
    home, kind, year = each.key
    said: Mapping[str, Sequence[Any]] = {
        "programme": [str(home.programme or NONE)],
        "project": [str(home.project or NONE)],
        "kind": [kind],
        "year": [year],
        "reason": [part.why.value, part.why.reason.value],
        "effect": [RAISES] if part.amount > 0 else [LOWERS] if part.amount < 0 else [],
    }
    return all(value in said[name] for name, value in given.items())


def lines(request: Request, menu: Menu) -> HttpResponseBase:
    user = request.user
    wish = asked.read(request.GET, filters=LineFilters.base_fields, sorts=(), kept=(EARLIER, LATER))
    reviews = reviews_of(user)
    pair = pair_of(request.GET, reviews)
    if pair is None:
        raise Http404
    found = comparison(*pair, user)
    form = LineFilters(wish.filters, found)
    rows = form.chosen(found)
    if wish.export and form.is_valid():
        return _file(request, found, rows, wish)
    shown, pages = _page(rows, wish)
    context = {
        "title": "Lines compared",
        "caption": f"From {pair[0]} to {pair[1]}",
        "back": compare_url(pair[1], pair[0]),
        "breadcrumbs": [{"text": COMPARE_REVIEWS.title, "url": COMPARE_REVIEWS.url}],
        "panel": panel_of(form, wish),
        "form": form if form.errors else None,
        "count": _count(rows, shown),
        "sums": _sums(pair, rows),
        "signs": SIGNS,
        "head": _head(pair),
        "rows": [_row(found, *row) for row in shown],
        "pages": pages,
        "narrowed": wish.is_narrowed,
        "bare": wish.bare,
        "csv_url": wish.address(export="csv"),
    }
    return render(request, "change/reviews/compare_lines.html", context)


def _count(rows: Sequence[Row], shown: Sequence[Row]) -> str:
    words = counted(len(rows), "row")
    return words if len(rows) == len(shown) else f"Showing {len(shown)} of {words}"


def _sums(pair: Pair, rows: Sequence[Row]) -> list[Mapping[str, Any]]:
    """The last row: what all that fit come to, on whichever page. A line that stands there twice is one line."""
    whole = sums_of({each.key: each for each, _ in rows}.values())
    change = sum((part.amount for _, part in rows), ZERO)
    texts = {pair[0]: money(whole.before), pair[1]: money(whole.after), "Change": _change(change)}
    return [{"label": label, "text": text} for label, text in texts.items()]


def _change(amount: Any) -> str:
    return f"+{money(amount)}" if amount > 0 else money(amount)


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


def _head(pair: Pair) -> list[Any]:
    numbers = [str(pair[0]), str(pair[1]), "Change"]
    return [*HEAD[1:], *({"text": text, "numeric": True} for text in numbers)]


def _row(found: Comparison, each: Difference, part: Part) -> Mapping[str, Any]:
    """Each amount leads to the amounts of its review."""
    home = each.key.home
    sides = [
        {
            "label": review,
            "text": money_text(amount),
            "url": "" if amount is None else grid_url(review, project=home.project, programme=home.programme),
        }
        for review, amount in ((found.before, each.before), (found.after, each.after))
    ]
    programme, project, kind, year = _words(found, each)
    words = zip(HEAD[2:], (kind, year, part.why.label), strict=True)
    return {
        "project": project,
        "programme": programme,
        "words": words,
        "numbers": [*sides, {"label": "Change", "text": _change(part.amount)}],
    }


def _words(found: Comparison, each: Difference) -> list[str]:
    home, kind, year = each.key
    project = found.projects.get(home.project) or AS_A_WHOLE
    return [found.programmes[home.programme], project, LineKind(kind).label, financial_year(year)]


# --- the file ---


def _file(request: Request, found: Comparison, rows: Sequence[Row], wish: Asked) -> HttpResponse:
    """Every row that fits, as CSV. An amount is a plain number: a spreadsheet reads -5 as one. Raises BadRequest."""
    if wish.export != "csv":
        raise BadRequest("This list comes as CSV only.")
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([*HEAD, *(inert(str(review)) for review in (found.before, found.after)), "Change"])
    for each, part in rows:
        amounts = ("" if amount is None else f"{amount:.2f}" for amount in (each.before, each.after, part.amount))
        writer.writerow([*map(inert, _words(found, each)), part.why.label, *amounts])
    ReadLog.objects.create(reader=request.user, action="exported", kind="change:reviews-compare-lines", rows=len(rows))
    response = HttpResponse(out.getvalue(), content_type="text/csv; charset=utf-8")
    name = slugify(f"{found.before} to {found.after}")
    response["Content-Disposition"] = f'attachment; filename="{name}-{clock.today():%Y-%m-%d}.csv"'
    return response
