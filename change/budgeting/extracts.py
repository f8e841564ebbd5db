"""The file of priority based budgeting."""

from change.budgeting.models import AMOUNTS, BudgetingLine, BudgetingPhase
from change.portfolio.extracts import LOADERS
from people.workforce.models import Department
from wmp.lib.extracts import Amount, Extract, Load, Lookup, Text

MILLION_MILLION = 999_999_999_999


class Budgeting(Extract):
    """One row what a department saves in a phase, in pounds; without a department, what is not told apart by it."""

    kind = "budgeting"
    title = "Priority based budgeting: savings by phase and department"
    loaders = LOADERS
    columns = (
        Text("phase", key=True, required=True, longest=120),
        Text("department", key=True),
        *(Amount(column, least=-MILLION_MILLION, most=MILLION_MILLION) for column in AMOUNTS),
    )

    lookups = (
        Lookup("phase", "phase", "LEFT JOIN change_budgetingphase phase ON phase.name = s.phase"),
        Lookup("department", "department", "LEFT JOIN people_department department ON department.name = s.department"),
    )

    def write(self, load: Load) -> None:
        # A department that is not on record has no line: its row must not find that of no department.
        department = "CASE WHEN s.department IS NOT NULL THEN coalesce(s.department_id, 0) END"
        load.take_out_nil(BudgetingLine, key={"phase": "s.phase_id", "department": department}, amounts=AMOUNTS)
        load.add_names(BudgetingPhase, "phase")
        load.add_names(Department, "department")
        load.upsert(
            BudgetingLine,
            source="FROM staged s JOIN change_budgetingphase phase ON phase.name = s.phase"
            " LEFT JOIN people_department department ON department.name = s.department",
            key={"phase": "phase.id", "department": "department.id"},
            values={column: f"s.{column}" for column in AMOUNTS},
        )


EXTRACTS: list[Extract] = [Budgeting()]
