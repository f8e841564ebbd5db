"""Charts of figures, laid out on the server and drawn by templates/components/control-chart.html as SVG.

Here is geometry only: where each mark stands, in the units of the drawing. Marks differ by shape and by the way their
lines are broken, never by colour alone.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise
from math import ceil
from typing import NamedTuple

from wmp.lib.control_charts import Stretch, series_of
from wmp.lib.grids import Grid
from wmp.lib.words import spoken_list

SHAPES = ("circle", "square", "diamond")
# How far apart labels of months may stand.
MONTH_STEPS = (1, 3, 6, 12, 24, 60, 120)
# Room around a panel for the words on its axes and its title.
LEFT, RIGHT, TOP, BOTTOM = 40, 12, 40, 28
# Step changes may stand close together: their words take turns on two lines.
LINE = 17


class Paper(NamedTuple):
    """What a drawing is made for: its width, a panel's height, for how many months' labels there is room, and what a
    step change is called before its month.
    """

    name: str
    width: int
    panel: int
    labels: int
    change: str


WIDE, NARROW = Paper("wide", 860, 250, 7, "Step change "), Paper("narrow", 350, 230, 3, "")


def cut(words: str, longest: int) -> str:
    """A label in a drawing, which has room for so many characters."""
    return words if len(words) <= longest else f"{words[: longest - 1].rstrip()}…"


@dataclass(frozen=True)
class Text:
    """Words at a point; `anchor` is start, middle or end."""

    x: float
    y: float
    words: str
    anchor: str = "start"


@dataclass(frozen=True)
class Point:
    """One month's count; `outside` the limits it is drawn hollow and larger."""

    x: float
    y: float
    words: str
    outside: bool


@dataclass(frozen=True)
class Level:
    """The mean of a stretch from one side to the other, and its limits where it has any."""

    left: float
    right: float
    mean: float
    limits: Sequence[float]


@dataclass(frozen=True)
class Panel:
    """One series on axes of its own."""

    title: Text
    shape: str
    top: float
    bottom: float
    line: str
    points: Sequence[Point]
    levels: Sequence[Level]
    changes: Sequence[Text]
    values: Sequence[Text]
    months: Sequence[Text]


@dataclass(frozen=True)
class Drawing:
    """A whole chart for one width of paper. `left` and `right` are where its axes begin and end."""

    name: str
    width: int
    height: float
    left: float
    right: float
    panels: Sequence[Panel]


@dataclass(frozen=True)
class Drawn:
    """The chart of a computed table: for wide and for narrow screens, and what it shows in words."""

    title: str
    description: str
    drawings: Sequence[Drawing]


@dataclass(frozen=True)
class ControlChart:
    """A panel for each of a table's columns of monthly counts; the rows are the months, labelled YYYY-MM."""

    title: str
    series: Sequence[str]

    def draw(self, grid: Grid) -> Drawn | None:
        """Of a table without months, nothing."""
        if not grid.rows:
            return None
        months = [date.fromisoformat(f"{row.label}-01") for row in grid.rows]
        series = {name: series_of(grid, name) for name in self.series}
        said = [_in_words(name, found, months) for name, found in series.items()]
        drawings = [_drawing(paper, series, months) for paper in (WIDE, NARROW)]
        return Drawn(self.title, " ".join(said), drawings)


def _drawing(paper: Paper, series: dict[str, list[Stretch]], months: Sequence[date]) -> Drawing:
    panels = [
        _panel(paper, number * paper.panel, SHAPES[number % len(SHAPES)], name, found, months)
        for number, (name, found) in enumerate(series.items())
    ]
    height = paper.panel * len(panels)
    return Drawing(paper.name, paper.width, height, LEFT, paper.width - RIGHT, panels)


class Axes(NamedTuple):
    """Where a month and a count stand in a panel."""

    paper: Paper
    top: float
    bottom: float
    months: int
    most: int

    def x(self, place: float) -> float:
        """The middle of a month's share of the width."""
        return round(LEFT + (self.paper.width - LEFT - RIGHT) * (place + 0.5) / self.months, 1)

    def y(self, value: Decimal | int) -> float:
        return round(self.bottom - (self.bottom - self.top) * float(value) / self.most, 1)


def _panel(paper: Paper, offset: int, shape: str, name: str, found: Sequence[Stretch], months: Sequence[date]) -> Panel:
    step, most = _scale(found)
    top = offset + TOP + (LINE if len(found) > 2 else 0)
    axes = Axes(paper, top, offset + paper.panel - BOTTOM, len(months), most)
    points = [point for stretch in found for point in _points(stretch, axes, months)]
    return Panel(
        title=Text(0, offset + 16, f"{name}: mean {_rounded(found[-1].mean)}"),
        shape=shape,
        top=axes.top,
        bottom=axes.bottom,
        line=" ".join(f"{point.x},{point.y}" for point in points),
        points=points,
        levels=[_level(stretch, axes) for stretch in found],
        changes=[_change(number, *both, axes, months) for number, both in enumerate(pairwise(found))],
        values=[Text(LEFT - 6, axes.y(value), str(value), "end") for value in range(0, most + 1, step)],
        months=month_labels(axes, months),
    )


def month_labels(axes: Axes, months: Sequence[date]) -> list[Text]:
    """As many months as there is room to name. Those at either end lean inwards, so that nothing is cut off."""
    every = next((n for n in MONTH_STEPS if len(months) / n <= axes.paper.labels), MONTH_STEPS[-1])
    anchors = {0: "start", len(months) - 1: "end"} if len(months) > 1 else {}
    return [
        Text(axes.x(place), axes.bottom + 20, f"{months[place]:%b %Y}", anchors.get(place, "middle"))
        for place in range(0, len(months), every)
    ]


def _scale(found: Sequence[Stretch]) -> tuple[int, int]:
    """The step between values on the axis, and the highest of them: from nought, since these are counts."""
    return steps_to(max(Decimal(each) for stretch in found for each in (*stretch.values, *(stretch.limits() or ()))))


def steps_to(highest: Decimal | int) -> tuple[int, int]:
    """The step between values on an axis from nought, and the highest of them: in whole numbers."""
    step = next(n * 10**power for power in range(9) for n in (1, 2, 5) if highest <= 5 * n * 10**power)
    return step, max(step, ceil(highest / step) * step)


def _points(stretch: Stretch, axes: Axes, months: Sequence[date]) -> Iterator[Point]:
    lower, upper = stretch.limits() or (0, max(stretch.values))
    for place, value in enumerate(stretch.values, start=stretch.start):
        words = f"{months[place]:%B %Y}: {value}"
        yield Point(axes.x(place), axes.y(value), words, not lower <= value <= upper)


def _level(stretch: Stretch, axes: Axes) -> Level:
    left, right = axes.x(stretch.start - 0.5), axes.x(stretch.end - 0.5)
    limits = [axes.y(limit) for limit in stretch.limits() or ()]
    return Level(left, right, axes.y(stretch.mean), limits)


def _change(number: int, before: Stretch, after: Stretch, axes: Axes, months: Sequence[date]) -> Text:
    """The upright line at a step change: `x` is where it stands, and its words lean to where there is more room."""
    x = axes.x(after.start - 0.5)
    words = f"{axes.paper.change}{months[after.start]:%B %Y}: {_rounded(before.mean)} to {_rounded(after.mean)}"
    anchor = "end" if x > axes.paper.width / 2 else "start"
    return Text(x, axes.top - 6 - LINE * (number % 2), words, anchor)


def _in_words(name: str, found: Sequence[Stretch], months: Sequence[date]) -> str:
    """What a panel shows, for whoever does not see it."""
    means = [f"{_rounded(each.mean)} a month from {months[each.start]:%B %Y}" for each in found]
    last = f"{months[-1]:%B %Y}"
    return f"{name}: a mean of {spoken_list(means, last='then')} to {last}."


def _rounded(number: Decimal) -> str:
    return str(number.quantize(Decimal("0.1"), ROUND_HALF_UP))
