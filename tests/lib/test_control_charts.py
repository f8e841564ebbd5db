"""Step changes, means and limits of monthly counts, by the rule that docs/figures.md states."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wmp.lib.control_charts import control_columns, step_changes, stretches
from wmp.lib.grids import Cell, Column, Grid, Row

LOW, HIGH = [48, 51, 47, 50, 49, 52, 46, 49] * 3, [75, 78, 73, 76, 74, 77, 75, 76]


def recount(values: list[int]) -> list[int]:
    """The rule in words, month by month, with fractions."""
    changes: list[int] = []
    for month in range(len(values)):
        since = changes[-1] if changes else 0
        mean = Fraction(sum(values[since : month + 1]), month + 1 - since)
        last = values[max(since, month - 7) : month + 1]
        if len(last) == 8 and (all(each > mean for each in last) or all(each < mean for each in last)):
            changes.append(month - 7)
    return changes


def test_a_step_up_is_dated_to_the_first_of_its_eight_months() -> None:
    assert step_changes(LOW + HIGH) == [24]


def test_seven_months_are_none() -> None:
    assert step_changes(LOW + HIGH[:7]) == []


def test_a_step_down_counts_as_well() -> None:
    assert step_changes(LOW + HIGH + [30, 32, 29, 31, 30, 33, 28, 30]) == [24, 32]


def test_a_month_on_the_mean_lies_on_neither_side() -> None:
    high = [60, *[68] * 6, 60]
    low = [60 - sum(each - 60 for each in high)]
    assert step_changes([*low, *high]) == []  # the mean of all is 60, and two of the eight lie on it
    assert step_changes([*low, *(each + 1 for each in high)]) == [1]


@pytest.mark.parametrize("values", [[], [5], [5] * 30, [1, 9] * 20])
def test_a_series_that_does_not_move_has_none(values: list[int]) -> None:
    assert step_changes(values) == []


@settings(max_examples=300, deadline=None)
@given(st.lists(st.integers(0, 12), max_size=40))
def test_as_recounted(values: list[int]) -> None:
    assert step_changes(values) == recount(values)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.integers(0, 4), max_size=40), st.lists(st.integers(0, 40), max_size=20))
def test_months_to_come_move_no_step_change_that_stands(values: list[int], later: list[int]) -> None:
    found = step_changes(values)
    assert step_changes(values + later)[: len(found)] == found


@settings(max_examples=200, deadline=None)
@given(st.lists(st.integers(0, 9), min_size=1, max_size=60))
def test_stretches_hold_every_month_once(values: list[int]) -> None:
    found = stretches(values)
    assert [value for stretch in found for value in stretch.values] == values
    assert [stretch.start for stretch in found] == [0, *step_changes(values)]


def test_limits_are_of_the_moving_range_within_a_stretch() -> None:
    before, after = stretches(LOW + HIGH)
    moves = [abs(b - a) for a, b in zip(LOW, LOW[1:], strict=False)]
    width = Decimal("2.66") * sum(moves) / 23
    assert before.limits() == (before.mean - width, before.mean + width)
    assert after.mean == Decimal("75.5")


def test_a_count_is_never_below_nought_and_a_single_month_has_no_limits() -> None:
    (wild,) = stretches([0, 30, 1, 28])
    lower, _ = wild.limits() or (None, None)
    assert lower == 0
    assert stretches([7])[0].limits() is None


def counted(values: list[int]) -> Grid:
    rows = [Row(f"{2019 + month // 12}-{month % 12 + 1:02}") for month in range(len(values))]
    grid = Grid(rows, [Column("Assaults")], [[Cell(value, None, value)] for value in values])
    for spec in control_columns("Assaults"):
        grid = grid.with_column(Column(spec.label), spec.function(grid))
    return grid


def test_a_mean_is_kept_as_a_sum_over_its_months() -> None:
    grid = counted(LOW + HIGH)
    assert grid.cell("2020-12", "Assaults, mean") == Cell.ratio(sum(LOW), 24)
    assert grid.cell("2021-01", "Assaults, mean") == Cell.ratio(604, 8)


def test_a_step_change_says_by_how_much_in_its_first_month_alone() -> None:
    changes = [cells[2].value for cells in counted(LOW + HIGH).cells]
    assert changes[24] == Decimal("75.5") - Decimal(sum(LOW)) / 24
    assert [place for place, change in enumerate(changes) if change is not None] == [24]


def test_behind_a_mean_stand_the_months_it_is_of() -> None:
    mean = control_columns("Assaults")[0]
    assert mean.made_of is not None
    assert [*mean.made_of(counted(LOW + HIGH), 30)] == [*range(24, 32)]


def test_a_table_without_months_has_no_cells() -> None:
    assert counted([]).cells == []
