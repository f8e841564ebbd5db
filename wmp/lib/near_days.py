"""Days that people type about what just was or soon will be. One wrong figure of a year would falsify every clock."""

from datetime import date, timedelta

from django.core.exceptions import ValidationError

from wmp.lib import clock

LONGEST_AGO = timedelta(days=3 * 366)
FURTHEST_AHEAD = timedelta(days=2 * 366)


def just_been(day: date | None, label: str) -> date | None:
    """A day that was, not more than three years ago. Raises ValidationError."""
    if day and day > clock.today():
        raise ValidationError(f"{label} must be today or in the past")
    if day and clock.today() - day > LONGEST_AGO:
        raise ValidationError(f"{label} must be in the last three years: check the year")
    return day


def soon_to_be(day: date | None, label: str) -> date | None:
    """A day that is to come, within two years. Raises ValidationError."""
    if day and day < clock.today():
        raise ValidationError(f"{label} must be today or later")
    if day and day - clock.today() > FURTHEST_AHEAD:
        raise ValidationError(f"{label} must be in the next two years: check the year")
    return day
