"""The file of attendance."""

from datetime import date
from decimal import Decimal

import pytest

from people.roles import Role
from tests.base import user
from tests.loading import faults, load_rows, load_text
from welfare.models import Attendance
from wmp.board.loading import open_to

pytestmark = pytest.mark.django_db

ROW = {"month": "2022-03", "staff_type": "Police Officer", "days_available": "1200.5", "days_lost": 60}


def test_attendance_comes_in_by_month_and_staff_type() -> None:
    load_rows("attendance", ROW, {**ROW, "staff_type": "PCSO"})
    kept = Attendance.objects.unscoped().get(staff_type="officer")
    assert (kept.month, kept.days_available, kept.days_lost) == (date(2022, 3, 1), Decimal("1200.5"), 60)


def test_a_second_load_is_the_same_and_a_correction_changes_its_row() -> None:
    load_rows("attendance", ROW)
    assert load_rows("attendance", ROW).same == 1
    assert load_rows("attendance", {**ROW, "days_lost": 61}).changed == 1
    assert Attendance.objects.unscoped().get().days_lost == 61


@pytest.mark.parametrize(
    ("fields", "fault"),
    [
        ({"days_lost": "1200.51"}, "days_lost: is more than days_available"),
        ({"days_lost": "-1"}, "days_lost: -1 is negative"),
        ({"days_lost": "0.125"}, "days_lost: 0.125 has more than 2 decimal places"),
        ({"days_available": "-"}, "days_available: is required"),
        ({"month": "2022-03-01"}, 'month: "2022-03-01" is not a month as YYYY-MM'),
        ({"month": "2099-01"}, "month: is in the future"),
        (
            {"staff_type": "Cadet"},
            'staff_type: "Cadet" is not known here; it may be Police Officer, Police Staff, PCSO or Special',
        ),
    ],
)
def test_what_a_row_may_not_be(fields: dict[str, object], fault: str) -> None:
    assert faults(load_rows("attendance", {**ROW, **fields})) == [f"line 2, column {fault}"]
    assert not Attendance.objects.unscoped().exists()


def test_one_wrong_row_and_nothing_is_written() -> None:
    report = load_rows("attendance", ROW, {**ROW, "month": "2022-02", "days_lost": 9999})
    assert report.state == "refused" and not Attendance.objects.unscoped().exists()


def test_a_month_twice_for_one_staff_type() -> None:
    assert faults(load_rows("attendance", ROW, {**ROW, "staff_type": "police-officer"})) == [
        "line 3, column month: the same month and staff_type as on line 2"
    ]


def test_a_column_that_nobody_asked_for_is_refused() -> None:
    text = "month,staff_type,days_available,days_lost,employee_number\n2022-03,PCSO,10,1,9001\n"
    assert faults(load_text("attendance", text)) == [
        "line 1, column employee_number: there is no such column in an attendance file; take it out"
    ]


@pytest.mark.parametrize("kind", ["attendance", "absence_reasons", "assaults", "pulse_survey", "training"])
def test_people_data_officers_and_welfare_leads_load(kind: str) -> None:
    for role, may in ((Role.PEOPLE_DATA, True), (Role.WELFARE_LEAD, True), (Role.WELFARE_OFFICER, False)):
        loadable = [extract.kind for extract in open_to(user(f"{role} of {kind}", role))]
        assert (kind in loadable) is may
