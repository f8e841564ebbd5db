"""Board figures of welfare cases."""

from datetime import date

from django.db.models import Q

from people.roles import Role
from welfare.cases.choices import ROLE_NOT_AS_EXPECTED, Outcome, Theme
from welfare.cases.closures import Closure
from wmp.lib.days import years_before
from wmp.lib.figures import Among, Count, Headline, Table, Where, figure
from wmp.lib.grids import Grid

ROLE, ALL_CASES = "Role not as expected", "All cases closed"
OTHER_THEMES = tuple(theme for theme in Theme if theme not in ROLE_NOT_AS_EXPECTED)


def _found(label: str, *themes: Theme) -> Among:
    return Among(label, "themes", [theme.value for theme in themes], several=True)


@figure(
    "Why student officers think of leaving",
    key="welfare.leaving_themes",
    readers={Role.WELFARE_LEAD, Role.WELFARE_OFFICER},
    headlines=[Headline(ALL_CASES, "Left", better="lower"), Headline(ALL_CASES, "Retained", better="higher")],
)
def leaving_themes(day: date) -> Table:
    """Welfare cases closed in the twelve months up to the day and not open again on it, by the themes found, whose
    officer left and whose officer was retained. Cases. A case may have several themes, or none, so that the rows do not
    add up to all cases closed; a role not as expected counts a case once, however many of its three parts were found.
    Cases closed as moved to a staff role, or without contact, are in neither column."""
    return Table(
        Closure.objects.standing_on(day).filter(closed_on__gt=years_before(day, 1)),
        person="case__person",
        rows=[
            _found(ROLE, *ROLE_NOT_AS_EXPECTED),
            *(_found(str(theme.label), theme) for theme in (*ROLE_NOT_AS_EXPECTED, *OTHER_THEMES)),
            Where(ALL_CASES, Q(), total=True),
        ],
        columns=[Count("Left", only=Q(outcome=Outcome.LEFT)), Count("Retained", only=Q(outcome=Outcome.RETAINED))],
        checks=[themes_fit],
    )


def themes_fit(grid: Grid) -> list[str]:
    """No theme has more cases than there are, and a role not as expected no fewer than any part, no more than all."""
    failures = []
    for column in grid.columns:
        cases = {row.label: grid.cell(row.label, column.label).n or 0 for row in grid.rows}
        parts = [cases[str(theme.label)] for theme in ROLE_NOT_AS_EXPECTED]
        if max(cases.values()) > cases[ALL_CASES]:
            failures.append(f"{column.label}: a theme has more cases than were closed")
        if not max(parts) <= cases[ROLE] <= sum(parts):
            failures.append(f"{column.label}: {ROLE.lower()} does not fit its parts")
    return failures
