"""Codes of numbers: whatever labels a table has, what is picked finds the number that was picked."""

import sys
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.board.papers.test_narrative import content
from wmp.board.papers.narrative import for_everybody, parsed, problems
from wmp.board.papers.quoting import LONGEST, Place, code_of, find, trouble
from wmp.lib.grids import Cell, Column, Grid, Row

AWKWARD = [
    "BWV P1/2", "2020/21", "a / b", "x / numerator", "2022-03", "March 2022", "Role: shifts", "ALL", "All", "/",
]  # fmt: skip
LABEL = st.sampled_from(AWKWARD) | st.text("ab/ :{}", min_size=1, max_size=6)
LABELS = st.lists(LABEL, min_size=1, max_size=4, unique=True)


@given(LABELS, LABELS, st.sampled_from(["", "numerator", "denominator"]))
def test_a_code_finds_the_number_it_was_made_for(rows: list[str], columns: list[str], part: str) -> None:
    grid = Grid([Row(each) for each in rows], [Column(each) for each in columns], [[Cell()] * len(columns)] * len(rows))
    for row in rows:
        for column in columns:
            code = code_of("a.b", grid, Place(row, column, part))
            if code:
                assert find(grid, code.removeprefix("{a.b: ").removesuffix("}")) == (row, column, part)


@given(st.lists(st.sampled_from(AWKWARD), min_size=1, max_size=3, unique_by=str.casefold), st.text("ab/ ", max_size=8))
def test_what_finds_nothing_is_told(labels: list[str], said: str) -> None:
    grid = Grid([Row(each) for each in labels], [Column("c")], [[Cell()]] * len(labels))
    assume(find(grid, said) is None)
    assert trouble(grid, said)


def test_slashes_and_colons_in_labels_are_no_trouble() -> None:
    grid = Grid([Row("BWV P1/2"), Row("Role: shifts")], [Column("2020/21")], [[Cell(1, None, 1)]] * 2)
    assert find(grid, "bwv p1/2 / 2020/21 / numerator") == ("BWV P1/2", "2020/21", "numerator")
    assert find(grid, "Role: shifts / 2020/21") == ("Role: shifts", "2020/21", "")


@pytest.mark.parametrize(("said", "words"), [
    ("2022-03 / A", "There is no row “2022-03”. The nearest is “February 2022”"),
    ("Apr 2019 / A", "There is no row “Apr 2019”. The nearest is “May 2020”"),
    ("Febuary / A", "There is no row “Febuary”. The nearest is “February 2022”"),
    (f"All {'/ ' * 11}", "A code has at most 300 letters and 10 slashes"),
])  # fmt: skip
def test_of_times_the_nearest_is_told_and_not_the_likeliest_word(said: str, words: str) -> None:
    grid = Grid([Row("2020-05"), Row("2022-02")], [Column("A")], [[Cell()]] * 2)
    assert trouble(grid, said) == words


@pytest.mark.parametrize("label", ["x" * LONGEST, "/" * 11])
def test_no_code_is_offered_that_would_be_none(label: str) -> None:
    assert code_of("a.b", Grid([Row(label)], [Column("c")], [[Cell()]]), Place(label, "c")) == ""


# --- work ------------------------------------------------------------------------------------------------------------

SERIES = "welfare.assault_series"
MONTHS = [f"{2015 + at // 12}-{at % 12 + 1:02d}" for at in range(96)]
LARGE = {SERIES: content(SERIES, Grid([Row(each) for each in MONTHS], [Column("c")], [[Cell(1, None, 1)]] * 96))}


@pytest.mark.parametrize("worst", [
    f"{{{SERIES}: {'/ ' * 9_900}}}", f"{{{SERIES}: {'/ ' * 10}}}" * 400, f"{{{SERIES}: 2022-03 / c}}" * 500,
    f"{{{SERIES}: nothing like it / nor like this}}" * 300, f"{{{SERIES}: 2029-03 / c}}" * 500, "{a.b}" * 4_000,
    "{}" * 10_000, f"{{{'a' * 9_900}.{'b' * 9_900}}}", f"{{a.{'b' * 19_000}{{", "[a](http://" * 1_800, "*a" * 10_000,
])  # fmt: skip
def test_the_longest_text_is_little_work_whatever_stands_in_it(worst: str) -> None:
    """Counted in calls, so that no slow machine decides."""
    calls = 0

    def count(frame: Any, event: str, argument: Any) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")
        if calls > 600_000:
            raise AssertionError("this text keeps a processor busy")

    sys.setprofile(count)
    try:
        for_everybody(parsed(worst[:20_000], LARGE))
        found = problems(worst[:20_000], LARGE)
    finally:
        sys.setprofile(None)
    assert len(found) <= 20
