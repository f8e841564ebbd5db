"""What happened to a record: its changes before and after, and its moves, latest first."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import BigIntegerField, CharField, GeneratedField, OuterRef, Subquery, Value
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast, Coalesce, Concat, NullIf, Trim

from wmp.lib import clock, reference
from wmp.lib.access import ScopedModel
from wmp.lib.registers.columns import usual_words
from wmp.lib.words import long_day, name_of, number, within

# More than a page holds; the whole history stands in the database.
LATEST = 100
LEFT_OUT = {"id", "name", "status"}


# Who made a change, by the account that its context names, in the same query as the change.
_account = get_user_model()._default_manager.filter(
    pk=Cast(KeyTextTransform("user", OuterRef("pgh_context__metadata")), BigIntegerField())
)
_whole_name = NullIf(Trim(Concat("first_name", Value(" "), "last_name")), Value(""))
NAME = Subquery(_account.values(name=Coalesce(_whole_name, "username"))[:1], output_field=CharField())


@dataclass(frozen=True)
class Event:
    """One thing that happened. `by` is empty where a job of ours did it."""

    at: datetime
    title: str
    by: str = ""
    text: str = ""


def events_of(record: Any, *, reasons: bool = True, details: bool = True) -> list[Event]:
    """The latest events of a tracked record. `reasons` tells whether the reader may see why it was moved, `details`
    whether they may see what its fields were: where the record's own page does not show them all."""
    moves = list(_moves(record, reasons=reasons)) if hasattr(record, "changes") else []
    changes = list(_changes(record)) if details else []
    return sorted(moves + changes, key=lambda event: event.at, reverse=True)


def _moves(record: Any, *, reasons: bool) -> Iterator[Event]:
    labels = dict(record._meta.get_field("status").flatchoices)
    for change in record.changes.unscoped().select_related("by").order_by("-at", "-pk")[:LATEST]:
        yield Event(
            at=change.at,
            title=f"{labels.get(change.old, change.old)} to {within(labels.get(change.new, change.new))}",
            by=name_of(change.by),
            text=change.reason if reasons else "",
        )


def _changes(record: Any) -> Iterator[Event]:
    """Every kept state beside the one before it."""
    fields = [
        field
        for field in record._meta.concrete_fields
        if field.name not in LEFT_OUT and not isinstance(field, GeneratedField)  # says what another field says
    ]
    kept = record.events.unscoped().annotate(by_whom=NAME, file=KeyTextTransform("load", "pgh_context__metadata"))
    states = list(kept.order_by("-pgh_id")[: LATEST + 1])
    beside = list(zip(states[:LATEST], [*states[1:], None], strict=False))
    words = [words for field in fields if (words := _words(record, field, _changed(field, beside)))]
    for state, before in beside:
        at = clock.shown(state.pgh_created_at)
        how = ["From a file that was loaded"] if state.file else []
        if before is not None:
            pairs = [
                f"{label}: {said(getattr(before, name))} → {said(getattr(state, name))}"
                for label, name, said in words
                if getattr(before, name) != getattr(state, name)
            ]
            if pairs:
                yield Event(at, "Changed", state.by_whom or "", "\n".join([*pairs, *how]))
        elif len(states) <= LATEST:
            yield Event(at, "Recorded", state.by_whom or "", *how)


@dataclass(frozen=True)
class Save:
    """Who gave a field the value that it has, and when. Where that is not known, or no person did it, it says so."""

    at: datetime | None = None
    by: str = ""
    account: int | None = None


def last_saves(record: Any, names: Collection[str]) -> dict[str, Save]:
    """For each field by name: the save that gave it its value. One query.

    A name that is no field of the record's own goes by the record's latest change.
    """
    if not hasattr(record, "events"):
        return dict.fromkeys(names, Save())
    account = Cast(KeyTextTransform("user", "pgh_context__metadata"), BigIntegerField())
    kept = record.events.unscoped().annotate(by_whom=NAME, account=account)
    states = list(kept.order_by("-pgh_id")[: LATEST + 1])
    return {name: _save_of(record, name, states) for name in names}


def saves_of(records: Sequence[Any], names: Collection[str]) -> dict[tuple[Any, str], Save]:
    """The same for many records of one kind that has a history: by key and field. One query."""
    account = Cast(KeyTextTransform("user", "pgh_context__metadata"), BigIntegerField())
    kept = records[0].events.model.objects.unscoped().filter(pgh_obj__in=[record.pk for record in records])
    states: dict[Any, list[Any]] = {record.pk: [] for record in records}
    for state in kept.annotate(by_whom=NAME, account=account).order_by("-pgh_id"):
        states[state.pgh_obj_id].append(state)
    return {(record.pk, name): _save_of(record, name, states[record.pk]) for record in records for name in names}


def _save_of(record: Any, name: str, states: list[Any]) -> Save:
    field = next((each for each in record._meta.concrete_fields if each.name == name), None)
    if not states:
        return Save()
    beside = zip(states, [*states[1:], None], strict=True)
    state = next(
        (now for now, before in beside if field is None or before is None or _differ(field, now, before)), states[0]
    )
    return Save(clock.shown(state.pgh_created_at), state.by_whom or "", state.account)


def _differ(field: Any, now: Any, before: Any) -> bool:
    return bool(getattr(now, field.attname) != getattr(before, field.attname))


def _changed(field: Any, beside: list[tuple[Any, Any]]) -> list[Any]:
    """The values that a field went from and to."""
    pairs = [
        (getattr(before, field.attname), getattr(state, field.attname))
        for state, before in beside
        if before is not None
    ]
    return [value for old, new in pairs if old != new for value in (old, new)]


def _words(record: Any, field: Any, values: list[Any]) -> tuple[str, str, Any] | None:
    """A field's label, its attribute, and how its values read; None for one that never changed."""
    if not values:
        return None
    label = str(field.verbose_name)
    label = label[:1].upper() + label[1:]
    if not field.related_model:
        usual = usual_words(field)
        return label, field.attname, lambda value: "nothing" if value in (None, "", []) else usual(value)
    if field.related_model is get_user_model():
        accounts = get_user_model()._default_manager.in_bulk([value for value in values if value is not None])
        return label, field.attname, lambda value: name_of(accounts.get(value)) or "nobody"
    if issubclass(field.related_model, ScopedModel):
        # The names in a record's history are as much its reader's to see as those on the record.
        related = _related(record, field, {value for value in values if value is not None})
        return label, field.attname, lambda value: str(related.get(value, "nothing"))
    return label, field.attname, lambda value: reference.word(field.related_model, value) or "nothing"


def _related(record: Any, field: Any, keys: set[Any]) -> dict[Any, Any]:
    """The records with these keys. What the page has read with the record already is not read again."""
    held = getattr(record, field.name) if field.is_cached(record) else None
    known = {} if held is None else {held.pk: held}
    return known | field.related_model._base_manager.in_bulk(keys - known.keys())


def said(value: Any) -> Any:
    """A plain value as facts on a page read: days in words, numbers without idle noughts."""
    if isinstance(value, date):
        return long_day(value)
    return number(value) if isinstance(value, Decimal) else value
