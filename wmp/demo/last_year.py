"""The performance year 2020/21 as a file: so many had objectives and a year-end conversation as the paper prints.

Whoever had a year-end conversation has a rating, on the scale of the year after: the paper prints none of these, so how
they spread is made up. Chance of its own, so that the people stay the same.
"""

import random
from datetime import date
from decimal import Decimal

from wmp.demo import targets
from wmp.demo import year_words as words
from wmp.demo.force import Force, Person
from wmp.demo.targets import SPECIAL

YEAR = "2020/21"
LAST_DAY = date(2021, 3, 31)
# Ninety days in post by the last day: who started later was not counted.
LAST_START = date(2021, 1, 1)
# So often somebody's how is drawn with their what.
AS_GOOD = 0.4
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
    values = _Values(random.Random(f"ratings {seed}"))
    return _lowest_first(
        [
            (
                YEAR,
                person.number,
                _said(place in had_objectives),
                _said(place in had_year_end),
                *(values.drawn() if place in had_year_end else ("", "")),
            )
            for place, person in enumerate(eligible)
        ]
    )


class _Values:
    """Draws both values of a rating. How somebody goes about it is mostly as good as what they achieve."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance

    def drawn(self) -> tuple[str, str]:
        what = self._one("what")
        how = what if self.chance.random() < AS_GOOD else self._one("how")
        return words.WHAT[what][0], words.HOW[how][0]

    def _one(self, aspect: str) -> int:
        return self.chance.choices(range(len(words.WHAT)), words.OF_A_HUNDRED[aspect])[0]


def _lowest_first(rows: list[Row]) -> list[Row]:
    """A file's scale is numbered as it names its values: one row of each comes first, from the lowest."""
    both = [(what[0], how[0]) for what, how in zip(words.WHAT, words.HOW, strict=True)]
    first = [next((row for row in rows if row[-2:] == pair), None) for pair in both]
    heads = [row for row in first if row]
    return [*heads, *(row for row in rows if row not in heads)]


def _is_eligible(person: Person) -> bool:
    """In a post that is no special's on the last day, and on the last day to start."""
    posts = [post for post in person.posts if post.staff_type != SPECIAL]
    return all(any(post.holds_on(day) for post in posts) for day in (LAST_START, LAST_DAY))


def _share(people: int, printed: str) -> int:
    """As many as round to the printed percentage."""
    return round(people * Decimal(printed) / 100)


def _said(done: bool) -> str:
    return "yes" if done else "no"
