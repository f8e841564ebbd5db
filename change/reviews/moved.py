"""What of the differences by year is the same money in another year, and what is more or less money."""

from collections.abc import Mapping
from decimal import Decimal

ZERO = Decimal(0)


def moved(differences: Mapping[int, Decimal]) -> dict[int, Decimal]:
    """The part of each year's difference that moved between these years. The parts add up to nought.

    What some years lose, others gain, as far as both go: the smaller of the two sums moved, and what is left of each
    difference is a change of the whole, all of one sign. Of several years that could have given or taken it, the
    earliest come first: so it comes out the same whoever asks, and to the penny.
    """
    gained = sum((each for each in differences.values() if each > 0), ZERO)
    lost = -sum((each for each in differences.values() if each < 0), ZERO)
    left = {True: min(gained, lost), False: min(gained, lost)}
    found = {}
    for year, difference in sorted(differences.items()):
        gains = difference > 0
        part = min(abs(difference), left[gains])
        left[gains] -= part
        found[year] = part if gains else -part
    return found
