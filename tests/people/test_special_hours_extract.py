"""The file of specials' hours."""

from datetime import date
from decimal import Decimal

import pytest

from people.models import SpecialDuty
from tests.base import person
from tests.loading import faults, load_rows

pytestmark = pytest.mark.django_db


def test_hours_come_in_by_month() -> None:
    person("1")
    load_rows("special_hours", {"employee_number": 1, "month": "2022-03", "hours": "16.5"})
    kept = SpecialDuty.objects.unscoped().get()
    assert (kept.month, kept.hours) == (date(2022, 3, 1), Decimal("16.5"))


def test_a_correction_changes_the_row_of_its_month() -> None:
    person("1")
    load_rows("special_hours", {"employee_number": 1, "month": "2022-03", "hours": "16"})
    assert load_rows("special_hours", {"employee_number": 1, "month": "2022-03", "hours": "8"}).changed == 1
    assert SpecialDuty.objects.unscoped().get().hours == 8


@pytest.mark.parametrize(
    ("fields", "fault"),
    [
        ({"hours": "-1"}, "hours: -1 is negative"),
        ({"hours": "745"}, "hours: 745 is more than 744"),
        ({"hours": "1,5"}, None),
        ({"hours": "-"}, "hours: is required"),
        ({"month": "2022-13"}, 'month: "2022-13" is not a month as YYYY-MM'),
        ({"month": "2022-03-01"}, 'month: "2022-03-01" is not a month as YYYY-MM'),
        ({"employee_number": "7"}, 'employee_number: "7" is no employee\'s number; load the workforce first'),
    ],
)
def test_what_a_row_may_not_be(fields: dict[str, object], fault: str | None) -> None:
    person("1")
    report = load_rows("special_hours", {"employee_number": 1, "month": "2022-03", "hours": "1", **fields})
    expected = f"line 2, column {fault}" if fault else "line 2, column hours: the row has 4 cells; the header has 3"
    assert faults(report) == [expected]


def test_a_month_twice_for_one_special() -> None:
    person("1")
    row = {"employee_number": 1, "month": "2022-03", "hours": "1"}
    assert faults(load_rows("special_hours", row, row)) == [
        "line 3, column employee_number: the same employee_number and month as on line 2"
    ]
