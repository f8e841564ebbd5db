"""A draft as it would be printed: whole or a section of it, for the closed session or for everybody."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from wmp.board.disclosure.preview import preview
from wmp.board.disclosure.protect import REASONS, Decision
from wmp.board.disclosure.rule import Rule
from wmp.board.paper import FIGURES
from wmp.board.papers.content import Block, Content, Inline, SectionContent
from wmp.board.papers.issuing import edition_content, exact, made, public, with_text
from wmp.board.papers.models import Audience, Paper, Section
from wmp.board.papers.narrative import Figures, parsed
from wmp.board.papers.printed import Printed, PrintedSection, printed
from wmp.board.papers.quoting import WITHHELD_NUMBER
from wmp.board.printing import in_words
from wmp.lib.words import counted

# A day, a month, a year or a year of the books: to type one tells nothing of anybody.
WHEN = re.compile(r"\b(?:\d{1,2} )?(?:[A-Z][a-z]+ )?(?:19|20)\d\d(?:/\d\d)?\b")
SENTENCE_END = re.compile(r"(?<=[.!?])\s+")
# Stands for a quoted number while a paragraph is divided: no letter, no digit and no end of a sentence.
QUOTE = "\0"

AUDIENCES = (Audience.RESTRICTED.value, Audience.PUBLIC.value)


@dataclass(frozen=True)
class Withheld:
    """What the public edition withholds: of each table how much and why, and each cell with its reason."""

    rule: str
    tables: Sequence[tuple[str, str, Sequence[tuple[str, str, str]]]]
    sentences: Sequence[str]
    to_read: Sequence[tuple[str, Sequence[str]]]


def whole(paper: Paper, audience: str) -> Printed:
    """The paper as its next edition for `audience` would be."""
    return printed(made(paper).public if audience == Audience.PUBLIC else exact(paper))


def withheld(paper: Paper) -> Withheld:
    """For the page that asks before a paper is issued."""
    now = made(paper)
    return Withheld(
        now.rule.words(), list(_by_table(now.decisions)), sentences_without(now.public), to_read(now.public)
    )


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


def section_alone(paper: Paper, section: Section, text: str, figures: Figures, audience: str) -> PrintedSection:
    """One section with the text as typed. Protected by itself: the whole public edition may withhold more."""
    content = replace(
        edition_content(paper, [SectionContent(section.key, section.title, parsed(text, figures))], figures),
        audience=audience,
    )
    if audience == Audience.PUBLIC:
        content, _ = public(content, Rule(editions=0))
    return replace(printed(with_text(content)).sections[0], number=section.position + 1)


def protected_alone(paper: Paper, keys: Sequence[str], figures: Figures) -> Figures:
    """These figures as a public edition of them alone would print them."""
    placed = SectionContent("", "", [Block("figure", key=key) for key in keys])
    return public(edition_content(paper, [placed], figures), Rule(editions=0))[0].figures


def _by_table(decisions: Iterable[Decision]) -> Iterable[tuple[str, str, list[tuple[str, str, str]]]]:
    tables: dict[str, list[Decision]] = {}
    for each in decisions:
        tables.setdefault(each.table, []).append(each)
    for name, those in tables.items():
        cells = [(in_words(each.row), in_words(each.column), REASONS[each.why]) for each in those]
        yield title_of(name), preview(those), cells


def title_of(table: str) -> str:
    """What a table of an edition is called: a figure, or its five years."""
    key, colon, rest = table.partition(":")
    title = FIGURES[key].title if key in FIGURES else key
    return f"{title}{colon}{rest}"


def audience_or_none(said: str) -> Any:
    return said if said in AUDIENCES else None
