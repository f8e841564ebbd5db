"""What a drawing is made of, and what several kinds of charts need to know of it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import ceil, floor
from typing import ClassVar, NamedTuple

from wmp.lib.grids import Cell, Column

INK, QUIET, PALE, WHITE = "#12284c", "#4b5563", "#c3c9d2", "#ffffff"
SMALL = 13
# The width of a letter at that size, on average.
LETTER = 6.6
#: Shapes of the points of a series, hollow or not, and how its line is broken.
STYLES = (
    ("circle", False, ""),
    ("square", True, "7 4"),
    ("diamond", False, "2 3"),
    ("triangle", True, "10 3 2 3"),
    ("circle", True, "14 5"),
)
#: What bars of the series are filled with, by the names of patterns in the template.
FILLS = ("solid", "hollow", "hatched", "pale", "crossed")
MOST_SERIES = len(STYLES)


class Say(NamedTuple):
    """How a label, and a cell of a column, read."""

    label: Callable[[str], str]
    value: Callable[[Cell, Column], str]


class Paper(NamedTuple):
    """What a drawing is made for, and its width."""

    name: str
    width: int


PAPERS = (Paper("wide", 720), Paper("narrow", 350))


@dataclass(frozen=True)
class Text:
    """Words at a point; `anchor` is start, middle or end."""

    kind: ClassVar[str] = "text"
    x: float
    y: float
    words: str
    anchor: str = "start"
    bold: bool = False
    size: int = SMALL


@dataclass(frozen=True)
class Line:
    kind: ClassVar[str] = "line"
    x1: float
    y1: float
    x2: float
    y2: float
    width: float = 1
    dash: str = ""
    colour: str = INK


@dataclass(frozen=True)
class Path:
    """Points joined by straight lines."""

    kind: ClassVar[str] = "path"
    points: str
    dash: str = ""


@dataclass(frozen=True)
class Shape:
    """The mark of one point, with what it says."""

    kind: ClassVar[str] = "shape"
    x: float
    y: float
    shape: str
    hollow: bool
    words: str = ""
    size: float = 4

    @property
    def corners(self) -> str:
        """Of what is no circle."""
        r = self.size
        around = {
            "square": ((-r, -r), (r, -r), (r, r), (-r, r)),
            "diamond": ((0, -1.4 * r), (1.4 * r, 0), (0, 1.4 * r), (-1.4 * r, 0)),
            "triangle": ((0, -1.3 * r), (1.2 * r, r), (-1.2 * r, r)),
        }[self.shape]
        return " ".join(f"{round(self.x + x, 1)},{round(self.y + y, 1)}" for x, y in around)


@dataclass(frozen=True)
class Bar:
    kind: ClassVar[str] = "bar"
    x: float
    y: float
    width: float
    height: float
    fill: str
    words: str = ""


Mark = Text | Line | Path | Shape | Bar


@dataclass(frozen=True)
class Drawing:
    """A whole chart for one width of paper."""

    name: str
    width: int
    height: float
    marks: Sequence[Mark]


@dataclass(frozen=True)
class Plot:
    """A chart in a wide and a narrow drawing that show the same, and what it shows in words."""

    title: str
    description: str
    drawings: Sequence[Drawing]
    note: str = ""

    @property
    def wide(self) -> Drawing:
        return self.drawings[0]

    @property
    def narrow(self) -> Drawing:
        return self.drawings[1]


class Scale(NamedTuple):
    """An axis of values from `least` to `most` by `step`."""

    least: float
    most: float
    step: float

    def share(self, value: float) -> float:
        """Where a value stands, from 0 at the least to 1 at the most."""
        return (value - self.least) / (self.most - self.least)

    def values(self) -> list[float]:
        count = round((self.most - self.least) / self.step)
        return [self.least + place * self.step for place in range(count + 1)]


def scale(values: Sequence[Decimal | int], *, from_nought: bool) -> Scale:
    """About five steps of 1, 2 or 5 times a power of ten. Nought is on it, unless all values lie far from it and
    nothing depends on their lengths."""
    low, high = float(min(values)), float(max(values))
    if from_nought or not low > 0.6 * high > 0:
        low, high = min(low, 0), max(high, 0)
    else:  # small moves are not to look like large ones
        low = min(low, 0.9 * high)
    width = (high - low) or abs(high) or 1
    step = next(n * 10.0**power for power in range(-6, 12) for n in (1, 2, 5) if width <= 5 * n * 10.0**power)
    least = floor(round(low / step, 6)) * step
    return Scale(least, max(ceil(round(high / step, 6)) * step, least + step), step)


def tick(value: float, axis: Scale, unit: str) -> str:
    """A value of an axis: 40%, £2.5m, 1,200."""
    size, letter = 1.0, ""
    if unit == "pounds":
        size, letter = next(((n, s) for n, s in ((1e6, "m"), (1e3, "k")) if axis.step >= n / 2), (1.0, ""))
    shown = f"{abs(value) / size:,.6f}".rstrip("0").rstrip(".")
    sign = "-" if value < 0 and shown != "0" else ""
    match unit:
        case "percent" | "percent of target":
            return f"{sign}{shown}%"
        case "pounds":
            return f"{sign}£{shown}{letter}" if shown != "0" else "£0"
        case _:
            return f"{sign}{shown}"


def wrapped(words: str, most: int, lines: int) -> list[str]:
    """At most so many lines of so many letters, broken between words; what has no room is cut short."""
    found = [""]
    for word in words.split():
        if found[-1] and len(found[-1]) + 1 + len(word) > most:
            found.append("")
        found[-1] = f"{found[-1]} {word}".strip()
    if len(found) > lines:
        found = [*found[: lines - 1], f"{found[lines - 1]} …"]
    return [each if len(each) <= most else f"{each[: max(most - 1, 1)]}…" for each in found]


def shortened(name: str, width: int, sample: int) -> str:
    """A name in a key, which is no longer than its line."""
    return wrapped(name, int((width - sample) / LETTER), 1)[0]


def in_rows(names: Sequence[str], width: int, sample: int) -> Iterator[tuple[float, int]]:
    """Where each entry of a key begins, and in which line of it: `sample` is the room for the mark before its name."""
    x, line = 0.0, 0
    for name in names:
        # Capitals are half as wide again as the others are on average: PCSO.
        needed = sample + (len(name) + sum(map(str.isupper, name)) / 2) * LETTER + 18
        if x and x + needed > width:
            x, line = 0.0, line + 1
        yield round(x, 1), line
        x += needed
