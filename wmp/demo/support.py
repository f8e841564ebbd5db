"""Police staff and PCSOs: who was there at the start of 2018, and who joined and left since."""

from collections import defaultdict
from datetime import date, timedelta
from itertools import pairwise

from wmp.demo import headcounts
from wmp.demo.force import DAY, Force, Person, Post
from wmp.demo.probation import MOVED, Recruit
from wmp.demo.targets import BOARD_DAY, COUNT_DAYS, GROUPS, MINORITY, PCSO, STAFF
from wmp.demo.words import DEPARTMENTS, LEFT_BECAUSE, MOVED_DEPARTMENT, NEIGHBOURHOOD, RETIRED

WOMEN = {STAFF: 0.61, PCSO: 0.46}
YEARLY_LEAVERS = {STAFF: 0.07, PCSO: 0.09}
# Of the PCSOs who leave, how many do so to become officers (the paper: over 40% of the minority ones).
BECOME_OFFICERS = {MINORITY: 0.46, "white": 0.3, "not stated": 0.0}
# Grades of staff: front line, team leader, manager, head of department, director; of a thousand.
GRADES = {"0": 860, "1": 105, "2": 26, "3": 8, "4": 1}
MOVES_IN_A_HUNDRED = 3


class Support:
    """Builds the posts of one staff type without ranks."""

    def __init__(self, force: Force, staff_type: str, recruits: list[Recruit] | None = None) -> None:
        self.force, self.staff_type = force, staff_type
        self.serving: dict[str, list[Person]] = defaultdict(list)
        # PCSOs who will start as constables in the year from that day.
        self.converts: dict[tuple[date, str], list[Person]] = defaultdict(list)
        self.former_officers = [recruit for recruit in recruits or [] if recruit.outcome == MOVED]

    def build(self) -> None:
        for group, count in headcounts.others(COUNT_DAYS[0])[self.staff_type].items():
            self.serving[group] = [self._there_already(group) for _ in range(count)]
        for before, after in pairwise((*COUNT_DAYS, BOARD_DAY)):
            for group in GROUPS:
                self._year(group, before, after)

    def _there_already(self, group: str) -> Person:
        years = 0.1 + 24 * self.force.chance.random() ** 2
        return self._start(group, COUNT_DAYS[0] - timedelta(days=int(365 * years) + 1))

    def _start(self, group: str, day: date, person: Person | None = None) -> Person:
        chance = self.force.chance
        person = person or self.force.new_person(group, WOMEN[self.staff_type])
        if self.staff_type == STAFF:
            person.grade = int(self.force.weighted(GRADES))
        person.take(self._post(day))
        if person.grade == 0 and chance.random() < 0.2:
            person.latest.fte = self.force.weighted({"0.8": 4, "0.75": 1, "0.6": 3, "0.5": 2})
        return person

    def _post(self, day: date) -> Post:
        if self.staff_type == PCSO:
            return Post(PCSO, "", NEIGHBOURHOOD, day)
        return Post(STAFF, "", self.force.weighted({name: staff for name, (_, staff) in DEPARTMENTS.items()}), day)

    def _year(self, group: str, before: date, after: date) -> None:
        there = self.force.shuffled(self.serving[group])
        years = (after - before).days / 365
        leaving = round(len(there) * YEARLY_LEAVERS[self.staff_type] * years)
        former = [recruit for recruit in self._former(group) if recruit.ended and before <= recruit.ended < after]
        growth = 0
        if after in COUNT_DAYS:
            growth = headcounts.others(after)[self.staff_type][group] - len(there)
        leaving = max(leaving, len(former) - growth)
        gone, staying = there[:leaving], there[leaving:]
        rising = round(leaving * BECOME_OFFICERS[group]) if self.staff_type == PCSO else 0
        self.converts[before, group] = gone[:rising]
        for person in gone[rising:]:
            self._leave(person, self._some_day(before, after) - DAY)
        for person in self.force.chance.sample(staying, len(staying) * MOVES_IN_A_HUNDRED // 100):
            self._move(person, self._some_day(before, after))
        joined = [self._start(group, recruit.ended + DAY, recruit.person) for recruit in former if recruit.ended]
        for _ in range(growth + leaving - len(former)):
            joined.append(self._start(group, self._some_day(before, after)))
        self.serving[group] = staying + joined

    def _former(self, group: str) -> list[Recruit]:
        return [recruit for recruit in self.former_officers if recruit.group == group]

    def _some_day(self, before: date, after: date) -> date:
        """A Monday of the year, clear of both counted days."""
        day = self.force.day_between(before + timedelta(days=10), after - timedelta(days=10))
        return day - day.weekday() * DAY

    def _leave(self, person: Person, day: date) -> None:
        served = (day - person.joined).days / 365
        person.latest.end(day, RETIRED if served > 22 else self.force.weighted(LEFT_BECAUSE))

    def _move(self, person: Person, day: date) -> None:
        """Another department, but for PCSOs, who have only one."""
        if self.staff_type == STAFF:
            fte = person.latest.fte
            person.latest.end(day - DAY, MOVED_DEPARTMENT)
            person.take(self._post(day)).fte = fte
