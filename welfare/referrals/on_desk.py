"""What the RA officers' desk says of referrals to occupational health."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from welfare.passports.desk import Also, Tile
from welfare.referrals.models import WAITING, OHReferral


def _waiting(user: Any) -> QuerySet[Any]:
    return OHReferral.objects.visible_to(user).filter(status__in=WAITING)


def _tile(count: int) -> Tile:
    words = "occupational health referral not seen yet" if count == 1 else "occupational health referrals not seen yet"
    url = f"{reverse('welfare:oh-referrals-list')}?standing=waiting"
    return Tile(f"{count:,}", words, url if count else "")


#: Those who wait to be seen for the first time.
NOT_SEEN_YET = Also("not seen yet", _waiting, _tile)
