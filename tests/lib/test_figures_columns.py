"""Columns of a table: counts, sums, shares, one for each value of a field, and those made of other columns."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

import pytest
from django.db.models import Q

from change.portfolio.models import Project
from change.reviews.models import BenefitsReview, FinancialLine
from wmp.lib.figures import Across, By, Count, Derived, Measure, Share, Sum, Table, Total, Where, quotient
from wmp.lib.grids import Cell, Grid

pytestmark = pytest.mark.django_db

CAPITAL, RECURRING = Q(kind="capital"), Q(kind="recurring cost")


@pytest.fixture(autouse=True)
def lines() -> None:
    """Bodies: 100 capital and 20 recurring. Cars: 30 capital and a recurring line without an amount."""
    review = BenefitsReview.objects.create(name="R", as_at=date(2022, 3, 31), first_year=2022, last_year=2026)
    for name, kind, planned in [
        ("Bodies", "capital", 100),
        ("Bodies", "recurring cost", 20),
        ("Cars", "capital", 30),
        ("Cars", "recurring cost", None),
    ]:
        project, _ = Project.objects.unscoped().get_or_create(name=name, limb="act")
        FinancialLine.objects.create(review=review, project=project, kind=kind, financial_year=2022, planned=planned)


def grid(*columns: Measure | Across | Derived, coverage: Sequence[Share] = ()) -> Grid:
    rows = [By("project__name"), Total("All")]
    return Table(FinancialLine.objects.all(), rows=rows, columns=columns, coverage=coverage).compute()


def column(made: Grid, label: str) -> list[Cell]:
    return [cell for _, column, cell in made if column.label == label]


def test_a_count_may_be_of_some_records_only() -> None:
    assert column(grid(Count("Lines", only=CAPITAL)), "Lines") == [Cell(1, None, 1), Cell(1, None, 1), Cell(2, None, 2)]


def test_a_sum_leaves_out_what_has_no_amount() -> None:
    assert [cell.n for cell in column(grid(Sum("Planned", of="planned")), "Planned")] == [120, 30, 150]


def test_a_group_without_an_amount_prints_empty_and_a_total_nought() -> None:
    nothing = Sum("Planned", of="planned", only=Q(planned__gt=1000))
    assert column(grid(nothing), "Planned") == [Cell(), Cell(), Cell(0, None, 0)]


def test_a_share_keeps_its_parts_and_divides_those_of_a_total_again() -> None:
    cells = column(grid(Share("With an amount", part=Q(planned__isnull=False))), "With an amount")
    assert cells == [Cell(2, 2, Decimal(100)), Cell(1, 2, Decimal(50)), Cell(3, 4, Decimal(75))]


def test_a_share_may_be_of_some_records_only() -> None:
    cells = column(grid(Share("Small", part=Q(planned__lt=50), of=Q(planned__isnull=False), only=CAPITAL)), "Small")
    assert [(cell.n, cell.d) for cell in cells] == [(0, 1), (1, 1), (1, 2)]


def test_a_share_of_nobody_has_no_value() -> None:
    assert column(grid(Share("None", part=CAPITAL, of=Q(planned__gt=1000))), "None")[0] == Cell(0, 0, None)


def test_the_rest_of_a_share_counts_what_is_not_known() -> None:
    """A negated condition holds where its field is empty."""
    assert [cell.n for cell in column(grid(Share("Not small", part=~Q(planned__lt=50))), "Not small")] == [1, 1, 2]


def test_a_column_for_each_value_and_one_over_all() -> None:
    made = grid(Across("kind", Sum("Planned", of="planned", unit="pounds"), total="Grand total"))
    assert [column.label for column in made.columns] == ["Capital", "Recurring cost", "Grand total"]
    assert [[cell.n for cell in row] for row in made.cells] == [[100, 20, 120], [30, None, 30], [130, 20, 150]]
    assert {column.unit for column in made.columns} == {"pounds"}


def test_expected_columns_come_first_in_their_words_with_or_without_records() -> None:
    made = grid(Across("kind", Count("Lines"), expected={"one-off cost": "Once", "capital": "Capital"}))
    assert [column.label for column in made.columns] == ["Once", "Capital", "Recurring cost"]
    assert [cell.n for cell in column(made, "Once")] == [0, 0, 0]


def test_a_column_made_of_others_stands_last() -> None:
    made = grid(quotient("Each", "Planned", "Lines"), Sum("Planned", of="planned"), Count("Lines"))
    assert [column.label for column in made.columns] == ["Planned", "Lines", "Each"]
    assert column(made, "Each")[2] == Cell(150, 4, Decimal("37.5"))


def test_a_quotient_of_nothing_is_empty() -> None:
    made = grid(Count("None", only=Q(planned__gt=1000)), Count("Lines"), quotient("Q", "Lines", "None"))
    assert column(made, "Q")[0] == Cell(2, 0, None)


def test_columns_of_another_table_stand_beside() -> None:
    rows = [Where("Capital", CAPITAL), Where("Recurring", RECURRING)]
    other = Table(FinancialLine.objects.all(), rows=rows, columns=[Sum("Planned", of="planned")])
    each = quotient("Each", "Planned", "Lines")
    made = Table(FinancialLine.objects.all(), rows=rows, columns=[Count("Lines"), each], beside=[other]).compute()
    assert [column.label for column in made.columns] == ["Lines", "Planned", "Each"]
    assert [cell.value for cell in column(made, "Each")] == [65, 10]


def test_coverage_is_of_the_whole_population() -> None:
    known = Share("With an amount", part=Q(planned__isnull=False))
    assert grid(Count("Lines"), coverage=[known]).coverage == {"With an amount": Cell(3, 4, Decimal(75))}
