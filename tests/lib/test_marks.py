"""The mark of what a page showed: another wherever something else stands, and nothing can be read from it."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from wmp.lib.marks import mark_of


def test_the_same_values_have_the_same_mark() -> None:
    assert mark_of("passed", Decimal(70)) == mark_of("passed", Decimal("70.00"))
    assert mark_of(date(2022, 4, 1), [1, None]) == mark_of(date(2022, 4, 1), (1, None))


@pytest.mark.parametrize("other", [("a", "bc"), ("abc",), ("ab", "c", ""), ("c", "ab"), ("ab", None)])
def test_other_values_or_another_order_have_another(other: tuple[str | None, ...]) -> None:
    assert mark_of("ab", "c") != mark_of(*other)


def test_a_mark_depends_on_a_secret(settings: Any) -> None:
    before = mark_of("passed")
    settings.SECRET_KEY = "another, long enough to be taken for one of ours"
    assert mark_of("passed") != before
