"""What the RA officers' desk says of referrals to occupational health."""

from typing import Any

from django.urls import reverse

from welfare.passports.desk import Tile
from welfare.referrals.models import WAITING, OHReferral


def not_seen_yet(user: Any) -> Tile:
    """How many wait to be seen for the first time."""
    count = OHReferral.objects.visible_to(user).filter(status__in=WAITING).count()
    words = "occupational health referral not seen yet" if count == 1 else "occupational health referrals not seen yet"
    url = f"{reverse('welfare:oh-referrals-list')}?standing=waiting"
    return Tile(f"{count:,}", words, url if count else "")
