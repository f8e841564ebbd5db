"""The history of moves is added to and nothing else, whichever way the change comes in: the database refuses it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction

from change.models import Project, ProjectChange
from change.portfolio.models import Limb
from wmp.lib.workflow import StatusChange

pytestmark = pytest.mark.django_db
MOVES = [model for model in apps.get_models() if issubclass(model, StatusChange)]


@pytest.fixture
def record() -> Project:
    made = Project.objects.create(name="Body cameras", limb=Limb.ACT)
    made.begin_delivery(by=None)
    execute("SET CONSTRAINTS ALL IMMEDIATE")  # what a commit would ask is asked at once
    return made


def execute(statement: str, *values: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def moves() -> Any:
    return ProjectChange.objects.unscoped()


def save(record: Project) -> None:
    move = moves().get()
    move.reason = "It was never so"
    move.save()


WAYS: dict[str, Callable[[Project], object]] = {
    "save": save,
    "update": lambda record: moves().update(new="delivered"),
    "bulk update": lambda record: moves().bulk_update(moves(), ["at"]),
    "update by SQL": lambda record: execute("UPDATE change_projectchange SET by_id = NULL"),
    "merge by SQL": lambda record: execute(
        "MERGE INTO change_projectchange m USING change_project p ON m.record_id = p.id"
        " WHEN MATCHED THEN UPDATE SET old = 'delivered'"
    ),
    "delete": lambda record: moves().get().delete(),
    "bulk delete": lambda record: moves().delete(),
    "delete by SQL": lambda record: execute("DELETE FROM change_projectchange WHERE record_id = %s", record.pk),
    "truncate": lambda record: execute("TRUNCATE change_projectchange"),
}


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_a_move_of_a_record_that_stands_is_neither_changed_nor_deleted(
    way: Callable[[Project], object], record: Project
) -> None:
    before = list(moves().values())
    with pytest.raises(IntegrityError, match="moves of records are added and never"), transaction.atomic():
        way(record)
    assert list(moves().values()) == before


@pytest.mark.django_db(transaction=True)
def test_a_move_that_is_deleted_is_refused_at_the_end_of_the_transaction(record: Project) -> None:
    with pytest.raises(IntegrityError, match="never deleted"), transaction.atomic():
        moves().delete()
        record.changes.create(old="mobilising", new="in delivery", by=None, reason="Written anew")
    assert moves().get().reason == ""


def test_a_record_that_is_deleted_takes_its_moves_with_it(record: Project) -> None:
    execute("SET CONSTRAINTS ALL DEFERRED")
    record.delete()
    execute("SET CONSTRAINTS ALL IMMEDIATE")
    assert not moves().exists()


def test_a_database_is_emptied_whole(record: Project) -> None:
    execute("TRUNCATE change_project CASCADE")
    assert not moves().exists()


@pytest.mark.parametrize("model", MOVES, ids=lambda model: model._meta.label)
def test_each_table_of_moves_is_held_so(model: Any) -> None:
    table, record = model._meta.db_table, model._meta.get_field("record").related_model
    with pytest.raises(IntegrityError, match="added and never changed"), transaction.atomic():
        execute(f"UPDATE {table} SET reason = ''")
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_get_triggerdef(t.oid), p.prosrc FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid"
            " WHERE t.tgrelid = %s::regclass AND NOT t.tgisinternal AND t.tgenabled = 'O' ORDER BY t.tgname",
            [table],
        )
        (stand, _), (stay, asks) = [each for each in cursor.fetchall() if "_moves_sta" in each[0]]
    assert f"AFTER UPDATE OR TRUNCATE ON public.{table} FOR EACH STATEMENT" in stand
    assert f"AFTER DELETE ON public.{table} DEFERRABLE INITIALLY DEFERRED FOR EACH ROW" in stay
    assert f'FROM "{record._meta.db_table}" WHERE' in asks
