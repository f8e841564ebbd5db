"""Cells divide once and round half-up; grids are stored and read again without losing a digit."""

import json
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wmp.lib.grids import Cell, Column, Grid, Row, added, plain

amounts = st.decimals(-(10**9), 10**9, places=2)
numbers = st.one_of(st.none(), st.integers(-(10**12), 10**12), amounts)
cells = st.builds(Cell, numbers, numbers, numbers)


@pytest.mark.parametrize(
    ("value", "decimals", "shown"),
    [
        ("0.5", 0, "1"),
        ("1.5", 0, "2"),
        ("-0.5", 0, "-1"),
        ("12.25", 1, "12.3"),
        ("12.349", 1, "12.3"),
        ("7", 2, "7.00"),
    ],
)
def test_a_value_rounds_half_up(value: str, decimals: int, shown: str) -> None:
    assert str(Cell(value=Decimal(value)).rounded(decimals)) == shown


def test_nothing_negative_is_left_of_a_rounded_nought() -> None:
    assert str(Cell(value=Decimal("-0.04")).rounded(1)) == "0.0"


@given(st.integers(0, 10**9), st.integers(1, 10**9))
def test_a_rounded_share_is_the_nearest_and_the_upper_of_two(part: int, whole: int) -> None:
    rounded = Cell.ratio(part, whole, times=100).rounded(1)
    exact = Fraction(100 * part, whole)
    assert rounded is not None
    assert Fraction(-1, 20) < Fraction(rounded) - exact <= Fraction(1, 20)


@pytest.mark.parametrize(("n", "d"), [(None, 5), (3, None), (3, 0), (None, None)])
def test_a_ratio_of_nothing_has_no_value(n: int | None, d: int | None) -> None:
    assert Cell.ratio(n, d) == Cell(n, d, None)
    assert Cell.ratio(n, d).rounded(1) is None


@given(st.lists(numbers))
def test_sums_leave_out_what_is_not_there(given_numbers: list[Decimal | int | None]) -> None:
    there = [number for number in given_numbers if number is not None]
    assert added(given_numbers) == (sum(there) if there else None)


@given(st.lists(cells, min_size=1, max_size=6), st.dictionaries(st.text(max_size=5), cells, max_size=2))
def test_a_stored_grid_is_read_again_as_it_was(row: list[Cell], coverage: dict[str, Cell]) -> None:
    columns = [Column(f"c{i}", "pounds", 2, aside=True, where={"kind": "capital"}) for i in range(len(row))]
    grid = Grid([Row("a", total=True, under="b", where=[{"x": 1}])], columns, [row], coverage, ["failed"])
    assert Grid.from_json(json.loads(json.dumps(grid.to_json()))) == grid


def test_a_row_told_apart_by_a_day_can_be_stored() -> None:
    grid = Grid([Row("2022-03", where=[{"month": date(2022, 3, 1)}])], [], [[]])
    assert json.loads(json.dumps(grid.to_json()))["rows"][0]["where"] == [{"month": "2022-03-01"}]


def test_a_total_includes_the_rows_of_its_groups() -> None:
    pcda = Row("PCDA", where=[{"route": "PCDA", "comparator": False}])
    assert Row("PEQF", total=True, where=[{"comparator": False}]).includes(pcda)
    assert Row("All", total=True, where=[{}]).includes(pcda)
    assert not Row("Earlier", total=True, where=[{"comparator": True}]).includes(pcda)


def test_grids_of_the_same_rows_stand_beside_each_other() -> None:
    left = Grid([Row("a")], [Column("x")], [[Cell(1)]], {"p": Cell(1)}, ["one"])
    right = Grid([Row("a")], [Column("y")], [[Cell(2)]], {"q": Cell(2)}, ["two"])
    both = left.beside(right)
    assert both.cell("a", "x") == Cell(1) and both.cell("a", "y") == Cell(2)
    assert both.coverage == {"p": Cell(1), "q": Cell(2)} and both.failures == ["one", "two"]


def test_grids_of_other_rows_do_not() -> None:
    with pytest.raises(ValueError, match="same rows"):
        Grid([Row("a")], [], [[]]).beside(Grid([Row("b")], [], [[]]))


def test_a_cell_that_is_not_there_is_an_error() -> None:
    with pytest.raises(KeyError):
        Grid([Row("a")], [Column("x")], [[Cell(1)]]).cell("a", "y")


@pytest.mark.parametrize(
    ("number", "text"), [(None, ""), (0, "0"), (1200, "1200"), (Decimal("1E+3"), "1000"), (Decimal("-1.50"), "-1.5")]
)
def test_a_plain_number_has_no_exponent_and_no_needless_noughts(number: Decimal | int | None, text: str) -> None:
    assert plain(number) == text
