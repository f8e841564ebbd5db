"""People and their posts while the demo force is being made, in plain Python."""

import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TypeVar

from wmp.demo.targets import GROUPS, MINORITY, NOT_STATED, WHITE
from wmp.demo.words import HERITAGE, MINORITY_CODES, WHITE_CODES, names
from wmp.lib.working_days import is_working_day

FEMALE, MALE, OTHER = "Female", "Male", "Other"
DAY = timedelta(days=1)
T = TypeVar("T")


def worked(day: date) -> date:
    """The day, or the last working day before it: nobody of the story writes on a Sunday."""
    while not is_working_day(day):
        day -= DAY
    return day


@dataclass(eq=False)
class Post:
    """One spell in one kind of work; `ended` is its last day."""

    staff_type: str
    rank: str
    department: str
    started: date
    fte: str = "1"
    ended: date | None = None
    reason: str = ""
    manager: "Person | None" = None

    def holds_on(self, day: date) -> bool:
        return self.started <= day and (self.ended is None or self.ended >= day)

    def end(self, last_day: date, reason: str) -> None:
        if self.ended is not None or last_day < self.started:
            raise ValueError(f"a post from {self.started} to {self.ended} cannot end on {last_day}")
        self.ended, self.reason = last_day, reason


@dataclass(eq=False)
class Person:
    """Somebody of the force. `group` is what their declaration makes them in the figures."""

    group: str
    gender: str
    ethnicity: str
    first_name: str
    last_name: str
    declared: bool
    disability: str
    # Grade of police staff, which decides who manages whom: 0 is the front line, 4 a director.
    grade: int = 0
    # Neither leaves nor is promoted before this day, but by what their probation says.
    settled_from: date = date.min
    number: str = ""
    warrant: str = ""
    email: str = ""
    posts: list[Post] = field(default_factory=list)

    def take(self, post: Post) -> Post:
        self.posts.append(post)
        return post

    @property
    def latest(self) -> Post:
        return self.posts[-1]

    @property
    def joined(self) -> date:
        return min(post.started for post in self.posts)

    def post_of(self, staff_type: str, day: date) -> Post | None:
        return next((post for post in self.posts if post.staff_type == staff_type and post.holds_on(day)), None)


class Force:
    """Everybody, and the one source of chance: the same seed makes the same force."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.people: list[Person] = []

    def new_person(self, group: str, female_share: float = 0.0, gender: str = "") -> Person:
        """Somebody new of a group, a woman with the given probability unless `gender` says."""
        chance = self.chance
        if not gender:
            gender = OTHER if chance.random() < 0.002 else FEMALE if chance.random() < female_share else MALE
        code = self.weighted(MINORITY_CODES if group == MINORITY else WHITE_CODES)
        first, last = self._name(code, gender)
        person = Person(
            group=group,
            gender=gender,
            ethnicity="NS" if group == NOT_STATED else code,
            first_name=first,
            last_name=last,
            # Half of those who state no ethnicity have declared nothing at all.
            declared=group != NOT_STATED or chance.random() < 0.5,
            disability=self.weighted({"No": 88, "Yes": 6, "Not stated": 6}),
        )
        self.people.append(person)
        return person

    def _name(self, code: str, gender: str) -> tuple[str, str]:
        heritages = HERITAGE[code]
        given = names(self.chance.choice(heritages))
        # Somebody of two heritages may have the first name of one and the last name of the other.
        inherited = names(self.chance.choice(heritages))
        first = {FEMALE: given.women, MALE: given.men}.get(gender) or given.women + given.men
        return self.chance.choice(first), self.chance.choice(inherited.last)

    def weighted(self, weights: dict[str, int]) -> str:
        return self.chance.choices(list(weights), list(weights.values()))[0]

    def day_between(self, first: date, last: date) -> date:
        """Some day from `first` to `last`, both included."""
        return first + self.chance.randint(0, (last - first).days) * DAY

    def shuffled(self, items: Iterable[T]) -> list[T]:
        found = list(items)
        self.chance.shuffle(found)
        return found

    def posts(self) -> Iterator[tuple[Person, Post]]:
        for person in self.people:
            for post in person.posts:
                yield person, post


def groups_of(minority: int, white: int, not_stated: int) -> list[str]:
    """That many of each group, in order."""
    return [MINORITY] * minority + [WHITE] * white + [NOT_STATED] * not_stated


def by_group(minority: int, white: int, not_stated: int) -> dict[str, int]:
    return dict(zip(GROUPS, (minority, white, not_stated), strict=True))
