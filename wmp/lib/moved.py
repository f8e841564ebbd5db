"""Why a number moved: the difference between two traces of one figure, record by record, adding up exactly.

A record changed group where it left another group of the table for this one, or this one for another: a project that
is delivered now. So it did where it was counted in the whole of a share before, and is in the part now. Else it joined,
or left. It was amended where it stayed and adds another amount than before.

In a headcount all that is said of people, whatever records stand for them: a promotion ends one post and begins the
next, and the constable who is a sergeant now changed group. Nobody left, and nobody joined.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from wmp.lib.grids import Number
from wmp.lib.traces import Place, Trace


class Way(Enum):
    """How a record's or a person's part in a number changed, in the order in which they are told."""

    JOINED = "joined"
    CAME = "came from another group"
    AMENDED = "counts otherwise"
    RENEWED = "stays by another record, and counts the same"
    WENT = "went to another group"
    LEFT = "left"


@dataclass(frozen=True)
class Move:
    """One record or, in a headcount, one person: what they added before and what they add after; 0 where they did not
    stand in the number. `keys` are those of their records in it, before and after.

    `other` is the group that they came from or went to, where they left one for the other.
    """

    keys: Collection[int]
    way: Way
    before: Number
    after: Number
    other: Place | None = None

    @property
    def difference(self) -> Number:
        return (self.after or 0) - (self.before or 0)


@dataclass(frozen=True)
class Moved:
    """A part of a cell in two traces: what it was, what it is, and everything that made the difference; of people in a
    headcount, else of records."""

    model: str
    before: Number
    after: Number
    moves: Sequence[Move]
    of_people: bool = False

    @property
    def by_way(self) -> Mapping[Way, Number]:
        """What each way adds to the number, those without records left out. Together they are the whole difference."""
        found: dict[Way, Number] = {}
        for way in Way:
            moves = [move.difference or 0 for move in self.moves if move.way is way]
            if moves:
                found[way] = sum(moves)
        return found

    @property
    def by_group(self) -> Mapping[tuple[Way, Place | None], Sequence[Move]]:
        """The moves by what they did and by the group that they came from or went to: in the order of the ways, those
        of most first."""
        found: dict[tuple[Way, Place | None], list[Move]] = {}
        for move in self.moves:
            found.setdefault((move.way, move.other), []).append(move)
        ways = list(Way)
        return dict(sorted(found.items(), key=lambda each: (ways.index(each[0][0]), -len(each[1]))))

    def keys(self, *ways: Way) -> list[int]:
        """The records that moved in some ways."""
        return sorted({key for move in self.moves if move.way in ways for key in move.keys})


@dataclass(frozen=True)
class _Standing:
    """What a record or a person adds to a part of a cell, and by which records."""

    adds: Number = 0
    keys: frozenset[int] = frozenset()


_NOWHERE = _Standing()
_Standings = Mapping[int, _Standing]


def moved(before: Trace, after: Trace, row: str, column: str, part: str, others: Sequence[Place] = ()) -> Moved:
    """Why the numerator (`n`) or denominator (`d`) of a cell is not what it was. A cell not in a trace is nought.

    `others` are the cells that one can change to or from, in the order in which one is chosen of several.
    """
    place = row, column
    model = after.model(*place, part) or before.model(*place, part)
    # Of a trace from before it was kept who is behind a record, all is said of records.
    of_people = {kind.headcount for each in (before, after) for kind in each.kinds if kind.model == model} == {True}

    def both(place: Place, part: str = part) -> tuple[_Standings, _Standings]:
        was, now = (_standings(each, place, part, of_people=of_people) for each in (before, after))
        return was, now

    was, now = both(place)
    pairs = {who: (was.get(who, _NOWHERE), now.get(who, _NOWHERE)) for who in sorted(was.keys() | now.keys())}
    pairs = {who: pair for who, pair in pairs.items() if pair[0] != pair[1]}
    other = _others(pairs, others, both)
    wholes = both(place, "d") if part == "n" else ({}, {})
    moves = []
    for who, (first, last) in pairs.items():
        # One that is in the part only before or only after may have been in the whole both times.
        from_whole = bool(not first.keys and who in wholes[0]) or bool(not last.keys and who in wholes[1])
        way = _way(first, last, changed_group=who in other or from_whole)
        moves.append(Move(first.keys | last.keys, way, first.adds, last.adds, other.get(who)))
    return Moved(model, before.sum(*place, part), after.sum(*place, part), moves, of_people)


def _standings(trace: Trace, place: Place, part: str, *, of_people: bool) -> _Standings:
    """What each record, or each person, adds to a part of a cell."""
    found: dict[int, _Standing] = {}
    for each, amount in trace.cells.get(place, {}).get(part, {}).items():
        kind = trace.kinds[each]
        for who, key in zip(kind.people if of_people else kind.keys, kind.keys, strict=True):
            there = found.get(who, _NOWHERE)
            found[who] = _Standing((there.adds or 0) + (amount or 0), there.keys | {key})
    return found


def _more(first: _Standing, last: _Standing) -> int:
    """By how many records one stands in a part of a cell more often than before."""
    return len(last.keys) - len(first.keys)


def _others(
    pairs: Mapping[int, tuple[_Standing, _Standing]],
    places: Sequence[Place],
    both: Callable[[Place], tuple[_Standings, _Standings]],
) -> dict[int, Place]:
    """For each of those that stand here more often than before, or less, the first of the places where it is the other
    way about."""
    found: dict[int, Place] = {}
    looked_for = {who: more for who, pair in pairs.items() if (more := _more(*pair))}
    for place in places:
        if not looked_for:
            break
        was, now = both(place)
        there = {w for w, more in looked_for.items() if more * _more(was.get(w, _NOWHERE), now.get(w, _NOWHERE)) < 0}
        found |= dict.fromkeys(there, place)
        looked_for = {who: more for who, more in looked_for.items() if who not in there}
    return found


def _way(first: _Standing, last: _Standing, *, changed_group: bool) -> Way:
    more = _more(first, last)
    if not more:
        return Way.RENEWED if first.adds == last.adds else Way.AMENDED
    if changed_group:
        return Way.CAME if more > 0 else Way.WENT
    if first.keys and last.keys:
        return Way.AMENDED
    return Way.JOINED if more > 0 else Way.LEFT
