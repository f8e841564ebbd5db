"""The page that compares two benefits reviews: what led from one total to the other, by reason and by slice."""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import Any

from django import forms as django_forms
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode

from change.places import COMPARE_REVIEWS
from change.reviews.amounts import SIGNS, ZERO, total_text
from change.reviews.comparing import Comparison, Key, Reason, Sums, Why, comparison, sums_by, sums_of
from change.reviews.models import BenefitsReview, LineKind, review_before
from people.requests import Request
from people.workforce.models import User
from wmp.lib.forms import FilterForm
from wmp.lib.places import section
from wmp.lib.registers import asked
from wmp.lib.waterfall import Step, Waterfall, waterfall
from wmp.lib.words import DASH, financial_year, money

#: In addresses: the two reviews.
EARLIER, LATER = "earlier", "later"
#: Of a change: which way it goes.
RAISES, LOWERS = "more", "less"
#: Of what belongs to no programme.
NONE = "none"
STEP_HEAD = ("Lines", "Raise the net", "Lower the net", "Change")
Menu = Sequence[Any]
Pair = tuple[BenefitsReview, BenefitsReview]


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
    pair = {EARLIER: before.pk, LATER: after.pk} if before else {LATER: after.pk}
    return f"{reverse('change:reviews-compare')}?{urlencode(pair)}"


def lines_url(pair: Pair, **narrowed: Any) -> str:
    """The lines behind a number: `reason`, `effect`, `programme`, `kind`, `year`."""
    query = {EARLIER: pair[0].pk, LATER: pair[1].pk} | {name: value for name, value in narrowed.items() if value}
    return f"{reverse('change:reviews-compare-lines')}?{urlencode(query)}"


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
        found = comparison(*pair, user)
        sums = sums_of(found.differences)
        context |= {
            "found": bool(found.differences),
            "same": pair[0] == pair[1],
            "difference": change_text(sums),
            "step_head": ["Reason", *({"text": text, "numeric": True} for text in STEP_HEAD)],
            "steps": _steps(pair, sums),
            "picture": picture_of(pair, sums),
            "tables": _tables(found, sums),
            "lines_url": lines_url(pair),
        }
    return render(request, "change/reviews/compare.html", context)


def change_text(sums: Sums) -> str:
    """What the later total is more or less than the earlier, in words."""
    if not sums.difference:
        return "The net is the same"
    way = "higher" if sums.difference > 0 else "lower"
    return f"The net is {money(abs(sums.difference))} {way}"


def _steps(pair: Pair, sums: Sums) -> list[list[Any]]:
    """For each reason that there is: on how many lines, what raised the net, what lowered it, and both together."""
    rows = []
    for why in Why:
        if not sums.lines.get(why):
            continue
        url = lines_url(pair, reason=why.value)
        numbers = {RAISES: sums.raised.get(why), LOWERS: sums.lowered.get(why)}
        cells = [(f"{sums.lines[why]:,}", url)]
        cells += [
            (total_text(each or ZERO), lines_url(pair, reason=why.value, effect=way) if each else "")
            for way, each in numbers.items()
        ]
        cells.append((total_text(sums.change(why)), url if sums.change(why) else ""))
        rows.append([why.label, *({"text": text, "url": to, "numeric": True} for text, to in cells)])
    raised, lowered = sum(sums.raised.values(), ZERO), sum(sums.lowered.values(), ZERO)
    texts = ("", total_text(raised), total_text(lowered), total_text(sums.difference))
    return [*rows, ["Difference", *({"text": text, "numeric": True} for text in texts)]]


def picture_of(pair: Pair, sums: Sums) -> Waterfall | None:
    between = [Step.money(why.label, sums.change(why)) for why in Why if sums.lines.get(why) and why != Why.UNCHANGED]
    ends = Step.money(str(pair[0]), sums.before, is_total=True), Step.money(str(pair[1]), sums.after, is_total=True)
    return waterfall(f"Net of costs and benefits, from {pair[0]} to {pair[1]}", [ends[0], *between, ends[1]])


SHOWN = [reason for reason in Reason if reason != Reason.UNCHANGED]


def _tables(found: Comparison, whole: Sums) -> list[Mapping[str, Any]]:
    """The same sums by programme, by kind and by year."""
    kinds = dict(LineKind.choices)
    return [
        _table(found, whole, "programme", "Programme", lambda key: key.home.programme, found.programmes),
        _table(found, whole, "kind", "Kind", lambda key: key.kind, kinds),
        _table(found, whole, "year", "Financial year", lambda key: key.year, None),
    ]


def _table(
    found: Comparison,
    whole: Sums,
    name: str,
    first: str,
    by: Callable[[Key], Hashable],
    labels: Mapping[Any, str] | None,
) -> Mapping[str, Any]:
    pair = (found.before, found.after)
    sums = sums_by(found.differences, by)
    # In the order of their lines; years in their own.
    order: Iterable[Any] = sums if name == "programme" else sorted(sums)
    if name == "kind":
        order = [kind for kind in LineKind.values if kind in sums]
    words = labels.__getitem__ if labels else financial_year
    rows = [_row(pair, sums[each], words(each), {name: each or NONE}) for each in order]
    heads = [str(found.before), *(reason.label for reason in SHOWN), str(found.after), "Difference"]
    return {
        "caption": f"By {first.lower()}",
        "head": [first, *({"text": head, "numeric": True} for head in heads)],
        "rows": [*rows, _row(pair, whole, "All", {})],
    }


def _row(pair: Pair, sums: Sums, label: str, narrowed: Mapping[str, Any]) -> list[Any]:
    """Each number leads to its lines."""
    every = lines_url(pair, **narrowed)
    cells = [(sums.before, every)]
    for reason in SHOWN:
        lines = sum(number for why, number in sums.lines.items() if why.reason == reason)
        cells.append((sums.by_reason(reason), lines_url(pair, reason=reason.value, **narrowed) if lines else ""))
    cells += [(sums.after, every), (sums.difference, every)]
    # What moved there and back is nought, and has lines all the same.
    return [label, *({"text": money(amount) if url else DASH, "url": url, "numeric": True} for amount, url in cells)]
