"""Retention by entry route, recounted in plain Python over random probations."""

from dataclasses import dataclass
from datetime import date
from random import Random

import pytest

from people.probation.models import EntryRoute, Probation
from tests.people import made
from tests.recounts import Recount, assert_records_behind, assert_recounted, count, near, share

pytestmark = pytest.mark.django_db

LAST = date.max
WINDOWS = {
    "IPLDP": (date(2018, 4, 1), date(2019, 6, 30)),
    "PCDA": (date(2019, 6, 1), LAST),
    "DHEP": (date(2019, 6, 1), LAST),
    "DC DHEP": (date(2019, 6, 1), LAST),
}
DAYS = [date(2022, 4, 1), date(2020, 2, 29), date(2019, 6, 30)]
OUTCOMES = ["confirmed", "left", "transferred", "moved to staff role"]


@dataclass(frozen=True)
class Spell:
    route: str
    started: date
    ended: date | None
    outcome: str


def spells(random: Random, size: int) -> list[Spell]:
    """Begun around the windows' ends and the days asked about, ended before, on or after those days."""
    edges = [date(2018, 4, 1), date(2019, 6, 1), date(2019, 6, 30), *DAYS]
    found = []
    for _ in range(size):
        started = near(random, edges)
        ended = max(started, near(random, DAYS)) if random.random() < 0.5 else None
        found.append(Spell(random.choice(list(WINDOWS)), started, ended, random.choice(OUTCOMES) if ended else ""))
    return found


def stored(random: Random, size: int = 400) -> list[Spell]:
    served = spells(random, size)
    people, routes = made.pks(made.people(random, len(served))), dict(EntryRoute.objects.values_list("name", "pk"))
    Probation.objects.bulk_create(
        Probation(
            person_id=person,
            entry_route_id=routes[spell.route],
            started_on=spell.started,
            ended_on=spell.ended,
            outcome=spell.outcome,
        )
        for spell, person in zip(served, people.values(), strict=True)
    )
    return served


@pytest.fixture(params=[1, 2, 3])
def served(request: pytest.FixtureRequest) -> list[Spell]:
    return stored(Random(request.param))


def recount(spells: list[Spell], day: date) -> Recount:
    def counted(spell: Spell) -> bool:
        first, last = WINDOWS[spell.route]
        return first <= spell.started <= min(last, day)

    def gone(spell: Spell) -> bool:
        return spell.outcome in ("left", "transferred") and spell.ended is not None and spell.ended <= day

    recruited = [spell for spell in spells if counted(spell)]
    rows = {name: [spell for spell in recruited if spell.route == name] for name in WINDOWS}
    rows["PEQF total"] = [spell for spell in recruited if spell.route != "IPLDP"]
    rows["Total with comparator"] = recruited
    expected: Recount = {}
    for name, members in rows.items():
        leavers = sum(map(gone, members))
        expected[name, "Recruited"] = count(len(members))
        expected[name, "Leavers during probation"] = count(leavers)
        expected[name, "Retention"] = share(len(members) - leavers, len(members))
    return expected


def test_as_recounted(served: list[Spell]) -> None:
    for day in [*DAYS, date(2018, 3, 31)]:
        assert_recounted("people.retention_by_entry_route", day, recount(served, day))


@pytest.mark.usefixtures("served")
def test_the_records_behind_each_cell_are_those_it_was_made_of() -> None:
    assert_records_behind("people.retention_by_entry_route", DAYS[0])
