"""An attack on public editions that shares nothing with the audit.

The attacker has the printed tables, knows the rule and how each table is made, and which people of which edition are
the same. He asks of each withheld count, value by value, whether any force at all could have had that value and be
printed so. His unknowns are the people of each innermost group; the audit's are the cells. He knows more than any
reader: of each withheld count also whether it is small.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

Groups = frozenset[str]
#: So much of each of these, added up, lies between two ends.
Fact = tuple[Mapping[str, float], float, float]


@dataclass(frozen=True)
class Seen:
    """What an edition prints of the people in some groups together: the number, or nothing, small or not."""

    groups: Groups
    printed: int | None
    small: bool = False

    @property
    def bounds(self) -> tuple[float, float]:
        if self.printed is not None:
            return max(10, self.printed - 2), self.printed + 2
        return (0, 9) if self.small else (10, np.inf)


@dataclass
class Attack:
    """All that was seen; `equal` are groups together that are known to be as many as others together, and `further`
    what is known of whole numbers of any kind."""

    seen: Sequence[Seen]
    equal: Collection[tuple[Groups, Groups]] = ()
    further: Sequence[Fact] = ()
    witnessed: dict[Groups, set[int]] = field(default_factory=dict)

    @cached_property
    def groups(self) -> list[str]:
        people = {group for seen in self.seen for group in seen.groups}
        return sorted(people.union(*(terms for terms, _, _ in self.further)))

    def found(self, possible: int = 4) -> list[tuple[Groups, list[int]]]:
        """The withheld counts that can have fewer than so many values, each with those."""
        known = {seen.groups for seen in self.seen if seen.printed is not None}
        for one, other in [*self.equal, *reversed([*self.equal])]:
            known |= {one, other} if known & {one, other} else set()
        withheld = {seen.groups: seen for seen in self.seen if seen.printed is None and seen.groups not in known}
        self.witnessed = {groups: set() for groups in withheld}
        for groups, seen in withheld.items():
            low, high = seen.bounds
            candidates: Iterable[int] = range(int(low), 10) if high == 9 else self._from_least(groups)
            for value in candidates:
                if len(self.witnessed[groups]) >= possible:
                    break
                if value not in self.witnessed[groups]:
                    self._try(groups, value)
        return [(groups, sorted(values)) for groups, values in self.witnessed.items() if len(values) < possible]

    def _from_least(self, groups: Groups) -> Iterable[int]:
        least = self._solve([(self._row(groups), 10, np.inf)], self._row(groups))
        assert least is not None, "What is printed contradicts itself."
        first = round(float(self._row(groups) @ least))
        return range(first, first + 12)

    def _try(self, groups: Groups, value: int) -> None:
        solution = self._solve([(self._row(groups), value, value)], np.zeros(len(self.groups)))
        if solution is not None:
            for each, values in self.witnessed.items():
                values.add(round(float(self._row(each) @ solution)))

    def _solve(self, further: Sequence[tuple[np.ndarray, float, float]], aim: np.ndarray) -> np.ndarray | None:
        lines = [*self.lines, *further]
        constraint = LinearConstraint(
            np.array([row for row, _, _ in lines]), [low for _, low, _ in lines], [high for _, _, high in lines]
        )
        solved = milp(aim, integrality=np.ones(len(aim)), bounds=Bounds(0, np.inf), constraints=constraint)
        return None if solved.x is None else np.round(solved.x)

    @cached_property
    def lines(self) -> list[tuple[np.ndarray, float, float]]:
        seen = [(self._row(each.groups), *each.bounds) for each in self.seen]
        same = [(self._row(one) - self._row(other), 0.0, 0.0) for one, other in self.equal]
        facts = [
            (np.array([terms.get(group, 0.0) for group in self.groups]), low, high) for terms, low, high in self.further
        ]
        return seen + same + facts

    def _row(self, groups: Groups) -> np.ndarray:
        return np.array([1.0 if group in groups else 0.0 for group in self.groups])
