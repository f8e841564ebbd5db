"""What is withheld because of what else is printed: beside it, in another table, or in an edition before."""

from collections.abc import Collection

import pytest

from tests.board.disclosure.tables import KEY, SHARE_COLUMN, column_of_counts, count, protect, share, someone
from wmp.board.disclosure.protect import PROTECTS, Decision, Protected
from wmp.board.disclosure.rule import Rule
from wmp.board.disclosure.system import System
from wmp.lib.control_charts import Stretch
from wmp.lib.grids import Cell, Column, Grid, Kind, Row

RULE = Rule()
PEOPLE = Column("People", kind=Kind.COUNT)


def protecting(protected: Protected) -> list[tuple[str, str, str]]:
    """The cells that are withheld for others' sake."""
    return [(d.table, d.row, d.column) for d in protected.decisions if d.why == PROTECTS]


def shown(protected: Protected, table: str = "a") -> list[int | None]:
    return [None if cell.n is None else int(cell.n) for _, _, cell in protected.grids[table]]


def test_a_total_that_leaves_one_way_to_add_up_is_withheld() -> None:
    protected = protect({"a": column_of_counts({"Female": 9, "Male": 9})}, RULE)
    assert shown(protected) == [None, None, None] and protecting(protected) == [("a", "All", "People")]


def test_a_total_that_leaves_many_is_printed() -> None:
    protected = protect({"a": column_of_counts({"Female": 7, "Male": 8})}, RULE)
    assert shown(protected) == [None, None, 15] and protecting(protected) == []


def test_the_neighbour_is_withheld_before_the_total() -> None:
    """From 60 and 40, printed, A and B together are 16 at least: 7, 8 or 9 each, which is one value too few."""
    protected = protect({"a": column_of_counts({"A": 9, "B": 9, "C": 40})}, RULE)
    assert shown(protected) == [None, None, None, 60] and protecting(protected) == [("a", "C", "People")]


def test_without_digests_rows_and_their_total_are_told_by_their_sums() -> None:
    protected = protect({"a": column_of_counts({"Female": 9, "Male": 9}, digests=False)}, RULE)
    assert protecting(protected) == [("a", "All", "People")]


def test_a_total_in_another_table_gives_as_much_away_and_goes_with_the_first() -> None:
    parts = Grid([Row("Female"), Row("Male")], [PEOPLE], [[count(someone(9))], [count(someone(9, 10))]])
    both = column_of_counts({"Female": 9, "Male": 9})
    whole = Grid([Row("All officers")], [PEOPLE], [[count(someone(18))]])
    protected = protect({"a": both, "b": whole, "c": parts}, RULE)
    assert shown(protected, "b") == [None]
    assert {table for table, _, _ in protecting(protected)} == {"a", "b"}


def test_a_share_tells_its_numbers_as_a_count_does() -> None:
    rows = [Row("Female"), Row("Male"), Row("All", total=True)]
    cells = [[share(someone(9), someone(30))], [share(someone(9, 31), someone(30, 31))]]
    whole = share({*someone(9), *someone(9, 31)}, someone(60))
    rows = [Row(row.label, row.total, where=[{} if row.total else {"row": row.label}]) for row in rows]
    protected = protect({"a": Grid(rows, [SHARE_COLUMN], [*cells, [whole]])}, RULE)
    assert all(cell.withheld for _, _, cell in protected.grids["a"])


def test_columns_across_give_away_as_rows_do() -> None:
    columns = [Column(label, where={"how": label}, kind=Kind.COUNT) for label in ("Good", "Poor")]
    cells = [count(someone(9)), count(someone(9, 10)), count(someone(18))]
    protected = protect({"a": Grid([Row("What")], [*columns, Column("All", kind=Kind.COUNT)], [cells])}, RULE)
    assert protecting(protected) == [("a", "What", "All")]


def test_columns_that_make_a_third_give_away_without_a_total_in_name() -> None:
    columns = [Column("Mental health", kind=Kind.COUNT), Column("Physical health", kind=Kind.COUNT)]
    cells = [count(someone(9)), count(someone(9, 10)), count(someone(18))]
    protected = protect({"a": Grid([Row("Quarter")], [*columns, Column("Referrals", kind=Kind.COUNT)], [cells])}, RULE)
    assert protecting(protected) == [("a", "Quarter", "Referrals")]


def test_all_kept_does_not_tell_that_nobody_left() -> None:
    """Two columns that happen to be of the same records are two to a reader."""
    columns = [PEOPLE, Column("Leavers", kind=Kind.COUNT), Column("Kept", "percent", 1, kind=Kind.SHARE)]
    rows = [Row("IPLDP"), Row("PCDA")]
    cells = [
        [count(someone(87)), count(()), share(someone(87), someone(87))],
        [count(someone(300, 100)), count(someone(40, 100)), share(someone(260, 140), someone(300, 100))],
    ]
    protected = protect({"a": Grid(rows, columns, cells)}, RULE)
    assert shown(protected)[0] == 85 and shown(protected)[3] == 300 and protecting(protected) == []


def test_a_mean_over_months_goes_with_its_months() -> None:
    columns = [Column("Assaults", kind=Kind.COUNT), Column("Assaults, mean", decimals=1, kind=Kind.PER_PERIOD)]
    months = [count(someone(number, 100 * place)) for place, number in enumerate((30, 9, 31))]
    mean = Cell.ratio(70, 3)
    grid = Grid([Row(f"2022-0{i}") for i in (1, 2, 3)], columns, [[month, mean] for month in months])
    protected = protect({"a": grid}, RULE)
    assert [cell.withheld != "" for cell in (line[1] for line in protected.grids["a"].cells)] == [True] * 3


def test_a_mean_over_months_is_of_the_rounded_sum_and_its_step_of_the_means() -> None:
    columns = [
        Column("Assaults", kind=Kind.COUNT),
        Column("Mean", decimals=1, kind=Kind.PER_PERIOD),
        Column("Step change", decimals=1, kind=Kind.STEP),
    ]
    counts = [count(someone(number, 100 * place)) for place, number in enumerate((31, 33, 52, 54))]
    means = [Cell.ratio(64, 2), Cell.ratio(64, 2), Cell.ratio(106, 2), Cell.ratio(106, 2)]
    steps = [Cell(), Cell(), Cell(value=21), Cell()]
    cells = [list(line) for line in zip(counts, means, steps, strict=True)]
    grid = protect({"a": Grid([Row(str(i)) for i in range(4)], columns, cells)}, RULE).grids["a"]
    assert [line[1].value for line in grid.cells] == [Cell.ratio(65, 2).value] * 2 + [Cell.ratio(105, 2).value] * 2
    assert [line[2].value for line in grid.cells] == [None, None, 20, None]


def control_chart(*numbers: int) -> Grid:
    """Months as one stretch, with its mean and limits."""
    column = Column("Assaults", kind=Kind.COUNT)
    stretch = Stretch(0, numbers)
    low, high = stretch.limits() or (None, None)
    grid = Grid([Row(f"2022-0{i + 1}") for i in range(len(numbers))], [column], [[count(someone(n))] for n in numbers])
    mean = Cell.ratio(stretch.total, len(numbers))
    for label, kind, cell in [
        ("Mean", Kind.PER_PERIOD, mean),
        ("Lower", Kind.LOWER, Cell(value=low)),
        ("Upper", Kind.UPPER, Cell(value=high)),
    ]:
        grid = grid.with_column(Column(label, decimals=1, kind=kind), [cell] * len(numbers))
    return grid


def test_limits_of_a_control_chart_are_of_the_printed_months() -> None:
    grid = protect({"a": control_chart(31, 33, 52, 24)}, RULE).grids["a"]
    expected = Stretch(0, [30, 35, 50, 25]).limits()
    assert expected and {tuple(cell.value for cell in line[2:]) for line in grid.cells} == {expected}


def test_limits_go_with_the_months_they_are_of() -> None:
    grid = protect({"a": control_chart(31, 3, 52, 24)}, RULE).grids["a"]
    assert all(cell.withheld for line in grid.cells for cell in line[1:])


def test_the_same_numbers_again_withhold_no_more() -> None:
    first = protect({"a": column_of_counts({"A": 9, "B": 9, "C": 40})}, RULE)
    again = protect({"a": column_of_counts({"A": 9, "B": 9, "C": 40})}, RULE, [first.claims] * 12)
    assert shown(again) == shown(first) and again.decisions == first.decisions


def test_numbers_that_an_edition_before_showed_to_be_one_are_withheld_together() -> None:
    """Rows A and B are of the same people, which only the edition before told: it printed B as the other table's A."""

    def rows(**people: Collection[int]) -> Grid:
        return Grid([Row(label) for label in people], [PEOPLE], [[count(who)] for who in people.values()])

    before = protect({"a": rows(B=someone(18)), "b": rows(A=someone(18))}, Rule(base=1, least=30))
    sexes = [Row("Female", where=[{"of": "A"}]), Row("Male", where=[{"of": "A"}]), Row("A", True, where=[{"of": "A"}])]
    people = someone(9), someone(9, 10), someone(18), someone(18)
    whole = Grid([*sexes, Row("B", where=[{"of": "B"}])], [PEOPLE], [[count(who)] for who in people])
    now = {"a": whole, "b": rows(A=someone(18), B=someone(18))}
    assert shown(protect(now, RULE), "a") == [None, None, None, 20] and shown(protect(now, RULE), "b") == [None, 20]
    protected = protect(now, RULE, [before.claims])
    assert shown(protected, "a") == [None] * 4 and shown(protected, "b") == [None, None]


def test_a_number_that_may_be_either_of_two_goes_with_both() -> None:
    """All eleven are constables: whether the other table tells of those or of all officers, nobody can say."""
    ranks = column_of_counts({"Sergeant": 0, "Constable": 11})
    protected = protect({"a": ranks, "b": Grid([Row("Officers")], [PEOPLE], [[count(someone(11))]])}, RULE)
    assert shown(protected) == [None, None, None] and shown(protected, "b") == [None]


def test_rows_under_a_heading_are_what_another_table_says_of_their_records() -> None:
    offences = Grid(
        [Row(label, under="With injury") for label in ("S18", "S20")],
        [PEOPLE],
        [[count(someone(9))], [count(someone(9, 10))]],
    )
    months = Grid([Row("March")], [PEOPLE], [[count(someone(18))]])
    assert shown(protect({"a": offences, "b": months}, RULE), "b") == [None]
    assert shown(protect({"b": months}, RULE), "b") == [20]


def test_what_an_edition_before_withheld_is_not_given_away_by_this_one() -> None:
    before = protect({"a": column_of_counts({"A": 9, "B": 9})}, RULE)
    now = Grid([Row("All", total=True, where=[{}])], [PEOPLE], [[count(someone(18))]])
    alone, after = protect({"a": now}, RULE), protect({"a": now}, RULE, [before.claims])
    assert shown(alone) == [20] and shown(after) == [None]


@pytest.mark.parametrize("editions", [0, 1])
def test_only_so_many_editions_are_looked_at_as_the_rule_says(editions: int) -> None:
    before = protect({"a": column_of_counts({"A": 9, "B": 9})}, RULE)
    now = Grid([Row("All", total=True, where=[{}])], [PEOPLE], [[count(someone(18))]])
    assert shown(protect({"a": now}, Rule(editions=editions), [before.claims])) == [None if editions else 20]


def test_claims_that_cannot_be_true_withhold_more_and_never_less() -> None:
    first = protect({"a": column_of_counts({"A": 30, "B": 40})}, RULE)
    numbers = {name: [50, 51, True, True] for name in first.claims["numbers"]}
    protected = protect({"a": column_of_counts({"A": 30, "B": 40})}, RULE, [{**first.claims, "numbers": numbers}])
    assert shown(protected) == [30, 40, 70]
    assert shown(protect({"a": column_of_counts({"A": 9, "B": 9})}, RULE, [{}, {}])) == [None] * 3


def test_claims_tell_nothing_exact_and_are_the_same_each_time() -> None:
    tables = {"a": column_of_counts({"A": 9, "B": 43}), "b": column_of_counts({"A": 23, "B": 77})}
    claims = protect(tables, RULE).claims
    assert claims == protect(tables, RULE).claims == {**System.from_json(claims).to_json(), "key": KEY.id}
    ranges = [tuple(known[:2]) for known in claims["numbers"].values()]
    assert set(ranges) == {(0, 9), (43, 47), (48, 52), (23, 27), (73, 77), (98, 102)}
    assert not set(claims["numbers"]) & {cell.behind[0] for grid in tables.values() for _, _, cell in grid}


def test_decisions_name_table_row_and_column() -> None:
    (decision,) = protect({"a": column_of_counts({"A": 9, "B": 43})}, RULE).decisions
    assert decision == Decision("a", "A", "People", "small")
    assert decision.to_json() == {"table": "a", "row": "A", "column": "People", "why": "small"}
