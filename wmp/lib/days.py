"""Which days there are, and where a day begins, as moments are kept."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from django.utils import timezone

# Beyond them a day is a slip of the finger, and near the ends of the calendar there is no day before or after.
FIRST_YEAR, LAST_YEAR = 1900, 2199


def day_of(text: str) -> date:
    """A day given as YYYY-MM-DD. Raises ValueError where there is none, or none that records could be about."""
    day = date.fromisoformat(text)
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ValueError(f"{text} is not from {FIRST_YEAR} to {LAST_YEAR}")
    return day


def midnight(day: date) -> datetime:
    """The first moment of a day, local time."""
    return timezone.make_aware(datetime.combine(day, time.min))


def years_before(day: date, years: int) -> date:
    """The same day of an earlier year; 28 February for a 29 February that it did not have."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:  # 29 February
        return day.replace(year=day.year - years, day=28)


def months_after(day: date, months: int) -> date:
    """The same day of a later month; the last of a month that has no such day."""
    years, month = divmod(day.month - 1 + months, 12)
    first = date(day.year + years, month + 1, 1)
    return first.replace(day=min(day.day, monthrange(first.year, first.month)[1]))


def last_complete_months(day: date, count: int) -> list[tuple[date, date]]:
    """The first and last days of the last `count` months that were over at the end of `day`, oldest first."""
    last = day if day.day == monthrange(day.year, day.month)[1] else day.replace(day=1) - timedelta(days=1)
    months: list[tuple[date, date]] = []
    for _ in range(count):
        months.insert(0, (last.replace(day=1), last))
        last = last.replace(day=1) - timedelta(days=1)
    return months


def months_between(first: date, last: date) -> Iterator[date]:
    """The first day of each month from that of `first` to that of `last`."""
    month = first.replace(day=1)
    while month <= last:
        yield month
        month = (month + timedelta(days=31)).replace(day=1)


def last_complete_quarters(day: date, count: int) -> list[tuple[date, date]]:
    """The first and last days of the last `count` calendar quarters over at the end of `day`, oldest first."""
    month = last_complete_months(day, 1)[0][0]
    # The quarter that this month completes, or the one before.
    first = months_after(month.replace(month=(month.month - 1) // 3 * 3 + 1), 0 if month.month % 3 == 0 else -3)
    starts = [months_after(first, -3 * back) for back in reversed(range(count))]
    return [(start, months_after(start, 3) - timedelta(days=1)) for start in starts]
