"""What a line manager sees of a referral that they made: of whom, on which day, and whether it goes on."""

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.db.models import Q

from people.roles import line_reports_of
from welfare.referrals.models import OHReferral
from wmp.lib.access import Reader, ScopedQuerySet
from wmp.lib.keys import among


class MadeReferralQuerySet(ScopedQuerySet["MadeReferral"]):
    def grants(self, user: Reader) -> Iterable[Q]:
        """Of those who report to them today: a former line manager sees nothing of it."""
        yield Q(referred_by=user) & among("person", line_reports_of(user))


class MadeReferral(OHReferral):
    """The same record, for the line manager who referred. The list of these is its only page."""

    objects: Any = models.Manager.from_queryset(MadeReferralQuerySet)()

    class Meta:
        proxy = True
