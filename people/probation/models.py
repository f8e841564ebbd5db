"""Probation of student officers by entry route, and resignations."""

from collections.abc import Iterable
from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from people.roles import Role, line_reports_of, own_person
from people.workforce.models import Person
from wmp.lib.access import EVERYTHING, Reader, ScopedModel, ScopedQuerySet
from wmp.lib.audit import tracked
from wmp.lib.keys import among
from wmp.lib.words import long_day


class EntryRoute(models.Model):
    """A way into the office of constable, with the window in which its starters count for retention.

    Reference data, made by a migration: the comparator route counts the last year of its delivery only.
    """

    name = models.CharField(max_length=30, unique=True)
    years = models.PositiveSmallIntegerField(help_text="Length of the probation.")
    comparator = models.BooleanField(default=False, help_text="The earlier route, kept to compare the others with.")
    counted_from = models.DateField()
    counted_to = models.DateField(null=True, blank=True)
    position = models.PositiveSmallIntegerField(unique=True, help_text="Place in printed tables.")

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return self.name


class Outcome(models.TextChoices):
    CONFIRMED = "confirmed", "Confirmed"
    LEFT = "left", "Left"
    MOVED = "moved to staff role", "Moved to staff role"
    TRANSFERRED = "transferred", "Transferred"


# Somebody who moved to a staff role left the probation and not the force.
LEAVERS = frozenset({Outcome.LEFT, Outcome.TRANSFERRED})


def in_force_on(day: date | OuterRef) -> Q:
    """A probation counts on a day from its first to its last, both included."""
    return Q(started_on__lte=day) & (Q(ended_on=None) | Q(ended_on__gte=day))


def in_probation_on(day: date) -> QuerySet[Any]:
    """The keys of everybody in probation on a day, for use in `among`."""
    found: QuerySet[Any] = Probation._base_manager.filter(in_force_on(day)).values("person")
    return found


class ProbationQuerySet(ScopedQuerySet["Probation"]):
    def grants(self, user: Reader) -> Iterable[Q]:
        if user.has_role(Role.PEOPLE_DATA, Role.WELFARE_LEAD):
            yield EVERYTHING
        yield among("person", own_person(user))
        yield among("person", line_reports_of(user))

    def counted_on(self, day: date) -> Self:
        """Those recruited in their route's counted window, on or before `day`."""
        within = Q(entry_route__counted_to=None) | Q(started_on__lte=F("entry_route__counted_to"))
        return self.filter(within, started_on__gte=F("entry_route__counted_from"), started_on__lte=day)


@tracked
class Probation(ScopedModel):
    """One person's probation. `ended_on` and `outcome` come together."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="probations")
    entry_route = models.ForeignKey(EntryRoute, models.PROTECT)
    intake = models.CharField(max_length=60, blank=True)
    started_on = models.DateField()
    due_to_end_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    outcome = models.CharField(max_length=20, choices=Outcome, blank=True)

    objects = ProbationQuerySet.as_manager()

    class Meta:
        ordering = ["-started_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["person", "entry_route", "started_on"], name="probation_key"),
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=F("started_on")),
                name="probation_ends_after_it_starts",
                violation_error_message="A probation cannot end before it starts.",
            ),
            models.CheckConstraint(
                condition=Q(due_to_end_on=None) | Q(due_to_end_on__gte=F("started_on")),
                name="probation_is_due_after_it_starts",
                violation_error_message="A probation cannot be due to end before it starts.",
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None, outcome="") | (Q(ended_on__isnull=False) & ~Q(outcome="")),
                name="probation_ends_with_an_outcome",
                violation_error_message="Give both the outcome and the day it ended, or neither.",
            ),
        ]
        indexes = [models.Index(fields=["-started_on", "id"], name="probation_started")]

    def __str__(self) -> str:
        return f"{self.entry_route} from {long_day(self.started_on)}"

    def account_concerned(self) -> int | None:
        return self.person.account_id


class ResignationQuerySet(ScopedQuerySet["Resignation"]):
    def grants(self, user: Reader) -> Iterable[Q]:
        """The lead sees those of whoever was in probation that day. A line manager's page leaves out the reason."""
        if user.has_role(Role.PEOPLE_DATA):
            yield EVERYTHING
        if user.has_role(Role.WELFARE_LEAD):
            of_theirs = Probation._base_manager.filter(in_force_on(OuterRef("received_on")), person=OuterRef("person"))
            yield Q(Exists(of_theirs))
        yield among("person", own_person(user))
        yield among("person", line_reports_of(user))


@tracked
class Resignation(ScopedModel):
    """That somebody resigned. Of a student officer it opens a welfare case: welfare.cases.signals records both."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="resignations")
    received_on = models.DateField("received")
    last_day = models.DateField(null=True, blank=True)
    stated_reason = models.TextField(max_length=2000, blank=True)
    withdrawn_on = models.DateField("withdrawn", null=True, blank=True)

    objects = ResignationQuerySet.as_manager()

    class Meta:
        ordering = ["-received_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "received_on"],
                name="resignation_key",
                violation_error_message="A resignation of this person on this day is recorded already.",
            ),
            models.CheckConstraint(
                condition=Q(last_day=None) | Q(last_day__gte=F("received_on")),
                name="resignation_last_day_after_received",
                violation_error_message="The last day cannot come before the resignation.",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_on=None) | Q(withdrawn_on__gte=F("received_on")),
                name="resignation_withdrawn_after_received",
                violation_error_message="A resignation cannot be withdrawn before it was received.",
            ),
        ]
        indexes = [models.Index(fields=["-received_on", "id"], name="resignation_received")]

    def __str__(self) -> str:
        return f"Resignation of {long_day(self.received_on)}"

    def account_concerned(self) -> int | None:
        return self.person.account_id
