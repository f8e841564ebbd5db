"""Several sessions read one state of the records, however the records go on."""

import time
from collections.abc import Iterator
from contextlib import closing
from typing import Any

import pytest
from django.db import InternalError, connection, transaction

from people.models import Department
from wmp.lib.snapshots import SnapshotGone, exported_snapshot, hold_still, reading

pytestmark = pytest.mark.django_db(transaction=True)


def names() -> list[str]:
    return list(Department.objects.values_list("name", flat=True))


@pytest.fixture
def force() -> Iterator[None]:
    Department.objects.create(name="Response")
    yield


def test_what_is_added_after_the_snapshot_is_not_seen_in_it(force: None) -> None:
    with exported_snapshot(connection) as snapshot:
        Department.objects.create(name="Forensics")
        with reading(connection, snapshot):
            assert names() == ["Response"]
        assert names() == ["Forensics", "Response"]


def test_two_sessions_and_two_readings_see_the_same(force: None) -> None:
    with exported_snapshot(connection) as snapshot, closing(connection.copy()) as other:
        with reading(connection, snapshot):
            first = names()
        Department.objects.all().delete()
        with other.cursor() as cursor:
            cursor.execute("BEGIN ISOLATION LEVEL REPEATABLE READ")
            cursor.execute(f"SET TRANSACTION SNAPSHOT '{snapshot}'")
            cursor.execute("SELECT name FROM people_department")
            assert [name for (name,) in cursor.fetchall()] == first == ["Response"]


def test_a_transaction_that_holds_still_reads_one_state(force: None) -> None:
    with transaction.atomic(), closing(connection.copy()) as other:
        hold_still()
        first = names()
        with other.cursor() as cursor:
            cursor.execute("DELETE FROM people_department")
        assert names() == first == ["Response"]
    assert names() == []


def test_within_a_transaction_that_goes_on_nothing_changes(force: None) -> None:
    with transaction.atomic(), transaction.atomic():
        hold_still()
        assert names() == ["Response"]


def test_a_reading_cannot_write(force: None) -> None:
    with exported_snapshot(connection) as snapshot, pytest.raises(InternalError), reading(connection, snapshot):
        Department.objects.create(name="Forensics")
    assert names() == ["Response"]


def test_a_snapshot_whose_keeper_ended_is_gone(force: None) -> None:
    with exported_snapshot(connection) as snapshot:
        pass
    await_keepers_gone()
    with pytest.raises(SnapshotGone), reading(connection, snapshot):
        names()
    assert names() == ["Response"]


@pytest.mark.parametrize("name", ["00000003-0000001B-1", "", "'; DROP TABLE people_department; --"])
def test_a_name_that_is_no_snapshot_is_gone(name: str, force: None) -> None:
    with pytest.raises(SnapshotGone), reading(connection, name):
        names()
    assert names() == ["Response"]


def test_after_the_reading_the_session_writes_as_before(force: None) -> None:
    with exported_snapshot(connection) as snapshot, reading(connection, snapshot):
        names()
    Department.objects.create(name="Forensics")
    assert names() == ["Forensics", "Response"]


def test_the_keeper_s_session_ends_with_the_block(force: None) -> None:
    with pytest.raises(ZeroDivisionError), exported_snapshot(connection):
        assert keepers() == 1
        raise ZeroDivisionError
    await_keepers_gone()


def await_keepers_gone() -> None:
    """The server ends a session a moment after it was closed here."""
    deadline = time.monotonic() + 30
    while keepers():
        assert time.monotonic() < deadline, "a session was left open"


def keepers() -> int:
    """Other sessions that keep a transaction open on this database."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
            " AND state = 'idle in transaction' AND pid <> pg_backend_pid()"
        )
        found: Any = cursor.fetchone()
    return int(found[0])
