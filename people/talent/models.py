"""The talent map, talent pools, critical roles and who could succeed in them."""

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.db.models import F, Q

from people.roles import Role
from people.workforce.models import Department, Person
from wmp.lib import clock
from wmp.lib.access import EVERYTHING, Reader, ScopedModel, ScopedQuerySet
from wmp.lib.audit import tracked


class TalentQuerySet(ScopedQuerySet[Any]):
    """Talent records are the talent lead's alone (records.md)."""

    def grants(self, user: Reader) -> Iterable[Q]:
        if user.has_role(Role.TALENT_LEAD):
            yield EVERYTHING


class AboutOthersQuerySet(TalentQuerySet):
    """Nobody keeps, or reads, what is said of themselves: their profile, place in a pool, whom they could follow. The
    talent lead does not either."""

    def grants(self, user: Reader) -> Iterable[Q]:
        if user.has_role(Role.TALENT_LEAD):
            yield ~Q(person__account=user.pk)


class Position(models.IntegerChoices):
    """A place on one side of the map's three by three boxes."""

    LOW = 1, "Developing"
    MIDDLE = 2, "Strong"
    HIGH = 3, "Outstanding"


class Readiness(models.TextChoices):
    NOW = "now", "Ready now"
    SOON = "1-2 years", "Ready in 1 to 2 years"
    LATER = "3+ years", "Ready in 3 years or more"


class Risk(models.TextChoices):
    LOW = "low", "Low"
    MEDIUM = "medium", "Medium"
    HIGH = "high", "High"


@tracked
class TalentProfile(ScopedModel):
    """Where somebody stands on the talent map: performance by potential, and when they are ready for more."""

    person = models.OneToOneField(Person, models.PROTECT, related_name="+", related_query_name="talent_profile")
    performance = models.PositiveSmallIntegerField(choices=Position)
    potential = models.PositiveSmallIntegerField(choices=Position)
    readiness = models.CharField("ready for the next step", max_length=10, choices=Readiness)
    aspiration = models.CharField("what they want to do next", max_length=300, blank=True)
    development = models.TextField("what they need for it", max_length=4000, blank=True)
    leaving_risk = models.CharField("risk of leaving", max_length=6, choices=Risk, default=Risk.LOW)
    reviewed_on = models.DateField("last looked at", default=clock.today)

    objects = AboutOthersQuerySet.as_manager()

    class Meta:
        ordering = ["person__name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(performance__range=(1, 3), potential__range=(1, 3)), name="talent_position_is_on_the_map"
            )
        ]

    def __str__(self) -> str:
        return f"Talent profile of {self.person}"

    def account_concerned(self) -> Any:
        return self.person.account_id


@tracked
class TalentPool(ScopedModel):
    """People who are developed together for one purpose."""

    name = models.CharField(max_length=100, unique=True)
    purpose = models.TextField(max_length=2000, blank=True)

    objects = TalentQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


@tracked
class TalentPoolMember(ScopedModel):
    """One person in one pool, from a day, perhaps to a day."""

    pool = models.ForeignKey(TalentPool, models.CASCADE, related_name="members")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    joined_on = models.DateField("joined", default=clock.today)
    left_on = models.DateField("left", null=True, blank=True)

    objects = AboutOthersQuerySet.as_manager()

    class Meta:
        ordering = ["person__name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["pool", "person"],
                condition=Q(left_on=None),
                name="talent_pool_member_once",
                violation_error_message="This person is in the pool already.",
            ),
            models.CheckConstraint(
                condition=Q(left_on=None) | Q(left_on__gte=F("joined_on")),
                name="talent_pool_left_after_joining",
                violation_error_message="Somebody leaves a pool on or after the day on which they joined.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} in {self.pool}"

    def account_concerned(self) -> Any:
        return self.person.account_id


@tracked
class CriticalRole(ScopedModel):
    """A role that the force cannot leave empty: who holds it, and how likely it is to fall vacant."""

    title = models.CharField(max_length=150)
    department = models.ForeignKey(Department, models.PROTECT, null=True, blank=True, related_name="+")
    holder = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    risk = models.CharField("risk of falling vacant", max_length=6, choices=Risk, default=Risk.MEDIUM)
    why = models.TextField("why it is critical", max_length=2000, blank=True)
    retired_on = models.DateField("no longer critical since", null=True, blank=True)

    objects = TalentQuerySet.as_manager()

    class Meta:
        ordering = ["title", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["title", "department"],
                name="critical_role_key",
                nulls_distinct=False,
                violation_error_message="There is a critical role of this title in the department.",
            )
        ]

    def __str__(self) -> str:
        return self.title

    def account_concerned(self) -> Any:
        return self.holder.account_id if self.holder else None


@tracked
class Succession(ScopedModel):
    """Somebody who could follow in a critical role, and when."""

    role = models.ForeignKey(CriticalRole, models.CASCADE, related_name="successors")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    readiness = models.CharField(max_length=10, choices=Readiness)
    note = models.CharField(max_length=500, blank=True)

    objects = AboutOthersQuerySet.as_manager()

    class Meta:
        ordering = ["readiness", "person__name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["role", "person"],
                name="succession_key",
                violation_error_message="This person is named for the role already.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.person} for {self.role}"

    def account_concerned(self) -> Any:
        return self.person.account_id
