"""How the numbers behind a table hang together.

All that is found here is true of the exact tables, so that a reader may know it: that rows add up to their total, that
a share is of its own denominator, that two columns make a third. Some of it nobody may know; then a little more is
withheld than need be.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import combinations
from typing import NamedTuple

from wmp.board.disclosure.entries import Entry
from wmp.board.disclosure.numbers import Line, Numbers, TableNumbers
from wmp.board.disclosure.steps import steps
from wmp.board.disclosure.system import Relation
from wmp.lib.grids import Kind, Number

Exact = Callable[[str], Number]


def relations(numbers: Numbers) -> list[Relation]:
    """What always holds between the numbers of an edition, whichever of them are printed."""
    found: dict[Relation, None] = {}
    for table in numbers.tables:
        for kind in KINDS:
            found |= dict.fromkeys(kind(table, numbers.exact))
        found |= dict.fromkeys(_series(table, numbers.exact))
    found |= dict.fromkeys(_headings(numbers))
    return [relation for relation in found if relation.terms]


def _totals(table: TableNumbers, exact: Exact) -> Iterator[Relation]:
    """The rows that belong to a total add up to it; where they overlap, none is more."""
    rows = table.grid.rows
    for line in table.lines:
        if table.kind(line) == Kind.MEAN and table.sums(line):
            continue
        for i, total in enumerate(rows):
            whole = table.name(i, line)
            if not total.total or not whole:
                continue
            parts = [j for j, row in enumerate(rows) if not row.total and total.includes(row)]
            parts = parts or [j for j, row in enumerate(rows) if not row.total]
            names = table.in_rows(parts, line)
            if _made_of(table, (i, line), [(j, line) for j in parts]):
                yield Relation.total(whole, names)
            else:
                yield from (Relation.at_most(name, whole) for name in names if _no_more(exact, name, whole))


def _one_denominator(table: TableNumbers, exact: Exact) -> Iterator[Relation]:
    """Shares of all in their column, totals left out, add up to it."""
    for k in (k for k, part in table.lines if part == "d" and table.one_denominator(k)):
        parts = [j for j, row in enumerate(table.grid.rows) if not row.total and table.name(j, (k, "d"))]
        if _made_of(table, (parts[0], (k, "d")), [(j, (k, "n")) for j in parts]):
            yield Relation.total(table.name(parts[0], (k, "d")), table.in_rows(parts, (k, "n")))


def _answers(table: TableNumbers, exact: Exact) -> Iterator[Relation]:
    """Shares of the same people in a row, of those who agree and who disagree, are no more than all of them."""
    columns: dict[Line, list[int]] = defaultdict(list)
    for k, part in table.lines:
        if part == "d" and table.kind((k, part)) in (Kind.SHARE, Kind.RATE):
            columns[table.same[k, part]].append(k)
    for whole, beside in columns.items():
        rows = [i for i in range(len(table.grid.rows)) if len(beside) > 1 and table.name(i, whole)]
        names = {i: [name for k in beside if (name := table.name(i, (k, "n")))] for i in rows}
        if all(sum(exact(name) or 0 for name in names[i]) <= (exact(table.name(i, whole)) or 0) for i in rows):
            yield from (Relation(Relation.total(table.name(i, whole), names[i]).terms, None, 0) for i in rows)


def _parts_by_name(table: TableNumbers, exact: Exact) -> Iterator[Relation]:
    """Role not as expected: shifts, is of those whose role was not as expected. A reader sees as much."""
    for i, row in enumerate(table.grid.rows):
        parts = [j for j, other in enumerate(table.grid.rows) if other.label.startswith(f"{row.label}: ")]
        for line in table.lines if parts else []:
            whole, names = table.name(i, line), table.in_rows(parts, line)
            if whole and names:
                yield from (Relation.at_most(name, whole) for name in names if _no_more(exact, name, whole))
                if (exact(whole) or 0) <= sum(exact(name) or 0 for name in names):
                    yield Relation(Relation.total(whole, names).terms, 0, None)


def _across(table: TableNumbers, exact: Exact) -> Iterator[Relation]:
    """The columns of a field's values add up to the column of them all."""
    counts = [k for k, column in table.columns.items() if column.kind == Kind.COUNT]
    parts = [k for k in counts if table.columns[k].where]
    for i in range(len(table.grid.rows)):
        for whole in (k for k in counts if not table.columns[k].where):
            if _made_of(table, (i, (whole, "n")), [(i, (k, "n")) for k in parts]):
                yield Relation.total(
                    table.name(i, (whole, "n")), [name for k in parts if (name := table.name(i, (k, "n")))]
                )


def _shares(table: TableNumbers, exact: Exact) -> Iterator[Relation]:
    """A share's numerator is part of its denominator."""
    for entry in table.entries:
        n, d = (table.names.get((entry.at, part), "") for part in ("n", "d"))
        if entry.kind in (Kind.SHARE, Kind.RATE) and n and d and _no_more(exact, n, d):
            yield Relation.at_most(n, d)


def _columns_of_columns(table: TableNumbers, exact: Exact) -> Iterator[Relation]:
    """Two columns of people that make a third in every row, and a share's parts that are never more than a count."""
    numbers = {line: _noughts(table, line) for line in dict.fromkeys(table.same.values()) if not table.sums(line)}
    numbers = {line: each for line, each in numbers.items() if any(each)}
    rows = range(len(table.grid.rows))
    for one, other in combinations(numbers, 2):
        both = tuple((a or 0) + (b or 0) for a, b in zip(numbers[one], numbers[other], strict=True))
        for whole in (line for line, each in numbers.items() if each == both):
            if all(_made_of(table, (i, whole), [(i, one), (i, other)]) for i in rows):
                yield from (
                    Relation.total(table.name(i, whole), [table.name(i, one), table.name(i, other)]) for i in rows
                )
    for less, more in _never_more(table, numbers):
        for i in rows:
            if table.name(i, less) and table.name(i, more):
                yield Relation.at_most(table.name(i, less), table.name(i, more))


def _never_more(table: TableNumbers, numbers: Mapping[Line, tuple[Number, ...]]) -> Iterator[tuple[Line, Line]]:
    """Of a count, the parts of shares in all rows; of the first count, other counts too."""
    counts = [line for line in numbers if table.kind(line) == Kind.COUNT]
    for place, whole in enumerate(counts):
        others = [line for line in numbers if table.kind(line) == Kind.SHARE or not place]
        for line in others:
            if line != whole and all((a or 0) <= (b or 0) for a, b in zip(numbers[line], numbers[whole], strict=True)):
                yield line, whole


def _groups(table: TableNumbers, exact: Exact) -> Iterator[Relation]:
    """Women and men are together no more than all, also where some are neither: whatever columns are so in every row.

    Who knows that columns are of different people knows it; of others it may be so by chance, and is then known too.
    """
    shares = [k for k, column in table.columns.items() if column.kind == Kind.SHARE]
    parts: dict[Line, list[Line]] = defaultdict(list)
    numbers = {line: _noughts(table, line) for line in dict.fromkeys(table.same.values()) if not table.sums(line)}
    for less, more in _never_more(table, numbers):
        parts[more].append(less)
    of = {table.same.get((k, "n")): table.same.get((k, "d")) for k in shares}
    for whole, beside in parts.items():
        # A numerator is part of its own denominator, so that where that belongs to the whole it tells nothing more.
        own = [line for line in beside if of.get(line) not in beside]
        for lines in _together(numbers, whole, own):
            yield from _no_more_than(table, whole, lines)
    for k in shares:
        whole_n, whole_d = table.same.get((k, "n")), table.same.get((k, "d"))
        others = {table.same.get((j, "n")): table.same.get((j, "d")) for j in shares if j != k}
        pairs = {n: d for n, d in others.items() if n and d and n != whole_n and d != whole_d}
        if whole_n and whole_d:
            for one in pairs.items():
                yield from _rest(table, numbers, (whole_n, whole_d), [one])
            for lines in _together(numbers, whole_d, list(dict.fromkeys(pairs.values()))):
                numerators = [n for n, d in pairs.items() if d in lines]
                if _fit(numbers, whole_n, numerators):
                    yield from _no_more_than(table, whole_d, lines)
                    yield from _no_more_than(table, whole_n, numerators)
                    yield from _rest(
                        table, numbers, (whole_n, whole_d), [each for each in pairs.items() if each[1] in lines]
                    )


def _rest(
    table: TableNumbers,
    numbers: Mapping[Line, tuple[Number, ...]],
    whole: tuple[Line, Line],
    parts: list[tuple[Line, Line]],
) -> Iterator[Relation]:
    """Those of the groups who are not in the share, women who failed, are no more than all who are not."""
    found = []
    for i in range(len(table.grid.rows)):
        names = [(table.name(i, n), table.name(i, d)) for n, d in (whole, *parts)]
        if not all(n and d for n, d in names):
            continue
        all_of_it, *those = [(numbers[d][i] or 0) - (numbers[n][i] or 0) for n, d in (whole, *parts)]
        if sum(those) > all_of_it:
            return
        terms: dict[str, float] = defaultdict(float)
        for place, (n, d) in enumerate(names):
            terms[d] += -1 if place else 1
            terms[n] += 1 if place else -1
        found.append(Relation.of(terms, 0, None))
    yield from found


def _together(numbers: Mapping[Line, tuple[Number, ...]], whole: Line, lines: list[Line]) -> set[tuple[Line, ...]]:
    """Of some columns, those that are together no more than the whole in every row: each two, with what still fits."""
    found = set()
    for pair in combinations([line for line in lines if any(numbers.get(line, ()))], 2):
        if _fit(numbers, whole, pair):
            fitting = list(pair)
            for line in lines:
                if line not in fitting and _fit(numbers, whole, [*fitting, line]):
                    fitting.append(line)
            found.add(tuple(sorted(fitting)))
    return found


def _fit(numbers: Mapping[Line, tuple[Number, ...]], whole: Line, lines: Iterable[Line]) -> bool:
    rows = zip(*(numbers[line] for line in lines if line in numbers), strict=True)
    wholes = numbers.get(whole, ())
    return all(sum(each or 0 for each in row) <= (most or 0) for most, row in zip(wholes, rows, strict=False))


def _no_more_than(table: TableNumbers, whole: Line, lines: Iterable[Line]) -> Iterator[Relation]:
    for i in range(len(table.grid.rows)):
        names = [name for line in lines if (name := table.name(i, line))]
        if table.name(i, whole) and names:
            yield Relation(Relation.total(table.name(i, whole), names).terms, None, 0)


class Stretch(NamedTuple):
    """The number of a mean of months, and the months' own; all the cells of either."""

    mean: str
    months: list[str]
    means: list[Entry]
    cells: list[Entry]


def stretches(table: TableNumbers, exact: Exact) -> list[Stretch]:
    """The rows that one mean of months is of, and the column of counts that it is of."""
    found = []
    counts = [k for k, column in table.columns.items() if column.kind == Kind.COUNT]
    for k in (k for k, column in table.columns.items() if column.kind == Kind.PER_PERIOD):
        rows_of: dict[str, list[int]] = defaultdict(list)
        for i in range(len(table.grid.rows)):
            rows_of[table.name(i, (k, "n"))].append(i)
        for mean, rows in rows_of.items():
            for of in counts if mean else []:
                months = table.in_rows(rows, (of, "n"))
                if mean not in months and _made_of(table, (rows[0], (k, "n")), [(i, (of, "n")) for i in rows]):
                    cells = [table.cells[i, of] for i in rows]
                    found.append(Stretch(mean, months, [table.cells[i, k] for i in rows], cells))
    return found


def _series(table: TableNumbers, exact: Exact) -> Iterator[Relation]:
    """A mean is of its months, and tells by where it begins which of them lie on which side of it."""
    series: dict[tuple[int, int], list[str]] = defaultdict(list)
    for stretch in stretches(table, exact):
        yield Relation.total(stretch.mean, stretch.months)
        series[stretch.means[0].at[1], stretch.cells[0].at[1]] += stretch.months
    for months in series.values():
        if len(months) == len(table.grid.rows):
            yield from steps(months, exact)


def _headings(numbers: Numbers) -> Iterator[Relation]:
    """The rows under a heading add up to what another table says of their records: offences to those of all months."""
    for table in numbers.tables:
        headings: dict[tuple[str, Line], list[int]] = defaultdict(list)
        for i, row in enumerate(table.grid.rows):
            for line in table.lines if not row.total else []:
                headings[row.under, line].append(i)
        for (_, line), rows in headings.items():
            places = [((i, line[0]), line[1]) for i in rows]
            parts = {table.names[place]: table.digests[place] for place in places if place in table.names}
            if len(parts) > 1 and not table.sums(line) and (whole := numbers.whole(parts, table.table)):
                yield Relation.total(whole, parts)


KINDS = (_totals, _one_denominator, _answers, _parts_by_name, _across, _shares, _columns_of_columns, _groups)


def _noughts(table: TableNumbers, line: Line) -> tuple[Number, ...]:
    return tuple(number or 0 for number in table.numbers(line))


def _no_more(exact: Exact, part: str, whole: str) -> bool:
    return (exact(part) or 0) <= (exact(whole) or 0)


def _made_of(table: TableNumbers, whole: tuple[int, Line], parts: Iterable[tuple[int, Line]]) -> bool:
    """Do the numbers in some rows and columns add up to another?"""
    named = [((i, k), part) for i, (k, part) in parts if table.name(i, (k, part))]
    i, (k, part) = whole
    return bool(table.name(i, whole[1])) and table.made_of(((i, k), part), named)
