"""How long it is kept which records were behind a figure."""

from datetime import timedelta

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from wmp.board.models import Edition, Paper, StoredTrace
from wmp.board.papers.models import PaperStatus


def sweep() -> int:
    """Deletes the traces that nobody asks after any more, and says how many.

    Those of an attempt that was replaced go first, then those of a run of long ago. What an edition or a paper stands
    on stays as long as it does. The figures themselves stay, with the digests of their records.
    """
    now = timezone.now()
    old = Q(result__attempt__started_at__lt=now - timedelta(days=settings.TRACE_DAYS))
    replaced = Q(
        result__attempt__shown=False,
        result__attempt__started_at__lt=now - timedelta(days=settings.REPLACED_TRACE_DAYS),
    )
    stood_on = [
        Edition.objects.unscoped().values("attempt"),
        Paper.objects.unscoped().exclude(status=PaperStatus.ABANDONED).values("attempt"),
    ]
    gone = StoredTrace.objects.unscoped().filter(old | replaced)
    for attempts in stood_on:
        gone = gone.exclude(result__attempt__in=attempts)
    return gone.delete()[0]
