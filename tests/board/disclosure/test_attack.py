"""No withheld count of a public edition can be worked out: alone, nor from twelve editions together."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.board.disclosure.attack import Attack, Fact, Groups, Seen
from tests.board.disclosure.tables import KEY, SHARE_COLUMN, behind, count, protect, share
from wmp.board.disclosure.protect import SMALL, Protected, told
from wmp.board.disclosure.rule import Rule
from wmp.board.disclosure.sheet import Sheet
from wmp.lib.grids import Cell, Column, Grid, Kind, Row

RULE = Rule()
ALL = "All"
HOURS = Column("Hours", "hours", kind=Kind.SUM)
EACH = Column("Hours each", "hours", 2, kind=Kind.MEAN)
# Numbers near the edges of the rule are what gives others away.
NUMBERS = st.one_of(st.integers(0, 12), st.sampled_from([9, 9, 10, 12, 13, 18, 22, 23]), st.integers(13, 60))

Force = Mapping[tuple[str, str], frozenset[int]]
Publish = Callable[[Mapping[str, Grid], Rule, Sequence[Mapping[str, Any]]], Protected]


@dataclass(frozen=True)
class Year:
    """A force in one edition: who stands in each row and column. `name` tells its groups from other editions'."""

    name: str
    who: Force

    @property
    def rows(self) -> list[str]:
        return list(dict.fromkeys(row for row, _ in self.who))

    @property
    def columns(self) -> list[str]:
        return list(dict.fromkeys(column for _, column in self.who))

    @property
    def places(self) -> list[tuple[str, str]]:
        return [(row, column) for row in (*self.rows, ALL) for column in (*self.columns, ALL)]

    def people(self, row: str, column: str) -> frozenset[int]:
        return frozenset().union(*(who for place, who in self.who.items() if _in(place, row, column)))

    def groups(self, row: str, column: str) -> Groups:
        return frozenset(f"{self.name} {place}" for place in self.who if _in(place, row, column))

    def tables(self) -> dict[str, Grid]:
        """The force by row and column with totals both ways, and beside it the share that the first column is."""
        rows = [*(Row(row, where=[{"row": row}]) for row in self.rows), Row(ALL, total=True, where=[{}])]
        across = [Column(column, where={"column": column}, kind=Kind.COUNT) for column in self.columns]
        first = self.columns[0]
        cells = [[count(self.people(row.label, column)) for column in [*self.columns, ALL]] for row in rows]
        shares = [[share(self.people(row.label, first), self.people(row.label, ALL))] for row in rows]
        return {
            "force": Grid(rows, [*across, Column(ALL, kind=Kind.COUNT)], cells),
            "shares": Grid(rows, [SHARE_COLUMN], shares),
            "hours": Grid(rows, [HOURS, EACH], [self._hours(row.label) for row in rows]),
        }

    def _hours(self, row: str) -> list[Cell]:
        """So many hours for each of the row's people, as their keys say."""
        who = self.people(row, ALL)
        hours = sum(key % 7 for key in who)
        digest, each = behind(who), Cell.ratio(hours, len(who))
        return [Cell(hours, None, hours, (digest, "")), replace(each, behind=(digest, digest))]

    def seen(self, protected: Protected) -> Iterator[Seen]:
        """What the printed tables tell of the groups. The reasons are told to the attacker, though to no reader."""
        small = {(d.row, d.column) for d in protected.decisions if d.table == "force" and d.why == SMALL}
        for row, column, cell in protected.grids["force"]:
            told = None if cell.n is None else int(cell.n)
            yield Seen(self.groups(row.label, column.label), told, (row.label, column.label) in small)
        for row, _, cell in protected.grids["shares"]:
            if cell.n is not None and cell.d is not None:
                yield Seen(self.groups(row.label, self.columns[0]), int(cell.n))
                yield Seen(self.groups(row.label, ALL), int(cell.d))

    def facts(self, protected: Protected) -> Iterator[Fact]:
        """What hours and their means tell of how many gave them."""
        for row, column, cell in protected.grids["hours"]:
            hours = f"{self.name} hours {row.label}"
            if column.label == HOURS.label and cell.n is not None:
                yield {hours: 1}, float(cell.n) - 2, float(cell.n) + 2
            elif cell.value is not None and cell.d is not None:
                people, mean = self.groups(row.label, ALL), float(cell.value)
                yield dict.fromkeys(people, 1), max(10, float(cell.d) - 2), float(cell.d) + 2
                yield {hours: 1, **dict.fromkeys(people, 0.005 - mean)}, 0, np.inf
                yield {hours: 1, **dict.fromkeys(people, -0.005 - mean)}, -np.inf, 0


def _in(place: tuple[str, str], row: str, column: str) -> bool:
    return row in (place[0], ALL) and column in (place[1], ALL)


def naive(tables: Mapping[str, Grid], rule: Rule, before: Sequence[Mapping[str, Any]]) -> Protected:
    """The rule for each cell and nothing more."""
    return told(Sheet(tables, rule, KEY))


def attacked(years: Sequence[Year], publish: Publish = protect) -> list[tuple[Groups, list[int]]]:
    """Publishes the editions one after the other, and tells what all of them together give away."""
    claims: list[Mapping[str, Any]] = []
    seen: list[Seen] = []
    facts: list[Fact] = []
    for year in years:
        protected = publish(year.tables(), RULE, claims)
        claims = [protected.claims, *claims]
        seen += year.seen(protected)
        facts += year.facts(protected)
    return Attack(seen, [pair for place in years[0].places for pair in unchanged(years, *place)], facts).found()


def unchanged(years: Sequence[Year], row: str, column: str) -> Iterator[tuple[Groups, Groups]]:
    """The cell in editions in which it is of the same people. The attacker has that from elsewhere."""
    first: dict[frozenset[int], Groups] = {}
    for year in years:
        own = year.groups(row, column)
        if first.setdefault(year.people(row, column), own) != own:
            yield first[year.people(row, column)], own


@st.composite
def forces(draw: st.DrawFn, most: int = 4) -> Force:
    rows, columns = draw(st.integers(1, most)), draw(st.integers(1, 3))
    who, first = {}, 1
    for row in range(rows):
        for column in range(columns):
            number = draw(NUMBERS)
            who[f"row {row}", f"column {column}"] = frozenset(range(first, first + number))
            first += number
    return who


@st.composite
def histories(draw: st.DrawFn) -> list[Year]:
    """Up to twelve editions, from one to the next of which up to three people join or leave a group, or none."""
    who = dict(draw(forces(most=3)))
    years = [Year("0", dict(who))]
    newest = 100_000
    for number in range(1, draw(st.integers(2, 12))):
        for place in who:
            change = draw(st.sampled_from([0, 0, 0, -3, -2, -1, 1, 2, 3]))
            stay = sorted(who[place])[-change:] if change < 0 else who[place]
            who[place] = frozenset(stay) | frozenset(range(newest, newest + max(change, 0)))
            newest += 3
        years.append(Year(str(number), dict(who)))
    return years


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(who=forces())
def test_no_edition_gives_a_withheld_count_away(who: Force) -> None:
    assert attacked([Year("0", who)]) == []


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(years=histories())
def test_nor_do_twelve_editions_together(years: list[Year]) -> None:
    assert attacked(years) == []


def history(*numbers: Sequence[int]) -> list[Year]:
    """Editions of a column of rows, beside one of many people. Equal numbers are the same people."""
    return [
        Year(
            str(place),
            {
                (f"row {i}", f"column {k}"): frozenset(range(1000 * (i + 100 * k), 1000 * (i + 100 * k) + number))
                for i, n in enumerate(edition)
                for k, number in enumerate((n, 50 + 10 * i))
            },
        )
        for place, edition in enumerate(numbers)
    ]


def test_the_rule_alone_gives_two_nines_away() -> None:
    """Two groups under ten whose total is printed as 20, which is 18 at least: nine each."""
    assert attacked(history([9, 9]), naive)
    assert attacked(history([9, 9])) == []


def one_by_one(tables: Mapping[str, Grid], rule: Rule, before: Sequence[Mapping[str, Any]]) -> Protected:
    """Audited, but as if nothing had been published before."""
    return protect(tables, rule)


def test_two_editions_give_away_together_what_neither_does_alone() -> None:
    """Two people who stay, beside thirteen and then fifteen: together they are 17 at most, and then 13 at least."""
    years = history([13, 2], [15, 2])
    assert attacked(years[:1], one_by_one) == attacked(years[1:], one_by_one) == []
    assert [values for _, values in attacked(years, one_by_one)] == [[0, 1, 2], [0, 1, 2]]
    assert attacked(years) == []
