"""What a line manager sees of a referral that they made: of whom, on which day, and whether it goes on."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django.db.models import Q

from people.roles import line_reports_of
from welfare.referrals.models import OHReferral, OHReferralManager, OHReferralQuerySet
from wmp.lib.access import Reader
from wmp.lib.keys import among


class MadeReferralQuerySet(OHReferralQuerySet):
    def grants(self, user: Reader) -> Iterable[Q]:
        """Of those who report to them today: a former line manager sees nothing of it."""
        yield Q(referred_by=user) & among("person", line_reports_of(user))


class MadeReferralManager(OHReferralManager):
    def get_queryset(self) -> Any:
        return MadeReferralQuerySet(self.model, using=self._db)


class MadeReferral(OHReferral):
    """The same record, for the line manager who referred. The list of these is its only page."""

    objects: ClassVar[Any] = MadeReferralManager()

    class Meta:
        proxy = True
