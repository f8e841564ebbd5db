"""Board figures of passports and adjustments."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import Q

from people.roles import Role
from welfare.passports.adjustments import Adjustment
from welfare.passports.choices import PassportStatus
from welfare.passports.models import Passport, PassportChange
from wmp.lib.figures import By, Count, Headline, Median, Table, Total, Where, figure, totals_equal_parts
from wmp.lib.workflow import status_on

ALL = "All passports"
STATUSES = dict(PassportStatus.choices)


@figure(
    "Passports and adjustments",
    key="welfare.passports",
    readers={Role.RA_OFFICER},
    headlines=[Headline(ALL, "Median days from asked for to in place", better="lower")],
)
def passports(day: date) -> Table:
    """Reasonable-adjustments passports begun by the day, by the state in which they stood at the end of it, withdrawn
    ones too. Passports. Beside them, of the adjustments that were put in place for the first time in the twelve months
    up to the day: the median of the calendar days from the day on which one was asked for to the day on which it was in
    place, in the row of the state of its passport. Of an even number it is midway between the two in the middle. Its
    denominator is the number of adjustments. One that was replaced or dropped later counts as it was first put in
    place; a median of all passports is that of all their adjustments, not one of medians."""
    return Table(
        Passport.objects.filter(started_on__lte=day).annotate(status_then=status_on(PassportChange, day)),
        person="holder",
        rows=[By("status_then", expected=STATUSES.values(), label=_label), Total(ALL)],
        columns=[Count("Passports")],
        checks=[totals_equal_parts],
        beside=[_days_taken(day)],
    )


def _label(group: Mapping[str, Any]) -> str:
    return str(STATUSES[group["status_then"]])


def _days_taken(day: date) -> Table:
    """A median does not add up, so each row is a condition and asks for its own."""
    came = Adjustment.objects.came_in_place_by(day)
    return Table(
        came.annotate(status_then=status_on(PassportChange, day, "passport__")),
        person="passport__holder",
        rows=[
            *(Where(label, Q(status_then=status)) for status, label in STATUSES.items()),
            Where(ALL, Q(), total=True),
        ],
        columns=[Median("Median days from asked for to in place", of="days_taken")],
    )
