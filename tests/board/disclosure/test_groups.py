"""Groups that are together no more than all: women and men, where some are neither and some did not say."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.board.disclosure.attack import Attack, Groups, Seen
from tests.board.disclosure.tables import KEY, SHARE_COLUMN, count, protect, share
from tests.board.disclosure.test_attack import Publish, naive
from wmp.board.disclosure import numbers as behind
from wmp.board.disclosure.protect import Protected
from wmp.board.disclosure.relations import relations
from wmp.board.disclosure.rule import Rule
from wmp.lib.grids import Column, Grid, Kind, Number, Row

RULE = Rule()
GENDERS = ("Female", "Male", "Other")
ALL = "All"
# Of a process and a gender: how many were promoted, and how many were not.
Numbers = Mapping[tuple[str, str], tuple[int, int]]


@dataclass(frozen=True)
class Processes:
    """Who applied and who was promoted, by process and gender. Shares are told of women and of men, as in the paper."""

    numbers: Numbers

    @property
    def rows(self) -> list[str]:
        return list(dict.fromkeys(row for row, _ in self.numbers))

    def cells(self, row: str, gender: str, *, promoted: bool) -> Groups:
        return frozenset(
            f"{name} {one} {way}"
            for name, one in self.numbers
            for way in ("yes", "no")
            if row in (name, ALL) and gender in (one, ALL) and (way == "yes" or not promoted)
        )

    def people(self, groups: Groups) -> list[int]:
        found: list[int] = []
        for place, ((row, gender), ways) in enumerate(self.numbers.items()):
            for way, number in zip(("yes", "no"), ways, strict=True):
                first = 10_000 * place + (5_000 if way == "no" else 0)
                found += range(first, first + number) if f"{row} {gender} {way}" in groups else ()
        return found

    def table(self) -> Grid:
        rows = [*(Row(row, where=[{"row": row}]) for row in self.rows), Row(ALL, total=True, where=[{}])]
        cells = []
        for row in rows:
            who = {
                (g, p): self.people(self.cells(row.label, g, promoted=p))
                for g in (*GENDERS, ALL)
                for p in (False, True)
            }
            both = [share(who[gender, True], who[gender, False]) for gender in (ALL, "Female", "Male")]
            cells.append([count(who[ALL, False]), count(who[ALL, True]), *both])
        asked = {"Applicants": f"{ALL} applied", "Promoted": f"{ALL} promoted"}
        counts = [Column(label, kind=Kind.COUNT, asks={"n": asks}) for label, asks in asked.items()]
        shares = [
            replace(SHARE_COLUMN, label=label, asks={"n": f"{label} promoted", "d": f"{label} applied"})
            for label in (ALL, "Female", "Male")
        ]
        return Grid(rows, [*counts, *shares], cells)

    def seen(self, protected: Protected) -> Iterator[Seen]:
        """Of each withheld number the attacker knows whether it is small."""
        for row, column, cell in protected.grids["people"]:
            gender = column.label if column.kind == Kind.SHARE else ALL
            yield self._seen(row.label, gender, cell.n, promoted=column.label != "Applicants")
            if column.kind == Kind.SHARE:
                yield self._seen(row.label, gender, cell.d, promoted=False)

    def _seen(self, row: str, gender: str, told: Number, *, promoted: bool) -> Seen:
        groups = self.cells(row, gender, promoted=promoted)
        return Seen(groups, None if told is None else int(told), len(self.people(groups)) < RULE.least)


def attacked(numbers: Numbers, publish: Publish = protect) -> list[tuple[Groups, list[int]]]:
    force = Processes(numbers)
    return Attack(list(force.seen(publish({"people": force.table()}, RULE, [])))).found()


FEW_MEN = {
    ("A", "Female"): (11, 14), ("A", "Male"): (1, 24), ("A", "Other"): (0, 1),
    ("B", "Female"): (13, 13), ("B", "Male"): (16, 14), ("B", "Other"): (3, 1),
}  # fmt: skip


def test_women_and_men_are_no_more_than_all_also_where_some_are_neither() -> None:
    assert attacked(FEW_MEN, naive)
    assert attacked(FEW_MEN) == []


def test_men_who_failed_are_known_to_be_no_more_than_all_who_did() -> None:
    numbers = behind.Numbers({"people": Processes(FEW_MEN).table()}, KEY)
    exact = {name: float(number.exact or 0) for name, number in numbers.counted.items()}
    found = [each for each in relations(numbers) if sorted(factor for _, factor in each.terms) == [-1, -1, 1, 1]]
    rests = sorted(sum(factor * exact[name] for name, factor in each.terms) for each in found if each.high is None)
    # Of process A 39 failed: 24 of them men, so 15 were not, and 14 of them women.
    assert {15, 25} <= set(rests)


def test_that_all_who_were_promoted_are_women_is_not_known() -> None:
    women = {("A", "Female"): (10, 5), ("A", "Male"): (0, 11), ("A", "Other"): (0, 1)}
    assert attacked(women) == []
    table = Processes(women).table()
    by_chance = replace(table, columns=[replace(column, asks={}) for column in table.columns])
    assert protect({"people": by_chance}, RULE, []).grids["people"].cell("A", "Promoted").value == 10
    assert protect({"people": table}, RULE, []).grids["people"].cell("A", "Promoted").value is None


@st.composite
def forces(draw: st.DrawFn) -> Numbers:
    many, few = st.integers(5, 30), st.integers(0, 2)
    found = {}
    for row in "ABC"[: draw(st.integers(1, 3))]:
        for gender in GENDERS:
            number = draw(few if gender == "Other" else many)
            promoted = draw(st.integers(0, number))
            found[row, gender] = promoted, number - promoted
    return found


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(numbers=forces())
def test_groups_that_do_not_fill_the_whole_give_nothing_away(numbers: Numbers) -> None:
    assert attacked(numbers) == []
