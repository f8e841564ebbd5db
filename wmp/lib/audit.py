"""Change history and read log.

`tracked` keeps every insert, update and delete of a model, by database triggers, so that bulk updates and loads are
seen as well as forms. `log_read` notes who opened what; it stands in the reader's own transaction, so that a reading
that cannot be logged does not happen.
"""

from collections.abc import Iterable
from typing import Any, ClassVar, TypeVar

import pghistory
import pghistory.models
from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.text import camel_case_to_spaces, capfirst
from pgtrigger import Delete, Protect, Update

from wmp.lib.access import EVERYTHING, Reader, ScopedModel, ScopedQuerySet

M = TypeVar("M", bound=type[models.Model])


def tracked(model: M, *, leaving_out: Iterable[str] = ()) -> M:
    """Keeps the history of `model` in an append-only table of its own (`PersonEvent` for `Person`).

    Fields that are left out stand in no history, and a change of them alone makes none.

    One trigger call a statement and not a row: history cost a load nine tenths of its time the other way. The history
    of a classified table holds the same values, so it is classified too.
    """
    events = (pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
    attributes = {"classified": getattr(model, "classified", False)}
    return pghistory.track(
        *events, level=pghistory.Statement, base_model=Event, attrs=attributes, exclude=[*leaving_out]
    )(model)


def never_edited(name: str) -> list[Protect]:
    """Triggers of a table whose rows are added and nothing else."""
    return [Protect(name=f"{name}_is_never_edited", operation=Update | Delete)]


class EventQuerySet(ScopedQuerySet[Any]):
    def grants(self, user: Reader) -> Iterable[models.Q]:
        """Whoever sees the record sees what it was. What is left of a deleted one is nobody's view."""
        record: Any = self.model._meta.get_field("pgh_obj").related_model
        yield models.Q(pgh_obj__in=record.objects.visible_to(user).values("pk"))


class Event(ScopedModel, pghistory.models.Event):
    """What a record was after one insert or update, or before it was deleted. As closed as the record itself."""

    objects: ClassVar[Any] = EventQuerySet.as_manager()

    class Meta:
        abstract = True


class ReadLogQuerySet(ScopedQuerySet["ReadLog"]):
    def grants(self, user: Reader) -> Iterable[models.Q]:
        if user.may_audit:
            yield EVERYTHING
        yield models.Q(reader=user)
        kept_back = [each for each in apps.get_models() if getattr(each, "readings_told_when_seen", False)]
        yield models.Q(subject=user) & ~models.Q(kind__in=[each._meta.label for each in kept_back])
        for each in kept_back:
            yield models.Q(subject=user, kind=each._meta.label, record__in=_keys_seen_by(user, each))


def _keys_seen_by(user: Reader, model: Any) -> Any:
    """The keys of the records that `user` may see now, as the log has them."""
    seen = model.objects.visible_to(user).order_by()
    return seen.annotate(logged_as=Cast("pk", models.CharField())).values("logged_as")


class ReadLog(ScopedModel):
    """One reading of one record, or of a list by its register's name. Never what was read.

    Auditors see all of them; everybody else sees what they read, and who read what is about themselves: of some kinds
    of record (`readings_told_when_seen`) as soon as they may see it themselves, since the log of it would tell that
    there is one, and who decides about it.
    """

    ACTIONS = [
        ("viewed", "Viewed"),
        ("downloaded", "Downloaded"),
        ("exported", "Exported"),
        ("emergency", "Opened in an emergency"),
    ]

    reader = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    subject = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", help_text="Whom the record is about."
    )
    at = models.DateTimeField(default=timezone.now)
    action = models.CharField(max_length=20, choices=ACTIONS)
    kind = models.CharField(max_length=100, help_text="The kind of record: app and model, or app and register.")
    record = models.CharField(max_length=40, blank=True, help_text="The record's key; empty for a whole list.")
    rows = models.PositiveIntegerField(default=1)
    token = models.CharField(
        max_length=80, blank=True, help_text="Where a program read it: its access token’s name, and how that begins."
    )

    objects = ReadLogQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = "reading"
        indexes = [
            models.Index(fields=["at", "id"], name="read_log_at"),
            models.Index(fields=["kind", "record"], name="read_log_record"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.record}"


def log_read(reader: Any, record: ScopedModel, action: str = "viewed") -> None:
    """Notes that `reader` opened `record`."""
    log_all_read(reader, [record], action)


def log_all_read(reader: Any, records: Iterable[ScopedModel], action: str = "viewed", *, token: str = "") -> None:
    """Notes that `reader` opened a page that shows several records, or that a program did with a token. One query."""
    ReadLog.objects.bulk_create(
        ReadLog(
            reader=reader,
            subject_id=each.account_concerned(),
            action=action,
            kind=each._meta.label,
            record=str(each.pk),
            token=token,
        )
        for each in records
    )


def kind_in_words(kind: str) -> str:
    """`people.Post` is a post; `people:posts-list` is the list of posts.

    The log outlives what it names: a kind that has another name by now, or is gone, is told by its old name.
    """
    if ":" in kind:
        return f"List of {kind.partition(':')[2].removesuffix('-list').replace('-', ' ')}"
    try:
        return capfirst(str(apps.get_model(kind)._meta.verbose_name))
    except (LookupError, ValueError):
        return capfirst(camel_case_to_spaces(kind.rpartition(".")[2]))
