"""Tables of amounts on the pages of reviews. On a phone each row is a card, in which each cell says what it is."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from wmp.lib.words import DASH

#: A programme stands above its projects; all is the last row.
Level = Literal["", "programme", "project", "all"]


@dataclass(frozen=True)
class Amount:
    """One amount in words, where it leads to, and whether it moved by so much that it wants a word of why."""

    text: str
    url: str = ""
    is_large: bool = False

    @property
    def is_nil(self) -> bool:
        """A card leaves it out."""
        return self.text == DASH


@dataclass(frozen=True)
class Row:
    label: str
    amounts: Sequence[Amount]
    url: str = ""
    level: Level = ""


@dataclass(frozen=True)
class AmountTable:
    """`first` heads the column of the rows' labels, `heads` those of their amounts."""

    caption: str
    first: str
    heads: Sequence[str]
    rows: Sequence[Row]
    is_captioned: bool = True

    @property
    def lines(self) -> Iterator[tuple[Row, Iterator[tuple[str, Amount]]]]:
        """Each row, with its amounts by what they are."""
        return ((row, zip(self.heads, row.amounts, strict=True)) for row in self.rows)


def amounts(texts: Sequence[str]) -> list[Amount]:
    """Amounts that lead nowhere."""
    return [Amount(text) for text in texts]
