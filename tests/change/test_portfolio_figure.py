"""The change portfolio, recounted in plain Python over random projects and their status changes."""

from datetime import date
from random import Random

import pytest

from tests.change import made
from tests.change.made import LIMBS, STATUSES, Plan
from tests.recounts import Recount, assert_records_behind, assert_recounted, count

pytestmark = pytest.mark.django_db

# The clocks change between the first two, so that midnight in London is not midnight in Greenwich.
DAYS = [date(2022, 4, 1), date(2022, 3, 26), date(2024, 2, 29)]


def recount(plans: list[Plan], day: date) -> Recount:
    begun = [plan for plan in plans if plan.started is None or plan.started <= day]
    rows = {label: [plan for plan in begun if plan.limb == limb] for limb, label in LIMBS.items()}
    expected: Recount = {}
    for label, members in (rows | {"Total": begun}).items():
        for status, column in STATUSES.items():
            expected[label, column] = count(sum(plan.status_on(day) == status for plan in members))
        expected[label, "All projects"] = count(len(members))
    return expected


@pytest.mark.parametrize("seed", [1, 2])
def test_as_recounted(seed: int) -> None:
    counted_again(list(made.projects(Random(seed), 300, DAYS).values()))


def counted_again(plans: list[Plan]) -> None:
    for day in DAYS:
        assert_recounted("change.portfolio", day, recount(plans, day))


def test_an_empty_portfolio_prints_its_limbs_and_statuses() -> None:
    assert_recounted("change.portfolio", DAYS[0], recount([], DAYS[0]))


def test_the_records_behind_each_cell_are_those_it_was_made_of() -> None:
    made.projects(Random(1), 200, DAYS)
    assert_records_behind("change.portfolio", DAYS[0])
