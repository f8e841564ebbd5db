"""Programmes and projects of the change portfolio."""

from collections.abc import Iterable
from datetime import date
from typing import Any, Self

from django.conf import settings
from django.db import models, transaction
from django.db.models import F, Q
from django.db.models.functions import Coalesce

from change.access import ChangeQuerySet, OfProjectQuerySet, programmes_owed_by
from wmp.lib import workflow
from wmp.lib.access import Reader, ScopedModel
from wmp.lib.audit import tracked
from wmp.lib.keys import among
from wmp.lib.workflow import IllegalMove, StatusChange, Workflow

# How tables print a project that stands on its own.
STANDALONE = "Standalone"


def label_of(programme: str | None, project: str | None) -> str:
    """How lists and tables call a project, after its programme where it has one, or a programme."""
    return " - ".join(filter(None, (programme, project)))


class ProgrammeStatus(models.TextChoices):
    LIVE = "live", "Live"
    CLOSED = "closed", "Closed"


class ProgrammeQuerySet(ChangeQuerySet["Programme"]):
    def grants(self, user: Reader) -> Iterable[Q]:
        yield from super().grants(user)
        yield among("pk", programmes_owed_by(user))


@tracked
class Programme(Workflow, ScopedModel):
    """A programme of the portfolio. A stand-alone project has none.

    A closed one is left out of the next benefits review, and stays in those there are.
    """

    MOVES = {"live": {"closed"}, "closed": {"live"}}

    name = models.CharField(max_length=120, unique=True)
    purpose = models.TextField(blank=True, max_length=4000)
    closed_on = models.DateField("closed", null=True, editable=False)
    status = Workflow.status_field(ProgrammeStatus, first=ProgrammeStatus.LIVE)

    # The reverse side of Project.
    projects: Any

    objects = ProgrammeQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(condition=Q(status="closed") ^ Q(closed_on=None), name="programme_closed_has_a_day"),
        ]

    def __str__(self) -> str:
        return self.name

    def close(self, *, by: Any, on: date) -> None:
        """Raises IllegalMove while one of its projects is open."""
        self.move_to(ProgrammeStatus.CLOSED, by=by, closed_on=on)
        if self.projects(manager="objects").unscoped().exclude(status=ProjectStatus.CLOSED).exists():
            raise IllegalMove("A programme closes after its projects, and one of them is still open.")

    def reopen(self, *, by: Any, reason: str) -> None:
        self.move_to(ProgrammeStatus.LIVE, by=by, reason=reason, closed_on=None)


class ProgrammeChange(StatusChange):
    record = StatusChange.of(Programme)


class Limb(models.TextChoices):
    """The limbs of the force's strategy, in its order."""

    CONNECT = "connect", "Connect with People"
    ACT = "act", "Act with Precision"
    NURTURE = "nurture", "Nurture and Support"
    COLLABORATE = "collaborate", "Collaboration in Partnership"
    IMPROVE = "improve", "Improve through Innovation"


class ProjectStatus(models.TextChoices):
    MOBILISING = "mobilising", "Mobilising"
    IN_DELIVERY = "in delivery", "In delivery"
    DELIVERED = "delivered", "Delivered"
    CLOSING = "closing", "Closing"
    CLOSED = "closed", "Closed"


DELIVERED_STATUSES = frozenset({ProjectStatus.DELIVERED, ProjectStatus.CLOSING, ProjectStatus.CLOSED})


class ProjectQuerySet(OfProjectQuerySet["Project"]):
    project = "pk"

    def begun_by(self, day: date) -> Self:
        """Projects in the portfolio on `day`. One without a start date is taken as always there."""
        return self.filter(Q(started_on=None) | Q(started_on__lte=day))


@tracked
class Project(Workflow, ScopedModel):
    """A project, and where it stands between mobilising and closed."""

    # Forward only, one stage after another.
    MOVES = {
        "mobilising": {"in delivery"},
        "in delivery": {"delivered"},
        "delivered": {"closing"},
        "closing": {"closed"},
        "closed": set(),
    }

    programme = models.ForeignKey(Programme, models.PROTECT, null=True, blank=True, related_name="projects")
    name = models.CharField(max_length=120)
    description = models.TextField(blank=True, max_length=4000)
    limb = models.CharField(max_length=20, choices=Limb)
    sponsor = models.CharField("sponsor portfolio", max_length=120, blank=True)
    manager = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name="project manager",
        related_name="+",
    )
    started_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    status = Workflow.status_field(ProjectStatus, first=ProjectStatus.MOBILISING)

    objects = ProjectQuerySet.as_manager()

    class Meta:
        ordering = ["programme__name", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "name"],
                name="project_key",
                nulls_distinct=False,
                violation_error_message="This programme already has a project of that name.",
            ),
            models.CheckConstraint(
                condition=Q(closed_on=None) | Q(started_on=None) | Q(closed_on__gte=F("started_on")),
                name="project_closes_after_it_starts",
                violation_error_message="A project cannot close before it starts.",
            ),
        ]

    def __str__(self) -> str:
        return label_of(self.programme.name if self.programme else None, self.name)

    def begin_delivery(self, *, by: Any) -> None:
        self.move_to(ProjectStatus.IN_DELIVERY, by=by)

    def deliver(self, *, by: Any) -> None:
        self.move_to(ProjectStatus.DELIVERED, by=by)

    def begin_closing(self, *, by: Any) -> None:
        self.move_to(ProjectStatus.CLOSING, by=by)

    def close(self, *, by: Any, on: date) -> None:
        self.move_to(ProjectStatus.CLOSED, by=by, closed_on=on)

    @transaction.atomic
    def report_status(self, status: str, *, by: Any, reason: str) -> None:
        """Where a portfolio file says the project now stands: by the stages in between, one after another.

        A monthly file shows where a project stands, not every step it took. Raises IllegalMove where that lies behind.
        """
        stages = ProjectStatus.values
        for stage in stages[stages.index(self.status) + 1 : stages.index(status) + 1] or [status]:
            self.move_to(stage, by=by, reason=reason)


class ProjectChange(StatusChange):
    record = StatusChange.of(Project)


def status_on(day: date, project: str = "") -> Coalesce:
    """The status that a project had at the end of `day`. `project` is the path to it: `project__` from a line."""
    return workflow.status_on(ProjectChange, day, project)
