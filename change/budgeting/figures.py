"""The board figure of priority based budgeting."""

from datetime import date

from change.budgeting.models import BudgetingLine
from people.roles import Role
from wmp.lib.figures import By, Headline, Sum, Table, Total, figure, totals_equal_parts


@figure(
    "Priority based budgeting",
    key="change.budgeting",
    readers={Role.CHANGE_MANAGER},
    about_people=False,
    headlines=[Headline("Grand Total", "Identified", target="Projected", better="higher")],
)
def budgeting(day: date) -> Table:
    """Savings of each phase of priority based budgeting over its departments, in pounds: projected, identified, and
    removed from the base budget. All phases on record count, also one that has yet to start: its saving is planned."""
    return Table(
        BudgetingLine.objects.all(),
        rows=[By("phase__name", order=["phase__starts_on"]), Total("Grand Total")],
        columns=[
            Sum("Projected", of="projected", unit="pounds"),
            Sum("Identified", of="identified", unit="pounds"),
            Sum("Removed from base budget", of="removed", unit="pounds"),
        ],
        checks=[totals_equal_parts],
    )
