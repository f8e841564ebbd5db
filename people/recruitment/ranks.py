"""The officer ranks as they are, and how fast people leave and rise: what a projection starts from, in aggregate."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, F, OuterRef, Q, Subquery

from people.recruitment.figures import joined_as
from people.recruitment.projection import Rank
from people.workforce.models import Gender, Post, StaffType, gender_is, in_force_on, minority
from wmp.lib.days import years_before

# The last years whose posts the rates are estimated from (ours).
YEARS = 3
# Whoever has no further officer post within this time of the last day of one has left.
GAP = timedelta(days=31)


@dataclass(frozen=True)
class Known:
    """The ranks, the lowest first, and the recruits of the last years: how many a year, all, and two groups of them."""

    ranks: list[Rank]
    recruits: int
    joined: int
    minority: int
    female: int


def known_on(day: date) -> Known:
    """Three queries of whole ranks. Its counts may be of one person: whoever shows them withholds the small ones."""
    since = years_before(day, YEARS)
    events = _events(since, day)
    ranks = []
    for row in _headcounts(day):
        left, promoted = events.get(row["rank"], (0, 0))
        # Person-years: the mean of the headcounts at the beginning of each year, times the years.
        held = sum(row[f"year{place}"] for place in range(YEARS))
        cells = [row[f"cell{place}"] for place in range(4)]
        ranks.append(Rank(row["rank__name"], cells, _rate(left, held), _rate(promoted, held - left)))
    new, women, of_minority = _recruits(since, day)
    return Known(ranks, round(new / YEARS), new, of_minority, women)


def _rate(part: int, whole: int) -> float:
    return min(1.0, part / whole) if whole > 0 else 0.0


def _headcounts(day: date) -> list[dict[str, Any]]:
    """Of each rank, the lowest first: its four cells on the day, and its headcount a year and more before."""
    female, of_minority = gender_is(Gender.FEMALE), minority()
    cells = (of_minority & female, of_minority & ~female, female & ~of_minority)
    now = in_force_on(day)
    posts = Post.objects.filter(staff_type=StaffType.OFFICER).unscoped().order_by()
    rows = posts.values("rank", "rank__name", "rank__position").annotate(
        total=Count("pk", filter=now),
        **{f"cell{place}": Count("pk", filter=now & cell) for place, cell in enumerate(cells)},
        **{f"year{place}": Count("pk", filter=in_force_on(years_before(day, place + 1))) for place in range(YEARS)},
    )
    found: list[dict[str, Any]] = [dict(row) for row in rows if row["total"]]
    for row in found:
        row["cell3"] = row["total"] - row["cell0"] - row["cell1"] - row["cell2"]
    return sorted(found, key=lambda row: -row["rank__position"])


def _events(since: date, day: date) -> dict[int, tuple[int, int]]:
    """By rank: how many left the officers from it, and how many rose, after `since` and up to `day`."""
    following = Post.objects.filter(
        person=OuterRef("person"),
        staff_type=StaffType.OFFICER,
        started__gt=OuterRef("ended"),
        started__lte=OuterRef("ended") + GAP,
    ).order_by("started")
    posts = Post.objects.filter(staff_type=StaffType.OFFICER, ended__gt=since, ended__lte=day).unscoped().order_by()
    rows = (
        posts.annotate(next=Subquery(following.values("rank__position")[:1]))
        .values("rank")
        .annotate(
            left=Count("pk", filter=Q(next=None)),
            promoted=Count("pk", filter=Q(next__lt=F("rank__position"))),
        )
    )
    return {row["rank"]: (row["left"], row["promoted"]) for row in rows}


def _recruits(since: date, day: date) -> tuple[int, int, int]:
    """New officers, the women and those of a minority among them, after `since` and up to `day`."""
    found = joined_as(StaffType.OFFICER, since + timedelta(days=1), day).unscoped().order_by()
    counts = found.aggregate(
        new=Count("pk"),
        women=Count("pk", filter=gender_is(Gender.FEMALE)),
        minority=Count("pk", filter=minority()),
    )
    return counts["new"], counts["women"], counts["minority"]
