"""One's own passport, as its holder's pages find it.

No key stands in an address: a reader finds theirs and no other. Each opening is logged, as of any record.
"""

from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Subquery
from django.db.models.functions import JSONObject
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from people.requests import Request
from people.roles import Role
from people.workforce.models import User
from welfare.passports.adjustments import SENT, Adjustment, AdjustmentChange
from welfare.passports.audience import open_shares, who_sees
from welfare.passports.choices import AdjustmentStatus
from welfare.passports.medical import MedicalDetail
from welfare.passports.models import Passport, PassportChange
from wmp.lib.audit import log_read

OWNER_FIELDS = {"first": "first_name", "last": "last_name", "username": "username"}


def own_passports(reader: User) -> Any:
    """All that the reader ever had, the latest first, with what their pages say of each.

    `last_move` is the latest move {old, reason, by}; `has_medical`; `owners` are those but RA officers who see to an
    adjustment of it, {pk, first, last, username}.
    """
    own: Any = Passport.objects.own(reader).select_related("holder", "ra_officer")
    moves = PassportChange.objects.visible_to(reader).filter(record=OuterRef("pk")).order_by("-pk")
    last = moves.values(found=JSONObject(old="old", reason="reason", by="by_id"))[:1]
    medical = MedicalDetail.objects.visible_to(reader).filter(passport=OuterRef("pk"))
    given = Adjustment.objects.visible_to(reader).filter(passport=OuterRef("pk"), owner__isnull=False)
    given = given.filter(SENT).exclude(owner__groups__name=Role.RA_OFFICER)
    named = {name: f"owner__{field}" for name, field in OWNER_FIELDS.items()}
    owners = ArraySubquery(given.order_by("pk").values(found=JSONObject(pk="owner_id", **named)))
    return own.annotate(last_move=Subquery(last), has_medical=Exists(medical), owners=owners)


def mine(request: Request) -> Any:
    """The reader's passport, or 404. Held to the end of the request where something is sent."""
    own = own_passports(request.user).live()
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


def audience_of(passport: Any, reader: User) -> list[str]:
    return who_sees(passport, open_shares(passport, reader))


def not_now(request: Request, passport: Passport) -> HttpResponse:
    """What was sent stands as it was sent: 409, with the way to change it."""
    return render(request, "welfare/passport/not_now.html", {"title": "My passport", "passport": passport}, status=409)
