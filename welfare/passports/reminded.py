"""What somebody was told about a passport, once for each step: reminders that went out, and that its holder asked for a
review. Apart from the job that sends them, since that stands above the records."""

from typing import Any

from django.db import models

from welfare.passports.models import Passport
from welfare.passports.sharing import OfPassportQuerySet
from wmp.lib.access import ScopedModel
from wmp.lib.words import within


class Kind(models.TextChoices):
    AHEAD = "review ahead", "A review is near"
    DUE = "review due", "A review is due"
    OVERDUE = "review overdue", "A review is overdue"
    WITH_MANAGER = "with manager", "Waits for the line manager"
    WITH_RA_OFFICER = "with RA officer", "Waits for the RA officer"
    SENT_BACK = "sent back", "Waits for the holder's answer"
    BY_HAND = "by hand", "An RA officer reminded whoever's turn it was"
    REVIEW_ASKED = "review asked", "The holder asked for a review"


class PassportReminder(ScopedModel):
    """That somebody was told of a passport, by the daily job, an RA officer or its holder (`kind`): `on` is the day of
    the step that it was about."""

    passport = models.ForeignKey(Passport, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=20, choices=Kind)
    on = models.DateField()

    objects = OfPassportQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["passport", "kind", "on"], name="passport_reminded_once")]

    def __str__(self) -> str:
        return f"{self.passport}: {within(self.get_kind_display())}, {self.on}"

    def account_concerned(self) -> Any:
        return self.passport.holder.account_id
