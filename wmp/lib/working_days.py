"""Working days: Monday to Friday without the bank holidays of England and Wales.

The holidays come with the package, so that no clock depends on a connection; docs/operations.md says how to renew them.
"""

from datetime import date, timedelta
from functools import cache

from govuk_bank_holidays.bank_holidays import BankHolidays

DAY = timedelta(days=1)


@cache
def _holidays() -> frozenset[date]:
    calendar = BankHolidays(use_cached_holidays=True)
    return frozenset(each["date"] for each in calendar.get_holidays(division=BankHolidays.ENGLAND_AND_WALES))


def is_working_day(day: date) -> bool:
    return day.weekday() < 5 and day not in _holidays()


def add_working_days(day: date, days: int) -> date:
    """The day that lies `days` working days after `day`, which does not count itself."""
    while days > 0:
        day += DAY
        days -= is_working_day(day)
    return day


def working_days_between(start: date, end: date) -> int:
    """How many working days lie after `start`, up to and including `end`; 0 where `end` is not after `start`."""
    return sum(is_working_day(start + DAY * step) for step in range(1, (end - start).days + 1))
