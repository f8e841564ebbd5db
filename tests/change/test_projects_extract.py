"""The file of projects."""

from datetime import date, timedelta

import pytest

from change.models import Programme, Project
from change.portfolio.models import status_on
from tests.loading import faults, load_rows

pytestmark = pytest.mark.django_db
ROW = {"programme": "Our Data", "project": "DDI", "limb": "Act with Precision", "status": "in delivery"}


def test_projects_and_their_programmes_come_in() -> None:
    alone = {**ROW, "programme": "-", "project": "BWV", "limb": "connect with people", "sponsor": "Operations"}
    report = load_rows("projects", ROW, alone)
    assert report.summary == "2 rows: 2 new, 0 changed, 0 same"
    assert report.notes == "Added the programme Our Data."
    assert [str(project) for project in Project.objects.unscoped()] == ["Our Data - DDI", "BWV"]


@pytest.mark.parametrize("word", ["-", "", "Standalone", "Stand-alone", "stand alone"])
def test_a_project_may_stand_alone(word: str) -> None:
    load_rows("projects", {**ROW, "programme": word})
    assert Project.objects.unscoped().get().programme is None
    assert not Programme.objects.unscoped().exists()


def test_a_programme_without_a_project_is_named_by_a_row_of_its_own() -> None:
    report = load_rows("projects", {"programme": "PBB"})
    assert report.notes == "Added the programme PBB."
    assert not Project.objects.unscoped().exists()
    assert faults(load_rows("projects", {"status": "closed"})) == [
        "line 2, column project: is required where no programme is named"
    ]


def test_a_file_moves_a_project_by_the_stages_in_between() -> None:
    load_rows("projects", ROW)
    report = load_rows("projects", {**ROW, "status": "Closed", "closed_on": "2022-01-31"})
    assert report.summary == "1 row: 0 new, 1 changed, 0 same"
    made = Project.objects.unscoped().get()
    assert (made.status, made.closed_on) == ("closed", date(2022, 1, 31))
    moves = [(change.old, change.new) for change in made.changes.unscoped()]
    assert moves == [("in delivery", "delivered"), ("delivered", "closing"), ("closing", "closed")]
    assert {change.reason for change in made.changes.unscoped()} == {f"Load {report.pk}: file.csv"}
    assert status_of(made, date.today() - timedelta(days=1)) == "in delivery"
    assert status_of(made, date.today()) == "closed"


def status_of(project: Project, day: date) -> str:
    return str(Project.objects.unscoped().values_list(status_on(day)).get(pk=project.pk)[0])


def test_a_project_does_not_go_backwards() -> None:
    load_rows("projects", {**ROW, "status": "delivered"})
    fault = "line 2, column status: cannot become in delivery; on record it is delivered"
    assert faults(load_rows("projects", ROW)) == [fault]


def test_the_same_again_changes_nothing() -> None:
    alone = {**ROW, "programme": "Standalone"}
    load_rows("projects", ROW, alone)
    assert load_rows("projects", ROW, alone).summary == "2 rows: 0 new, 0 changed, 2 same"


def test_stand_alone_twice_is_the_same_project() -> None:
    report = load_rows("projects", {**ROW, "programme": "-"}, {**ROW, "programme": "Standalone"})
    assert faults(report) == ["line 3, column programme: the same programme and project as on line 2"]


@pytest.mark.parametrize(
    ("fields", "fault"),
    [
        ({"limb": "Leg"}, None),
        ({"limb": "-"}, "limb: is required for a project"),
        ({"project": "-", "programme": "-"}, "project: is required where no programme is named"),
        ({"started_on": "2022-02-01", "closed_on": "2022-01-01"}, "closed_on: is before started_on"),
    ],
)
def test_what_a_row_may_not_be(fields: dict[str, object], fault: str | None) -> None:
    found = faults(load_rows("projects", {**ROW, **fields}))
    assert found == [f"line 2, column {fault}"] if fault else "it may be Connect with People" in found[0]
    assert not Programme.objects.unscoped().exists()
