"""What somebody reads again before a public edition goes out: the rule protects tables and quoted numbers, not text."""

import re
from calendar import month_name
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from wmp.board.papers.content import Content, Inline
from wmp.board.papers.quoting import WITHHELD_NUMBER
from wmp.board.printing import in_words
from wmp.lib.words import counted

# A day, a month, a year or a year of the books: to type one tells nothing of anybody.
WHEN = re.compile(r"\b(?:\d{1,2} )?(?:[A-Z][a-z]+ )?(?:19|20)\d\d(?:/\d\d)?\b")
# With its year, as days are written.
A_DAY = re.compile(rf"\b\d{{1,2}} (?:{'|'.join(month_name[1:])}) \d{{4}}\b")
WHY = "Why it is corrected"
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
    all the same, and those with a number that somebody typed; and why the edition is corrected, in whatever words."""
    return [*_by_section(content, _to_read_in), *([(WHY, [content.why])] if content.why else [])]


def of_other_days(content: Content) -> list[tuple[str, list[str]]]:
    """By section, the sentences that name a day which is neither that of the figures nor of the meeting, nor of a
    number that they quote: they may be left from another paper."""
    known = {in_words(content.day), in_words(content.meeting_on)}

    def left(inlines: Sequence[Inline]) -> Iterator[str]:
        for sentence in _sentences(inlines):
            labels = " ".join(in_words(label) for each in sentence.quoted for label in (each.row, each.column))
            if any(day not in known and day not in labels for day in A_DAY.findall(sentence.typed)):
                yield sentence.said

    return _by_section(content, left)


def _by_section(content: Content, wanted: Callable[[Sequence[Inline]], Iterator[str]]) -> list[tuple[str, list[str]]]:
    found = []
    for section in content.sections:
        parts = [part for block in section.blocks for part in (block.inlines, *block.items)]
        if sentences := [sentence for part in parts for sentence in wanted(part)]:
            found.append((section.title, sentences))
    return found


def _to_read_in(inlines: Sequence[Inline]) -> Iterator[str]:
    lost = any(each.kind == "number" and each.text == WITHHELD_NUMBER for each in inlines)
    for sentence in _sentences(inlines):
        if lost or re.search(r"\d", WHEN.sub("", sentence.typed)):
            yield sentence.said


class Sentence(NamedTuple):
    """`typed` has no number that is quoted, `said` has them all."""

    typed: str
    said: str
    quoted: Sequence[Inline]


def _sentences(inlines: Sequence[Inline]) -> Iterator[Sentence]:
    words = "".join(QUOTE if each.kind == "number" else each.text for each in inlines)
    numbers = iter([each for each in inlines if each.kind == "number"])
    for typed in SENTENCE_END.split(words):
        quoted = list(islice(numbers, typed.count(QUOTE)))
        first, *others = typed.split(QUOTE)
        said = first + "".join(number.text + rest for number, rest in zip(quoted, others, strict=True))
        yield Sentence(typed, said, quoted)
