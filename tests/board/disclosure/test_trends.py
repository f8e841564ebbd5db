"""The five-year trend of a later edition: it tells again of days that an earlier one told of."""

from tests.board.disclosure.attack import Attack, Seen
from tests.board.disclosure.tables import column_of_counts, count, protect, someone
from wmp.board.disclosure.protect import Protected
from wmp.board.disclosure.rule import Rule
from wmp.board.papers.content import TREND
from wmp.lib.grids import Column, Grid, Kind, Row

RULE = Rule()
KEY = "people.recruited"
THEN, NOW = "2021-04-01", "2022-04-01"
A, B = frozenset("a"), frozenset("b")


def trend(numbers: dict[str, int]) -> Grid:
    """Of the total in each year. The same records make the same number in each edition."""
    cells = [[count(someone(number))] for number in numbers.values()]
    return Grid([Row(day) for day in numbers], [Column("All, People", kind=Kind.COUNT)], cells)


def editions(*, audited: bool) -> list[Protected]:
    """Of 2021 with two nines, of which the total goes with them, and of a year later."""
    first = {KEY: column_of_counts({"A": 9, "B": 9}), TREND.format(KEY): trend({"2020-04-01": 30, THEN: 18})}
    then = protect(first, RULE)
    second = {KEY: column_of_counts({"A": 20, "B": 20}), TREND.format(KEY): trend({THEN: 18, NOW: 40})}
    return [then, protect(second, RULE, [then.claims] if audited else [])]


def attacked(*, audited: bool) -> int:
    """How many of the withheld rows of 2021 can be worked out from its table and from every trend."""
    then, now = (each.grids for each in editions(audited=audited))
    trends = [each[TREND.format(KEY)].cell(THEN, "All, People") for each in (then, now)]
    told = [cell.n for cell in [then[KEY].cell("All", "People"), *trends]]
    seen = [Seen(A, None, small=True), Seen(B, None, small=True)]
    return len(Attack([*seen, *(Seen(A | B, None if n is None else int(n)) for n in told)]).found())


def test_a_trend_does_not_print_what_an_edition_of_that_day_withheld() -> None:
    assert attacked(audited=False) == 2
    assert attacked(audited=True) == 0


def test_what_a_trend_alone_tells_of_is_printed() -> None:
    now = editions(audited=True)[1].grids
    assert now[TREND.format(KEY)].cell(NOW, "All, People").n == now[KEY].cell("All", "People").n == 40
