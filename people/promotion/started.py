"""Applications that their candidates have begun and not sent: nobody else's to know of."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.db import models
from django.db.models import Q

from people.promotion.models import PromotionProcess
from people.roles import own_person
from people.workforce.models import Person
from wmp.lib import clock
from wmp.lib.access import Reader, ScopedModel, ScopedQuerySet
from wmp.lib.keys import among

#: Somebody may want their words again for the next process.
KEPT_DAYS = 90


class StartedQuerySet(ScopedQuerySet["StartedApplication"]):
    def grants(self, user: Reader) -> Iterable[Q]:
        yield among("candidate", own_person(user))


class StartedApplication(ScopedModel):
    """What somebody writes of an application until they send it, in days or weeks.

    Apart from applications, since it is none: no figure, list or team counts who only thought of applying. It goes when
    the application is made, and keeps no history.
    """

    process = models.ForeignKey(PromotionProcess, models.CASCADE, related_name="+")
    candidate = models.ForeignKey(Person, models.CASCADE, related_name="+")
    statement = models.TextField("why I am ready for the rank", max_length=8000, blank=True)
    started_on = models.DateField(default=clock.today, editable=False)

    objects = StartedQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["process", "candidate"], name="started_application_key")]

    def __str__(self) -> str:
        return f"Begun for {self.process}"

    def account_concerned(self) -> Any:
        return self.candidate.account_id


def forget_old() -> int:
    """Deletes what was never sent, once applications have been closed for so long. Returns how many."""
    closed = clock.today() - timedelta(days=KEPT_DAYS)
    old = StartedApplication.objects.unscoped().filter(process__closes_on__lt=closed)
    return old.delete()[0]
