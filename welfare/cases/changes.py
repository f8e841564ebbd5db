"""What somebody changed of a record, in the words of its diary."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any


def changes_of(record: Any, fields: Mapping[str, Any]) -> list[str]:
    """A line for each field that is to have another value: `Due: 4 April 2022 → 6 April 2022`."""
    said = []
    for name, value in fields.items():
        field = record._meta.get_field(name)
        before = getattr(record, name)
        if before != value:
            label = str(field.verbose_name)
            said.append(f"{label[:1].upper()}{label[1:]}: {words(field, before)} → {words(field, value)}")
    return said


def words(field: Any, value: Any) -> str:
    """A value as the diary tells it."""
    if value in (None, "", []):
        return "nothing"
    if isinstance(value, date):
        return f"{value.day} {value:%B %Y}"
    labels = dict(getattr(field, "base_field", field).flatchoices or ())
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "; ".join(str(labels.get(each, each)) for each in value)
    return str(labels.get(value, value))
