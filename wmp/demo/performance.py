"""The performance year 2021/22 of the demo force, told by the verbs of its pages, each at its moment.

On the board day all teams that rate are rated but the cast's own, which has three people left, and moderation is
under way: one panel has sat, and one sits today.
"""

import random
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from io import StringIO
from itertools import cycle
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.utils import timezone

from people.performance import agreeing, assessing, conversing, opening
from people.performance.choices import Aspect
from people.performance.models import Appraisal, PerformanceYear, ScaleValue
from people.performance.objectives import Objective
from people.performance.panels import ModerationPanel, PanelMember
from people.performance.ratings import Rating, not_by
from people.workforce.models import Department, Person, Post, StaffType, User
from wmp.demo import year_words as words
from wmp.demo.accounts import with_accounts
from wmp.demo.cast import MANAGER
from wmp.demo.files import File, write
from wmp.demo.targets import BOARD_DAY
from wmp.lib import clock

FIRST, LAST = date(2021, 4, 1), date(2022, 3, 31)
# Managers who rate in the demo, besides the cast's, and the fewest that a team of theirs has.
TEAMS, LEAST = 40, 6
# Of a hundred of the rest of the force, how many have agreed objectives, and had the year-end conversation.
OBJECTIVES_SET, YEAR_END_DONE = 91, 58
# Of the cast's team, so many are still to be rated.
STILL_TO_RATE = 3
SAT, SITS = "Response", ("NPU", "Operations")
# Of a hundred moderated ratings of the panel that sat, so many were changed.
CHANGED_OF_A_HUNDRED = 8


Team = tuple[User, Sequence[Appraisal]]


def at(day: date, hour: int = 9, minute: int = 0) -> Any:
    return clock.at(timezone.make_aware(datetime.combine(day, time(hour, minute))))


def tell(accounts: dict[str, User], seed: int, folder: Path) -> int:
    """Writes the year and returns how many people are rated. The same seed tells the same.

    `folder` takes the file of what the rest of the force had done before it began to rate here.
    """
    teller = Teller(accounts, random.Random(seed))
    teller.begin()
    teams = list(teller.chosen())
    teller.load_others(folder, [appraisal for _, appraisals in teams for appraisal in appraisals])
    teller.tell_of(teams)
    teller.moderate()
    return teller.rated


class Teller:
    def __init__(self, accounts: dict[str, User], chance: random.Random) -> None:
        self.lead, self.manager, self.chance = accounts["performance-lead"], accounts[MANAGER.username], chance
        self.conversations = cycle(words.CONVERSATIONS)
        self.evidence, self.worrying = cycle(words.EVIDENCE), cycle(words.WORRYING)
        self.rated = 0

    # --- the year ---

    def begin(self) -> None:
        """Set up in March, open from the first day, kept up to the last."""
        with at(FIRST - timedelta(days=20)):
            self.year = PerformanceYear.objects.create(
                name="2021/22",
                starts_on=FIRST,
                ends_on=LAST,
                objectives_due=date(2021, 6, 30),
                ratings_from=date(2022, 3, 1),
                ratings_due=LAST + timedelta(days=7),
                release_on=date(2022, 6, 1),
            )
            self._scale()
            self._shared_objectives()
        with at(FIRST, 6):
            opening.open_year(self.year, by=self.lead)
        with at(BOARD_DAY, 5):
            opening.keep_up(self.year)

    def _scale(self) -> None:
        for aspect, values in ((Aspect.WHAT, words.WHAT), (Aspect.HOW, words.HOW)):
            ScaleValue.objects.bulk_create(
                ScaleValue(year=self.year, aspect=aspect, number=number, name=name, wording=wording)
                for number, (name, wording) in enumerate(values, start=1)
            )
        scale = ScaleValue.objects.visible_to(self.lead).filter(year=self.year)
        self.scale: dict[tuple[str, int], ScaleValue] = {(each.aspect, each.number): each for each in scale}

    def _shared_objectives(self) -> None:
        of_force = [("force", None, words.FORCE)]
        departments = Department.objects.in_bulk(words.DEPARTMENTS, field_name="name")
        of_each = [("department", departments[name], both) for name, both in words.DEPARTMENTS.items()]
        for level, department, both in (*of_force, *of_each):
            for number, (text, measure) in enumerate(both, start=1):
                Objective.objects.create(
                    year=self.year, level=level, department=department, number=number, text=text, measure=measure
                )

    # --- teams ---

    def load_others(self, folder: Path, told: Sequence[Appraisal]) -> None:
        """Who else of the force has objectives and a year-end conversation, as another system knew it."""
        people = Appraisal.objects.unscoped().filter(year=self.year).eligible().exclude(pk__in=[x.pk for x in told])
        numbers = people.order_by("pk").values_list("person__employee_number", flat=True)
        rows = [
            (self.year.name, number, *map(self._yes, (OBJECTIVES_SET, YEAR_END_DONE)), "", "") for number in numbers
        ]
        columns = ("performance_year", "employee_number", "objectives_set", "year_end_completed", "what", "how")
        file = File("performance", "performance-2021-22.csv", columns, rows)
        call_command("load_extract", file.kind, str(write(file, folder)), stdout=StringIO())

    def _yes(self, of_a_hundred: int) -> str:
        return "yes" if self.chance.randrange(100) < of_a_hundred else "no"

    def tell_of(self, teams: Sequence[Team]) -> None:
        """The cast's team whole, with what is still to do; of the others the ratings, and some of the rest."""
        for place, (account, appraisals) in enumerate(teams):
            with_words = account == self.manager or place % 6 == 0
            for number, appraisal in enumerate(appraisals):
                if with_words:
                    self._year_of(appraisal, account, late=number % 5 == 4)
                if account != self.manager or number >= STILL_TO_RATE:
                    self._rate(appraisal, account, submits=account != self.manager)

    def chosen(self) -> Iterator[Team]:
        """Each with the appraisals of the team that has been theirs all year."""
        posts = Post.objects.unscoped().filter(started__lte=FIRST, ended=None).exclude(staff_type=StaffType.SPECIAL)
        teams: dict[int, list[int]] = {}
        for manager, person in posts.exclude(line_manager=None).values_list("line_manager", "person").order_by("pk"):
            teams.setdefault(manager or 0, []).append(person)
        casts = Person.objects.unscoped().get(account=self.manager).pk
        able = sorted(key for key, team in teams.items() if len(team) >= LEAST and key != casts)
        chosen = [casts, *self.chance.sample(able, TEAMS)]
        with_accounts(Person.objects.unscoped().filter(pk__in=[each for key in chosen for each in teams[key]]))
        managers = Person.objects.unscoped().select_related("account").in_bulk(chosen)
        appraisals = Appraisal.objects.unscoped().filter(year=self.year).eligible()
        appraisals = appraisals.select_related("person__account", "year", "department")
        for key in chosen:
            account: Any = managers[key].account
            yield account, list(appraisals.filter(person__in=teams[key]))

    def _year_of(self, appraisal: Appraisal, manager: User, *, late: bool) -> None:
        """Objectives, two conversations, a self-assessment and the year-end; of late ones, part of it."""
        person: Any = appraisal.person.account
        with at(date(2021, 5, 10), 10):
            for number, (text, measure) in enumerate(self.chance.sample(words.INDIVIDUAL, 2), start=1):
                objective = agreeing.propose(appraisal, number, by=person, text=text, measure=measure)
                if not late:
                    agreeing.agree(objective, by=manager, seen=agreeing.mark(objective))
        for day in (date(2021, 9, 14), date(2021, 12, 9)):
            with at(day, 14):
                conversing.log(appraisal, by=manager, held_on=day, notes=next(self.conversations))
        if late:
            return
        with at(date(2022, 3, 8), 11):
            assessing.write(appraisal, by=person, what=words.SELF_WHAT, how=words.SELF_HOW)
            assessing.send(appraisal, by=person)
        day = date(2022, 3, 16)
        with at(day, 15):
            conversing.record_year_end(appraisal, by=manager, held_on=day, notes=words.YEAR_END)

    def _rate(self, appraisal: Appraisal, by: User, *, submits: bool) -> None:
        """Both values and the evidence. Nobody but the cast's manager has still to send them."""
        with at(date(2022, 3, 21), 9 + self.rated % 8, self.rated % 60):
            values = [self._drawn(aspect) for aspect in Aspect]
            low = min(value.number for value in values) < 3
            evidence = next(self.worrying if low else self.evidence)
            rating = Rating.objects.create(appraisal=appraisal, evidence=evidence)
            for aspect, value in zip(Aspect, values, strict=True):
                rating.enter(aspect, value, by=by, seen=None)
            if submits:
                rating.submit(by=by)
        self.rated += 1

    def _drawn(self, aspect: str) -> ScaleValue:
        number = self.chance.choices((1, 2, 3, 4), words.OF_A_HUNDRED[aspect])[0]
        return self.scale[aspect, number]

    # --- moderation ---

    def moderate(self) -> None:
        """Response has been moderated; the panel of two other departments sits today."""
        chair, member = self._seniors()
        sat = self._panel("Response", (SAT,), BOARD_DAY - timedelta(days=3), [chair, member])
        self._panel("Neighbourhoods and operations", SITS, BOARD_DAY, [chair, member])
        ratings = Rating.objects.unscoped().filter(appraisal__department__name=SAT, status="provisional")
        about = ratings.select_related("appraisal__person", "appraisal__year", "what", "how")
        with at(BOARD_DAY - timedelta(days=3), 10):
            for rating in about.filter(not_by(chair)):
                self._decide(rating, chair, sat)
            sat.close(by=self.lead)

    def _decide(self, rating: Rating, by: User, panel: ModerationPanel) -> None:
        what, how, reason = rating.what, rating.how, ""
        if self.chance.randrange(100) < CHANGED_OF_A_HUNDRED and what.number in (3, 4):
            lowered = what.number == 4
            what = self.scale[Aspect.WHAT.value, 3 if lowered else 4]
            reason = words.LOWERED if lowered else words.RAISED
        rating.moderate(what, how, by=by, reason=reason, panel=panel)

    def _panel(self, name: str, departments: Sequence[str], day: date, members: Sequence[User]) -> ModerationPanel:
        with at(day - timedelta(days=14), 9):
            panel = ModerationPanel.objects.create(year=self.year, name=name, held_on=day)
            panel.departments.set(Department.objects.filter(name__in=departments))
            PanelMember.objects.bulk_create(
                PanelMember(panel=panel, user=user, chairs=user == members[0]) for user in members
            )
        return panel

    def _seniors(self) -> list[User]:
        """Two superintendents, who rate nobody in the demo's teams that they moderate."""
        posts = Post.objects.unscoped().filter(ended=None, rank__abbreviation="Supt").order_by("pk")[:2]
        found = with_accounts(Person.objects.unscoped().filter(pk__in=[post.person_id for post in posts]))
        return [account for each in found if (account := each.account)]
