"""A waterfall, laid out on the server: from one total to another by the steps between, each a bar of its own.

Here is geometry only, in the units of the drawing. Steps differ by shape and filling, never by colour alone: a total is
a full bar, a step that raises it an open arrow to the right, one that lowers it a filled arrow to the left. Where the
steps are small against the totals, the axis does not begin at nought, and the totals' bars are drawn broken.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from wmp.lib.charts import Text, cut
from wmp.lib.words import money

ZERO = Decimal(0)
#: Less than this share of the way from nought to the totals, and steps would be hairs beside them.
HAIR = Decimal("0.2")
#: The least that a step is drawn with: nothing that is not nought is left out.
LEAST = 2.0
TIP = 7.0
THICK = 18


class Step(NamedTuple):
    """A total, or what is added to it to come to the next; `words` say how much."""

    label: str
    amount: Decimal
    words: str
    is_total: bool = False

    @classmethod
    def money(cls, label: str, amount: Decimal, is_total: bool = False) -> "Step":
        """In pounds."""
        return cls(label, amount, money(amount) if is_total or amount <= 0 else f"+{money(amount)}", is_total)


class Paper(NamedTuple):
    """What a drawing is made for: its width, where its bars begin and end, how high a step is, where in it the bar
    begins, and how many characters of a label fit.
    """

    name: str
    width: int
    left: int
    right: int
    row: int
    bar: int
    longest: int


# On a narrow screen the words stand above their bar.
WIDE = Paper("wide", 860, 300, 710, 34, 8, 42)
NARROW = Paper("narrow", 350, 6, 344, 52, 24, 32)


@dataclass(frozen=True)
class Bar:
    """One step: its words and number, its outline, and the line down to the next one's beginning."""

    words: str
    label: Text
    value: Text
    outline: str
    look: str
    broken: str
    top: float
    bottom: float
    join: tuple[float, float, float] | None


@dataclass(frozen=True)
class Drawing:
    name: str
    width: int
    height: float
    zero: float | None
    bars: Sequence[Bar]


@dataclass(frozen=True)
class Waterfall:
    """For wide and for narrow screens, with what it shows in words."""

    title: str
    description: str
    drawings: Sequence[Drawing]
    is_broken: bool


class _Axis(NamedTuple):
    paper: Paper
    low: Decimal
    high: Decimal

    def x(self, level: Decimal) -> float:
        share = float((level - self.low) / (self.high - self.low))
        return round(self.paper.left + (self.paper.right - self.paper.left) * share, 1)


def waterfall(title: str, steps: Sequence[Step]) -> Waterfall | None:
    """The picture of steps that begin and end with a total. None where there is nothing but noughts."""
    if not any(step.amount for step in steps):
        return None
    spans = _spans(steps)
    low, high = _reach(spans)
    said = "; ".join(f"{step.label}: {step.words}" for step in steps)
    drawings = [_drawing(_Axis(paper, low, high), steps, spans) for paper in (WIDE, NARROW)]
    return Waterfall(title, f"{said}.", drawings, not low <= 0 <= high)


def _spans(steps: Sequence[Step]) -> list[tuple[Decimal, Decimal]]:
    """From which level to which each step goes: totals from nought, others from where the one before ended."""
    found, level = [], ZERO
    for step in steps:
        begins = ZERO if step.is_total else level
        level = begins + step.amount
        found.append((begins, level))
    return found


def _reach(spans: Sequence[tuple[Decimal, Decimal]]) -> tuple[Decimal, Decimal]:
    """The least and the greatest level of the axis: nought among them, unless steps could hardly be seen then."""
    levels = [end for _, end in spans]
    low, high = min(levels), max(levels)
    far = max(abs(low), abs(high))
    if low != high and (low > 0 or high < 0) and high - low < HAIR * far:
        room = (high - low) / 3
        return low - room, high + room
    return min(low, ZERO), max(high, ZERO)


def _drawing(axis: _Axis, steps: Sequence[Step], spans: Sequence[tuple[Decimal, Decimal]]) -> Drawing:
    paper = axis.paper
    bars = [_bar(axis, number, step, spans) for number, step in enumerate(steps)]
    zero = axis.x(ZERO) if axis.low <= 0 <= axis.high else None
    return Drawing(paper.name, paper.width, paper.row * len(steps) + 4, zero, bars)


def _bar(axis: _Axis, number: int, step: Step, spans: Sequence[tuple[Decimal, Decimal]]) -> Bar:
    paper, (begins, ends) = axis.paper, spans[number]
    top = number * paper.row + paper.bar
    whole = axis.low <= begins <= axis.high
    # A total whose nought lies beyond the drawing begins at its edge.
    x = axis.x(begins) if whole else float(paper.left if begins < axis.low else paper.right)
    to = axis.x(ends)
    beside = paper.left > 100
    words_at = top + THICK - 5 if beside else top - 7
    label = Text(0, words_at, cut(step.label, paper.longest))
    value = Text(paper.width, words_at, step.words, "end")
    look = "total" if step.is_total else "none" if not step.amount else "more" if step.amount > 0 else "less"
    join = (to, top + THICK, top + paper.row) if number < len(spans) - 1 else None
    broken = "" if whole else _break(x, to, top)
    said = f"{step.label}: {step.words}"
    return Bar(said, label, value, _outline(x, to, top, look), look, broken, top - 4, top + THICK + 4, join)


def _outline(x: float, to: float, top: float, look: str) -> str:
    """The path of a bar between two places: square, or with a tip at the end it leads to."""
    if look == "none":
        return f"M{x} {top}V{top + THICK}"
    if abs(to - x) < LEAST:
        to = x + (LEAST if look == "more" or (look == "total" and to >= x) else -LEAST)
    if look == "total":
        return f"M{x} {top}H{to}V{top + THICK}H{x}Z"
    tip = min(TIP, abs(to - x)) * (1 if to > x else -1)
    return f"M{x} {top}H{round(to - tip, 1)}L{to} {top + THICK / 2}L{round(to - tip, 1)} {top + THICK}H{x}Z"


def _break(x: float, to: float, top: float) -> str:
    """A gap across a bar near the edge at which it begins."""
    at = x + (14 if to > x else -14)
    return f"M{at - 5} {top + THICK + 3}L{at + 1} {top - 3}M{at - 1} {top + THICK + 3}L{at + 5} {top - 3}"
