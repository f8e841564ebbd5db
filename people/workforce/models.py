"""Accounts, people, the posts they hold, and what they declared for equality monitoring."""

from collections.abc import Iterable
from datetime import date
from functools import cached_property
from typing import Self

from django.contrib.auth.models import AbstractUser
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeBoundary, RangeOperators
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.constraints import Deferrable
from django.db.models.functions import Concat, Upper

from people.roles import (
    Role,
    line_reports_of,
    own_person,
    passport_holders,
    promotion_candidates,
    student_officers,
    told_before_joining,
    waiting_for_occupational_health,
)
from wmp.lib.access import EVERYTHING, Reader, ScopedModel, ScopedQuerySet
from wmp.lib.audit import tracked
from wmp.lib.keys import among
from wmp.lib.paths import QueryPath
from wmp.lib.words import long_day


class User(AbstractUser):
    """An account. Roles are the names of its groups; being a superuser grants no sight of any record."""

    @cached_property
    def roles(self) -> frozenset[str]:
        """The roles given to the account, read once a request."""
        return frozenset(self.groups.values_list("name", flat=True))

    def has_role(self, *roles: str) -> bool:
        """Does the account have any of these roles?"""
        return not self.roles.isdisjoint(roles)

    @property
    def may_audit(self) -> bool:
        return self.has_role(Role.AUDITOR)


class Department(models.Model):
    """A department of the force. A workforce file that names a new one adds it."""

    name = models.CharField(max_length=100, unique=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Rank(models.Model):
    """A rank of officers or specials, most senior first. Ranks are reference data, made by a migration."""

    name = models.CharField(max_length=60, unique=True)
    abbreviation = models.CharField(max_length=20, unique=True, help_text="As published tables print it: PC, Sgt.")
    position = models.PositiveSmallIntegerField(unique=True, help_text="1 is the most senior.")
    special = models.BooleanField(default=False, help_text="A rank of the special constabulary.")

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return self.name


class PersonQuerySet(ScopedQuerySet["Person"]):
    def grants(self, user: Reader) -> Iterable[Q]:
        if user.has_role(Role.PEOPLE_DATA):
            yield EVERYTHING
        yield Q(account=user)
        yield among("pk", line_reports_of(user))
        if user.has_role(Role.PROMOTION_TEAM):
            yield among("pk", promotion_candidates())
        if user.has_role(Role.WELFARE_OFFICER, Role.WELFARE_LEAD):
            yield among("pk", student_officers())
        if user.has_role(Role.RA_OFFICER):
            yield among("pk", passport_holders())
            for keys in told_before_joining():
                yield among("pk", keys)
            yield among("pk", waiting_for_occupational_health())

    def own_of(self, user: Reader) -> "Person | None":
        """The person whose account this is; None for an account of nobody's."""
        return self.visible_to(user).filter(account=user.pk).first()

    def link_account(self, account: User, employee_number: str) -> None:
        """Makes `account` the account of one person and of nobody else; of nobody at all for an empty number."""
        self.filter(account=account).exclude(employee_number=employee_number).update(account=None)
        self.filter(employee_number=employee_number).update(account=account)


@tracked
class Person(ScopedModel):
    """Somebody who holds or held a post."""

    employee_number = models.CharField(max_length=20, unique=True)
    warrant_number = models.CharField(max_length=20, unique=True, null=True, blank=True)
    first_name = models.CharField(max_length=100)
    last_name = models.CharField(max_length=100)
    name = models.GeneratedField(
        expression=Concat("last_name", Value(", "), "first_name"),
        output_field=models.CharField(max_length=202),
        db_persist=True,
    )
    email = models.EmailField(blank=True)
    account = models.OneToOneField(User, models.SET_NULL, null=True, blank=True, related_name="person")

    objects = PersonQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        verbose_name_plural = "people"
        indexes = [
            models.Index(fields=["name", "id"], name="person_name"),
            GinIndex(OpClass(Upper("name"), name="gin_trgm_ops"), name="person_name_search"),
        ]

    def __str__(self) -> str:
        return f"{self.first_name} {self.last_name}"

    def account_concerned(self) -> int | None:
        return self.account_id


class StaffType(models.TextChoices):
    OFFICER = "officer", "Police Officer"
    STAFF = "staff", "Police Staff"
    PCSO = "pcso", "PCSO"
    SPECIAL = "special", "Special"


class PostQuerySet(ScopedQuerySet["Post"]):
    def grants(self, user: Reader) -> Iterable[Q]:
        if user.has_role(Role.PEOPLE_DATA):
            yield EVERYTHING
        yield among("person", own_person(user))
        yield among("person", line_reports_of(user))

    def in_force_on(self, day: date) -> Self:
        return self.filter(in_force_on(day))


def in_force_on(day: date) -> Q:
    """A post counts on a day from its first to its last, both included."""
    return Q(started__lte=day) & (Q(ended=None) | Q(ended__gte=day))


class DateRange(Func):
    function = "daterange"
    output_field = DateRangeField()


ENDS_BEFORE_IT_STARTS = "A post cannot end before it starts."


@tracked
class Post(ScopedModel):
    """One spell of one person in one kind of work. `ended` is the last day in the post."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="posts")
    staff_type = models.CharField(max_length=10, choices=StaffType)
    rank = models.ForeignKey(Rank, models.PROTECT, null=True, blank=True)
    department = models.ForeignKey(Department, models.PROTECT, null=True, blank=True)
    line_manager = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="managed_posts")
    fte = models.DecimalField("FTE", max_digits=4, decimal_places=3, null=True, blank=True)
    started = models.DateField()
    ended = models.DateField(null=True, blank=True, help_text="The last day in the post.")
    leaving_reason = models.CharField(max_length=200, blank=True)
    # What the holder declared, for figures to count by.
    declared = QueryPath("people.EqualityMonitoring", "person")

    objects = PostQuerySet.as_manager()

    class Meta:
        ordering = ["-started", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["person", "staff_type", "started"], name="post_key"),
            # Deferrable, because a load may move two neighbouring posts of a person in one statement.
            ExclusionConstraint(
                name="posts_do_not_overlap",
                expressions=[
                    ("person", RangeOperators.EQUAL),
                    ("staff_type", RangeOperators.EQUAL),
                    (
                        DateRange("started", "ended", RangeBoundary(inclusive_lower=True, inclusive_upper=True)),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                deferrable=Deferrable.IMMEDIATE,
                violation_error_message="This person already holds a post of this staff type in that time.",
            ),
            models.CheckConstraint(
                condition=Q(ended=None) | Q(ended__gte=F("started")),
                name="post_ends_after_it_starts",
                violation_error_message=ENDS_BEFORE_IT_STARTS,
            ),
            models.CheckConstraint(
                condition=Q(fte=None) | Q(fte__range=(0, 1)),
                name="post_fte_from_0_to_1",
                violation_error_message="FTE is between 0 and 1.",
            ),
            models.CheckConstraint(
                condition=Q(staff_type=StaffType.OFFICER, rank__isnull=False)
                | Q(staff_type=StaffType.SPECIAL)
                | Q(staff_type__in=[StaffType.STAFF, StaffType.PCSO], rank=None),
                name="post_rank_fits_staff_type",
                violation_error_message="A police officer has a rank; police staff and PCSOs have none.",
            ),
            models.CheckConstraint(
                condition=Q(line_manager=None) | ~Q(line_manager=F("person")),
                name="post_nobody_manages_themselves",
                violation_error_message="Nobody is their own line manager.",
            ),
        ]
        indexes = [
            models.Index(fields=["staff_type", "-started", "id"], name="post_staff_type"),
            models.Index(fields=["-started", "id"], name="post_started"),
        ]

    def __str__(self) -> str:
        return f"{self.get_staff_type_display()} from {long_day(self.started)}"

    def clean(self) -> None:
        """Before the constraints are asked: a range that ends before it begins is an error of the query itself."""
        if self.started and self.ended and self.ended < self.started:
            raise ValidationError({"ended": ENDS_BEFORE_IT_STARTS})

    def account_concerned(self) -> int | None:
        return self.person.account_id


class Gender(models.TextChoices):
    FEMALE = "female", "Female"
    MALE = "male", "Male"
    OTHER = "other", "Other"
    NOT_STATED = "not stated", "Not stated"


class Ethnicity(models.TextChoices):
    """The 18+1 self-defined ethnicity codes."""

    W1 = "W1", "White British"
    W2 = "W2", "White Irish"
    W3 = "W3", "Gypsy or Irish Traveller"
    W9 = "W9", "Any other White background"
    M1 = "M1", "White and Black Caribbean"
    M2 = "M2", "White and Black African"
    M3 = "M3", "White and Asian"
    M9 = "M9", "Any other Mixed background"
    A1 = "A1", "Indian"
    A2 = "A2", "Pakistani"
    A3 = "A3", "Bangladeshi"
    A4 = "A4", "Chinese"
    A9 = "A9", "Any other Asian background"
    B1 = "B1", "Caribbean"
    B2 = "B2", "African"
    B9 = "B9", "Any other Black background"
    O2 = "O2", "Arab"
    O9 = "O9", "Any other ethnic group"
    NOT_STATED = "NS", "Not stated"


class Disability(models.TextChoices):
    YES = "yes", "Yes"
    NO = "no", "No"
    NOT_STATED = "not stated", "Not stated"


# White minorities are not counted as ethnic minority: the practice of the Home Office's workforce statistics.
MINORITY_ETHNICITIES = frozenset(code for code in Ethnicity.values if code[0] in "MABO")
STATED_ETHNICITIES = frozenset(Ethnicity.values) - {Ethnicity.NOT_STATED.value}


class EqualityMonitoringQuerySet(ScopedQuerySet["EqualityMonitoring"]):
    def grants(self, user: Reader) -> Iterable[Q]:
        yield Q(person__account=user)


@tracked
class EqualityMonitoring(ScopedModel):
    """What a person declared about themselves. Seen by that person alone; figures read it in aggregate.

    No declaration counts as not stated. There is no way from a person to this row but a query.
    """

    classified = True

    person = models.OneToOneField(
        Person, models.CASCADE, primary_key=True, related_name="+", related_query_name="equality"
    )
    gender = models.CharField(max_length=10, choices=Gender, default=Gender.NOT_STATED)
    ethnicity = models.CharField(max_length=2, choices=Ethnicity, default=Ethnicity.NOT_STATED)
    disability = models.CharField(max_length=10, choices=Disability, default=Disability.NOT_STATED)
    declared_on = models.DateField(null=True, blank=True)

    objects = EqualityMonitoringQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "equality monitoring"

    def __str__(self) -> str:
        return f"Equality monitoring {self.pk}"

    def account_concerned(self) -> int | None:
        return self.person.account_id


# Conditions on what the person of a record declared. `declared` is the path there, of Post and PromotionApplication.


def minority(declared: str = "declared") -> Q:
    """A minority ethnicity was stated."""
    return Q(**{f"{declared}__ethnicity__in": MINORITY_ETHNICITIES})


def ethnicity_stated(declared: str = "declared") -> Q:
    return Q(**{f"{declared}__ethnicity__in": STATED_ETHNICITIES})


def gender_is(gender: Gender, declared: str = "declared") -> Q:
    return Q(**{f"{declared}__gender": gender})


class SpecialDutyQuerySet(ScopedQuerySet["SpecialDuty"]):
    def grants(self, user: Reader) -> Iterable[Q]:
        if user.has_role(Role.PEOPLE_DATA):
            yield EVERYTHING
        yield among("person", own_person(user))
        yield among("person", line_reports_of(user))


@tracked
class SpecialDuty(ScopedModel):
    """The hours that a special gave in one month."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="special_duties")
    month = models.DateField(help_text="The first day of the month.")
    hours = models.DecimalField(max_digits=6, decimal_places=2)

    objects = SpecialDutyQuerySet.as_manager()

    class Meta:
        ordering = ["-month", "pk"]
        verbose_name_plural = "special duties"
        constraints = [
            models.UniqueConstraint(fields=["person", "month"], name="special_duty_key"),
            models.CheckConstraint(
                condition=Q(hours__gte=0),
                name="special_duty_hours_not_negative",
                violation_error_message="Hours cannot be negative.",
            ),
            models.CheckConstraint(condition=Q(month__day=1), name="special_duty_month_is_its_first_day"),
        ]
        indexes = [models.Index(fields=["-month", "id"], name="special_duty_month")]

    def __str__(self) -> str:
        return f"{self.hours} hours in {self.month:%B %Y}"

    def account_concerned(self) -> int | None:
        return self.person.account_id
