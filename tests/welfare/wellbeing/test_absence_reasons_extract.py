"""The file of absence reasons."""

from datetime import date

import pytest

from tests.loading import faults, load_rows
from welfare.models import AbsenceReason

pytestmark = pytest.mark.django_db

ROW = {"month": "2022-03", "reason": "Psychological", "days_lost": 310.5}


def test_days_lost_come_in_by_month_and_reason() -> None:
    load_rows("absence_reasons", ROW, {**ROW, "reason": "Respiratory"})
    kept = AbsenceReason.objects.unscoped().get(reason="Psychological")
    assert (kept.month, float(kept.days_lost)) == (date(2022, 3, 1), 310.5)


def test_a_correction_changes_the_row_of_its_reason() -> None:
    load_rows("absence_reasons", ROW)
    assert load_rows("absence_reasons", {**ROW, "days_lost": 300}).changed == 1
    assert AbsenceReason.objects.unscoped().get().days_lost == 300


@pytest.mark.parametrize(
    ("fields", "fault"),
    [
        ({"days_lost": "-3"}, "days_lost: -3 is negative"),
        ({"reason": "-"}, "reason: is required"),
        ({"month": "2099-12"}, "month: is in the future"),
    ],
)
def test_what_a_row_may_not_be(fields: dict[str, object], fault: str) -> None:
    assert faults(load_rows("absence_reasons", {**ROW, **fields})) == [f"line 2, column {fault}"]


def test_a_reason_twice_in_a_month() -> None:
    assert faults(load_rows("absence_reasons", ROW, ROW)) == [
        "line 3, column month: the same month and reason as on line 2"
    ]


def test_a_reason_is_one_however_it_is_written() -> None:
    load_rows("absence_reasons", {**ROW, "reason": "Cold"}, {**ROW, "month": "2022-02", "reason": "cold"})
    report = load_rows("absence_reasons", {**ROW, "reason": "COLD", "days_lost": 1})
    assert report.changed == 1
    assert {each.reason for each in AbsenceReason.objects.unscoped()} == {"Cold"}


def test_a_reason_twice_in_a_month_in_two_spellings() -> None:
    assert faults(load_rows("absence_reasons", ROW, {**ROW, "reason": "psychological"})) == [
        "line 3, column month: the same month and reason as on line 2"
    ]
