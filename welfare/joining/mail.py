"""Mail to somebody who has no account yet: the link to their form. No word of it names a condition."""

import logging
import smtplib
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import timezone

from welfare.joining.dyslexia import FormLink
from welfare.joining.links import address_of
from wmp.lib import clock
from wmp.lib.alerts import AWAY
from wmp.lib.words import long_day

logger = logging.getLogger(__name__)

SUBJECT = "Before you join West Midlands Police: a short form"
TEXT = """Dear {name},

You join West Midlands Police on {joining}. We send this to people who are about to join.

Some people read, write, remember or organise in a way that works better with a little support, and it is easiest to
arrange before the first day. If you would like that, a short form asks what would help. Only the officers who arrange
support read it. It makes no difference to your appointment.

This link is yours alone. It works once, and no longer than until the end of {until}:

{link}

You can say no on the same page, or do nothing: we shall not ask again.

If it does not work, or you would rather speak with somebody: {phone}.
"""


def unmailed() -> Any:
    return FormLink._base_manager.filter(mailed_at=None, refused_at=None).exclude(nonce="")


def mail_waiting() -> int:
    """Mails every link that waits, oldest first, until the mail server is away. Returns how many went."""
    sent = 0
    for pk in unmailed().order_by("pk").values_list("pk", flat=True):
        try:
            sent += mail(pk)
        except AWAY as error:
            logger.warning("Mail is away (%s); forms wait", error.__class__.__name__)
            break
        except (smtplib.SMTPException, ValueError) as error:
            # About this address alone. The page of the referral says so, until somebody sends it anew.
            logger.warning("The form link %s cannot be mailed (%s)", pk, error.__class__.__name__)
            unmailed().filter(pk=pk).update(refused_at=clock.now())
        except OSError as error:
            logger.warning("Mail is away (%s); forms wait", error.__class__.__name__)
            break
    return sent


@transaction.atomic
def mail(pk: int) -> bool:
    """Mails one link, unless another job has it in hand. Its row is held meanwhile, so it goes once."""
    held = unmailed().filter(expires_at__gt=clock.now()).select_for_update(of=("self",), skip_locked=True)
    link = held.select_related("referral").filter(pk=pk).first()
    if link is None:
        return False
    text = TEXT.format(
        name=link.referral.name,
        joining=long_day(link.referral.joining_on),
        until=last_day(link),
        link=address_of(link),
        phone=settings.RA_OFFICERS_PHONE,
    )
    EmailMessage(SUBJECT, text, to=[link.referral.email]).send()
    link.mailed_at = clock.now()
    link.save(update_fields=["mailed_at"])
    return True


def last_day(link: FormLink) -> str:
    """The last whole moment of a link, in words: one that ends at midnight ends with the day before."""
    return long_day(timezone.localdate(link.expires_at - timedelta(seconds=1)))
