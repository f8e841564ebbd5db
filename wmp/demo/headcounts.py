"""How many people of each group a rank or staff type has on each counted day, and what leads from one to the next."""

from dataclasses import dataclass
from datetime import date
from functools import cache

from wmp.demo import targets
from wmp.demo.force import by_group
from wmp.demo.search import Part, rows_and_total
from wmp.demo.targets import CONSTABLE, FORCE, GROUPS, MINORITY, OFFICER, OFFICER_TOTAL, RANKS

# row -> group -> people
Counts = dict[str, dict[str, int]]


def _groups(part: Part, not_stated: int) -> dict[str, int]:
    return by_group(part.count, part.of - part.count, not_stated)


@cache
def _ranks(day: date) -> dict[str, Part]:
    size = {row: size.stated for row, size in targets.sizes(day).items()}
    return rows_and_total(targets.printed_shares("representation_by_rank")[day], size, OFFICER_TOTAL)


def officers(day: date) -> Counts:
    """By rank, on one of the counted days."""
    sizes = targets.sizes(day)
    return {rank: _groups(part, sizes[rank].not_stated) for rank, part in _ranks(day).items()}


def others(day: date) -> Counts:
    """By staff type but officers, on one of the counted days."""
    sizes = targets.sizes(day)
    printed = targets.printed_shares("representation_by_staff_type")[day]
    all_officers = sum(_ranks(day).values(), Part(0, 0))
    found = rows_and_total(printed, {row: size.stated for row, size in sizes.items()}, FORCE, {OFFICER: all_officers})
    return {row: _groups(part, sizes[row].not_stated) for row, part in found.items() if row != OFFICER}


@dataclass
class Flow:
    """What happens to one group of one rank between two counted days."""

    leavers: int = 0
    promoted_in: int = 0
    promoted_out: int = 0


# Of those there at the start of a year, how many leave in it, where nothing else decides.
YEARLY_LEAVERS = {
    "Chief Officer": 0.15,
    "Chief Superintendent": 0.15,
    "Superintendent": 0.13,
    "Chief Inspector": 0.11,
    "Inspector": 0.1,
    "Sergeant": 0.055,
}
# Minority officers joined later on average, so that fewer of them retire.
MINORITY_LEAVERS = 0.45


def officer_flows(
    before: Counts, after: Counts, joiners: dict[str, int], years: float = 1
) -> dict[tuple[str, str], Flow]:
    """(rank, group) -> what takes the ranks from `before` to `after`, given who joins as a constable.

    From the top down: each rank fills its gaps from the rank below; constables who are too many leave.
    """
    flows = {(rank, group): Flow() for rank in RANKS for group in GROUPS}
    for group in GROUPS:
        needed = 0
        for rank in RANKS[:-1]:
            flow = flows[rank, group]
            flow.promoted_out = needed
            rate = YEARLY_LEAVERS[rank] * (MINORITY_LEAVERS if group == MINORITY else 1)
            flow.leavers = round(before[rank][group] * rate * years)
            growth = after[rank][group] - before[rank][group]
            flow.promoted_in = max(0, growth + needed + flow.leavers)
            flow.leavers = flow.promoted_in - growth - needed
            needed = flow.promoted_in
        last = flows[CONSTABLE, group]
        last.promoted_out = needed
        last.leavers = before[CONSTABLE][group] + joiners[group] - needed - after[CONSTABLE][group]
        if last.leavers < 0:
            raise ValueError(f"{-last.leavers} more {group} constables must join")
    return flows
