"""Counts of people by group, for readers who must not learn about one person: the one place for the rule.

A group under ten people is withheld, nought too (that nobody is in a group says something of each of its members).
A total beside the groups gives a lone gap away, so others are withheld with it: at least two, together at least
the threshold, and never so that only one set of small numbers fits. Shares of a withheld count are the caller's to
withhold: nothing from which the count could be worked out may stand beside it.
"""

from collections.abc import Mapping
from typing import TypeVar

K = TypeVar("K")

#: Fewest people of a group whose number is shown (the 10-5 rule of the board paper's public editions).
LEAST = 10


def shown(counts: Mapping[K, int], least: int = LEAST) -> dict[K, int | None]:
    """`counts` in their order, with None for what is withheld; the groups are the parts of one total, without overlap.

    Below `least` is withheld; while what is withheld could be worked out from the total, the next smallest is too.
    A negative count is a ValueError: nobody counted it.
    """
    if any(count < 0 for count in counts.values()):
        raise ValueError("A count of people is never negative.")
    rising = sorted(counts, key=lambda key: counts[key])
    gaps = sum(count < least for count in counts.values())
    while 0 < gaps < len(rising) and _given_away([counts[key] for key in rising[:gaps]], least):
        gaps += 1
    withheld = set(rising[:gaps])
    return {key: None if key in withheld else count for key, count in counts.items()}


def _given_away(gaps: list[int], least: int) -> bool:
    """Whether a reader who knows the gaps' sum and the rule knows the gaps, or that few people are in all of them."""
    return len(gaps) < 2 or sum(gaps) < least or set(gaps) == {least - 1}
