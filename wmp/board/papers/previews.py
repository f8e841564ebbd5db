"""A draft as it would be printed: whole or a section of it, for the closed session or for everybody."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from wmp.board.disclosure.preview import preview
from wmp.board.disclosure.protect import REASONS, Decision
from wmp.board.disclosure.rule import Rule
from wmp.board.paper import FIGURES
from wmp.board.papers.content import Block, SectionContent
from wmp.board.papers.issuing import edition_content, exact, lacks_trends, made, public, with_text
from wmp.board.papers.models import Audience, Paper, Section
from wmp.board.papers.narrative import Figures, for_everybody, parsed
from wmp.board.papers.printed import Printed, PrintedSection, printed
from wmp.board.papers.reading_again import of_other_days, sentences_without, to_read
from wmp.board.printing import in_words

AUDIENCES = (Audience.RESTRICTED.value, Audience.PUBLIC.value)


@dataclass(frozen=True)
class Withheld:
    """What the public edition withholds: of each table how much and why, and each cell with its reason; the sentences
    that somebody reads again; and whether the run has none of the trends that the paper would print."""

    rule: str
    tables: Sequence[tuple[str, str, Sequence[tuple[str, str, str]]]]
    sentences: Sequence[str]
    to_read: Sequence[tuple[str, Sequence[str]]]
    of_other_days: Sequence[tuple[str, Sequence[str]]]
    without_trends: bool


def whole(paper: Paper, audience: str) -> Printed:
    """The paper as its next edition for `audience` would be."""
    return printed(made(paper).public if audience == Audience.PUBLIC else exact(paper))


def withheld(paper: Paper) -> Withheld:
    """For the page that asks before a paper is issued."""
    now = made(paper)
    return Withheld(
        now.rule.words(),
        list(_by_table(now.decisions)),
        sentences_without(now.public),
        to_read(now.public),
        of_other_days(now.restricted),
        lacks_trends(paper),
    )


@dataclass(frozen=True)
class SectionAlone:
    """A section as one edition would print it, None where that has nothing of it; whether something `marked` is left
    out, and the sentences that no rule protects."""

    printed: PrintedSection | None
    marked: bool
    to_read: Sequence[tuple[str, Sequence[str]]]


def section_alone(paper: Paper, section: Section, text: str, figures: Figures, audience: str) -> SectionAlone:
    """One section with the text as typed. Protected by itself: the whole public edition may withhold more."""
    blocks = parsed(text, figures, paper.attempt.run.day)
    content = edition_content(paper, [SectionContent(section.key, section.title, blocks)], figures)
    is_public = audience == Audience.PUBLIC
    content = public(content, Rule(editions=0))[0] if is_public else with_text(content)
    shown = [replace(each, number=section.position + 1) for each in printed(content).sections]
    reading = to_read(content) if is_public else []
    return SectionAlone(shown[0] if shown else None, is_public and for_everybody(blocks) != blocks, reading)


def protected_alone(paper: Paper, keys: Sequence[str], figures: Figures) -> Figures:
    """These figures as a public edition of them alone would print them."""
    placed = SectionContent("", "", [Block("figure", key=key) for key in keys])
    return public(edition_content(paper, [placed], figures), Rule(editions=0))[0].figures


def _by_table(decisions: Iterable[Decision]) -> Iterable[tuple[str, str, list[tuple[str, str, str]]]]:
    tables: dict[str, list[Decision]] = {}
    for each in decisions:
        tables.setdefault(each.table, []).append(each)
    for name, those in tables.items():
        cells = [(in_words(each.row), in_words(each.column), REASONS[each.why].words) for each in those]
        yield title_of(name), preview(those), cells


def title_of(table: str) -> str:
    """What a table of an edition is called: a figure, or its five years."""
    key, colon, rest = table.partition(":")
    title = FIGURES[key].title if key in FIGURES else key
    return f"{title}{colon}{rest}"


def audience_or_none(said: str) -> Any:
    return said if said in AUDIENCES else None
