"""A number of a month, a quarter or a year is compared with the periods before it, not with the runs of one of them."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from tests.board.watching.nights import night
from wmp.board.models import Alarm
from wmp.board.watching.looking import look
from wmp.lib.grids import Cell, Column, Grid, Row

pytestmark = pytest.mark.django_db

MONTHLY, QUARTERLY = "welfare.assault_series", "welfare.oh_reasons"
MARCH = date(2022, 3, 31)
MONTHS = [f"{year}-{month:02}" for year in (2021, 2022) for month in range(1, 13)]
QUARTERS = ["2021-01-01 to 2021-03-31", "2021-04-01 to 2021-06-30", "2021-07-01 to 2021-09-30"]
THIS_QUARTER = "2021-10-01 to 2021-12-31"
# As assaults with injury were in the months before.
EVEN = [70, 84, 79, 91, 66, 88, 73, 80, 85, 76, 90, 68, 79]


def table(rows: Sequence[str], counts: Sequence[int], column: str = "With injury") -> Grid:
    return Grid([Row(each) for each in rows], [Column(column)], [[Cell(n, None, n)] for n in counts])


def of_months(*more: int) -> dict[str, Any]:
    counts = [*EVEN, *more]
    return {"key": MONTHLY, "table": table(MONTHS[: len(counts)], counts)}


def still_nights(nights: int = 15, **figure: Any) -> None:
    """As many runs that say the same, the last of them the night before."""
    for back in range(1, nights + 1):
        night(MARCH - timedelta(days=back), None, watched_at=timezone.now(), **figure)


def noticed(**figure: Any) -> list[str]:
    night(MARCH, None, **figure)
    look()
    return list(Alarm.objects.unscoped().values_list("words", flat=True))


@pytest.mark.parametrize("new", [85, 79, 64, 95])
def test_a_month_like_those_before_is_nothing_to_look_into(new: int) -> None:
    still_nights(**of_months())
    assert noticed(**of_months(new)) == []


def test_a_month_far_from_those_before_is_and_once() -> None:
    still_nights(**of_months())
    (words,) = noticed(**of_months(170))
    assert words.startswith("February 2022, With injury: 170, and 79 in the month before. By the 13 months before it ")
    night(MARCH + timedelta(days=1), None, **of_months(170))
    look()
    assert Alarm.objects.unscoped().count() == 1


def test_a_month_that_is_loaded_twice_is_and_one_that_gets_late_records_is_not() -> None:
    still_nights(**of_months(80))
    assert noticed(**of_months(84)) == []
    (words,) = noticed(**of_months(160))
    assert "160, and 80 in the run before. By the 13 months before it would lie" in words


def of_quarters(now: int, years: Sequence[int] = (210, 190, 205, 195)) -> dict[str, Any]:
    """Three quarters before this one, and this quarter of earlier years."""
    trend = table([f"{year}-03-31" for year in range(2018, 2023)], [*years, now], "Mental health")
    places = {
        f"{year}-03-31": {"Mental health": (THIS_QUARTER.replace("2021", str(year - 1)), "Mental health")}
        for year in range(2018, 2018 + len(years))
    }
    rows = table([*QUARTERS, THIS_QUARTER], [201, 192, 207, now], "Mental health")
    return {"key": QUARTERLY, "table": rows, "trend": {"grid": trend.to_json(), "places": places}}


def before_this_quarter() -> dict[str, Any]:
    return {"key": QUARTERLY, "table": table(QUARTERS, [201, 192, 207], "Mental health")}


def test_quarters_are_compared_with_those_of_the_five_years_too() -> None:
    still_nights(**before_this_quarter())
    assert noticed(**of_quarters(212)) == []
    (words,) = noticed(**of_quarters(400))
    assert "400, and 207 in the period before. By the 7 periods before it would lie between" in words


def test_of_few_periods_nothing_is_told_when_a_new_one_begins() -> None:
    still_nights(**before_this_quarter())
    few = of_quarters(400)
    assert noticed(**few | {"trend": None}) == []


def test_of_few_periods_the_runs_of_this_one_tell() -> None:
    still_nights(**of_quarters(200) | {"trend": None})
    assert noticed(**of_quarters(206) | {"trend": None}) == []
    (words,) = noticed(**of_quarters(400) | {"trend": None})
    assert "400, and 200 in the run before. By its last 15 runs it would lie between" in words


def test_a_number_that_seldom_moves_is_compared_with_its_years() -> None:
    """Of twelve months, it is another number once a month."""

    def of_a_year(now: int) -> dict[str, Any]:
        label = "All positive outcomes, Share of assaults with injury"
        trend = table([f"{year}-03-31" for year in range(2018, 2023)], [20, 24, 19, 23, now], label)
        rows = table(["All positive outcomes"], [now], "Share of assaults with injury")
        return {"key": "welfare.assault_outcomes", "table": rows, "trend": {"grid": trend.to_json(), "places": {}}}

    still_nights(**of_a_year(22))
    assert noticed(**of_a_year(24)) == []
    assert len(noticed(**of_a_year(48))) == 1
