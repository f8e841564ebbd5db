"""The page that compares two benefits reviews: what led from one total to the other, by reason and by slice."""

from collections.abc import Sequence
from typing import Any

from django import forms as django_forms
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode

from change.places import COMPARE_REVIEWS
from change.reviews.amounts import SIGNS
from change.reviews.compare_tables import (
    EARLIER,
    FTE,
    LATER,
    MONEY,
    Pair,
    Slices,
    pair_query,
    reasons_table,
    slices_table,
)
from change.reviews.comparing import comparison
from change.reviews.comparing_fte import fte_comparison
from change.reviews.differences import Sums, Why, sums_by, sums_of
from change.reviews.models import BenefitsReview, FteKind, LineKind, review_before
from people.requests import Request
from people.workforce.models import User
from wmp.lib.forms import FilterForm
from wmp.lib.places import section
from wmp.lib.registers import asked
from wmp.lib.waterfall import Step, Waterfall, waterfall
from wmp.lib.words import financial_year

Menu = Sequence[Any]


# --- which two ---


class PairForm(FilterForm):
    """The two reviews, any two: nothing says that the earlier one is chosen first."""

    earlier = django_forms.ChoiceField(label="From")
    later = django_forms.ChoiceField(label="To")

    def __init__(self, reviews: Sequence[BenefitsReview], pair: Pair | None) -> None:
        super().__init__(initial={EARLIER: pair[0].pk, LATER: pair[1].pk} if pair else {})
        for name in (EARLIER, LATER):
            field: Any = self.fields[name]
            field.choices = [(each.pk, str(each)) for each in reviews]


def reviews_of(user: User) -> list[BenefitsReview]:
    """Every review that the reader may see, the latest first."""
    return list(BenefitsReview.objects.visible_to(user))


def pair_of(query: QueryDict, reviews: Sequence[BenefitsReview]) -> Pair | None:
    """The two that an address asks for: else the latest, and the one that it was copied from or that came before it.

    None where there are no two. Raises Http404 for what is no review of theirs.
    """
    after = _asked(query.get(LATER, ""), reviews) or (reviews[0] if reviews else None)
    before = _asked(query.get(EARLIER, ""), reviews) or (after and _before(after, reviews))
    return (before, after) if before and after else None


def _asked(key: str, reviews: Sequence[BenefitsReview]) -> BenefitsReview | None:
    if not key:
        return None
    found = next((each for each in reviews if str(each.pk) == key), None)
    if found is None:
        raise Http404
    return found


def _before(after: BenefitsReview, reviews: Sequence[BenefitsReview]) -> BenefitsReview | None:
    """That which reconciling sets it beside too; where there is none, one that is still open."""
    return review_before(after, reviews) or next(
        (each for each in reviews if each.as_at <= after.as_at and each.pk != after.pk), None
    )


def compare_url(after: BenefitsReview, before: BenefitsReview | None = None) -> str:
    """Where a review is compared: with the one given, else with the one that it was copied from."""
    query = pair_query((before, after)) if before else {LATER: after.pk}
    return f"{reverse('change:reviews-compare')}?{urlencode(query)}"


# --- the page ---


def compared(request: Request, menu: Menu) -> HttpResponse:
    user = request.user
    asked.only(request.GET, EARLIER, LATER)
    reviews = reviews_of(user)
    pair = pair_of(request.GET, reviews)
    context: dict[str, Any] = {
        "title": COMPARE_REVIEWS.title,
        "section": section(user, menu, COMPARE_REVIEWS.name),
        "form": PairForm(reviews, pair) if len(reviews) > 1 else None,
        "pair": pair,
        "signs": SIGNS,
    }
    if pair:
        context |= {"same": pair[0] == pair[1], **_money(pair, user), **_fte(pair, user)}
        context["workbook_url"] = f"{reverse('change:reviews-compare-workbook')}?{urlencode(pair_query(pair))}"
    return render(request, "change/reviews/compare.html", context)


def _money(pair: Pair, user: User) -> dict[str, Any]:
    """By reason, by programme, by kind and by year."""
    found = comparison(*pair, user)
    whole = sums_of(found.differences)
    programmes = sums_by(found.differences, lambda key: key.home.programme)
    kinds, years = (sums_by(found.differences, by) for by in (lambda key: key.kind, lambda key: key.year))
    slices = [
        # In the order of their lines.
        Slices("Programme", "programme", programmes, programmes, found.programmes.__getitem__),
        Slices(
            "Kind",
            "kind",
            kinds,
            [kind for kind in LineKind.values if kind in kinds],
            dict(LineKind.choices).__getitem__,
        ),
        Slices("Financial year", "year", years, sorted(years), financial_year),
    ]
    return {
        "found": bool(found.differences),
        "difference": MONEY.change_text(whole),
        "picture": picture_of(pair, whole),
        "tables": [
            reasons_table(MONEY, "By reason", pair, whole),
            *(slices_table(MONEY, f"By {each.first.lower()}", pair, each, whole) for each in slices),
        ],
        "lines_url": MONEY.lines_url(pair),
    }


def _fte(pair: Pair, user: User) -> dict[str, Any]:
    """By reason, by portfolio, and savings beside adjustments."""
    found = fte_comparison(*pair, user)
    whole = sums_of(found.differences)
    portfolios, kinds = (sums_by(found.differences, by) for by in (lambda key: key.portfolio, lambda key: key.kind))
    names = {kind.value: f"{kind.label}s" for kind in FteKind}
    slices = [
        Slices("Portfolio", "portfolio", portfolios, sorted(portfolios), str),
        Slices("Kind", "kind", kinds, [kind for kind in FteKind.values if kind in kinds], names.__getitem__),
    ]
    return {
        "fte_found": bool(found.differences),
        "fte_difference": FTE.change_text(whole),
        "fte_tables": [
            reasons_table(FTE, "FTE by reason", pair, whole),
            *(slices_table(FTE, f"FTE by {each.first.lower()}", pair, each, whole) for each in slices),
        ],
        "fte_lines_url": FTE.lines_url(pair),
    }


def picture_of(pair: Pair, sums: Sums) -> Waterfall | None:
    between = [Step.money(why.label, sums.change(why)) for why in Why if sums.lines.get(why) and why != Why.UNCHANGED]
    ends = Step.money(str(pair[0]), sums.before, is_total=True), Step.money(str(pair[1]), sums.after, is_total=True)
    return waterfall(f"Net of costs and benefits, from {pair[0]} to {pair[1]}", [ends[0], *between, ends[1]])
