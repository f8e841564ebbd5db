"""Why a number moved: the difference between two traces of one figure, record by record, adding up exactly.

A record joined where the table had not looked at it before, and left where it looks at it no more: somebody was
recruited, or their post ended. It came, or went, where it was in the table both times and changed group: a constable
who is a sergeant now. It was amended where it stayed and adds another amount than before.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from wmp.lib.grids import Number
from wmp.lib.traces import Trace


class Way(Enum):
    """How a record's part in a number changed, in the order in which they are told."""

    JOINED = "joined"
    CAME = "came from another group"
    AMENDED = "counts otherwise"
    WENT = "went to another group"
    LEFT = "left"


@dataclass(frozen=True)
class Move:
    """One record, what it added before and what it adds after; 0 where it did not stand in the number."""

    key: int
    way: Way
    before: Number
    after: Number

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

    def keys(self, *ways: Way) -> list[int]:
        return [move.key for move in self.moves if move.way in ways]


def moved(before: Trace, after: Trace, row: str, column: str, part: str) -> Moved:
    """Why the numerator (`n`) or denominator (`d`) of a cell is not what it was. A cell not in a trace is nought."""
    was, now = before.adds(row, column, part), after.adds(row, column, part)
    model = after.model(row, column, part) or before.model(row, column, part)
    known_before, known_after = before.keys_of(model), after.keys_of(model)

    def way(key: int) -> Way:
        if key not in was:
            return Way.CAME if key in known_before else Way.JOINED
        if key not in now:
            return Way.WENT if key in known_after else Way.LEFT
        return Way.AMENDED

    moves = [
        Move(key, way(key), was.get(key, 0), now.get(key, 0))
        for key in sorted(was.keys() | now.keys())
        if was.get(key, 0) != now.get(key, 0)
    ]
    return Moved(model, before.sum(row, column, part), after.sum(row, column, part), moves)


def rows_of(trace: Trace, column: str, part: str, key: int) -> list[str]:
    """The rows in whose cell of a column a record stands: where it came from, or went to."""
    return [row for (row, label), parts in trace.cells.items() if label == column and key in _keys(trace, parts, part)]


def _keys(trace: Trace, parts: Mapping[str, Mapping[int, Number]], part: str) -> set[int]:
    return {key for kind in parts.get(part, {}) for key in trace.kinds[kind].keys}
