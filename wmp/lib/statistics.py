"""What the planner knows of a table, told anew after many rows were written to it in one statement."""

from typing import Any

from wmp.lib.extracts.words import name

# So many new or changed records make another table of it, as far as the planner is concerned.
MANY = 1000


def tell_planner(cursor: Any, table: str, rows: int) -> None:
    """Fresh statistics, where so many `rows` were written that the old ones mislead.

    The session may hold plans made when the table was small, those of foreign keys' checks among them, which read all
    of it for each row; and of what is new in it, say a year, the planner expects nothing, and does the same.
    """
    if rows > MANY:
        cursor.execute(f"ANALYZE {name(table)}")
