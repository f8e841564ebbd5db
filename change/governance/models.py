"""Bodies that decide about the portfolio, what they decided, and the actions that follow."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from change.access import ChangeQuerySet
from change.portfolio.models import Programme, Project
from wmp.lib import clock
from wmp.lib.access import Reader, ScopedModel
from wmp.lib.audit import tracked
from wmp.lib.workflow import StatusChange, Workflow


class GovernanceBodyQuerySet(ChangeQuerySet["GovernanceBody"]):
    pass


@tracked
class GovernanceBody(ScopedModel):
    """A board or group that takes decisions about change: the Organisational Change Board, say."""

    name = models.CharField(max_length=120, unique=True)
    purpose = models.TextField(blank=True, max_length=4000)
    chair = models.CharField(max_length=120, blank=True)
    meets = models.CharField("how often it meets", max_length=120, blank=True)

    objects = GovernanceBodyQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "governance bodies"

    def __str__(self) -> str:
        return self.name


class BodysDecisionQuerySet(ChangeQuerySet["Decision"]):
    pass


@tracked
class Decision(ScopedModel):
    """What a body decided on a day, and why."""

    body = models.ForeignKey(GovernanceBody, models.PROTECT, related_name="decisions")
    taken_on = models.DateField("taken", default=clock.today)
    what = models.CharField("what was decided", max_length=400)
    why = models.TextField(blank=True, max_length=4000)
    programme = models.ForeignKey(Programme, models.PROTECT, null=True, blank=True, related_name="+")
    project = models.ForeignKey(Project, models.PROTECT, null=True, blank=True, related_name="decisions")

    objects = BodysDecisionQuerySet.as_manager()

    class Meta:
        ordering = ["-taken_on", "-pk"]

    def __str__(self) -> str:
        return self.what


class ActionStatus(models.TextChoices):
    OPEN = "open", "Open"
    DONE = "done", "Done"
    DROPPED = "dropped", "Dropped"


def overdue(day: date) -> Q:
    """Actions that were due before `day` and are not done."""
    return Q(status=ActionStatus.OPEN, due__lt=day)


class ActionQuerySet(ChangeQuerySet["Action"]):
    def grants(self, user: Reader) -> Iterable[Q]:
        """The change manager, and whoever is to do it."""
        yield from super().grants(user)
        yield Q(owner=user)


@tracked
class Action(Workflow, ScopedModel):
    """What somebody is to do by a day, by leave of a body."""

    MOVES = {"open": {"done", "dropped"}, "done": {"open"}, "dropped": {"open"}}

    body = models.ForeignKey(GovernanceBody, models.PROTECT, related_name="actions")
    decision = models.ForeignKey(Decision, models.PROTECT, null=True, blank=True, related_name="actions")
    project = models.ForeignKey(Project, models.PROTECT, null=True, blank=True, related_name="actions")
    what = models.CharField("what is to be done", max_length=400)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    set_on = models.DateField("set", default=clock.today, editable=False)
    due = models.DateField()
    done_on = models.DateField("done", null=True, editable=False)
    status = Workflow.status_field(ActionStatus, first=ActionStatus.OPEN)

    objects = ActionQuerySet.as_manager()

    class Meta:
        ordering = ["due", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(status="done") ^ Q(done_on=None), name="action_done_has_a_day"),
        ]

    def __str__(self) -> str:
        return self.what

    def finish(self, *, by: Any, on: date | None = None) -> None:
        self.move_to(ActionStatus.DONE, by=by, done_on=on or clock.today())

    def drop(self, *, by: Any, reason: str) -> None:
        self.move_to(ActionStatus.DROPPED, by=by, reason=reason)

    def reopen(self, *, by: Any, reason: str) -> None:
        self.move_to(ActionStatus.OPEN, by=by, reason=reason, done_on=None)


class ActionChange(StatusChange):
    record = StatusChange.of(Action)
