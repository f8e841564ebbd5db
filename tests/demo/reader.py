"""What a reader can make of the public editions of the demo force, from their JSON files alone.

The reader knows the rule that each edition prints, and from the words of each figure how its numbers hang together;
that is written down here by hand, figure by figure, and shares nothing with the audit. What the words of any column
tell, he takes from them: that a share is part of its whole, that women and men are no more than all, and which number
the five years repeat. Of every count of people that is not printed he asks which whole numbers it could be.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

GUESSES = 6
N, D = "numerator", "denominator"
# More than there is of anything.
MOST = 100_000
RETENTION = "people.retention_by_entry_route"
RANKS, TYPES = "people.representation_by_rank", "people.representation_by_staff_type"
PROMOTION, THEMES, PASSPORTS = "people.promotion_success", "welfare.leaving_themes", "welfare.passports"
OUTCOMES, ASSAULTS, SERIES = "welfare.assault_outcomes", "welfare.assaults", "welfare.assault_series"
REFERRALS, REASONS, RATINGS = "welfare.oh_referrals", "welfare.oh_reasons", "people.rating_distribution"
SPECIALS = "people.specials_recruitment"
READ = (RETENTION, RANKS, TYPES, PROMOTION, THEMES, PASSPORTS, OUTCOMES, ASSAULTS, SERIES, REFERRALS, REASONS, RATINGS)
# Nobody is both of two.
GROUPS = (("Female", "Male"), ("Ethnic minority", "White"))
YEARS = ": five years"
DATED = re.compile(r"\d{4}-\d{2}(-\d{2})?")
# Hours and days are no counts of people, nor is a limit of a chart.
COUNTED = ("count", "percent")


class Place(NamedTuple):
    """One number of one edition."""

    edition: str
    figure: str
    row: str
    column: str
    part: str = N


class Sum(NamedTuple):
    """The parts add up to the whole; with `at_most`, to no more."""

    whole: Place
    parts: Sequence[Place]
    at_most: bool = False


class Edition:
    """One JSON file."""

    def __init__(self, document: Mapping[str, Any]) -> None:
        self.name = str(document["meeting_on"])
        tables = {each["figure"]: each for each in document["figures"]}
        self.tables = {key: tables[key]["table"] for key in (*READ, SPECIALS)}
        trends = {f"{key}{YEARS}": tables[key]["five_years"] for key in (*READ, SPECIALS)}
        self.trends = {key: table for key, table in trends.items() if table}
        self.tables |= self.trends
        self.day = str(tables[TYPES]["day"])
        self.coverage = tables[TYPES]["coverage"]

    def numbers(self) -> Iterator[tuple[Place, int | None]]:
        """Every count of people with what is printed of it; None for a withheld one."""
        for key, table in self.tables.items():
            units = {each["column"]: each["unit"] for each in table["columns"]}
            for cell in table["cells"]:
                for part in (N, D):
                    number = cell[part]
                    # What is no whole number is a quotient, and a month's limits are of the chart.
                    counts = units[cell["column"]] in COUNTED and not (key == SERIES and "," in cell["column"])
                    if counts and (cell["withheld"] or (number is not None and number == int(number))):
                        place = Place(self.name, key, cell["row"], cell["column"], part)
                        if self._has(place, units):
                            yield place, None if cell["withheld"] else int(number)
        for label, parts in self.coverage.items():
            for part in (N, D):
                if parts[part] is not None:
                    yield Place(self.name, TYPES, "coverage", label, part), int(parts[part])

    def _has(self, place: Place, units: Mapping[str, str]) -> bool:
        """Plain counts have no denominator; months are no people, nor is the mean of a month."""
        if place.column == "Per month" or "median" in place.column.lower() or place.column[-1:] == "p":
            return False
        if place.column == "Share of all assaults" or "ratio" in place.column:
            return False
        return place.part == N or units[place.column] == "percent"

    def rows(self, key: str, *, totals: bool = False) -> list[str]:
        return [each["row"] for each in self.tables[key]["rows"] if each["total"] == totals]

    def columns(self, key: str) -> list[str]:
        return [each["column"] for each in self.tables[key]["columns"]]

    def at(self, key: str, row: str, column: str, part: str = N) -> Place:
        return Place(self.name, key, row, column, part)

    # --- what the figures' words say of their numbers ---

    def sums(self) -> Iterator[Sum]:
        for key, total in ((TYPES, "Force"), (RANKS, "Police Officer Total"), (PROMOTION, "Grand Total")):
            yield from self._down(key, total, self.rows(key))
        yield from self._down(RATINGS, "All ratings", self.rows(RATINGS))
        yield from self._down(PASSPORTS, "All passports", self.rows(PASSPORTS))
        yield from self._down(OUTCOMES, "All positive outcomes", self.rows(OUTCOMES), parts=[N])
        degrees = [row for row in self.rows(RETENTION) if row != "IPLDP"]
        yield from self._down(RETENTION, "PEQF total", degrees)
        yield from self._down(RETENTION, "Total with comparator", ["IPLDP", "PEQF total"])
        for row in [*self.rows(RETENTION), *self.rows(RETENTION, totals=True)]:
            stayed, left = self.at(RETENTION, row, "Retention"), self.at(RETENTION, row, "Leavers during probation")
            yield Sum(self.at(RETENTION, row, "Recruited"), [stayed, left])
        for row in [*self.rows(RATINGS), "All ratings"]:
            values = [column for column in self.columns(RATINGS) if column != "All"]
            yield Sum(self.at(RATINGS, row, "All"), [self.at(RATINGS, row, column) for column in values])
        yield from self._referrals()
        yield from self._of_wholes()
        yield from self._of_themes()
        yield from self._of_assaults()

    def _down(self, key: str, total: str, rows: Sequence[str], *, parts: Sequence[str] = (N, D)) -> Iterator[Sum]:
        for column in self.columns(key):
            for part in parts:
                yield Sum(self.at(key, total, column, part), [self.at(key, row, column, part) for row in rows])

    def _referrals(self) -> Iterator[Sum]:
        for row in self.rows(REASONS):
            reasons = [self.at(REASONS, row, reason) for reason in ("Mental health", "Physical health")]
            yield Sum(self.at(REASONS, row, "Referrals"), reasons)
            workers = [each for each in self.rows(REFERRALS) if each.startswith(f"{row}, ")]
            whole = self.at(REFERRALS, f"{row}, Overall workforce", "Referrals")
            yield Sum(whole, [self.at(REFERRALS, each, "Referrals") for each in workers])

    def _of_wholes(self) -> Iterator[Sum]:
        """In every table, a share is part of its whole, and women and men are no more than all of the same name."""
        for key, table in self.tables.items():
            names = self.columns(key)
            for row in (each["row"] for each in table["rows"]):
                yield from (Sum(self.at(key, row, name, D), [self.at(key, row, name)], at_most=True) for name in names)
                for whole, parts in self._groups(names):
                    for part in (N, D):
                        those = [self.at(key, row, name, part) for name in parts]
                        yield Sum(self.at(key, row, whole, part), those, at_most=True)

    def _groups(self, names: Sequence[str]) -> Iterator[tuple[str, list[str]]]:
        """Of some columns, Success with Female success and Male success; in five years after the name of a row."""
        for whole in names:
            row, comma, name = whole.rpartition(", ")
            for groups in GROUPS:
                parts = [f"{row}{comma}{group} {name[:1].lower()}{name[1:]}" for group in groups]
                if there := [each for each in parts if each in names]:
                    yield whole, there

    def _of_themes(self) -> Iterator[Sum]:
        """A case may have several themes, so that none has more than there are cases."""
        role = "Role not as expected"
        for column in self.columns(THEMES):
            for row in self.rows(THEMES):
                whole = role if row.startswith(f"{role}: ") else "All cases closed"
                yield Sum(self.at(THEMES, whole, column), [self.at(THEMES, row, column)], at_most=True)

    def _of_assaults(self) -> Iterator[Sum]:
        for row in [*self.rows(OUTCOMES), "All positive outcomes"]:
            kinds = [f"Share of assaults {kind} injury" for kind in ("with", "without")]
            yield Sum(self.at(OUTCOMES, row, "Assaults"), [self.at(OUTCOMES, row, kind) for kind in kinds])

    def same(self) -> Iterator[tuple[Place, Place]]:
        """Numbers that stand in several places of the edition."""
        for column in self.columns(TYPES):
            for part in (N, D):
                officers = self.at(TYPES, "Police Officer", column, part)
                yield officers, self.at(RANKS, "Police Officer Total", column, part)
            yield self.at(TYPES, "Force", column, D), self.at(TYPES, "coverage", f"Ethnicity stated, {column}")
        for row in [*self.rows(RETENTION), *self.rows(RETENTION, totals=True)]:
            yield self.at(RETENTION, row, "Recruited"), self.at(RETENTION, row, "Retention", D)
        for row in [*self.rows(PROMOTION), "Grand Total"]:
            yield self.at(PROMOTION, row, "Applicants"), self.at(PROMOTION, row, "Success", D)
            yield self.at(PROMOTION, row, "Successful"), self.at(PROMOTION, row, "Success")
        for row in self.rows(REASONS):
            overall = self.at(REFERRALS, f"{row}, Overall workforce", "Referrals")
            yield self.at(REASONS, row, "Referrals"), overall
        for row in [*self.rows(OUTCOMES), "All positive outcomes"]:
            yield self.at(OUTCOMES, row, "Assaults"), self.at(OUTCOMES, row, "Share of positive outcomes")
            for column in self.columns(OUTCOMES)[1:]:
                yield self.at(OUTCOMES, "All positive outcomes", column, D), self.at(OUTCOMES, row, column, D)
        for row in ("S18", "S20", "S47"):
            yield self.at(ASSAULTS, row, "Assaults"), self.at(ASSAULTS, row, "Share of assaults with injury")
        yield from self._repeated()
        for column in ("Female", "Ethnic minority"):
            yield self.at(SPECIALS, "Last 12 months", "Joined"), self.at(SPECIALS, "Last 12 months", column, D)

    def _repeated(self) -> Iterator[tuple[Place, Place]]:
        """The latest of five years is the number in the table."""
        for key in self.trends:
            figure = key.removesuffix(YEARS)
            for name in self.columns(key):
                row, column = self._named(figure, name)
                for part in (N, D):
                    yield self.at(key, self.day, name, part), self.at(figure, row, column, part)

    def _named(self, figure: str, name: str) -> tuple[str, str]:
        """The row and column of a table that a column of its five years is of; what it does not name is the latest."""
        rows, columns = [each["row"] for each in self.tables[figure]["rows"]], self.columns(figure)
        for row in rows:
            if name.startswith(f"{row}, "):
                return row, name.removeprefix(f"{row}, ")
        return (name, _latest(columns)) if name in rows else (_latest(rows), name)


def _latest(labels: Sequence[str]) -> str:
    """The first that begins with the latest day or month."""
    dated = [label for label in labels if DATED.match(label)]
    last = max((label[:10] for label in dated), default="")
    return next((label for label in dated if label[:10] == last), "")


def between(editions: Sequence[Edition]) -> Iterator[tuple[Place, Place]]:
    """Numbers of two editions that are of the same day, month, quarter, process or closed year."""
    first: dict[Place, Place] = {}
    for edition in editions:
        for place, _ in edition.numbers():
            dated = place.figure in (TYPES, RANKS, SERIES, REFERRALS, REASONS) or place.figure.endswith(YEARS)
            whole = place.figure == PROMOTION and place.row != "Grand Total"
            if dated or whole or (place.figure == RETENTION and place.row == "IPLDP"):
                known = first.setdefault(place._replace(edition=""), place)
                if known != place:
                    yield known, place


class Reader:
    """All editions together: one unknown for each number, however often it is printed."""

    def __init__(self, documents: Iterable[Mapping[str, Any]]) -> None:
        editions = [Edition(document) for document in documents]
        self.printed = {place: number for edition in editions for place, number in edition.numbers()}
        self.head: dict[Place, Place] = {}
        for one, other in [*(pair for edition in editions for pair in edition.same()), *between(editions)]:
            if one in self.printed and other in self.printed and self._of(one) != self._of(other):
                self.head[self._of(other)] = self._of(one)
        self.low: dict[Place, int] = defaultdict(int)
        self.high: dict[Place, int] = defaultdict(lambda: MOST)
        for place, number in self.printed.items():
            if number is not None:
                name = self._of(place)
                self.low[name] = max(self.low[name], 10, number - 2)
                self.high[name] = min(self.high[name], number + 2)
        self.sums = [
            each for edition in editions for each in edition.sums() if {each.whole, *each.parts} <= {*self.printed}
        ]

    def _of(self, place: Place) -> Place:
        while place in self.head:
            place = self.head[place]
        return place

    @property
    def withheld(self) -> list[Place]:
        """Those that no edition prints anywhere."""
        names = dict.fromkeys(self._of(place) for place in self.printed)
        return [name for name in names if name not in self.high]

    def values(self, enough: int = 4) -> dict[Place, set[int]]:
        """Of each withheld count, values that it can have: `enough` of them, or all that there are."""
        found: dict[Place, set[int]] = {name: set() for name in self.withheld}
        for names, sums in self._parts():
            part = _Part(names, sums, self.low, self.high)
            if any(name in found for name in names):
                part.guess(found)
            for name in names:
                if name in found and len(found[name]) < enough:
                    part.search(name, found, enough)
        return found

    def _parts(self) -> Iterator[tuple[list[Place], list[tuple[list[Place], bool]]]]:
        """Unknowns that hang together, with their sums: the whole first, then what adds up to it."""
        sums = [([self._of(each.whole), *map(self._of, each.parts)], each.at_most) for each in self.sums]
        group: dict[Place, list[Place]] = {name: [name] for name in dict.fromkeys(map(self._of, self.printed))}
        for names, _ in sums:
            for name in names[1:]:
                if group[name] is not group[names[0]]:
                    group[names[0]].extend(group[name])
                    for each in group[name]:
                        group[each] = group[names[0]]
        for members in {id(each): each for each in group.values()}.values():
            inside = set(members)
            yield members, [each for each in sums if each[0][0] in inside]


class _Part:
    def __init__(
        self,
        names: Sequence[Place],
        sums: Sequence[tuple[list[Place], bool]],
        low: Mapping[Place, int],
        high: Mapping[Place, int],
    ) -> None:
        self.index = {name: place for place, name in enumerate(names)}
        self.lows, self.highs = [low.get(name, 0) for name in names], [high.get(name, MOST) for name in names]
        self.rows = np.zeros((max(len(sums), 1), len(names)))
        self.most = np.zeros(len(self.rows))
        for place, (terms, at_most) in enumerate(sums):
            for name in terms[1:]:
                self.rows[place, self.index[name]] -= 1
            self.rows[place, self.index[terms[0]]] += 1
            self.most[place] = MOST if at_most else 0

    def guess(self, found: dict[Place, set[int]]) -> None:
        """Some whole solutions by chance: each is a value for every number at once."""
        chance = np.random.default_rng(1)
        for _ in range(GUESSES):
            self._solve_for(chance.normal(size=len(self.index)), self.lows, self.highs, found)

    def search(self, name: Place, found: dict[Place, set[int]], enough: int) -> None:
        least = self._solve(name, 0, MOST, found)
        assert least is not None, f"What is printed of {name} contradicts itself."
        value = least
        while len(found[name]) < enough:
            following = self._solve(name, value + 1, MOST, found)
            if following is None:
                return
            value = following

    def _solve(self, name: Place, low: int, high: int, found: dict[Place, set[int]]) -> int | None:
        """The least value of a number from `low` on, if there is any; keeps what the others are then."""
        lows, highs = list(self.lows), list(self.highs)
        place = self.index[name]
        lows[place], highs[place] = max(lows[place], low), min(highs[place], high)
        if lows[place] > highs[place]:
            return None
        aim = np.zeros(len(lows))
        aim[place] = 1
        solution = self._solve_for(aim, lows, highs, found)
        return None if solution is None else round(solution[place])

    def _solve_for(
        self, aim: np.ndarray, lows: Sequence[int], highs: Sequence[int], found: dict[Place, set[int]]
    ) -> np.ndarray | None:
        solved = milp(
            aim,
            integrality=np.ones(len(lows)),
            bounds=Bounds(lows, highs),
            constraints=LinearConstraint(self.rows, np.zeros(len(self.rows)), self.most),
        )
        for each, at in self.index.items():
            if each in found and solved.x is not None:
                found[each].add(round(solved.x[at]))
        return solved.x
