"""`manage.py rotate_encryption`: every encrypted field, by the newest of ENCRYPTION_KEYS."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import pgtrigger
from cryptography.fernet import Fernet, InvalidToken
from django.apps import apps
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection, models, transaction

from wmp.lib.encryption import EncryptedTextField, keyring
from wmp.lib.words import counted

BATCH = 200
# A second round finds what was written during the first one by a program that has the older keys still.
ROUNDS = 5
NAMED = 10


@dataclass
class Column:
    """One encrypted column, what was found in it in the last round, and how much was written in all of them."""

    model: type[models.Model]
    field: Any
    found: int = 0
    renewed: int = 0
    unreadable: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        return f"{self.model._meta.db_table}.{self.field.column}"

    @cached_property
    def names(self) -> tuple[str, str, str]:
        """Table, column and key, as SQL names them."""
        meta = self.model._meta
        table, name, key = map(connection.ops.quote_name, (meta.db_table, self.field.column, meta.pk.column))
        return table, name, key

    @cached_property
    def triggers(self) -> str:
        """The triggers of the table, as pgtrigger takes those to ignore."""
        table = self.model._meta.db_table
        ours = [(model, trigger) for model, trigger in pgtrigger.registered() if model._meta.db_table == table]
        return f"{{{','.join(trigger.get_pgid(model) for model, trigger in ours)}}}"


class Command(BaseCommand):
    help = (
        "Encrypts what stands encrypted again, by the newest of ENCRYPTION_KEYS, so that the older ones can go. Safe "
        "to repeat, and beside a running site that has the new key. Exits with 1 if it cannot renew something."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        columns = list(encrypted_columns())
        settled = any(not sum(renew(column) for column in columns) for _ in range(ROUNDS))
        for column in columns:
            self.stdout.write(f"{column}: {counted(column.found, 'value')}, {column.renewed} encrypted again")
        faults = [unreadable(column) for column in columns if column.unreadable]
        if not settled:
            faults.append(
                "Values are still being written with an older key. Start web, workers and clock with the new key in"
                " front of ENCRYPTION_KEYS, and run this again."
            )
        if faults:
            raise CommandError("\n".join(faults))


def encrypted_columns() -> Iterator[Column]:
    """Of every table; those of histories last, since what is written into a record goes there as well."""
    tables = [model for model in apps.get_models(include_auto_created=True) if model._meta.managed]
    for model in sorted(tables, key=lambda model: hasattr(model, "pgh_tracked_model")):
        if not model._meta.proxy:
            fields = model._meta.local_concrete_fields
            yield from (Column(model, field) for field in fields if isinstance(field, EncryptedTextField))


def renew(column: Column) -> int:
    """One round through a column. Returns how many values it wrote, or found changed before it could."""
    newest, ring, touched = Fernet(settings.ENCRYPTION_KEYS[0]), keyring(), 0
    column.found, column.unreadable = 0, []
    for key, old in stored(column):
        column.found += 1
        if _opens(newest, old):
            continue
        try:
            new = ring.rotate(old)
        except InvalidToken:
            column.unreadable.append(str(key))
            continue
        column.renewed += replace(column, key, old, new.decode())
        touched += 1
    return touched


def stored(column: Column) -> Iterator[tuple[Any, str]]:
    """Key and token of every value, in batches by key, so that no transaction stays open between them."""
    table, name, key = column.names
    last: list[Any] = []
    while True:
        after = f"AND {key} > %s" if last else ""
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT {key}, {name} FROM {table} WHERE {name} <> '' {after} ORDER BY {key} LIMIT {BATCH}", last
            )
            rows = cursor.fetchall()
        if not rows:
            return
        yield from rows
        last = [rows[-1][0]]


def replace(column: Column, key: Any, old: str, new: str) -> int:
    """Writes the new token where the old one stands still, and returns 1; 0 where somebody saved another meanwhile.

    A row at a time, so that this never waits for one while it holds another. Nothing that anybody could read changes,
    so the triggers that keep the history, or keep rows as they are, look away for this one statement.
    """
    table, name, pk = column.names
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('pgtrigger.ignore', %s, true)", [column.triggers])
        cursor.execute(f"UPDATE {table} SET {name} = %s WHERE {pk} = %s AND {name} = %s", [new, key, old])
        count = cursor.rowcount
        cursor.execute("SELECT set_config('pgtrigger.ignore', '{}', true)")
    return count


def unreadable(column: Column) -> str:
    """What is to be done about values that no key opens. Names the first of them."""
    count = len(column.unreadable)
    named = ", ".join(column.unreadable[:NAMED]) + (", ..." if count > NAMED else "")
    return (
        f"{column}: no key in ENCRYPTION_KEYS opens {counted(count, 'value')} (rows {named})."
        " Add the key they were written with, and run this again."
    )


def _opens(key: Fernet, token: str) -> bool:
    try:
        key.decrypt(token)
    except InvalidToken:
        return False
    return True
