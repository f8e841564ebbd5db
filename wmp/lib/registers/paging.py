"""Pages by key: a page begins after (or ends before) a record, never at an offset.

The last page costs what the first does, and rows that come or go between two clicks neither repeat nor hide others.
The address holds the record's key only; its place in the order is read back through the reader's own view.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BooleanField, Expression, F, Func, Q, QuerySet, Value
from django.db.models.sql.compiler import SQLCompiler

from wmp.lib.registers.columns import field_at, nullable

PAGE = 50


@dataclass(frozen=True)
class Order:
    """The paths that a list is ordered by, all in one direction, then by key in the same direction.

    Records without a value come last in either direction. One index on (path, key) serves both directions.
    """

    model: type[models.Model]
    paths: tuple[str, ...]
    descending: bool = False

    @property
    def has_blanks(self) -> bool:
        return nullable(self.model, self.paths[0])

    def applied(self, queryset: QuerySet[Any], *, backwards: bool = False) -> QuerySet[Any]:
        sign = "-" if self.descending != backwards else ""
        return queryset.order_by(*(f"{sign}{path}" for path in self.paths), f"{sign}pk")


@dataclass(frozen=True)
class Place:
    """Where a page begins or ends: beside the record `key`, or at the very end."""

    key: int | None = None
    backwards: bool = False


class RowAfter(Func):
    """(a, b) > (x, y) as one comparison of rows, which one index on (a, b) answers."""

    output_field = BooleanField()
    conditional = True

    def __init__(self, paths: Sequence[str], values: Sequence[Any], fields: Sequence[Any], sign: str) -> None:
        # A generated field holds values of the kind that its expression gives.
        kinds = [getattr(field, "output_field", field) for field in fields]
        limits = [Value(value, output_field=kind) for value, kind in zip(values, kinds, strict=True)]
        half = len(paths)
        self.half = half
        super().__init__(*(F(path) for path in paths), *limits, sign=sign)

    def as_sql(
        self,
        compiler: SQLCompiler,
        connection: BaseDatabaseWrapper,
        function: str | None = None,
        template: str | None = None,
        arg_joiner: str | None = None,
        **extra_context: Any,
    ) -> tuple[str, tuple[Any, ...]]:
        parts, params = zip(*(compiler.compile(each) for each in self.source_expressions), strict=True)
        left, right = ", ".join(parts[: self.half]), ", ".join(parts[self.half :])
        return f"(({left}) {self.extra['sign']} ({right}))", tuple(chain.from_iterable(params))


@dataclass(frozen=True)
class Page:
    """Rows of values, each led by its record's key, and whether others come before and after."""

    rows: list[tuple[Any, ...]]
    has_previous: bool
    has_next: bool

    @property
    def is_all(self) -> bool:
        return not (self.has_previous or self.has_next)


def page_of(
    queryset: QuerySet[Any], order: Order, read: Sequence[Expression | str], place: Place, *, everyone: QuerySet[Any]
) -> Page:
    """One page of `queryset`: `read`, paths or expressions, of each record.

    The record that it begins at is looked up in `everyone`, all that the reader may see. Where that record is gone, and
    where fewer than a page come before it, this is the first page.
    """
    wanted = queryset.values_list("pk", *read)
    beside = None
    if place.key is not None:
        beside = everyone.filter(pk=place.key).values_list(*order.paths, "pk").first()
    first_page = place == Place() or (place.key is not None and beside is None)
    if first_page:
        rows, more = _rows(wanted, order, None, backwards=False)
        return Page(rows, has_previous=False, has_next=more)
    rows, more = _rows(wanted, order, beside, backwards=place.backwards)
    if not place.backwards:
        return Page(rows, has_previous=True, has_next=more)
    if beside is not None and not more:
        return page_of(queryset, order, read, Place(), everyone=everyone)
    return Page(rows[::-1], has_previous=more, has_next=beside is not None)


def _rows(wanted: QuerySet[Any], order: Order, beside: Any, *, backwards: bool) -> tuple[list[tuple[Any, ...]], bool]:
    rows: list[tuple[Any, ...]] = []
    for part in _parts(wanted, order, beside, backwards=backwards):
        rows.extend(part[: PAGE + 1 - len(rows)])
        if len(rows) > PAGE:
            break
    return rows[:PAGE], len(rows) > PAGE


def _parts(wanted: QuerySet[Any], order: Order, beside: Any, *, backwards: bool) -> Iterator[QuerySet[Any]]:
    """The list from `beside` on, as one queryset or as two: those with a value and those without."""
    ordered = order.applied(wanted, backwards=backwards)
    if not order.has_blanks:
        yield ordered if beside is None else ordered.filter(*_beyond(order, order.paths, beside, backwards))
        return
    path, sign = order.paths[0], "-" if order.descending != backwards else ""
    filled = ordered.filter(**{f"{path}__isnull": False})
    blank = wanted.filter(**{f"{path}__isnull": True}).order_by(f"{sign}pk")
    among_blank = beside is not None and beside[0] is None
    if among_blank:
        blank = blank.filter(*_beyond(order, (), beside[-1:], backwards))
    elif beside is not None:
        filled = filled.filter(*_beyond(order, order.paths, beside, backwards))
    parts = [blank, filled] if backwards else [filled, blank]
    # Those on the far side of the record we stand at are behind us.
    yield from parts[1:] if beside is not None and among_blank != backwards else parts


def _beyond(order: Order, paths: tuple[str, ...], values: Sequence[Any], backwards: bool) -> list[Any]:
    sign, lookup = ("<", "lte") if order.descending != backwards else (">", "gte")
    fields = [field_at(order.model, path) for path in (*paths, "pk")]
    after = RowAfter((*paths, "pk"), values, fields, sign)
    # Said once more of the first path alone: where it lies in another table, its index can use only this.
    return [Q(**{f"{paths[0]}__{lookup}": values[0]}), after] if paths and "__" in paths[0] else [after]
