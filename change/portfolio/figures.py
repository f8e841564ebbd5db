"""Board figures of the change portfolio."""

from datetime import date

from change.portfolio.models import Limb, Project, ProjectStatus, status_on
from people.roles import Role
from wmp.lib.figures import Across, By, Count, Headline, Table, Total, across_adds_up, figure, totals_equal_parts


@figure(
    "Change portfolio",
    key="change.portfolio",
    readers={Role.CHANGE_MANAGER},
    about_people=False,
    headlines=[Headline("Total", "All projects"), Headline("Total", "Delivered")],
)
def portfolio(day: date) -> Table:
    """Projects begun by the day, by limb of the force's strategy and by the status they had on the day."""
    statuses = dict(ProjectStatus.choices)
    return Table(
        Project.objects.begun_by(day).annotate(status_then=status_on(day)),
        rows=[By("limb", expected=Limb.labels), Total("Total")],
        columns=[Across("status_then", Count("Projects"), expected=statuses, total="All projects")],
        checks=[totals_equal_parts, across_adds_up("All projects")],
    )
