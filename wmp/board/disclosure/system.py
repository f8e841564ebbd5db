"""What is known of some numbers: how small and how large each may be, and how they hang together."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple


class Range(NamedTuple):
    """The least and the most that a number may be (None: no end), and whether it is a whole number.

    `printed`: some edition prints it, rounded.
    """

    low: float
    high: float | None
    whole: bool = True
    printed: bool = False

    def and_also(self, other: "Range") -> "Range":
        """What two editions together tell of the same number."""
        highs = [high for high in (self.high, other.high) if high is not None]
        return Range(
            max(self.low, other.low),
            min(highs, default=None),
            self.whole or other.whole,
            self.printed or other.printed,
        )

    @property
    def middle(self) -> float:
        """A value that it may have, as far from its ends as can be."""
        return self.low if self.high is None else (self.low + self.high) // 2

    @property
    def empty(self) -> bool:
        return self.high is not None and self.low > self.high


class Relation(NamedTuple):
    """`low` <= the sum of coefficient x number <= `high`; None where there is no such end. Terms are in order."""

    terms: tuple[tuple[str, float], ...]
    low: float | None = 0
    high: float | None = 0

    @classmethod
    def of(cls, terms: Mapping[str, float], low: float | None = 0, high: float | None = 0) -> "Relation":
        return cls(tuple(sorted((name, factor) for name, factor in terms.items() if factor)), low, high)

    def by_names(self, names: Mapping[str, str]) -> "Relation":
        """The same between numbers by other names."""
        if all(names[name] == name for name, _ in self.terms):
            return self
        terms: dict[str, float] = defaultdict(float)
        for name, factor in self.terms:
            terms[names[name]] += factor
        return Relation.of(terms, self.low, self.high)

    @classmethod
    def total(cls, whole: str, parts: Iterable[str]) -> "Relation":
        """The parts add up to the whole."""
        terms: dict[str, float] = defaultdict(float, {whole: -1})
        for part in parts:
            terms[part] += 1
        return cls.of(terms)

    @classmethod
    def at_most(cls, less: str, more: str) -> "Relation":
        return cls.of({less: -1, more: 1} if less != more else {}, 0, None)


@dataclass(frozen=True)
class System:
    """Numbers by name, and the relations between them. `also`: by further names of numbers, their name."""

    numbers: Mapping[str, Range]
    relations: Sequence[Relation]
    also: Mapping[str, str] = field(default_factory=dict)

    def components(self, names: Collection[str]) -> "list[System]":
        """The parts that hang together and hold any of these names, each with nothing that tells of another."""
        groups = _Groups(self.numbers)
        for relation in self.relations:
            groups.join(name for name, _ in relation.terms)
        relations: dict[str, list[Relation]] = defaultdict(list)
        for relation in self.relations:
            relations[groups.of(relation.terms[0][0])].append(relation)
        members: dict[str, list[str]] = defaultdict(list)
        for name in self.numbers:
            members[groups.of(name)].append(name)
        wanted = dict.fromkeys(groups.of(name) for name in names)
        return [System({name: self.numbers[name] for name in members[part]}, relations[part]) for part in wanted]

    def to_json(self) -> dict[str, Any]:
        return {
            "version": 1,
            "numbers": {name: list(known) for name, known in self.numbers.items()},
            "relations": [[[list(term) for term in relation.terms], *relation[1:]] for relation in self.relations],
            "also": dict(self.also),
        }

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> "System":
        """Of an edition that kept no claims, nothing."""
        numbers = {name: Range(*known) for name, known in stored.get("numbers", {}).items()}
        relations = [
            Relation(tuple((name, factor) for name, factor in terms), low, high)
            for terms, low, high in stored.get("relations", [])
        ]
        return cls(numbers, relations, stored.get("also", {}))


class _Groups:
    """Names in groups that only grow together. A group goes by the name in it that came first."""

    def __init__(self, names: Iterable[str] = ()) -> None:
        self.above = {name: name for name in names}
        self.order = {name: place for place, name in enumerate(self.above)}

    def of(self, name: str) -> str:
        above = self.above[name]
        while above != self.above[above]:
            self.above[name] = above = self.above[above]
        return above

    def join(self, names: Iterable[str]) -> None:
        tops = {self.of(name) for name in names}
        first = min(tops, key=self.order.__getitem__)
        for top in tops:
            self.above[top] = first


def together(systems: Sequence[System]) -> System:
    """What several editions tell, the latest first, by whose names the numbers go.

    Numbers of one name are one number; what cannot be one number is taken for two.
    """
    groups = _Groups(name for system in systems for name in (*system.numbers, *system.also))
    for system in systems:
        for other, name in system.also.items():
            groups.join([name, other])
    numbers: dict[str, Range] = {}
    relations: dict[Relation, None] = {}
    for place, system in enumerate(systems):
        names = {}
        for name, known in system.numbers.items():
            one = groups.of(name)
            met = numbers[one].and_also(known) if one in numbers else known
            names[name] = f"{one} {place}" if met.empty else one
            numbers[names[name]] = known if met.empty else met
        for relation in system.relations:
            relations[relation.by_names(names)] = None
    also = {name: one for name in groups.above if (one := groups.of(name)) != name}
    return System(numbers, [relation for relation in relations if relation.terms], also)
