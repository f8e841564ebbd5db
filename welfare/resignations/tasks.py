"""The daily job that no resignation of a student officer goes unheard."""

from typing import Any

from celery import shared_task
from django.db import transaction

from welfare.cases.signals import hold, tell_of
from welfare.resignations.models import KnownResignation


@shared_task
def hear_resignations() -> None:
    hear()


def hear() -> int:
    """Makes a signal of every resignation of a student officer that is none, and returns how many. Safe beside itself.

    The form does so at once: this is for rows that came another way, and for those whose probation was entered later.
    """
    resignations: Any = KnownResignation._base_manager
    waiting: Any = KnownResignation.objects.unscoped().unheard()
    heard = 0
    for pk in waiting.order_by("pk").values_list("pk", flat=True):
        with transaction.atomic():
            resignation = resignations.select_related("person").get(pk=pk)
            hold(resignation.person)
            # Asked again while the person is held: another job may have been here.
            still: Any = KnownResignation.objects.unscoped().unheard().filter(pk=pk)
            if still.exists() and tell_of(resignation, by=None):
                heard += 1
    return heard
