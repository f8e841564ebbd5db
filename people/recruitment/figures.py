"""Board figures of recruitment: new officers beside what the force aims at, and the specials who joined."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q

from people.recruitment.models import Aim, RepresentationTarget
from people.roles import Role
from people.workforce.models import Gender, Post, PostQuerySet, StaffType, gender_is, in_force_on, minority
from wmp.lib.days import years_before
from wmp.lib.figures import Along, Count, Headline, Kind, Share, Table, Where, figure
from wmp.lib.grids import Cell, Grid

READERS = {Role.PEOPLE_DATA, Role.TALENT_LEAD}
LAST_12_MONTHS = "Last 12 months"
SINCE_UPLIFT = "Since the Uplift start"
SINCE_TARGET = "Since the target began"


def joined_as(staff_type: StaffType, first: date, last: date) -> PostQuerySet:
    """The posts with which somebody first became one of `staff_type`, from `first` to `last`, both included.

    A promotion or a move is a further post of somebody who has joined, and whoever comes back is not new (ours).
    """
    earlier = Post.objects.filter(person=OuterRef("person"), staff_type=staff_type, started__lt=OuterRef("started"))
    return Post.objects.filter(~Exists(earlier), staff_type=staff_type, started__range=(first, last))


@figure(
    "New officers from under-represented groups",
    key="people.uplift_recruits",
    readers=READERS,
    headlines=[Headline(SINCE_UPLIFT, "Share", target="Target", better="higher")],
)
def uplift_recruits(day: date) -> Table:
    """Everybody whose first post as a police officer started from the day that the target for ethnic minority officers
    counts from, in whatever rank and however they came; those of them who stated a minority ethnicity, whether they
    are still in post or not; and their share of all new officers, those who stated none included, beside the share
    aimed at. The target is the one in force on the day; of several, the one that began first. Without one there is no
    row: nothing says since when to count. Headcount."""
    return _beside_target(day, Aim.MINORITY, SINCE_UPLIFT, "Under-represented", minority())


@figure(
    "Women among new officers",
    key="people.female_recruits",
    readers=READERS,
    headlines=[Headline(SINCE_TARGET, "Share", target="Target", better="higher")],
)
def female_recruits(day: date) -> Table:
    """Everybody whose first post as a police officer started from the day that the target for women counts from, in
    whatever rank and however they came; the women among them, whether they are still in post or not; and their share
    of all new officers, those who stated nothing included, beside the share aimed at. The target is the one in force on
    the day; of several, the one that began first. Without one there is no row. Headcount."""
    return _beside_target(day, Aim.FEMALE, SINCE_TARGET, "Female", gender_is(Gender.FEMALE))


def _beside_target(day: date, aim: Aim, row: str, column: str, part: Q) -> Table:
    """New officers since the target of `aim` in force began, those of them whom it is of, and what it names."""
    in_force = RepresentationTarget.objects.in_force_on(day).filter(aim=aim)
    target = in_force.unscoped().order_by("starts_on", "pk").first()
    return Table(
        joined_as(StaffType.OFFICER, target.starts_on if target else day, day),
        person="person",
        headcount=True,
        # Never the target's name: a target that is renamed keeps its number's key.
        rows=[Where(row, Q())] if target else [],
        columns=[
            Count("New officers"),
            Count(column, only=part),
            Share("Share", part=part, decimals=1),
            Along("Target", _aimed_at(target), unit="percent", decimals=1, kind=Kind.GIVEN),
        ],
    )


def _aimed_at(target: RepresentationTarget | None) -> Callable[[Grid], Sequence[Cell]]:
    """The share that the target names: a number somebody set, with no records behind it."""
    return lambda grid: [Cell(None, None, target.percent)] if target else []


@figure(
    "Specials recruited",
    key="people.specials_recruitment",
    readers=READERS,
    headlines=[
        Headline(LAST_12_MONTHS, "Joined", better="higher"),
        Headline(LAST_12_MONTHS, "Specials now", better="higher"),
    ],
)
def specials_recruitment(day: date) -> Table:
    """Everybody whose first post as a special started in the twelve months up to the day, whether they are still one or
    not; the share of women and of those who stated a minority ethnicity among all who joined; and the specials in post
    on the day. Headcount."""
    now = Table(
        Post.objects.filter(staff_type=StaffType.SPECIAL),
        person="person",
        headcount=True,
        rows=[Where(LAST_12_MONTHS, in_force_on(day))],
        columns=[Count("Specials now")],
    )
    return Table(
        joined_as(StaffType.SPECIAL, years_before(day, 1) + timedelta(days=1), day),
        person="person",
        headcount=True,
        rows=[Where(LAST_12_MONTHS, Q())],
        columns=[
            Count("Joined"),
            Share("Female", part=gender_is(Gender.FEMALE)),
            Share("Ethnic minority", part=minority()),
        ],
        beside=[now],
    )
