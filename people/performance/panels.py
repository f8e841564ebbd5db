"""Moderation panels: who moderates which departments of a year, and when."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from people.performance.choices import PanelStatus
from people.performance.models import PerformanceYear
from people.roles import Role
from people.workforce.models import Department
from wmp.lib import clock
from wmp.lib.access import EVERYTHING, Reader, ScopedModel, ScopedQuerySet
from wmp.lib.audit import tracked
from wmp.lib.keys import among
from wmp.lib.workflow import StatusChange, Workflow


class ModerationPanelQuerySet(ScopedQuerySet["ModerationPanel"]):
    def grants(self, user: Reader) -> Iterable[Q]:
        if user.has_role(Role.PERFORMANCE_LEAD):
            yield EVERYTHING
        yield among("pk", PanelMember._base_manager.filter(user=user.pk).values("panel"))


@tracked
class ModerationPanel(Workflow, ScopedModel):
    """A sitting that moderates the ratings of some departments. Its members see those ratings while it is open."""

    MOVES = {"open": {"closed"}, "closed": {"open"}}

    year = models.ForeignKey(PerformanceYear, models.PROTECT, related_name="panels")
    name = models.CharField(max_length=100)
    held_on = models.DateField("sits on")
    departments = models.ManyToManyField(Department, related_name="+")
    members = models.ManyToManyField(settings.AUTH_USER_MODEL, through="PanelMember", related_name="+", blank=True)
    status = Workflow.status_field(PanelStatus, first=PanelStatus.OPEN)
    # The reverse side of ModerationDecision.
    decisions: Any

    objects = ModerationPanelQuerySet.as_manager()

    class Meta:
        ordering = ["-held_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["year", "name"],
                name="moderation_panel_name",
                violation_error_message="There is a panel of this name in that year.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.year}"

    def close(self, *, by: Any) -> None:
        """Its members see the ratings no more."""
        self.move_to(PanelStatus.CLOSED, by=by)

    def reopen(self, *, by: Any, reason: str) -> None:
        self.move_to(PanelStatus.OPEN, by=by, reason=reason)

    @classmethod
    def sits_on(cls, user: Reader, appraisal: str) -> models.Exists:
        """Does `user` sit on an open panel about an appraisal? `appraisal` is the path to it, with its "__".

        The database looks up its year and department in a hash of the panels', however many ratings it is asked about.
        """
        sits = cls._base_manager.filter(status=PanelStatus.OPEN, members=user.pk)
        year, department = (models.OuterRef(f"{appraisal}{name}") for name in ("year", "department"))
        return models.Exists(sits.filter(year=year, departments=department))


class ModerationPanelChange(StatusChange):
    record = StatusChange.of(ModerationPanel)


class PanelMemberQuerySet(ScopedQuerySet["PanelMember"]):
    def grants(self, user: Reader) -> Iterable[Q]:
        yield Q(panel__in=ModerationPanel.objects.visible_to(user).values("pk"))


@tracked
class PanelMember(ScopedModel):
    """One account on one panel."""

    panel = models.ForeignKey(ModerationPanel, models.CASCADE, related_name="sitting")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    chairs = models.BooleanField("chairs the panel", default=False)
    added_at = models.DateTimeField(default=clock.now, editable=False)

    objects = PanelMemberQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["panel", "user"],
                name="panel_member_key",
                violation_error_message="This person sits on the panel already.",
            ),
            models.UniqueConstraint(fields=["panel"], condition=Q(chairs=True), name="panel_has_one_chair"),
        ]

    def __str__(self) -> str:
        return f"{self.user} on {self.panel}"
