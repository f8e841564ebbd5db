"""Special constables: yearly until 2021, then to the headcount of each month that the paper prints, and their hours."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

from wmp.demo import headcounts, targets
from wmp.demo.force import DAY, FEMALE, MALE, Force, Person, Post, groups_of
from wmp.demo.targets import BOARD_DAY, COUNT_DAYS, GROUPS, MINORITY, NOT_STATED, SPECIAL, STAFF, WHITE
from wmp.demo.words import LEFT_BECAUSE, SPECIALS_AT

WOMEN = 0.3
YEARLY_LEAVERS = 0.17
RANKS = {"Special Constable": 92, "Special Sergeant": 6, "Special Inspector": 2}
# The paper: 105 joined in the last twelve months, 27.6% women and 21.9% minority; 305 specials at the end.
JOINED_WOMEN, JOINED_MINORITY = 29, 23
# Those of them who joined in February 2022; and who left between 1 January 2022 and the day of the paper.
FEBRUARY_WOMEN, FEBRUARY_MINORITY = 7, 6
LEFT_IN_2022 = {MINORITY: 7, WHITE: 23, NOT_STATED: 0}
# How many people of the staff are specials too.
ALSO_STAFF = 16
# Months before the printed ones have hours too, about this many a special.
USUAL_HOURS = 22


@dataclass(frozen=True)
class Spell:
    """Joiners and leavers of some months: whoever leaves is not there on `last` any more."""

    first: date
    last: date
    joiners: int
    leavers: int


def spells_since_2021() -> tuple[Spell, ...]:
    """From 1 January 2021 to the day of the paper, through the headcount of each printed month's end."""
    printed = {row["month"]: int(row["specials"]) for row in targets.table("specials_hours")}
    start = sum(headcounts.others(date(2021, 1, 1))[SPECIAL].values())
    joined = 8, 72, 6, 0, 27, 0, 0
    counts = (
        start - 2,
        printed["2021-11"],
        printed["2021-12"],
        printed["2022-01"],
        printed["2022-02"],
        printed["2022-03"],
        305,
    )
    ends = (
        date(2021, 3, 31),
        date(2021, 11, 30),
        date(2021, 12, 31),
        date(2022, 1, 31),
        date(2022, 2, 28),
        date(2022, 3, 31),
        BOARD_DAY,
    )
    spells, before, first = [], start, date(2021, 1, 2)
    for joiners, count, last in zip(joined, counts, ends, strict=True):
        spells.append(Spell(first, last, joiners, before + joiners - count))
        before, first = count, last + DAY
    return tuple(spells)


class Specials:
    def __init__(self, force: Force) -> None:
        self.force = force
        self.serving: list[Person] = []

    def build(self) -> None:
        start = headcounts.others(COUNT_DAYS[0])[SPECIAL]
        for group, count in start.items():
            for _ in range(count):
                days = self.force.chance.randint(20, 3000)
                self._start(self.force.new_person(group, WOMEN), COUNT_DAYS[0] - timedelta(days=days))
        for before, after in pairwise(COUNT_DAYS[:-1]):
            self._year(before, after)
        self._since_2021()

    def _start(self, person: Person, day: date) -> None:
        rank = self.force.weighted(RANKS) if day < COUNT_DAYS[0] else "Special Constable"
        person.take(Post(SPECIAL, rank, self.force.chance.choice(SPECIALS_AT), day, fte=""))
        self.serving.append(person)

    def _leave(self, person: Person, day: date) -> None:
        self.serving.remove(person)
        next(post for post in person.posts if post.staff_type == SPECIAL).end(day, self.force.weighted(LEFT_BECAUSE))

    def _year(self, before: date, after: date) -> None:
        for group in GROUPS:
            there = [person for person in self.serving if person.group == group]
            growth = headcounts.others(after)[SPECIAL][group] - len(there)
            leaving = max(round(len(there) * YEARLY_LEAVERS), -growth)
            for person in self.force.chance.sample(there, leaving):
                self._leave(person, self._some_day(before, after))
            for number in range(growth + leaving):
                day = self._some_day(before, after)
                colleague = self._colleague(group, day) if number < ALSO_STAFF // 8 else None
                self._start(colleague or self.force.new_person(group, WOMEN), day)

    def _colleague(self, group: str, day: date) -> Person | None:
        """Somebody of the staff who becomes a special beside their work."""
        able = [
            person
            for person in self.force.people
            if person.group == group and len(person.posts) == 1 and person.latest.staff_type == STAFF
            if person.latest.started < day and person.latest.ended is None and person.grade == 0
        ]
        return self.force.chance.choice(able) if able else None

    def _some_day(self, before: date, after: date) -> date:
        return self.force.day_between(before + timedelta(days=10), after - timedelta(days=10))

    def _since_2021(self) -> None:
        """Joiners and leavers of each spell, so that month ends have their headcounts and 1 January 2022 its shares."""
        spells = spells_since_2021()
        this_year, last_year = spells[3:], spells[:3]
        joining = self._joining_last_year(last_year)
        after = headcounts.others(COUNT_DAYS[-1])[SPECIAL]
        leaving: list[str] = []
        for group in GROUPS:
            there = sum(person.group == group for person in self.serving)
            leaving += [group] * (there + sum(group == joiner for joiner, _ in joining) - after[group])
        leaving = self.force.shuffled(leaving)
        for spell in last_year:
            self._spell(spell, joining, leaving)
        number = sum(spell.joiners for spell in this_year)
        joining = self._joining(number, FEBRUARY_WOMEN, FEBRUARY_MINORITY)
        leaving = self.force.shuffled(group for group, count in LEFT_IN_2022.items() for _ in range(count))
        for spell in this_year:
            self._spell(spell, joining, leaving)

    def _joining_last_year(self, spells: tuple[Spell, ...]) -> list[tuple[str, str]]:
        """(group, gender) of everybody who joins in 2021: what is left of the printed twelve months before February."""
        first = [(group, MALE) for group in groups_of(2, spells[0].joiners - 2, 0)]
        number = spells[1].joiners + spells[2].joiners
        return first + self._joining(number, JOINED_WOMEN - FEBRUARY_WOMEN, JOINED_MINORITY - FEBRUARY_MINORITY)

    def _joining(self, number: int, women: int, minority: int) -> list[tuple[str, str]]:
        genders = self.force.shuffled([FEMALE] * women + [MALE] * (number - women))
        return list(zip(self.force.shuffled(groups_of(minority, number - minority, 0)), genders, strict=True))

    def _spell(self, spell: Spell, joining: list[tuple[str, str]], leaving: list[str]) -> None:
        for _ in range(spell.leavers):
            group = leaving.pop()
            able = [person for person in self.serving if person.group == group and self._in_post(person, spell.first)]
            eve = spell.last - DAY  # whoever serves on the last day still counts on it
            self._leave(self.force.chance.choice(able), self.force.day_between(min(spell.first, eve), eve))
        for _ in range(spell.joiners):
            group, gender = joining.pop(0)
            day = self.force.day_between(spell.first + 4 * DAY, spell.last - DAY)
            self._start(self.force.new_person(group, gender=gender), day)

    def _in_post(self, person: Person, day: date) -> bool:
        post = person.post_of(SPECIAL, day)
        return post is not None and post.started < day - 30 * DAY


@dataclass(frozen=True)
class Duty:
    person: Person
    month: date
    hours: Decimal


def duties(force: Force) -> list[Duty]:
    """Hours of every special in every month of the year to March 2022; the printed months add up as printed."""
    printed = {row["month"]: int(row["hours"]) for row in targets.table("specials_hours")}
    found: list[Duty] = []
    for first in (date(2021, month, 1) for month in range(4, 13)):
        found += _month(force, first, printed.get(f"{first:%Y-%m}"))
    for first in (date(2022, month, 1) for month in range(1, 4)):
        found += _month(force, first, printed[f"{first:%Y-%m}"])
    return found


def _month(force: Force, first: date, total: int | None) -> list[Duty]:
    last = (first + 31 * DAY).replace(day=1) - DAY
    serving = [person for person in force.people if person.post_of(SPECIAL, last)]
    weights = [force.chance.choice((0.0, 0.4, 0.8, 1.0, 1.0, 1.3, 1.6, 2.4)) for _ in serving]
    quarters = 4 * (total or USUAL_HOURS * len(serving) + force.chance.randint(-150, 150))
    shares = [int(quarters * weight / sum(weights)) for weight in weights]
    for index in range(quarters - sum(shares)):
        shares[index % len(shares)] += 1
    return [Duty(person, first, Decimal(share) / 4) for person, share in zip(serving, shares, strict=True)]
