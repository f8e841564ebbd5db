"""Alerts: something happened that a person has to know, told in the application and by mail.

An alert is a row written in the transaction of what happened, so that it is neither lost nor sent for nothing. A job
mails it afterwards; while mail or the broker is away it waits. Words of alerts name a record by its number, or what
everybody may read of it, and lead to it: what it says is read behind the sign-in.
"""

import logging
import smtplib
from collections.abc import Iterable
from typing import Any

from celery import shared_task
from django.conf import settings
from django.core.mail import EmailMessage
from django.db import models, transaction
from django.utils import timezone

from wmp.lib import clock
from wmp.lib.access import Reader, ScopedModel, ScopedQuerySet
from wmp.lib.outbox import defer

logger = logging.getLogger(__name__)

# What no other message would fare better with: the server is gone, or lets nobody in.
AWAY = (
    smtplib.SMTPServerDisconnected,
    smtplib.SMTPConnectError,
    smtplib.SMTPHeloError,
    smtplib.SMTPAuthenticationError,
)


class AlertQuerySet(ScopedQuerySet["Alert"]):
    def grants(self, user: Reader) -> Iterable[models.Q]:
        yield models.Q(to=user)

    def unmailed(self) -> "AlertQuerySet":
        """Those still to be mailed: nobody can be written to without an address."""
        return self.filter(mailed_at=None).exclude(to__email="").exclude(to__is_active=False)


class Alert(ScopedModel):
    """One thing to tell one person. `path` leads to it on this site."""

    to = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    subject = models.CharField(max_length=200)
    text = models.CharField(max_length=1000)
    path = models.CharField(max_length=200)
    created_at = models.DateTimeField(default=clock.now)
    seen_at = models.DateTimeField(null=True)
    mailed_at = models.DateTimeField(null=True)

    objects = AlertQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        indexes = [
            models.Index(fields=["id"], condition=models.Q(mailed_at=None), name="alert_unmailed"),
            models.Index(fields=["to", "-created_at"], name="alert_to"),
        ]

    def __str__(self) -> str:
        return self.subject

    def account_concerned(self) -> Any:
        return self.to_id


def alert(people: Iterable[Any], *, subject: str, text: str, path: str) -> None:
    """Tells each of `people` (accounts), once. Within the transaction of what happened."""
    whom = {each.pk: each for each in people}.values()
    if whom:
        Alert.objects.bulk_create(Alert(to=each, subject=subject, text=text, path=path) for each in whom)
        defer(mail_alerts)


def alert_each(told: Iterable[tuple[Any, str, str, str]]) -> None:
    """Tells many people at once, each their own thing: (account, subject, text, path). Two queries, however many."""
    made = Alert.objects.bulk_create(
        Alert(to=account, subject=subject, text=text, path=path) for account, subject, text, path in told
    )
    if made:
        defer(mail_alerts)


@shared_task
def mail_alerts() -> None:
    """Mails what waits. Asked for with every alert, and every few minutes for what could not be sent then."""
    mail_waiting()


def mail_waiting() -> int:
    """Mails every alert that waits, oldest first, until the mail server is away. Returns how many went."""
    sent = 0
    for pk in Alert.objects.unscoped().unmailed().order_by("pk").values_list("pk", flat=True):
        try:
            sent += _mail(pk)
        except AWAY as error:
            logger.warning("Mail is away (%s); alerts wait", error.__class__.__name__)
            break
        except (smtplib.SMTPException, ValueError) as error:
            # About this message or its address alone, which must not keep the others from their mail. It is tried
            # again, and told in the application.
            logger.warning("Alert %s cannot be mailed (%s)", pk, error.__class__.__name__)
        except OSError as error:
            logger.warning("Mail is away (%s); alerts wait", error.__class__.__name__)
            break
    return sent


@transaction.atomic
def _mail(pk: int) -> bool:
    """Mails one alert, unless another job has it in hand. Its row is held meanwhile, so it goes once."""
    held = Alert.objects.unscoped().unmailed().select_for_update(of=("self",), skip_locked=True)
    alert = held.select_related("to").filter(pk=pk).first()
    if alert is None:
        return False
    text = f"{alert.text}\n\nSign in to see it: {settings.SITE_URL}{alert.path}\n"
    EmailMessage(alert.subject, text, to=[alert.to.email]).send()
    alert.mailed_at = timezone.now()
    alert.save(update_fields=["mailed_at"])
    return True
