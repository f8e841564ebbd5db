"""Staged rows into the tables of records: what is missing or differs, and nothing else.

Rows that are the same already are left alone: they leave no history row, take no lock and use up no key.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import models

from wmp.lib.extracts.cursor import Cursor
from wmp.lib.extracts.words import literal, name, names
from wmp.lib.statistics import tell_planner


def upsert(
    cursor: Cursor,
    model: type[models.Model],
    *,
    source: str,
    key: Mapping[str, str],
    values: Mapping[str, str],
    once: Mapping[str, str] | None = None,
    is_row: bool = True,
) -> None:
    """Inserts the records of `source` that are missing, and updates those whose `values` differ.

    `source` is what follows SELECT's columns (`FROM staged s JOIN ...`); `key`, `values` and `once` give each field's
    SQL over it. `once` is set in new records only. `is_row`: a new record makes its line of the file a new one.
    """
    table = model._meta.db_table
    fields = {**key, **(once or {}), **values}
    columns = {field: _column(model, field) for field in fields}
    incoming = ", ".join(f"{sql} AS {name(columns[field])}" for field, sql in fields.items())
    primary = name(_column(model, model._meta.pk.name))
    differs = f" OR {_differs(model, values, 't', 'i')}" if values else ""
    cursor.execute("DROP TABLE IF EXISTS pg_temp.differences")
    cursor.execute(
        f"CREATE TEMP TABLE differences ON COMMIT DROP AS SELECT i.*, t.{primary} IS NULL AS is_new_record"
        f" FROM (SELECT s.line, {incoming} {source}) i"
        f" LEFT JOIN {name(table)} t ON {_matches(model, key)}"
        f" WHERE t.{primary} IS NULL{differs}"
    )
    cursor.execute(f"INSERT INTO touched SELECT line, is_new_record AND {literal(is_row)} FROM differences")
    every = names(columns.values())
    cursor.execute(
        f"INSERT INTO {name(table)} AS t ({every}) SELECT {every} FROM differences i ORDER BY i.line"
        f" ON CONFLICT ({names(columns[field] for field in key)}) {_on_conflict(model, values)}"
    )
    tell_planner(cursor, table, cursor.rowcount)


def take_out_nil(cursor: Cursor, model: type[models.Model], *, key: Mapping[str, str], amounts: Sequence[str]) -> None:
    """Takes rows without any of the `amounts` out of what is written, and their records off: they say nothing.

    So a file that blanks a line takes its amounts away, and the same file again changes nothing. `key` is as in
    `upsert`, over the staged row `s` alone.
    """
    nil = " AND ".join(f"i.{name(column)} IS NULL" for column in amounts)
    fields = ", ".join(f"{sql} AS {name(_column(model, field))}" for field, sql in key.items())
    values = ", ".join(f"s.{name(column)}" for column in amounts)
    cursor.execute(
        f"WITH gone AS (DELETE FROM {name(model._meta.db_table)} t USING (SELECT s.line, {fields}, {values}"
        f" FROM staged s) i WHERE {nil} AND {_matches(model, key)} RETURNING i.line)"
        " INSERT INTO touched SELECT line, false FROM gone"
    )
    cursor.execute(f"DELETE FROM staged i WHERE {nil}")


def _column(model: type[models.Model], field: str) -> str:
    concrete: Any = model._meta.get_field(field)
    return str(concrete.column)


def _matches(model: type[models.Model], key: Mapping[str, str]) -> str:
    """The condition that target `t` is the record of row `i`. Only `=` can be hashed, so it is used wherever it may."""
    conditions = []
    for field in key:
        column = name(_column(model, field))
        nullable = model._meta.get_field(field).null
        conditions.append(f"t.{column} {'IS NOT DISTINCT FROM' if nullable else '='} i.{column}")
    return " AND ".join(conditions)


def _differs(model: type[models.Model], values: Mapping[str, str], left: str, right: str) -> str:
    columns = [name(_column(model, field)) for field in values]
    old = ", ".join(f"{left}.{column}" for column in columns)
    new = ", ".join(f"{right}.{column}" for column in columns)
    return f"ROW({old}) IS DISTINCT FROM ROW({new})"


def _on_conflict(model: type[models.Model], values: Mapping[str, str]) -> str:
    """A record that came in between from elsewhere is treated as if it had been there."""
    if not values:
        return "DO NOTHING"
    columns = [name(_column(model, field)) for field in values]
    updates = ", ".join(f"{column} = excluded.{column}" for column in columns)
    return f"DO UPDATE SET {updates} WHERE {_differs(model, values, 't', 'excluded')}"


def add_names(cursor: Cursor, model: type[models.Model], column: str, field: str = "name") -> Sequence[str]:
    """Adds the records that `column` names and that are missing, and returns their names.

    Their other fields stand as they do in a new record; a model whose other fields have no default cannot be added so.
    """
    others = [each for each in model._meta.concrete_fields if not (each.primary_key or each.null or each.name == field)]
    columns = ", ".join(name(_column(model, each.name)) for each in others)
    cursor.execute(
        f"INSERT INTO {name(model._meta.db_table)} ({name(_column(model, field))}{columns and f', {columns}'})"
        f" SELECT DISTINCT s.{name(column)}{', %s' * len(others)} FROM staged s WHERE s.{name(column)} IS NOT NULL"
        f" AND NOT EXISTS (SELECT FROM {name(model._meta.db_table)} t"
        f" WHERE t.{name(_column(model, field))} = s.{name(column)})"
        f" ORDER BY 1 ON CONFLICT DO NOTHING RETURNING {name(_column(model, field))}",
        [each.get_default() for each in others],
    )
    return [row[0] for row in cursor.fetchall()]


def rows_touched(cursor: Cursor) -> tuple[int, int]:
    """How many lines of the file brought something new, and how many changed something that was there."""
    cursor.execute(
        "SELECT count(*) FILTER (WHERE is_new), count(*) FILTER (WHERE NOT is_new)"
        " FROM (SELECT bool_or(is_new) AS is_new FROM touched GROUP BY line) lines"
    )
    row = cursor.fetchone()
    return (row[0], row[1]) if row else (0, 0)
