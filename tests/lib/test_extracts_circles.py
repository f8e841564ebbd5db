"""Circles in a relation, beside following every step by hand."""

from hypothesis import given
from hypothesis import strategies as st

from wmp.lib.extracts.circles import circles

STEPS = st.lists(st.tuples(st.integers(-6, 6), st.integers(-6, 6)), max_size=25)


def reached(steps: list[tuple[int, int]], start: int) -> set[int]:
    """Everybody to whom some steps lead from `start`."""
    found: set[int] = set()
    new = {start}
    while new:
        new = {after for before, after in steps if before in new} - found
        found |= new
    return found


@given(STEPS)
def test_a_circle_is_everybody_who_reaches_each_other(steps: list[tuple[int, int]]) -> None:
    everybody = {each for step in steps for each in step}
    expected = set()
    for one in everybody:
        others = frozenset(each for each in reached(steps, one) if one in reached(steps, each))
        if len(others) > 1:
            expected.add(others)
    assert {frozenset(members) for members in circles(steps)} == expected


def test_no_steps_make_no_circle() -> None:
    assert circles([]) == []


def test_a_hundred_thousand_in_one_line_are_no_circle_and_closed_they_are() -> None:
    line = [(number, number + 1) for number in range(100_000)]
    assert circles(line) == []
    [everybody] = circles([*line, (100_000, 0)])
    assert len(everybody) == 100_001
