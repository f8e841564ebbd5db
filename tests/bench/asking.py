"""What SQL written by hand is asked with, and its answers are added up with."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection

Cells = dict[tuple[str, str], tuple[Any, Any]]

STAFF_TYPES = {"officer": "Police Officer", "staff": "Police Staff", "pcso": "PCSO", "special": "Special"}


def ask(sql: str, **values: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values or None)
        return cursor.fetchall()


def summed(rows: Sequence[Sequence[Any]]) -> list[Any]:
    """Column by column, leaving out what is not there."""
    return [sum((each for each in column if each is not None), 0) for column in zip(*rows, strict=True)]


def total(numbers: Iterable[Any]) -> Any:
    there = [number for number in numbers if number is not None]
    return sum(there) if there else None
