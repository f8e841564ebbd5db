"""A total that is not the sum of its printed rows, or a share out of bounds, is said and never printed silently."""

from datetime import date
from decimal import Decimal

import pytest
from django.db.models import Q

from change.portfolio.models import Project
from wmp.board.paper import FIGURES
from wmp.lib.figures import (
    Across,
    By,
    Count,
    Share,
    Table,
    Total,
    across_adds_up,
    shares_make_the_whole,
    shares_within_bounds,
    totals_equal_parts,
)
from wmp.lib.grids import Cell, Column, Grid, Row


def kept(label: str, number: int, **where: object) -> tuple[Row, list[Cell]]:
    return Row(label, where=[where]), [Cell(number, None, number)]


def grid(*rows: tuple[Row, list[Cell]], unit: str = "count") -> Grid:
    return Grid([row for row, _ in rows], [Column("Projects", unit)], [cells for _, cells in rows])


ALL = Row("All", total=True, where=[{}])


def test_a_total_is_the_sum_of_its_rows() -> None:
    assert totals_equal_parts(grid(kept("a", 2, x=1), kept("b", 3, x=2), (ALL, [Cell(5)]))) == []


def test_a_total_that_is_not_says_by_how_much() -> None:
    failures = totals_equal_parts(grid(kept("a", 2, x=1), kept("b", 3, x=2), (ALL, [Cell(6)])))
    assert failures == ["All, Projects: 6 is not the sum of its rows, 5"]


def test_a_total_is_compared_with_its_own_rows_alone() -> None:
    some = Row("Some", total=True, where=[{"x": 1}])
    assert totals_equal_parts(grid(kept("a", 2, x=1), kept("b", 3, x=2), (some, [Cell(2)]), (ALL, [Cell(5)]))) == []


def test_shares_do_not_add_up_and_are_not_asked_to() -> None:
    shares = grid(
        (Row("a", where=[{"x": 1}]), [Cell(1, 2, Decimal(50))]), (ALL, [Cell(9, 10, Decimal(90))]), unit="percent"
    )
    assert totals_equal_parts(shares) == []


@pytest.mark.parametrize("value", ["-0.1", "100.1"])
def test_a_share_lies_between_nought_and_a_hundred(value: str) -> None:
    failures = shares_within_bounds(grid((Row("a"), [Cell(1, 2, Decimal(value))]), unit="percent"))
    assert failures == [f"a, Projects: a share of {value} per cent"]


@pytest.mark.django_db
def test_a_row_that_is_not_printed_is_found_out() -> None:
    for name, limb in [("A", "act"), ("B", "connect")]:
        Project.objects.create(name=name, limb=limb)
    rows = [By("name", limb="act"), Total("All")]
    made = Table(Project.objects.all(), rows=rows, columns=[Count("Projects")], checks=[totals_equal_parts]).compute()
    assert made.failures == ["All, Projects: 2 is not the sum of its rows, 1"]


@pytest.mark.django_db
def test_a_row_printed_twice_is_found_out() -> None:
    Project.objects.create(name="A", limb="act")
    rows = [By("limb"), By("name"), Total("All")]
    columns = [Across("status", Count("Projects"), total="All projects")]
    made = Table(Project.objects.all(), rows=rows, columns=columns, checks=[totals_equal_parts]).compute()
    assert made.failures == [
        "All, Mobilising: 1 is not the sum of its rows, 2",
        "All, All projects: 1 is not the sum of its rows, 2",
    ]


@pytest.mark.django_db
def test_two_columns_of_one_name_are_found_out_and_no_figure_of_the_paper_has_any() -> None:
    columns = [Count("Projects"), Count("Projects", only=Q(limb="act"))]
    made = Table(Project.objects.all(), rows=[Total("All")], columns=columns).compute()
    assert made.failures == ["2 columns are called “Projects”: their records cannot be told apart"]
    assert not [key for key, figure in FIGURES.items() if figure.table(date(2022, 4, 1)).compute().failures]


@pytest.mark.django_db
def test_a_check_of_its_own_marks_the_figure_once() -> None:
    def never(grid: Grid) -> list[str]:
        return ["never holds"]

    beside = Table(Project.objects.all(), rows=[Total("All")], columns=[Count("More")], checks=[never])
    made = Table(
        Project.objects.all(), rows=[Total("All")], columns=[Count("Projects")], checks=[never], beside=[beside]
    )
    assert made.compute().failures == ["never holds"]


@pytest.mark.django_db
@pytest.mark.parametrize("key", FIGURES)
def test_every_figure_with_totals_checks_them(key: str) -> None:
    table = FIGURES[key].table(date(2022, 4, 1))
    if any(isinstance(row, Total) for row in table.rows):
        assert totals_equal_parts in table.checks


@pytest.mark.django_db
def test_every_table_watches_its_shares() -> None:
    Project.objects.create(name="A", limb="act")
    share = Share("Share", part=~Q(name="B"))
    assert Table(Project.objects.all(), rows=[Total("All")], columns=[share]).compute().failures == []


def test_columns_across_add_up_to_their_total() -> None:
    columns = [Column("Open", where={"status": "o"}), Column("Shut", where={"status": "s"}), Column("All")]
    rows = [Row("a"), Row("b")]
    found = across_adds_up("All")(Grid(rows, columns, [[Cell(1), Cell(None), Cell(1)], [Cell(2), Cell(3), Cell(6)]]))
    assert found == ["b: its columns add up to 5, not to 6"]


@pytest.mark.parametrize(
    ("cells", "failures"),
    [
        ([(1, 4), (3, 4)], []),
        ([(1, 4), (2, 4)], ["Share: its shares are of 4 and make 3 of it"]),
        ([(1, 4), (3, 5)], ["Share: its shares are of 2 different wholes"]),
        ([], []),
    ],
)
def test_shares_make_the_whole(cells: list[tuple[int, int]], failures: list[str]) -> None:
    """The paper's shares of benefits by department add up to 97."""
    rows = [Row(str(place)) for place in range(len(cells))]
    shares = Grid(rows, [Column("Share", "percent")], [[Cell.ratio(n, d, 100)] for n, d in cells])
    assert shares_make_the_whole("Share")(shares) == failures
