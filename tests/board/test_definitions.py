"""What each figure counts, pinned, so that nobody changes it unknowingly: the history of alarms, "as known then" and
whoever reads the files take numbers of one revision for numbers of the same thing."""

import json
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from people.probation.models import Probation
from wmp.board.paper import FIGURES
from wmp.lib.answers import Question
from wmp.lib.figures import Figure, Table, Total

pytestmark = pytest.mark.django_db
PINS = Path(__file__).with_name("definitions.json")
RENEW = 'make test ARGS="tests/board/test_definitions.py --renew-definitions"'
WHAT_TO_DO = f"""
What these figures count, or how it is written, has changed: {{}}.
- If they count other records now, or count them otherwise: raise `revision` in each one's @figure, then renew the pins.
- If the same is said in other words, or asked in another way (a column's name, a new Django): renew the pins alone.
Renew them with {RENEW} and commit {PINS.name}.
"""


def pin(figure: Figure) -> dict[str, Any]:
    told = json.dumps(
        [figure.title, figure.definition, *_asked(figure.table(date(2022, 4, 1)))],
    )
    return {"revision": figure.revision, "digest": sha256(told.encode()).hexdigest()[:16]}


def _asked(table: Table) -> list[Any]:
    """The statements that find the records, the values in them, and the rows and columns. Of values neither order nor
    keys of records: sets have no order, and a key is of one database."""
    _, values = Question(table).statement()
    found: list[Any] = [table.statements()[0], sorted({str(each) for each in values if not isinstance(each, int)})]
    found.append([[type(row).__name__, *_plain(row)] for row in table.rows])
    found.append(
        [[type(column).__name__, getattr(getattr(column, "measure", column), "label", "")] for column in table.columns]
    )
    return [found, *(_asked(each) for each in table.beside)]


def _plain(row: Any) -> list[Any]:
    """What a row says of itself; a function has no words."""
    said = ("label", "field", "only", "values", "expected", "under", "total")
    found = [value for name in said if (value := getattr(row, name, None)) and not callable(value)]
    return [sorted(value) if isinstance(value, set) else value for value in found]


def test_what_each_figure_counts_is_what_was_pinned(request: pytest.FixtureRequest) -> None:
    now = {key: pin(figure) for key, figure in FIGURES.items()}
    if request.config.getoption("--renew-definitions"):
        PINS.write_text(json.dumps(now, indent=1) + "\n")
    pinned = json.loads(PINS.read_text())
    changed = sorted(key for key in now.keys() | pinned.keys() if now.get(key) != pinned.get(key))
    assert not changed, WHAT_TO_DO.format(", ".join(changed))


def test_other_words_and_other_records_are_seen() -> None:
    figure = FIGURES["people.retention_by_entry_route"]
    others = [
        replace(figure, definition="In other words."),
        replace(figure, revision=2),
        replace(figure, table=lambda day: replace(figure.table(day), population=Probation.objects.all())),
        replace(figure, table=lambda day: replace(figure.table(day), rows=[Total("Everybody")])),
    ]
    assert pin(figure) == pin(replace(figure)) and len({str(pin(each)) for each in [figure, *others]}) == 5
