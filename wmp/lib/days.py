"""Where a day begins, as moments are kept."""

from datetime import date, datetime, time

from django.utils import timezone


def midnight(day: date) -> datetime:
    """The first moment of a day, local time."""
    return timezone.make_aware(datetime.combine(day, time.min))
