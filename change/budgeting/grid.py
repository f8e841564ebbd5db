"""The savings of a phase in one table, a row for each department: how what is typed there is saved."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NamedTuple

from django.db import transaction

from change.budgeting.models import AMOUNTS, BudgetingLine, BudgetingPhase
from people.workforce.models import Department
from wmp.lib.amount_cells import Box, Outcome, Typed, amount_text, judged, store
from wmp.lib.grids import added

#: Above the columns.
HEADINGS = {"projected": "Projected", "identified": "Identified", "removed": "Removed"}
WHOLE = "Not told apart by department"
#: Departments by key; under None what is not told apart by them.
Departments = Mapping[int | None, str]
Lines = Mapping[int | None, BudgetingLine]


class Place(NamedTuple):
    """Where an amount stands: which of the three, of which department."""

    amount: str
    department: int | None

    @property
    def name(self) -> str:
        """As a box is named."""
        return f"{self.amount}_{self.department or 0}"


def departments() -> Departments:
    """In the order of the rows."""
    found: dict[int | None, str] = dict(Department.objects.values_list("pk", "name"))
    return {**found, None: WHOLE}


def place_of(name: str, rows: Departments) -> Place | None:
    """The place that a box is named for; None for what is no box of the phase's."""
    places = {place.name: place for key in rows for place in (Place(amount, key) for amount in AMOUNTS)}
    return places.get(name)


def lines_of(phase: BudgetingPhase, user: Any) -> Lines:
    return {line.department_id: line for line in BudgetingLine.objects.visible_to(user).filter(phase=phase)}


@transaction.atomic
def save(phase: BudgetingPhase, typed: Mapping[Place, Typed], *, by: Any) -> Outcome:
    """Saves all of it, or where one amount cannot be, none of it. As many queries for one cell as for all."""
    # Whoever saves beside us waits, and whoever adds a line by its form: that refers to the phase.
    BudgetingPhase.objects.visible_to(by).select_for_update(of=("self",)).get(pk=phase.pk)
    view = BudgetingLine.objects.visible_to(by)
    held = view.filter(phase=phase).select_for_update(of=("self",))
    lines = {line.department_id: line for line in held}
    fresh: dict[int | None, BudgetingLine] = {}
    touched: dict[int | None, BudgetingLine] = {}
    outcome = Outcome()
    for place, each in typed.items():
        key = place.department
        line = lines.get(key) or fresh.setdefault(key, BudgetingLine(phase=phase, department_id=key))
        stands = getattr(line, place.amount)
        wanted, told = judged(stands, each)
        outcome.cells[place.name] = told
        if told.status == "saved" and wanted != stands:
            setattr(line, place.amount, wanted)
            touched[key] = line
    if outcome.is_saved:
        store(view, touched.values(), AMOUNTS)
    else:
        outcome.refuse({Place(each, key).name: lines[key] for key in lines for each in AMOUNTS}, AMOUNTS, by)
    return outcome


# --- drawing ---


@dataclass
class Cell(Box[Place]):
    """A box of one amount of a department."""

    @property
    def heading(self) -> str:
        return HEADINGS[self.place.amount]


@dataclass
class Row:
    label: str
    cells: Sequence[Cell]


def rows_of(rows: Departments, lines: Lines, typed: Mapping[str, str], outcome: Outcome | None) -> list[Row]:
    """A row for each department, with what was typed where it was not saved."""

    def cell(place: Place) -> Cell:
        value = getattr(lines.get(place.department), place.amount, None)
        problem = outcome.cells.get(place.name) if outcome else None
        return Cell(place, value, typed.get(place.name, amount_text(value)), problem)

    return [Row(label, [cell(Place(amount, key)) for amount in AMOUNTS]) for key, label in rows.items()]


def totals_of(lines: Lines) -> list[tuple[str, str]]:
    """The sum of each column, under its heading."""
    sums = [(HEADINGS[amount], added(getattr(line, amount) for line in lines.values())) for amount in AMOUNTS]
    return [(heading, amount_text(Decimal(value or 0))) for heading, value in sums]
