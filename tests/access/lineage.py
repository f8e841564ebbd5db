"""Where figures came from, and why they moved: for whoever reads the figure."""

from typing import Any

from people.roles import Role
from tests.access.rules import EVERYBODY, PEOPLE_DATA, RA, SECRETARY, Rule, Rules, those
from tests.access.site import A_CELL, BOARD_READERS, HOURS
from tests.base import DAY, Cast
from wmp.board.models import Result, Run

BEFORE = "2022-03-31"
PAIR = {"from": BEFORE, "to": DAY.isoformat()}
HOURS_READERS = those(SECRETARY, PEOPLE_DATA)
AUDITOR = Role.AUDITOR


def figure(key: str, allowed: frozenset[str], **query: str) -> Rule:
    """404 to board readers whose role does not read the figure, 403 to everybody else."""
    return Rule(allowed, EVERYBODY - BOARD_READERS, others=404, kwargs={"key": key}, query=query)


RULES: Rules = {
    # What a figure counts tells no number: auditors read it of all figures.
    "board:every-definition": [Rule(BOARD_READERS | {AUDITOR})],
    "board:definitions": [
        figure(HOURS, HOURS_READERS | {AUDITOR}),
        figure("welfare.passports", those(SECRETARY, RA, AUDITOR)),
        figure("welfare.leaving_themes", those(SECRETARY, Role.WELFARE_LEAD, Role.WELFARE_OFFICER, AUDITOR)),
    ],
    "board:moved": [
        figure(HOURS, HOURS_READERS, **PAIR),
        figure(HOURS, HOURS_READERS, **{"from": DAY.isoformat(), "to": f"{DAY.isoformat()}-now"}),
        figure("welfare.passports", those(SECRETARY, RA), **PAIR),
    ],
    "board:why": [figure(HOURS, HOURS_READERS, **PAIR, **A_CELL)],
    # Of the run before, nobody kept the records: nobody finds which of them moved a number.
    "board:moves": [Rule(frozenset(), EVERYBODY - BOARD_READERS, 404, kwargs={"key": HOURS}, query=PAIR | A_CELL)],
}


def records(cast: Cast) -> dict[str, int]:
    """The run of the day before, with the figures of the day."""
    last: Any = Result.objects.unscoped().filter(attempt__run__day=DAY).select_related("attempt")
    attempt = last[0].attempt
    earlier = Run.objects.create(day=BEFORE).attempts.create(
        number=1, snapshot="-", shown=True, finished_at=attempt.finished_at
    )
    made = [
        Result(attempt=earlier, key=each.key, status=each.status, stored_grid=each.stored_grid, seconds=0.1)
        for each in last
    ]
    Result.objects.bulk_create(made)
    return {}
