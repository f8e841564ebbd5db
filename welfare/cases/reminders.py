"""Reminders: on the morning of a working day, one alert to each of the team for whom something is due.

The database decides that there is one a person and day, so that the job may run twice, late, or beside itself.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.conf import settings
from django.db import IntegrityError, models, transaction
from django.db.models import Q
from django.urls import reverse

from people.roles import Role, holders_of
from welfare.cases.due import counts_of, team_counts
from welfare.cases.handling import TEAM
from wmp.lib import clock
from wmp.lib.access import Reader, ScopedModel, ScopedQuerySet
from wmp.lib.alerts import alert
from wmp.lib.working_days import is_working_day


class ReminderQuerySet(ScopedQuerySet["Reminder"]):
    def grants(self, user: Reader) -> Iterable[Q]:
        yield Q(to=user)


class Reminder(ScopedModel):
    """That somebody was reminded on a day. What of stands in the alert."""

    to = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    on = models.DateField()

    objects = ReminderQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["to", "on"], name="reminder_once_a_day")]

    def __str__(self) -> str:
        return f"{self.to} on {self.on}"

    def account_concerned(self) -> int:
        return self.to_id


def remind_all() -> int:
    """Reminds everybody of the team who was not reminded today, and returns how many. Nobody on a day off."""
    today = clock.today()
    if not is_working_day(today):
        return 0
    return sum(_remind(each, today) for each in holders_of(*TEAM))


def _remind(person: Any, today: date) -> bool:
    """Within one transaction, so that a reminder is kept exactly where its alert is."""
    mine, team = counts_of(person).words, ""
    if person.has_role(Role.WELFARE_LEAD):
        team = team_counts(person).words
    if not (mine or team):
        return False
    try:
        with transaction.atomic():
            Reminder.objects.create(to=person, on=today)
            alert(
                [person],
                subject="Welfare: what is due today" if mine else "Welfare: what your team is late with",
                text=" ".join(filter(None, [mine, team])),
                path=reverse("welfare:my-work" if mine else "welfare:team"),
            )
    except IntegrityError:  # reminded already, by this job or one beside it
        return False
    return True
