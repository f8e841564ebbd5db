"""One consistent state of the records, shared by several database sessions."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import DatabaseError, connection, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from psycopg import sql


class SnapshotGone(RuntimeError):
    """The transaction that exported the snapshot has ended, so nobody can read it any more."""


@contextmanager
def exported_snapshot(connection: BaseDatabaseWrapper) -> Iterator[str]:
    """Keeps a REPEATABLE READ transaction open on a connection of its own and yields the name of its snapshot."""
    keeper = connection.copy()
    try:
        with keeper.cursor() as cursor:
            # The keeper only waits: a server that ends idle transactions must not end this one.
            cursor.execute("SET idle_in_transaction_session_timeout = 0")
            cursor.execute("BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            cursor.execute("SELECT pg_export_snapshot()")
            yield cursor.fetchone()[0]
    finally:
        keeper.close()


@contextmanager
def reading(connection: BaseDatabaseWrapper, snapshot: str) -> Iterator[None]:
    """A read-only transaction that sees what `snapshot` sees. Raises SnapshotGone."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        try:
            cursor.execute(sql.SQL("SET TRANSACTION SNAPSHOT {}").format(sql.Literal(snapshot)))
        except DatabaseError as error:
            raise SnapshotGone(snapshot) from error
        yield


def hold_still() -> None:
    """Whatever this transaction reads is of one state of the records. To be called before it reads anything.

    A savepoint belongs to a transaction that others began, and reads as that one does.
    """
    if not connection.savepoint_ids:
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
