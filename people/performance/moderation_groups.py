"""What moderators are told of groups by what people declared: so that nobody's declaration can be worked out.

A cell under ten is withheld, and nought is. What the sums of a row or a column would give away is withheld with it, the
same cells before and after moderation; what is left is rounded to the nearest five on its own (the 10-5 rule), since
moderators know each rating by name.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from people.performance.distribution import Spread
from wmp.lib.small_groups import shown

ROUNDED_TO = 5

#: By group, and within it by number on the scale: before and after, None where they are withheld.
Told = dict[Any, "dict[int, tuple[int, int] | None] | None"]
Cell = tuple[Any, int]


def told(of: Mapping[Any, Spread], numbers: Sequence[int]) -> Told:
    """What may be told of each group; None for a group of which nothing is."""
    groups = [group for group, count in shown({group: of[group].ratings for group in of}).items() if count is not None]
    gone = _withheld({group: of[group] for group in groups}, numbers)
    found: Told = dict.fromkeys(of)
    for group in groups:
        found[group] = {
            number: None
            if (group, number) in gone
            else (rounded(of[group].before.get(number, 0)), rounded(of[group].after.get(number, 0)))
            for number in numbers
        }
    return found


def rounded(count: int) -> int:
    return ROUNDED_TO * ((count + ROUNDED_TO // 2) // ROUNDED_TO)


def _withheld(of: Mapping[Any, Spread], numbers: Sequence[int]) -> set[Cell]:
    """Cells are withheld until no line of either table has a gap that its sum gives away.

    A gap counts as nought when a line is looked at again, which withholds rather more than less.
    """
    lines: list[list[Cell]] = [[(group, number) for number in numbers] for group in of]
    lines += [[(group, number) for group in of] for number in numbers]
    gone: set[Cell] = set()
    while True:
        more = {
            cell
            for line in lines
            for counts in (
                {cell: 0 if cell in gone else of[cell[0]].before.get(cell[1], 0) for cell in line},
                {cell: 0 if cell in gone else of[cell[0]].after.get(cell[1], 0) for cell in line},
            )
            for cell, count in shown(counts).items()
            if count is None
        }
        if more <= gone:
            return gone
        gone |= more
