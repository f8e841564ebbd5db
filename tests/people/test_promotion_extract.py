"""The file of promotion processes and applications."""

from datetime import date

import pytest

from people.models import PromotionApplication, PromotionProcess, PromotionStage
from people.promotion import handling
from people.roles import Role
from tests.base import person, user
from tests.loading import faults, load_rows

pytestmark = pytest.mark.django_db
ROW = {
    "from_rank": "PC",
    "to_rank": "Sergeant",
    "season": "Spring",
    "year": 2021,
    "employee_number": 1,
    "applied_on": "2021-03-01",
}
SUCCESSFUL = {**ROW, "outcome": "Successful", "decided_on": "2021-05-01"}


@pytest.fixture(autouse=True)
def candidates() -> None:
    person("1"), person("2")


def test_a_process_comes_with_its_applications() -> None:
    report = load_rows("promotion", SUCCESSFUL, {**ROW, "employee_number": 2, "from_rank": "Constable"})
    assert report.summary == "2 rows: 2 new, 0 changed, 0 same"
    assert str(PromotionProcess.objects.unscoped().get()) == "PC to Sgt Spring 2021"
    statuses = PromotionApplication.objects.unscoped().order_by("candidate__employee_number")
    assert [each.status for each in statuses] == ["successful", "applied"]


def test_a_new_record_begins_where_the_file_says() -> None:
    load_rows("promotion", SUCCESSFUL)
    assert not PromotionApplication.objects.unscoped().get().changes.unscoped().exists()


def test_a_result_moves_the_application_and_says_who_and_why() -> None:
    load_rows("promotion", ROW)
    loader = user("loader")
    report = load_rows("promotion", SUCCESSFUL, by=loader)
    assert report.summary == "1 row: 0 new, 1 changed, 0 same"
    application = PromotionApplication.objects.unscoped().get()
    assert (application.status, application.decided_on) == ("successful", date(2021, 5, 1))
    [change] = application.changes.unscoped()
    assert (change.old, change.new, change.by) == ("applied", "successful", loader)
    assert change.reason == f"Load {report.pk}: file.csv"


def test_both_days_may_move_with_the_result() -> None:
    load_rows("promotion", {**ROW, "applied_on": "2021-06-01"})
    assert load_rows("promotion", SUCCESSFUL).changed == 1


def test_an_outcome_does_not_go_backwards() -> None:
    load_rows("promotion", SUCCESSFUL)
    assert faults(load_rows("promotion", {**ROW, "outcome": "shortlisted"})) == [
        "line 2, column outcome: cannot become shortlisted; on record it is successful"
    ]


def test_the_same_again_changes_nothing() -> None:
    load_rows("promotion", SUCCESSFUL, {**ROW, "employee_number": 2, "outcome": "withdrawn"})
    report = load_rows("promotion", SUCCESSFUL, {**ROW, "employee_number": 2, "outcome": "withdrawn"})
    assert report.summary == "2 rows: 0 new, 0 changed, 2 same"


def test_what_was_told_here_is_not_changed_by_a_file() -> None:
    unsuccessful = {**ROW, "outcome": "Unsuccessful", "decided_on": "2021-05-01"}
    load_rows("promotion", unsuccessful)
    handling.publish(PromotionProcess.objects.unscoped().get(), by=user("team", Role.PROMOTION_TEAM))
    assert load_rows("promotion", unsuccessful).summary == "1 row: 0 new, 0 changed, 1 same"
    told = "line 2, column year: is of a process whose results are published, and this row would change the application"
    assert faults(load_rows("promotion", {**unsuccessful, "outcome": "appealed"})) == [told]
    assert faults(load_rows("promotion", {**unsuccessful, "decided_on": "2021-05-02"})) == [told]
    assert faults(load_rows("promotion", {**SUCCESSFUL, "employee_number": 2})) == [
        "line 2, column employee_number: did not apply in this process, and its results are published"
    ]
    PromotionApplication.objects.unscoped().get().appeal(by=user("candidate"), reason="Unfair")
    assert faults(load_rows("promotion", {**unsuccessful, "outcome": "successful"})) == [told]


def test_outcomes_of_a_process_that_is_run_here_neither_come_by_file_nor_are_told_by_it() -> None:
    load_rows("promotion", ROW)
    process = PromotionProcess.objects.unscoped().get()
    PromotionStage.objects.create(process=process, number=1, name="Sift")
    PromotionApplication.objects.unscoped().get().succeed(by=user("team"), on=date(2021, 5, 1))
    refused = "is not taken from a file: the process is run here, and the promotion team records its outcomes"
    for outcome in ("successful", "unsuccessful"):
        report = load_rows("promotion", {**SUCCESSFUL, "outcome": outcome})
        assert faults(report) == [f"line 2, column outcome: {refused}"]
    assert faults(load_rows("promotion", {**ROW, "outcome": "assessed"})) == [f"line 2, column outcome: {refused}"]
    assert load_rows("promotion", ROW, {**ROW, "employee_number": 2}).summary == "2 rows: 1 new, 0 changed, 1 same"
    late = {**ROW, "applied_on": "2021-06-01"}
    assert "is not the day on record" in faults(load_rows("promotion", late))[0]
    assert PromotionApplication.objects.unscoped().filter(status="successful").count() == 1


@pytest.mark.parametrize(
    ("fields", "fault"),
    [
        ({"to_rank": "Constable"}, "to_rank: is the rank that the promotion is from"),
        ({"to_rank": "Admiral"}, 'to_rank: "Admiral" is no rank'),
        ({"outcome": "successful"}, "decided_on: is required for this outcome"),
        ({"decided_on": "2021-05-01"}, "decided_on: is given, but the application is still open"),
        ({"outcome": "withdrawn", "decided_on": "2021-01-01"}, "decided_on: is before applied_on"),
        ({"season": "Lent"}, 'season: "Lent" is not known here; it may be Spring, Summer, Autumn or Winter'),
        ({"year": "21"}, "year: 21 is less than 1,900"),
        ({"year": "2021.5"}, "year: 2021.5 is not a whole number"),
        ({"employee_number": 3}, 'employee_number: "3" is no employee\'s number; load the workforce first'),
    ],
)
def test_what_a_row_may_not_be(fields: dict[str, object], fault: str) -> None:
    assert faults(load_rows("promotion", {**ROW, **fields})) == [f"line 2, column {fault}"]
    assert not PromotionProcess.objects.unscoped().exists()


def test_one_candidate_twice_in_a_process() -> None:
    report = load_rows("promotion", ROW, {**ROW, "from_rank": "Constable"})
    assert "the same from_rank, to_rank, season, year and employee_number as on line 2" in faults(report)[0]
