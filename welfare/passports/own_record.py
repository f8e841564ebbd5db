"""One's own passport, as its holder's pages find it.

No key stands in an address: a reader finds theirs and no other. Each opening is logged, as of any record.
"""

from typing import Any

from django.db.models import Exists, OuterRef, Subquery
from django.db.models.functions import JSONObject
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from people.requests import Request
from people.workforce.models import User
from welfare.passports.adjustments import Adjustment, AdjustmentChange
from welfare.passports.audience import open_shares, who_sees
from welfare.passports.choices import AdjustmentStatus
from welfare.passports.medical import MedicalDetail
from welfare.passports.models import Passport, PassportChange
from wmp.lib.audit import log_read


def mine(request: Request) -> Any:
    """The reader's passport, or 404. Held to the end of the request where something is sent.

    With `last_move`, the latest move {old, reason, by}, and `has_medical`.
    """
    own: Any = Passport.objects.own(request.user).live().select_related("holder", "ra_officer")
    moves = PassportChange.objects.visible_to(request.user).filter(record=OuterRef("pk")).order_by("-pk")
    last = moves.values(found=JSONObject(old="old", reason="reason", by="by_id"))[:1]
    medical = MedicalDetail.objects.visible_to(request.user).filter(passport=OuterRef("pk"))
    own = own.annotate(last_move=Subquery(last), has_medical=Exists(medical))
    if request.method == "POST":
        own = own.select_for_update(of=("self",), no_key=True)
    found = get_object_or_404(own)
    log_read(request.user, found)
    return found


def adjustments_of(passport: Passport, reader: User) -> list[Any]:
    """With `why`: the reason where one was declined."""
    moves = AdjustmentChange.objects.visible_to(reader).filter(record=OuterRef("pk"), new=AdjustmentStatus.DECLINED)
    seen: Any = Adjustment.objects.visible_to(reader).filter(passport=passport).select_related("owner")
    return list(seen.annotate(why=Subquery(moves.order_by("-pk").values("reason")[:1])))


def audience_of(passport: Any, reader: User, adjustments: list[Any]) -> str:
    return who_sees(passport, open_shares(passport, reader), adjustments, medical=passport.has_medical)


def not_now(request: Request, passport: Passport) -> HttpResponse:
    """What was sent stands as it was sent: 409, with the way to change it."""
    return render(request, "welfare/passport/not_now.html", {"title": "My passport", "passport": passport}, status=409)
