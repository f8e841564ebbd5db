"""Several people at once: threads with a database connection each. For tests whose data is committed."""

import time
from collections.abc import Callable
from threading import Barrier, Thread

import pytest
from django.db import IntegrityError, connection

from wmp.lib.workflow import IllegalMove, StaleMove

SECONDS = 30.0


def at_once(*clicks: Callable[[], object]) -> list[Exception | None]:
    """Does all of them together and returns what the rules or the database said to each; None where nothing."""
    together = Barrier(len(clicks))
    said: list[Exception | None] = [None] * len(clicks)

    def do(number: int, click: Callable[[], object]) -> None:
        together.wait()
        try:
            click()
        except (StaleMove, IllegalMove, IntegrityError) as error:
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
        _await_somebody_blocked()

    @property
    def said(self) -> Exception | None:
        self.thread.join()
        return self.done[0]


def _await_somebody_blocked() -> None:
    """Asks the server until another session waits for a lock of this one's."""
    deadline = time.monotonic() + SECONDS
    with connection.cursor() as cursor:
        while time.monotonic() < deadline:
            cursor.execute("SELECT FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY(pg_blocking_pids(pid))")
            if cursor.rowcount:
                return
    pytest.fail("nobody waits")
