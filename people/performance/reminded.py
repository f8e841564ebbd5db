"""Whom the performance year's reminders went to, so that nobody hears of the same thing twice in a week."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from people.performance.models import PerformanceYear
from wmp.lib.access import Reader, ScopedModel, ScopedQuerySet


class ReminderKind(models.TextChoices):
    TEAM = "team", "What is due in a line manager's team"
    OWN = "own", "Objectives that wait for the person's agreement"
    BY_HAND = "by hand", "Sent by the performance lead"


class PerformanceReminderQuerySet(ScopedQuerySet["PerformanceReminder"]):
    def grants(self, user: Reader) -> Iterable[Q]:
        yield Q(to=user.pk)


class PerformanceReminder(ScopedModel):
    """That somebody was reminded of a year: `on` is the Monday of the week, or the day of one that was sent by hand."""

    year = models.ForeignKey(PerformanceYear, models.CASCADE, related_name="+")
    to = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10, choices=ReminderKind)
    on = models.DateField()

    objects = PerformanceReminderQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["year", "to", "kind", "on"], name="performance_reminded_once")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.year}, {self.on}"

    def account_concerned(self) -> Any:
        return self.to_id
