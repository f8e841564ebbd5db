"""Jobs of the building blocks."""

from celery import shared_task

from wmp.lib import drafts, outbox, sent_once
from wmp.lib.alerts import mail_alerts

__all__ = ["forget_sent", "mail_alerts", "send_outbox", "sweep_drafts"]


@shared_task
def send_outbox() -> None:
    """Sends what could not be sent when it was asked for."""
    outbox.send_waiting()


@shared_task
def forget_sent() -> None:
    """Keeps the outbox small."""
    outbox.forget_sent()


@shared_task
def sweep_drafts() -> None:
    """Deletes drafts that nobody came back to, and what is kept of forms that were sent."""
    drafts.sweep()
    sent_once.sweep()
