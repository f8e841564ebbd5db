"""The file of equality monitoring."""

import pytest

from people.models import EqualityMonitoring
from tests.base import person
from tests.loading import faults, load_rows

pytestmark = pytest.mark.django_db


def test_words_and_codes_are_understood() -> None:
    person("1"), person("2")
    load_rows(
        "equality",
        {"employee_number": 1, "gender": "FEMALE", "ethnicity": "b1", "disability": "Not stated"},
        {
            "employee_number": 2,
            "gender": "other",
            "ethnicity": "Any other White background",
            "declared_on": "2021-05-06",
        },
    )
    first, second = EqualityMonitoring.objects.unscoped().order_by("person__employee_number")
    assert (first.gender, first.ethnicity, first.disability) == ("female", "B1", "not stated")
    assert (second.gender, second.ethnicity, str(second.declared_on)) == ("other", "W9", "2021-05-06")


def test_nothing_declared_is_not_stated() -> None:
    person("1")
    load_rows("equality", {"employee_number": 1})
    kept = EqualityMonitoring.objects.unscoped().get()
    assert (kept.gender, kept.ethnicity, kept.disability) == ("not stated", "NS", "not stated")


def test_unknown_people_and_codes_are_refused() -> None:
    person("1")
    report = load_rows("equality", {"employee_number": 1, "ethnicity": "Z9"}, {"employee_number": 2})
    code, number = faults(report)
    assert code.startswith('line 2, column ethnicity: "Z9" is not known here; it may be W1, W2, W3, W9, M1')
    assert number == 'line 3, column employee_number: "2" is no employee\'s number; load the workforce first'


def test_the_same_again_changes_nothing() -> None:
    person("1")
    load_rows("equality", {"employee_number": 1, "gender": "male"})
    assert load_rows("equality", {"employee_number": 1, "gender": "Male"}).summary == "1 row: 0 new, 0 changed, 1 same"
