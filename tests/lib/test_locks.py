"""An advisory lock belongs to one session, for as long as it lives."""

from collections.abc import Iterator
from contextlib import closing
from typing import Any

import pytest
from django.db import connection, transaction

from tests.together import Meanwhile
from wmp.lib.locks import advisory_lock

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def other() -> Iterator[Any]:
    """A second session's cursor."""
    with closing(connection.copy()) as session, session.cursor() as cursor:
        yield cursor


def is_free(cursor: Any, key: int = 1) -> bool:
    """Whether that session gets the lock; it gives it back at once."""
    cursor.execute("SELECT pg_try_advisory_lock(hashtext('test'), %s)", [key])
    (got,) = cursor.fetchone()
    if got:
        cursor.execute("SELECT pg_advisory_unlock(hashtext('test'), %s)", [key])
    return bool(got)


def test_what_one_session_holds_another_does_not_get(other: Any) -> None:
    with advisory_lock("test", 1) as held:
        assert held
        assert not is_free(other)
        assert is_free(other, key=2)
    assert is_free(other)


def test_whoever_does_not_wait_is_told_at_once(other: Any) -> None:
    other.execute("SELECT pg_advisory_lock(hashtext('test'), 1)")
    with advisory_lock("test", 1) as held:
        assert not held
    assert not is_free_to_us()


def is_free_to_us() -> bool:
    with advisory_lock("test", 1) as held:
        return held


def test_a_lock_that_was_not_got_is_not_given_back_either(other: Any) -> None:
    other.execute("SELECT pg_advisory_lock(hashtext('test'), 1)")
    with advisory_lock("test", 1):
        pass
    other.execute("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND granted AND pid = pg_backend_pid()")
    assert other.fetchone() == (1,)


def test_the_lock_of_a_session_that_died_is_free() -> None:
    with closing(connection.copy()) as dying, dying.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(hashtext('test'), 1)")
        assert not is_free_to_us()
    with advisory_lock("test", 1, wait=True) as held:
        assert held


def test_it_outlives_the_transactions_inside_it(other: Any) -> None:
    with advisory_lock("test", 1):
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            raise ZeroDivisionError
        assert not is_free(other)


def test_it_is_given_back_after_an_error(other: Any) -> None:
    with pytest.raises(ZeroDivisionError), advisory_lock("test", 1):
        raise ZeroDivisionError
    assert is_free(other)


def test_whoever_waits_gets_it_when_it_is_given_back() -> None:
    order: list[str] = []

    def second() -> None:
        with advisory_lock("test", 1, wait=True):
            order.append("second")

    with advisory_lock("test", 1):
        waiting = Meanwhile(second)
        order.append("first")
    assert waiting.said is None
    assert order == ["first", "second"]
