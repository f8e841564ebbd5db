"""Board figures of the workforce: representation, and the hours of specials."""

from collections.abc import Sequence
from datetime import date

from django.db.models import Q

from people.roles import Role
from people.workforce.models import Post, Rank, SpecialDuty, StaffType, ethnicity_stated, in_force_on, minority
from wmp.lib.days import last_complete_months
from wmp.lib.figures import (
    LATEST,
    By,
    Count,
    Headline,
    Lines,
    Share,
    Sum,
    Table,
    Total,
    Where,
    figure,
    quotient,
    totals_equal_parts,
)

YEARS_COMPARED = 5
MONTHS_SHOWN = 5


def comparison_days(day: date) -> list[date]:
    """The latest 1 January on or before `day` and the four before it, latest first."""
    return [date(day.year - i, 1, 1) for i in range(YEARS_COMPARED)]


def _representation(day: date, rows: Sequence[By | Total], staff_type: str = "") -> Table:
    """Minority over stated ethnicity of the posts in force on each comparison day.

    Not stated is left out of both and white minorities are not counted, as the Home Office publishes it.
    """
    days = comparison_days(day)
    posts = Post.objects.filter(started__lte=days[0]).exclude(ended__lt=days[-1])
    return Table(
        posts.filter(staff_type=staff_type) if staff_type else posts,
        person="person",
        headcount=True,
        rows=rows,
        columns=[
            Share(each.isoformat(), part=minority(), of=ethnicity_stated(), only=in_force_on(each)) for each in days
        ],
        coverage=[
            Share(f"Ethnicity stated, {each.isoformat()}", part=ethnicity_stated(), only=in_force_on(each))
            for each in days
        ],
        checks=[totals_equal_parts],
    )


@figure(
    "Ethnic minority representation by staff type",
    key="people.representation_by_staff_type",
    readers={Role.PEOPLE_DATA},
    headlines=[Headline("Force", LATEST, better="higher"), Headline("Police Officer", LATEST, better="higher")],
)
def representation_by_staff_type(day: date) -> Table:
    """Posts held by people who stated a minority ethnicity, as a percentage of posts held by people who stated any, on
    the latest 1 January and the four before it. Headcount; the force is the sum of its staff types."""
    return _representation(day, [By("staff_type", expected=StaffType.labels), Total("Force")])


@figure(
    "Ethnic minority representation by rank",
    key="people.representation_by_rank",
    readers={Role.PEOPLE_DATA},
    headlines=[Headline("Police Officer Total", LATEST, better="higher")],
)
def representation_by_rank(day: date) -> Table:
    """Police officers of each rank who stated a minority ethnicity, as a percentage of those who stated any, on the
    latest 1 January and the four before it. Headcount. Ranks with few officers move a lot with one promotion."""
    # All ranks, whoever holds them: a row that came with its first officer would tell of one.
    ranks = Rank.objects.filter(special=False)
    rows: list[By | Total] = [By("rank__name", each=ranks), Total("Police Officer Total")]
    return _representation(day, rows, staff_type=StaffType.OFFICER)


@figure(
    "Hours given by specials",
    key="people.specials_hours",
    readers={Role.PEOPLE_DATA},
    chart=Lines(("Hours",)),
    headlines=[Headline(LATEST, "Hours", better="higher"), Headline(LATEST, "Hours per special", better="higher")],
)
def specials_hours(day: date) -> Table:
    """For each of the last five complete months: specials in post on its last day, the hours given in the month, and
    hours per special."""
    months = last_complete_months(day, MONTHS_SHOWN)
    hours = Table(
        SpecialDuty.objects.filter(month__range=(months[0][0], months[-1][0])),
        person="person",
        rows=[Where(f"{first:%Y-%m}", Q(month=first)) for first, _ in months],
        columns=[Sum("Hours", of="hours", unit="hours")],
    )
    return Table(
        Post.objects.filter(staff_type=StaffType.SPECIAL),
        person="person",
        headcount=True,
        rows=[Where(f"{first:%Y-%m}", in_force_on(last)) for first, last in months],
        columns=[Count("Specials"), quotient("Hours per special", "Hours", "Specials", unit="hours")],
        beside=[hours],
    )
