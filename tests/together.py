"""Several people or programs at once, each with a database connection. For tests whose data is committed."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Barrier, Thread

import pytest
from django.db import IntegrityError, OperationalError, connection

from wmp.lib.workflow import IllegalMove, StaleMove

SECONDS = 60.0
PAUSE = 0.05  # seconds between two looks


def at_once(*clicks: Callable[[], object]) -> list[Exception | None]:
    """Does all of them together and returns what the rules or the database said to each; None where nothing."""
    together = Barrier(len(clicks))
    said: list[Exception | None] = [None] * len(clicks)

    def do(number: int, click: Callable[[], object]) -> None:
        together.wait()
        try:
            click()
        except (StaleMove, IllegalMove, IntegrityError, OperationalError) as error:
            said[number] = error
        finally:
            connection.close()

    threads = [Thread(target=do, args=each) for each in enumerate(clicks)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return said


class Meanwhile:
    """One more person, who comes while this session's transaction is open. `said` once they are through."""

    def __init__(self, click: Callable[[], object]) -> None:
        self.thread = Thread(target=lambda: self.done.extend(at_once(click)))
        self.done: list[Exception | None] = []
        self.thread.start()
        await_that(_is_somebody_blocked)

    @property
    def said(self) -> Exception | None:
        self.thread.join()
        return self.done[0]


def await_that(condition: Callable[[], bool]) -> None:
    """Looks until the condition holds; fails the test where it does not within a minute."""
    deadline = time.monotonic() + SECONDS
    while not condition():
        if time.monotonic() > deadline:
            pytest.fail("it did not happen")
        time.sleep(PAUSE)


@contextmanager
def held(table: str) -> Iterator[None]:
    """Keeps everybody else from reading a table, so that work on it is under way for as long as the block lasts."""
    other = connection.copy()
    with other.cursor() as cursor:
        cursor.execute("BEGIN")
        cursor.execute(f"LOCK TABLE {table} IN ACCESS EXCLUSIVE MODE")
        try:
            yield
        finally:
            other.close()


def _is_somebody_blocked() -> bool:
    """Does another session wait for a lock of this one's?"""
    with connection.cursor() as cursor:
        cursor.execute("SELECT FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY(pg_blocking_pids(pid))")
        return bool(cursor.rowcount)
