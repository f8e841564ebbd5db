"""The record that every load and every rehearsal leaves."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone

from wmp.lib.access import Reader, ScopedModel, ScopedQuerySet
from wmp.lib.words import counted


class LoadState(models.TextChoices):
    """waiting -> checking -> checked | refused; checked -> loading -> loaded | refused; failed, cancelled from any."""

    WAITING = "waiting", "Waiting to be checked"
    CHECKING = "checking", "Being checked"
    CHECKED = "checked", "Checked, ready to load"
    LOADING = "loading", "Being loaded"
    LOADED = "loaded", "Loaded"
    REFUSED = "refused", "Refused"
    FAILED = "failed", "Failed"
    CANCELLED = "cancelled", "Cancelled"


UNDER_WAY = frozenset({LoadState.WAITING, LoadState.CHECKING, LoadState.LOADING})
OPEN = UNDER_WAY | {LoadState.CHECKED}


def _roles_of(user: Any) -> list[str]:
    return sorted(user.roles)


class LoadReportQuerySet(ScopedQuerySet["LoadReport"]):
    def grants(self, user: Reader) -> Iterable[Q]:
        yield Q(loaders__overlap=_roles_of(user))


class LoadReport(ScopedModel):
    """One file of one kind: what was in it, what became of it. Counts are of rows of the file.

    Seen by whoever holds one of the roles that may load its kind; they are noted on the report itself, because the
    kinds are declared by the apps.
    """

    kind = models.CharField(max_length=40)
    loaders = ArrayField(models.CharField(max_length=50), default=list)
    file_name = models.CharField(max_length=255)
    sha256 = models.CharField("SHA-256", max_length=64, blank=True)
    size = models.PositiveBigIntegerField("size in bytes", default=0)
    # The file's name under settings.UPLOADS_DIR while it waits; empty for a file loaded by command, and afterwards.
    stored = models.CharField(max_length=80, blank=True)
    dry_run = models.BooleanField("rehearsal", default=False)
    state = models.CharField(max_length=10, choices=LoadState, default=LoadState.WAITING)

    phase = models.CharField(max_length=60, blank=True)
    percent = models.PositiveSmallIntegerField(default=0)
    rows_done = models.PositiveIntegerField(default=0)

    rows = models.PositiveIntegerField(default=0)
    new = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    same = models.PositiveIntegerField(default=0)
    wrong = models.PositiveIntegerField("wrong rows", default=0)
    faults = models.PositiveIntegerField(default=0, help_text="One wrong row may have several.")
    notes = models.TextField(blank=True, help_text="What the load added beside its rows, or why it failed.")

    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    objects = LoadReportQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["-created_at", "-id"], name="load_report_latest")]

    def __str__(self) -> str:
        return f"{self.kind} from {self.file_name}"

    @property
    def under_way(self) -> bool:
        return self.state in UNDER_WAY

    @property
    def summary(self) -> str:
        """`13,012 rows: 214 new, 187 changed, 12,598 same, 13 wrong`."""
        parts = [f"{self.new:,} new", f"{self.changed:,} changed", f"{self.same:,} same"]
        if self.wrong:
            # A rehearsal says what the other rows would do; a load that was refused did not ask.
            known = self.new + self.changed + self.same + self.wrong == self.rows
            parts = [*(parts if known else []), f"{self.wrong:,} wrong"]
        return f"{counted(self.rows, 'row')}: {', '.join(parts)}"

    def advance(self, old: Iterable[str], new: str, **fields: Any) -> bool:
        """Moves the report if it still stands at one of `old`, and says whether it did: second clicks do nothing."""
        states = LoadReport.objects.unscoped().filter(pk=self.pk, state__in=list(old))
        moved = bool(states.update(state=new, **fields))
        self.refresh_from_db(from_queryset=LoadReport.objects.unscoped())
        return moved


class LoadErrorQuerySet(ScopedQuerySet["LoadError"]):
    def grants(self, user: Reader) -> Iterable[Q]:
        yield Q(report__loaders__overlap=_roles_of(user))


class LoadError(ScopedModel):
    """One fault of one row."""

    report = models.ForeignKey(LoadReport, models.CASCADE, related_name="errors")
    line = models.PositiveIntegerField()
    column = models.CharField(max_length=100)
    reason = models.TextField()

    objects = LoadErrorQuerySet.as_manager()

    class Meta:
        ordering = ["report", "line", "pk"]
        indexes = [models.Index(fields=["report", "line", "id"], name="load_error_order")]

    def __str__(self) -> str:
        return f"line {self.line}, column {self.column}: {self.reason}"
