"""Numbers by month as lines, one panel each: how a rate or a cost went. Drawn by components/control-chart.html.

Unlike a control chart this says nothing of chance; it shows what each month came to, also where some are not known.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from wmp.lib.charts import (
    BOTTOM,
    LEFT,
    NARROW,
    RIGHT,
    SHAPES,
    TOP,
    WIDE,
    Axes,
    Drawing,
    Drawn,
    Panel,
    Paper,
    Point,
    Text,
    month_labels,
    steps_to,
)


@dataclass(frozen=True)
class Trend:
    """One line: what it is of, with its unit, its value for each month (None where it is not known), and how a value
    reads."""

    name: str
    values: Sequence[Decimal | None]
    words: Callable[[Decimal], str] = str

    @property
    def known(self) -> list[tuple[int, Decimal]]:
        return [(place, value) for place, value in enumerate(self.values) if value is not None]


def trends(title: str, months: Sequence[date], lines: Sequence[Trend]) -> Drawn | None:
    """A chart of the lines that have something to show, nought at the bottom; None where none has.

    A month without a value has no mark, and the line runs on over it.
    """
    shown = [line for line in lines if line.known]
    if not shown:
        return None
    drawings = [_drawing(paper, months, shown) for paper in (WIDE, NARROW)]
    return Drawn(title, " ".join(_in_words(line, months) for line in shown), drawings)


def _drawing(paper: Paper, months: Sequence[date], lines: Sequence[Trend]) -> Drawing:
    panels = [_panel(paper, number, line, months) for number, line in enumerate(lines)]
    return Drawing(paper.name, paper.width, paper.panel * len(panels), LEFT, paper.width - RIGHT, panels)


def _panel(paper: Paper, number: int, line: Trend, months: Sequence[date]) -> Panel:
    offset = number * paper.panel
    step, most = steps_to(max(value for _, value in line.known))
    axes = Axes(paper, offset + TOP, offset + paper.panel - BOTTOM, len(months), most)
    points = [
        Point(axes.x(place), axes.y(value), f"{months[place]:%B %Y}: {line.words(value)}", False)
        for place, value in line.known
    ]
    return Panel(
        title=Text(0, offset + 16, line.name),
        shape=SHAPES[number % len(SHAPES)],
        top=axes.top,
        bottom=axes.bottom,
        line=" ".join(f"{point.x},{point.y}" for point in points),
        points=points,
        levels=[],
        changes=[],
        values=[Text(LEFT - 6, axes.y(value), str(value), "end") for value in range(0, most + 1, step)],
        months=month_labels(axes, months),
    )


def _in_words(line: Trend, months: Sequence[date]) -> str:
    """Where the line begins, its lowest and highest, and where it ends, for whoever does not see it."""

    def said(at: tuple[int, Decimal]) -> str:
        return f"{line.words(at[1])} in {months[at[0]]:%B %Y}"

    by_value = sorted(line.known, key=lambda at: at[1])
    if len(by_value) == 1:
        return f"{line.name}: {said(by_value[0])}."
    first, last = line.known[0], line.known[-1]
    return f"{line.name}: {said(first)}, {said(last)}; lowest {said(by_value[0])}, highest {said(by_value[-1])}."
