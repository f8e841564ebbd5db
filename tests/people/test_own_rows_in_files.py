"""What nobody enters about themselves by hand, they do not load about themselves either."""

from typing import Any

import pytest

from tests.base import Cast
from tests.loading import faults, load_rows

pytestmark = pytest.mark.django_db
PROCESS = {"from_rank": "PC", "to_rank": "Sergeant", "season": "Spring", "year": 2021, "applied_on": "2021-03-01"}
ROWS: dict[str, dict[str, Any]] = {
    "promotion": {**PROCESS, "outcome": "Successful", "decided_on": "2021-05-01"},
    "performance": {"performance_year": "2020/21", "objectives_set": "yes", "what": "Excellent", "how": "Excellent"},
    "completions": {"course": "First aid", "completed_on": "2022-03-01"},
}


@pytest.mark.parametrize("kind", ROWS)
def test_somebody_else_of_the_team_loads_rows_about_whoever_loads(cast: Cast, kind: str) -> None:
    others, own = ({"employee_number": number, **ROWS[kind]} for number in ("C1", "B1"))
    report = load_rows(kind, others, own, by=cast.bob)
    assert report.state == "refused"
    assert faults(report) == [
        "line 3, column employee_number: is your own; somebody else of the team has to load rows about you"
    ]
    assert load_rows(kind, others, by=cast.bob).state == load_rows(kind, own, by=cast.alice).state == "loaded"
    assert load_rows(kind, others, own).state == "loaded"
