"""How many values each unknown number of a system may have, exactly.

Values are looked for by mending a known solution; what is not found so, integer programming finds or proves not to be.
"""

from collections.abc import Iterable, Mapping, Sequence
from math import ceil, floor, inf
from typing import Any

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_matrix

from wmp.board.disclosure.mending import Mending
from wmp.board.disclosure.system import System

#: What is not found among so many branches is taken not to be there: then more is withheld, never less.
OPTIONS = {"node_limit": 2000, "mip_rel_gap": 0.0}
#: How far from its least value a number is looked at: more values than the rule asks for lie between.
FAR = 40


class NoSolution(Exception):
    """No numbers at all meet what is known: some of it is not true."""


class Search:
    """Which of some numbers of a system can have at least so many values. Raises NoSolution.

    Each solution that is found shows a possible value of every number at once. `guess` is what some may well be.
    """

    def __init__(self, system: System, names: Sequence[str], possible: int, guess: Mapping[str, float]) -> None:
        self.possible = possible
        self.places = {name: place for place, name in enumerate(system.numbers)}
        known = list(system.numbers.values())
        self.low = np.array([each.low for each in known], dtype=float)
        self.high = np.array([inf if each.high is None else each.high for each in known], dtype=float)
        self.whole = np.array([each.whole for each in known], dtype=int)
        self.constraints = _constraints(system, self.places)
        self.seen: dict[str, set[int]] = {name: set() for name in names}
        first = Mending(system, [guess.get(name, each.middle) for name, each in system.numbers.items()]).solved()
        if first is None:
            first = self._solve(np.zeros(len(known)), 0, self.low[0], self.high[0])
        if first is None:
            raise NoSolution
        self._see(first)
        self.mending = Mending(system, first)

    def enough(self, name: str) -> bool:
        """Of a number that need not be whole, values are as many as whole steps from its least to its most, and one."""
        place, known = self.places[name], self.seen[name]
        if self.whole[place]:
            self._look_about(name)
            if len(known) >= self.possible:
                return True
        least = self._end(place, 1, inf)
        most = self._end(place, -1, least + FAR)
        if not self.whole[place]:
            return most - least >= self.possible - 1
        for value in range(ceil(least - 1e-6), floor(most + 1e-6) + 1):
            if len(known) < self.possible and value not in known:
                self._solve(np.zeros(len(self.places)), place, value, value)
        return len(known) >= self.possible

    def _look_about(self, name: str) -> None:
        """Tries values near the one that the number has in the solution at hand."""
        place = self.places[name]
        at = round(self.mending.values[place])
        for step in (1, -1, 2, -2, 3, -3):
            if len(self.seen[name]) >= self.possible:
                return
            if at + step not in self.seen[name] and (found := self.mending.with_value(place, at + step)):
                self._see(found)

    def _end(self, place: int, sign: int, cap: float) -> float:
        """The least that a number can be, or with a sign of -1 the most, up to a cap."""
        aim = np.zeros(len(self.places))
        aim[place] = sign
        found = self._solve(aim, place, self.low[place], min(cap, self.high[place]))
        if found is None:
            raise NoSolution
        return float(found[place])

    def _solve(self, aim: Any, place: int, low: float, high: float) -> Any:
        """The solution that makes `aim` least, where one number is kept within bounds; None where there is none."""
        lows, highs = self.low.copy(), self.high.copy()
        lows[place], highs[place] = low, high
        found = milp(
            aim, integrality=self.whole, bounds=Bounds(lows, highs), constraints=self.constraints, options=OPTIONS
        ).x
        if found is not None:
            self._see(found)
        return found

    def _see(self, solution: Sequence[float]) -> None:
        for name, values in self.seen.items():
            values.add(round(solution[self.places[name]]))


def _constraints(system: System, places: dict[str, int]) -> Iterable[LinearConstraint]:
    terms = [
        (row, places[name], factor) for row, relation in enumerate(system.relations) for name, factor in relation.terms
    ]
    if not terms:
        return []
    rows, columns, factors = zip(*terms, strict=True)
    matrix = csr_matrix((factors, (rows, columns)), shape=(len(system.relations), len(places)))
    lows = [-inf if relation.low is None else relation.low for relation in system.relations]
    highs = [inf if relation.high is None else relation.high for relation in system.relations]
    return [LinearConstraint(matrix, lows, highs)]
