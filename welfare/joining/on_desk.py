"""What the RA officers' desk says of those who are about to join."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from welfare.joining.dyslexia import DyslexiaReferral
from welfare.passports.desk import Also, Tile
from wmp.lib import clock


def _at_risk(user: Any) -> QuerySet[Any]:
    return DyslexiaReferral.objects.visible_to(user).at_risk(clock.today())


def _tile(count: int) -> Tile:
    words = (
        "risk assessment will miss the joining date" if count == 1 else "risk assessments will miss the joining date"
    )
    url = f"{reverse('welfare:dyslexia-referrals-list')}?to_do=at+risk"
    return Tile(f"{count:,}", words, url if count else "", is_bad=bool(count))


#: Those who join before their risk assessment will be done.
RISK_ASSESSMENTS = Also("risk assessments", _at_risk, _tile)
