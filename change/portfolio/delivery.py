"""How a project's delivery goes: milestones, status updates, risks and what it waits for from others."""

from datetime import date
from typing import Any, Self

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Func, Q
from django.db.models.functions import Coalesce

from change.access import ChangeQuerySet, OfProjectQuerySet
from change.portfolio.models import Project, ProjectStatus
from wmp.lib import clock
from wmp.lib.access import ScopedModel
from wmp.lib.audit import never_edited, tracked
from wmp.lib.days import months_after
from wmp.lib.words import long_day
from wmp.lib.workflow import IllegalMove, StatusChange, Workflow


class MilestoneStatus(models.TextChoices):
    PLANNED = "planned", "Planned"
    MET = "met", "Met"
    DROPPED = "dropped", "Dropped"


# The day that a milestone came, else the day it is expected.
_EXPECTED = Coalesce("actual", "forecast", "baseline")


def past_forecast(day: date, path: str = "") -> Q:
    """Milestones that were to have come by `day`, have not, and whose project is still open."""
    return Q((f"{path}status", MilestoneStatus.PLANNED), (f"{path}expected_on__lt", day)) & ~Q(
        (f"{path}project__status", ProjectStatus.CLOSED)
    )


def behind_baseline(day: date) -> Q:
    """Milestones that slipped, as known on `day`: those whose `slippage_on` it is above nothing. None dropped."""
    waits = Q(status=MilestoneStatus.PLANNED, baseline__lt=day)
    return (Q(slippage__gt=0) | waits) & ~Q(status=MilestoneStatus.DROPPED)


class MilestoneQuerySet(OfProjectQuerySet["Milestone"]):
    pass


@tracked
class Milestone(Workflow, ScopedModel):
    """A day that a project is held to: as first agreed (baseline), as now expected (forecast), as it came (actual)."""

    # A re-baselined one stays planned: the move holds the reason.
    MOVES = {"planned": {"planned", "met", "dropped"}, "met": {"planned"}, "dropped": {"planned"}}

    project = models.ForeignKey(Project, models.CASCADE, related_name="milestones")
    name = models.CharField(max_length=200)
    baseline = models.DateField()
    forecast = models.DateField(null=True, blank=True)
    actual = models.DateField(null=True, blank=True, editable=False)
    status = Workflow.status_field(MilestoneStatus, first=MilestoneStatus.PLANNED)
    # For lists, which sort and narrow by them.
    expected_on = models.GeneratedField(expression=_EXPECTED, output_field=models.DateField(), db_persist=True)
    slippage = models.GeneratedField(
        expression=Func(_EXPECTED, F("baseline"), template="(%(expressions)s)", arg_joiner=" - "),
        output_field=models.IntegerField("days later than the baseline"),
        db_persist=True,
    )

    objects = MilestoneQuerySet.as_manager()

    class Meta:
        ordering = ["baseline", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["project", "name"],
                name="milestone_key",
                violation_error_message="This project already has a milestone of that name.",
            ),
            models.CheckConstraint(condition=Q(status="met") ^ Q(actual=None), name="milestone_met_has_a_day"),
        ]

    def __str__(self) -> str:
        return self.name

    def is_past(self, day: date) -> bool:
        """Was it to have come by `day`, and has not?"""
        return self.status == MilestoneStatus.PLANNED and self.expected_on < day

    def slippage_on(self, day: date) -> int:
        """Calendar days later than the baseline, as known on `day`; negative where it is earlier.

        One that should have come and has not is late by the days since at least (ours).
        """
        known = max(self.expected_on, day) if self.status == MilestoneStatus.PLANNED else self.expected_on
        return int((known - self.baseline).days)

    def meet(self, *, by: Any, on: date) -> None:
        self.move_to(MilestoneStatus.MET, by=by, actual=on)

    def drop(self, *, by: Any, reason: str) -> None:
        self.move_to(MilestoneStatus.DROPPED, by=by, reason=reason)

    def reopen(self, *, by: Any, reason: str) -> None:
        self.move_to(MilestoneStatus.PLANNED, by=by, reason=reason, standing={"met", "dropped"}, actual=None)

    def re_baseline(self, *, by: Any, to: date, reason: str) -> None:
        """A new baseline, with why. What it was stays in the history.

        Raises IllegalMove where it is that day, StaleMove where somebody else set another since it was read.
        """
        if to == self.baseline:
            raise IllegalMove(f"The baseline is {long_day(to)} already.")
        self.move_to(
            MilestoneStatus.PLANNED,
            by=by,
            reason=reason,
            standing={"planned"},
            unchanged={"baseline": self.baseline},
            baseline=to,
        )


class MilestoneChange(StatusChange):
    record = StatusChange.of(Milestone)


class Rag(models.TextChoices):
    RED = "red", "Red"
    AMBER = "amber", "Amber"
    GREEN = "green", "Green"


class StatusUpdateQuerySet(OfProjectQuerySet["StatusUpdate"]):
    pass


def without_update(day: date) -> Q:
    """Projects in delivery for over a month before `day` that nobody has told of since."""
    month_ago = months_after(day, -1)
    return Q(status=ProjectStatus.IN_DELIVERY) & ~Q(updates__on__gte=month_ago) & ~Q(started_on__gt=month_ago)


def is_without_update(project: Project, told_on: date | None, day: date) -> bool:
    """The same of a project whose latest update is at hand."""
    month_ago = months_after(day, -1)
    begun = project.started_on is None or project.started_on <= month_ago
    untold = told_on is None or told_on < month_ago
    return project.status == ProjectStatus.IN_DELIVERY and begun and untold


class StatusUpdate(ScopedModel):
    """How a project goes on a day, in a colour and in words. A later one replaces it; none is edited."""

    project = models.ForeignKey(Project, models.PROTECT, related_name="updates")
    on = models.DateField(default=clock.today)
    rag = models.CharField("status", max_length=5, choices=Rag)
    narrative = models.TextField(max_length=4000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False)
    at = models.DateTimeField(default=clock.now, editable=False)

    objects = StatusUpdateQuerySet.as_manager()

    class Meta:
        ordering = ["-on", "-pk"]
        triggers = never_edited("status_update")

    def __str__(self) -> str:
        return f"{self.get_rag_display()}, {self.on:%-d %B %Y}"


class RiskStatus(models.TextChoices):
    OPEN = "open", "Open"
    CLOSED = "closed", "Closed"


#: From this score on a risk is red; from the other on amber (ours, of the usual five by five matrix).
RED_FROM, AMBER_FROM = 15, 8


def rating_of(score: int) -> str:
    """Red, amber or green."""
    if score >= RED_FROM:
        return Rag.RED.value
    return Rag.AMBER.value if score >= AMBER_FROM else Rag.GREEN.value


class RiskQuerySet(ChangeQuerySet["Risk"]):
    def red(self) -> Self:
        """Open ones whose score is red."""
        return self.filter(status=RiskStatus.OPEN, score__gte=RED_FROM)


_ONE_TO_FIVE = [MinValueValidator(1), MaxValueValidator(5)]


@tracked
class Risk(Workflow, ScopedModel):
    """What may go wrong with a project. Its score is likelihood times impact, each from 1 to 5."""

    MOVES = {"open": {"closed"}, "closed": {"open"}}

    project = models.ForeignKey(Project, models.CASCADE, related_name="risks")
    title = models.CharField(max_length=200)
    description = models.TextField(blank=True, max_length=4000)
    likelihood = models.PositiveSmallIntegerField(validators=_ONE_TO_FIVE)
    impact = models.PositiveSmallIntegerField(validators=_ONE_TO_FIVE)
    response = models.TextField("what is done about it", blank=True, max_length=4000)
    owner = models.CharField("who sees to it", max_length=120, blank=True)
    review_on = models.DateField("look at it again on", null=True, blank=True)
    status = Workflow.status_field(RiskStatus, first=RiskStatus.OPEN)
    score = models.GeneratedField(
        expression=F("likelihood") * F("impact"), output_field=models.PositiveSmallIntegerField(), db_persist=True
    )

    objects = RiskQuerySet.as_manager()

    class Meta:
        ordering = ["project", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(likelihood__range=(1, 5)) & Q(impact__range=(1, 5)),
                name="risk_scored_from_1_to_5",
                violation_error_message="Likelihood and impact are from 1 to 5.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def rating(self) -> str:
        return rating_of(self.score)

    def close(self, *, by: Any, reason: str) -> None:
        self.move_to(RiskStatus.CLOSED, by=by, reason=reason)

    def reopen(self, *, by: Any, reason: str) -> None:
        self.move_to(RiskStatus.OPEN, by=by, reason=reason)


class RiskChange(StatusChange):
    record = StatusChange.of(Risk)


class DependencyStatus(models.TextChoices):
    OPEN = "open", "Open"
    MET = "met", "Met"
    DROPPED = "dropped", "No longer needed"


def late(day: date) -> Q:
    """Dependencies that were needed by a day before `day` and are not met."""
    return Q(status=DependencyStatus.OPEN, needed_by__lt=day)


class DependencyQuerySet(OfProjectQuerySet["Dependency"]):
    pass


@tracked
class Dependency(Workflow, ScopedModel):
    """What a project waits for: from another project of the portfolio, or from outside it."""

    MOVES = {"open": {"met", "dropped"}, "met": {"open"}, "dropped": {"open"}}

    project = models.ForeignKey(Project, models.CASCADE, related_name="dependencies")
    on_project = models.ForeignKey(
        Project, models.PROTECT, null=True, blank=True, verbose_name="project it waits for", related_name="depended_on"
    )
    on_other = models.CharField("or who else", max_length=200, blank=True)
    what = models.CharField("what is needed", max_length=400)
    needed_by = models.DateField(null=True, blank=True)
    status = Workflow.status_field(DependencyStatus, first=DependencyStatus.OPEN)

    objects = DependencyQuerySet.as_manager()

    class Meta:
        ordering = ["needed_by", "pk"]
        verbose_name_plural = "dependencies"
        constraints = [
            models.CheckConstraint(
                condition=Q(on_project__isnull=False, on_other="") | (Q(on_project=None) & ~Q(on_other="")),
                name="dependency_is_on_one",
                violation_error_message="Say which project it waits for, or who else: one of the two.",
            ),
            models.CheckConstraint(
                condition=Q(on_project=None) | ~Q(on_project=models.F("project")),
                name="dependency_is_on_another",
                violation_error_message="A project cannot wait for itself.",
            ),
        ]

    def __str__(self) -> str:
        return self.what

    def is_late(self, day: date) -> bool:
        """As `late`."""
        return self.status == DependencyStatus.OPEN and self.needed_by is not None and self.needed_by < day

    def meet(self, *, by: Any) -> None:
        self.move_to(DependencyStatus.MET, by=by)

    def drop(self, *, by: Any, reason: str) -> None:
        self.move_to(DependencyStatus.DROPPED, by=by, reason=reason)

    def reopen(self, *, by: Any, reason: str) -> None:
        self.move_to(DependencyStatus.OPEN, by=by, reason=reason)


class DependencyChange(StatusChange):
    record = StatusChange.of(Dependency)
