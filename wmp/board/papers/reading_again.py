"""What somebody reads again before a public edition goes out: the rule protects tables and quoted numbers, not text."""

import re
from collections.abc import Iterator, Sequence

from wmp.board.papers.content import Content, Inline
from wmp.board.papers.quoting import WITHHELD_NUMBER
from wmp.lib.words import counted

# A day, a month, a year or a year of the books: to type one tells nothing of anybody.
WHEN = re.compile(r"\b(?:\d{1,2} )?(?:[A-Z][a-z]+ )?(?:19|20)\d\d(?:/\d\d)?\b")
SENTENCE_END = re.compile(r"(?<=[.!?])\s+")
# Stands for a quoted number while a paragraph is divided: no letter, no digit and no end of a sentence.
QUOTE = "\0"


def sentences_without(content: Content) -> list[str]:
    """Sections whose text has lost a number in this edition, each with how many."""
    found = []
    for section in content.sections:
        inlines = [each for block in section.blocks for part in (block.inlines, *block.items) for each in part]
        lost = sum(each.kind == "number" and each.text == WITHHELD_NUMBER for each in inlines)
        if lost:
            found.append(f"“{section.title}”: {counted(lost, 'quoted number')}")
    return found


def to_read(content: Content) -> list[tuple[str, list[str]]]:
    """By section, the sentences that no rule protects: those beside a number that is withheld, whose words may tell it
    all the same, and those with a number that somebody typed."""
    found = []
    for section in content.sections:
        parts = [part for block in section.blocks for part in (block.inlines, *block.items)]
        if sentences := [sentence for part in parts for sentence in _to_read_in(part)]:
            found.append((section.title, sentences))
    return found


def _to_read_in(inlines: Sequence[Inline]) -> Iterator[str]:
    quoted = [each.text for each in inlines if each.kind == "number"]
    words = "".join(QUOTE if each.kind == "number" else each.text for each in inlines)
    numbers = iter(quoted)
    for sentence in SENTENCE_END.split(words):
        said = re.sub(QUOTE, lambda _: next(numbers), sentence)
        if WITHHELD_NUMBER in quoted or re.search(r"\d", WHEN.sub("", sentence)):
            yield said
