"""Jobs asked for inside a transaction, sent after it.

A request never waits for the broker and never loses what it promised: it writes a row in its own transaction. Once
that is committed the row is offered to the broker without retrying; whatever could not be sent then is sent by the
periodic job `wmp.lib.tasks.send_outbox`. Rows hold names, keys and dates, never what a record says.
"""

import logging
from datetime import date, timedelta
from typing import Any

from celery import Task, current_app
from django.db import models, transaction
from django.utils import timezone
from kombu.exceptions import OperationalError

logger = logging.getLogger(__name__)

# How long a sent row stays, for whoever looks into what was asked for when.
KEPT = timedelta(days=30)


class OutboxQuerySet(models.QuerySet["OutboxMessage"]):
    def waiting(self) -> "OutboxQuerySet":
        return self.filter(sent_at=None)


class OutboxMessage(models.Model):
    """A job to be sent to the broker, at least once: every task is safe to run twice."""

    task = models.CharField(max_length=200)
    arguments = models.JSONField(default=list)
    created_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True)

    objects = OutboxQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["id"], condition=models.Q(sent_at=None), name="outbox_waiting")]

    def __str__(self) -> str:
        return f"{self.task} {self.arguments}"


def defer(task: "Task[..., Any]", *arguments: str | int) -> OutboxMessage:
    """Asks for `task` to run once the current transaction is committed.

    Arguments are keys and ISO dates. Raises ValueError for any other text, since the broker is no place for content.
    """
    for argument in arguments:
        if isinstance(argument, str):
            date.fromisoformat(argument)
    message = OutboxMessage.objects.create(task=task.name, arguments=list(arguments))
    # The request has done its work by then: whatever goes wrong with the sending is logged and must not fail it.
    transaction.on_commit(lambda: send(message.pk), robust=True)
    return message


def send(pk: int) -> bool:
    """Sends one message if it still waits and no other sender has it in hand. False where the broker is away."""
    with transaction.atomic():
        message = OutboxMessage.objects.waiting().select_for_update(skip_locked=True).filter(pk=pk).first()
        if message is None:
            return True
        try:
            current_app.send_task(message.task, args=message.arguments, retry=False)
        except OperationalError as error:
            logger.warning("The broker is away (%s); %s is sent later", error.__class__.__name__, message)
            return False
        message.sent_at = timezone.now()
        message.save(update_fields=["sent_at"])
        return True


def forget_sent() -> int:
    """Deletes what was sent so long ago that nobody asks any more, and returns how many rows."""
    deleted, _ = OutboxMessage.objects.filter(sent_at__lt=timezone.now() - KEPT).delete()
    return deleted


def send_waiting() -> int:
    """Sends everything that waits, oldest first, until the broker refuses. Returns how many went, by us or others."""
    sent = 0
    for pk in OutboxMessage.objects.waiting().values_list("pk", flat=True):
        if not send(pk):
            break
        sent += 1
    return sent
