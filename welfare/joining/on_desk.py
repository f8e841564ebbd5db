"""What the RA officers' desk says of those who are about to join."""

from typing import Any

from django.urls import reverse

from welfare.joining.dyslexia import DyslexiaReferral
from welfare.passports.desk import Tile
from wmp.lib import clock


def risk_assessments(user: Any) -> Tile:
    """How many join before their risk assessment will be done."""
    count = DyslexiaReferral.objects.visible_to(user).at_risk(clock.today()).count()
    words = (
        "risk assessment will miss the joining date" if count == 1 else "risk assessments will miss the joining date"
    )
    url = f"{reverse('welfare:dyslexia-referrals-list')}?to_do=at+risk"
    return Tile(f"{count:,}", words, url if count else "", is_bad=bool(count))
