"""Performance years, their scale, and one appraisal for each person in each of them."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, Protocol, Self, TypeVar

from django.db import models
from django.db.models import Case, F, Q, Value, When

from people.performance.choices import Aspect, Excused, YearStatus
from people.roles import Role, line_reports_of, own_person
from people.workforce.models import Department, Person, Rank, StaffType
from wmp.lib import clock
from wmp.lib.access import EVERYTHING, Reader, ScopedModel, ScopedQuerySet
from wmp.lib.audit import tracked
from wmp.lib.keys import among
from wmp.lib.paths import QueryPath
from wmp.lib.words import long_day, within
from wmp.lib.workflow import IllegalMove, StatusChange, Workflow


class PerformanceYearQuerySet(ScopedQuerySet["PerformanceYear"]):
    def grants(self, user: Reader) -> Iterable[Q]:
        """Dates and the scale are everybody's to know."""
        yield EVERYTHING

    def closed_on(self, day: date) -> Self:
        """Years that were closed by `day`, the latest first."""
        return self.filter(closed_on__lte=day).order_by("-starts_on")


@tracked
class PerformanceYear(Workflow, ScopedModel):
    """A year of objectives, conversations and ratings, April to March, with the days on which things are due."""

    MOVES = {
        "set up": {"open"},
        "open": {"released", "closed"},  # a year without ratings closes as it is
        "released": {"closed"},
        "closed": set(),
    }

    name = models.CharField(max_length=7, unique=True, help_text="As 2021/22.")
    starts_on = models.DateField("first day", unique=True)
    ends_on = models.DateField("last day")
    objectives_due = models.DateField("objectives agreed by", null=True, blank=True)
    ratings_from = models.DateField("ratings from", null=True, blank=True)
    ratings_due = models.DateField("provisional ratings by", null=True, blank=True)
    release_on = models.DateField("ratings shared on", null=True, blank=True)
    #: Days in post by the last day of the year that somebody needs to be eligible (ours).
    least_days = models.PositiveSmallIntegerField("days in post to be eligible", default=90)
    status = Workflow.status_field(YearStatus, first=YearStatus.SET_UP)
    released_at = models.DateTimeField(null=True, editable=False)
    closed_on = models.DateField("closed", null=True, editable=False)

    # The reverse sides of ScaleValue, Appraisal, Objective and ModerationPanel.
    scale: Any
    appraisals: Any
    objectives: Any
    panels: Any

    objects = PerformanceYearQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gt=F("starts_on")),
                name="performance_year_ends_after_it_starts",
                violation_error_message="The year must end after it starts.",
            ),
            models.CheckConstraint(
                condition=Q(release_on=None) | Q(ratings_due=None) | Q(release_on__gt=F("ratings_due")),
                name="performance_year_shares_after_rating",
                violation_error_message="Ratings are shared after the day by which they are due.",
            ),
            models.CheckConstraint(
                condition=Q(status="closed") ^ Q(closed_on=None), name="performance_year_closed_has_a_day"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def last_start(self) -> date:
        """Whoever started after this day is a late starter: not eligible, and not counted as missing."""
        return self.ends_on - timedelta(days=self.least_days - 1)

    @property
    def stands(self) -> str:
        """Where it stands, in a sentence without its full stop."""
        words = {YearStatus.SET_UP.value: "is being set up", YearStatus.RELEASED.value: "has its ratings shared"}
        return f"The year {self} {words.get(self.status, f'is {within(self.get_status_display())}')}"

    def open(self, *, by: Any) -> None:
        self.move_to(YearStatus.OPEN, by=by)

    def close(self, *, by: Any, on: date | None = None) -> None:
        """Nothing is entered in a closed year any more, and figures count it from that day. There is no way back, so
        not before its last day: raises IllegalMove.
        """
        day = on or clock.today()
        if trouble := self.why_it_runs(day):
            raise IllegalMove(trouble)
        self.move_to(YearStatus.CLOSED, by=by, closed_on=day)

    def why_it_runs(self, day: date) -> str:
        """Why the year is not closed on `day`, in a sentence; "" from its last day on."""
        return f"{self} runs until {long_day(self.ends_on)}. Close it then or later." if day < self.ends_on else ""

    def release(self, *, by: Any, reason: str = "") -> None:
        """All final ratings of the year are shared at one moment: see `people.performance.releasing`."""
        self.move_to(YearStatus.RELEASED, by=by, reason=reason, released_at=clock.now())


class PerformanceYearChange(StatusChange):
    record = StatusChange.of(PerformanceYear)


class ScaleQuerySet(ScopedQuerySet["ScaleValue"]):
    def grants(self, user: Reader) -> Iterable[Q]:
        yield EVERYTHING


class ScaleValue(ScopedModel):
    """One value of a year's scale, with the wording that raters have at hand. Number 1 is the lowest."""

    year = models.ForeignKey(PerformanceYear, models.CASCADE, related_name="scale")
    aspect = models.CharField(max_length=4, choices=Aspect)
    number = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=60)
    wording = models.TextField(max_length=1000, blank=True)

    objects = ScaleQuerySet.as_manager()

    class Meta:
        ordering = ["aspect", "number"]
        constraints = [
            models.UniqueConstraint(fields=["year", "aspect", "number"], name="scale_value_key"),
            models.UniqueConstraint(fields=["year", "aspect", "name"], name="scale_value_name"),
            models.CheckConstraint(
                condition=Q(number__range=(1, 9)),
                name="scale_value_is_one_key",
                violation_error_message="Values are numbered from 1 to 9, so that one key enters them.",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class OnScale(Protocol):
    """A value of a scale, as a record or as few of its fields."""

    @property
    def aspect(self) -> str: ...


V = TypeVar("V", bound=OnScale)


def by_aspect(values: Iterable[V]) -> dict[str, list[V]]:
    """The values of a scale for what and for how, in the order in which they come: the lowest first."""
    scale: dict[str, list[V]] = {aspect.value: [] for aspect in Aspect}
    for each in values:
        scale[each.aspect].append(each)
    return scale


class AppraisalQuerySet(ScopedQuerySet["Appraisal"]):
    def grants(self, user: Reader) -> Iterable[Q]:
        """That somebody is appraised and how far it is: they, their line manager of today, the performance lead.

        What was said and rated stands in tables of its own, for fewer people.
        """
        if user.has_role(Role.PERFORMANCE_LEAD):
            yield EVERYTHING
        yield among("person", own_person(user))
        yield among("person", line_reports_of(user, specials=False))

    def own(self, user: Reader) -> Self:
        return self.visible_to(user).filter(among("person", own_person(user)))

    def of_team(self, user: Reader) -> Self:
        """Those of the people who report to `user` today."""
        return self.visible_to(user).filter(among("person", line_reports_of(user, specials=False)))

    def for_rater(self, user: Reader) -> Self:
        """Those that `user` sees, each with whether its person reports to them: `reports_to` is their key, or 0."""
        reports = Case(
            When(among("person", line_reports_of(user, specials=False)), then=Value(user.pk)), default=Value(0)
        )
        return self.visible_to(user).annotate(reports_to=reports)

    def eligible(self) -> Self:
        return self.filter(excused=Excused.NO)


@tracked
class Appraisal(ScopedModel):
    """One person in one performance year: how far objectives and conversations are, and whether they count.

    Department, rank and staff type are those of the post at the time, for moderation and figures.
    """

    year = models.ForeignKey(PerformanceYear, models.PROTECT, related_name="appraisals")
    person = models.ForeignKey(Person, models.PROTECT, related_name="appraisals")
    staff_type = models.CharField(max_length=10, choices=StaffType, blank=True)
    rank = models.ForeignKey(Rank, models.PROTECT, null=True, blank=True, related_name="+")
    department = models.ForeignKey(Department, models.PROTECT, null=True, blank=True, related_name="+")
    excused = models.CharField("eligibility", max_length=20, choices=Excused, blank=True, default=Excused.NO)
    #: The day on which both individual objectives were agreed by both.
    objectives_set_on = models.DateField("objectives agreed", null=True, blank=True, editable=False)
    year_end_on = models.DateField("year-end conversation", null=True, blank=True, editable=False)
    # What the person declared, for figures and moderation to count by.
    declared = QueryPath("people.EqualityMonitoring", "person")

    # The reverse sides of Objective and Conversation. To rating and self-assessment there is no way but a query.
    objectives: Any
    conversations: Any

    objects = AppraisalQuerySet.as_manager()

    class Meta:
        ordering = ["person__name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["year", "person"],
                name="appraisal_key",
                violation_error_message="This person already has an appraisal in that year.",
            ),
        ]
        indexes = [models.Index(fields=["year", "department"], name="appraisal_department")]

    def __str__(self) -> str:
        return f"{self.person}, {self.year}"

    def account_concerned(self) -> int | None:
        return self.person.account_id
