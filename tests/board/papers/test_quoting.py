"""Codes of numbers: whatever labels a table has, what is picked finds the number that was picked."""

from hypothesis import assume, given
from hypothesis import strategies as st

from wmp.board.papers.quoting import Place, code_of, find, trouble
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
