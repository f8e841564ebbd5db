"""Where a step change lies tells on which side of a mean some months are: the audit knows it, as a reader may."""

from collections.abc import Sequence

import pytest

from tests.board.disclosure.attack import Attack, Fact, Seen
from tests.board.disclosure.tables import count, protect, someone
from wmp.board.disclosure.protect import Protected
from wmp.board.disclosure.rule import Rule
from wmp.board.disclosure.steps import steps
from wmp.board.disclosure.system import Relation
from wmp.lib.control_charts import control_columns, runs, step_changes
from wmp.lib.grids import Column, Grid, Kind, Row

SERIES = "With injury"


def holds(relation: Relation, values: Sequence[int]) -> bool:
    """Months go by their places."""
    told = sum(factor * values[int(name)] for name, factor in relation.terms)
    return (relation.low is None or told >= relation.low) and (relation.high is None or told <= relation.high)


def known(values: Sequence[int]) -> list[Relation]:
    names = [str(place) for place in range(len(values))]
    return list(steps(names, lambda name: values[int(name)]))


TWO = [20] * 9 + [40] * 9 + [22] * 9


@pytest.mark.parametrize("values", [TWO, [20, 21] * 12, [5] * 30, [9] * 8 + [11] * 9])
def test_all_of_it_is_true(values: list[int]) -> None:
    assert all(holds(each, values) for each in known(values))


@pytest.mark.parametrize("place", range(9, 17))
def test_other_months_that_would_step_elsewhere_are_ruled_out(place: int) -> None:
    """One month of the higher eight, put on the other side."""
    other = [*TWO[:place], 12, *TWO[place + 1 :]]
    assert step_changes(other) != step_changes(TWO) and not all(holds(each, other) for each in known(TWO))


def test_a_series_without_a_step_tells_as_much() -> None:
    values = [20, 21] * 8
    assert step_changes(values) == [] and not all(holds(each, TWO[:16]) for each in known(values))


def chart(months: Sequence[int]) -> Grid:
    cells = [[count(someone(number, 1000 * place))] for place, number in enumerate(months)]
    grid = Grid(
        [Row(f"{2019 + i // 12}-{i % 12 + 1:02}") for i in range(len(months))], [Column(SERIES, kind=Kind.COUNT)], cells
    )
    for each in control_columns(SERIES):
        grid = grid.with_column(Column(each.label, decimals=1, aside=each.aside, kind=each.kind), each.function(grid))
    return grid


def attacked(months: Sequence[int], protected: Protected) -> int:
    """How many withheld months have fewer than four values, to whoever knows how each eight lie to their mean."""
    grid = protected.grids["a"]
    seen = [
        Seen(frozenset([str(place)]), None if line[0].n is None else int(line[0].n), months[place] < 10)
        for place, line in enumerate(grid.cells)
    ]
    facts: list[Fact] = []
    for run in runs(months):
        for place in range(run.end - 8, run.end) if run.side else ():
            terms = {str(each): -1.0 * run.side for each in range(run.start, run.end)}
            terms[str(place)] += run.side * (run.end - run.start)
            facts.append((terms, 1, float("inf")))
    return len(Attack(seen, further=facts).found())


@pytest.mark.parametrize(
    "months", [[9] * 8 + [11] * 9, [30, 8, 12] * 3 + [9] * 8, [10] * 9 + [9] * 8, [20] * 9 + [40] * 9]
)
def test_no_withheld_month_is_told_by_where_the_steps_lie(months: list[int]) -> None:
    assert attacked(months, protect({"a": chart(months)}, Rule())) == 0
