"""The files of learner profiles and of completions: all of a file or nothing."""

from datetime import date

import pytest

from people.models import Completion, Course, Department, LearnerProfile, Requirement
from tests.base import person
from tests.loading import faults, load_rows

pytestmark = pytest.mark.django_db
PROFILE = {
    "profile": "Call handler",
    "staff_type": "Police Staff",
    "department": "force contact",
    "course": "Call grading",
    "requirement": "mandatory",
    "valid_months": 24,
}
DONE = {"employee_number": 1, "course": "First aid", "completed_on": "2022-03-01"}


@pytest.fixture(autouse=True)
def force() -> None:
    person("1"), person("2")
    Department.objects.create(name="Force Contact")


def test_a_profile_comes_with_its_courses() -> None:
    report = load_rows("learner_profiles", PROFILE, {**PROFILE, "course": "Screens", "requirement": "Recommended"})
    assert report.summary == "2 rows: 2 new, 0 changed, 0 same"
    assert "Added the courses Call grading and Screens" in report.notes
    made = LearnerProfile.objects.unscoped().get()
    assert (made.staff_type, made.rank, str(made.department)) == ("staff", None, "Force Contact")
    needed = Requirement.objects.unscoped().values_list("course__name", "mandatory", "valid_months")
    assert set(needed) == {("Call grading", True, 24), ("Screens", False, 24)}


def test_the_same_again_changes_nothing_and_another_word_is_the_same_course() -> None:
    load_rows("learner_profiles", PROFILE)
    assert load_rows("learner_profiles", PROFILE).summary == "1 row: 0 new, 0 changed, 1 same"
    shouted = {**PROFILE, "profile": "CALL HANDLER", "course": "call grading", "valid_months": 12}
    assert load_rows("learner_profiles", shouted).summary == "1 row: 0 new, 1 changed, 0 same"
    assert Course.objects.count() == LearnerProfile.objects.unscoped().count() == 1


@pytest.mark.parametrize(
    ("given", "fault"),
    [
        ({"department": "Mars"}, 'department: "Mars" is no department; load the workforce first'),
        ({"rank": "PC"}, "rank: is given, but police staff and PCSOs have none"),
        ({"requirement": "perhaps"}, 'requirement: "perhaps" is not known here; it may be Mandatory or Recommended'),
        ({"requirement": "-"}, "requirement: is required"),
        ({"valid_months": "0"}, "valid_months: 0 is less than 1"),
        ({"valid_months": "1.5"}, "valid_months: 1.5 is not a whole number"),
        ({"course": "-"}, "course: is required"),
    ],
)
def test_what_a_row_may_not_be(given: dict[str, str], fault: str) -> None:
    report = load_rows("learner_profiles", PROFILE | {"course": "Other"}, PROFILE | given)
    assert f"line 3, column {fault}" in faults(report)
    assert not LearnerProfile.objects.unscoped().exists() and not Course.objects.exists()


def test_the_rows_of_a_profile_agree_about_whose_it_is() -> None:
    other = {**PROFILE, "course": "Screens", "department": "-"}
    assert faults(load_rows("learner_profiles", PROFILE, other)) == [
        "line 3, column department: differs from line 2, which is about the same profile"
    ]


def test_completions_come_once_each() -> None:
    rows = (DONE, {**DONE, "completed_on": "2019-03-01"}, {**DONE, "employee_number": 2, "course": "FIRST AID"})
    assert load_rows("completions", *rows).summary == "3 rows: 3 new, 0 changed, 0 same"
    assert load_rows("completions", *rows).summary == "3 rows: 0 new, 0 changed, 3 same"
    days = Completion.objects.unscoped().filter(person__employee_number="1").values_list("completed_on", flat=True)
    assert list(days) == [date(2022, 3, 1), date(2019, 3, 1)]
    assert Course.objects.count() == 1


@pytest.mark.parametrize(
    ("given", "fault"),
    [
        ({"employee_number": 7}, 'employee_number: "7" is no employee\'s number; load the workforce first'),
        ({"completed_on": "2199-01-01"}, "completed_on: 2199-01-01 is not between 1900 and 2099"),
        ({"completed_on": "2098-01-01"}, "completed_on: is in the future"),
        ({"course": "first aid"}, "employee_number: the same employee_number, course and completed_on as on line 2"),
    ],
)
def test_a_wrong_completion_leaves_all_out(given: dict[str, str], fault: str) -> None:
    report = load_rows("completions", DONE, DONE | given)
    assert [each.partition(", column ")[2] for each in faults(report)] == [fault]
    assert not Completion.objects.unscoped().exists()
