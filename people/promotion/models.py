"""Promotion processes and the applications made in them."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, ClassVar, Self

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import ExpressionWrapper, F, Max, Q

from people.roles import Role, own_person
from people.workforce.models import Person, Rank
from wmp.lib import clock
from wmp.lib.access import EVERYTHING, Reader, ScopedModel, ScopedQuerySet
from wmp.lib.audit import tracked
from wmp.lib.days import midnight, years_before
from wmp.lib.keys import among
from wmp.lib.paths import QueryPath
from wmp.lib.workflow import IllegalMove, StatusChange, Workflow

# A process counts when its last result came in at most this many years before the day (records.md, Figures).
YEARS_SHOWN = 3
# The longest that a process may give (ours).
LONGEST_IN_POOL = 60
LONGEST_TO_APPEAL = 365
TOLD = "Results are published, so this cannot be changed any more."


class Season(models.IntegerChoices):
    """In the order of the year."""

    SPRING = 1, "Spring"
    SUMMER = 2, "Summer"
    AUTUMN = 3, "Autumn"
    WINTER = 4, "Winter"


class PromotionProcessQuerySet(ScopedQuerySet["PromotionProcess"]):
    def grants(self, user: Reader) -> Iterable[Q]:
        """The team; everybody while applications are taken; and whoever applied, sits on a board or was asked."""
        if user.has_role(Role.PROMOTION_TEAM):
            yield EVERYTHING
        today = clock.today()
        yield Q(opens_on__lte=today, closes_on__gte=today)
        yield among("pk", own_processes(user))
        yield among("pk", PromotionApplication._base_manager.filter(boarded_by(user)).values("process"))

    def complete_on(self, day: date) -> Self:
        """Processes whose results were all in by `day`, the last of them in the three years up to it."""
        open_on_day = PromotionApplication.objects.exclude(PromotionApplication.decided_by(day))
        since = years_before(day, YEARS_SHOWN)
        decided = PromotionApplication.objects.filter(decided_on__lte=day).values("process")
        recent = decided.annotate(last=Max("decided_on")).filter(last__gt=since)
        return self.filter(pk__in=recent.values("process")).exclude(pk__in=open_on_day.values("process"))

    def reported_on(self, day: date) -> Self:
        """Those of them that a figure counts: one that is run here from the day on which its candidates were told,
        since some of them read the figure.
        """
        told = Q(published_at__lt=midnight(day + timedelta(days=1)))
        return self.complete_on(day).filter(told | ~Q(pk__in=self.run_here().values("pk")))

    @staticmethod
    def run_here() -> Any:
        """Those with days or stages: results of the others came by file, and were told elsewhere."""
        stages_or_days = Q(opens_on__isnull=False) | Q(stages__isnull=False)
        return PromotionProcess._base_manager.filter(stages_or_days).order_by()


@tracked
class PromotionProcess(ScopedModel):
    """One round of promotion from one rank to the next.

    Those that came by file have applications and results only: they have no days on which applications are taken.
    """

    from_rank = models.ForeignKey(Rank, models.PROTECT, related_name="+")
    to_rank = models.ForeignKey(Rank, models.PROTECT, related_name="+")
    season = models.PositiveSmallIntegerField(choices=Season)
    year = models.PositiveSmallIntegerField()
    opens_on = models.DateField("applications from", null=True, blank=True)
    closes_on = models.DateField("applications to", null=True, blank=True)
    #: Of service in the rank by the closing day, without which nobody may apply.
    least_months = models.PositiveSmallIntegerField("months in the rank needed", default=0)
    needs_endorsement = models.BooleanField("the line manager endorses each application", default=True)
    results_on = models.DateField("results told on", null=True, blank=True)
    appeal_days = models.PositiveSmallIntegerField("days to appeal in", default=28)
    pool_months = models.PositiveSmallIntegerField("months in the pool", default=24)
    #: When all candidates were told at one moment. Before that a result is the team's alone.
    published_at = models.DateTimeField("results published", null=True, editable=False)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False
    )

    # The reverse sides of PromotionApplication and PromotionStage.
    applications: Any
    stages: Any

    objects = PromotionProcessQuerySet.as_manager()

    class Meta:
        ordering = ["to_rank__position", "year", "season"]
        verbose_name_plural = "promotion processes"
        constraints = [
            models.UniqueConstraint(fields=["from_rank", "to_rank", "season", "year"], name="promotion_process_key"),
            models.CheckConstraint(
                condition=~Q(from_rank=F("to_rank")),
                name="promotion_process_changes_rank",
                violation_error_message="A promotion is to another rank.",
            ),
            models.CheckConstraint(
                condition=Q(opens_on=None, closes_on=None) | Q(opens_on__isnull=False, closes_on__gte=F("opens_on")),
                name="promotion_process_closes_after_it_opens",
                violation_error_message="Applications close on or after the day on which they open.",
            ),
            models.CheckConstraint(
                condition=Q(results_on=None) | Q(closes_on=None) | Q(results_on__gt=F("closes_on")),
                name="promotion_process_tells_after_it_closes",
                violation_error_message="Results are told after the last day on which applications are taken.",
            ),
            models.CheckConstraint(
                condition=Q(pool_months__range=(1, LONGEST_IN_POOL)),
                name="promotion_process_pool_months",
                violation_error_message=f"A place in the pool lasts from 1 to {LONGEST_IN_POOL} months.",
            ),
            models.CheckConstraint(
                condition=Q(appeal_days__lte=LONGEST_TO_APPEAL),
                name="promotion_process_appeal_days",
                violation_error_message=f"Candidates have {LONGEST_TO_APPEAL} days to appeal in at most.",
            ),
        ]

    def __str__(self) -> str:
        ranks = f"{self.from_rank.abbreviation} to {self.to_rank.abbreviation}"
        return f"{ranks} {self.get_season_display()} {self.year}"


class ApplicationStatus(models.TextChoices):
    APPLIED = "applied", "Applied"
    SHORTLISTED = "shortlisted", "Shortlisted"
    ASSESSED = "assessed", "Assessed"
    SUCCESSFUL = "successful", "Successful"
    UNSUCCESSFUL = "unsuccessful", "Unsuccessful"
    WITHDRAWN = "withdrawn", "Withdrawn"
    APPEALED = "appealed", "Appealed"


# What a process ends in for a candidate, before any appeal.
RESULTS = frozenset({ApplicationStatus.SUCCESSFUL, ApplicationStatus.UNSUCCESSFUL})


def own_processes(user: Reader) -> Any:
    """The keys of the processes in which `user` is a candidate, for `among`. Nobody handles anything of these: it is
    their own, or their rivals'. Whoever withdrew stays a candidate.
    """
    return PromotionApplication._base_manager.filter(candidate__account=user.pk).values("process")


def is_candidate(user: Reader, process: str = "pk") -> ExpressionWrapper:
    """Whether `user` is a candidate in the process at this path, to be read with its row."""
    return ExpressionWrapper(among(process, own_processes(user)), output_field=models.BooleanField())


def boarded_by(user: Reader, application: str = "") -> Q:
    """The applications that `user` decides on as a member of a board that has not closed. Never in a process in which
    they are a candidate, though they may have applied after they came to the board; and none that `near` finds, though
    they may have become the candidate's line manager since.

    `application` is the path to the application, with its "__".
    """
    boards = apps.get_model("people", "BoardCandidate")._base_manager
    seen = boards.filter(board__closed_at=None, board__members=user.pk).values("application")
    rivals = among(f"{application}process", own_processes(user))
    return among(f"{application}pk", seen) & ~rivals & ~near(user, application)


def near(user: Reader, application: str = "") -> Q:
    """The applications that `user` is too near to for hearing them: of whoever reports to them today or did on any day
    since they applied, so that a post that ends opens nothing, and of whoever they were asked to endorse. Candidates
    are promised that their line manager does not read what they need in the process.
    """
    today = clock.today()
    reported = Q(
        candidate__posts__line_manager__account=user.pk,
        candidate__posts__started__lte=today,
    ) & (
        Q(candidate__posts__ended=None)
        | Q(candidate__posts__ended__gte=today)
        | Q(candidate__posts__ended__gte=F("applied_on"))
    )
    managed = PromotionApplication._base_manager.filter(reported).values("pk")
    asked = apps.get_model("people", "Endorsement")._base_manager.filter(asked=user.pk).values("application")
    return among(f"{application}pk", managed) | among(f"{application}pk", asked)


def handled_by(user: Reader, application: str = "") -> Iterable[Q]:
    """Whose applications `user` handles: the team all but those of processes in which they are a candidate, members of
    boards their candidates'.
    """
    if user.has_role(Role.PROMOTION_TEAM):
        yield ~among(f"{application}process", own_processes(user))
    yield boarded_by(user, application)


class PromotionApplicationQuerySet(ScopedQuerySet["PromotionApplication"]):
    def grants(self, user: Reader) -> Iterable[Q]:
        """Whoever handles it; and the candidate from the moment when results are published.

        Before that a candidate knows of it what `OwnApplication` tells: not what has been decided.
        """
        yield from handled_by(user)
        yield among("candidate", own_person(user)) & Q(process__published_at__isnull=False)


PromotionApplicationManager = models.Manager.from_queryset(PromotionApplicationQuerySet)


@tracked
class PromotionApplication(Workflow, ScopedModel):
    """One candidate in one process. Withdrawn candidates stay among the applicants of every figure (ours)."""

    OPEN = frozenset({ApplicationStatus.APPLIED, ApplicationStatus.SHORTLISTED, ApplicationStatus.ASSESSED})
    # Those with a result. Withdrawn applications have none, though they may have a day.
    DECIDED = frozenset({ApplicationStatus.SUCCESSFUL, ApplicationStatus.UNSUCCESSFUL, ApplicationStatus.APPEALED})
    # A result may come at any open stage: the sift ends some applications, and a force that keeps its stages
    # elsewhere sends results only. A result is on paper until it is told: until then it may be taken back, and the
    # candidate, who must not learn that there is one, may withdraw.
    MOVES = {
        "applied": {"shortlisted", "assessed", "successful", "unsuccessful", "withdrawn"},
        "shortlisted": {"assessed", "successful", "unsuccessful", "withdrawn"},
        "assessed": {"successful", "unsuccessful", "withdrawn"},
        "successful": {"assessed", "withdrawn"},
        "unsuccessful": {"assessed", "withdrawn", "appealed"},
        "withdrawn": set(),
        "appealed": {"successful", "unsuccessful"},
    }
    # That members of a board opened it tells that its candidate got there, and who they are.
    readings_told_when_seen = True

    process = models.ForeignKey(PromotionProcess, models.PROTECT, related_name="applications")
    candidate = models.ForeignKey(Person, models.PROTECT, related_name="applications")
    applied_on = models.DateField(null=True, blank=True)
    statement = models.TextField("why I am ready for the rank", max_length=8000, blank=True)
    decided_on = models.DateField(null=True, blank=True)
    # Apart from the day of the first result, so that a paper of the days between can be rebuilt as it was.
    upheld_on = models.DateField("appeal upheld on", null=True, blank=True)
    status = Workflow.status_field(ApplicationStatus, first=ApplicationStatus.APPLIED)
    # What the candidate declared, for figures to count by.
    declared = QueryPath("people.EqualityMonitoring", "candidate", "person")

    # The reverse sides of StageResult, BoardCandidate, ProcessAdjustment, OutcomeLetter, Endorsement and so on.
    results: Any
    boarded: Any
    process_adjustments: Any
    letters: Any

    objects = PromotionApplicationManager()

    class Meta:
        ordering = ["process", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["process", "candidate"], name="promotion_application_key"),
            models.CheckConstraint(
                condition=Q(decided_on=None) | Q(applied_on=None) | Q(decided_on__gte=F("applied_on")),
                name="promotion_decided_after_applied",
                violation_error_message="A result cannot come before the application.",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["successful", "unsuccessful", "appealed"]) | Q(decided_on__isnull=False),
                name="promotion_result_has_a_day",
                violation_error_message="A result needs the day it was decided.",
            ),
            models.CheckConstraint(
                condition=Q(upheld_on=None) | Q(status="successful", upheld_on__gte=F("decided_on")),
                name="promotion_upheld_after_decided",
                violation_error_message="An appeal cannot be upheld before the result that it is about.",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["applied", "shortlisted", "assessed"]) | Q(decided_on=None),
                name="promotion_open_has_no_result_day",
                violation_error_message="An open application has no day of decision.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.candidate} for {self.process}"

    def account_concerned(self) -> int | None:
        return self.candidate.account_id

    @classmethod
    def decided_by(cls, day: date) -> Q:
        """No longer open on `day`. A withdrawal without a day is taken as made before any day asked about."""
        return Q(decided_on__lte=day) | Q(status=ApplicationStatus.WITHDRAWN, decided_on=None)

    def shortlist(self, *, by: Any) -> None:
        self.move_to(ApplicationStatus.SHORTLISTED, by=by)

    def assess(self, *, by: Any) -> None:
        self.move_to(ApplicationStatus.ASSESSED, by=by, standing=self.OPEN)

    def _must_be_untold(self) -> None:
        """What a candidate was told is not undone. Raises IllegalMove."""
        told = PromotionProcess.objects.unscoped().filter(pk=self.process_id, published_at__isnull=False)
        if told.exists():
            raise IllegalMove(TOLD)

    def take_back(self, *, by: Any, reason: str) -> None:
        """The result was a slip. Before it is told only."""
        self._must_be_untold()
        self.move_to(ApplicationStatus.ASSESSED, by=by, reason=reason, standing=RESULTS, decided_on=None)

    def succeed(self, *, by: Any, on: date, reason: str = "") -> None:
        self.move_to(ApplicationStatus.SUCCESSFUL, by=by, reason=reason, standing=self.OPEN, decided_on=on)

    def reject(self, *, by: Any, on: date, reason: str = "") -> None:
        self.move_to(ApplicationStatus.UNSUCCESSFUL, by=by, reason=reason, standing=self.OPEN, decided_on=on)

    def withdraw(self, *, by: Any, on: date | None = None, reason: str = "") -> None:
        self._must_be_untold()
        self.move_to(ApplicationStatus.WITHDRAWN, by=by, reason=reason, standing=self.OPEN, decided_on=on)

    def withdraw_untold(self, *, by: Any, on: date, reason: str = "") -> None:
        """By the candidate, who does not know whether there is a result. Before it is told only."""
        self._must_be_untold()
        standing = self.OPEN | RESULTS
        self.move_to(ApplicationStatus.WITHDRAWN, by=by, reason=reason, standing=standing, decided_on=on)

    def appeal(self, *, by: Any, reason: str) -> None:
        self.move_to(ApplicationStatus.APPEALED, by=by, reason=reason)

    @classmethod
    def successful_on(cls, day: date) -> Q:
        """Successful at the first result, or by an appeal upheld by `day`."""
        return Q(status=ApplicationStatus.SUCCESSFUL) & (Q(upheld_on=None) | Q(upheld_on__lte=day))

    def uphold_appeal(self, *, by: Any, on: date, reason: str) -> None:
        """The appeal changes the outcome, from the day it was upheld."""
        appealed = {ApplicationStatus.APPEALED}
        self.move_to(ApplicationStatus.SUCCESSFUL, by=by, reason=reason, standing=appealed, upheld_on=on)

    def dismiss_appeal(self, *, by: Any, reason: str) -> None:
        """The outcome stays, from the day it was first decided."""
        self.move_to(ApplicationStatus.UNSUCCESSFUL, by=by, reason=reason, standing={ApplicationStatus.APPEALED})


class PromotionApplicationChange(StatusChange):
    record = StatusChange.of(PromotionApplication)


class OwnApplicationQuerySet(PromotionApplicationQuerySet):
    def grants(self, user: Reader) -> Iterable[Q]:
        yield among("candidate", own_person(user))


class OwnApplicationManager(PromotionApplicationManager):
    def get_queryset(self) -> Any:
        return OwnApplicationQuerySet(self.model, using=self._db)


class OwnApplication(PromotionApplication):
    """An application as its candidate may know it before results are published: that it is made and where it is.

    Its pages say `told`, never `status`.
    """

    objects: ClassVar[Any] = OwnApplicationManager()

    class Meta:
        proxy = True

    @property
    def told(self) -> str:
        """Where the application stands, in the words that its candidate may read today."""
        if self.process.published_at or self.status == ApplicationStatus.WITHDRAWN:
            return self.get_status_display()
        return "Applied: results are told to all candidates at the same time"
