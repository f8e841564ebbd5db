"""A record moves by verbs. Every verb goes through `move_to`, and nobody else sets `status`.

A family declares its moves beside its record:

    class Case(Workflow):
        MOVES = {"open": {"closed"}, "closed": set()}
        status = Workflow.status_field(Status)

        def close(self, *, by, reason): self.move_to("closed", by=by, reason=reason)

    class CaseChange(StatusChange):
        record = StatusChange.of(Case)
"""

from collections.abc import Mapping
from typing import Any, ClassVar

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone


class IllegalMove(ValueError):
    """The record's rules have no such move from where it stands."""


class StaleMove(ValueError):
    """Somebody else moved the record since it was read."""


class Workflow(models.Model):
    """A record with a status. Concrete models declare `status` and `MOVES`: from each status, those it may go to."""

    MOVES: ClassVar[Mapping[str, set[str]]]
    status: Any
    # The reverse side of the model's StatusChange.
    changes: Any

    class Meta:
        abstract = True

    @staticmethod
    def status_field(choices: type[models.TextChoices], first: models.TextChoices) -> "models.CharField[str, str]":
        """The status column: new records stand at `first`, and forms leave it alone."""
        return models.CharField(max_length=30, choices=choices, default=first, editable=False)

    def may_move_to(self, new: str) -> bool:
        return new in self.MOVES[self.status]

    @transaction.atomic
    def move_to(self, new: str, *, by: Any, reason: str = "", **fields: Any) -> None:
        """Moves the record to `new`, setting `fields` with it, and writes the StatusChange.

        `by` is the user who moves it, or None for a job of ours. The update is conditional on the status that was
        read, so a stale second click changes nothing. Raises IllegalMove or StaleMove.
        """
        old = self.status
        if new not in self.MOVES[old]:
            raise IllegalMove(f"{self} is {self.get_status_display()}, so it cannot become {self._words_for(new)}.")
        records: Any = type(self)._base_manager
        if not records.filter(pk=self.pk, status=old).update(status=new, **fields):
            raise StaleMove(f"{self} has been changed by someone else. Open it again to see where it stands now.")
        self.refresh_from_db()
        self.changes.create(old=old, new=new, by=by, reason=reason)

    def get_status_display(self) -> str:  # Django puts its own in place of this for a field with choices
        return str(self.status)

    def _words_for(self, status: str) -> str:
        return dict(getattr(self._meta.get_field("status"), "flatchoices", ())).get(status, status)


class StatusChange(models.Model):
    """One move of one record: from what to what, by whom, when and why. Rows are added, never edited.

    Each workflow has a table of its own, so that the row rule of its record covers its history too.
    """

    record: Any
    old = models.CharField(max_length=30)
    new = models.CharField(max_length=30)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    reason = models.TextField(blank=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        abstract = True
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.old} to {self.new}"

    @staticmethod
    def of(model: type[Workflow]) -> "models.ForeignKey[Any, Any]":
        """The `record` field of a concrete status change."""
        return models.ForeignKey(model, models.CASCADE, related_name="changes")
