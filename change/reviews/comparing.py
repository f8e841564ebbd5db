"""Two benefits reviews compared line by line: every difference with its reason, to the penny.

A line is what one project (or a programme as a whole) costs or brings of one kind in one financial year, and its amount
is the one that counts: actual, else forecast, else planned. Costs are positive and benefits negative, as in the board's
figure. Lines without any amount, and lines of years outside their own review, count in neither.

Money moved between years only where both reviews cover the years and both have the kind for the project: what a year
that has left the review carried is removed with it, and never taken to have slipped into another.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NamedTuple

from django.db import models
from django.db.models import BooleanField, ExpressionWrapper, Sum
from django.db.models.functions import Coalesce

from change.portfolio.models import STANDALONE
from change.reviews.amounts import ZERO, counted, signed
from change.reviews.copying import is_closed
from change.reviews.models import BenefitsReview, FinancialLine
from change.reviews.moved import moved
from change.reviews.totals import WITHIN


class Reason(models.TextChoices):
    """In the order in which they lead from one total to the other."""

    ADDED = "added", "Added"
    REMOVED = "removed", "Removed"
    REBASELINED = "re-baselined", "Re-baselined"
    MOVED = "moved", "Moved between years"
    UNCHANGED = "unchanged", "Unchanged"


class Why(models.TextChoices):
    """A reason with what is behind it. Its value begins with that of its reason."""

    NEW_HOME = "added:home", "Added: new to the review"
    NEW_YEAR = "added:year", "Added: year now covered"
    NEW_PROGRAMME = "added:programme", "Added: from another programme"
    NEW_LINE = "added:line", "Added: a new line"
    CLOSED = "removed:closed", "Removed: closed by then"
    OLD_YEAR = "removed:year", "Removed: year no longer covered"
    OLD_PROGRAMME = "removed:programme", "Removed: to another programme"
    TAKEN_OUT = "removed:line", "Removed: taken out"
    REBASELINED = "re-baselined", "Re-baselined"
    MOVED = "moved", "Moved between years"
    UNCHANGED = "unchanged", "Unchanged"

    @property
    def reason(self) -> Reason:
        return Reason(self.value.partition(":")[0])


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


@dataclass(frozen=True)
class Part:
    """So much of a line's difference, in pounds, has this reason."""

    why: Why
    amount: Decimal


@dataclass(frozen=True)
class Difference:
    """A line in both reviews, or in one (None in the other). Its parts add up to `after` less `before`."""

    key: Key
    before: Decimal | None
    after: Decimal | None
    parts: Sequence[Part]


def compare(a: Side, b: Side, closed: Collection[Home] = ()) -> list[Difference]:
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


def _of_group(keys: Sequence[Key], a: Side, b: Side, homes: _Homes) -> Iterator[Difference]:
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
    """In the order in which a copy leaves lines behind: what is closed, then years outside."""
    if key.home in homes.closed:
        return Why.CLOSED
    if key.year not in b.years:
        return Why.OLD_YEAR
    return Why.OLD_PROGRAMME if key.home not in homes.after and _elsewhere(key.home, homes.after) else Why.TAKEN_OUT


def _elsewhere(home: Home, among: Collection[Home]) -> bool:
    """Does the project stand there under another programme?"""
    return home.project is not None and any(each.project == home.project for each in among)


# --- sums ---


@dataclass
class Sums:
    """What leads from one total to the other: pounds `raised` and `lowered` by each reason, and on how many lines."""

    before: Decimal = ZERO
    after: Decimal = ZERO

    def __post_init__(self) -> None:
        self.raised: dict[Why, Decimal] = defaultdict(Decimal)
        self.lowered: dict[Why, Decimal] = defaultdict(Decimal)
        self.lines: dict[Why, int] = defaultdict(int)

    def add(self, each: Difference) -> None:
        self.before += each.before or ZERO
        self.after += each.after or ZERO
        for part in each.parts:
            (self.raised if part.amount > 0 else self.lowered)[part.why] += part.amount
            self.lines[part.why] += 1

    def change(self, why: Why) -> Decimal:
        return self.raised.get(why, ZERO) + self.lowered.get(why, ZERO)

    def by_reason(self, reason: Reason) -> Decimal:
        return sum((self.change(why) for why in Why if why.reason == reason), ZERO)

    @property
    def difference(self) -> Decimal:
        return self.after - self.before


def sums_by(differences: Iterable[Difference], by: Callable[[Key], Hashable]) -> dict[Any, Sums]:
    """The sums of the lines that are alike in what `by` says of them."""
    found: dict[Any, Sums] = defaultdict(Sums)
    for each in differences:
        found[by(each.key)].add(each)
    return found


def sums_of(differences: Iterable[Difference]) -> Sums:
    found = Sums()
    for each in differences:
        found.add(each)
    return found


# --- read ---


@dataclass(frozen=True)
class Comparison:
    """Two reviews, their differences in the order of their names, and what programmes and projects are called."""

    before: BenefitsReview
    after: BenefitsReview
    differences: Sequence[Difference]
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


def _order(programmes: Mapping[int | None, str], projects: Mapping[int | None, str]) -> Callable[[Difference], Any]:
    """By programme, those under none last; in it what is of the whole, then projects; kinds as tables print them."""
    kinds = [*FinancialLine._meta.get_field("kind").flatchoices]
    places = {kind: place for place, (kind, _) in enumerate(kinds)}

    def order(each: Difference) -> Any:
        home, kind, year = each.key
        under = (home.programme is None, programmes.get(home.programme, ""), home.programme or 0)
        return *under, projects.get(home.project) or "", home.project or 0, places[kind], year

    return order
