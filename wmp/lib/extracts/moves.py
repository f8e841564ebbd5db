"""Files that say where records with a status now stand.

A record that a file brings begins where the file says it stands, without a status change: its earlier steps are not
known, and a change dated today would put them there. A record that is there already moves as its verbs allow, also by
several of them at once.
"""

from collections.abc import Iterable

from wmp.lib.extracts.load import Load
from wmp.lib.extracts.words import literal, name
from wmp.lib.workflow import Workflow


def check_moves(
    load: Load, model: type[Workflow], *, record: str, column: str, ways: Iterable[tuple[str, str]] | None = None
) -> None:
    """Reports rows whose `column` says a status that the record with the key in `record` cannot go to.

    `ways` are the (old, new) of which a file may tell, where the model has a verb that takes several moves at once.
    """
    legal = ways or [(old, new) for old, targets in model.MOVES.items() for new in targets]
    pairs = ", ".join(f"({literal(old)}, {literal(new)})" for old, new in legal) or "('', '')"
    status = f"s.{name(column)}"
    load.faults_from(
        f"SELECT s.line, {literal(column)}, 'cannot become ' || {status} || '; on record it is ' || t.status"
        f" FROM staged s JOIN {name(model._meta.db_table)} t ON t.id = s.{name(record)}"
        f" WHERE t.status <> {status} AND (t.status, {status}) NOT IN (VALUES {pairs})"
    )


def note_moves(load: Load) -> None:
    """Counts the rows of the temporary table `moves` among those that changed something."""
    load.execute("INSERT INTO touched SELECT line, false FROM moves")
