"""Learner profiles: the training that a role needs, and who has done which."""

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.db.models import Q

from people.roles import Role, line_reports_of, own_person
from people.workforce.models import Department, Person, Rank, StaffType
from wmp.lib.access import EVERYTHING, Reader, ScopedModel, ScopedQuerySet
from wmp.lib.audit import tracked
from wmp.lib.keys import among


class Course(models.Model):
    """A course. A file that names a new one adds it."""

    name = models.CharField(max_length=150, unique=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class EverybodysQuerySet(ScopedQuerySet[Any]):
    """What a role needs is everybody's to know."""

    def grants(self, user: Reader) -> Iterable[Q]:
        yield EVERYTHING


@tracked
class LearnerProfile(ScopedModel):
    """What a role needs: it is the profile of whoever's post of today is of this staff type, rank and department.

    An empty part says that it does not matter.
    """

    name = models.CharField(max_length=100, unique=True)
    staff_type = models.CharField(max_length=10, choices=StaffType, blank=True)
    rank = models.ForeignKey(Rank, models.PROTECT, null=True, blank=True, related_name="+")
    department = models.ForeignKey(Department, models.PROTECT, null=True, blank=True, related_name="+")
    # The reverse side of Requirement.
    requirements: Any

    objects = EverybodysQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


@tracked
class Requirement(ScopedModel):
    """One course that a role has to do, or is recommended to."""

    profile = models.ForeignKey(LearnerProfile, models.CASCADE, related_name="requirements")
    course = models.ForeignKey(Course, models.PROTECT, related_name="+")
    mandatory = models.BooleanField(default=True)
    valid_months = models.PositiveSmallIntegerField("months for which it is valid", null=True, blank=True)

    objects = EverybodysQuerySet.as_manager()

    class Meta:
        ordering = ["-mandatory", "course__name"]
        constraints = [
            models.UniqueConstraint(
                fields=["profile", "course"],
                name="requirement_key",
                violation_error_message="The profile names this course already.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.course} for {self.profile}"


class CompletionQuerySet(ScopedQuerySet["Completion"]):
    def grants(self, user: Reader) -> Iterable[Q]:
        if user.has_role(Role.TALENT_LEAD, Role.PEOPLE_DATA):
            yield EVERYTHING
        yield among("person", own_person(user))
        yield among("person", line_reports_of(user))


@tracked
class Completion(ScopedModel):
    """Somebody completed a course on a day."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="completions")
    course = models.ForeignKey(Course, models.PROTECT, related_name="completions")
    completed_on = models.DateField("completed")

    objects = CompletionQuerySet.as_manager()

    class Meta:
        ordering = ["-completed_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "course", "completed_on"],
                name="completion_key",
                violation_error_message="This completion is recorded already.",
            )
        ]
        indexes = [models.Index(fields=["-completed_on", "id"], name="completion_day")]

    def __str__(self) -> str:
        return f"{self.course}, {self.completed_on:%d %B %Y}"

    def account_concerned(self) -> Any:
        return self.person.account_id
