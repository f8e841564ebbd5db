"""Why a number moved: the difference between two traces of one figure, record by record, adding up exactly.

A record changed group where it left another group of the table for this one, or this one for another: a constable who
is a sergeant now. So it did where it was counted in the whole of a share before, and is in the part now. Else it
joined, or left: somebody was recruited, or their post ended. It was amended where it stayed and adds another amount
than before.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from wmp.lib.grids import Number
from wmp.lib.traces import Place, Trace


class Way(Enum):
    """How a record's part in a number changed, in the order in which they are told."""

    JOINED = "joined"
    CAME = "came from another group"
    AMENDED = "counts otherwise"
    WENT = "went to another group"
    LEFT = "left"


@dataclass(frozen=True)
class Move:
    """One record, what it added before and what it adds after; 0 where it did not stand in the number.

    `other` is the group that it came from or went to, where it left one for the other.
    """

    key: int
    way: Way
    before: Number
    after: Number
    other: Place | None = None

    @property
    def difference(self) -> Number:
        return (self.after or 0) - (self.before or 0)


@dataclass(frozen=True)
class Moved:
    """A part of a cell in two traces: what it was, what it is, and every record that made the difference."""

    model: str
    before: Number
    after: Number
    moves: Sequence[Move]

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
        of most records first."""
        found: dict[tuple[Way, Place | None], list[Move]] = {}
        for move in self.moves:
            found.setdefault((move.way, move.other), []).append(move)
        ways = list(Way)
        return dict(sorted(found.items(), key=lambda each: (ways.index(each[0][0]), -len(each[1]))))

    def keys(self, *ways: Way) -> list[int]:
        return [move.key for move in self.moves if move.way in ways]


def moved(before: Trace, after: Trace, row: str, column: str, part: str, others: Sequence[Place] = ()) -> Moved:
    """Why the numerator (`n`) or denominator (`d`) of a cell is not what it was. A cell not in a trace is nought.

    `others` are the cells that a record can change to or from, in the order in which one is chosen of several.
    """
    was, now = before.adds(row, column, part), after.adds(row, column, part)
    keys = sorted(key for key in was.keys() | now.keys() if was.get(key, 0) != now.get(key, 0))
    came = _left(before, after, others, part, {key for key in keys if key not in was})
    went = _left(after, before, others, part, {key for key in keys if key not in now})
    whole_before, whole_after = (
        _standing(each, (row, column), "d") if part == "n" else set() for each in (before, after)
    )

    def way(key: int) -> Way:
        if key not in was:
            return Way.CAME if key in came or key in whole_before else Way.JOINED
        if key not in now:
            return Way.WENT if key in went or key in whole_after else Way.LEFT
        return Way.AMENDED

    other = {**came, **went}
    moves = [Move(key, way(key), was.get(key, 0), now.get(key, 0), other.get(key)) for key in keys]
    model = after.model(row, column, part) or before.model(row, column, part)
    return Moved(model, before.sum(row, column, part), after.sum(row, column, part), moves)


def _left(there: Trace, gone: Trace, places: Sequence[Place], part: str, keys: set[int]) -> dict[int, Place]:
    """For each of some records the first of the places in which it stands in one trace and not in the other."""
    found: dict[int, Place] = {}
    for place in places:
        if len(found) == len(keys):
            break
        for key in (_standing(there, place, part) & keys) - _standing(gone, place, part):
            found.setdefault(key, place)
    return found


def _standing(trace: Trace, place: Place, part: str) -> set[int]:
    """The keys of the records that a part of a cell adds up."""
    return {key for kind in trace.cells.get(place, {}).get(part, {}) for key in trace.kinds[kind].keys}
