"""Argument types for management commands."""

from argparse import ArgumentTypeError
from datetime import date


def iso_day(text: str) -> date:
    """A day given as YYYY-MM-DD."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"'{text}' is not a day; give it as YYYY-MM-DD") from None
