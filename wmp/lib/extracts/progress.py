"""How far a load has come, seen from outside its transaction."""

import time

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

from wmp.lib.extracts.reports import LoadReport

# Seconds between two notes. A load that takes no longer than this opens no second connection.
EVERY = 1.0


class Progress:
    """Writes a report's progress on a connection of its own, at most once a second.

    The load's own transaction leaves the report's row alone until this is closed; a row it holds is passed over.
    """

    def __init__(self, report: LoadReport, size: int) -> None:
        self._report = report
        self._size = max(size, 1)
        self._last = time.monotonic()
        self._connection: BaseDatabaseWrapper | None = None

    def reading(self, rows: int, read: int) -> None:
        """`rows` rows and `read` bytes have been read: the first three tenths of the way."""
        self._note("Reading the file", min(30, 30 * read // self._size), rows)

    def reached(self, phase: str, percent: int) -> None:
        self._note(phase, percent)

    def _note(self, phase: str, percent: int, rows: int | None = None) -> None:
        if time.monotonic() - self._last < EVERY:
            return
        self._last = time.monotonic()
        self._connection = self._connection or connection.copy()
        with self._connection.cursor() as cursor:
            cursor.execute(
                f"UPDATE {LoadReport._meta.db_table} SET phase = %s, percent = %s, rows_done = coalesce(%s, rows_done)"
                # Never wait for the load: it may hold the row at the very end.
                f" WHERE id IN (SELECT id FROM {LoadReport._meta.db_table} WHERE id = %s FOR UPDATE SKIP LOCKED)",
                [phase, percent, rows, self._report.pk],
            )

    def close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None
