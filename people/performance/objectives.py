"""Objectives, conversations through the year, and what somebody says of their own year."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from people.performance.choices import Kind, Level
from people.performance.models import Appraisal, PerformanceYear
from people.roles import line_reports_of, own_person
from people.workforce.models import Department
from wmp.lib import clock
from wmp.lib.access import Reader, ScopedModel, ScopedQuerySet
from wmp.lib.audit import tracked
from wmp.lib.keys import among


class OfAppraisalQuerySet(ScopedQuerySet[Any]):
    """What two people say to each other: the person and whoever is their line manager today. Nobody else's."""

    def grants(self, user: Reader) -> Iterable[Q]:
        yield among("appraisal__person", own_person(user))
        yield among("appraisal__person", line_reports_of(user, specials=False))


class ObjectiveQuerySet(OfAppraisalQuerySet):
    def grants(self, user: Reader) -> Iterable[Q]:
        """Those of the force and of departments are everybody's to know."""
        yield from super().grants(user)
        yield ~Q(level=Level.INDIVIDUAL)


@tracked
class Objective(ScopedModel):
    """One of two of the force, two of a department, or two of a person (the paper's framework).

    An individual one counts once both agreed; whoever edits it afterwards has to agree with the other one anew.
    """

    EACH = 2

    year = models.ForeignKey(PerformanceYear, models.PROTECT, related_name="objectives")
    level = models.CharField(max_length=10, choices=Level)
    department = models.ForeignKey(Department, models.PROTECT, null=True, blank=True, related_name="+")
    appraisal = models.ForeignKey(Appraisal, models.CASCADE, null=True, blank=True, related_name="objectives")
    number = models.PositiveSmallIntegerField()
    text = models.TextField("objective", max_length=2000)
    measure = models.TextField("how we shall know that it is met", max_length=2000, blank=True)
    due = models.DateField("by when", null=True, blank=True)
    agreed_by_person_on = models.DateField("agreed by the person", null=True, editable=False)
    agreed_by_manager_on = models.DateField("agreed by the line manager", null=True, editable=False)

    objects = ObjectiveQuerySet.as_manager()

    class Meta:
        ordering = ["level", "number", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(level="force", department=None, appraisal=None)
                | Q(level="department", department__isnull=False, appraisal=None)
                | Q(level="individual", department=None, appraisal__isnull=False),
                name="objective_is_of_its_level",
            ),
            models.CheckConstraint(condition=Q(number__range=(1, 2)), name="objective_is_one_of_two"),
            models.UniqueConstraint(
                fields=["year", "level", "department", "appraisal", "number"],
                name="objective_key",
                nulls_distinct=False,
                violation_error_message="There is such an objective already.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_level_display()} objective {self.number}"

    def account_concerned(self) -> Any:
        return self.appraisal.person.account_id if self.appraisal else None


@tracked
class Conversation(ScopedModel):
    """A conversation about performance: when, and what was agreed. Kept by either, read by both."""

    appraisal = models.ForeignKey(Appraisal, models.CASCADE, related_name="conversations")
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.DURING)
    held_on = models.DateField("held on", default=clock.today)
    notes = models.TextField("what we talked about and agreed", max_length=8000, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False)
    at = models.DateTimeField(default=clock.now, editable=False)

    objects = OfAppraisalQuerySet.as_manager()

    class Meta:
        ordering = ["-held_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["appraisal"],
                condition=Q(kind="year-end"),
                name="conversation_one_at_year_end",
                violation_error_message="The year-end conversation has been recorded already.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} conversation"

    def account_concerned(self) -> Any:
        return self.appraisal.person.account_id


class SelfAssessmentQuerySet(ScopedQuerySet["SelfAssessment"]):
    def grants(self, user: Reader) -> Iterable[Q]:
        """Their own from the first word; their line manager's once they sent it."""
        yield among("appraisal__person", own_person(user))
        yield among("appraisal__person", line_reports_of(user, specials=False)) & Q(sent_at__isnull=False)


@tracked
class SelfAssessment(ScopedModel):
    """What somebody says of their own year, before the year-end conversation."""

    appraisal = models.OneToOneField(Appraisal, models.CASCADE, related_name="+", related_query_name="self_assessment")
    what = models.TextField("what I achieved", max_length=8000, blank=True)
    how = models.TextField("how I went about it", max_length=8000, blank=True)
    sent_at = models.DateTimeField("sent to my line manager", null=True, editable=False)

    objects = SelfAssessmentQuerySet.as_manager()

    def __str__(self) -> str:
        return f"Self-assessment of {self.appraisal}"

    def account_concerned(self) -> Any:
        return self.appraisal.person.account_id
