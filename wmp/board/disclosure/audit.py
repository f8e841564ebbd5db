"""The audit of a public edition: what a reader could work out from all that is printed, now and before.

Every number that no edition prints must keep as many possible values as the rule asks for, given the printed numbers
of this edition and of those before it, and how they hang together. While one does not, another number near it is
withheld: the smallest that is enough, totals last, or else the smallest. Each step withholds more, so that it ends; and
what is safe stays so, since whoever is told less can rule out less.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from wmp.board.disclosure.sheet import Sheet
from wmp.board.disclosure.solver import NoSolution, Search
from wmp.board.disclosure.system import System, together


def audit(sheet: Sheet, before: Sequence[Mapping[str, Any]]) -> None:
    """Withholds what gives another number away, beside the claims of editions `before`, the latest first."""
    _Audit(sheet, [System.from_json(claims) for claims in before[: sheet.rule.editions]]).run()


class _Audit:
    def __init__(self, sheet: Sheet, before: Sequence[System]) -> None:
        self.sheet, self.known = sheet, together(before)
        also = self._system().also
        #: The edition's own names of each number: several, where an edition before showed that they are one.
        self.here: dict[str, list[str]] = defaultdict(list)
        for name in sheet.numbers.counted:
            self.here[also.get(name, name)].append(name)
        self.printed_before = {also.get(name, name) for name, known in self.known.numbers.items() if known.printed}
        self.guess = {name: float(sheet.numbers.exact(own[0]) or 0) for name, own in self.here.items()}
        #: Numbers that need no further look: they have values enough, or nothing is left to withhold for them.
        self.settled: set[str] = set()

    def run(self) -> None:
        while unsafe := self._unsafe():
            for name in unsafe:
                self._protect(name)

    def _system(self) -> System:
        return together([self.sheet.system(), self.known])

    def _unsafe(self) -> list[str]:
        """The first number that is too certain in each part of the system, in the order of the tables."""
        found = (self._too_certain(part) for part in self._system().components([*self.here]))
        return [name for name in found if name]

    def _too_certain(self, part: System) -> str:
        """The first of the numbers that nobody prints; "" where there is none."""
        names = [name for name, known in part.numbers.items() if not known.printed and name not in self.settled]
        if not names or not part.relations:
            return ""
        try:
            search = Search(part, names, self.sheet.rule.possible, self.guess)
            for name in names:
                if not search.enough(name):
                    return name
                self.settled.add(name)
        except NoSolution:
            return names[0]
        return ""

    def _protect(self, name: str) -> None:
        """Withholds a number near this one that nothing printed before tells as well."""
        if candidates := self._near(name):
            self._hide(next((each for each in candidates if self._helps(each, name)), candidates[0]))
        else:
            self.settled.add(name)

    def _near(self, name: str) -> list[str]:
        """The numbers in a relation with this one that can be withheld, or where there are none, with those, and so on.

        The smallest come first, totals last.
        """
        (part,) = self._system().components([name])
        near, reached = {name}, {name}
        while near:
            beside = (relation.terms for relation in part.relations if any(term in near for term, _ in relation.terms))
            near = {other for terms in beside for other, _ in terms} - reached
            reached |= near
            if candidates := [each for each in near if self._can_be_hidden(each)]:
                return sorted(candidates, key=self._order)
        return []

    def _can_be_hidden(self, name: str) -> bool:
        shown = any(self.sheet.shown(own) for own in self.here.get(name, ()))
        return shown and name not in self.printed_before

    def _order(self, name: str) -> tuple[Any, ...]:
        numbers = [self.sheet.numbers.counted[own] for own in self.here[name]]
        places = [(entry.table, entry.at) for number in numbers for entry in number.entries]
        return any(number.total for number in numbers), self.guess[name], places

    def _hide(self, name: str) -> None:
        for own in self.here[name]:
            self.sheet.hide(own)

    def _helps(self, hidden: str, name: str) -> bool:
        """Would it be enough for one number to withhold another? What is withheld for the trial is printed again."""
        withheld = dict(self.sheet.withheld)
        self._hide(hidden)
        (part,) = self._system().components([name])
        self.sheet.withheld = withheld
        try:
            possible = self.sheet.rule.possible
            return not part.relations or Search(part, [name], possible, self.guess).enough(name)
        except NoSolution:
            return False
