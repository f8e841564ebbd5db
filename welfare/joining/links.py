"""The link by which somebody without an account answers their form: signed, expiring, good for one answer.

It is made of a nonce in the row and of SECRET_KEY, when it is mailed, and stands nowhere: not in the database, the
outbox, the arguments of a task or a log. An answer clears the nonce, and a new link takes another, so that a link that
was used or replaced fits no row any more.
"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.db import transaction
from django.urls import reverse
from django.utils.http import urlencode

from people.roles import Role, holders_of
from welfare.joining.choices import ReferralStatus
from welfare.joining.dyslexia import DyslexiaAnswers, DyslexiaReferral, FormLink
from wmp.lib import clock
from wmp.lib.alerts import alert
from wmp.lib.days import midnight
from wmp.lib.workflow import StaleMove

# No address of another kind, and no other use of SECRET_KEY, makes the same signature.
SALT = "welfare.joining.form"
# In the query, which the web log leaves out, and not in the path.
PARAMETER = "link"
# Whoever guesses has to guess a signature of 256 bits: this one is to tell one link of a form from the next.
NONCE_BYTES = 16


class Standing(StrEnum):
    """What somebody finds who comes with a link that we signed."""

    GOOD = "good"
    USED = "used"
    REPLACED = "replaced"
    EXPIRED = "expired"
    CLOSED = "closed"


@dataclass(frozen=True)
class Key:
    """What a link opens. It can be kept in a session: no link can be made of it."""

    referral: int
    nonce: str


def new_nonce() -> str:
    return secrets.token_urlsafe(NONCE_BYTES)


def expires_at(joining_on: date) -> datetime:
    """After the days that the force sets, and never after the joining date."""
    return min(clock.now() + timedelta(days=settings.DYSLEXIA_LINK_DAYS), midnight(joining_on + timedelta(days=1)))


def _signer() -> Signer:
    return Signer(sep=".", salt=SALT)


def token_of(link: FormLink) -> str:
    """The secret part of the address. Made where it is mailed and nowhere else."""
    return _signer().sign(f"{link.referral_id}.{link.nonce}")


def address_of(link: FormLink) -> str:
    query = urlencode({PARAMETER: token_of(link)})
    return f"{settings.SITE_URL}{reverse('welfare:dyslexia-form-open')}?{query}"


def read(token: str) -> Key | None:
    """What a link opens; None for one that we did not sign. Asks no database."""
    try:
        referral, _, nonce = _signer().unsign(token).partition(".")
    except BadSignature:
        return None
    return Key(int(referral), nonce)


def standing_of(key: Key) -> Standing:
    """What the link is good for now."""
    link = FormLink._base_manager.select_related("referral").filter(referral=key.referral).first()
    if link is None:
        return Standing.CLOSED
    if not link.nonce:
        return Standing.USED if link.referral.answered_on else Standing.CLOSED
    if link.nonce != key.nonce:
        return Standing.REPLACED
    return Standing.GOOD if clock.now() < link.expires_at else Standing.EXPIRED


@transaction.atomic
def answer(key: Key, *, wants: bool, told: Mapping[str, Any]) -> None:
    """The one answer. `told` are fields of DyslexiaAnswers, kept only of whoever would like to be assessed.

    Raises StaleMove where the link is good no more: another answer was first, or a new link was sent meanwhile.
    """
    links = FormLink._base_manager.filter(referral=key.referral, nonce=key.nonce).exclude(nonce="")
    if not links.filter(expires_at__gt=clock.now()).update(nonce=""):
        raise StaleMove("This link cannot be used any more.")
    referral = DyslexiaReferral._base_manager.get(pk=key.referral)
    if not wants:
        referral.answered(ReferralStatus.DECLINED)  # recorded, and nobody is told: nobody has anything to do
        return
    referral.answered(ReferralStatus.RETURNED)
    DyslexiaAnswers.objects.create(referral=referral, **told)
    alert(
        holders_of(Role.RA_OFFICER),
        subject=f"{referral}: the form came back",
        text=f"The form of {referral} came back. Screen it.",
        path=reverse("welfare:dyslexia-referrals-detail", args=[referral.pk]),
    )
