"""Two benefits reviews compared line by line: every difference with its reason, to the penny.

A line is what one project (or a programme as a whole) costs or brings of one kind in one financial year, and its amount
is the one that counts: actual, else forecast, else planned. Costs are positive and benefits negative, as in the board's
figure. Lines without any amount, and lines of years outside their own review, count in neither.

Money moved between years only where both reviews cover the years and both have the kind for the project: what a year
that has left the review carried is removed with it, and never taken to have slipped into another.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NamedTuple

from django.db.models import BooleanField, ExpressionWrapper, Sum
from django.db.models.functions import Coalesce

from change.portfolio.models import STANDALONE
from change.reviews.amounts import ZERO, counted, signed
from change.reviews.copying import is_closed
from change.reviews.differences import Difference, Part, Why
from change.reviews.models import BenefitsReview, FinancialLine
from change.reviews.moved import moved
from change.reviews.totals import WITHIN


class Home(NamedTuple):
    """By key: a project under its programme, or under none; or a programme as a whole."""

    programme: int | None
    project: int | None


class Key(NamedTuple):
    """What makes two lines of different reviews the same line."""

    home: Home
    kind: str
    year: int


@dataclass(frozen=True)
class Side:
    """One review: the amount of each of its lines in pounds, costs positive and benefits negative, and its years."""

    amounts: Mapping[Key, Decimal]
    years: range


def compare(a: Side, b: Side, closed: Collection[Home] = ()) -> list[Difference[Key]]:
    """Every line of `a`, the earlier, and `b`, the later. `closed` are the homes that were closed by the day of `b`."""
    homes = _Homes({key.home for key in a.amounts}, {key.home for key in b.amounts}, closed)
    groups: dict[tuple[Home, str], list[Key]] = defaultdict(list)
    for key in sorted(a.amounts.keys() | b.amounts.keys(), key=lambda key: key.year):
        groups[key.home, key.kind].append(key)
    return [each for keys in groups.values() for each in _of_group(keys, a, b, homes)]


class _Homes(NamedTuple):
    before: Collection[Home]
    after: Collection[Home]
    closed: Collection[Home]


def _of_group(keys: Sequence[Key], a: Side, b: Side, homes: _Homes) -> Iterator[Difference[Key]]:
    """The lines of one kind of one home, year by year."""
    pairs = {key: (a.amounts.get(key), b.amounts.get(key)) for key in keys}
    shifts = moved(
        {
            key.year: _difference(pair)
            for key, pair in pairs.items()
            if key.year in a.years and key.year in b.years and not (pair[1] is None and key.home in homes.closed)
        }
        if _in_both(pairs.values())
        else {}
    )
    for key, (before, after) in pairs.items():
        shift = shifts.get(key.year, ZERO)
        rest = _difference((before, after)) - shift
        parts = [Part(Why.MOVED, shift)] if shift else []
        if rest or not parts:
            parts.append(Part(_why(key, before, after, a, b, homes), rest))
        yield Difference(key, before, after, parts)


def _in_both(pairs: Iterable[tuple[Decimal | None, Decimal | None]]) -> bool:
    pairs = list(pairs)
    return any(before is not None for before, _ in pairs) and any(after is not None for _, after in pairs)


def _difference(pair: tuple[Decimal | None, Decimal | None]) -> Decimal:
    return (pair[1] or ZERO) - (pair[0] or ZERO)


def _why(key: Key, before: Decimal | None, after: Decimal | None, a: Side, b: Side, homes: _Homes) -> Why:
    if before is None:
        return _why_added(key, a, homes)
    if after is None:
        return _why_removed(key, b, homes)
    return Why.UNCHANGED if before == after else Why.REBASELINED


def _why_added(key: Key, a: Side, homes: _Homes) -> Why:
    if key.home not in homes.before:
        return Why.NEW_PROGRAMME if _elsewhere(key.home, homes.before) else Why.NEW_HOME
    return Why.NEW_LINE if key.year in a.years else Why.NEW_YEAR


def _why_removed(key: Key, b: Side, homes: _Homes) -> Why:
    """As a copy tells what it left out (`left_out`): years outside, also of what is closed; then what is closed."""
    if key.year not in b.years:
        return Why.OLD_YEAR
    if key.home in homes.closed:
        return Why.CLOSED
    return Why.OLD_PROGRAMME if key.home not in homes.after and _elsewhere(key.home, homes.after) else Why.TAKEN_OUT


def _elsewhere(home: Home, among: Collection[Home]) -> bool:
    """Does the project stand there under another programme?"""
    return home.project is not None and any(each.project == home.project for each in among)


@dataclass(frozen=True)
class Comparison:
    """Two reviews, their differences in the order of their names, and what programmes and projects are called."""

    before: BenefitsReview
    after: BenefitsReview
    differences: Sequence[Difference[Key]]
    programmes: Mapping[int | None, str]
    projects: Mapping[int | None, str]


def comparison(before: BenefitsReview, after: BenefitsReview, user: Any) -> Comparison:
    """What `user` may see of it. One query, however many lines."""
    rows = _rows(before, after, user)
    programmes = {None: STANDALONE} | {row["home"]: row["under"] for row in rows if row["home"]}
    projects = {row["project"]: row["project__name"] for row in rows}
    closed = {Home(row["home"], row["project"]) for row in rows if row["closed"]}
    found = compare(_side(before, rows), _side(after, rows), closed)
    return Comparison(before, after, sorted(found, key=_order(programmes, projects)), programmes, projects)


def _rows(before: BenefitsReview, after: BenefitsReview, user: Any) -> list[dict[str, Any]]:
    lines = FinancialLine.objects.visible_to(user).filter(WITHIN, review__in=[before.pk, after.pk]).order_by()
    named: Any = lines.annotate(
        home=Coalesce("programme", "project__programme"),
        under=Coalesce("programme__name", "project__programme__name"),
        closed=ExpressionWrapper(is_closed(after.as_at), BooleanField()),
    )
    alike = named.values("review", "home", "under", "project", "project__name", "kind", "financial_year", "closed")
    return list(alike.annotate(amount=Sum(signed(counted()))))


def _side(review: BenefitsReview, rows: Iterable[Mapping[str, Any]]) -> Side:
    amounts = {
        Key(Home(row["home"], row["project"]), row["kind"], row["financial_year"]): row["amount"]
        for row in rows
        if row["review"] == review.pk and row["amount"] is not None
    }
    return Side(amounts, range(review.first_year, review.last_year + 1))


def _order(
    programmes: Mapping[int | None, str], projects: Mapping[int | None, str]
) -> Callable[[Difference[Key]], Any]:
    """By programme, those under none last; in it what is of the whole, then projects; kinds as tables print them."""
    kinds = [*FinancialLine._meta.get_field("kind").flatchoices]
    places = {kind: place for place, (kind, _) in enumerate(kinds)}

    def order(each: Difference[Key]) -> Any:
        home, kind, year = each.key
        under = (home.programme is None, programmes.get(home.programme, ""), home.programme or 0)
        return *under, projects.get(home.project) or "", home.project or 0, places[kind], year

    return order
