"""SQL text from Python values. Statements about temporary tables take no parameters, so values are quoted here."""

from collections.abc import Iterable

from psycopg import sql


def literal(value: object) -> str:
    """A value as an SQL literal: `O'Brien` becomes `'O''Brien'`."""
    return sql.Literal(value).as_string(None)


def name(identifier: str) -> str:
    """A table's or column's name, in quotes: some are words of SQL (`column`)."""
    return sql.Identifier(identifier).as_string(None)


def names(identifiers: Iterable[str]) -> str:
    return ", ".join(name(identifier) for identifier in identifiers)


def said(cell: str) -> str:
    """SQL for what a cell holds, short enough to be repeated in a sentence."""
    return f"'\"' || left({cell}, 60) || CASE WHEN length({cell}) > 60 THEN '…' ELSE '' END || '\"'"
