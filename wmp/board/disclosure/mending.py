"""Further solutions of a system from one that is known: a number is set to another value, and others give way.

Far quicker than to solve anew, and what is found is a solution as sure as any: every relation that a change touches is
mended by changing one more number in it, until none is broken. What is not found may still be there.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from math import ceil, floor, inf

from wmp.board.disclosure.system import System

#: How many numbers are changed, in all attempts for one value together, before it is given up.
TRIES = 60
FIRST_TRIES = 2000
#: How many numbers one change may pull along; what needs more is left to the solver.
MOST_CHANGED = 200
NEAR = 1e-6


class Mending:
    """A solution, by the places of the numbers in the system, and its ways to others."""

    def __init__(self, system: System, solution: Sequence[float]) -> None:
        places = {name: place for place, name in enumerate(system.numbers)}
        self.ranges = list(system.numbers.values())
        self.relations = [
            ([(places[name], factor) for name, factor in each.terms], _or(each.low, -inf), _or(each.high, inf))
            for each in system.relations
        ]
        self.of: dict[int, list[tuple[int, float]]] = defaultdict(list)
        for row, (terms, _, _) in enumerate(self.relations):
            for place, factor in terms:
                self.of[place].append((row, factor))
        self.values = [
            float(round(value)) if known.whole else float(value)
            for value, known in zip(solution, self.ranges, strict=True)
        ]
        self.sums = [sum(factor * self.values[place] for place, factor in terms) for terms, _, _ in self.relations]

    def solved(self) -> list[float] | None:
        """All numbers, once those that break a relation are mended; None where that was not found."""
        self.tries = FIRST_TRIES
        for row in range(len(self.relations)):
            if self._is_broken(row) and not self._mend({}, row):
                return None
        known = zip(self.values, self.ranges, strict=True)
        within = all(each.low <= value <= _or(each.high, inf) for value, each in known)
        return [*self.values] if within and not any(map(self._is_broken, range(len(self.relations)))) else None

    def with_value(self, place: int, value: float) -> list[float] | None:
        """All numbers of a solution in which one has this value, or None where none was found."""
        known = self.ranges[place]
        if value < known.low or value > _or(known.high, inf):
            return None
        self.tries = TRIES
        changed: dict[int, float] = {}
        self._set(place, value, changed)
        found = [*self.values] if self._mend(changed) else None
        for each in list(changed):
            self._set(each, changed[each], None)
        return found

    def _set(self, place: int, value: float, changed: dict[int, float] | None) -> None:
        """Changes a number, and notes what it was."""
        if changed is not None:
            changed[place] = self.values[place]
        for row, factor in self.of[place]:
            self.sums[row] += factor * (value - self.values[place])
        self.values[place] = value

    def _mend(self, changed: dict[int, float], row: int | None = None) -> bool:
        """Mends a relation, or the first that the changes broke, and whatever that breaks in turn."""
        broken = self._broken(changed) if row is None else row
        if broken is None:
            return True
        if len(changed) >= MOST_CHANGED:
            return False
        for place, value in self._ways(broken, changed):
            self.tries -= 1
            if self.tries < 0:
                return False
            self._set(place, value, changed)
            if self._mend(changed):
                return True
            self._set(place, changed.pop(place), None)
        return False

    def _broken(self, changed: dict[int, float]) -> int | None:
        for place in changed:
            for row, _ in self.of[place]:
                if self._is_broken(row):
                    return row
        return None

    def _is_broken(self, row: int) -> bool:
        _, low, high = self.relations[row]
        return not low - NEAR <= self.sums[row] <= high + NEAR

    def _ways(self, row: int, changed: dict[int, float]) -> Iterator[tuple[int, float]]:
        """The numbers of a broken relation that could mend it alone, with their values: the least entangled first."""
        terms, low, high = self.relations[row]
        missing = low - self.sums[row] if self.sums[row] < low else high - self.sums[row]
        for place, factor in sorted(terms, key=lambda term: len(self.of[term[0]])):
            if place not in changed:
                known, value = self.ranges[place], self.values[place] + missing / factor
                if known.whole:
                    value = ceil(value - NEAR) if missing / factor > 0 else floor(value + NEAR)
                if known.low <= value <= _or(known.high, inf):
                    yield place, float(value)


def _or(end: float | None, other: float) -> float:
    return other if end is None else end
