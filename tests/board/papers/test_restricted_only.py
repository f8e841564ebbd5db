"""What is marked for the restricted edition only: no public edition has it in any format, nor counts its numbers."""

import pytest
from hypothesis import given

from tests.base import Cast
from tests.board.editions.test_nothing_leaks import everything_in
from tests.board.papers.drafts import ATTENDANCE, BUDGETING, PROMOTION, desk
from tests.board.papers.test_narrative import FIGURES, TEXTS, said
from wmp.board.models import Edition
from wmp.board.papers.content import Content
from wmp.board.papers.issuing import issue, made
from wmp.board.papers.making import FORMATS, Source
from wmp.board.papers.narrative import for_everybody, parsed, problems
from wmp.board.papers.reading_again import sentences_without

MARK = "Restricted only:"


def everybody_reads(text: str) -> list[str]:
    """The words of each block of the public edition."""
    blocks = for_everybody(parsed(text))
    return ["".join(each.text for part in (b.inlines, *b.items) for each in part) or b.key for b in blocks]


@pytest.mark.parametrize(("text", "left"), [
    (f"A\n\n{MARK} B\ngoes on\n\nC", ["A", "C"]), (f"A\n{MARK} B", ["A"]), (f"## {MARK} H\nA", ["A"]),
    (f"- A\n- {MARK} B\n- restricted  ONLY: C\n- D", ["AD"]), (f"1. {MARK} A", []), (f"{MARK} {{{ATTENDANCE}}}", []),
    (f"{MARK}\n\n{{{ATTENDANCE}}}\n{{{PROMOTION}}}", [PROMOTION]), (f"{MARK}\n- A\n- B\n\nC", ["C"]), (MARK, []),
    ("Access is restricted only to some", ["Access is restricted only to some"]),
])  # fmt: skip
def test_what_begins_with_the_mark_is_left_out(text: str, left: list[str]) -> None:
    assert everybody_reads(text) == left
    assert problems(text, FIGURES) == []


def test_what_has_no_mark_stays_as_it_is() -> None:
    blocks = parsed("## H\nA\n- B\n- C\n\n1. D\n\n{welfare.attendance}")
    assert for_everybody(blocks) == blocks


def test_the_restricted_edition_prints_it_with_its_mark() -> None:
    assert said(f"{MARK} It was {{welfare.attendance: All / 2022-03}}.") == [f"{MARK} It was 94.00%."]


@pytest.mark.parametrize("text", [
    "**Restricted only:** B", "Restricted: B", "Restricted only – B", "A. Restricted only: B", "- - Restricted only: B",
    "For the restricted edition only: B",
])  # fmt: skip
def test_what_only_looks_like_the_mark_stops_the_paper(text: str) -> None:
    (problem,) = problems(text, FIGURES)
    assert problem.stops
    assert "begins a paragraph" in str(problem)


@given(TEXTS)
def test_of_any_text_everybody_reads_nothing_that_is_marked(text: str) -> None:
    kept = [each for block in for_everybody(parsed(text)) for part in (block.inlines, *block.items) for each in part]
    assert not any(each.kind == "restricted" for each in kept)
    secret = parsed(f"{text}\n{MARK} 4711")
    assert "4711" in secret[-1].inlines[-1].text
    assert for_everybody(secret) == for_everybody(parsed(text))


@pytest.mark.django_db
def test_no_format_of_the_public_edition_has_it(cast: Cast) -> None:
    d = desk(cast)
    d.write(f"All is well.\n\n{MARK} Superintendent Xanadu found {{change.budgeting: Grand Total / Identified}}.")
    d.write("", key="budgeting")
    both = made(d.paper)
    assert BUDGETING in both.restricted.figures
    assert BUDGETING not in both.public.figures
    for name, each in FORMATS.items():
        public = everything_in(name, each.made(Source(both.public)))
        assert [words for words in ("Xanadu", "Restricted only", "Priority based") if words in public] == []
    assert "Xanadu" in everything_in("html", FORMATS["html"].made(Source(both.restricted)))


@pytest.mark.django_db
def test_its_numbers_are_no_quotes_of_the_public_edition(cast: Cast) -> None:
    d = desk(cast)
    withheld = "{people.promotion_success: PC to Sgt Spring 2020 / Success / numerator}"
    d.write(f"{MARK} It was {withheld}.\n\n{MARK} {{{PROMOTION}}}")
    d.write("", key="promotion")
    public = made(d.paper).public
    assert sentences_without(public) == []
    assert PROMOTION not in public.figures


@pytest.mark.django_db
def test_a_section_of_which_nothing_is_left_is_not_there(cast: Cast) -> None:
    d = desk(cast)
    d.write(f"{MARK} A")
    editions = issue(d.approved(), by=d.author)
    keys = [[each.key for each in Content.from_json(edition.content).sections] for edition in editions]
    assert [ATTENDANCE.partition(".")[2] in each for each in keys] == [True, False]
    assert Edition.objects.unscoped().count() == 2
