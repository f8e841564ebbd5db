"""Working days: Monday to Friday without the bank holidays of England and Wales.

The holidays come with the package, so that no clock depends on a connection; docs/operations.md says how to renew them.
"""

from bisect import bisect_right
from datetime import date, timedelta
from functools import cache
from typing import Any

from django.core.checks import Warning as CheckWarning
from django.db.models import F, Func, IntegerField, Value
from django.db.models.functions import Greatest
from django.utils import timezone
from govuk_bank_holidays.bank_holidays import BankHolidays

DAY = timedelta(days=1)
# A Monday from which days are counted, before any that records know.
FIRST_MONDAY = date(1900, 1, 1)


@cache
def _holidays() -> tuple[date, ...]:
    """Those that fall on a day that would be worked, in order."""
    calendar = BankHolidays(use_cached_holidays=True)
    days = {each["date"] for each in calendar.get_holidays(division=BankHolidays.ENGLAND_AND_WALES)}
    return tuple(sorted(day for day in days if day.weekday() < 5))


def is_working_day(day: date) -> bool:
    return day.weekday() < 5 and day not in _holidays()


def add_working_days(day: date, days: int) -> date:
    """The day that lies `days` working days after `day`, which does not count itself."""
    while days > 0:
        day += DAY
        days -= is_working_day(day)
    return day


def last_working_days(day: date, days: int) -> date:
    """The latest day that lies `days` working days before `day`, so that as many of them are over by then."""
    while days > 0:
        days -= is_working_day(day)
        day -= DAY
    return day


def working_days_between(start: date, end: date) -> int:
    """How many working days lie after `start`, up to and including `end`; 0 where `end` is not after `start`."""
    return max(_up_to(end) - _up_to(start), 0)


def _up_to(day: date) -> int:
    """How many working days there were from the first Monday to `day`. Counted, not walked: lists ask for each row."""
    weeks, rest = divmod((day - FIRST_MONDAY).days + 1, 7)
    return weeks * 5 + min(rest, 5) - bisect_right(_holidays(), day)


class _UpTo(Func):
    """`_up_to` in SQL, of a column."""

    output_field = IntegerField()
    days = f"(%(expressions)s - date '{FIRST_MONDAY}' + 1)"
    template = f"({days} / 7 * 5 + least(mod({days}, 7), 5) - width_bucket(%(expressions)s, '%(holidays)s'::date[]))"


def working_days_since(path: str, day: date) -> Any:
    """`working_days_between` in SQL: from the day at `path` to `day`."""
    holidays = "{" + ",".join(map(str, _holidays())) + "}"
    return Greatest(Value(_up_to(day)) - _UpTo(F(path), holidays=holidays), Value(0))


def holidays_run_out(**_: Any) -> list[CheckWarning]:
    """Django's check: warns whenever a command starts and the last holiday known is less than a year ahead. By the real
    day, not that of the records: it is the package that grows old."""
    last = _holidays()[-1]
    if (last - timezone.localdate()).days >= 365:
        return []
    said = f"The last bank holiday known is {last:%d %B %Y}: after it the welfare clock counts every weekday as worked."
    return [CheckWarning(said, hint="Renew the package govuk-bank-holidays: docs/operations.md.", id="wmp.W001")]
