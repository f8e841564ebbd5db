"""A record moves by verbs. Every verb goes through `move_to`, and nobody else sets `status`.

A family declares its moves beside its record:

    class Case(Workflow):
        MOVES = {"open": {"closed"}, "closed": set()}
        status = Workflow.status_field(Status)

        def close(self, *, by, reason): self.move_to("closed", by=by, reason=reason)

    class CaseChange(StatusChange):
        record = StatusChange.of(Case)
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, ClassVar

import pgtrigger
from django.conf import settings
from django.db import connection, models, transaction
from django.db.models.functions import Coalesce

from wmp.lib import clock
from wmp.lib.access import Reader, ScopedModel, ScopedQuerySet
from wmp.lib.days import midnight


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
    def move_to(
        self,
        new: str,
        *,
        by: Any,
        reason: str = "",
        standing: Collection[str] | None = None,
        unchanged: Any = None,
        **fields: Any,
    ) -> None:
        """Moves the record to `new`, setting `fields` with it, and writes the StatusChange.

        `by` is the user who moves it, or None for a job of ours. `standing` is for verbs that lead to one status from
        different ones: the statuses from which this verb may. The update is conditional on the status that was read,
        so a stale second click changes nothing. `unchanged` are further values, by field, that must stand as they were
        read: for moves that keep the status. Raises IllegalMove or StaleMove.
        """
        old = self.status
        if new not in self.MOVES[old] or (standing is not None and old not in standing):
            raise IllegalMove(f"{self} is {self.get_status_display()}, so it cannot become {self._words_for(new)}.")
        records: Any = type(self)._base_manager
        if not records.filter(pk=self.pk, status=old, **(unchanged or {})).update(status=new, **fields):
            raise StaleMove(f"{self} has been changed by someone else. Open it again to see where it stands now.")
        self.refresh_from_db()
        self.changes.create(old=old, new=new, by=by, reason=reason)

    def get_status_display(self) -> str:  # Django puts its own in place of this for a field with choices
        return str(self.status)

    def _words_for(self, status: str) -> str:
        return dict(getattr(self._meta.get_field("status"), "flatchoices", ())).get(status, status)


@transaction.atomic
def move_all(model: type[Workflow], moves: str, *, by: Any, reason: str = "", fields: Sequence[str] = ()) -> int:
    """Moves many records in one statement, by the rules of `move_to`, and returns how many.

    `moves` names a temporary table of (id, old, new) and of a column for each of `fields`. Either all records move or
    none: raises IllegalMove where one of the moves does not exist, StaleMove where a record no longer stands at `old`.
    """
    table = connection.ops.quote_name(model._meta.db_table)
    reverse: Any = model.changes  # the reverse side of the concrete StatusChange
    change_model = reverse.rel.related_model
    changes = connection.ops.quote_name(change_model._meta.db_table)
    assignments = ", ".join(["status = m.new", *(f"{field} = m.{field}" for field in fields)])
    with connection.cursor() as cursor:
        # As text, whatever the table has them as: a statement that a session has prepared may not answer otherwise.
        cursor.execute(f"SELECT old::text, new::text, count(*) FROM {moves} GROUP BY 1, 2")
        kinds = cursor.fetchall()
        for old, new, _ in kinds:
            if new not in model.MOVES[old]:
                raise IllegalMove(f"{model._meta.verbose_name}: {old} cannot become {new}.")
        cursor.execute(f"UPDATE {table} t SET {assignments} FROM {moves} m WHERE t.id = m.id AND t.status = m.old")
        if cursor.rowcount != sum(count for _, _, count in kinds):
            raise StaleMove(f"One of the {model._meta.verbose_name_plural} has been changed by someone else meanwhile.")
        cursor.execute(
            f"INSERT INTO {changes} (record_id, old, new, by_id, reason, at)"
            f" SELECT id, old, new, %s, %s, %s FROM {moves}",
            [by and by.pk, reason, clock.now()],
        )
    return sum(count for _, _, count in kinds)


def status_on(changes: "type[StatusChange]", day: date, record: str = "") -> Coalesce:
    """The status that a record had at the end of `day`, read back from its status changes.

    `record` is the path to it with its trailing underscores (`project__` from a line). It stood where its first later
    change began; without one, where it stands now.
    """
    end = midnight(day + timedelta(days=1))
    manager: Any = changes._default_manager
    later = manager.filter(record=models.OuterRef(f"{record}pk"), at__gte=end).order_by("at", "pk")
    stood = models.Subquery(later.values("old")[:1])
    return Coalesce(stood, models.F(f"{record}status"), output_field=models.CharField())


class StatusChangeQuerySet(ScopedQuerySet[Any]):
    def grants(self, user: Reader) -> Iterable[models.Q]:
        """Whoever sees the record sees its moves. Why it was moved may be for fewer: the record's page decides."""
        record: Any = self.model._meta.get_field("record").related_model
        yield models.Q(("record__in", record.objects.visible_to(user).values("pk")))


_RECORDS = '"{fields.record.related_model._meta.db_table}"'
_REFUSED = "USING ERRCODE = 'restrict_violation'"

# Whichever way it is tried: no row changes, and the table is emptied only where its records go with it, as when a
# database is emptied to be filled anew.
moves_stand = pgtrigger.Trigger(
    name="moves_stand",
    level=pgtrigger.Statement,
    when=pgtrigger.After,
    operation=pgtrigger.Update | pgtrigger.Truncate,
    func=pgtrigger.Func(f"""
        IF TG_OP = 'UPDATE' OR EXISTS (SELECT FROM {_RECORDS}) THEN
            RAISE EXCEPTION 'moves of records are added and never changed' {_REFUSED};
        END IF;
        RETURN NULL;
    """),
)

# A record that is deleted takes its moves with it. Django deletes them first, so this is asked at the end of the
# transaction: by then the record must be gone.
moves_stay_with_their_record = pgtrigger.Trigger(
    name="moves_stay_with_their_record",
    when=pgtrigger.After,
    timing=pgtrigger.Deferred,
    operation=pgtrigger.Delete,
    func=pgtrigger.Func(f"""
        IF EXISTS (SELECT FROM {_RECORDS} WHERE {{fields.record.target_field.column}} = OLD.{{columns.record}}) THEN
            RAISE EXCEPTION 'moves of records are added and never deleted' {_REFUSED};
        END IF;
        RETURN NULL;
    """),
)


class StatusChange(ScopedModel):
    """One move of one record: from what to what, by whom, when and why. Rows are added, never edited.

    Each workflow has a table of its own, so that the row rule of its record covers its history too. Triggers hold each
    table to that; a move goes only with its record.
    """

    record: Any
    old = models.CharField(max_length=30)
    new = models.CharField(max_length=30)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    reason = models.TextField(blank=True)
    at = models.DateTimeField(default=clock.now)

    objects = StatusChangeQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["at", "pk"]
        triggers = [moves_stand, moves_stay_with_their_record]

    def __str__(self) -> str:
        return f"{self.old} to {self.new}"

    @staticmethod
    def of(model: type[Workflow]) -> "models.ForeignKey[Any, Any]":
        """The `record` field of a concrete status change."""
        return models.ForeignKey(model, models.CASCADE, related_name="changes")
