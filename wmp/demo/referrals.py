"""Referrals to occupational health of the demo force: one year, in four quarters of the sizes wanted.

Chance of its own, so that the people stay the same. The quarters that the paper prints come out as it prints them.
"""

import random
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from wmp.demo import targets
from wmp.demo.force import DAY, Force, Person
from wmp.demo.targets import BOARD_DAY, OFFICER, PCSO, STAFF

Row = tuple[str, ...]
COLUMNS = {OFFICER: "officers", PCSO: "pcsos", STAFF: "staff"}
MENTAL, PHYSICAL = "mental health", "physical health"
SATURDAY = 5
# In calendar days: nobody is seen on the day of the referral, and few after seven weeks.
SHORTEST, LONGEST = 1, 48
# Of those who were referred long enough ago: to be booked still.
NEVER_BOOKED = 0.015


class Referrals:
    """The file's rows. The same force and seed give the same rows."""

    def __init__(self, force: Force, seed: int) -> None:
        self.chance = random.Random(f"occupational health {seed}")
        # Members of the cast have referrals that their stories tell, if any.
        self.people = [person for person in force.people if not person.number.startswith("1000")]
        self.rows = [row for quarter in targets.table("oh_referrals") for row in self._quarter(quarter)]

    def _quarter(self, quarter: dict[str, str]) -> list[Row]:
        first, last = (date.fromisoformat(quarter[key]) for key in ("quarter_start", "quarter_end"))
        who = [person for kind, key in COLUMNS.items() for person in self._chosen(kind, first, last, int(quarter[key]))]
        self.chance.shuffle(who)
        days = sorted(self._weekday(first, last) for _ in who)
        reasons = [MENTAL] * int(quarter["mental_health"]) + [PHYSICAL] * int(quarter["physical_health"])
        self.chance.shuffle(reasons)
        seen = self._seen(days, Decimal(quarter["days"]))
        return [
            (
                f"OH/{first:%y}{(first.month + 2) // 3}/{place:04}",
                person.number,
                day.isoformat(),
                reason,
                on.isoformat() if on else "",
            )
            for place, (person, day, reason, on) in enumerate(zip(who, days, reasons, seen, strict=True), start=1)
        ]

    def _chosen(self, kind: str, first: date, last: date, number: int) -> list[Person]:
        """So many who were of one staff type, and of no other but a special, all through the quarter."""
        able = [person for person in self.people if self._is_all_through(person, kind, first, last)]
        return self.chance.sample(able, number)

    def _is_all_through(self, person: Person, kind: str, first: date, last: date) -> bool:
        post = person.post_of(kind, first)
        others = (other for other in COLUMNS if other != kind)
        return bool(
            post
            and post.holds_on(last)
            and not any(person.post_of(other, first) or person.post_of(other, last) for other in others)
        )

    def _weekday(self, first: date, last: date) -> date:
        while True:
            day = first + self.chance.randint(0, (last - first).days) * DAY
            if day.weekday() < SATURDAY:
                return day

    def _seen(self, days: Sequence[date], mean: Decimal) -> list[date | None]:
        """The day of each appointment, such that those up to the board's day are so far away in the mean."""
        seen: list[date | None] = [self._first_seen(day, float(mean)) for day in days]
        by_then = [place for place, on in enumerate(seen) if on and on <= BOARD_DAY]
        wanted = round(mean * len(by_then))
        short = wanted - sum(self._wait(days, seen, place) for place in by_then)
        while short:
            place, step = self.chance.choice(by_then), 1 if short > 0 else -1
            on = (seen[place] or days[place]) + step * DAY
            if on.weekday() < SATURDAY and on <= BOARD_DAY and SHORTEST <= (on - days[place]).days <= LONGEST:
                seen[place] = on
                short -= step
        return seen

    def _first_seen(self, day: date, mean: float) -> date | None:
        if self.chance.random() < NEVER_BOOKED:
            return None
        # Most within a fortnight, some after a month and more.
        wait = min(max(round(self.chance.gammavariate(3.2, mean / 3.2)), SHORTEST), LONGEST)
        on = day + wait * DAY
        return on + (7 - on.weekday()) * DAY if on.weekday() >= SATURDAY else on

    def _wait(self, days: Sequence[date], seen: Sequence[date | None], place: int) -> int:
        on = seen[place]
        return (on - days[place]).days if on else 0
