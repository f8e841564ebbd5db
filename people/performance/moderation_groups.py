"""What moderators are told of groups by what people declared: so that nobody's declaration can be worked out.

A cell under ten is withheld, and nought is. What the sums of a row or a column would give away is withheld with it, the
same cells before and after moderation; what is left is rounded to the nearest five on its own (the 10-5 rule), since
moderators know each rating by name.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from people.performance.distribution import Spread
from wmp.lib.small_groups import LEAST, shown

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
    """Cells are withheld until no row and no column of either table has a gap that its sum gives away."""
    lines: list[list[Cell]] = [[(group, number) for number in numbers] for group in of]
    lines += [[(group, number) for group in of] for number in numbers]
    tables = [
        {(group, n): stage(of[group]).get(n, 0) for group in of for n in numbers}
        for stage in (lambda spread: spread.before, lambda spread: spread.after)
    ]
    gone = {cell for counts in tables for cell, count in counts.items() if count < LEAST}
    while more := {cell for counts in tables for line in lines for cell in _besides(counts, line, gone)}:
        gone |= more
    return gone


def _besides(counts: Mapping[Cell, int], line: Sequence[Cell], gone: set[Cell]) -> list[Cell]:
    """What has to be withheld of a line with the gaps that it has: so that they are two, and ten people, at least."""
    gaps = [counts[cell] for cell in line if cell in gone]
    if not gaps:
        return []
    more = []
    for cell in sorted((each for each in line if each not in gone), key=lambda each: counts[each]):
        if len(gaps) > 1 and sum(gaps) >= LEAST and set(gaps) != {LEAST - 1}:
            break
        gaps.append(counts[cell])
        more.append(cell)
    return more
