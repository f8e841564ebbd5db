"""One spelling of a word that a column may write in several."""

from typing import TYPE_CHECKING

from django.db import models

if TYPE_CHECKING:
    from wmp.lib.extracts.load import Load


def one_spelling(load: "Load", model: type[models.Model], column: str, field: str = "") -> None:
    """`Cold` and `cold` are one: a word is spelt as it is kept already, or else as it first stands in the file.

    `field` is the model's, where it is not called as the column.
    """
    load.cursor.execute(
        f"""
        UPDATE staged s SET "{column}" = first.word
        FROM (SELECT DISTINCT ON (lower(word)) word
              FROM (SELECT "{field or column}" AS word, 0 AS place, id AS line FROM "{model._meta.db_table}"
                    UNION ALL SELECT "{column}", 1, line FROM staged WHERE "{column}" IS NOT NULL) AS known
              ORDER BY lower(word), place, line) AS first
        WHERE lower(s."{column}") = lower(first.word) AND s."{column}" <> first.word
        """
    )
