"""What a register can be narrowed by: django-filter declares, with choices that ask the database nothing.

Only declared filters on fields that are not classified; an address with any other parameter is refused before a query.
"""

from collections.abc import Callable, Mapping
from typing import Any

import django_filters
from django import forms
from django.core.exceptions import ImproperlyConfigured
from django.db import models
from django.db.models import Q, QuerySet

from wmp.lib import reference
from wmp.lib.access import ScopedModel, touches_classified
from wmp.lib.forms import FilterForm
from wmp.lib.registers.columns import field_at, refuse_classified


class Filters(django_filters.FilterSet):
    """The base of every register's filters."""

    class Meta:
        form = FilterForm


class ChoiceFilter(django_filters.ChoiceFilter):
    """One of the field's choices, in a select."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **({"empty_label": "Any"} | kwargs))


class ReferenceField(django_filters.fields.ChoiceField):
    """A choice from the cache. A row that was made since the cache was read is one too."""

    def __init__(self, *args: Any, model: type[models.Model], **kwargs: Any) -> None:
        self.reference = model
        super().__init__(*args, **kwargs)

    def valid_value(self, value: Any) -> bool:
        known = super().valid_value(value)
        return known or bool(str(value).isdecimal() and reference.word(self.reference, int(value)))


class ReferenceFilter(ChoiceFilter):
    """One row of a reference table, with the choices from the cache."""

    field_class = ReferenceField

    def __init__(self, model: type[models.Model], *args: Any, **kwargs: Any) -> None:
        self.reference = model
        super().__init__(*args, choices=lambda: reference.words(model).items(), model=model, **kwargs)


def _no_date(label: str) -> dict[str, Any]:
    return {"error_messages": {"invalid": f"{label} must be a real date, like 31/03/2022"}}


class FromFilter(django_filters.DateFilter):
    """On or after a day."""

    def __init__(self, field_name: str, label: str, **kwargs: Any) -> None:
        super().__init__(field_name=field_name, lookup_expr="gte", label=label, **_no_date(label), **kwargs)


class ToFilter(django_filters.DateFilter):
    """On or before a day."""

    def __init__(self, field_name: str, label: str, **kwargs: Any) -> None:
        super().__init__(field_name=field_name, lookup_expr="lte", label=label, **_no_date(label), **kwargs)


class ConditionFilter(ChoiceFilter):
    """Named conditions: each choice is a sentence and a function that gives its condition when asked."""

    def __init__(self, conditions: Mapping[str, tuple[str, Callable[[], Q]]], label: str, **kwargs: Any) -> None:
        self.conditions = conditions
        super().__init__(label=label, choices=[(key, words) for key, (words, _) in conditions.items()], **kwargs)

    def filter(self, qs: QuerySet[Any], value: str) -> QuerySet[Any]:
        return qs.filter(self.conditions[value][1]()) if value in self.conditions else qs


class TextFilter(django_filters.CharFilter):
    """A part of a text, in a list of some thousand records at most: no index helps."""

    def __init__(self, field_name: str, label: str, **kwargs: Any) -> None:
        super().__init__(field_name=field_name, lookup_expr="icontains", label=label, max_length=100, **kwargs)


class NumberFilter(django_filters.NumberFilter):
    """Exactly a whole number."""

    field_class = forms.IntegerField

    def __init__(self, field_name: str, label: str, **kwargs: Any) -> None:
        # The most that the database's integers hold: beyond it a number is an error by the box and not of the server.
        super().__init__(field_name=field_name, label=label, min_value=0, max_value=32767, **kwargs)


def check_filters(
    filters: type[django_filters.FilterSet], model: type[models.Model], *, open_to_everyone: bool
) -> None:
    """Raises ImproperlyConfigured for a filter that could tell of a classified field or of rows that few may see."""
    for name, declared in filters.base_filters.items():
        offered = getattr(declared, "reference", None)
        if open_to_everyone and offered and issubclass(offered, ScopedModel):
            raise ImproperlyConfigured(f"Filter {name!r} offers every reader rows that only some may see.")
        if isinstance(declared, ConditionFilter):
            if any(touches_classified(model, condition()) for _, condition in declared.conditions.values()):
                raise ImproperlyConfigured(f"Filter {name!r} of {model._meta.label} touches a classified field.")
        elif declared.method is not None:
            raise ImproperlyConfigured(f"Filter {name!r}: what a method asks cannot be checked; use ConditionFilter.")
        else:
            refuse_classified(model, declared.field_name)
            field_at(model, declared.field_name)
