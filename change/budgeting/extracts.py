"""The file of priority based budgeting."""

from change.budgeting.models import AMOUNTS, BudgetingLine, BudgetingPhase
from change.portfolio.extracts import LOADERS
from people.workforce.models import Department
from wmp.lib.extracts import Amount, Extract, Load, Text

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

    def write(self, load: Load) -> None:
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
