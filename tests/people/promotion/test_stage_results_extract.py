"""Results at stages by file: all or nothing, along the same rules as those entered by hand."""

from typing import Any

import pytest

from people.models import PromotionApplication, PromotionProcess
from tests.base import Cast, Role
from tests.loading import faults, load_rows
from tests.people.promotion.made import candidate, decided, process, results_of, stored

pytestmark = pytest.mark.django_db

ROW = {
    "from_rank": "PC",
    "to_rank": "Sgt",
    "season": "Spring",
    "year": 2022,
    "employee_number": "B1",
    "stage": "sift",
    "outcome": "Passed",
    "score": "61.5",
}
BOARD = {**ROW, "stage": "Board", "score": "-"}


@pytest.fixture
def bob(cast: Cast) -> PromotionApplication:
    return candidate(process(), cast.bob.person)


def test_a_file_enters_results_and_moves_applications(bob: PromotionApplication) -> None:
    report = load_rows("stage_results", BOARD, ROW)
    assert (report.state, report.new) == ("loaded", 2)
    assert results_of(bob) == [("Sift", "passed"), ("Board", "passed")] and stored(bob).status == "assessed"
    again = load_rows("stage_results", BOARD, {**ROW, "score": "62"})
    assert (again.same, again.changed) == (1, 1)


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"employee_number": "C1"}, "did not apply in this process"),
        ({"stage": "Interview"}, "is no stage of this process"),
        ({"year": 2021}, "is no year with such a process"),
        ({"outcome": "-"}, "outcome"),
        ({"score": "-1"}, "is negative"),
        ({"score": "49"}, "is below the pass mark of 50, so it is no pass"),
        ({"stage": "Board"}, "comes after Sift, which they have not passed"),
    ],
)
def test_a_wrong_row_writes_nothing(bob: PromotionApplication, changes: dict[str, Any], says: str) -> None:
    report = load_rows("stage_results", {**ROW, **changes})
    assert report.state == "refused" and any(says in each for each in faults(report)), faults(report)
    assert results_of(bob) == []


def test_decided_and_published_applications_take_no_results(cast: Cast, bob: PromotionApplication) -> None:
    decided(bob, "unsuccessful", by=cast.of(Role.PROMOTION_TEAM))
    assert "is of an application that is unsuccessful" in faults(load_rows("stage_results", ROW))[0]
    PromotionProcess.objects.unscoped().update(published_at="2022-04-01T12:00Z")
    assert "results are published" in faults(load_rows("stage_results", ROW))[0]


def test_nobody_loads_their_own_results(cast: Cast, bob: PromotionApplication) -> None:
    report = load_rows("stage_results", ROW, by=cast.bob)
    assert "is your own" in faults(report)[0]
