"""Whom measurements were asked of, so that nobody is asked twice for the same one within a month."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from change.benefits.models import Benefit
from wmp.lib.access import Reader, ScopedModel, ScopedQuerySet


class BenefitReminderQuerySet(ScopedQuerySet["BenefitReminder"]):
    def grants(self, user: Reader) -> Iterable[Q]:
        yield Q(to=user.pk)


class BenefitReminder(ScopedModel):
    """That somebody was reminded of the measurement due on a day, so many whole months after it."""

    benefit = models.ForeignKey(Benefit, models.CASCADE, related_name="+")
    to = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    due_on = models.DateField()
    months_late = models.PositiveSmallIntegerField()

    objects = BenefitReminderQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["benefit", "to", "due_on", "months_late"], name="benefit_reminded_once")
        ]

    def __str__(self) -> str:
        return f"Benefit {self.benefit_id}, due {self.due_on}, {self.months_late} months late"

    def account_concerned(self) -> Any:
        return self.to_id
