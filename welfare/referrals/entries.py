"""What belongs to a referral: appointments, what occupational health recommends, and that managers may read it."""

from collections.abc import Iterable
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q, QuerySet

from people.roles import Role, line_reports_of, own_person, passport_holders, posts_of_today
from welfare.referrals.choices import Outcome
from welfare.referrals.models import OHReferral, may_see
from wmp.lib import clock
from wmp.lib.access import Reader, ScopedModel, ScopedQuerySet
from wmp.lib.audit import never_edited, tracked
from wmp.lib.keys import among


class OHAppointmentQuerySet(ScopedQuerySet["OHAppointment"]):
    def grants(self, user: Reader) -> Iterable[Q]:
        yield from may_see(user, "referral__")

    def standing(self) -> Self:
        """Those that were not called off."""
        return self.exclude(outcome=Outcome.CALLED_OFF)


@tracked
class OHAppointment(ScopedModel):
    """A day with occupational health, and whether the person came. `by` booked it; none where it came in a file."""

    referral = models.ForeignKey(OHReferral, models.CASCADE, related_name="appointments")
    on = models.DateField("day")
    outcome = models.CharField("what became of it", max_length=10, choices=Outcome, default=Outcome.TO_COME)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+")

    objects = OHAppointmentQuerySet.as_manager()

    class Meta:
        verbose_name = "appointment"
        ordering = ["on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["referral"],
                condition=Q(outcome="to come"),
                name="oh_appointment_one_to_come",
                violation_error_message="There is an appointment to come already.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.referral}, {self.on}"

    def account_concerned(self) -> Any:
        return self.referral.person.account_id


class OHReleaseQuerySet(ScopedQuerySet["OHRelease"]):
    def grants(self, user: Reader) -> Iterable[Q]:
        yield from may_see(user, "referral__")

    def live(self) -> Self:
        """Not taken back."""
        return self.filter(ended_at=None)

    def now(self) -> Self:
        """Not taken back, and given to a line manager of today."""
        of_them = {"person": OuterRef("referral__person"), "line_manager__account": OuterRef("to")}
        return self.live().filter(Exists(posts_of_today().filter(**of_them)))


@tracked
class OHRelease(ScopedModel):
    """That the person agreed to one line manager reading what is recommended, while they are that; until they take it
    back. Whoever comes after that manager is agreed to anew."""

    referral = models.ForeignKey(OHReferral, models.CASCADE, related_name="releases")
    to = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, editable=False)

    objects = OHReleaseQuerySet.as_manager()

    class Meta:
        verbose_name = "release"
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["referral", "to"],
                condition=Q(ended_at=None),
                name="oh_release_one_live",
                violation_error_message="Your line manager may read it already.",
            ),
        ]

    def __str__(self) -> str:
        return f"Release of {self.referral}"

    def account_concerned(self) -> Any:
        return self.referral.person.account_id

    @classmethod
    def live_to(cls, user: Reader) -> QuerySet[Any]:
        """The keys of the referrals whose recommendations `user` was let read, for use in `among`."""
        releases: Any = cls._base_manager
        return releases.filter(ended_at=None, to=user.pk).values("referral")


def not_let_read() -> Exists:
    """Of a referral: has the person a line manager today, with an account, whom they have not let read it?"""
    releases: Any = OHRelease._base_manager
    let = releases.filter(referral=OuterRef(OuterRef("pk")), to=OuterRef("line_manager__account"), ended_at=None)
    managed = posts_of_today().filter(person=OuterRef("person"), line_manager__account__is_active=True)
    return Exists(managed.filter(~Exists(let)))


class OHRecommendationQuerySet(ScopedQuerySet["OHRecommendation"]):
    def grants(self, user: Reader) -> Iterable[Q]:
        """The person; RA officers where they see that person's passport, and what they wrote themselves; and the line
        manager of today whom the person let read it."""
        yield among("referral__person", own_person(user))
        if user.has_role(Role.RA_OFFICER):
            yield among("referral__person", passport_holders())
            yield Q(by=user)
        yield self.for_manager(user)

    def for_manager(self, user: Reader) -> Q:
        return among("referral__person", line_reports_of(user)) & among("referral", OHRelease.live_to(user))

    def standing(self) -> Self:
        """Those that were not corrected since."""
        corrected: Any = self.model._base_manager.exclude(corrects=None)
        return self.exclude(pk__in=corrected.values("corrects"))


class OHRecommendation(ScopedModel):
    """What occupational health advises about work, in words for a manager, without clinical content. Never edited."""

    referral = models.ForeignKey(OHReferral, models.PROTECT, related_name="recommendations")
    text = models.TextField("recommendation", max_length=4000)
    at = models.DateTimeField(default=clock.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    corrects = models.OneToOneField("self", models.PROTECT, null=True, related_name="+", editable=False)

    objects = OHRecommendationQuerySet.as_manager()

    class Meta:
        verbose_name = "recommendation of occupational health"
        verbose_name_plural = "recommendations of occupational health"
        ordering = ["at", "pk"]
        triggers = never_edited("oh_recommendation")

    def __str__(self) -> str:
        return f"Recommendation on {self.referral}"

    def account_concerned(self) -> Any:
        return self.referral.person.account_id
