"""Police officers: those there at the start of 2018, and year by year who joins, rises, moves and leaves."""

from collections import defaultdict
from collections.abc import Callable
from datetime import date, timedelta
from itertools import pairwise

from wmp.demo import headcounts
from wmp.demo.force import DAY, Force, Person, Post
from wmp.demo.headcounts import Counts, Flow
from wmp.demo.probation import MOVED, TRANSFERRED, Recruit
from wmp.demo.targets import BOARD_DAY, CHIEF_OFFICER, CONSTABLE, COUNT_DAYS, GROUPS, OFFICER, RANKS
from wmp.demo.words import (
    BECAME_OFFICER,
    COMMAND_TEAM,
    DEPARTMENTS,
    DETECTIVES,
    LEFT_BECAUSE,
    MOVED_DEPARTMENT,
    MOVED_TO_STAFF,
    PROMOTED,
    RESIGNED,
    RETIRED,
)
from wmp.demo.words import TRANSFERRED as TO_ANOTHER_FORCE

WOMEN_SERVING, WOMEN_JOINING = 0.31, 0.39
# The paper's processes at the top had more women among their applicants than the ranks below.
WOMEN_AT_THE_TOP = 0.38
# Shortest time in a rank before the next; higher up, few people leave little choice.
YEARS_IN_RANK = {"Constable": 3, "Sergeant": 2}
# Officers who change department in a year, of a hundred in their rank.
MOVES_IN_A_HUNDRED = 5
# From the last counted day to the day of the paper no table says how a rank grew; so it grows a little.
GROWTH_TO_BOARD_DAY = {"Sergeant": {"white": 9, "minority": 2}, "Inspector": {"white": 3, "minority": 1}}
Stock = dict[tuple[str, str], list[Person]]


class Officers:
    """Builds every officer's posts. `converts` are PCSOs whose next post is a constable's, by year and group."""

    def __init__(self, force: Force, recruits: list[Recruit], converts: dict[tuple[date, str], list[Person]]) -> None:
        self.force, self.recruits, self.converts = force, recruits, converts
        self.serving: Stock = defaultdict(list)
        # Student officers whose post ends with their probation.
        self.going: dict[Person, Recruit] = {}

    def build(self) -> None:
        self._start(COUNT_DAYS[0])
        for before, after in pairwise((*COUNT_DAYS, BOARD_DAY)):
            Year(self, before, after).build()

    def _start(self, day: date) -> None:
        recruits = [recruit for recruit in self.recruits if recruit.started < day]
        for rank, groups in headcounts.officers(day).items():
            for group, count in groups.items():
                joining = [recruit for recruit in recruits if recruit.group == group] if rank == CONSTABLE else []
                for recruit in joining:
                    self.join(recruit)
                self.serving[rank, group] += [self._veteran(rank, group) for _ in range(count - len(joining))]

    def _veteran(self, rank: str, group: str) -> Person:
        """Somebody who held every rank up to theirs in turn before 2018."""
        chance = self.force.chance
        person = self.force.new_person(group, WOMEN_AT_THE_TOP if rank in RANKS[:4] else WOMEN_SERVING)
        ladder = RANKS[RANKS.index(rank) :][::-1]
        years = 2.2 + 3.5 * (len(ladder) - 1) + chance.random() ** 1.4 * (25 - 3 * (len(ladder) - 1))
        first_day = COUNT_DAYS[0] - timedelta(days=int(365 * years))
        span = (COUNT_DAYS[0] - first_day).days
        starts = [first_day + timedelta(days=span * step // len(ladder)) for step in range(len(ladder))]
        for step, held in enumerate(ladder):
            post = person.take(self.post(held, starts[step]))
            if step + 1 < len(ladder):
                post.end(starts[step + 1] - DAY, PROMOTED)
        return person

    def post(self, rank: str, started: date, department: str = "") -> Post:
        fte = "1" if rank in RANKS[:4] else self.force.weighted({"1": 92, "0.8": 4, "0.75": 2, "0.6": 2})
        return Post(OFFICER, rank, department or self.department(rank), started, fte)

    def department(self, rank: str) -> str:
        if rank == CHIEF_OFFICER:
            return COMMAND_TEAM
        return self.force.weighted({name: officers for name, (officers, _) in DEPARTMENTS.items()})

    def join(self, recruit: Recruit) -> Person:
        """The recruit's first post; whoever joins by a route starts in response, a direct-entry detective does not."""
        chance = self.force.chance
        person = recruit.person or self.force.new_person(recruit.group, WOMEN_JOINING)
        recruit.person = person
        department = ""
        if recruit.route is not None:
            department = chance.choice(DETECTIVES) if recruit.route.name == "DC DHEP" else "Response"
            person.settled_from = recruit.due + DAY
        post = person.take(self.post(CONSTABLE, recruit.started, department))
        post.fte = "1"
        if recruit.goes:
            self.going[person] = recruit
        self.serving[CONSTABLE, recruit.group].append(person)
        return person


class Year:
    """The officers from one counted day to the next."""

    def __init__(self, officers: Officers, before: date, after: date) -> None:
        self.officers, self.force = officers, officers.force
        self.before, self.after = before, after
        self.joining = [recruit for recruit in officers.recruits if before < recruit.started <= after]
        self.flows = self._flows()
        # Everybody there on the first day whose year is not decided yet.
        self.pool: Stock = {key: self.force.shuffled(people) for key, people in officers.serving.items()}

    def _flows(self) -> dict[tuple[str, str], Flow]:
        joiners = {group: sum(recruit.group == group for recruit in self.joining) for group in GROUPS}
        start = headcounts.officers(self.before) if self.before in COUNT_DAYS else {}
        years = (self.after - self.before).days / 365
        if self.after in COUNT_DAYS:
            return headcounts.officer_flows(start, headcounts.officers(self.after), joiners, years)
        grown: Counts = {
            rank: {group: count + GROWTH_TO_BOARD_DAY.get(rank, {}).get(group, 0) for group, count in groups.items()}
            for rank, groups in start.items()
        }
        for group, count in start[CONSTABLE].items():
            grown[CONSTABLE][group] = count + joiners[group] - round(count * 0.02)
        return headcounts.officer_flows(start, grown, joiners, years)

    def build(self) -> None:
        for rank in RANKS:
            for group in GROUPS:
                self._rank(rank, group)
        for person in self._movers():
            post, day = person.latest, self._some_day()
            post.end(day - DAY, MOVED_DEPARTMENT)
            person.take(self.officers.post(post.rank, day))
        self._join()
        self._end_probations()

    def _rank(self, rank: str, group: str) -> None:
        """Fills the rank from the one below, then lets its leavers go."""
        flow = self.flows[rank, group]
        if flow.promoted_in:
            below = RANKS[RANKS.index(rank) + 1]
            for person in self._draw(below, group, flow.promoted_in, self._may_rise):
                self._promote(person, rank, group)
        gone_by_probation = sum(self._goes_this_year(recruit) for recruit in self._going(rank, group))
        if gone_by_probation > flow.leavers:
            raise ValueError(f"{gone_by_probation} {group} student officers go, {flow.leavers} constables may")
        # Long service first, so that most who leave retire.
        self.pool[rank, group].sort(key=lambda person: person.joined, reverse=True)
        for person in self._draw(rank, group, flow.leavers - gone_by_probation, self._may_leave):
            self._leave(person)

    def _going(self, rank: str, group: str) -> list[Recruit]:
        if rank != CONSTABLE:
            return []
        here = [recruit for recruit in self.officers.going.values() if recruit.group == group]
        return here + [recruit for recruit in self.joining if recruit.group == group and recruit.goes]

    def _goes_this_year(self, recruit: Recruit) -> bool:
        return recruit.goes and recruit.ended is not None and self.before <= recruit.ended < self.after

    def _draw(self, rank: str, group: str, count: int, may: Callable[[Person], bool]) -> list[Person]:
        """Takes `count` people out of the pool: of those who may, the last ones, with some chance of any other."""
        pool = self.pool[rank, group]
        able = [person for person in pool if may(person)]
        if len(able) < count:
            raise ValueError(f"{count} of {rank} ({group}) needed in {self.before:%Y}, {len(able)} there")
        head, tail = able[:-count] if count else able, able[-count:] if count else []
        drawn = [self.force.chance.choice(head) if head and self.force.chance.random() < 0.4 else None for _ in tail]
        chosen = list(dict.fromkeys(person for person in drawn if person is not None))
        chosen += tail[: count - len(chosen)]
        taken = set(chosen)
        self.pool[rank, group] = [person for person in pool if person not in taken]
        return chosen

    def _may_rise(self, person: Person) -> bool:
        years = YEARS_IN_RANK.get(person.latest.rank, 0)
        return self._may_leave(person) and person.latest.started <= self.before - timedelta(days=365 * years)

    def _may_leave(self, person: Person) -> bool:
        return person.settled_from <= self.before and person not in self.officers.going

    def _some_day(self) -> date:
        """A Monday of this year, clear of both counted days."""
        day = self.force.day_between(self.before + timedelta(days=10), self.after - timedelta(days=10))
        return day - day.weekday() * DAY

    def _promote(self, person: Person, rank: str, group: str) -> None:
        day = self._some_day()
        post = person.latest
        self.officers.serving[post.rank, group].remove(person)
        stays = rank != CHIEF_OFFICER and self.force.chance.random() < 0.6
        post.end(day - DAY, PROMOTED)
        person.take(self.officers.post(rank, day, post.department if stays else ""))
        self.officers.serving[rank, group].append(person)

    def _leave(self, person: Person) -> None:
        day = self._some_day() - DAY
        served = (day - person.joined).days / 365
        post = person.latest
        post.end(day, RETIRED if served > 24 else self.force.weighted(LEFT_BECAUSE))
        self.officers.serving[post.rank, person.group].remove(person)

    def _movers(self) -> list[Person]:
        staying = [person for (rank, _), pool in self.pool.items() if rank != CHIEF_OFFICER for person in pool]
        settled = [person for person in staying if self._may_leave(person)]
        return self.force.chance.sample(settled, len(settled) * MOVES_IN_A_HUNDRED // 100)

    def _join(self) -> None:
        """New constables, former PCSOs among them."""
        for group in GROUPS:
            former = self.officers.converts.get((self.before, group), [])
            by_route = [recruit for recruit in self.joining if recruit.group == group and recruit.route is not None]
            for person, recruit in zip(former, self.force.chance.sample(by_route, len(former)), strict=True):
                person.latest.end(recruit.started - DAY, BECAME_OFFICER)
                recruit.person = person
        for recruit in self.joining:
            self.officers.join(recruit)

    def _end_probations(self) -> None:
        for person, recruit in list(self.officers.going.items()):
            if self._goes_this_year(recruit) and recruit.ended is not None:
                reason = {MOVED: MOVED_TO_STAFF, TRANSFERRED: TO_ANOTHER_FORCE}.get(recruit.outcome, RESIGNED)
                person.latest.end(recruit.ended, reason)
                self.officers.serving[CONSTABLE, recruit.group].remove(person)
                del self.officers.going[person]
