"""What a public edition would withhold, in plain words, for the author to read before it is issued."""

from collections import Counter
from collections.abc import Iterable

from wmp.board.disclosure.cells import REASONS
from wmp.board.disclosure.protect import Decision


def preview(decisions: Iterable[Decision]) -> str:
    """How many cells are withheld for each reason: 12 numbers of fewer than ten people, 1 percentage of 0 or 100."""
    often = Counter(decision.why for decision in decisions)
    parts = [
        reason.one if often[why] == 1 else reason.several.format(often[why])
        for why, reason in REASONS.items()
        if often[why]
    ]
    return ", ".join(parts) or "nothing"
