"""What was noticed about the figures of a run, and who was written to about it in the morning."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from people.roles import Role
from wmp.lib import clock
from wmp.lib.access import EVERYTHING, Reader, ScopedModel, ScopedQuerySet


class AlarmKind(models.TextChoices):
    FAILED = "failed", "It failed"
    CHECK = "check", "A check did not hold"
    JUMP = "jump", "It jumped"


class AlarmQuerySet(ScopedQuerySet["Alarm"]):
    def grants(self, user: Reader) -> Iterable[Q]:
        """As for the result that it is of."""
        results: Any = Alarm._meta.get_field("result").related_model
        yield Q(result__in=results.objects.visible_to(user).values("pk"))

    def open(self) -> "AlarmQuerySet":
        """Those that nobody has looked into."""
        return self.filter(looked_into_at=None)


class Alarm(ScopedModel):
    """Something to look into about one figure of one attempt. `row` and `column` name the cell of a jump."""

    result = models.ForeignKey("board.Result", models.CASCADE, related_name="alarms", editable=False)
    kind = models.CharField(max_length=10, choices=AlarmKind, editable=False)
    row = models.CharField(max_length=200, blank=True, editable=False)
    column = models.CharField(max_length=200, blank=True, editable=False)
    words = models.CharField(max_length=500, editable=False)
    noticed_at = models.DateTimeField(default=clock.now, editable=False)
    note = models.CharField("what you found", max_length=500, help_text="Such as: the workforce file came late.")
    looked_into_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False
    )
    looked_into_at = models.DateTimeField(null=True, editable=False)

    objects = AlarmQuerySet.as_manager()

    class Meta:
        ordering = ["-noticed_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["result", "kind", "row", "column", "words"], name="alarm_key"),
            models.CheckConstraint(
                condition=Q(looked_into_at=None, looked_into_by=None, note="")
                | Q(looked_into_at__isnull=False, looked_into_by__isnull=False) & ~Q(note=""),
                name="alarm_looked_into_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.words}"


class MorningMailQuerySet(ScopedQuerySet["MorningMail"]):
    def grants(self, user: Reader) -> Iterable[Q]:
        if user.has_role(Role.BOARD_SECRETARY):
            yield EVERYTHING


class MorningMail(ScopedModel):
    """That somebody was written to on one morning. The key sees to it that they are once, whoever asks again."""

    day = models.DateField()
    to = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")

    objects = MorningMailQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["day", "to"], name="morning_mail_once")]

    def __str__(self) -> str:
        return f"{self.to}, {self.day}"
