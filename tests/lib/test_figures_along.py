"""Measures of sums and of whole columns, columns made from the whole table, and rows for months."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

import pytest
from django.db.models import F, Q
from django.db.models.functions import TruncMonth

from change.portfolio.models import Project
from people.workforce.models import SpecialDuty
from tests.base import person, probation
from tests.welfare.made import case_of
from welfare.cases.models import WelfareCase
from wmp.lib.figures import Across, Along, Among, By, Count, Months, Rate, ShareOfColumn, Spec, Table, Total, Where
from wmp.lib.grids import Cell, Grid
from wmp.lib.rows import Rows

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def duties() -> None:
    """1 gave 10 hours in January and 30 in March; 2 gave 20 in January; a year later 2 gave 5."""
    first, second = person("1"), person("2")
    for special, month, hours in [(first, 1, 10), (first, 3, 30), (second, 1, 20), (second, 13, 5)]:
        day = date(2021 + month // 13, (month - 1) % 12 + 1, 1)
        SpecialDuty.objects.create(person=special, month=day, hours=hours)


def table(*columns: Spec, rows: Sequence[Rows] = (By("person__employee_number"), Total("All"))) -> Table:
    return Table(SpecialDuty.objects.filter(month__year=2021), rows=rows, columns=columns)


def test_a_rate_is_a_sum_over_a_sum() -> None:
    grid = table(Rate("Half", part=F("hours") / 2, whole="hours")).compute()
    assert grid.cell("1", "Half") == Cell(Decimal(20), Decimal(40), Decimal(50))
    assert grid.cell("All", "Half").d == 60


def test_of_nothing_a_rate_says_nothing() -> None:
    grid = table(Rate("Half", part="hours", whole="hours", only=Q(hours__gt=99))).compute()
    assert grid.cell("1", "Half") == Cell(None, None, None)


def test_a_share_of_its_column_is_of_every_row() -> None:
    grid = table(ShareOfColumn("Records"), ShareOfColumn("Hours", of="hours")).compute()
    assert (grid.cell("1", "Records").n, grid.cell("1", "Records").d) == (2, 3)
    assert (grid.cell("2", "Hours").n, grid.cell("2", "Hours").d) == (20, 60)
    assert grid.cell("All", "Hours").value == 100


def test_across_it_is_of_that_column_alone() -> None:
    grid = table(Across("month", ShareOfColumn("Hours", of="hours"))).compute()
    assert (grid.cell("1", "2021-01-01").n, grid.cell("1", "2021-01-01").d) == (10, 30)
    assert (grid.cell("2", "2021-03-01").n, grid.cell("2", "2021-03-01").d) == (0, 30)


def test_its_denominator_is_of_other_rows_records() -> None:
    made = table(ShareOfColumn("Hours", of="hours", only=Q(month__month=1)), rows=[Where("Ten", Q(hours=10))])
    grid = made.compute()
    row, column = grid.rows[0], grid.columns[0]
    assert (grid.cells[0][0].n, grid.cells[0][0].d) == (10, 30)
    assert made.records(row, column, "n")[0].unscoped().count() == 1
    assert made.records(row, column, "d")[0].unscoped().count() == 2


def running(grid: Grid) -> list[Cell]:
    numbers = [cells[0].n or 0 for cells in grid.cells]
    return [Cell(value=sum(numbers[: place + 1])) for place in range(len(numbers))]


def test_a_column_along_the_table_knows_the_rows_above() -> None:
    made = table(Count("Records"), Along("So far", running, of="Records", made_of=lambda grid, place: range(place + 1)))
    grid = made.compute()
    assert [cells[1].value for cells in grid.cells] == [2, 3, 6]
    row, column = grid.rows[1], grid.columns[1]
    assert made.records(row, column, grid=grid)[0].unscoped().count() == 3
    assert made.records(row, column)[0].unscoped().count() == 1


def test_every_month_between_the_first_and_the_last_has_a_row() -> None:
    for day in (date(2020, 11, 30), date(2021, 2, 1), date(2021, 2, 28)):
        Project.objects.create(name=str(day), started_on=day)
    population = Project.objects.annotate(month=TruncMonth("started_on"))
    grid = Table(population, rows=[Months("month")], columns=[Count("Projects")]).compute()
    found = [(row.label, cell.n) for row, _, cell in grid]
    assert found == [("2020-11", 1), ("2020-12", 0), ("2021-01", 0), ("2021-02", 2)]


def test_without_records_there_is_no_month() -> None:
    population = Project.objects.annotate(month=TruncMonth("started_on"))
    assert Table(population, rows=[Months("month")], columns=[Count("Projects")]).compute().rows == []


def test_a_row_of_some_values() -> None:
    made = table(Count("Records"), rows=[Among("Some", "hours", [Decimal(10), Decimal(20)]), Where("All", Q())])
    grid = made.compute()
    assert [cell.n for _, _, cell in grid] == [2, 3]
    assert made.records(grid.rows[0], grid.columns[0])[0].unscoped().count() == 2


def test_of_several_values_any_counts_and_rows_may_overlap() -> None:
    for number, themes in enumerate([["health", "transfer"], ["transfer"], [], ["misconduct"]]):
        case_of(probation(person(f"T{number}")).person)
        WelfareCase._base_manager.filter(person__employee_number=f"T{number}").update(themes=themes)
    of_rows = {"either": ["health", "transfer"], "transfer": ["transfer"], "misconduct": ["misconduct"]}
    rows = [Among(label, "themes", values, several=True) for label, values in of_rows.items()]
    made = Table(WelfareCase.objects.all(), rows=rows, columns=[Count("Cases")])
    grid = made.compute()
    assert [cell.n for _, _, cell in grid] == [2, 2, 1]
    assert made.records(grid.rows[0], grid.columns[0])[0].unscoped().count() == 2


def test_a_total_by_condition_stands_out_and_adds_nothing_up() -> None:
    grid = table(Count("Records"), rows=[Where("January", Q(month__month=1)), Where("All", Q(), total=True)]).compute()
    assert [(row.label, row.total, cell.n) for row, _, cell in grid] == [("January", False, 2), ("All", True, 3)]
