"""How two totals differ, line by line: each difference in parts, each part with its reason, and sums of them."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Generic, TypeVar

from django.db import models

from change.reviews.amounts import ZERO

#: What makes two lines of different reviews the same line.
Key = TypeVar("Key", bound=Hashable)


class Reason(models.TextChoices):
    """In the order in which they lead from one total to the other. Money is re-baselined, FTE are changed."""

    ADDED = "added", "Added"
    REMOVED = "removed", "Removed"
    REBASELINED = "re-baselined", "Re-baselined"
    CHANGED = "changed", "Changed"
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
    CHANGED = "changed", "Changed"
    MOVED = "moved", "Moved between years"
    UNCHANGED = "unchanged", "Unchanged"

    @property
    def reason(self) -> Reason:
        return Reason(self.value.partition(":")[0])


@dataclass(frozen=True)
class Part:
    """So much of a line's difference, in pounds or FTE, has this reason."""

    why: Why
    amount: Decimal


@dataclass(frozen=True)
class Difference(Generic[Key]):
    """A line in both reviews, or in one (None in the other). Its parts add up to `after` less `before`."""

    key: Key
    before: Decimal | None
    after: Decimal | None
    parts: Sequence[Part]


@dataclass
class Sums:
    """What leads from one total to the other: what `raised` and `lowered` it by each reason, and on how many lines."""

    before: Decimal = ZERO
    after: Decimal = ZERO

    def __post_init__(self) -> None:
        self.raised: dict[Why, Decimal] = defaultdict(Decimal)
        self.lowered: dict[Why, Decimal] = defaultdict(Decimal)
        self.lines: dict[Why, int] = defaultdict(int)

    def add(self, each: Difference[Any]) -> None:
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


def sums_by(differences: Iterable[Difference[Key]], by: Callable[[Key], Hashable]) -> dict[Any, Sums]:
    """The sums of the lines that are alike in what `by` says of them."""
    found: dict[Any, Sums] = defaultdict(Sums)
    for each in differences:
        found[by(each.key)].add(each)
    return found


def sums_of(differences: Iterable[Difference[Any]]) -> Sums:
    found = Sums()
    for each in differences:
        found.add(each)
    return found
