"""What the home page says to the holder of a passport. One query."""

from django.db.models import Exists, OuterRef, Q, Subquery
from django.db.models.functions import JSONObject
from django.urls import reverse

from people.workforce.models import User
from welfare.passports.adjustments import Adjustment
from welfare.passports.choices import AdjustmentStatus, PassportStatus, WaitsFor
from welfare.passports.models import Passport, PassportChange
from welfare.passports.own_words import question_of
from wmp.lib.waiting import Waiting

# While it is only asked for, an adjustment waits with its passport.
PROMISED = (AdjustmentStatus.AGREED, AdjustmentStatus.ORDERED)


def my_passport_waits(user: User) -> list[Waiting]:
    """A draft to finish, a question of the RA officer's to answer, an adjustment that waits for its holder."""
    last = PassportChange.objects.visible_to(user).filter(record=OuterRef("pk")).order_by("-pk")
    asked = Adjustment.objects.visible_to(user).filter(
        passport=OuterRef("pk"), status__in=PROMISED, waits_for=WaitsFor.HOLDER
    )
    own = Passport.objects.own(user).live().select_related("holder")
    found = own.annotate(
        last_move=Subquery(last.values(found=JSONObject(old="old", reason="reason", by="by_id"))[:1]),
        waits_for_holder=Exists(asked),
    ).filter(Q(status=PassportStatus.DRAFT) | Q(waits_for_holder=True))
    return [Waiting(_words(each), reverse("welfare:passport"), each.since) for each in found]


def _words(passport: Passport) -> str:
    if question_of(passport):
        return "Answer the RA officer’s question in your passport"
    if passport.status != PassportStatus.DRAFT:
        return "See what an adjustment in your passport waits for from you"
    return "Finish the changes to your passport" if passport.agreed_on else "Finish your passport"
