"""Numbers that are printed beside their sum add up as printed."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from wmp.lib.rounding import rounded_together

numbers = st.lists(st.decimals(-100, 100, places=6), min_size=1, max_size=9)
HUNDREDTH = Decimal("0.01")


def test_thirds_make_one() -> None:
    third = Decimal(1) / 3
    assert [str(each) for each in rounded_together([third] * 3, Decimal(1), 2)] == ["0.34", "0.33", "0.33"]


@given(numbers)
def test_they_make_the_whole_as_printed(given_numbers: list[Decimal]) -> None:
    whole = sum(given_numbers, Decimal(0))
    printed = rounded_together(given_numbers, whole, 2)
    assert abs(sum(printed) - whole) <= HUNDREDTH / 2
    assert all(abs(each - exact) < HUNDREDTH for each, exact in zip(printed, given_numbers, strict=True))


@given(numbers)
def test_what_needs_no_rounding_stays(given_numbers: list[Decimal]) -> None:
    exact = [number.quantize(HUNDREDTH) for number in given_numbers]
    assert rounded_together(exact, sum(exact, Decimal(0)), 2) == exact
