"""A cell of a file and a cell of a form are read by one rule: SQL over a whole table says what `amounts.parse` says."""

from decimal import Decimal

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.lib.test_amounts import written
from wmp.lib.amounts import NotAnAmount, parse
from wmp.lib.extracts import Amount

# Ranges that nothing leaves, so that the notation alone decides.
MOST = 10**15
POUNDS = Amount("a", least=-MOST, most=MOST)
COUNT = Amount("a", places=0, pounds=False, least=-MOST, most=MOST)
MEASURE = Amount("a", places=4, least=-MOST, most=MOST)
# Signs, brackets, commas and odd spaces in every order, and whatever else may stand in a file (but for NUL).
ALMOST = st.text("0123456789" * 3 + ".,-+()£ eEkm%\u2212\u2013\u2014\u00a0\u202f\t\n", max_size=14)
ANYTHING = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=8)
CELLS = st.lists(st.one_of(written().map(lambda pair: pair[0]), ALMOST, ANYTHING), min_size=1, max_size=150)


def by_sql(column: Amount, cells: list[str]) -> list[tuple[str | None, Decimal | None]]:
    """The fault and the value of each cell, as a load finds them."""
    value = f"CASE WHEN f.fault IS NULL THEN ({column.value('c.cell')})::numeric END"
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT f.fault, {value} FROM unnest(%s::text[]) WITH ORDINALITY c (cell, place)"
            f" CROSS JOIN LATERAL (SELECT {column.fault('c.cell')} AS fault) f ORDER BY c.place",
            [cells],
        )
        return cursor.fetchall()


def here(column: Amount, cell: str) -> tuple[str | None, Decimal | None]:
    try:
        return None, parse(cell, column.notation)
    except NotAnAmount as refusal:
        return str(refusal), None


@pytest.mark.django_db
@pytest.mark.parametrize("column", [POUNDS, COUNT, MEASURE], ids=["pounds", "count", "measure"])
@settings(max_examples=15, suppress_health_check=list(HealthCheck), deadline=None)
@given(cells=CELLS)
def test_the_database_reads_each_cell_as_the_form_does(column: Amount, cells: list[str]) -> None:
    assert by_sql(column, cells) == [here(column, cell) for cell in cells]


@pytest.mark.django_db
def test_what_is_out_of_a_columns_range_says_by_how_much() -> None:
    column = Amount("sent", places=0, pounds=False, most=999_999)
    faults = [fault for fault, _ in by_sql(column, ["1,000,000", "(5)", "5-", "999,999"])]
    assert faults == ["1,000,000 is more than 999,999", "(5) is negative", "5- is negative", None]


@pytest.mark.django_db
def test_a_dash_of_any_length_does_not_fill_a_required_cell() -> None:
    assert by_sql(Amount("fte", required=True), ["\u2013", "£-"]) == [("is required", None)] * 2
    assert by_sql(Amount("fte"), ["\u2013", "£-"]) == [(None, None)] * 2


@pytest.mark.django_db
def test_what_a_private_cell_holds_is_not_repeated() -> None:
    [(fault, _)] = by_sql(Amount("fte", quoted=False), ["broken leg"])
    assert fault == "what stands here is not a number; write it as 1234.50, or -1234.50 where it is negative"
