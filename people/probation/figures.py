"""Board figures of probation."""

from datetime import date

from django.db.models import Q

from people.probation.models import LEAVERS, EntryRoute, Probation
from people.roles import Role
from wmp.lib.figures import Bars, By, Count, Headline, Share, Table, Total, figure, totals_equal_parts


@figure(
    "Retention of student officers by entry route",
    key="people.retention_by_entry_route",
    readers={Role.PEOPLE_DATA, Role.WELFARE_LEAD},
    chart=Bars(("Retention",)),
    headlines=[
        Headline("PEQF total", "Retention", better="higher"),
        Headline("Total with comparator", "Retention", better="higher"),
    ],
)
def retention_by_entry_route(day: date) -> Table:
    """Of the probationers recruited in each route's counted window up to the day, how many had left or transferred to
    another force by then, and the percentage kept. A move to a staff role does not leave the force. The comparator is
    the earlier route; the PEQF total is of the three routes of the Police Educational Qualifications Framework."""
    gone = Q(outcome__in=LEAVERS, ended_on__lte=day)
    return Table(
        Probation.objects.counted_on(day),
        person="person",
        rows=[
            By("entry_route__name", each=EntryRoute.objects.all()),
            Total("PEQF total", entry_route__comparator=False),
            Total("Total with comparator"),
        ],
        columns=[Count("Recruited"), Count("Leavers during probation", only=gone), Share("Retention", part=~gone)],
        checks=[totals_equal_parts],
    )
