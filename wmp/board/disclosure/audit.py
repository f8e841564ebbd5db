"""The audit of a public edition: what a reader could work out from all that is printed, now and before.

Every number that no edition prints must keep as many possible values as the rule asks for, given the printed numbers
of this edition and of those before it, and how they hang together. While one does not, another number beside it is
withheld: the smallest that is enough, totals last, or else the smallest. Each step withholds more, so that it ends.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from wmp.board.disclosure.sheet import Sheet
from wmp.board.disclosure.solver import NoSolution, too_certain
from wmp.board.disclosure.system import System, together


def audit(sheet: Sheet, before: Sequence[Mapping[str, Any]]) -> None:
    """Withholds what gives another number away, beside the claims of editions `before`, the latest first."""
    _Audit(sheet, [System.from_json(claims) for claims in before[: sheet.rule.editions]]).run()


class _Audit:
    def __init__(self, sheet: Sheet, before: Sequence[System]) -> None:
        self.sheet, self.before = sheet, list(before)
        self.known = together(self.before)
        # What was found of a part of the system that a later step has not changed.
        self.found: dict[tuple[Any, ...], list[str]] = {}
        self.given_up: set[str] = set()

    def run(self) -> None:
        while unsafe := self._unsafe():
            system = self._system()
            for name in unsafe:
                self._protect(name, system)

    def _system(self) -> System:
        return together([self.sheet.system(), *self.before])

    def _unsafe(self) -> list[str]:
        """The first too certain number of each part of the system, in the order of the tables."""
        found = []
        for part in self._system().components([*self.sheet.numbers.counted]):
            certain = [name for name in self._too_certain(part) if name not in self.given_up]
            found += certain[:1]
        return found

    def _too_certain(self, part: System, of: Sequence[str] = ()) -> list[str]:
        """Those of some numbers, or of all that nobody prints."""
        names = [*of] or [name for name, known in part.numbers.items() if not known.printed]
        if not names or not part.relations:
            return []
        key = (*names, *part.numbers.items(), *part.relations)
        if key not in self.found:
            try:
                self.found[key] = too_certain(part, names, self.sheet.rule.possible)
            except NoSolution:
                self.found[key] = names
        return self.found[key]

    def _protect(self, name: str, system: System) -> None:
        """Withholds the smallest number near this one that nothing printed before tells as well."""
        near, reached = {name}, {name}
        while near:
            beside = {
                other
                for relation in system.relations
                if any(term in near for term, _ in relation.terms)
                for other, _ in relation.terms
            }
            near = beside - reached
            reached |= near
            if candidates := sorted((each for each in near if self._can_be_hidden(each)), key=self._order):
                self.sheet.hide(next((each for each in candidates if self._helps(each, name)), candidates[0]))
                return
        self.given_up.add(name)

    def _helps(self, hidden: str, name: str) -> bool:
        """Would it be enough for one number to withhold another? What is withheld for the trial is printed again."""
        withheld = dict(self.sheet.withheld)
        self.sheet.hide(hidden)
        (part,) = self._system().components([name])
        self.sheet.withheld = withheld
        return name not in self._too_certain(part, [name])

    def _can_be_hidden(self, name: str) -> bool:
        printed_before = name in self.known.numbers and self.known.numbers[name].printed
        return name in self.sheet.numbers.counted and self.sheet.shown(name) and not printed_before

    def _order(self, name: str) -> tuple[Any, ...]:
        number = self.sheet.numbers.counted[name]
        places = [(entry.table, entry.at) for entry in number.entries]
        return number.total, number.exact, places, name
