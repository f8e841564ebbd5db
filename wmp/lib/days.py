"""Which days there are, and where a day begins, as moments are kept."""

from datetime import date, datetime, time

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
