"""Sums of what differs between two reviews, as tables in which each number leads to its lines."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.http import urlencode

from change.reviews.amounts import ZERO
from change.reviews.differences import Reason, Sums, Why
from change.reviews.models import BenefitsReview
from change.reviews.tables import Amount, AmountTable, Row
from wmp.lib.words import DASH, money

#: In addresses: the two reviews.
EARLIER, LATER = "earlier", "later"
#: Of a change: which way it goes.
RAISES, LOWERS = "more", "less"
#: Of what belongs to no programme.
NONE = "none"
Pair = tuple[BenefitsReview, BenefitsReview]


def pair_query(pair: Pair) -> dict[str, int]:
    """The two in an address."""
    return {EARLIER: pair[0].pk, LATER: pair[1].pk}


def fte_text(fte: Decimal) -> str:
    return f"{fte:,.2f}"


@dataclass(frozen=True)
class Sort:
    """Lines of money, or of FTE: where those that differ are listed, what they add up to, how an amount reads, and for
    which reasons they differ."""

    address: str
    total: str
    text: Callable[[Decimal], str]
    reasons: Sequence[Reason]

    def lines_url(self, pair: Pair, **narrowed: Any) -> str:
        """The lines behind a number, narrowed by filters of their list."""
        query = pair_query(pair) | {name: value for name, value in narrowed.items() if value}
        return f"{reverse(self.address)}?{urlencode(query)}"

    def change_text(self, sums: Sums) -> str:
        """What the later total is more or less than the earlier, in words."""
        if not sums.difference:
            return f"The {self.total} is the same"
        way = "higher" if sums.difference > 0 else "lower"
        return f"The {self.total} is {self.text(abs(sums.difference))} {way}"

    def amount(self, value: Decimal, url: str = "") -> Amount:
        """A dash where it is nought, which leads nowhere."""
        return Amount(self.text(value), url) if value else Amount(DASH)


MONEY = Sort(
    "change:reviews-compare-lines",
    "net",
    money,
    (Reason.ADDED, Reason.REMOVED, Reason.REBASELINED, Reason.MOVED),
)
FTE = Sort(
    "change:reviews-compare-fte-lines",
    "revised total",
    fte_text,
    (Reason.ADDED, Reason.REMOVED, Reason.CHANGED),
)


def reasons_table(sort: Sort, caption: str, pair: Pair, sums: Sums) -> AmountTable:
    """For each reason that there is: on how many lines, what raised the total, what lowered it, and both together."""
    rows = []
    for why in Why:
        if not sums.lines.get(why):
            continue
        url = sort.lines_url(pair, reason=why.value)
        numbers = {RAISES: sums.raised.get(why, ZERO), LOWERS: sums.lowered.get(why, ZERO)}
        changed = [
            sort.amount(each, sort.lines_url(pair, reason=why.value, effect=way)) for way, each in numbers.items()
        ]
        amounts = [Amount(f"{sums.lines[why]:,}", url), *changed, sort.amount(sums.change(why), url)]
        rows.append(Row(why.label, amounts))
    raised, lowered = sum(sums.raised.values(), ZERO), sum(sums.lowered.values(), ZERO)
    whole = [Amount(DASH), *(sort.amount(each) for each in (raised, lowered, sums.difference))]
    heads = ["Lines", f"Raise the {sort.total}", f"Lower the {sort.total}", "Change"]
    return AmountTable(caption, "Reason", heads, [*rows, Row("Difference", whole, level="all")])


@dataclass(frozen=True)
class Slices:
    """The same sums by what lines have in common: `parameter` is the filter of their list, `words` its values."""

    first: str
    parameter: str
    sums: Mapping[Any, Sums]
    order: Iterable[Any]
    words: Callable[[Any], str]


def slices_table(sort: Sort, caption: str, pair: Pair, slices: Slices, whole: Sums) -> AmountTable:
    rows = [
        Row(slices.words(each), _led(sort, pair, slices.sums[each], {slices.parameter: each or NONE}))
        for each in slices.order
    ]
    heads = [str(pair[0]), *(reason.label for reason in sort.reasons), str(pair[1]), "Difference"]
    all_of_them = Row("All", _led(sort, pair, whole, {}), level="all")
    return AmountTable(caption, slices.first, heads, [*rows, all_of_them])


def _led(sort: Sort, pair: Pair, sums: Sums, narrowed: Mapping[str, Any]) -> list[Amount]:
    """Each number leads to its lines. What moved there and back is nought, and has lines all the same."""
    every = sort.lines_url(pair, **narrowed)
    by_reason = [
        Amount(sort.text(sums.by_reason(reason)), sort.lines_url(pair, reason=reason.value, **narrowed))
        if any(number for why, number in sums.lines.items() if why.reason == reason)
        else Amount(DASH)
        for reason in sort.reasons
    ]
    ends = [Amount(sort.text(each), every) for each in (sums.before, sums.after, sums.difference)]
    return [ends[0], *by_reason, *ends[1:]]
