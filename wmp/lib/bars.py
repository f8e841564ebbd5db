"""Bars in pairs, laid out on the server and drawn by templates/components/bar-chart.html as SVG.

Here is geometry only, in the units of the drawing. The two of a pair differ by their filling and stand always in the
same order, so that nothing depends on colour. The table with the same numbers stands beside the chart.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from wmp.lib.charts import Text

# Room for the words above the tallest bar, and below the bars for two lines of labels.
TOP, LABELS = 22, 46
TALLEST = 170
# The width of a letter of a label, on average and with room between two labels.
LETTER = 7.0
WIDE, NARROW = ("wide", 620), ("narrow", 350)


@dataclass(frozen=True)
class Bar:
    x: float
    y: float
    width: float
    height: float
    after: bool
    share: Text
    words: str


@dataclass(frozen=True)
class BarDrawing:
    """The chart for one width of paper. The line under the bars stands at `base`."""

    name: str
    width: int
    height: int
    base: float
    bars: Sequence[Bar]
    labels: Sequence[Text]


@dataclass(frozen=True)
class Pairs:
    """A chart of two counts for each label, as shares of their sums: `before` and `after` say what the two are."""

    title: str
    before: str
    after: str
    drawings: Sequence[BarDrawing]
    description: str


def pairs(
    title: str, labels: Sequence[str], counts: Sequence[tuple[int, int]], words: tuple[str, str] = ("Before", "After")
) -> Pairs | None:
    """Of nothing counted, nothing. Long labels are cut short, since the table has them whole."""
    sums = [sum(pair[place] for pair in counts) for place in (0, 1)]
    if not all(sums):
        return None
    shares = [[pair[place] / sums[place] for place in (0, 1)] for pair in counts]
    said = [
        f"{label}: {_percent(before)} before, {_percent(after)} after"
        for label, (before, after) in zip(labels, shares, strict=True)
    ]
    drawings = [_drawing(name, width, labels, counts, shares, words) for name, width in (WIDE, NARROW)]
    return Pairs(title, *words, drawings, "; ".join(said) + ".")


def _drawing(
    name: str,
    width: int,
    labels: Sequence[str],
    counts: Sequence[tuple[int, int]],
    shares: Sequence[Sequence[float]],
    words: tuple[str, str],
) -> BarDrawing:
    room = width / len(labels)
    bar = min(52.0, room * 0.42)
    base = TOP + TALLEST
    highest = max(max(pair) for pair in shares)
    bars = []
    for place, label in enumerate(labels):
        middle = room * (place + 0.5)
        for which in (0, 1):
            share = shares[place][which]
            height = round(TALLEST * share / highest, 1)
            x = middle - bar - 1 if which == 0 else middle + 1
            text = Text(round(x + bar / 2, 1), round(base - height - 6, 1), _percent(share), "middle")
            said = f"{label}, {words[which].lower()}: {counts[place][which]:,} ({_percent(share)})"
            bars.append(Bar(round(x, 1), round(base - height, 1), round(bar, 1), height, which == 1, text, said))
    under = [
        Text(round(room * (place + 0.5), 1), base + 18 + 16 * line, words, "middle")
        for place, label in enumerate(labels)
        for line, words in enumerate(_lines(label, int(room / LETTER)))
    ]
    return BarDrawing(name, width, base + LABELS, base, bars, under)


def _percent(share: float) -> str:
    return f"{100 * share:.0f}%"


def _lines(label: str, most: int) -> list[str]:
    """At most two lines of `most` letters, broken between words."""
    lines = [""]
    for word in label.split():
        if lines[-1] and len(lines[-1]) + len(word) >= most:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    if len(lines) > 2:
        lines = [lines[0], f"{lines[1]} …"]
    return [line if len(line) <= most else f"{line[: max(most - 1, 1)]}…" for line in lines]
