"""When a number jumps beyond its own history."""

from decimal import Decimal
from random import Random

import pytest

from wmp.lib.jumps import ENOUGH_PERIODS, History, jump

NOISE = [100, 102, 99, 101, 98, 102, 100, 101, 99, 100]


def jumps(*numbers: float, decimals: int = 0) -> bool:
    """The last of these, by those before."""
    *earlier, now = [Decimal(str(each)) for each in numbers]
    return jump(History(earlier), now, decimals) is not None


def test_a_number_within_what_it_usually_is_does_not_jump() -> None:
    assert not jumps(*NOISE, 104) and not jumps(*NOISE, 96)


@pytest.mark.parametrize("now", [0, 85, 115, 1000])
def test_a_number_far_outside_jumps(now: int) -> None:
    assert jumps(*NOISE, now)


def test_seven_earlier_points_are_too_few_and_eight_are_enough() -> None:
    assert not jumps(*NOISE[:7], 1000) and jumps(*NOISE[:8], 1000)


def test_the_limits_are_those_of_an_xmr_chart() -> None:
    found = jump(History([Decimal(each) for each in NOISE]), Decimal(200), 0)
    assert found
    # Mean 100.2; moving ranges 2 3 2 3 4 2 1 2 1, mean 20/9.
    width = Decimal("2.66") * 20 / 9
    assert (found.lower.quantize(Decimal("0.001")), found.upper.quantize(Decimal("0.001"))) == (
        (Decimal("100.2") - width).quantize(Decimal("0.001")),
        (Decimal("100.2") + width).quantize(Decimal("0.001")),
    )
    assert found.before == 100 and found.points == 10


def test_what_nobody_sees_at_the_printed_decimals_is_no_jump() -> None:
    assert not jumps(*[12.31] * 10, 12.34, decimals=1)
    assert jumps(*[12.31] * 10, 12.44, decimals=1)


def test_a_number_that_never_moved_jumps_as_soon_as_it_does() -> None:
    assert jumps(*[42] * 8, 43) and not jumps(*[42] * 8, 42)


def test_a_number_that_drifts_every_day_does_not_jump() -> None:
    assert not jumps(*range(100, 160, 3), 160)
    assert jumps(*range(100, 160, 3), 200)


def test_a_number_that_moves_once_a_month_may_do_so_again() -> None:
    months = [value for value in (100, 103, 101) for _ in range(20)]
    assert not jumps(*months, 104) and jumps(*months, 125)


def test_where_it_jumped_to_it_may_stay() -> None:
    assert not jumps(*NOISE, 1000, 1000)


def test_what_was_never_below_nought_has_no_limit_below_it() -> None:
    found = jump(History([Decimal(each) for each in (0, 4, 0, 3, 1, 4, 0, 2)]), Decimal(50), 0)
    assert found and found.lower == 0


def test_even_months_are_hardly_ever_told_and_a_month_that_is_loaded_twice_almost_always() -> None:
    """The rates that docs/decisions/papers.md states, on a sample of 500; as few months as are compared."""
    chance = Random(7)
    told = doubled = 0
    for _ in range(500):
        *months, now = (Decimal(round(chance.gauss(80, 9))) for _ in range(ENOUGH_PERIODS + 1))
        told += jump(History(months, enough=ENOUGH_PERIODS), now, 0) is not None
        doubled += jump(History(months, before=now, enough=ENOUGH_PERIODS), now * 2, 0) is not None
    assert told <= 15 and doubled >= 490


def test_what_seldom_moves_goes_by_its_years_as_well() -> None:
    still, years = [Decimal(100)] * 60, [Decimal(each) for each in (4, 6, 5)]
    assert not jump(History(still, yearly=years), Decimal(105), 0)
    assert jump(History(still, yearly=years), Decimal(120), 0)
