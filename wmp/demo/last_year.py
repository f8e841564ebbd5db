"""The performance year 2020/21 as a file: so many had objectives and a year-end conversation as the paper prints.

Ratings began a year later, so there is none in it. Chance of its own, so that the people stay the same.
"""

import random
from datetime import date
from decimal import Decimal

from wmp.demo import targets
from wmp.demo.force import Force, Person
from wmp.demo.targets import SPECIAL

YEAR = "2020/21"
LAST_DAY = date(2021, 3, 31)
# Ninety days in post by the last day: who started later was not counted.
LAST_START = date(2021, 1, 1)
Row = tuple[str, ...]


def rows(force: Force, seed: int) -> list[Row]:
    """(year, employee number, objectives set, year-end completed, what, how) of everybody eligible, in order."""
    chance = random.Random(f"performance {seed}")
    eligible = sorted((person for person in force.people if _is_eligible(person)), key=lambda person: person.number)
    objectives, year_end = (_share(len(eligible), row["percent"]) for row in targets.table("performance_year"))
    had_objectives = set(chance.sample(range(len(eligible)), objectives))
    # A conversation at the end of a year without objectives is rare.
    without = [place for place in range(len(eligible)) if place not in had_objectives]
    few = chance.sample(without, len(without) // 10)
    had_year_end = {*few, *chance.sample(sorted(had_objectives), year_end - len(few))}
    return [
        (YEAR, person.number, _said(place in had_objectives), _said(place in had_year_end), "", "")
        for place, person in enumerate(eligible)
    ]


def _is_eligible(person: Person) -> bool:
    """In a post that is no special's on the last day, and on the last day to start."""
    posts = [post for post in person.posts if post.staff_type != SPECIAL]
    return all(any(post.holds_on(day) for post in posts) for day in (LAST_START, LAST_DAY))


def _share(people: int, printed: str) -> int:
    """As many as round to the printed percentage."""
    return round(people * Decimal(printed) / 100)


def _said(done: bool) -> str:
    return "yes" if done else "no"
