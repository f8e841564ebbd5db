"""The timeline of the portfolio, laid out on the server: a lane for each project, and its milestones in it.

Here is geometry only, in the units of the drawing. Marks differ by shape: a hollow diamond is the baseline, a filled
triangle the forecast, a filled circle the day on which a milestone was met. A line joins the two where they differ.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from change.portfolio import slippage
from change.portfolio.delivery import Milestone
from change.portfolio.overview import Line, by_programme
from wmp.lib.charts import cut
from wmp.lib.words import counted, financial_year, long_day

# No picture reaches further than so many financial years before and after today's: one slip of the finger would make
# all others unreadable. What lies beyond stands in the table.
BEFORE, AFTER = 3, 5
AXIS, GAP = 34, 8


class Paper(NamedTuple):
    """What a drawing is made for: its width, room for names beside the lanes (or above them, where there is none), how
    high a lane and a programme's name are, and how many characters of a name fit.
    """

    name: str
    width: int
    left: int
    lane: int
    heading: int
    longest: int


WIDE, NARROW = Paper("wide", 860, 210, 30, 32, 30), Paper("narrow", 350, 0, 46, 32, 46)
RIGHT = 12


class Word(NamedTuple):
    x: float
    y: float
    words: str
    whole: str = ""


class Year(NamedTuple):
    """A financial year: where it begins, and its label; "" where there is no room for one."""

    x: float
    middle: float
    label: str


class Bar(NamedTuple):
    x: float
    width: float


@dataclass(frozen=True)
class Mark:
    """A milestone: its baseline, the day it is expected or came (`shape`: triangle or circle), and what it says."""

    x: float
    to: float
    shape: str
    words: str


@dataclass(frozen=True)
class Lane:
    y: float
    name: Word
    bar: Bar | None
    marks: Sequence[Mark]


@dataclass(frozen=True)
class Drawing:
    name: str
    width: int
    height: float
    left: float
    right: float
    today: float
    years: Sequence[Year]
    headings: Sequence[Word]
    lanes: Sequence[Lane]


@dataclass(frozen=True)
class Picture:
    """For wide and for narrow screens, with what it shows in words and what it leaves out."""

    drawings: Sequence[Drawing]
    description: str
    left_out: str


class Span(NamedTuple):
    """The days that the picture shows: whole financial years."""

    first: int
    last: int

    @property
    def start(self) -> date:
        return date(self.first, 4, 1)

    @property
    def days(self) -> int:
        return (date(self.last + 1, 4, 1) - self.start).days

    def holds(self, milestone: Milestone) -> bool:
        days = (milestone.baseline, milestone.expected_on)
        return all(self.start <= day < date(self.last + 1, 4, 1) for day in days)


def year_of(day: date) -> int:
    """The April in which the financial year of a day begins."""
    return day.year if day.month >= 4 else day.year - 1


def span_of(lines: Sequence[Line], today: date) -> Span:
    """From the year of the first mark to that of the last, and today's at least."""
    years = [year_of(day) for line in lines for each in line.milestones for day in (each.baseline, each.expected_on)]
    now = year_of(today)
    near = [year for year in years if now - BEFORE <= year <= now + AFTER]
    return Span(min(now, *near), max(now, *near)) if near else Span(now, now)


def picture_of(lines: Sequence[Line], today: date) -> Picture | None:
    """None where no project has a milestone."""
    every = [each for line in lines for each in line.milestones]
    if not every:
        return None
    span = span_of(lines, today)
    beyond = sum(not span.holds(each) for each in every)
    late = sum(each.slippage_on(today) > 0 for each in every)
    description = (
        f"{counted(len(every), 'milestone')} of {counted(len(lines), 'project')}, {late} of them later than the"
        f" baseline, from {financial_year(span.first)} to {financial_year(span.last)}. The table has each of them."
    )
    left_out = f"{counted(beyond, 'milestone')} beyond these years: in the table only." if beyond else ""
    return Picture([_drawing(paper, lines, span, today) for paper in (WIDE, NARROW)], description, left_out)


class _Axis(NamedTuple):
    paper: Paper
    span: Span

    @property
    def right(self) -> float:
        return self.paper.width - RIGHT

    @property
    def left(self) -> float:
        return self.paper.left or RIGHT

    def x(self, day: date) -> float:
        """Where a day stands; days beyond the picture at its edge."""
        part = (day - self.span.start).days / self.span.days
        return round(self.left + (self.right - self.left) * min(max(part, 0), 1), 1)


def _drawing(paper: Paper, lines: Sequence[Line], span: Span, today: date) -> Drawing:
    axis = _Axis(paper, span)
    headings, lanes, y = [], [], float(AXIS)
    for programme, those in by_programme(lines):
        headings.append(Word(0, y + paper.heading - 10, cut(programme, 60), programme))
        y += paper.heading
        for line in those:
            lanes.append(_lane(line, axis, y, today))
            y += paper.lane
    return Drawing(
        paper.name, paper.width, y + GAP, axis.left, axis.right, axis.x(today), list(_years(axis)), headings, lanes
    )


def _years(axis: _Axis) -> Iterator[Year]:
    """Each with its label, or every other one where they would touch."""
    years = range(axis.span.first, axis.span.last + 1)
    every = 1 if (axis.right - axis.left) / len(years) > 52 else 2
    for number, year in enumerate(years):
        x, end = axis.x(date(year, 4, 1)), axis.x(date(year + 1, 4, 1))
        yield Year(x, round((x + end) / 2, 1), "" if number % every else financial_year(year))


def _lane(line: Line, axis: _Axis, top: float, today: date) -> Lane:
    paper, name = axis.paper, line.project.name
    beside = bool(paper.left)
    y = top + paper.lane / 2 if beside else top + paper.lane - 14
    label = Word(0, y + 4 if beside else top + 14, cut(name, paper.longest), name)
    shown = [each for each in line.milestones if axis.span.holds(each)]
    return Lane(y, label, _bar(line, axis), [_mark(each, axis, today) for each in shown])


def _bar(line: Line, axis: _Axis) -> Bar | None:
    """From the start of a project, or its first mark, to its last."""
    days = [day for each in line.milestones for day in (each.baseline, each.expected_on)]
    days += [day for day in (line.project.started_on, line.project.closed_on) if day]
    if not days:
        return None
    x, end = axis.x(min(days)), axis.x(max(days))
    return Bar(x, round(end - x, 1)) if end > x else None


def _mark(milestone: Milestone, axis: _Axis, today: date) -> Mark:
    met = milestone.actual is not None
    expected = f"{'met' if met else 'expected'} {long_day(milestone.expected_on)}"
    words = f"{milestone.name}: baseline {long_day(milestone.baseline)}, {expected}, {slippage.of(milestone, today)}"
    return Mark(axis.x(milestone.baseline), axis.x(milestone.expected_on), "circle" if met else "triangle", words)
