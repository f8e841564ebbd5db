"""Reasonable-adjustments passports of the demo force in every state, told by the verbs that their pages use."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import cycle
from typing import Any

from django.utils import timezone

from people.models import Person, User
from people.workforce.constraints import record as record_constraint
from welfare.passports import handling, own_handling
from welfare.passports.adjustments import Adjustment
from welfare.passports.choices import AdjustmentKind as Kind
from welfare.passports.choices import Purpose, ReviewOutcome, WaitsFor
from welfare.passports.medical import MedicalDetail
from welfare.passports.models import Passport
from welfare.passports.sharing import PassportVersion
from wmp.demo.accounts import with_accounts
from wmp.demo.cast import MANAGER, STUDENT
from wmp.demo.force import worked
from wmp.demo.needs import NEEDS, STUDENT_NEED, Need
from wmp.demo.targets import BOARD_DAY
from wmp.lib import clock
from wmp.lib.days import months_after
from wmp.lib.working_days import add_working_days

# How far passports have come on the board day, and how many of each. "late" ones were agreed long ago and are stuck.
PATHS = {
    "draft": 3,
    "sent back": 2,
    "with manager": 3,
    "with RA officer": 6,
    "panel": 2,
    "agreed": 6,
    "late": 3,
    "declined": 2,
    "in place": 12,
    "review due": 4,
    "renewed": 5,
    "withdrawn": 2,
}
# Days before the board day on which one of that path was begun: the latest, the earliest.
BEGUN = {
    "draft": (2, 12),
    "sent back": (14, 30),
    "with manager": (5, 12),
    "with RA officer": (6, 25),
    "panel": (25, 40),
    "agreed": (30, 60),
    "late": (110, 170),
    "declined": (60, 200),
    "in place": (80, 160),
    "review due": (235, 260),
    "renewed": (260, 420),
    "withdrawn": (90, 250),
}
# What an adjustment that is late waits for, by its kind; for all others, the line manager.
BLOCKS = {
    Kind.WORKPLACE: (WaitsFor.ESTATES, "The refit of the floor has been put off to June"),
    Kind.SOFTWARE: (WaitsFor.IT, "The software is not approved for the records system yet"),
    Kind.EQUIPMENT: (WaitsFor.SUPPLIER, "Delivered damaged; the replacement has no date"),
}
NO_COVER = (WaitsFor.MANAGER, "The team has nobody to take the shifts over yet")
QUESTION = "Could you say in section 2 what the first hour of a shift is like? It decides between two kinds of support."


@dataclass
class Teller:
    """Tells one passport. `day` moves on as the story does, and never past the board day."""

    holder: Person
    need: Need
    path: str
    day: date
    officer: User
    chance: random.Random

    def __post_init__(self) -> None:
        self.account: Any = self.holder.account
        self.minutes = self.chance.randint(0, 60)

    def tell(self) -> Passport:
        with clock.at(self._moment()):
            self.passport = self._begun()
        if self.path != "draft":
            self._send()
        return self.passport

    def _begun(self) -> Passport:
        need = self.need
        told = {"role": need.role, "impact": need.impact, "barriers": need.barriers, "varies": need.varies}
        if self.path == "draft":
            told = {"role": need.role}  # stopped on the way
        passport = Passport.objects.create(holder=self.holder, discussion=need.discussion, **told)
        for thing in need.things:
            Adjustment.objects.create(passport=passport, what=thing.what, kind=thing.kind)
        if need.diagnosis and self.path != "draft" and self.chance.random() < 0.7:
            MedicalDetail.objects.create(passport=passport, diagnosis=need.diagnosis)
        return passport

    def _send(self) -> None:
        self._later(2)
        manager = self._do(handling.line_manager_of, self.passport)
        if manager is None or (self.path != "with manager" and self.chance.random() < 0.4):
            self._do(handling.send_to_ra_officer, self.passport, by=self.account)
        else:
            version = self._do(handling.send_to_manager, self.passport, by=self.account)
            if self.path == "with manager":
                return
            self._later(3)
            self._do(handling.comment, version, by=manager, text=self.need.comment)
        self._reload()
        if self.path != "with RA officer" or self.chance.random() < 0.5:
            self._later(1)
            self._do(handling.give, self.passport, to=self.officer, by=self.officer)
            self._decide()

    def _decide(self) -> None:
        if self.path == "with RA officer":
            return
        self._later(3)
        self._do(handling.recommend, self.passport, by=self.officer, text=self.need.advice)
        if self.path == "sent back":
            self._do(handling.send_back, self.passport, by=self.officer, reason=QUESTION)
            return
        if self.path in ("panel", "declined") or self.chance.random() < 0.15:
            why = "Cost and cover to be decided together"
            self._do(handling.put_to_panel, self.passport, by=self.officer, reason=why)
            self._later(5)
        if self.path == "panel":
            return
        if self.path == "declined":
            reason = "The team cannot cover it. Other hours in another team are offered instead."
            self._do(handling.decline, self.passport, by=self.officer, reason=reason)
            return
        version = self._do(handling.agree, self.passport, by=self.officer)
        self._share(version)
        if self.need.posting and self.path != "withdrawn":
            given = {"what": self.need.posting, "from_on": self.day}
            self._do(record_constraint, self.holder, by=self.officer, **given)
        self._arrange()

    def _share(self, version: PassportVersion) -> None:
        """Most share what was agreed with their line manager, until after the board day."""
        manager = self._do(handling.line_manager_of, self.passport)
        if manager is not None and self.chance.random() < 0.8:
            until = min(months_after(BOARD_DAY, 5), months_after(self.day, 12))
            given = {"by": self.account, "to": manager, "purpose": Purpose.MANAGEMENT, "expires_on": until}
            self._do(handling.share, version, **given)

    def _arrange(self) -> None:
        """Orders and puts in place: all of it, or what an agreed one has come to by the board day."""
        ends = {"agreed": BOARD_DAY, "late": BOARD_DAY}
        for thing, adjustment in zip(self.need.things, self._adjustments(), strict=True):
            due = add_working_days(self.day, thing.days)
            details = {"owner": self.officer, "due": due, "cost": thing.cost}
            self._do(adjustment.change_details, by=self.officer, **details)
            if thing.supplier:
                ordered = add_working_days(self.day, 2)
                if ordered > BOARD_DAY:
                    continue
                self._do_on(ordered, adjustment.order, by=self.officer, supplier=thing.supplier)
            if self.path == "late" and thing is self.need.things[0]:
                waits, words = BLOCKS.get(thing.kind, NO_COVER)
                self._do(adjustment.say_what_blocks, by=self.officer, waits_for=waits, blocked_by=words)
                continue
            arrives = add_working_days(due, self.chance.randint(-2, 6))
            if arrives > ends.get(self.path, date.max):
                continue
            self._do_on(arrives, adjustment.put_in_place, by=self.officer)
        self._reload()
        self._after()

    def _after(self) -> None:
        """What happens to a passport that is in place."""
        if self.path == "withdrawn":
            why = "I have moved to other work and do not need it."
            self._do(own_handling.withdraw, self.passport, by=self.account, reason=why)
        if self.path not in ("review due", "renewed") or self.passport.review_due is None:
            return
        self._do_on(self.passport.review_due, self.passport.come_due)
        if self.path == "renewed":
            on = add_working_days(self.day, 4)
            told: dict[str, Any] = {
                "outcome": ReviewOutcome.GOES_ON,
                "notes": "All of it helps. Nothing else is needed.",
                "helps": self._adjustments("in place"),
            }
            self._do_on(on, handling.review, self.passport, by=self.officer, on=on, **told)

    # --- time ---

    def _moment(self) -> datetime:
        """Ten minutes after what was done before, so that of one day the steps stand in their order."""
        self.minutes += 10
        return timezone.make_aware(datetime.combine(self.day, time(9))) + timedelta(minutes=self.minutes % 420)

    def _later(self, days: int) -> None:
        self.day = min(add_working_days(self.day, self.chance.randint(1, days)), BOARD_DAY)

    def _do(self, act: Any, *args: Any, **given: Any) -> Any:
        with clock.at(self._moment()):
            return act(*args, **given)

    def _do_on(self, day: date, act: Any, *args: Any, **given: Any) -> Any:
        self.day = max(self.day, min(day, BOARD_DAY))
        return self._do(act, *args, **given)

    def _reload(self) -> None:
        self.passport = Passport.objects.unscoped().select_related("holder").get(pk=self.passport.pk)

    def _adjustments(self, status: str = "agreed") -> list[Adjustment]:
        found = Adjustment.objects.unscoped().filter(passport=self.passport, status=status).order_by("pk")
        return list(found.select_related("passport__holder"))


def tell(accounts: dict[str, User], seed: int) -> int:
    """Writes all passports and returns how many. The same seed tells the same."""
    chance = random.Random(seed)
    officer = accounts["ra-officer"]
    told = 0
    for holder, path, need in _parts(accounts, chance):
        latest, earliest = BEGUN[path]
        day = worked(BOARD_DAY - timedelta(days=chance.randint(latest, earliest)))
        Teller(holder, need, path, day, officer, chance).tell()
        told += 1
    return told


def _parts(accounts: dict[str, User], chance: random.Random) -> Iterator[tuple[Person, str, Need]]:
    """Whose passport goes how far. The cast's student has an agreed one; their manager has one to comment on."""
    student = accounts[STUDENT.username]
    yield Person.objects.unscoped().get(account=student), "agreed", STUDENT_NEED
    needs = cycle(NEEDS)
    manager = accounts[MANAGER.username]
    reports = Person.objects.unscoped().filter(posts__line_manager__account=manager, posts__ended=None)
    team = with_accounts(reports.exclude(account=student))
    yield team[0], "with manager", next(needs)
    yield team[1], "in place", next(needs)
    paths = [path for path, number in PATHS.items() for _ in range(number)]
    everybody = Person.objects.unscoped().filter(posts__ended=None, account=None).order_by("employee_number").distinct()
    chosen = chance.sample(list(everybody.values_list("pk", flat=True)), len(paths))
    for holder, path in zip(with_accounts(Person.objects.unscoped().filter(pk__in=chosen)), paths, strict=True):
        yield holder, path, next(needs)
