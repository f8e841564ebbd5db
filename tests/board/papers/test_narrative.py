"""The Markdown of sections: small, safe, and never losing a word."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.board.papers.drafts import ATTENDANCE, PROMOTION, attendance, promotion
from wmp.board.papers.content import FigureContent
from wmp.board.papers.narrative import filled, parsed, problems
from wmp.board.papers.quoting import WITHHELD_NUMBER
from wmp.lib.grids import Cell, Grid


def content(key: str, grid: Grid) -> FigureContent:
    return FigureContent(key, key, "-", "", "2022-04-01", "2022-04-01", 1, grid)


FIGURES = {ATTENDANCE: content(ATTENDANCE, attendance()), PROMOTION: content(PROMOTION, promotion())}


def said(text: str) -> list[str]:
    """The words of each block, with its numbers."""
    blocks = filled(parsed(text, FIGURES), FIGURES)
    return ["".join(each.text for part in (block.inlines, *block.items) for each in part) for block in blocks]


def test_blocks_of_each_kind() -> None:
    text = "## Heading\nText\ngoes on\n\n- one\n- two\n\n1. first\n2) second\n\n### Smaller\n{welfare.attendance}"
    assert [(block.kind, len(block.items)) for block in parsed(text)] == [
        ("heading", 0), ("paragraph", 0), ("bullets", 2), ("numbers", 2), ("heading", 0), ("figure", 0),
    ]  # fmt: skip
    assert [block.level for block in parsed(text) if block.kind == "heading"] == [3, 4]


def test_stretches_of_each_kind() -> None:
    (block,) = parsed("A **bold** *word* and [a link](https://a.example/b?c=d#e)")
    assert [(each.kind, each.text) for each in block.inlines] == [
        ("text", "A "), ("strong", "bold"), ("text", " "), ("emphasis", "word"), ("text", " and "), ("link", "a link"),
    ]  # fmt: skip
    assert block.inlines[-1].url == "https://a.example/b?c=d#e"


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "//a.example", "/x", 'https://a"b', ""])
def test_only_web_and_mail_addresses_are_links(url: str) -> None:
    (block,) = parsed(f"[words]({url})")
    assert [each.kind for each in block.inlines] == ["text"]


@pytest.mark.parametrize("code", [
    "welfare.attendance: All / 2022-03", "welfare.attendance: all / March 2022", "welfare.attendance:ALL/Mar 2022",
])  # fmt: skip
def test_a_number_is_found_by_its_label_or_its_words(code: str) -> None:
    assert said(f"It was {{{code}}}.") == ["It was 94.00%."]
    assert problems(f"It was {{{code}}}.", FIGURES) == []


def test_the_day_of_the_figures() -> None:
    text = "Of {day}: **as at { day }**"
    (block,) = parsed(text, day=date(2022, 4, 1))
    assert [each.text for each in block.inlines] == ["Of 1 April 2022: ", "as at 1 April 2022"]
    assert problems(text, FIGURES) == []


def test_parts_of_a_number_and_numbers_in_bold() -> None:
    code = "{people.promotion_success: Grand Total / Success"
    assert said(f"**{code} / numerator}} of** {code} / denominator}}") == ["16 of 32"]


@pytest.mark.parametrize(("text", "words"), [
    ("\n{welfare.attendence}", "Line 2: There is no figure “welfare.attendence”. The nearest is “welfare.attendance”"),
    ("{welfare.attendance: Al / March 2022}", "Line 1: There is no row “Al”. The nearest is “All”, in “Attendance”"),
    (
        "{welfare.attendance: All / March 2023}",
        "Line 1: There is no column “March 2023”. The nearest is “March 2022”, in “Attendance”",
    ),
    ("{welfare.attendance: All}", "Line 1: Give a row and a column, with a slash between them, in “Attendance”"),
    ("Text {welfare.attendance}", "Line 1: “{welfare.attendance}” places a table, so it stands alone on its line"),
    ("{nonsense}", "Line 1: “{nonsense}” is neither a figure nor a number of one. Choose one beside the text"),
    ("{welfare.attendance: All /\n2022-03}", "Line 1: A code in curly brackets begins and ends on one line"),
    ("{change.budgeting: a / b}", "Line 1: “Priority based budgeting” has not been computed in this run"),
])  # fmt: skip
def test_what_is_wrong_is_told_by_line_with_the_nearest(text: str, words: str) -> None:
    assert [str(each) for each in problems(text, FIGURES)] == [words]


def test_a_withheld_number_is_said_in_words() -> None:
    grid = Grid(attendance().rows, attendance().columns, [[Cell(withheld="small")] * 3] * 3)
    blocks = parsed("It was {welfare.attendance: All / 2022-03}.", FIGURES)
    (block,) = filled(blocks, {ATTENDANCE: content(ATTENDANCE, grid)})
    assert "".join(each.text for each in block.inlines) == f"It was {WITHHELD_NUMBER}."


# --- any text --------------------------------------------------------------------------------------------------------

PIECES = st.sampled_from([
    "**", "*", "#", "## ", "- ", "1. ", "[", "](", ")", "{", "}", ": ", " / ", "\n", "\n\n", " ", "javascript:x",
    "https://a.example", "<script>", "&lt;", "welfare.attendance", "{welfare.attendance}",
    "{welfare.attendance: All / 2022-03}", "\x00", "\u2028", "é", "Restricted only:", "restricted ONLY: ",
])  # fmt: skip
TEXTS = st.lists(PIECES | st.text(max_size=8), max_size=25).map("".join)
MARKUP = re.compile(r"[\s\x00-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def letters(text: str) -> str:
    return MARKUP.sub("", text)


@given(TEXTS)
def test_any_text_gives_blocks_that_say_what_was_typed_less_its_markup(text: str) -> None:
    blocks = parsed(text, FIGURES)
    typed, place = letters(text), 0
    for block in blocks:
        for each in (each for part in (block.inlines, *block.items) for each in part if each.kind != "number"):
            place = typed.index(letters(each.text), place) + len(letters(each.text))


@given(st.text(st.characters(exclude_characters="*_#-•[](){}0123456789", exclude_categories=["C", "Z"]) | st.just(" ")))
def test_text_without_markup_is_what_was_typed(text: str) -> None:
    assert said(text) == ([" ".join(text.split())] if text.split() else [])


@given(TEXTS)
def test_no_text_makes_another_address_than_web_or_mail(text: str) -> None:
    links = [each for block in parsed(text) for part in (block.inlines, *block.items) for each in part if each.url]
    assert all(re.match(r"(?i)(https?://|mailto:)[^\s<>\"']+$", each.url) for each in links)


@given(TEXTS)
def test_what_is_wrong_with_any_text_can_be_told(text: str) -> None:
    assert all(str(each).startswith("Line ") for each in problems(text, FIGURES))


def test_an_empty_text_has_no_block() -> None:
    assert parsed(" \n\n ") == []
