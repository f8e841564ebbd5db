"""Columns of a register: declared with django-tables2, resolved once, drawn in one plain loop.

A column is a path to a field of the database, so that the same declaration gives the cell, the order and the export.
django-tables2 asks each cell anew how to find, dress and link its value; that cost thirteen times the page. Here each
column becomes one function from the stored value to its words, made when the register is declared.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import django_tables2 as tables
from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import FieldDoesNotExist, ImproperlyConfigured
from django.db import models
from django.db.models import Case, CharField, Expression, F, Func, Value, When
from django.db.models.constants import LOOKUP_SEP
from django.utils.html import format_html
from django.utils.text import capfirst

from wmp.lib import formulas, reference
from wmp.lib.access import touches_classified
from wmp.lib.words import financial_year, money, number, short_day, short_moment

Words = Callable[[Any], str]


class Column(tables.Column):
    """A column of ours. `words_for` makes the words of a stored value; `printed` does so in SQL, for exports.

    `read` is what is read for a cell and given to the words: the value stored at the column's path, or an expression
    where that alone does not tell. The list is sorted by the stored value all the same.
    """

    numeric = False

    def read(self, path: str) -> Expression | str:
        return path

    def words_for(self, field: "models.Field[Any, Any]") -> Words:
        return usual_words(field)

    def printed(self, path: str, field: "models.Field[Any, Any]") -> Expression | F:
        return usual_expression(path, field)


class ReferenceColumn(Column):
    """A foreign key to a reference table, shown by the row's words from the cache instead of a join.

    `word` is the path that gives the same words in an export, where joining is the cheaper way.
    """

    def __init__(self, word: str = "", **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.word = word

    def words_for(self, field: "models.Field[Any, Any]") -> Words:
        model = related_to(field)
        return lambda key: reference.word(model, key)

    def printed(self, path: str, field: "models.Field[Any, Any]") -> Expression | F:
        if self.word:
            return F(self.word)
        return inert_in_sql(path, reference.words(related_to(field)))


class NameColumn(ReferenceColumn):
    """What the record itself is called, for a register of some hundred records whose name is made of several fields."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(accessor="pk", **kwargs)

    def words_for(self, field: "models.Field[Any, Any]") -> Words:
        return lambda key: reference.word(field.model, key)

    def printed(self, path: str, field: "models.Field[Any, Any]") -> Expression | F:
        return inert_in_sql(path, reference.words(field.model))


class TagColumn(Column):
    """A status in a coloured box. `colours` by stored value; grey for the rest."""

    def __init__(self, colours: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.colours = colours

    def words_for(self, field: "models.Field[Any, Any]") -> Words:
        box = '<strong class="govuk-tag govuk-tag--{}">{}</strong>'
        drawn = {
            key: format_html(box, self.colours.get(key, "grey"), label) if key else ""
            for key, label in field.flatchoices
        }
        return lambda value: drawn.get(value, "")


class MoneyColumn(Column):
    """Pounds, without pence where there are none."""

    numeric = True

    def words_for(self, field: "models.Field[Any, Any]") -> Words:
        return money


class MonthColumn(Column):
    """A month, kept as its first day."""

    def words_for(self, field: "models.Field[Any, Any]") -> Words:
        return lambda day: f"{day:%B %Y}"

    def printed(self, path: str, field: "models.Field[Any, Any]") -> Expression | F:
        return Func(F(path), Value("YYYY-MM"), function="to_char", output_field=CharField())


class FinancialYearColumn(Column):
    """A financial year, kept as the April in which it starts: 2022 reads 2022/23."""

    def words_for(self, field: "models.Field[Any, Any]") -> Words:
        return financial_year

    def printed(self, path: str, field: "models.Field[Any, Any]") -> Expression | F:
        template = "(%(expressions)s || '/' || lpad(mod(%(expressions)s + 1, 100)::text, 2, '0'))"
        return Func(F(path), template=template, output_field=CharField())


@dataclass(frozen=True)
class Cell:
    """One column, resolved: where its value is, how it reads, and how the list can be put in its order."""

    name: str
    heading: str
    path: str
    read: Callable[[], Expression | str]
    words: Words
    numeric: bool
    order: tuple[str, ...]  # paths; empty where the list cannot be sorted by it
    printed: Callable[[], Expression | F]

    def text(self, value: Any) -> str:
        return "" if value is None else self.words(value)


def resolve(table: type[tables.Table], model: type[models.Model]) -> tuple[Cell, ...]:
    """The columns of `table` over `model`. Raises ImproperlyConfigured for one that cannot stand in a list."""
    return tuple(_resolve(name, column, model) for name, column in table.base_columns.items() if column.visible)


def _resolve(name: str, column: tables.Column, model: type[models.Model]) -> Cell:
    path = str(column.accessor or name).replace(".", LOOKUP_SEP)
    order = tuple(str(part) for part in column.order_by or [path])
    refuse_classified(model, path, *order)
    field = field_at(model, path)
    ours = column if isinstance(column, Column) else Column()
    if column.orderable is False or not (column.orderable or all(has_index(model, part) for part in order[:1])):
        order = ()
    return Cell(
        name=name,
        heading=str(column.verbose_name or capfirst(str(field.verbose_name))),
        path=path,
        read=lambda: ours.read(path),
        words=ours.words_for(field),
        numeric=ours.numeric or (isinstance(field, models.DecimalField | models.IntegerField) and not field.choices),
        order=order,
        printed=lambda: ours.printed(path, field),
    )


def field_at(model: type[models.Model], path: str) -> "models.Field[Any, Any]":
    """The field at the end of a path. Raises ImproperlyConfigured where the path leads to none."""
    field: Any = None
    for step in path.split(LOOKUP_SEP):
        try:
            field = model._meta.pk if step == "pk" else model._meta.get_field(step)
        except FieldDoesNotExist as error:
            raise ImproperlyConfigured(f"{model._meta.label} has no field {step!r}, which {path!r} names.") from error
        # The other side of a one-to-one key is one value as well, or none.
        single = field.concrete or field.one_to_one
        if not single or field.many_to_many or isinstance(field, ArrayField):
            raise ImproperlyConfigured(f"{path!r} is not one value of a {model._meta.label}, so it cannot be listed.")
        model = field.related_model or model
    return field


def related_to(field: "models.Field[Any, Any]") -> type[models.Model]:
    """The model that a foreign key leads to. Raises ImproperlyConfigured for a field of another kind."""
    if not (isinstance(field.related_model, type) and issubclass(field.related_model, models.Model)):
        raise ImproperlyConfigured(f"{field} is no foreign key.")
    return field.related_model


def refuse_classified(model: type[models.Model], *paths: str) -> None:
    """Raises ImproperlyConfigured for a path through a classified table: what no list may show, order or filter by."""
    for path in paths:
        if touches_classified(model, path.lstrip("-")):
            raise ImproperlyConfigured(f"{path!r} of {model._meta.label} is classified: no register may touch it.")


def has_index(model: type[models.Model], path: str) -> bool:
    """Is there an index on the field at `path` and the key, so that a list in its order is read and not sorted?"""
    field = field_at(model, path)
    if field.unique:
        return True
    plain = [[name.lstrip("-") for name in index.fields] for index in field.model._meta.indexes]
    return [field.name, "id"] in plain or [field.name] in plain


def nullable(model: type[models.Model], path: str) -> bool:
    """Can the value at `path` be missing, there or on the way?"""
    for step in path.split(LOOKUP_SEP):
        field: Any = field_at(model, step)
        if field.null:
            return True
        model = field.related_model or model
    return False


def usual_words(field: "models.Field[Any, Any]") -> Words:
    """How values of a field read where the column says nothing else."""
    if field.choices:
        labels = {key: str(label) for key, label in field.flatchoices}
        return lambda value: labels.get(value, str(value))
    if isinstance(field, models.DateTimeField):
        return short_moment
    if isinstance(field, models.DateField):
        return short_day
    if isinstance(field, models.BooleanField):
        return lambda value: "Yes" if value else "No"
    if isinstance(field, models.DecimalField):
        return number
    if isinstance(field, ArrayField):
        return ", ".join
    return str


def usual_expression(path: str, field: "models.Field[Any, Any]") -> Expression | F:
    return choices_in_sql(path, dict(field.flatchoices)) if field.choices else F(path)


def inert_in_sql(path: str, words: Mapping[Any, str]) -> Case:
    """The words of a reference table, made safe for a spreadsheet, as those of a text column are."""
    return choices_in_sql(path, {key: formulas.inert(word) for key, word in words.items()})


def choices_in_sql(path: str, labels: Mapping[Any, Any]) -> Case:
    whens: Sequence[When] = [When(**{path: key, "then": Value(str(label))}) for key, label in labels.items()]
    return Case(*whens, default=Value(""), output_field=CharField())
