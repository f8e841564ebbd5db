"""The rule for each kind of column, looked at alone."""

from dataclasses import replace
from decimal import Decimal

import pytest

from tests.board.disclosure.tables import SHARE_COLUMN, column_of_counts, one_row, protect
from wmp.board.disclosure.protect import DERIVED, MEAN, SHARE, SMALL, WHOLE
from wmp.board.disclosure.rule import Rule
from wmp.lib.control_charts import stretches
from wmp.lib.grids import Cell, Column, Grid, Kind, Row

RULE = Rule()
PEOPLE, HOURS = Column("People", kind=Kind.COUNT), Column("Hours", "hours", kind=Kind.SUM)
MEAN_COLUMN = Column("Hours each", "hours", 1, kind=Kind.MEAN)


def public(*cells: tuple[Column, Cell]) -> list[Cell]:
    """What the public edition prints in a table of one row."""
    return list(protect({"people.table": one_row(cells)}, RULE).grids["people.table"].cells[0])


def reasons(*cells: tuple[Column, Cell]) -> list[str]:
    return [decision.why for decision in protect({"people.table": one_row(cells)}, RULE).decisions]


@pytest.mark.parametrize(("number", "printed"), [(10, 10), (13, 15), (1894, 1895)])
def test_a_count_is_rounded_with_nothing_exact_beside_it(number: int, printed: int) -> None:
    assert public((PEOPLE, Cell(number, None, number, ("a" * 32, "")))) == [Cell(printed, None, printed)]


@pytest.mark.parametrize("number", [0, 1, 9])
def test_a_small_count_is_withheld_and_nought_too(number: int) -> None:
    (cell,) = public((PEOPLE, Cell(number, None, number, ("a" * 32, ""))))
    assert (cell.n, cell.d, cell.value, cell.behind) == (None, None, None, ("", ""))
    assert cell.withheld and reasons((PEOPLE, Cell(number, None, number))) == [SMALL]


def test_a_share_is_worked_out_from_rounded_counts() -> None:
    (cell,) = public((SHARE_COLUMN, Cell.ratio(23, 53, 100)))
    assert (cell.n, cell.d) == (25, 55) and cell.value == Decimal(2500) / 55


@pytest.mark.parametrize(
    ("n", "d", "why"),
    [(12, 22, SHARE), (5, 7, SHARE), (0, 0, SHARE), (9, 60, SMALL), (0, 60, SMALL), (60, 60, WHOLE), (59, 61, WHOLE)],
)
def test_a_share_that_would_tell_of_few_is_withheld(n: int, d: int, why: str) -> None:
    assert reasons((SHARE_COLUMN, Cell.ratio(n, d, 100))) == [why]
    assert public((SHARE_COLUMN, Cell.ratio(n, d, 100)))[0].withheld


def test_a_share_of_twenty_three_is_printed() -> None:
    assert public((SHARE_COLUMN, Cell.ratio(13, 23, 100))) == [Cell.ratio(15, 25, 100)]


def test_a_mean_is_printed_exactly_to_its_decimals_and_no_further() -> None:
    (cell,) = public((MEAN_COLUMN, Cell.ratio(Decimal(7601), 311)))
    assert (cell.n, cell.d, cell.value) == (7600, 310, Decimal("24.4"))


@pytest.mark.parametrize("cell", [Cell.ratio(500, 9), Cell(None, 0, None), Cell(None, 6, Decimal("40.5"))])
def test_a_mean_or_median_of_few_is_withheld(cell: Cell) -> None:
    assert public((MEAN_COLUMN, cell))[0].withheld and reasons((MEAN_COLUMN, cell)) == [MEAN]


def test_a_median_has_no_numerator_and_a_rounded_denominator() -> None:
    assert public((MEAN_COLUMN, Cell(None, 47, Decimal("42")))) == [Cell(None, 45, Decimal("42.0"))]


def test_hours_go_with_the_people_who_gave_them() -> None:
    few = [(PEOPLE, Cell(9, None, 9)), (HOURS, Cell(402, None, 402))]
    assert all(cell.withheld for cell in public(*few))
    assert public((PEOPLE, Cell(40, None, 40)), (HOURS, Cell(402, None, 402)))[1] == Cell(400, None, 400)


DAYS = Column("Absence", "percent", 1, kind=Kind.RATE, each=31)


@pytest.mark.parametrize(
    ("lost", "of", "why"), [(12, 9000, SMALL), (309, 9000, SMALL), (310, 690, SHARE), (0, 0, SHARE), (900, 900, WHOLE)]
)
def test_days_that_nine_people_may_have_are_withheld(lost: int, of: int, why: str) -> None:
    """Nine people cannot lose 310 days in a month of 31."""
    assert reasons((DAYS, Cell.ratio(lost, of, 100))) == [why]


def test_days_of_ten_people_at_least_are_rounded() -> None:
    assert public((DAYS, Cell.ratio(Decimal("310.5"), Decimal("1203.25"), 100))) == [Cell.ratio(310, 1205, 100)]


def test_hours_and_their_mean_go_where_few_people_gave_them() -> None:
    """Three of 33 specials gave all the hours: an exact mean over 33 would tell them."""
    few = replace(Cell.ratio(60, 33), people=(3, 33))
    cells = [(PEOPLE, Cell(33, None, 33)), (HOURS, Cell(60, None, 60, people=(3, None))), (MEAN_COLUMN, few)]
    assert [cell.withheld != "" for cell in public(*cells)] == [False, True, True]
    assert reasons(*cells) == [SMALL, SMALL]


def test_twelve_referrals_of_six_people_are_of_few() -> None:
    assert public((PEOPLE, Cell(12, None, 12, people=(6, None))))[0].withheld
    assert public((PEOPLE, Cell(12, None, 12, people=(10, None)))) == [Cell(10, None, 10)]


def test_a_row_that_only_records_brought_is_left_out_where_nothing_of_it_is_printed() -> None:
    """A reason for absence that one person has is not even named; a rank that nobody has keeps its row."""
    rows = [Row("Back pain", came=True), Row("Assault at work", came=True), Row("Chief Officer")]
    cells = [[Cell.ratio(lost, 9000, 100)] for lost in (4000, 12, 0)]
    assert [row.label for row in protect({"a": Grid(rows, [DAYS], cells)}, RULE).grids["a"].rows] == [
        "Back pain",
        "Chief Officer",
    ]


@pytest.mark.parametrize("cell", [Cell.ratio(20, 33), Cell(None, 11, Decimal("0.03")), Cell()])
def test_what_is_worked_out_from_exact_numbers_is_withheld_and_its_absence_too(cell: Cell) -> None:
    column = Column("Impact ratio", "ratio", 2, kind=Kind.DERIVED)
    assert public((column, cell))[0].withheld and reasons((column, cell)) == [DERIVED]


def test_a_target_is_nobodys_and_is_printed() -> None:
    target = Column("Target", "percent", 1, kind=Kind.GIVEN)
    assert public((target, Cell(None, None, Decimal("29.9")))) == [Cell(None, None, Decimal("29.9"))]


def test_a_column_whose_making_nobody_kept_is_told_by_its_numbers_or_withheld() -> None:
    assert public((Column("Share", "percent", 1), Cell.ratio(23, 53, 100)))[0].d == 55
    assert public((Column("Success", "ratio", 2), Cell.ratio(23, 53)))[0].withheld
    assert public((Column("Limit", decimals=1), Cell(value=Decimal("8.31"))))[0].withheld


@pytest.mark.parametrize("kind", [Kind.COUNT, Kind.SHARE, Kind.RATE, Kind.MEAN, Kind.PER_PERIOD])
def test_what_nobody_brought_stays_blank(kind: str) -> None:
    assert public((Column("2022-03", "percent", 2, kind=kind), Cell())) == [Cell()]


def test_a_coverage_line_is_under_the_rule_too() -> None:
    grid = Grid([Row("Force")], [SHARE_COLUMN], [[Cell.ratio(30, 90, 100)]], {"Stated": Cell.ratio(83, 97, 100)})
    small = Grid([Row("Force")], [SHARE_COLUMN], [[Cell.ratio(5, 9, 100)]], {"Stated": Cell.ratio(9, 12, 100)})
    assert protect({"a": grid}, RULE).grids["a"].coverage == {"Stated": Cell.ratio(85, 95, 100)}
    assert protect({"a": small}, RULE).grids["a"].coverage["Stated"].withheld


def test_a_failed_check_is_told_without_its_numbers() -> None:
    grid = Grid([Row("Force")], [PEOPLE], [[Cell(40, None, 40)]], failures=["All: 43 is not the sum of its rows, 40"])
    (said,) = protect({"a": grid}, RULE).grids["a"].failures
    assert said and not any(letter.isdigit() for letter in said)


def test_nothing_that_finds_a_record_leaves_with_a_public_table() -> None:
    exact = column_of_counts({"Constable": 40, "Sergeant": 20})
    grid = protect({"a": exact}, RULE).grids["a"]
    assert not any(row.where for row in grid.rows) and not any(column.where for column in grid.columns)
    assert {cell.behind for _, _, cell in grid} == {("", "")}


def test_a_table_of_which_nothing_is_left_is_named() -> None:
    few = column_of_counts({"Chief officer": 1, "Superintendent": 2})
    assert protect({"a": few, "b": column_of_counts({"Constable": 40})}, RULE).empty == ["a"]


def test_of_what_was_published_before_records_began_a_share_without_its_numbers_is_withheld() -> None:
    assert public((PEOPLE, Cell(value=Decimal(23)))) == [Cell(25, None, 25)]
    assert public((PEOPLE, Cell(value=Decimal(3))))[0].withheld
    assert reasons((SHARE_COLUMN, Cell(value=Decimal("71.4")))) == [DERIVED]


def test_where_a_step_lies_is_not_told_where_a_month_is_withheld() -> None:
    columns = [PEOPLE, Column("Mean", kind=Kind.PER_PERIOD), Column("Step", kind=Kind.STEP)]

    def steps(before: int, after: int) -> list[Cell]:
        months = [before] * 8 + [after] * 9
        found = [each for each in stretches(months) for _ in each.values]
        cells = [
            [Cell(n, None, n), Cell.ratio(sum(each.values), len(each.values)), Cell(value=2 if place == 8 else None)]
            for place, (n, each) in enumerate(zip(months, found, strict=True))
        ]
        grid = Grid([Row(f"{2020 + i // 12}-{i % 12 + 1:02}") for i in range(17)], columns, cells)
        return [line[2] for line in protect({"a": grid}, RULE).grids["a"].cells]

    assert all(cell.withheld for cell in steps(9, 11))
    assert not any(cell.withheld for cell in steps(20, 40))
