"""A computed table as a workbook: totals and ratios are formulas, and they come to what was computed."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from change.models import Project
from tests.workbooks import Workbook, assert_formulas_hold, read
from wmp.lib import figure_sheets
from wmp.lib.figures import Across, By, Count, Share, Sum, Table, Total, across_adds_up, totals_equal_parts
from wmp.lib.grids import Cell, Column, Grid, Row
from wmp.lib.workbooks import Book, number_format

MONEY = Sum("Amount", of="pk", unit="pounds")
KINDS = ["capital", "one-off", "benefit"]


def table(*columns: Any) -> Table:
    return Table(
        Project.objects.all(), [By("limb"), Total("All")], columns, [totals_equal_parts, across_adds_up("Net")]
    )


def written(grid: Grid, of: Table) -> Workbook:
    book = Book()
    figure_sheets.write(book, "Figure", grid, figure_sheets.columns_added_up(of), title="Money")
    return read(book.as_bytes())


def pivot(amounts: list[list[Decimal | None]], stages: list[int]) -> Grid:
    """Rows under stages with kinds across and their net; a total of each stage, and of all."""

    def cells(numbers: list[list[Decimal | None]], *, total: bool) -> list[Cell]:
        columns = [*zip(*numbers, strict=True)] if numbers else [()] * len(KINDS)
        sums = [
            sum((n for n in column if n is not None), Decimal(0))
            if total or any(n is not None for n in column)
            else None
            for column in columns
        ]
        there = [each for each in sums if each is not None]
        net = sum(there, Decimal(0)) if there else None
        return [Cell(each, None, each) for each in [*sums, net]]

    parts = [
        (Row(f"Row {i}", under=f"Stage {stage}", where=[{"stage": stage, "row": i}]), cells([numbers], total=False))
        for i, (stage, numbers) in enumerate(sorted(zip(stages, amounts, strict=True), key=lambda each: each[0]))
    ]
    totals = [
        (
            Row(f"Stage {stage}", total=True, where=[{"stage": stage}]),
            cells([n for s, n in zip(stages, amounts, strict=True) if s == stage], total=True),
        )
        for stage in sorted(set(stages))
    ]
    whole = (Row("All", total=True, where=[{}]), cells(amounts, total=True))
    rows = [*parts, *totals, whole]
    columns = [*(Column(kind, "pounds", where={"kind": kind}) for kind in KINDS), Column("Net", "pounds")]
    return Grid([row for row, _ in rows], columns, [found for _, found in rows])


AMOUNT = st.none() | st.decimals("-99999999", "99999999", places=2)
LINES = st.lists(st.tuples(st.integers(0, 2), st.lists(AMOUNT, min_size=3, max_size=3)), max_size=8)


@settings(max_examples=25, deadline=None)
@given(LINES)
def test_every_total_of_a_pivot_is_a_formula_that_comes_to_it(lines: list[tuple[int, list[Decimal | None]]]) -> None:
    grid = pivot([amounts for _, amounts in lines], [stage for stage, _ in lines])
    book = written(grid, table(Across("kind", MONEY, total="Net")))
    count = assert_formulas_hold(book)
    totals = sum(row.total for row in grid.rows)
    nets = sum(cells[-1].value is not None for cells in grid.cells)
    # Without a row the total adds up nothing: it stands as a number.
    assert count == (nets + (totals * len(KINDS)) if lines else 1)


def test_a_total_that_its_rows_do_not_make_stands_as_a_number() -> None:
    rows = [Row("a", where=[{"x": 1}]), Row("All", total=True, where=[{}])]
    grid = Grid(rows, [Column("Amount", "pounds")], [[Cell(2, None, 2)], [Cell(3, None, 3)]])
    book = written(grid, table(MONEY))
    assert not list(book.formulas())
    assert book.column("Figure", "B") == ["Amount", 2.0, 3.0]


def test_a_share_divides_its_numerator_by_its_denominator() -> None:
    rows = [Row("a", where=[{"x": 1}]), Row("b", where=[{"x": 2}]), Row("All", total=True, where=[{}])]
    columns = [Column("Kept", "percent", 1)]
    cells = [[Cell.ratio(1, 3, 100)], [Cell.ratio(0, 0, 100)], [Cell.ratio(1, 3, 100)]]
    book = written(Grid(rows, columns, cells), table(Share("Kept")))
    assert book.sheets["Figure"]["B2"].formula == "Ratios!C2/Ratios!D2"
    assert book.sheets["Figure"]["B2"].value == pytest.approx(1 / 3)
    # Of nothing there is no share, and no number either.
    assert "B3" not in book.sheets["Figure"]
    assert book.sheets["Ratios"]["C3"].formula == "SUM(C2)"
    assert assert_formulas_hold(book) == 4


def test_words_that_a_spreadsheet_would_run_stay_words() -> None:
    labels = ["=1+1", "+1", "-1", "@SUM(A1)"]
    grid = Grid([Row(each) for each in labels], [Column("=A1")], [[Cell(1, None, 1)] for _ in labels])
    book = written(grid, table(Count("=A1")))
    assert not list(book.formulas())
    assert book.column("Figure", "A") == ["Money", *(f"'{each}" for each in labels)]
    assert book.column("Figure", "B")[0] == "'=A1"


@pytest.mark.parametrize(
    ("column", "shown"),
    [
        (Column("", "pounds"), "£#,##0;-£#,##0"),
        (Column("", "pounds", 2), "£#,##0.00;-£#,##0.00"),
        (Column("", "FTE", 2), "#,##0.00"),
        (Column("", "percent", 1), "0.0%"),
        (Column("", "count"), "#,##0"),
    ],
)
def test_numbers_look_as_the_paper_prints_them(column: Column, shown: str) -> None:
    assert number_format(column) == shown
