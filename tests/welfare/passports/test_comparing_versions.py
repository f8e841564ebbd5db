"""Two versions compared: what is not added is the old one, what is not removed is the new one, to the letter."""

import time
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from welfare.passports.compare import BlockDifference, Piece, SectionDifference, differences, words_between
from welfare.passports.versions import TITLES

Content = dict[str, Any]
WORDS = st.text("ab \n", max_size=8)
TEXTS = st.fixed_dictionaries({"label": st.sampled_from("LMN"), "text": WORDS})
TABLES = st.integers(1, 2).flatmap(
    lambda width: st.fixed_dictionaries(
        {
            "label": st.sampled_from("LT"),
            "columns": st.just(["What", "When"][:width]),
            "rows": st.lists(st.lists(WORDS, min_size=width, max_size=width), max_size=4),
        }
    )
)
BLOCKS = st.lists(TEXTS | TABLES, max_size=5)


@st.composite
def contents(draw: Any) -> Content:
    numbers = sorted(draw(st.sets(st.sampled_from(sorted(TITLES)))))
    return {"sections": [{"number": n, "title": TITLES[n], "blocks": draw(BLOCKS)} for n in numbers]}


def side(found: list[SectionDifference], other: str) -> Content:
    """One of both versions again: without what is only in the other one."""
    sections = [
        {
            "number": each.number,
            "title": each.title,
            "blocks": [_block(block, other) for block in each.blocks if block.kind != other],
        }
        for each in found
    ]
    return {"sections": sections}


def _block(block: BlockDifference, other: str) -> dict[str, Any]:
    if not block.columns:
        return {"label": block.label, "text": _text(block.pieces, other)}
    rows = [[_text(cell, other) for cell in row.cells] for row in block.rows if row.kind != other]
    return {"label": block.label, "columns": list(block.columns), "rows": rows}


def _text(pieces: Any, other: str) -> str:
    return "".join(piece.text for piece in pieces if piece.kind != other)


def whole(content: Content, numbers: set[str]) -> Content:
    """With sections that only the other version has, empty: a comparison shows them all."""
    known = {each["number"]: each for each in content["sections"]}
    empty = ({"number": n, "title": TITLES[n], "blocks": []} for n in numbers - known.keys())
    return {"sections": sorted([*known.values(), *empty], key=lambda each: str(each["number"]))}


@given(contents(), contents())
def test_a_comparison_holds_both_versions_whole(old: Content, new: Content) -> None:
    found = differences(old, new)
    numbers = {each["number"] for each in (*old["sections"], *new["sections"])}
    found.sort(key=lambda each: each.number)
    assert side(found, "added") == whole(old, numbers)
    assert side(found, "removed") == whole(new, numbers)


@given(contents())
def test_a_version_does_not_differ_from_itself(content: Content) -> None:
    found = differences(content, content)
    assert not any(section.changed for section in found)
    pieces = [piece for each in found for block in each.blocks for piece in block.pieces]
    assert {piece.kind for piece in pieces} <= {"same"}


@given(st.text(max_size=60), st.text(max_size=60))
def test_words_of_any_text_come_back(old: str, new: str) -> None:
    pieces = words_between(old, new)
    assert _text(pieces, "added") == old and _text(pieces, "removed") == new


def content(*blocks: dict[str, Any]) -> Content:
    return {"sections": [{"number": "2", "title": TITLES["2"], "blocks": list(blocks)}]}


def text(label: str, words: str) -> dict[str, Any]:
    return {"label": label, "text": words}


def test_the_words_that_changed_are_told_from_those_that_stay() -> None:
    old, new = (content(text("Impact", f"White {what} blur.")) for what in ("screens", "pages"))
    [section] = differences(old, new)
    [block] = section.blocks
    assert block.kind == "changed" and section.changed
    kinds = [Piece("same", "White "), Piece("removed", "screens "), Piece("added", "pages "), Piece("same", "blur.")]
    assert block.pieces == kinds


def test_what_was_put_before_another_of_the_same_name_is_an_addition() -> None:
    first, second = text("Sgt Archer, 1 April", "Fine."), text("Sgt Archer, 1 April", "And one thing more.")
    [section] = differences(content(first), content(second, first))
    assert [block.kind for block in section.blocks] == ["added", "same"]


def test_a_row_of_a_table_is_known_by_its_first_cell() -> None:
    table = {"label": "Agreed", "columns": ["What", "Where it stands"]}
    old = content({**table, "rows": [["Screen filter", "Agreed"], ["Later start", "Agreed"]]})
    new = content({**table, "rows": [["Screen filter", "In place"], ["Reader", "Agreed"], ["Later start", "Agreed"]]})
    [block] = differences(old, new)[0].blocks
    assert [row.kind for row in block.rows] == ["changed", "added", "same"]
    assert block.rows[0].cells[1] == [Piece("removed", "Agreed"), Piece("added", "In place")]


def test_the_longest_texts_are_compared_in_a_moment() -> None:
    old, new = "a b " * 2000, "b a a " * 1300
    began = time.monotonic()
    pieces = words_between(old, new)
    assert time.monotonic() - began < 5
    assert _text(pieces, "added") == old and _text(pieces, "removed") == new
