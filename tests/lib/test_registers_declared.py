"""A register that could not work, or that could tell of a classified field, is refused when it is declared."""

from typing import Any

import django_tables2 as tables
import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db.models import Q

from people.models import EqualityMonitoring, Person, Post, PromotionProcess
from wmp.lib.registers import Register
from wmp.lib.registers.columns import Column
from wmp.lib.registers.filters import ChoiceFilter, ConditionFilter, Filters, ReferenceFilter, TextFilter


class Started(tables.Table):
    started = Column()


def declare(table: type[tables.Table] = Started, **attributes: Any) -> Register:
    """A register of posts with these attributes."""
    given = {
        "model": Post,
        "title": "Posts",
        "slug": "posts",
        "namespace": "people",
        "table": table,
        "order": "started",
    }
    return type("Declared", (Register,), given | attributes)()


def table_of(**columns: Column) -> type[tables.Table]:
    return type("Declared", (tables.Table,), {"started": Column(), **columns})


def test_a_plain_declaration_stands() -> None:
    assert [cell.heading for cell in declare().cells] == ["Started"]


@pytest.mark.parametrize("path", ["person__equality__gender", "person__equality"])
def test_a_column_through_a_classified_table_is_refused(path: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="classified"):
        declare(table_of(gender=Column(accessor=path)))


def test_an_order_through_a_classified_table_is_refused() -> None:
    with pytest.raises(ImproperlyConfigured, match="classified"):
        declare(table_of(ended=Column(order_by="person__equality__gender")))


def test_a_search_through_a_classified_table_is_refused() -> None:
    with pytest.raises(ImproperlyConfigured, match="classified"):
        declare(search=("person__equality__ethnicity",))


@pytest.mark.parametrize(
    "made",
    [
        ChoiceFilter(field_name="person__equality__gender", choices=[]),
        ConditionFilter({"w": ("Women", lambda: Q(person__equality__gender="female"))}, label="Who"),
        ConditionFilter({"w": ("Women", lambda: Q(~Q(person__equality__gender="male")))}, label="Who"),
    ],
)
def test_a_filter_through_a_classified_table_is_refused(made: Any) -> None:
    with pytest.raises(ImproperlyConfigured, match="classified"):
        declare(filters=type("Declared", (Filters,), {"who": made}))


def test_a_register_of_a_classified_table_is_refused() -> None:
    table = type("Declared", (tables.Table,), {"gender": Column(orderable=True)})
    with pytest.raises(ImproperlyConfigured, match="classified"):
        declare(table, model=EqualityMonitoring, order="gender")


def test_a_filter_that_nobody_can_check_is_refused() -> None:
    unseen = TextFilter("leaving_reason", "Reason", method="anything")
    with pytest.raises(ImproperlyConfigured, match="cannot be checked"):
        declare(filters=type("Declared", (Filters,), {"reason": unseen}))


def test_choices_that_only_some_may_see_are_refused_where_everybody_reads() -> None:
    offered = type("Declared", (Filters,), {"process": ReferenceFilter(PromotionProcess, field_name="person")})
    with pytest.raises(ImproperlyConfigured, match="only some may see"):
        declare(filters=offered)
    declare(filters=offered, readers=("promotion team",))


def test_a_column_without_a_field_is_refused() -> None:
    with pytest.raises(ImproperlyConfigured, match="has no field 'salary'"):
        declare(table_of(salary=Column()))


def test_a_column_of_many_values_is_refused() -> None:
    table = type("Declared", (tables.Table,), {"posts": Column()})
    with pytest.raises(ImproperlyConfigured, match="not one value"):
        declare(table, model=Person)


def test_a_list_is_ordered_only_where_an_index_stands_or_the_declaration_insists() -> None:
    assert set(declare(table_of(leaving_reason=Column(), ended=Column(orderable=True))).sorts) == {"started", "ended"}
    with pytest.raises(ImproperlyConfigured, match="no column that has an order"):
        declare(table_of(leaving_reason=Column()), order="leaving_reason")
