"""Advisory locks: the database decides who does a piece of work, and takes the lock back from whoever dies."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import Any

from django.db import connection, transaction
from django.db.models import QuerySet


def one_transaction() -> AbstractContextManager[None]:
    """The transaction that is open, or one of its own: without the savepoint that `transaction.atomic` would set.

    For work that refuses before it writes, so that there is nothing to take back.
    """
    return nullcontext() if connection.in_atomic_block else transaction.atomic()


def held_as_they_are(rows: QuerySet[Any, Any]) -> list[Any]:
    """The rows of a query, which nobody changes until the transaction ends. Whoever is changing one is waited for.

    Many may keep the same row like this at once (`FOR SHARE`, which Django has no word for), and whoever wants to
    change it waits for all of them. Of several tables the first is held first.
    """
    sql, params = rows.query.get_compiler(connection=connection).as_sql()
    with connection.cursor() as cursor:
        cursor.execute(f"{sql} FOR SHARE", params)
        return list(cursor.fetchall())


def hold_for_transaction(kind: str, key: str) -> None:
    """Waits for the lock of (kind, key) and holds it to the end of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s), hashtext(%s))", [kind, key])


@contextmanager
def advisory_lock(kind: str, key: int, *, wait: bool = False) -> Iterator[bool]:
    """Holds the lock of (kind, key) for this database session, yielding whether it was got.

    Without `wait`, a lock that another session holds is not waited for. The lock outlives transactions and is given
    back at the end of the block, or by the server when the session ends.
    """
    function = "pg_advisory_lock" if wait else "pg_try_advisory_lock"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {function}(hashtext(%s), %s)", [kind, key])
        held = wait or bool(cursor.fetchone()[0])
    try:
        yield held
    finally:
        if held:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(hashtext(%s), %s)", [kind, key])
