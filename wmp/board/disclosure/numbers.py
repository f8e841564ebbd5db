"""Which numbers of people stand behind the cells of an edition, and which of them are one and the same."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import product
from typing import NamedTuple

from wmp.board.disclosure.entries import COVERAGE, Entry, Part, entries
from wmp.board.papers.content import TREND
from wmp.lib.grids import Grid, Kind, Number
from wmp.lib.naming import NamingKey
from wmp.lib.time_labels import is_time
from wmp.lib.traces import added_up

#: One part of a column, in every row; and one place in it.
Line = tuple[int, Part]
Place = tuple[tuple[int, int], Part]


@dataclass
class Counted:
    """One number of people, or one sum over them to which nobody adds more than `each`; the cells that show it, and the
    other names it has by its places.

    No claim ever tells what is `exact`.
    """

    exact: Number
    whole: bool
    each: int = 1
    total: bool = False
    entries: list[Entry] = field(default_factory=list)
    also: list[str] = field(default_factory=list)


class Told(NamedTuple):
    """A number's name, and what a reader knows it again by in another table."""

    name: str
    row: str
    total: bool
    column: str
    headlines: frozenset[str]


class Numbers:
    """The numbers behind all tables of an edition, by name. In different tables, numbers with the same records behind
    them are one; within a table only a share's parts and what they divide are, since two of its columns that happen to
    be of the same records tell a reader nothing of that."""

    def __init__(self, tables: Mapping[str, Grid], key: NamingKey) -> None:
        self.counted: dict[str, Counted] = {}
        #: By the digest of its records, the names that a number of people goes by in each table.
        self.by_records: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        self.tables = [TableNumbers(name, grid, key) for name, grid in tables.items()]
        known: dict[str, list[Told]] = defaultdict(list)
        for table in self.tables:
            one = _matched(table.told(), known)
            for place, name in table.names.items():
                table.names[place] = one.get(name, name)
                self._count(table, place, table.names[place], name)

    def _count(self, table: "TableNumbers", place: Place, name: str, own: str) -> None:
        entry, part = table.cells[place[0]], place[1]
        number = self.counted.setdefault(name, Counted(entry.number(part), table.whole(entry, part), entry.column.each))
        number.total |= entry.row.total or entry.at[0] == COVERAGE
        number.entries.append(entry)
        if entry.counts(part) and (digest := table.digests[place]):
            self.by_records[digest][table.table].append(name)
        names = dict.fromkeys([own, table.own_names[place], *table.headline_names(place)])
        number.also += [each for each in names if each != name and each not in number.also]

    def entries(self) -> Iterator[Entry]:
        for table in self.tables:
            yield from table.entries

    def whole(self, parts: Mapping[str, str], beside: str) -> str:
        """The name of the number, in another table than `beside`, that counts the records of these numbers together,
        each with its digest; "" where no table has it.

        Where the others are nought, that is one of them by its records. To a reader it is a number of its own.
        """
        tables = self.by_records.get(added_up(parts.values()), {})
        name = next((names[0] for table, names in tables.items() if table != beside), "")
        if name in parts:
            there = self.counted[name]
            entries = [entry for entry in there.entries if entry.table != beside]
            name = f"{name} whole"
            self.counted[name] = replace(there, entries=entries, also=[])
        return name

    @cached_property
    def either(self) -> Mapping[str, set[str]]:
        """By its name, the numbers that one may be in a table that has fewer of the same records than another has: a
        rank that everybody has, and the total of all ranks."""
        found: dict[str, set[str]] = {}
        for tables in self.by_records.values():
            names = {each for those in tables.values() for each in those}
            if any(len({*those}) < len(names) for those in tables.values()):
                found |= dict.fromkeys(names, names)
        return found

    def exact(self, name: str) -> Number:
        return self.counted[name].exact or 0


def _matched(told: Mapping[str, list[Told]], known: dict[str, list[Told]]) -> dict[str, str]:
    """By the names of a table's numbers, those of the tables before it that they are.

    Where a table has several numbers of the same records (a total of one row that is not nought), the likest is taken,
    for each another; but one headline of several days, of the same records in all of them, is one number.
    """
    one: dict[str, str] = {}
    for key, numbers in told.items():
        taken: set[str] = set()
        for number, other in sorted(product(numbers, known[key]), key=lambda pair: -_alike(*pair)):
            if number.name not in one and (other.name not in taken or number.headlines & other.headlines):
                one[number.name] = other.name
                taken.add(other.name)
        known[key] += [number for number in numbers if number.name not in one]
    return one


def _alike(one: Told, other: Told) -> int:
    """A trend names its numbers by row and column of the table of their day: nothing tells more surely which it is."""
    headline = 8 * bool(one.headlines & other.headlines)
    return headline + 4 * (one.row == other.row) + 2 * (one.total == other.total) + (one.column == other.column)


class TableNumbers:
    """The numbers of one table: at each place the name of the one that stands there."""

    def __init__(self, table: str, grid: Grid, key: NamingKey) -> None:
        self.table, self.grid, self.key = table, grid, key
        self.entries = entries(table, grid)
        self.cells = {entry.at: entry for entry in self.entries}
        self.columns = {entry.at[1]: entry.column for entry in self.entries if entry.at[0] != COVERAGE}
        self.lines: list[Line] = sorted(
            {(e.at[1], part) for e in self.entries if e.at[0] != COVERAGE for part in e.parts()},
            key=lambda line: (self.columns[line[0]].kind not in (Kind.COUNT, Kind.SUM), line[1], line[0]),
        )
        self.same: dict[Line, Line] = {}
        for line in self.lines:
            self.same[line] = self._twin(line)
        stands_for = {
            (entry.at, part): self._stands_for(entry, part) for entry in self.entries for part in entry.parts()
        }
        self.firsts = list(dict.fromkeys(stands_for.values()))
        self.digests = {place: self._digest(place) for place in [*self.firsts, *stands_for]}
        self.names: dict[Place, str] = {place: self._name(first) for place, first in stands_for.items()}
        #: By its own place, a number is known again in an edition where it stands for itself.
        self.own_names = {place: self._name(place) for place in stands_for}

    def told(self) -> dict[str, "list[Told]"]:
        """The numbers by the digest of their records, by which they are known in other tables."""
        found: dict[str, list[Told]] = defaultdict(list)
        for place in self.firsts:
            if key := self._told(place):
                entry, headlines = self.cells[place[0]], frozenset(self.headline_names(place))
                told = Told(self._name(place), entry.row.label, entry.row.total, entry.column.label, headlines)
                found[key].append(told)
        return found

    def name(self, i: int, line: Line) -> str:
        """The name of the number in a row; "" where there is none."""
        return self.names.get(((i, line[0]), line[1]), "")

    def in_rows(self, rows: Iterable[int], line: Line) -> list[str]:
        return [name for i in rows if (name := self.name(i, line))]

    def kind(self, line: Line) -> str:
        return self.columns[line[0]].kind

    def numbers(self, line: Line) -> list[Number]:
        return [self.cells[i, line[0]].number(line[1]) for i in range(len(self.grid.rows))]

    def sums(self, line: Line) -> bool:
        """Does the line add up days or hours, rather than count people?"""
        return not self.cells[0, line[0]].counts(line[1])

    def whole(self, entry: Entry, part: Part) -> bool:
        """Counts are whole; sums as far as their column shows."""
        return entry.counts(part) or all(
            number is None or number == int(number) for number in self.numbers((entry.at[1], part))
        )

    def one_denominator(self, k: int) -> bool:
        """Are the shares of a column all of one denominator? A total of a single row has that row's anyway."""
        wholes = [number for number in self.numbers((k, "d")) if number]
        return len(set(wholes)) == 1 and len(wholes) - sum(row.total for row in self.grid.rows) > 1

    def made_of(self, whole: Place, parts: Iterable[Place]) -> bool:
        """Do some numbers add up to another, and, as far as digests tell, their records to its?"""
        places = list(parts)
        total = sum(self.cells[at].number(part) or 0 for at, part in places)
        if not places or total != self.cells[whole[0]].number(whole[1]):
            return False
        digests = [self._digest(place) for place in places]
        return not self._digest(whole) or not any(digests) or self._digest(whole) == added_up(digests)

    # --- which places have one number, and what it is called ------------------------------------------------------

    def _twin(self, line: Line) -> Line:
        """The count that a share's numerator or denominator is, where there is a column of it."""
        numbers, kind = self.numbers(line), self.kind(line)
        if kind in (Kind.COUNT, Kind.SUM) or numbers == self.numbers((line[0], "d" if line[1] == "n" else "n")):
            return line
        alike = (each for each in self.same if self.numbers(each) == numbers and self._may_be_one(each, line))
        return next((self.same[each] for each in alike), line)

    def _may_be_one(self, one: Line, other: Line) -> bool:
        """Are both counts, or both sums, of the same records as far as digests tell, and by definition?

        Where all who succeeded are women, two columns are of the same records by chance, and no reader knows it.
        """
        asked = [(self.columns[k].where, self.columns[k].asks.get(part)) for k, part in (one, other)]
        if all(asks for _, asks in asked) and asked[0] != asked[1]:
            return False
        digests = [
            (self.cells[i, one[0]].behind(one[1]), self.cells[i, other[0]].behind(other[1]))
            for i in range(len(self.grid.rows))
        ]
        return self.sums(one) == self.sums(other) and all(a == b for a, b in digests if a and b)

    def _stands_for(self, entry: Entry, part: Part) -> Place:
        """The first place of the same number."""
        i, k = entry.at
        if i == COVERAGE:
            return self._of_a_total(entry, part) or (entry.at, part)
        k, part = self.same[k, part]
        if part == "d" and self.cells[i, k].number(part) and self.one_denominator(k):
            i = next(row for row, number in enumerate(self.numbers((k, part))) if number)
        if self.columns[k].kind == Kind.PER_PERIOD:
            while i and self.cells[i - 1, k].cell == self.cells[i, k].cell:
                i -= 1
        return (i, k), part

    def _of_a_total(self, entry: Entry, part: Part) -> Place | None:
        """What a coverage line is of, a total often counts: all whose ethnicity is stated, on the day of its name."""
        for i, row in enumerate(self.grid.rows):
            for k, column in self.columns.items():
                if row.total and column.label in entry.row.label and self.cells[i, k].cell.d == entry.number(part):
                    return self._stands_for(self.cells[i, k], "d")
        return None

    def _digest(self, place: Place) -> str:
        """Of the records behind a place, or behind a column that has the same number in every row."""
        (i, k), part = place
        if i == COVERAGE:
            return ""
        twins = (
            self.cells[i, other].behind(of) for (other, of), line in self.same.items() if line == self.same[k, part]
        )
        return next(filter(None, twins), "")

    def _repeated(self, entry: Entry) -> str:
        """Which of several rows of one name it stands in."""
        i = entry.at[0]
        rows = [(row.under, row.label) for row in self.grid.rows[: max(i, 0)]]
        return f"coverage {entry.at[1]}" if i == COVERAGE else str(rows.count((entry.row.under, entry.row.label)))

    def _told(self, place: Place) -> str:
        digest, entry = self.digests[place], self.cells[place[0]]
        if not digest:
            return ""
        return f"count {digest}" if entry.counts(place[1]) else f"sum {digest} {entry.number(place[1])}"

    def _name(self, place: Place) -> str:
        """By where it stands and the digest of its records, or without one the number itself. Nobody who has no key can
        try out which records or what number that is."""
        entry, part = self.cells[place[0]], place[1]
        what = self._told(place) or str(entry.number(part))
        where = [self.table, entry.row.under, entry.row.label, entry.column.label, self._repeated(entry), part]
        return self.key.name_of(*where, what)

    def headline_names(self, place: Place) -> list[str]:
        """What a number is called wherever it is a headline: in the table of its day, or in the trend of a later one.

        A trend names its columns by the row and column of the headline, less what is a day.
        """
        entry, part = self.cells[place[0]], place[1]
        row, column, what = entry.row.label, entry.column.label, self._told(place)
        figure = self.table.removesuffix(TREND.format(""))
        if entry.at[0] == COVERAGE:
            return []
        if figure != self.table:
            return [self.key.name_of(figure, column, part, what or f"{row} {entry.number(part)}")]
        labels = [", ".join(each for each in (row, column) if not is_time(each)) or "Latest", f"{row}, {column}"]
        return [self.key.name_of(figure, label, part, what) for label in labels] if what else []
