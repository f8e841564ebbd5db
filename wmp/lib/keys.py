"""Keys: a condition on them that an index answers even where it is joined by "or"; and keys as they are typed."""

from collections.abc import Iterable
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BooleanField, Func, Q, QuerySet

LONGEST_KEY = 18


class _Among(Func):
    output_field = BooleanField()
    conditional = True
    template = "(%(expressions)s))"
    arg_joiner = " = ANY("


def among(path: str, keys: QuerySet[Any]) -> Q:
    """The rows whose key at `path` is one of those that a query selects.

    The keys are asked for first and once, and the rows are then fetched by index. PostgreSQL does the same with
    `path__in=` when it stands alone, but reads the whole table as soon as another condition is joined by "or": an
    employee's own post among a million took seconds, and takes milliseconds in this form.
    """
    return Q(_Among(path, ArraySubquery(keys)))


def key_of(text: str) -> int | None:
    """A record's key as it comes from a browser; None for what is no key: signs, letters, other scripts' digits, and
    more digits than any key has (which `int` refuses after some thousands, and the database after nineteen).
    """
    return int(text) if text.isascii() and text.isdigit() and len(text) <= LONGEST_KEY else None


def keys_of(texts: Iterable[str]) -> list[int]:
    """Those of several that are keys, in their order."""
    return [key for key in map(key_of, texts) if key is not None]
