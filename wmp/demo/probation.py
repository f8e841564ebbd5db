"""New officers and how their probation ends."""

from dataclasses import dataclass
from datetime import date, timedelta

from wmp.demo import targets
from wmp.demo.force import Force, Person, groups_of
from wmp.demo.targets import Intake, Route

LEFT, TRANSFERRED, MOVED, CONFIRMED = "left", "transferred", "moved to staff role", "confirmed"
# The paper counted on 1 March and reported in April: nobody starts on a route or leaves it in between.
COUNTED_ON = date(2022, 2, 25)
# Nobody of the counted force leaves before its first counted day.
FIRST_LEAVER = date(2018, 1, 10)
MINORITY_OF_A_HUNDRED_GONE = 12


@dataclass(eq=False)
class Recruit:
    """Somebody who joins as a constable, by an entry route or (without one) from another force."""

    started: date
    group: str
    route: Route | None = None
    ended: date | None = None
    outcome: str = ""
    person: Person | None = None

    @property
    def due(self) -> date:
        if self.route is None:
            return self.started
        return self.started.replace(year=self.started.year + self.route.years) - timedelta(days=1)

    @property
    def goes(self) -> bool:
        """Does the officer's post end with the probation?"""
        return self.outcome in (LEFT, TRANSFERRED, MOVED)


def recruits(force: Force) -> list[Recruit]:
    """Everybody who joins as a constable, with the outcome of each probation, in order of joining."""
    routes = {route.name: route for route in targets.routes()}
    found = [
        Recruit(intake.started, targets.WHITE, routes[intake.route])
        for intake in targets.intakes()
        for _ in range(intake.recruited)
    ]
    for period in targets.joining_periods():
        found += [
            Recruit(force.day_between(max(period.first, FIRST_LEAVER), period.last), targets.WHITE)
            for _ in range(period.transferees)
        ]
    found.sort(key=lambda recruit: recruit.started)
    _share_groups(force, found)
    _decide(force, found)
    return found


def _share_groups(force: Force, recruits: list[Recruit]) -> None:
    """As many of each group as each joining period says; those who joined before the first as the stock had them."""
    first = targets.joining_periods()[0].first
    for recruit in recruits:
        if recruit.started < first:
            recruit.group = targets.MINORITY if force.chance.random() < 0.1 else targets.WHITE
    for period in targets.joining_periods():
        joined = [recruit for recruit in recruits if period.first <= recruit.started <= period.last]
        white = len(joined) - period.minority - period.not_stated
        groups = force.shuffled(groups_of(period.minority, white, period.not_stated))
        for recruit, group in zip(joined, groups, strict=True):
            recruit.group = group


def _decide(force: Force, recruits: list[Recruit]) -> None:
    for route in targets.routes():
        own = [recruit for recruit in recruits if recruit.route == route]
        counted = [recruit for recruit in own if Intake(route.name, recruit.started, 0).counted]
        # Nobody gives up in the first two months.
        can_go = [recruit for recruit in counted if (COUNTED_ON - recruit.started).days > 60]
        gone = _draw(force, can_go, route.leavers + route.moved_to_staff)
        outcomes = [TRANSFERRED] * route.transferred + [LEFT] * (route.leavers - route.transferred)
        for recruit, outcome in zip(gone, outcomes + [MOVED] * route.moved_to_staff, strict=True):
            _go(force, recruit, outcome)
        uncounted = [recruit for recruit in own if recruit not in counted and recruit.due > FIRST_LEAVER]
        for recruit in force.chance.sample(uncounted, min(6, len(uncounted))):
            _go(force, recruit, LEFT)
        for recruit in own:
            if not recruit.outcome:
                _confirm(force, recruit)


def _draw(force: Force, recruits: list[Recruit], number: int) -> list[Recruit]:
    """Some of them, in any order. Fewer of a minority go than join, or representation could not grow as printed."""
    minority = [recruit for recruit in recruits if recruit.group == targets.MINORITY]
    others = [recruit for recruit in recruits if recruit.group != targets.MINORITY]
    few = number * MINORITY_OF_A_HUNDRED_GONE // 100
    return force.shuffled(force.chance.sample(minority, few) + force.chance.sample(others, number - few))


def _go(force: Force, recruit: Recruit, outcome: str) -> None:
    earliest = max(recruit.started + timedelta(days=50), FIRST_LEAVER)
    latest = min(recruit.due, COUNTED_ON)
    recruit.ended, recruit.outcome = force.day_between(min(earliest, latest), latest), outcome


def _confirm(force: Force, recruit: Recruit) -> None:
    """Most on the day it was due, some after an extension."""
    extended = force.chance.random() < 0.06
    day = recruit.due + timedelta(days=force.chance.randint(30, 180) if extended else 0)
    if day < targets.BOARD_DAY:
        recruit.ended, recruit.outcome = day, CONFIRMED
