"""The file of probations."""

from datetime import date

import pytest

from people.models import Probation
from tests.base import person
from tests.loading import faults, load_rows

pytestmark = pytest.mark.django_db
ROW = {"employee_number": 1, "entry_route": "PCDA", "started_on": "2020-01-06"}


@pytest.fixture(autouse=True)
def somebody() -> None:
    person("1")


def test_a_probation_comes_in_and_ends() -> None:
    load_rows("probation", {**ROW, "intake": "January 2020", "due_to_end_on": "2023-01-05"})
    ended = {**ROW, "ended_on": "2021-02-01", "outcome": "Moved to staff role"}
    assert load_rows("probation", ended).summary == "1 row: 0 new, 1 changed, 0 same"
    kept = Probation.objects.unscoped().get()
    assert (kept.entry_route.name, kept.outcome, kept.ended_on) == ("PCDA", "moved to staff role", date(2021, 2, 1))


def test_two_probations_of_one_person_are_two_rows() -> None:
    report = load_rows("probation", ROW, {**ROW, "entry_route": "dc dhep"})
    assert report.new == 2


@pytest.mark.parametrize(
    ("fields", "fault"),
    [
        ({"entry_route": "POLFED"}, 'entry_route: "POLFED" is no entry route; the administrator keeps the list'),
        ({"outcome": "left"}, "ended_on: is required, because outcome is given"),
        ({"ended_on": "2021-01-01"}, "outcome: is required, because ended_on is given"),
        ({"ended_on": "2019-01-01", "outcome": "left"}, "ended_on: is before started_on"),
        ({"due_to_end_on": "2019-01-01"}, "due_to_end_on: is before started_on"),
        (
            {"ended_on": "2021-01-01", "outcome": "promoted"},
            'outcome: "promoted" is not known here; it may be Confirmed, Left, Moved to staff role or Transferred',
        ),
        ({"employee_number": 2}, 'employee_number: "2" is no employee\'s number; load the workforce first'),
        ({"started_on": "-"}, "started_on: is required"),
    ],
)
def test_what_a_row_may_not_be(fields: dict[str, object], fault: str) -> None:
    assert faults(load_rows("probation", {**ROW, **fields})) == [f"line 2, column {fault}"]
    assert not Probation.objects.unscoped().exists()
