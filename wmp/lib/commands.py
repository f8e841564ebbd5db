"""Argument types for management commands."""

from argparse import ArgumentTypeError
from datetime import date

from wmp.lib.days import FIRST_YEAR, LAST_YEAR, day_of


def iso_day(text: str) -> date:
    """A day given as YYYY-MM-DD."""
    try:
        return day_of(text)
    except ValueError:
        years = f"from {FIRST_YEAR} to {LAST_YEAR}"
        raise ArgumentTypeError(f"'{text}' is not a day; give it as YYYY-MM-DD, {years}") from None
