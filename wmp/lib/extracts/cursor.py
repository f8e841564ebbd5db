"""The database driver's own cursor: for COPY, and for statements that need no ORM and no parameters."""

from typing import Any

import psycopg
from django.db import connection

# Statements are put together by wmp.lib.extracts.words, so that no value of a file ever stands in one.
Cursor = psycopg.Cursor[Any]


def open_cursor() -> Cursor:
    """A cursor on the current connection and in its transaction."""
    connection.ensure_connection()
    raw = connection.connection
    assert raw is not None
    return psycopg.ClientCursor(raw)
