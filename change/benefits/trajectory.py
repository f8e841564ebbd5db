"""The course that a benefit is expected to take, from its baseline to its target, and what it measured.

Here is geometry only, in the units of the drawing; templates/change/trajectory.html draws it, with its table. The two
lines differ by how they are broken and their marks by shape, never by colour alone.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import Any, NamedTuple

from change.benefits.measurements import Measurement, ProfilePoint
from change.benefits.models import Benefit
from wmp.lib.charts import Text
from wmp.lib.days import months_after
from wmp.lib.words import long_day, money, number, short_day

RIGHT, TOP, BOTTOM = 16, 14, 30
# From the values to the axis: the mark of the baseline stands on it.
CLEAR = 12
# So many values stand on the upright axis, at most.
MOST_RULES = 6
MONTHS = (1, 3, 6, 12, 24, 60, 120, 240)


class Paper(NamedTuple):
    """What a drawing is made for: its size, room for the values on the left, and for how many days there is room."""

    name: str
    width: int
    height: int
    left: int
    labels: int


WIDE, NARROW = Paper("wide", 860, 300, 84, 8), Paper("narrow", 350, 240, 66, 3)


class Point(NamedTuple):
    """A day and a value; `words` say where it comes from."""

    on: date
    value: Decimal
    words: str


@dataclass(frozen=True)
class Mark:
    x: float
    y: float
    words: str


@dataclass(frozen=True)
class Drawing:
    name: str
    width: int
    height: int
    left: float
    right: float
    bottom: float
    rules: Sequence[Text]
    days: Sequence[Text]
    expected_line: str
    measured_line: str
    expected: Sequence[Mark]
    measured: Sequence[Mark]


@dataclass(frozen=True)
class Drawn:
    title: str
    description: str
    drawings: Sequence[Drawing]


def expected_points(benefit: Benefit, profile: Iterable[ProfilePoint]) -> list[Point]:
    """Baseline, profile and target, in the order of their days."""
    found = [Point(each.on, each.value, "Expected") for each in profile]
    if benefit.baseline is not None and benefit.baseline_on:
        found.append(Point(benefit.baseline_on, benefit.baseline, "Baseline"))
    if benefit.target is not None and benefit.target_on:
        found.append(Point(benefit.target_on, benefit.target, "Target"))
    return sorted(found, key=lambda point: point.on)


def measured_points(measured: Iterable[Measurement]) -> list[Point]:
    found = [Point(each.measured_on, each.value, "Measured") for each in measured]
    return sorted(found, key=lambda point: point.on)


def draw(benefit: Benefit, profile: Sequence[ProfilePoint], measured: Sequence[Measurement]) -> Drawn | None:
    """None where there are fewer than two days to draw."""
    expected, actual = expected_points(benefit, profile), measured_points(measured)
    if len({point.on for point in (*expected, *actual)}) < 2:
        return None
    drawings = [_drawing(paper, expected, actual, _in_words(benefit)) for paper in (WIDE, NARROW)]
    return Drawn(f"{benefit.number}: expected and measured", _described(benefit, expected, actual), drawings)


def table(benefit: Benefit, profile: Sequence[ProfilePoint], measured: Sequence[Measurement]) -> dict[str, Any]:
    """What the chart shows, for components/table.html: a row for each day, what was expected and what was measured."""
    words = _in_words(benefit)
    rows: dict[date, dict[str, str]] = {}
    for point in expected_points(benefit, profile):
        row = rows.setdefault(point.on, {"hint": point.words})
        row["expected"] = words(point.value)
    for point in measured_points(measured):
        rows.setdefault(point.on, {})["measured"] = words(point.value)
    return {
        "head": ["Day", *({"text": text, "numeric": True} for text in ("Expected", "Measured"))],
        "rows": [
            [
                {"text": short_day(on), "hint": row.get("hint", "")},
                *({"text": row.get(name, ""), "numeric": True} for name in ("expected", "measured")),
            ]
            for on, row in sorted(rows.items())
        ],
    }


def _in_words(benefit: Benefit) -> Any:
    return money if benefit.is_financial else number


def _described(benefit: Benefit, expected: Sequence[Point], actual: Sequence[Point]) -> str:
    words = _in_words(benefit)
    said = [f"{point.words} {words(point.value)} on {long_day(point.on)}" for point in expected]
    last = actual[-1] if actual else None
    said.append(f"last measured {words(last.value)} on {long_day(last.on)}" if last else "never measured")
    return "; ".join(said) + "."


def _drawing(paper: Paper, expected: Sequence[Point], actual: Sequence[Point], words: Any) -> Drawing:
    points = [*expected, *actual]
    first, last = min(point.on for point in points), max(point.on for point in points)
    values = _values_on_axis([point.value for point in points])
    lowest, highest = values[0], values[-1]
    bottom, right = paper.height - BOTTOM, paper.width - RIGHT

    def x(day: date) -> float:
        return round(paper.left + (right - paper.left) * (day - first).days / (last - first).days, 1)

    def y(value: Decimal) -> float:
        return round(bottom - (bottom - TOP) * float((value - lowest) / (highest - lowest)), 1)

    def marks(those: Sequence[Point]) -> list[Mark]:
        return [
            Mark(x(each.on), y(each.value), f"{each.words}, {long_day(each.on)}: {words(each.value)}") for each in those
        ]

    def line(those: Sequence[Point]) -> str:
        return " ".join(f"{x(each.on)},{y(each.value)}" for each in those)

    return Drawing(
        paper.name,
        paper.width,
        paper.height,
        paper.left,
        right,
        bottom,
        rules=[Text(paper.left - CLEAR, y(value), _short(value, words), "end") for value in values],
        days=[Text(x(day), bottom + 20, f"{day:%b %Y}", "middle") for day in _days_on_axis(first, last, paper.labels)],
        expected_line=line(expected),
        measured_line=line(actual),
        expected=marks(expected),
        measured=marks(actual),
    )


def _values_on_axis(values: Sequence[Decimal]) -> list[Decimal]:
    """Round values from below the lowest to above the highest; nought is one of them where the values are near it."""
    lowest, highest = min(values), max(values)
    if lowest > 0 and lowest < (highest - lowest) * 2:
        lowest = Decimal(0)
    if highest < 0 and -highest < (highest - lowest) * 2:
        highest = Decimal(0)
    span = highest - lowest or abs(highest) or Decimal(1)
    power = Decimal(1).scaleb(span.adjusted() - 1)
    step = next(power * n for n in (1, 2, 5, 10, 20, 50, 100) if span <= power * n * (MOST_RULES - 2))
    start = (lowest / step).to_integral_value(ROUND_FLOOR) * step
    end = max((highest / step).to_integral_value(ROUND_CEILING) * step, start + step)
    return [start + step * place for place in range(int((end - start) / step) + 1)]


def _days_on_axis(first: date, last: date, most: int) -> list[date]:
    """Firsts of months between two days, so many at most."""
    month = months_after(first.replace(day=1), 0 if first.day == 1 else 1)
    months = max((last.year - month.year) * 12 + last.month - month.month + 1, 0)
    every = next((each for each in MONTHS if months <= each * most), MONTHS[-1])
    return [months_after(month, place) for place in range(0, months, every)]


def _short(value: Decimal, words: Any) -> str:
    """£1.2m and £350k: a value on an axis has little room, and none for noughts that say nothing."""
    sign, mark = "-" if value < 0 else "", "£" if words is money else ""
    for size, letter in ((Decimal(1_000_000), "m"), (Decimal(10_000), "k")):
        if abs(value) >= size:
            unit = Decimal(1_000_000) if letter == "m" else Decimal(1_000)
            return f"{sign}{mark}{number(abs(value) / unit)}{letter}"
    return str(words(value))
