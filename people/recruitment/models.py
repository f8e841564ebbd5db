"""Recruitment campaigns, as counts about nobody, and the representation that the force aims at."""

from collections.abc import Iterable
from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q

from people.roles import Role
from wmp.lib.access import EVERYTHING, Reader, ScopedModel, ScopedQuerySet
from wmp.lib.audit import tracked


class RecruitmentQuerySet(ScopedQuerySet["RecruitmentCampaign"]):
    def grants(self, user: Reader) -> Iterable[Q]:
        """Counts, but of few people: those who recruit and those who read the board's figures."""
        if user.has_role(Role.TALENT_LEAD, Role.PROMOTION_TEAM, Role.PEOPLE_DATA, Role.BOARD_SECRETARY):
            yield EVERYTHING


@tracked
class RecruitmentCampaign(ScopedModel):
    """One campaign: whom it reached, who was interested and who applied, in numbers."""

    name = models.CharField(max_length=150, unique=True)
    route = models.CharField("entry route", max_length=60, blank=True)
    starts_on = models.DateField("from")
    ends_on = models.DateField("to", null=True, blank=True)
    reach = models.PositiveIntegerField("people reached", null=True, blank=True)
    interested = models.PositiveIntegerField("expressions of interest", null=True, blank=True)
    applicants = models.PositiveIntegerField(null=True, blank=True)
    female = models.PositiveIntegerField("female applicants", null=True, blank=True)
    minority = models.PositiveIntegerField("ethnic minority applicants", null=True, blank=True)
    cost = models.DecimalField("cost in pounds", max_digits=12, decimal_places=2, null=True, blank=True)

    objects = RecruitmentQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="campaign_ends_after_it_starts",
                violation_error_message="A campaign ends on or after the day on which it starts.",
            ),
            models.CheckConstraint(
                condition=Q(female=None) | Q(applicants__gte=F("female")),
                name="campaign_women_are_applicants",
                violation_error_message="There cannot be more female applicants than applicants.",
            ),
            models.CheckConstraint(
                condition=Q(minority=None) | Q(applicants__gte=F("minority")),
                name="campaign_minority_are_applicants",
                violation_error_message="There cannot be more ethnic minority applicants than applicants.",
            ),
            models.CheckConstraint(
                condition=Q(cost=None) | Q(cost__gte=0),
                name="campaign_cost_not_negative",
                violation_error_message="A cost cannot be negative.",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Aim(models.TextChoices):
    """Whose share is aimed at."""

    MINORITY = "minority", "Ethnic minority"
    FEMALE = "female", "Female"


class RepresentationTargetQuerySet(ScopedQuerySet["RepresentationTarget"]):
    def grants(self, user: Reader) -> Iterable[Q]:
        """Aims are published."""
        yield EVERYTHING

    def in_force_on(self, day: date) -> Self:
        """Those that new officers are counted against on `day`, in the order of their names."""
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=day), starts_on__lte=day).order_by("name", "pk")


@tracked
class RepresentationTarget(ScopedModel):
    """The share of new officers that the force aims at, from a day on: the Uplift's, say."""

    name = models.CharField(max_length=100)
    aim = models.CharField("of whom", max_length=10, choices=Aim)
    percent = models.DecimalField(max_digits=4, decimal_places=1)
    starts_on = models.DateField("counted from")
    ends_on = models.DateField("counted to", null=True, blank=True)
    source = models.CharField(max_length=200, blank=True)

    objects = RepresentationTargetQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_on", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["name", "aim"],
                name="representation_target_key",
                violation_error_message="There is a target of this name already.",
            ),
            models.CheckConstraint(
                condition=Q(percent__range=(0, 100)),
                name="representation_target_is_a_share",
                violation_error_message="A share is between 0 and 100 per cent.",
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="representation_target_ends_after_it_starts",
                violation_error_message="A target counts to the day from which it counts, or a later one.",
            ),
        ]

    def __str__(self) -> str:
        return self.name
