"""The file of projects."""

import pytest

from change.models import Programme, Project
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


def test_a_project_moves_by_its_verb() -> None:
    load_rows("projects", ROW)
    report = load_rows("projects", {**ROW, "status": "Closed", "closed_on": "2022-01-31"})
    assert report.summary == "1 row: 0 new, 1 changed, 0 same"
    [change] = Project.objects.unscoped().get().changes.unscoped()
    assert (change.old, change.new, change.reason) == ("in delivery", "closed", f"Load {report.pk}: file.csv")


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
