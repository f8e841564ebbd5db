"""The talent map: how many people stand in each of its nine boxes, drawn as SVG on the server, and as a table.

Here is counting and geometry, in the units of the drawing. A box is known by where it stands and by its words; its
tint only helps, and the words on it are dark on light everywhere.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import Count, QuerySet

from people.talent.models import Position, TalentProfile
from wmp.lib.words import counted

Place = tuple[int, int]  # performance, potential
ACROSS = list(Position)
# As a map has it: the highest potential on top.
DOWN = list(reversed(ACROSS))
# What each box is called, by performance and potential.
NAMES: Mapping[Place, str] = {
    (1, 3): "Untapped",
    (2, 3): "Rising",
    (3, 3): "Ready to lead",
    (1, 2): "Needs focus",
    (2, 2): "Core strength",
    (3, 2): "Stretch further",
    (1, 1): "Needs support",
    (2, 1): "Steady",
    (3, 1): "Expert",
}


class Paper(NamedTuple):
    """What a drawing is made for: its width, a box's height, room for words beside and above, the size of a count."""

    name: str
    width: int
    height: int
    left: int
    top: int
    count_size: int


WIDE = Paper("wide", 860, 132, 150, 8, 34)
NARROW = Paper("narrow", 350, 96, 26, 8, 28)
GAP = 6
AXIS = 52
# Half a line's width, that none is cut off at the edge.
EDGE = 2


@dataclass(frozen=True)
class Box:
    """One box: where it stands, how strong its tint is (1 to 5), and what it says and leads to."""

    x: float
    y: float
    tint: int
    count: int
    name: str
    url: str
    words: str


class Label(NamedTuple):
    x: float
    y: float
    words: str


@dataclass(frozen=True)
class Drawing:
    name: str
    width: int
    height: float
    box_width: float
    box_height: float
    count_size: int
    boxes: Sequence[Box]
    across: Sequence[Label]
    down: Sequence[Label]
    x_title: Label
    y_title: Label


def counts_of(profiles: QuerySet[TalentProfile]) -> dict[Place, int]:
    """How many profiles stand in each box. One query."""
    rows = profiles.order_by().values_list("performance", "potential").annotate(n=Count("pk"))
    found = {(performance, potential): n for performance, potential, n in rows}
    return {place: found.get(place, 0) for place in NAMES}


def drawings(counts: Mapping[Place, int], urls: Mapping[Place, str]) -> list[Drawing]:
    """The picture for wide and for narrow screens; one of the two is displayed."""
    return [_drawing(paper, counts, urls) for paper in (WIDE, NARROW)]


def _drawing(paper: Paper, counts: Mapping[Place, int], urls: Mapping[Place, str]) -> Drawing:
    width = (paper.width - paper.left - 2 * GAP - EDGE) / 3
    xs = {position: round(paper.left + place * (width + GAP), 1) for place, position in enumerate(ACROSS)}
    ys = {position: paper.top + place * (paper.height + GAP) for place, position in enumerate(DOWN)}
    bottom = paper.top + 3 * paper.height + 2 * GAP
    boxes = [
        Box(xs[across], ys[down], across + down - 1, counts[place], NAMES[place], urls[place], words_of(place, counts))
        for down in DOWN
        for across in ACROSS
        for place in [(int(across), int(down))]
    ]
    middle = paper.top + (bottom - paper.top) / 2
    return Drawing(
        name=paper.name,
        width=paper.width,
        height=bottom + AXIS,
        box_width=round(width, 1),
        box_height=paper.height,
        count_size=paper.count_size,
        boxes=boxes,
        across=[Label(round(xs[each] + width / 2, 1), bottom + 20, each.label) for each in ACROSS],
        down=[Label(paper.left - 10, ys[each] + paper.height / 2, each.label) for each in DOWN],
        x_title=Label(round(paper.left + (paper.width - paper.left) / 2, 1), bottom + 42, "Performance"),
        y_title=Label(16, middle, "Potential"),
    )


def words_of(place: Place, counts: Mapping[Place, int]) -> str:
    """A box in a sentence, for whoever does not see it and as the link's name."""
    performance, potential = Position(place[0]).label, Position(place[1]).label.lower()
    who = counted(counts[place], "person", "people")
    return f"{NAMES[place]}: {who}, {performance.lower()} performance and {potential} potential"


def table(counts: Mapping[Place, int], urls: Mapping[Place, str]) -> dict[str, list[object]]:
    """The same as a table with totals: {head, rows}."""
    head: list[object] = [{"text": "Potential"}]
    head += [{"text": each.label, "numeric": True} for each in ACROSS]
    rows: list[object] = []
    for potential in DOWN:
        places = [(int(each), int(potential)) for each in ACROSS]
        cells = [
            {"text": counts[place], "numeric": True, "url": urls[place] if counts[place] else ""} for place in places
        ]
        rows.append([potential.label, *cells, _total(counts[place] for place in places)])
    sums = [_total(counts[int(each), int(potential)] for potential in DOWN) for each in ACROSS]
    rows.append(["All", *sums, _total(counts.values())])
    return {"head": [*head, {"text": "All", "numeric": True}], "rows": rows}


def _total(numbers: Iterable[int]) -> dict[str, object]:
    return {"text": sum(numbers), "numeric": True}
