"""Promotion processes: who applied, and with what result, so that every printed share comes out."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from wmp.demo import targets
from wmp.demo.force import FEMALE, Force, Person
from wmp.demo.search import Rates, group_rates, rates_and_total
from wmp.demo.targets import ABBREVIATIONS, BOARD_DAY, MINORITY, OFFICER, Process

SUCCESSFUL, UNSUCCESSFUL, WITHDRAWN, APPLIED = "successful", "unsuccessful", "withdrawn", "applied"
# A success is usually promoted within this time of the result; those who are not wait in the pool.
POOL = timedelta(days=400)
# Two processes that the paper's table leaves out: one decided more than three years before, one not yet decided.
EARLIER = Process("PC", "Sgt", "Spring", 2018, date(2018, 3, 5), date(2018, 6, 22), 60, 26, 20, 6, 45, 50)
STILL_OPEN = Process("PC", "Sgt", "Spring", 2022, date(2022, 3, 7), date(2022, 6, 24), 140, 0, 45, 17, 0, 0)
# (is a woman, is of a minority)
Cell = tuple[bool, bool]
CELLS: tuple[Cell, ...] = ((True, True), (True, False), (False, True), (False, False))


@dataclass(frozen=True)
class Application:
    process: Process
    person: Person
    applied_on: date
    outcome: str
    decided_on: date | None


def applications(force: Force) -> list[Application]:
    """All applications of all processes, in order of the processes' results."""
    processes = targets.processes()
    total = targets.promotion_total()
    women = _group_rates(processes, "female", int(total["female"]))
    minority = _group_rates(processes, "minority", int(total["minority"]))
    maker = _Maker(force)
    plan = dict(zip(processes, zip(women, minority, strict=True), strict=True))
    plan[EARLIER] = Rates(20, 9), Rates(6, 3)
    plan[STILL_OPEN] = Rates(45, 0), Rates(17, 0)
    return [
        application
        for process in sorted(plan, key=lambda process: process.decided)
        for application in maker.applications(process, *plan[process])
    ]


def _group_rates(processes: Iterable[Process], group: str, total: int) -> list[Rates]:
    options = [
        list(
            group_rates(
                process.applicants,
                process.successful,
                getattr(process, f"{group}_aim"),
                getattr(process, f"{group}_percent"),
            )
        )
        for process in processes
    ]
    return rates_and_total(options, total)


def _cells(all_people: int, women: int, minority: int, both: int) -> dict[Cell, int]:
    return dict(zip(CELLS, (both, women - both, minority - both, all_people - women - minority + both), strict=True))


def _tables(all_people: int, women: int, minority: int) -> list[dict[Cell, int]]:
    """Every table of two by two with these margins, the ones nearest to independence first."""
    least, most = max(0, women + minority - all_people), min(women, minority)
    independent = women * minority / all_people if all_people else 0
    order = sorted(range(least, most + 1), key=lambda both: abs(both - independent))
    return [_cells(all_people, women, minority, both) for both in order]


@dataclass
class _Candidates:
    """Officers of one cell: promoted soon after the result, never, or long after it."""

    rising: list[Person] = field(default_factory=list)
    waiting: list[Person] = field(default_factory=list)
    later: list[Person] = field(default_factory=list)

    @property
    def number(self) -> int:
        return len(self.rising) + len(self.waiting) + len(self.later)

    def rest(self, taken: list[Person]) -> list[Person]:
        """Those to take beside `taken`, in order: at the top, where few are left, even one who rose by another way."""
        return [person for person in self.waiting + self.later + self.rising if person not in taken]


class _Maker:
    """Picks applicants among the officers of the rank; whoever was promoted soon after is taken as successful first."""

    def __init__(self, force: Force) -> None:
        self.force = force
        # Somebody promoted on the strength of one process is not a success of the next one too.
        self.succeeded: set[tuple[Person, str]] = set()
        self.officers = [person for person in force.people if any(post.staff_type == OFFICER for post in person.posts)]

    def applications(self, process: Process, women: Rates, minority: Rates) -> list[Application]:
        able = self._candidates(process)
        wins, losses = self._wins_and_losses(process, women, minority, able)
        found = []
        for cell in CELLS:
            risers = able[cell].rising[: wins[cell]]
            others = able[cell].rest(risers)[: wins[cell] - len(risers) + losses[cell]]
            winners = risers + others[: wins[cell] - len(risers)]
            self.succeeded.update((person, process.to_rank) for person in winners)
            found += [self._application(process, person, SUCCESSFUL) for person in winners]
            for person in others[wins[cell] - len(risers) :]:
                lost = WITHDRAWN if self.force.chance.random() < 0.05 else UNSUCCESSFUL
                found.append(self._application(process, person, lost))
        return self.force.shuffled(found)

    def _wins_and_losses(
        self, process: Process, women: Rates, minority: Rates, able: dict[Cell, "_Candidates"]
    ) -> tuple[dict[Cell, int], dict[Cell, int]]:
        """How many of each cell succeed and fail, with the printed margins, and no more than there are officers."""
        failed = process.applicants - process.successful
        for wins in _tables(process.successful, women.succeeded, minority.succeeded):
            for losses in _tables(failed, women.applied - women.succeeded, minority.applied - minority.succeeded):
                if all(wins[cell] + losses[cell] <= able[cell].number for cell in CELLS):
                    return wins, losses
        raise ValueError(f"{process.label}: too few officers, {[able[cell].number for cell in CELLS]} in {CELLS}")

    def _candidates(self, process: Process) -> dict[Cell, "_Candidates"]:
        """Officers of the rank from the day the process opened to its results, by cell."""
        found: dict[Cell, _Candidates] = defaultdict(_Candidates)
        last_day = min(process.decided, BOARD_DAY)
        for person in self.force.shuffled(self.officers):
            if not person.declared or (person, process.to_rank) in self.succeeded:
                continue
            post = person.post_of(OFFICER, process.opened)
            if post is None or post.rank != ABBREVIATIONS[process.from_rank] or person.settled_from > process.opened:
                continue
            cell = found[person.gender == FEMALE, person.group == MINORITY]
            rise = self._promoted_on(person, ABBREVIATIONS[process.to_rank])
            if rise and process.decided < rise <= process.decided + POOL:
                cell.rising.append(person)
            elif rise and rise > process.decided:
                cell.later.append(person)
            elif rise is None and person.post_of(OFFICER, last_day):
                cell.waiting.append(person)
        return found

    def _promoted_on(self, person: Person, rank: str) -> date | None:
        return next((post.started for post in person.posts if post.staff_type == OFFICER and post.rank == rank), None)

    def _application(self, process: Process, person: Person, outcome: str) -> Application:
        chance = self.force.chance
        applied_on = process.opened + timedelta(days=chance.randint(0, 20))
        if process.decided > BOARD_DAY:
            return Application(process, person, min(applied_on, BOARD_DAY), APPLIED, None)
        # The sift turns some down early, and people withdraw at any time; successes all hear on the last day.
        early = 0 if outcome == SUCCESSFUL else chance.randint(0, (process.decided - applied_on).days // 2)
        return Application(process, person, applied_on, outcome, process.decided - timedelta(days=early))
