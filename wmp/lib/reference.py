"""The words of small reference tables, kept in process for a short time.

Joining a reference table into every list costs more in planning than in running (docs/decisions/registers.md). A
rename shows everywhere within `SECONDS`; a key that is not known yet is looked up at once.
"""

from time import monotonic
from typing import Any

from django.db import models

SECONDS = 30


class Words(dict[Any, str]):
    """What each row of a reference table is called, by its key, in the table's own order."""

    def __init__(self, model: type[models.Model]) -> None:
        joins = [field.name for field in model._meta.get_fields() if field.many_to_one and field.concrete]
        rows = model._base_manager.select_related(*joins).order_by(*model._meta.ordering or ["pk"])
        super().__init__((row.pk, str(row)) for row in rows)
        self.stale_at = monotonic() + SECONDS


_kept: dict[type[models.Model], Words] = {}


def words(model: type[models.Model]) -> Words:
    """The words of all rows of `model`. For tables of some hundred rows at most, that hold nothing about people."""
    kept = _kept.get(model)
    if kept is None or kept.stale_at < monotonic():
        kept = _kept[model] = Words(model)
    return kept


def word(model: type[models.Model], key: Any) -> str:
    """What the row `key` is called; "" for none."""
    if key is None:
        return ""
    found = words(model).get(key)
    if found is None:
        _kept.pop(model, None)
        found = words(model).get(key, "")
    return found


def forget() -> None:
    """Reads every table anew on next use, for a job that changed one."""
    _kept.clear()
