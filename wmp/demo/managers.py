"""Who manages whom: up the ranks and grades of one department where it can be, to the Chief Constable."""

from collections import Counter, defaultdict
from datetime import date

from wmp.demo.force import Force, Person, Post
from wmp.demo.targets import BOARD_DAY, CHIEF_OFFICER, OFFICER, PCSO, RANKS, SERGEANT, SPECIAL

# Specials' supervisors by rank are regular officers, so that every chain ends with the Chief Constable.
SUPERVISOR_OF_SPECIALS = {"Special Inspector": "Inspector"}
TOP_GRADE = 4
Key = tuple[str, str]


class Managers:
    """Gives every post the manager that it has on its last day, or on the day of the paper."""

    def __init__(self, force: Force) -> None:
        self.force = force
        self.load: Counter[Person] = Counter()
        # Who is there by department, level and day: posts end on few days, so that most answers are wanted again.
        self.there: dict[tuple[str, str, date], list[Person]] = {}
        # (department, level) and ("", level) -> possible managers' posts; a level is a rank or "grade N".
        self.posts: dict[Key, list[tuple[Person, Post]]] = defaultdict(list)
        for person, post in force.posts():
            level = post.rank if post.staff_type == OFFICER else f"grade {person.grade}"
            if post.staff_type in (PCSO, SPECIAL):
                continue
            self.posts[post.department, level].append((person, post))
            self.posts["", level].append((person, post))

    def assign(self) -> None:
        for person, post in self.force.posts():
            day = min(post.ended or BOARD_DAY, BOARD_DAY)
            post.manager = self._manager(person, post, day)
            if post.ended is None and post.manager is not None:
                self.load[post.manager] += 1

    def _manager(self, person: Person, post: Post, day: date) -> Person | None:
        if post.staff_type == OFFICER and post.rank == CHIEF_OFFICER or person.grade == TOP_GRADE:
            chief = self._chief_constable(day)
            return None if chief is person else chief
        for level in self._levels_above(person, post):
            for department in (post.department, ""):
                found = self._there(department, level, day, person)
                if found:
                    return (
                        min(found, key=lambda one: self.load[one])
                        if post.ended is None
                        else self.force.chance.choice(found)
                    )
        return self._chief_constable(day)

    def _levels_above(self, person: Person, post: Post) -> list[str]:
        if post.staff_type == OFFICER:
            return list(RANKS[: RANKS.index(post.rank)][::-1])
        if post.staff_type == PCSO:
            return [SERGEANT]
        if post.staff_type == SPECIAL:
            return [SUPERVISOR_OF_SPECIALS.get(post.rank, SERGEANT)]
        return [f"grade {grade}" for grade in range(person.grade + 1, TOP_GRADE + 1)]

    def _there(self, department: str, level: str, day: date, person: Person) -> list[Person]:
        key = department, level, day
        if key not in self.there:
            self.there[key] = [one for one, post in self.posts[department, level] if post.holds_on(day)]
        return [one for one in self.there[key] if one is not person]

    def _chief_constable(self, day: date) -> Person | None:
        """The chief officer longest in that rank."""
        there = [(post.started, one) for one, post in self.posts["", CHIEF_OFFICER] if post.holds_on(day)]
        return min(there, key=lambda found: found[0])[1] if there else None
