"""What others write in a passport: the line manager's comment, recommendations, reviews.

Rows are added, never edited.
"""

from collections.abc import Iterable
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from people.roles import line_reports_of
from welfare.passports.choices import ReviewOutcome
from welfare.passports.models import Passport
from welfare.passports.sharing import OfPassportQuerySet, PassportVersion
from wmp.lib import clock
from wmp.lib.access import Reader, ScopedModel
from wmp.lib.audit import never_edited
from wmp.lib.keys import among


class OfPassport(ScopedModel):
    """A row that belongs to a passport: `at` tells when it was written, `by` who did."""

    at = models.DateTimeField(default=clock.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    passport: Any

    class Meta:
        abstract = True
        ordering = ["-at", "-pk"]

    def account_concerned(self) -> Any:
        return self.passport.holder.account_id


class CommentQuerySet(OfPassportQuerySet):
    def grants(self, user: Reader) -> Iterable[Q]:
        """Besides, whoever wrote it, while they are the holder's line manager."""
        yield from super().grants(user)
        yield Q(by=user) & among("passport__holder", line_reports_of(user))


class Comment(OfPassport):
    """Section 4.1: what the line manager says to the version that was sent to them."""

    passport = models.ForeignKey(Passport, models.PROTECT, related_name="comments")
    version = models.ForeignKey(PassportVersion, models.PROTECT, related_name="+")
    text = models.TextField("line manager's comments", max_length=8000)

    objects = CommentQuerySet.as_manager()

    class Meta(OfPassport.Meta):
        triggers = never_edited("passport_comment")

    def __str__(self) -> str:
        return f"Section 4.1 of {self.passport}"


class RecommendationQuerySet(OfPassportQuerySet):
    def standing(self) -> Self:
        """Those that were not corrected since."""
        return self.exclude(pk__in=self.exclude(corrects=None).values("corrects"))


class Recommendation(OfPassport):
    """Section 5: what an RA officer recommends, or an assessor with the holder's agreement."""

    passport = models.ForeignKey(Passport, models.PROTECT, related_name="recommendations")
    text = models.TextField("recommendation", max_length=8000)
    corrects = models.OneToOneField("self", models.PROTECT, null=True, related_name="+", editable=False)

    objects = RecommendationQuerySet.as_manager()

    class Meta(OfPassport.Meta):
        triggers = never_edited("passport_recommendation")

    def __str__(self) -> str:
        return f"Recommendation in {self.passport}"


class Review(OfPassport):
    """Section 7: holder and RA officer looked at it together."""

    passport = models.ForeignKey(Passport, models.PROTECT, related_name="reviews")
    on = models.DateField("held on")
    outcome = models.CharField("what came of it", max_length=12, choices=ReviewOutcome)
    notes = models.TextField(max_length=8000, blank=True)
    next_on = models.DateField("next review", null=True, blank=True)

    objects = OfPassportQuerySet.as_manager()

    class Meta(OfPassport.Meta):
        triggers = never_edited("passport_review")

    def __str__(self) -> str:
        return f"Review of {self.passport}"
