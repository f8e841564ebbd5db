"""Board figures of performance: how complete the last year is, and how its ratings spread."""

from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q

from people.performance.choices import Aspect, RatingStatus
from people.performance.models import Appraisal, PerformanceYear, ScaleValue
from people.performance.ratings import Rating
from people.roles import Role
from wmp.lib.days import midnight
from wmp.lib.figures import (
    LATEST,
    Across,
    By,
    Count,
    Headline,
    ShareOfColumn,
    Table,
    Total,
    Where,
    figure,
    totals_equal_parts,
)


@figure(
    "Performance year",
    key="people.performance_year",
    readers={Role.PERFORMANCE_LEAD},
    headlines=[
        Headline("Individual objectives set", LATEST, better="higher"),
        Headline("Year-end conversations completed", LATEST, better="higher"),
    ],
)
def performance_year(day: date) -> Table:
    """Of everybody eligible in the latest performance year that was closed by the day: the percentage whose individual
    objectives had been agreed, and whose year-end conversation had been held. Late starters, leavers, and people who
    were excused for long absence or secondment are not eligible; specials are not appraised."""
    year = PerformanceYear.objects.unscoped().closed_on(day).first()
    return Table(
        Appraisal.objects.filter(year=year).eligible(),
        person="person",
        rows=[
            Where("Individual objectives set", Q(objectives_set_on__lte=day)),
            Where("Year-end conversations completed", Q(year_end_on__lte=day)),
        ],
        columns=[ShareOfColumn(str(year) if year else "No year closed yet", decimals=0)],
    )


def _told_by(day: date) -> Q:
    """Ratings that their people could read by `day`. Leads read the figure and the others' ratings: of one that is not
    shared yet they would read their own out of the difference. What a file brought counts with its closed year."""
    shared = Q(shared_at__lt=midnight(day + timedelta(days=1)))
    brought = Q(status=RatingStatus.FINAL, final_on__lte=day, appraisal__year__closed_on__lte=day)
    return shared | brought


@figure("Distribution of ratings", key="people.rating_distribution", readers={Role.PERFORMANCE_LEAD})
def rating_distribution(day: date) -> Table:
    """Final ratings of the latest performance year that had shared any by the day: how many people have each
    combination of what they achieved (rows) and how they went about it (columns), on the scale of that year. A rating
    counts once it is shared, one that came by file once its year was closed; changed late, it counts as it stands
    now."""
    told = Rating.objects.unscoped().filter(_told_by(day), appraisal__year=OuterRef("pk"))
    year = PerformanceYear.objects.unscoped().filter(Exists(told)).order_by("-starts_on").first()
    scale = list(ScaleValue.objects.unscoped().filter(year=year))
    names = {aspect: {each.name: each.name for each in scale if each.aspect == aspect} for aspect in Aspect}
    return Table(
        Rating.objects.filter(_told_by(day), appraisal__year=year),
        person="appraisal__person",
        rows=[By("final_what__name", expected=list(names[Aspect.WHAT])), Total("All ratings")],
        columns=[Across("final_how__name", Count("Ratings"), expected=names[Aspect.HOW], total="All")],
        checks=[totals_equal_parts],
    )
