"""Equality of outcome: how far two groups succeed alike, what may be shown of it, and what it means.

What is withheld, and why (docs/decisions/people.md): a comparison with a group of fewer than ten people, whole; one in
which everybody or nobody of a group passed, since it would tell of each of them; and the share that passed a stage
where fewer than ten of a group went on to the next one, since it would tell how many.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import sqrt

from people.promotion.figures import fisher, impact_ratio
from people.promotion.pipeline import Dimension, Numbers
from wmp.lib.grids import Cell
from wmp.lib.small_groups import LEAST, shown
from wmp.lib.words import within

# A ratio below this is the usual sign to look closer (the four-fifths rule); p below it is not easily chance.
FOUR_FIFTHS = Decimal("0.8")
RARE = Decimal("0.05")
# In a smaller group one result more or less moves the share by over three points.
FEW = 30


@dataclass(frozen=True)
class Line:
    """One group of a comparison: how many, how many of them passed in per cent, and its interval of 95 per cent."""

    group: str
    n: int | None
    share: Decimal | None = None
    interval: tuple[float, float] | None = None
    ratio: Decimal | None = None

    @property
    def low(self) -> bool:
        return self.ratio is not None and self.ratio < FOUR_FIFTHS


@dataclass(frozen=True)
class Compared:
    """Two groups side by side; `withheld` says why nothing but perhaps their sizes is told."""

    title: str
    lines: Sequence[Line]
    p: Decimal | None = None
    words: str = ""
    withheld: str = ""


def compare(dimension: Dimension, numbers: Numbers, *, goes_on: bool = False) -> Compared:
    """The groups of one dimension. `goes_on`: those who passed are the people of a further stage."""
    groups = {name: numbers.get(name, (0, 0)) for name in dimension.groups}
    sizes = shown({name: n for name, (n, _) in groups.items()})
    withheld = _withheld(groups, sizes, goes_on=goes_on)
    if withheld:
        return Compared(dimension.title, [Line(name, size) for name, size in sizes.items()], withheld=withheld)
    cells = {name: Cell.ratio(passed, n, times=100) for name, (n, passed) in groups.items()}
    lines = [
        Line(
            name,
            sizes[name],
            _decimal(cell.value),
            wilson(*groups[name]),
            _decimal(impact_ratio(name, *(other for other in cells if other != name))(cells).value),
        )
        for name, cell in cells.items()
    ]
    p = _decimal(fisher(*dimension.groups)(cells).value)
    return Compared(dimension.title, lines, p, _in_words(lines, p))


def _withheld(groups: Numbers, sizes: Mapping[str, int | None], *, goes_on: bool) -> str:
    if None in sizes.values():
        return f"Withheld: a group has fewer than {LEAST} people."
    if any(passed in (0, n) for n, passed in groups.values()):
        return "Withheld: everybody or nobody of a group passed, so the share would tell of each of them."
    if goes_on and None in shown({name: passed for name, (_, passed) in groups.items()}).values():
        return f"Withheld: fewer than {LEAST} people of a group went on to the next stage."
    return ""


def wilson(n: int, passed: int) -> tuple[float, float]:
    """The interval of 95 per cent around a share, in per cent (Wilson's score interval, which holds for small n)."""
    z = 1.959964
    middle = (passed + z * z / 2) / (n + z * z)
    half = z / (n + z * z) * sqrt(passed * (n - passed) / n + z * z / 4)
    return round(100 * (middle - half), 1), round(100 * (middle + half), 1)


def _decimal(value: Decimal | int | None) -> Decimal | None:
    return None if value is None else Decimal(value)


def _in_words(lines: Sequence[Line], p: Decimal | None) -> str:
    """What the comparison says and what it does not."""
    behind = min(lines, key=lambda line: line.share or 0)
    ahead = next(line for line in lines if line is not behind)
    rare = p is not None and p < RARE
    few = min(line.n or 0 for line in lines) < FEW
    if behind.low and rare:
        said = f"{behind.group}: below 0.8, and chance alone would seldom make so large a difference. Look into it."
    elif behind.low:
        said = f"{behind.group}: below 0.8, the usual sign to look closer. Chance alone could make the difference."
    elif rare:
        said = f"{ahead.group} passed more often, and chance alone would seldom make it so. The ratio is not below 0.8."
    else:
        said = "No sign that either group does worse. That is no proof that both do alike."
    return f"{said} One of the groups is small: a result or two would change this." if few else said


def leak(title: str, stages: Mapping[str, Compared]) -> str:
    """At which of the stages that may be compared the ratio is lowest, in a sentence."""
    found = [(line.ratio, line.group, name) for name, each in stages.items() for line in each.lines if line.ratio]
    if not found:
        return f"{title}: no stage may be compared."
    ratio, group, name = min(found, key=lambda each: each[0])
    if ratio >= 1:
        return f"{title}: both groups pass every stage alike."
    sign = "below 0.8" if ratio < FOUR_FIFTHS else "not below 0.8"
    return f"{title}: {within(group)} fall behind most at {name}, with a ratio of {ratio:.2f}, {sign}."


# --- several processes together ---


def added(parts: Iterable[Numbers]) -> dict[str, tuple[int, int]]:
    """Group by group."""
    total: dict[str, tuple[int, int]] = {}
    for part in parts:
        for group, (n, passed) in part.items():
            all_, went = total.get(group, (0, 0))
            total[group] = all_ + n, went + passed
    return total


def together(dimension: Dimension, parts: Sequence[Numbers]) -> tuple[dict[str, tuple[int, int]], list[Numbers]]:
    """The processes added up, and those left out.

    A process whose own comparison is withheld counts only with another such, and only if the two or more of them
    could be shown together. Otherwise the sum less the processes that are shown would tell what is withheld.
    """
    told = [part for part in parts if not compare(dimension, part).withheld]
    held = [part for part in parts if compare(dimension, part).withheld]
    if len(held) > 1 and not compare(dimension, added(held)).withheld:
        return added([*told, *held]), []
    return added(told), held


def all_together(dimension: Dimension, steps: Iterable[Sequence[Numbers]]) -> tuple[dict[str, tuple[int, int]], int]:
    """All steps added up, and how many processes are left out: what one step leaves out counts with others' only."""
    sums, held = [], []
    for parts in steps:
        total, left = together(dimension, parts)
        sums.append(total)
        held += left
    if len(held) > 1 and not compare(dimension, added(held)).withheld:
        return added([*sums, *held]), 0
    return added(sums), len(held)
