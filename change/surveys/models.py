"""The surveys that citizens answer by text message. They name nobody: numbers of a month."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q

from change.access import ChangeQuerySet
from wmp.lib.access import ScopedModel
from wmp.lib.audit import tracked


class SurveyWaveQuerySet(ChangeQuerySet["SurveyWave"]):
    def begun_by(self, day: date) -> Self:
        """The months that had begun by `day`."""
        return self.filter(month__lte=day)


@tracked
class SurveyWave(ScopedModel):
    """The text-message surveys of one month: sent, returned, and what they cost in pounds."""

    month = models.DateField(unique=True, help_text="The first day of the month.")
    sent = models.PositiveIntegerField()
    returned = models.PositiveIntegerField()
    cost = models.DecimalField(max_digits=10, decimal_places=2, null=True, blank=True)

    objects = SurveyWaveQuerySet.as_manager()

    class Meta:
        ordering = ["-month"]
        constraints = [
            models.CheckConstraint(condition=Q(month__day=1), name="survey_wave_month_is_its_first_day"),
            models.CheckConstraint(
                condition=Q(returned__lte=F("sent")),
                name="survey_wave_returned_of_sent",
                violation_error_message="No more surveys can come back than were sent.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.month:%B %Y}"
