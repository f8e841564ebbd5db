"""Whole numbers of people whose shares print as the paper prints them.

The paper gives 13.1%, never 744 of 5,683. These searches find the counts nearest to a wanted size that round to every
printed share at once: each row's own, and the total's.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal


class NoSuchCounts(Exception):
    """No whole numbers near the wanted sizes print as asked."""


@dataclass(frozen=True)
class Part:
    """`count` of `of` people."""

    count: int
    of: int

    def __add__(self, other: "Part") -> "Part":
        return Part(self.count + other.count, self.of + other.of)


def percent(count: int, of: int, places: int = 1) -> Decimal:
    """Rounded half up, as the paper's tables are read."""
    return (Decimal(100 * count) / of).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def prints_as(part: Part, printed: Decimal, places: int = 1) -> bool:
    return percent(part.count, part.of, places) == printed


def nearest(printed: Decimal, size: int, places: int = 1, reach: int = 150) -> list[Part]:
    """The parts of about `size` people that print as `printed`, those nearest in size and share first."""
    found = []
    for of in range(max(1, size - reach), size + reach + 1):
        around = int(of * printed / 100)
        spare = of // 1000 + 2
        for count in range(max(0, around - spare), min(of, around + spare) + 1):
            part = Part(count, of)
            if prints_as(part, printed, places):
                found.append(part)
    # A person off the exact share weighs as three people off the wanted size.
    return sorted(
        found, key=lambda part: (abs(part.of - size) + abs(3 * (part.count - part.of * printed / 100)), part.of)
    )


def rows_and_total(
    printed: Mapping[str, Decimal], size: Mapping[str, int], total: str, fixed: Mapping[str, Part] | None = None
) -> dict[str, Part]:
    """Counts of every row of `printed` but `total` such that the sum prints as the total does.

    Rows of `fixed` stand as given. The largest of the others gives way until the total fits.

    Raises NoSuchCounts.
    """
    chosen = dict(fixed or {})
    free = sorted((row for row in printed if row not in chosen and row != total), key=lambda row: size[row])
    largest = free.pop()
    for row in free:
        chosen[row] = next(iter(nearest(printed[row], size[row])), Part(0, 0))
        if not chosen[row].of:
            raise NoSuchCounts(f"{row}: nothing near {size[row]} prints as {printed[row]}")
    rest = sum(chosen.values(), Part(0, 0))
    for part in nearest(printed[largest], size[largest]):
        if prints_as(rest + part, printed[total]):
            return chosen | {largest: part}
    raise NoSuchCounts(f"{total}: no number of {largest} near {size[largest]} prints as {printed[total]}")


@dataclass(frozen=True)
class Rates:
    """Successes among the applicants of one group, in one process."""

    applied: int
    succeeded: int


def group_rates(applicants: int, successful: int, aim: int, printed: int) -> Iterator[Rates]:
    """Sizes of a group whose success prints as `printed`, nearest to `aim` applicants first.

    The rest of the process must be able to hold the rest of its applicants and successes.
    """
    for applied in sorted(range(1, applicants + 1), key=lambda size: (abs(size - aim), size)):
        for succeeded in range(min(applied, successful) + 1):
            if successful - succeeded <= applicants - applied and prints_as(
                Part(succeeded, applied), Decimal(printed), 0
            ):
                yield Rates(applied, succeeded)


def rates_and_total(options: list[list[Rates]], printed: int) -> list[Rates]:
    """One of the options of each process, such that all together print as `printed`. Early options are preferred.

    Begins with every first option and exchanges one at a time for the neighbour that helps the total most.

    Raises NoSuchCounts.
    """
    chosen = [0] * len(options)
    for _ in range(200):
        rates = [choices[index] for choices, index in zip(options, chosen, strict=True)]
        total = Part(sum(rate.succeeded for rate in rates), sum(rate.applied for rate in rates))
        if prints_as(total, Decimal(printed), 0):
            return rates
        target = Decimal(printed) / 100
        best = None
        for row, choices in enumerate(options):
            for index in range(min(len(choices), chosen[row] + 4)):
                swap = choices[index]
                share = Decimal(total.count - rates[row].succeeded + swap.succeeded) / (
                    total.of - rates[row].applied + swap.applied
                )
                candidate = (abs(share - target), index, row)
                best = min(best or candidate, candidate)
        if best is None or chosen[best[2]] == best[1]:
            break
        chosen[best[2]] = best[1]
    raise NoSuchCounts(f"no sizes of the groups make the total print as {printed}")
