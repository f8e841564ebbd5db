"""Empties the test database between tests that commit, in place of Django's own command.

Truncating every table and making reference data, permissions and content types again takes seconds; emptying only the
tables that a test wrote to takes milliseconds. Reference data stays as the migrations made it.
"""

from collections.abc import Mapping
from typing import Any

from django.apps import apps
from django.core.management.base import BaseCommand
from django.db import connection
from django.db.backends.utils import CursorWrapper

KEPT = {
    "people.Rank",
    "people.EntryRoute",
    "change.InvestmentPrinciple",
    "auth.Group",
    "auth.Permission",
    "contenttypes.ContentType",
}
MANY_BYTES = 1_000_000


class Command(BaseCommand):
    stealth_options = ("reset_sequences", "allow_cascade", "inhibit_post_migrate", "database", "interactive")

    def handle(self, *args: Any, **options: Any) -> None:
        kept = {apps.get_model(label)._meta.db_table for label in KEPT}
        tables = set(connection.introspection.django_table_names(only_existing=True, include_views=False)) - kept
        with connection.cursor() as cursor:
            sizes = "SELECT relname, pg_relation_size(oid) FROM pg_class WHERE relname = ANY(%s)"
            cursor.execute(sizes, [list(tables)])
            written = {table: size for table, size in cursor.fetchall() if size}
            if written:
                empty(cursor, written)


def empty(cursor: CursorWrapper, tables: Mapping[str, int]) -> None:
    """Nothing that is kept refers to these tables (name and bytes), so that they are emptied together.

    To truncate takes long for each table, also for each that refers to one and is empty already; to delete takes long
    for each row, and leaves it for others to step over. Triggers that hold history would refuse it, so that it needs
    a superuser, as whom the embedded server is asked.
    """
    cursor.execute("SHOW is_superuser")
    if sum(tables.values()) > MANY_BYTES or cursor.fetchall() != [("on",)]:
        cursor.execute(f"TRUNCATE {', '.join(tables)} CASCADE")
    else:
        deletions = "".join(f"DELETE FROM {table};" for table in tables)
        cursor.execute(f"BEGIN; SET LOCAL session_replication_role = replica; {deletions} COMMIT")
