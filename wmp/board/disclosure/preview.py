"""What a public edition would withhold, in plain words, for the author to read before it is issued."""

from collections import Counter
from collections.abc import Iterable

from wmp.board.disclosure.cells import DERIVED, MEAN, PROTECTS, SHARE, SMALL, WHOLE
from wmp.board.disclosure.protect import Decision

#: For one cell and for several, by reason, in the order in which they are told.
WORDS = {
    SMALL: ("1 number under ten", "{} numbers under ten"),
    SHARE: ("1 percentage of fewer than 22.5 people", "{} percentages of fewer than 22.5 people"),
    WHOLE: ("1 percentage of 0 or 100", "{} percentages of 0 or 100"),
    MEAN: ("1 average of fewer than ten people", "{} averages of fewer than ten people"),
    DERIVED: ("1 number worked out from exact ones", "{} numbers worked out from exact ones"),
    PROTECTS: ("1 because another could be worked out from it", "{} because others could be worked out from them"),
}


def preview(decisions: Iterable[Decision]) -> str:
    """How many cells are withheld for each reason: 12 numbers under ten, 1 percentage of 0 or 100."""
    often = Counter(decision.why for decision in decisions)
    parts = [one if often[why] == 1 else many.format(often[why]) for why, (one, many) in WORDS.items() if often[why]]
    return ", ".join(parts) or "nothing"
