"""What waits on the home page of whoever sees to adjustments."""

from typing import Any

from django.db.models import F
from django.urls import reverse

from welfare.passports.adjustments import Adjustment
from welfare.passports.choices import AdjustmentStatus
from wmp.lib.waiting import Waiting

# So many stand on the home page; the list of one's own has the rest.
MOST = 8


def adjustments_to_see_to(user: Any) -> list[Waiting]:
    """Agreed or ordered ones that `user` sees to, what is due first. Never why. One query."""
    mine = Adjustment.objects.visible_to(user).filter(owner=user.pk, status__in=["agreed", "ordered"])
    # The holder's own are on the pages of their passport.
    mine = mine.exclude(passport__holder__account=user.pk).select_related("passport__holder")
    return [
        Waiting(
            text=_words(each),
            url=reverse("welfare:adjustments-detail", args=[each.pk]),
            since=each.ordered_on or each.agreed_on or each.asked_on,
            due=each.due,
        )
        for each in mine.order_by(F("open_due").asc(nulls_last=True), "asked_on", "pk")[:MOST]
    ]


def _words(adjustment: Adjustment) -> str:
    verb = "Follow up" if adjustment.status == AdjustmentStatus.ORDERED else "See to"
    return f"{verb} “{adjustment.what}” for {adjustment.passport.holder}"
