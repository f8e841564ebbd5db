"""Shares of several groups with how sure they are, laid out on the server and drawn by components/range-chart.html.

One line a group: a mark where the share is, a thick and a thin bar for the intervals around it, a hollow mark for what
it was before. Marks differ by shape and width, never by colour alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

# Room at the sides, above the first line and below the last, for the words of the axis.
LEFT, RIGHT, TOP, BOTTOM = 14, 30, 10, 26
STEPS = (5, 10, 20, 25)
Interval = tuple[float, float]


class Paper(NamedTuple):
    """Width, the height of a line, and how much of the left side is for its words; without, they stand above it."""

    name: str
    width: int
    line: int
    words: int


WIDE, NARROW = Paper("wide", 860, 32, 270), Paper("narrow", 350, 50, 0)


@dataclass(frozen=True)
class Ranged:
    """One group: its share in per cent, or None where it is withheld; `words` say it all for whoever does not see."""

    label: str
    words: str
    value: float | None = None
    inner: Interval | None = None
    outer: Interval | None = None
    before: float | None = None


@dataclass(frozen=True)
class Bar:
    x: float
    width: float


@dataclass(frozen=True)
class Mark:
    """One line as it is drawn: where its words begin, and where on the axis each part of it is."""

    words: str
    label: str
    text_x: float
    text_y: float
    y: float
    x: float | None
    inner: Bar | None
    outer: Bar | None
    before: float | None


@dataclass(frozen=True)
class Tick:
    x: float
    words: str


@dataclass(frozen=True)
class Drawing:
    """The chart for one width of paper."""

    name: str
    width: int
    height: float
    top: float
    bottom: float
    axis: float
    ticks: Sequence[Tick]
    marks: Sequence[Mark]


@dataclass(frozen=True)
class Drawn:
    title: str
    description: str
    drawings: Sequence[Drawing]


def draw(title: str, lines: Sequence[Ranged]) -> Drawn | None:
    """The chart of these groups, in their order; None where no share of them is told."""
    told = [line for line in lines if line.value is not None]
    if not told:
        return None
    ends = [each[1] for line in told for each in (line.inner, line.outer) if each]
    highest = max([*ends, *(line.value or 0 for line in told), *(line.before or 0 for line in told)])
    step = next((step for step in STEPS if highest <= 5 * step), STEPS[-1])
    most = min(100, max(step, -(-highest // step) * step))
    drawings = [_drawing(paper, lines, step, most) for paper in (WIDE, NARROW)]
    return Drawn(title, " ".join(line.words for line in lines), drawings)


def _drawing(paper: Paper, lines: Sequence[Ranged], step: int, most: float) -> Drawing:
    left = paper.words or LEFT
    bottom = TOP + paper.line * len(lines)

    def x(value: float) -> float:
        return round(left + (paper.width - left - RIGHT) * min(max(value, 0), most) / most, 1)

    def bar(interval: Interval | None) -> Bar | None:
        return Bar(x(interval[0]), round(x(interval[1]) - x(interval[0]), 1)) if interval else None

    marks = []
    for place, line in enumerate(lines):
        y = TOP + paper.line * (place + (0.5 if paper.words else 0.72))
        text_y = y + 4 if paper.words else TOP + paper.line * place + 18
        shown = None if line.value is None else x(line.value)
        before = None if line.before is None else x(line.before)
        marks.append(
            Mark(line.words, line.label, 0, text_y, y, shown, bar(line.inner), bar(line.outer), before),
        )
    ticks = [Tick(x(value), f"{value}%") for value in range(0, int(most) + 1, step)]
    return Drawing(paper.name, paper.width, bottom + BOTTOM, TOP, bottom, left, ticks, marks)
