"""Every closing of a case, for the figures: they count closings, and a case may be closed more than once."""

from collections.abc import Iterable
from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q

from welfare.cases.choices import Outcome, themes_field
from welfare.cases.models import WelfareCase, may_see
from wmp.lib.access import Reader, ScopedModel, ScopedQuerySet
from wmp.lib.words import long_day


class ClosureQuerySet(ScopedQuerySet["Closure"]):
    def grants(self, user: Reader) -> Iterable[Q]:
        yield from may_see(user, "case__")

    def standing_on(self, day: date) -> Self:
        """Closings up to `day` whose case was not open again on that day."""
        return self.filter(Q(reopened_on=None) | Q(reopened_on__gt=day), closed_on__lte=day)


class Closure(ScopedModel):
    """One closing of one case, kept when the case is reopened, so that the figures of a past day stay as they were."""

    case = models.ForeignKey(WelfareCase, models.CASCADE, related_name="closures")
    closed_on = models.DateField()
    outcome = models.CharField(max_length=20, choices=Outcome)
    themes = themes_field()
    reopened_on = models.DateField(null=True)

    objects = ClosureQuerySet.as_manager()

    class Meta:
        ordering = ["-closed_on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["case"], condition=Q(reopened_on=None), name="closure_stands_once"),
            models.CheckConstraint(
                condition=Q(reopened_on=None) | Q(reopened_on__gte=F("closed_on")), name="closure_reopened_after"
            ),
        ]
        indexes = [models.Index(fields=["closed_on"], name="closure_closed")]

    def __str__(self) -> str:
        return f"{self.get_outcome_display()} on {long_day(self.closed_on)}"

    def account_concerned(self) -> int | None:
        return self.case.person.account_id
