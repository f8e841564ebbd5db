"""What a public edition would withhold, in plain words, for the author to read before it is issued."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from wmp.board.disclosure.cells import DERIVED, MEAN, PROTECTS, SHARE, SMALL, WHOLE
from wmp.board.disclosure.protect import Decision, Protected

#: For one cell and for several, by reason, in the order in which they are told.
WORDS = {
    SMALL: ("1 number under ten", "{} numbers under ten"),
    SHARE: ("1 percentage of fewer than 22.5 people", "{} percentages of fewer than 22.5 people"),
    WHOLE: ("1 percentage of 0 or 100", "{} percentages of 0 or 100"),
    MEAN: ("1 average of fewer than ten people", "{} averages of fewer than ten people"),
    DERIVED: ("1 number worked out from exact ones", "{} numbers worked out from exact ones"),
    PROTECTS: ("1 because another could be worked out from it", "{} because others could be worked out from them"),
}


@dataclass(frozen=True)
class Withheld:
    """What is withheld of one figure, its trend over the years with it."""

    key: str
    title: str
    sentence: str
    nothing_left: bool
    decisions: Sequence[Decision]


def preview(protected: Protected, titles: Mapping[str, str]) -> list[Withheld]:
    """For each figure of which something is withheld, what and why. `titles` are those of the figures by key."""
    by_key: dict[str, list[Decision]] = defaultdict(list)
    for decision in protected.decisions:
        by_key[key_of(decision.table)].append(decision)
    return [
        Withheld(key, titles.get(key, key), told(decisions), key in protected.empty, decisions)
        for key, decisions in by_key.items()
    ]


def told(decisions: Sequence[Decision]) -> str:
    """How many cells are withheld for each reason: Withheld: 12 numbers under ten, 1 percentage of 0 or 100."""
    often = Counter(decision.why for decision in decisions)
    parts = [one if often[why] == 1 else many.format(often[why]) for why, (one, many) in WORDS.items() if often[why]]
    return f"Withheld: {', '.join(parts)}." if parts else "Nothing is withheld."


def key_of(table: str) -> str:
    """The figure that a table is of: its trend is named after it."""
    return table.partition(": ")[0]
