"""The file of wellbeing training."""

from datetime import date

import pytest

from tests.loading import faults, load_rows
from welfare.models import TrainingCount

pytestmark = pytest.mark.django_db

ROW = {"course": "Trauma awareness", "group": "Sergeants", "month": "2022-03", "completed": 12}


def test_completions_come_in_by_course_group_and_month() -> None:
    load_rows("training", ROW, {**ROW, "group": "Inspectors", "completed": 3})
    kept = TrainingCount.objects.unscoped().get(group="Sergeants")
    assert (kept.course, kept.month, kept.completed) == ("Trauma awareness", date(2022, 3, 1), 12)


def test_a_correction_changes_its_row() -> None:
    load_rows("training", ROW)
    report = load_rows("training", {**ROW, "completed": 11})
    assert (report.new, report.changed) == (0, 1)


@pytest.mark.parametrize(
    ("fields", "fault"),
    [
        ({"completed": "-1"}, "completed: -1 is negative"),
        ({"group": "-"}, "group: is required"),
        ({"month": "March"}, 'month: "March" is not a month as YYYY-MM'),
        ({"month": "2099-03"}, "month: is in the future"),
    ],
)
def test_what_a_row_may_not_be(fields: dict[str, object], fault: str) -> None:
    assert faults(load_rows("training", {**ROW, **fields})) == [f"line 2, column {fault}"]


def test_a_month_twice_for_one_group() -> None:
    assert faults(load_rows("training", ROW, ROW)) == [
        "line 3, column course: the same course, group and month as on line 2"
    ]


def test_a_group_is_one_however_it_is_written() -> None:
    load_rows("training", {**ROW, "group": "Sergeants"}, {**ROW, "group": "sergeants", "month": "2022-01"})
    assert {each.group for each in TrainingCount.objects.unscoped()} == {"Sergeants"}
