"""Working days: Monday to Friday without the bank holidays of England and Wales."""

from datetime import date, timedelta
from random import Random

import pytest
from django.core.checks import run_checks
from django.utils import timezone

from wmp.lib import working_days
from wmp.lib.working_days import add_working_days, is_working_day, working_days_between

FRIDAY = date(2022, 4, 1)


@pytest.mark.parametrize(
    "day",
    [
        date(2022, 4, 2),  # a Saturday
        date(2022, 4, 3),  # a Sunday
        date(2022, 4, 15),  # Good Friday
        date(2022, 4, 18),  # Easter Monday
        date(2022, 5, 2),  # the early May holiday
        date(2022, 6, 2),  # the spring holiday, moved for the jubilee
        date(2022, 6, 3),  # the jubilee
        date(2022, 9, 19),  # the Queen's funeral
        date(2021, 12, 27),  # for Christmas Day on a Saturday
        date(2021, 12, 28),  # for Boxing Day on a Sunday
        date(2026, 12, 28),  # for Boxing Day on a Saturday
    ],
)
def test_weekends_and_bank_holidays_are_no_working_days(day: date) -> None:
    assert not is_working_day(day)


@pytest.mark.parametrize("day", [FRIDAY, date(2022, 5, 30), date(2022, 3, 17), date(2022, 11, 30), date(2022, 8, 1)])
def test_other_days_are_working_days_and_so_are_holidays_of_other_countries(day: date) -> None:
    """St Patrick's Day, St Andrew's Day and the Scottish summer holiday are not England's."""
    assert is_working_day(day)


@pytest.mark.parametrize(
    ("start", "days", "end"),
    [
        (FRIDAY, 0, FRIDAY),
        (FRIDAY, 2, date(2022, 4, 5)),  # over a weekend
        (date(2022, 4, 2), 2, date(2022, 4, 5)),  # from a Saturday
        (date(2022, 4, 13), 2, date(2022, 4, 19)),  # over Easter
        (date(2021, 12, 24), 2, date(2021, 12, 30)),  # over Christmas
        (date(2022, 6, 1), 1, date(2022, 6, 6)),  # over the jubilee
    ],
)
def test_so_many_working_days_later(start: date, days: int, end: date) -> None:
    assert add_working_days(start, days) == end
    assert working_days_between(start, end) == days


def test_nothing_lies_between_a_day_and_itself_or_an_earlier_one() -> None:
    assert working_days_between(FRIDAY, FRIDAY) == 0
    assert working_days_between(FRIDAY, FRIDAY - timedelta(days=10)) == 0


def test_adding_and_counting_agree() -> None:
    random = Random(7)
    for _ in range(200):
        start, days = date(2012, 1, 1) + timedelta(days=random.randrange(6000)), random.randrange(40)
        end = add_working_days(start, days)
        assert working_days_between(start, end) == days
        assert days == 0 or is_working_day(end)


def test_the_calendar_in_the_package_reaches_beyond_next_year() -> None:
    """A clock that knows no holidays of its year would count them as working days: see docs/operations.md."""
    assert not is_working_day(date(date.today().year + 1, 12, 25))
    assert not is_working_day(date(2027, 12, 27)) and not is_working_day(date(2027, 5, 3))


@pytest.mark.parametrize(("ahead", "warnings"), [(364, 1), (365, 0), (-1, 1)])
def test_the_check_warns_a_year_before_the_holidays_run_out(
    ahead: int, warnings: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    last = timezone.localdate() + timedelta(days=ahead)
    monkeypatch.setattr(working_days, "_holidays", lambda: (date(2022, 4, 15), last))
    said = [each for each in run_checks() if each.id == "wmp.W001"]
    assert len(said) == warnings and all(f"{last:%d %B %Y}" in each.msg for each in said)
