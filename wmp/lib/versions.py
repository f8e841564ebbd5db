"""Values of form fields as they are sent, compared and read: what editing together stands on."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.datastructures import MultiValueDict

from wmp.lib import clock
from wmp.lib.form_fields import MoneyField
from wmp.lib.marks import mark_of
from wmp.lib.timeline import Save, said
from wmp.lib.words import at_moment, long_moment, money

Sent = Mapping[str, list[str]]
NOTHING: tuple[Any, ...] = (None, "", [], ())


@dataclass(frozen=True)
class Version:
    """What somebody else saved in one field: how it reads, whose it is and when it was saved."""

    label: str
    words: str
    whose: str
    at: str


def version_of(field: forms.Field, value: Any, save: Save, reader: Any) -> Version:
    """The version of `field` that was saved by `save`, as `reader` is told of it."""
    whose = "you" if save.account == reader.pk else save.by or "somebody else"
    at = at_moment(save.at, clock.today()) if save.at else "meanwhile"
    return Version(str(field.label), words_of(field, value), whose, at)


def words_of(field: forms.Field, value: Any) -> str:
    """How a value of a field reads to a person."""
    if value in NOTHING:
        return "Nothing"
    if isinstance(field, forms.ModelChoiceField):
        return _chosen(field, value)
    if isinstance(field, forms.ChoiceField):
        labels = {str(key): str(text) for key, text in _flat(field.choices)}
        values = value if isinstance(value, list | tuple | set) else [value]
        return ", ".join(labels.get(str(each), str(each)) for each in values)
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, datetime):
        return long_moment(value)
    if isinstance(field, MoneyField) and isinstance(value, Decimal):
        return money(value)
    return str(said(value))


def _chosen(field: "forms.ModelChoiceField[Any]", value: Any) -> str:
    """The names of records chosen, of those that the reader may choose from."""
    keys = value if isinstance(value, list | tuple | set) else [value]
    offered: Any = field.queryset
    found = offered.filter(**{f"{field.to_field_name or 'pk'}__in": keys})
    return ", ".join(field.label_from_instance(each) for each in found) or "Something that you may not see"


def _flat(choices: Any) -> Iterable[tuple[Any, Any]]:
    for key, text in choices:
        if isinstance(text, list | tuple):
            yield from text
        else:
            yield key, text


def merges(field: forms.Field) -> bool:
    """Can what two people put into such a field be set side by side? Not files, and not what nobody types."""
    return not (field.disabled or field.widget.is_hidden or isinstance(field, forms.FileField))


def as_sent(widget: Any, name: str, value: Any) -> Sent:
    """What a browser sends for a field that shows `value` and is not touched."""
    if isinstance(widget, forms.MultiWidget):
        boxes: Any = widget
        parts = zip(boxes.widgets_names, boxes.widgets, boxes.decompress(value), strict=True)
        return {key: sent for suffix, box, part in parts for key, sent in as_sent(box, name + suffix, part).items()}
    if isinstance(widget, forms.CheckboxInput):
        return {name: ["on"] if widget.check_test(value) else []}
    shown = widget.format_value(value)
    if isinstance(shown, list | tuple | set):
        return {name: [str(each) for each in shown]}
    return {name: ["" if shown is None else str(shown)]}


def editable(data: Any) -> Any:
    """A copy of what was sent, to be changed."""
    if isinstance(data, MultiValueDict):
        return data.copy()
    return MultiValueDict({key: value if isinstance(value, list) else [value] for key, value in data.items()})


def replace(data: Any, sent: Sent) -> None:
    for key, values in sent.items():
        if values:
            data.setlist(key, values)
        else:
            data.pop(key, None)


def digest(field: forms.Field, name: str, data: Any) -> str:
    """What was sent for a field, shortened. Two ways of writing one value (01 and 1, £5 and 5.00) are the same."""
    value = field.widget.value_from_datadict(data, MultiValueDict(), name)
    # A key is compared as it is: reading the record it belongs to would be a query for each.
    if not isinstance(field, forms.ModelChoiceField):
        with suppress(ValidationError):  # what cannot be read is compared as it was typed
            value = field.clean(value)
    return mark_of(_plain(value))


def _plain(value: Any) -> str:
    if value in NOTHING:
        return ""
    if isinstance(value, list | tuple | set):
        return repr(sorted(map(str, value)))
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return str(value)
