"""Break-glass: sight of one closed record for an hour, for a stated reason, told to its lead and reviewed after.

Modelled on the emergency access of the NHS Summary Care Record. Each kind of record has a table of its own:

    class CaseBreakGlass(BreakGlass):
        record = BreakGlass.of(WelfareCase)

and its `grants` yield `among("pk", CaseBreakGlass.now_open_to(user))`. It is sight and nothing else: who may change the
record is asked apart, and whoever came in this way is not among them unless the family says so.
"""

from datetime import timedelta
from typing import Any, Self

from django.conf import settings
from django.db import models, transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from wmp.lib.access import ScopedModel
from wmp.lib.audit import ReadLog, log_read
from wmp.lib.locks import hold_for_transaction
from wmp.lib.workflow import IllegalMove, StaleMove

OPEN_FOR = timedelta(minutes=60)


def _an_hour_from_now() -> Any:
    return timezone.now() + OPEN_FOR


class Finding(models.TextChoices):
    JUSTIFIED = "justified", "Justified"
    NOT_JUSTIFIED = "not justified", "Not justified"


class BreakGlass(ScopedModel):
    """One emergency access: who opened which record, why, until when; and what whoever reviewed it found.

    Times are real ones, on a demo force too: it is about who reads now, not about what is recorded.
    """

    record: Any
    record_id: Any
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    reason = models.TextField(max_length=2000)
    at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField(default=_an_hour_from_now)
    reviewed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    reviewed_at = models.DateTimeField(null=True)
    finding = models.CharField(max_length=20, choices=Finding, blank=True)
    review_note = models.TextField(max_length=2000, blank=True)

    class Meta:
        abstract = True
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(reviewed_by=None, reviewed_at=None, finding="")
                | (Q(reviewed_by__isnull=False, reviewed_at__isnull=False) & ~Q(finding="")),
                name="%(class)s_review_whole",
            ),
            models.CheckConstraint(
                condition=Q(reviewed_by=None) | ~Q(reviewed_by=F("by")),
                name="%(class)s_reviewed_by_another",
                violation_error_message="Somebody else has to review this.",
            ),
        ]
        indexes = [models.Index(fields=["by", "expires_at"], name="%(class)s_open")]

    def __str__(self) -> str:
        return f"{self.by} opened {self.record}"

    def account_concerned(self) -> Any:
        return self.record.account_concerned()

    @staticmethod
    def of(model: type[ScopedModel]) -> "models.ForeignKey[Any, Any]":
        """The `record` field of a concrete table."""
        return models.ForeignKey(model, models.CASCADE, related_name="emergency_accesses")

    @classmethod
    @transaction.atomic(savepoint=False)
    def break_for(cls, by: Any, record: Any, *, reason: str) -> tuple[Self, bool]:
        """Opens `record` to `by` for an hour, and notes it in the read log. Of two clicks the second finds the first.

        Returns the access, and whether it is a new one, of which its lead has to be told.
        """
        hold_for_transaction(cls._meta.label, f"{record.pk} {by.pk}")
        standing = cls.lasting(by, record)
        if standing:
            return standing, False
        access = cls._base_manager.create(record=record, by=by, reason=reason)
        log_read(by, record, "emergency")
        return access, True

    @classmethod
    def lasting(cls, by: Any, record: Any) -> Self | None:
        """The access by which `by` has the record open in this way at this moment."""
        return cls._base_manager.filter(by=by, record=record, expires_at__gt=timezone.now()).first()

    @classmethod
    def now_open_to(cls, user: Any) -> QuerySet[Any]:
        """The keys of the records that `user` has open in this way, for use in `among`."""
        rows: Any = cls._base_manager  # `record` is a field of each concrete table
        found: QuerySet[Any] = rows.filter(by=user, expires_at__gt=timezone.now()).values("record")
        return found

    # --- the review ---

    @property
    def lasts(self) -> bool:
        return self.expires_at > timezone.now()

    @property
    def status(self) -> str:
        return self.finding or "waiting"

    def get_status_display(self) -> str:
        return Finding(self.finding).label if self.finding else "To be reviewed"

    def may_move_to(self, new: str) -> bool:
        """There is one move, made once: the review."""
        return not self.finding and new == "reviewed"

    def readings(self) -> QuerySet[ReadLog]:
        """What was opened meanwhile by whoever broke the glass: the record, what belongs to the officer concerned in
        its app, and lists of that app that were taken away. Oldest first, for whoever may see this access.
        """
        app = f"{self.record._meta.app_label}"
        opened = Q(kind=self.record._meta.label, record=str(self.record_id))
        opened |= Q(action="exported", kind__startswith=f"{app}:")
        if concerned := self.account_concerned():
            opened |= Q(subject=concerned, kind__startswith=f"{app}.")
        hour = {"reader": self.by_id, "at__gte": self.at, "at__lte": self.expires_at}
        return ReadLog._base_manager.filter(opened, **hour).exclude(action="emergency").order_by("at", "pk")

    def review(self, *, by: Any, finding: str, note: str) -> None:
        """Raises IllegalMove for one's own, StaleMove where somebody reviewed it already."""
        if by.pk == self.by_id:
            raise IllegalMove("Somebody else has to review this.")
        found = {"reviewed_by": by, "reviewed_at": timezone.now(), "finding": finding, "review_note": note}
        waiting = type(self)._base_manager.filter(pk=self.pk, reviewed_by=None)
        if not waiting.update(**found):
            raise StaleMove("Somebody has reviewed this already.")
        self.refresh_from_db()
