"""What only the holder does with their passport, whole; beside welfare.passports.handling, which sends and takes back.

Each is one transaction and raises IllegalMove or StaleMove.
"""

from typing import Any

from django.db import transaction
from django.urls import reverse

from people.promotion.adjusting import take_back_all
from welfare.passports.adjustments import Adjustment
from welfare.passports.choices import AdjustmentStatus
from welfare.passports.handling import tell_ra_officers
from welfare.passports.medical import MedicalDetail
from welfare.passports.models import Passport
from welfare.passports.versions import asked_before
from wmp.lib.drafts import discard_below
from wmp.lib.workflow import IllegalMove

LOOK_AT_CONSTRAINTS = "What a posting has to respect stays in force until you end it: look whether it is still needed."


@transaction.atomic
def revise(passport: Passport, *, by: Any, reason: str = "") -> None:
    """Into a draft; what was agreed stands. What is shared stays shared: it is a version, and not the draft."""
    passport.revise(by=by, reason=reason)


@transaction.atomic
def withdraw(passport: Passport, *, by: Any, reason: str = "", erase: bool = False) -> None:
    """For good. `erase` takes the medical detail away too: what no passport needs any more, nobody need read."""
    passport.hold_as_read()
    passport.must_be_of(by)
    if passport.is_editable:
        _forget_unsent(passport, by=by)
    passport.withdraw(by=by, reason=reason)
    take_back_all(by)
    if erase:
        MedicalDetail.objects.visible_to(by).filter(passport=passport).delete()
    # Else the next passport's pages would come filled with what was typed for this one.
    discard_below(by, reverse("welfare:passport"))
    if passport.sent_on:
        tell_ra_officers(passport, "was withdrawn by its holder", then=LOOK_AT_CONSTRAINTS)


def _forget_unsent(passport: Passport, *, by: Any) -> None:
    """What was asked for in this draft and nobody was sent, so that a withdrawal tells nobody of it."""
    asked = Adjustment.objects.visible_to(by).filter(passport=passport, status=AdjustmentStatus.REQUESTED)
    asked.exclude(what__in=asked_before(passport)).delete()


@transaction.atomic
def take_off_adjustment(adjustment: Adjustment, *, by: Any) -> None:
    """One that is only asked for, from a draft. What an RA officer has seen leaves a trace, the rest none."""
    passport = adjustment.passport
    passport.hold()
    passport.must_be_of(by)
    if not passport.is_editable or adjustment.status != AdjustmentStatus.REQUESTED:
        raise IllegalMove("Only what is asked for in a draft can be taken off.")
    if passport.sent_on and adjustment.what in asked_before(passport):
        adjustment.drop(by=by, reason="Taken off by the holder")
    else:
        Adjustment.objects.visible_to(by).filter(pk=adjustment.pk, status=AdjustmentStatus.REQUESTED).delete()


@transaction.atomic
def drop_adjustment(adjustment: Adjustment, *, by: Any, reason: str) -> None:
    """One that was agreed is no longer needed: its holder knows best. The only way by which a holder says so."""
    passport = adjustment.passport
    passport.hold()
    passport.must_be_of(by)
    if adjustment.status == AdjustmentStatus.REQUESTED:
        raise IllegalMove("Nobody has agreed to it yet. Take it off your passport instead.")
    adjustment.drop(by=by, reason=reason)
    tell_ra_officers(passport, "has an adjustment that its holder no longer needs")
