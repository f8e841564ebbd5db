"""Lines of series in time, in one panel or below each other. A point without a value is a gap."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from wmp.lib.grids import Cell, Column
from wmp.lib.plots.marks import (
    LETTER,
    PALE,
    PAPERS,
    QUIET,
    STYLES,
    Drawing,
    Line,
    Mark,
    Paper,
    Path,
    Plot,
    Say,
    Scale,
    Shape,
    Text,
    in_rows,
    scale,
    shortened,
    tick,
)
from wmp.lib.time_labels import short, spoken

RIGHT, KEY, AXIS = 22, 22, 34
HEIGHTS = {"wide": 200, "narrow": 150}
# How much room the words of a time need, with some between.
TIME = 84


@dataclass(frozen=True)
class Series:
    """One line: its name, its cells in the order of time, and the column that says how they are printed."""

    name: str
    cells: Sequence[Cell]
    column: Column


@dataclass(frozen=True)
class Panel:
    """Series on axes of their own. `means`, `limits` and `changes` are cells of the same times, where a control chart
    has them."""

    series: Sequence[Series]
    title: str = ""
    means: Sequence[Cell] = ()
    limits: Sequence[Sequence[Cell]] = field(default_factory=list)
    changes: Sequence[Cell] = ()

    def values(self) -> list[Decimal | int]:
        every = [*(each.cells for each in self.series), self.means, *self.limits]
        return [cell.value for cells in every for cell in cells if cell.value is not None]


def lines(title: str, times: Sequence[str], panels: Sequence[Panel], say: Say) -> Plot | None:
    """Nothing where no series has two values."""
    if not any(sum(cell.value is not None for cell in each.cells) > 1 for panel in panels for each in panel.series):
        return None
    drawings = [_drawing(paper, times, panels, say) for paper in PAPERS]
    said = [_in_words(each, times, say) for panel in panels for each in panel.series]
    lifted = any(_scale(panel).least > 0 for panel in panels)
    notes = ["The axis does not begin at nought." if lifted else ""]
    if any(cell.value is not None for panel in panels for cell in panel.means):
        notes.append(
            "Thick lines: the mean of the months between step changes. Dashed lines: natural process limits. Dotted "
            "upright lines: a step change."
        )
    return Plot(title, " ".join(each for each in said if each), drawings, " ".join(each for each in notes if each))


def _scale(panel: Panel) -> Scale:
    return scale(panel.values() or [0], from_nought=bool(panel.means))


def _drawing(paper: Paper, times: Sequence[str], panels: Sequence[Panel], say: Say) -> Drawing:
    marks: list[Mark] = []
    y = 0.0
    for panel in panels:
        laid = _Laying(paper, times, panel, say, y)
        marks += laid.marks()
        y = laid.bottom + AXIS
    return Drawing(paper.name, paper.width, y, marks)


class _Laying:
    """One panel, from `top` down."""

    def __init__(self, paper: Paper, times: Sequence[str], panel: Panel, say: Say, top: float) -> None:
        self.paper, self.times, self.panel, self.say = paper, times, panel, say
        self.axis = _scale(panel)
        self.unit = panel.series[0].column.unit
        self.ticks = [tick(value, self.axis, self.unit) for value in self.axis.values()]
        self.left = round(max(len(each) for each in self.ticks) * LETTER + 12)
        self.names = [shortened(each.name, paper.width, 44) for each in panel.series]
        self.key = list(in_rows(self.names, paper.width, 44))
        self.above = top + (self.key[-1][1] + 1) * KEY + 12
        self.key_top = top
        self.height = HEIGHTS[paper.name]
        self.bottom = self.above + self.height

    def marks(self) -> Iterator[Mark]:
        yield from self._frame()
        yield from self._levels()
        for series, name, style, (x, line) in zip(self.panel.series, self.names, STYLES, self.key, strict=False):
            yield from self._in_key(name, style, x, self.key_top + line * KEY + 14)
            yield from self._line(series, style)

    def _frame(self) -> Iterator[Mark]:
        for value, words in zip(self.axis.values(), self.ticks, strict=True):
            y = self._y(value)
            yield Line(self.left, y, self.paper.width - RIGHT, y, 0.75, colour=PALE)
            yield Text(self.left - 6, y + 4, words, "end")
        width = self.paper.width - RIGHT - self.left
        most = max(int(width / TIME), 2)
        every = -(-len(self.times) // most)
        for place in range(0, len(self.times), every):
            x = self._x(place)
            yield Line(x, self.bottom, x, self.bottom + 5, 1, colour=QUIET)
            yield Text(x, self.bottom + 20, short(self.times[place]), self._anchor(place))

    def _anchor(self, place: int) -> str:
        """Words at either end lean inwards, so that nothing is cut off."""
        if place == len(self.times) - 1:
            return "end" if self._x(place) + TIME / 2 > self.paper.width else "middle"
        return "start" if self._x(place) < TIME / 2 else "middle"

    def _levels(self) -> Iterator[Mark]:
        """Means and limits month by month, and an upright line where the mean steps."""
        for cells, thick, dash in [(self.panel.means, 3.0, ""), *((each, 1.0, "6 4") for each in self.panel.limits)]:
            for first, last, cell in _stretches(cells):
                y = self._y(float(cell.value or 0))
                yield Line(self._x(first - 0.5), y, self._x(last + 0.5), y, thick, dash, QUIET)
        for place, cell in enumerate(self.panel.changes):
            if cell.value is not None:
                x = self._x(place - 0.5)
                yield Line(x, self.above - 4, x, self.bottom, 2, "2 3")

    def _in_key(self, name: str, style: tuple[str, bool, str], x: float, y: float) -> Iterator[Mark]:
        shape, hollow, dash = style
        yield Path(f"{x},{y - 4} {x + 36},{y - 4}", dash)
        yield Shape(x + 18, y - 4, shape, hollow)
        yield Text(x + 43, y, name)

    def _line(self, series: Series, style: tuple[str, bool, str]) -> Iterator[Mark]:
        shape, hollow, dash = style
        points = [
            None if cell.value is None else (self._x(place), self._y(float(cell.value)))
            for place, cell in enumerate(series.cells)
        ]
        for run in _runs(points):
            if len(run) > 1:
                yield Path(" ".join(f"{x},{y}" for x, y in run), dash)
        size = 4 if len(self.times) <= 15 or self.paper.name == "wide" else 2.5
        for place, point in enumerate(points):
            if point:
                words = f"{series.name}, {short(self.times[place])}: "
                words += self.say.value(series.cells[place], series.column)
                yield Shape(*point, shape, hollow, words, size)

    def _x(self, place: float) -> float:
        width = self.paper.width - RIGHT - self.left
        return round(self.left + width * (place + 0.5) / len(self.times), 1)

    def _y(self, value: float) -> float:
        return round(self.bottom - self.height * self.axis.share(value), 1)


def _runs(points: Sequence[tuple[float, float] | None]) -> Iterator[list[tuple[float, float]]]:
    """Points beside each other that are all there."""
    run: list[tuple[float, float]] = []
    for point in [*points, None]:
        if point:
            run.append(point)
        elif run:
            yield run
            run = []


def _stretches(cells: Sequence[Cell]) -> Iterator[tuple[int, int, Cell]]:
    """The first and last place of cells beside each other that have the same value."""
    first = 0
    for place, cell in enumerate(cells):
        if place + 1 == len(cells) or cells[place + 1].value != cell.value:
            if cell.value is not None:
                yield first, place, cell
            first = place + 1


def _in_words(series: Series, times: Sequence[str], say: Say) -> str:
    """Where the line begins and ends, its lowest and highest, and how much of it is not told."""
    known = [(cell, place) for place, cell in enumerate(series.cells) if cell.value is not None]
    if not known:
        return ""

    def said(at: tuple[Cell, int]) -> str:
        return f"{say.value(at[0], series.column)} {spoken(times[at[1]])}"

    ordered = sorted(known, key=lambda at: at[0].value or 0)
    withheld = sum(bool(cell.withheld) for cell in series.cells)
    words = f"{series.name}: {said(known[0])}, {said(known[-1])}"
    if len(known) > 2:
        of = " of those printed" if withheld else ""
        words += f"; lowest{of} {said(ordered[0])}, highest {said(ordered[-1])}"
    return f"{words}; {withheld} withheld." if withheld else f"{words}."
