"""What stands around an application: the line manager's endorsement, adjustments to the process, feedback, the letter,
and the place in the pool of whoever succeeded.
"""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from people.promotion.models import PromotionApplication, handled_by, near
from people.promotion.stages import OfApplicationQuerySet
from people.roles import own_person
from wmp.lib import clock
from wmp.lib.access import Reader, ScopedModel, ScopedQuerySet
from wmp.lib.audit import never_edited, tracked
from wmp.lib.keys import among


class EndorsementQuerySet(ScopedQuerySet["Endorsement"]):
    def grants(self, user: Reader) -> Iterable[Q]:
        """Whoever handles the application, who was asked, and the candidate."""
        yield from handled_by(user, "application__")
        yield Q(asked=user.pk)
        yield among("application__candidate", own_person(user))


@tracked
class Endorsement(ScopedModel):
    """What the candidate's line manager says of the application: asked when it is made, read by the candidate too."""

    application = models.OneToOneField(
        PromotionApplication, models.CASCADE, related_name="+", related_query_name="endorsement"
    )
    asked = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="line manager asked"
    )
    asked_at = models.DateTimeField(default=clock.now, editable=False)
    supports = models.BooleanField("supports it", null=True)
    comment = models.TextField(max_length=4000, blank=True)
    given_at = models.DateTimeField("given", null=True, editable=False)

    objects = EndorsementQuerySet.as_manager()

    class Meta:
        ordering = ["asked_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(supports=None, given_at=None) | Q(supports__isnull=False, given_at__isnull=False),
                name="endorsement_given_at_a_moment",
            ),
            models.CheckConstraint(
                condition=~Q(supports=False) | ~Q(comment=""),
                name="endorsement_refused_with_a_reason",
                violation_error_message="Say why you do not support the application.",
            ),
        ]

    def __str__(self) -> str:
        return f"Endorsement of {self.application}"

    def account_concerned(self) -> Any:
        return self.application.candidate.account_id


class ProcessAdjustmentQuerySet(OfApplicationQuerySet):
    def grants(self, user: Reader) -> Iterable[Q]:
        """Whoever handles the application, while the candidate shares it, but never their line manager, of the
        promotion team or not; the candidate always.
        """
        for grant in handled_by(user, "application__"):
            yield grant & Q(ended_at=None) & ~near(user, "application__")
        yield among("application__candidate", own_person(user))


@tracked
class ProcessAdjustment(ScopedModel):
    """An adjustment that the candidate needs in the process, and chose to share from their passport.

    Written by welfare, owned here. It says what is needed, never why.
    """

    application = models.ForeignKey(PromotionApplication, models.CASCADE, related_name="process_adjustments")
    what = models.CharField("what is needed", max_length=500)
    shared_at = models.DateTimeField("shared", default=clock.now, editable=False)
    ended_at = models.DateTimeField("taken back", null=True, editable=False)

    objects = ProcessAdjustmentQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(ended_at__gte=F("shared_at")), name="process_adjustment_ends_later"
            ),
            models.UniqueConstraint(
                fields=["application", "what"],
                condition=Q(ended_at=None),
                name="process_adjustment_once",
                violation_error_message="This is shared with the process already.",
            ),
        ]

    def __str__(self) -> str:
        return self.what

    def account_concerned(self) -> Any:
        return self.application.candidate.account_id


def adjustments_of(application: PromotionApplication, user: Reader) -> list[ProcessAdjustment]:
    """What the candidate shares now and `user` may read of it."""
    return list(ProcessAdjustment.objects.visible_to(user).filter(application=application, ended_at=None))


class ToldQuerySet(OfApplicationQuerySet):
    def grants(self, user: Reader) -> Iterable[Q]:
        """Whoever handles the application; the candidate once results are published."""
        yield from super().grants(user)
        published = Q(application__process__published_at__isnull=False)
        yield among("application__candidate", own_person(user)) & published


@tracked
class Feedback(ScopedModel):
    """What a candidate is told about how they did, with the result."""

    application = models.OneToOneField(
        PromotionApplication, models.CASCADE, related_name="+", related_query_name="feedback"
    )
    strengths = models.TextField("what went well", max_length=4000, blank=True)
    development = models.TextField("what to work on", max_length=4000, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False)
    at = models.DateTimeField(default=clock.now, editable=False)

    objects = ToldQuerySet.as_manager()

    def __str__(self) -> str:
        return f"Feedback on {self.application}"

    def account_concerned(self) -> Any:
        return self.application.candidate.account_id


class OutcomeLetter(ScopedModel):
    """The letter that told a candidate an outcome, as it was written. A mail says that it is there."""

    application = models.ForeignKey(PromotionApplication, models.CASCADE, related_name="letters")
    subject = models.CharField(max_length=200)
    text = models.TextField(max_length=8000)
    at = models.DateTimeField(default=clock.now)

    objects = ToldQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        triggers = never_edited("outcome_letter")

    def __str__(self) -> str:
        return self.subject

    def account_concerned(self) -> Any:
        return self.application.candidate.account_id


class PoolEnd(models.TextChoices):
    PROMOTED = "promoted", "Promoted"
    EXPIRED = "expired", "Ran out"
    LEFT = "left", "Left the pool"


class PoolPlaceQuerySet(ToldQuerySet):
    def waiting(self) -> "PoolPlaceQuerySet":
        return self.filter(ended_on=None)


@tracked
class PoolPlace(ScopedModel):
    """Somebody who succeeded and waits for a post in the rank, until a day."""

    application = models.OneToOneField(
        PromotionApplication, models.CASCADE, related_name="+", related_query_name="pool_place"
    )
    since = models.DateField("in the pool since", default=clock.today)
    until = models.DateField("until")
    ended_on = models.DateField("left the pool", null=True, blank=True)
    ended_because = models.CharField(max_length=10, choices=PoolEnd, blank=True)

    objects = PoolPlaceQuerySet.as_manager()

    class Meta:
        ordering = ["until", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on=None, ended_because="") | (Q(ended_on__isnull=False) & ~Q(ended_because="")),
                name="pool_place_ended_because",
            ),
            models.CheckConstraint(condition=Q(until__gte=F("since")), name="pool_place_until_later"),
        ]

    def __str__(self) -> str:
        return f"In the pool until {self.until:%d %B %Y}"

    def account_concerned(self) -> Any:
        return self.application.candidate.account_id
