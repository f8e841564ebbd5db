"""Priority based budgeting, recounted in plain Python over random lines of several phases."""

from datetime import date
from decimal import Decimal
from random import Random

import pytest

from change.models import BudgetingLine, BudgetingPhase
from people.models import Department
from tests.recounts import Recount, assert_recounted, grid_of, total
from wmp.board.paper import FIGURES

pytestmark = pytest.mark.django_db
DAY = date(2022, 4, 1)
COLUMNS = {"Projected": "projected", "Identified": "identified", "Removed from base budget": "removed"}


def stored(random: Random) -> list[BudgetingLine]:
    departments = [None, *Department.objects.bulk_create(Department(name=f"Department {n}") for n in range(5))]
    phases = BudgetingPhase.objects.bulk_create(BudgetingPhase(name=f"Phase {n}") for n in (3, 1, 2))
    return BudgetingLine.objects.bulk_create(
        BudgetingLine(
            phase=phase,
            department=department,
            **{
                field: random.choice([None, Decimal(random.randint(-9_999, 99_999_999)) / 100])
                for field in COLUMNS.values()
            },
        )
        for phase in phases
        for department in random.sample(departments, 4)
    )


@pytest.fixture(params=[1, 2])
def lines(request: pytest.FixtureRequest) -> list[BudgetingLine]:
    return stored(Random(request.param))


def recount(lines: list[BudgetingLine]) -> Recount:
    rows = {name: [each for each in lines if each.phase.name == name] for name in sorted({e.phase.name for e in lines})}
    return {
        (label, column): total(
            (getattr(each, field) for each in members), empty=Decimal(0) if label == "Grand Total" else None
        )
        for label, members in (rows | {"Grand Total": lines}).items()
        for column, field in COLUMNS.items()
    }


def test_as_recounted(lines: list[BudgetingLine]) -> None:
    assert_recounted("change.budgeting", DAY, recount(lines))


@pytest.mark.usefixtures("lines")
def test_the_records_behind_each_cell_are_those_it_was_made_of() -> None:
    table = FIGURES["change.budgeting"].table(DAY)
    for row, column, cell in table.compute():
        behind, exact = table.records(row, column)
        found = sum(getattr(line, COLUMNS[column.label]) or 0 for line in behind.unscoped())
        assert exact
        assert found == (cell.n or 0)


def test_no_phase_is_a_total_of_nought() -> None:
    assert_recounted("change.budgeting", DAY, recount([]))


def test_the_phases_of_the_paper_of_2022() -> None:
    first, third = BudgetingPhase.objects.create(name="Phases 1 and 2"), BudgetingPhase.objects.create(name="Phase 3")
    BudgetingLine.objects.create(phase=first, projected=3_000_000, identified=5_400_000, removed=5_400_000)
    BudgetingLine.objects.create(phase=third, projected=2_000_000)
    grid = grid_of("change.budgeting", DAY)
    assert [cell.value for cell in grid.by_label(2).values()] == [5_000_000, 5_400_000, 5_400_000]
    assert grid.cell("Phase 3", "Removed from base budget").value is None
