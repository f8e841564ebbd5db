"""Promotion around the board day: one process whose first stage is being entered, one that takes applications.

Who applied in the first one, and every earlier process with its results, came by file. Here the team sets up days,
stages and boards, publishes what is decided, and people apply and are endorsed, all by the verbs of the pages.
"""

import random
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Max
from django.utils import timezone

from people.probation.models import Probation
from people.promotion import applying, boarding, endorsing, handling, pool, results
from people.promotion.around import Endorsement, PoolPlace
from people.promotion.models import PromotionApplication, PromotionProcess, Season
from people.promotion.stages import PromotionBoard, PromotionStage, StageOutcome
from people.workforce.models import Person, Post, Rank, User
from wmp.demo.accounts import with_accounts
from wmp.demo.cast import MANAGER
from wmp.demo.promotion import STILL_OPEN
from wmp.demo.targets import BOARD_DAY
from wmp.lib import clock

OPENED = STILL_OPEN.opened
STAGES = (
    ("Sift of applications", date(2022, 3, 28), date(2022, 4, 8), Decimal(60)),
    ("Situational exercise", date(2022, 4, 25), date(2022, 5, 6), Decimal(55)),
    ("Board", date(2022, 5, 23), date(2022, 6, 10), Decimal(65)),
)
# Of the sift, so many of a hundred results are entered by the board day.
ENTERED_OF_A_HUNDRED = 60
# How many apply in the process that opens, and how many of their managers have answered.
APPLY, ANSWERED = 14, 9
STATEMENTS = (
    "For four months I have acted up and led a team through the winter. Two colleagues are back at full duty.",
    "I run the tutor unit of my shift. Three of my student officers are in posts of their own now.",
    "The backlog of my desk went from forty days to nine when I changed who decides what, and I can show the figures.",
)
SUPPORT = "They lead already, and others follow. I have seen it in three jobs this year."
NOT_YET = "They are very able and came to the rank last summer. Another year, with a team of their own, comes first."


def at(day: date, hour: int = 9, minute: int = 0) -> Any:
    return clock.at(timezone.make_aware(datetime.combine(day, time(hour, minute))))


def tell(accounts: dict[str, User], seed: int) -> int:
    """Returns how many processes' results are published."""
    chance = random.Random(seed)
    team = accounts["promotion-team"]
    published = _publish_decided(team)
    _under_way(team, accounts, chance)
    _open_now(team, accounts, chance)
    return published


def _publish_decided(team: User) -> int:
    """Every process whose results are all in, on the day of the last one; then who of the pool was promoted."""
    applications = PromotionApplication.objects.unscoped()
    open_ones = applications.filter(status__in=PromotionApplication.OPEN).values("process")
    decided = applications.exclude(process__in=open_ones).values("process").annotate(last=Max("decided_on"))
    last_of = dict(decided.values_list("process", "last"))
    processes = PromotionProcess.objects.unscoped().select_related("from_rank", "to_rank").in_bulk(last_of)
    for key, last in sorted(last_of.items(), key=lambda pair: pair[1]):
        with at(last, 16):
            handling.publish(processes[key], by=team)
        _promote(processes[key], team)
    with at(BOARD_DAY, 6):
        pool.expire()
    return len(last_of)


def _promote(process: PromotionProcess, team: User) -> None:
    """Who has held the rank since leaves the pool on the day they came to it."""
    places = PoolPlace.objects.unscoped().filter(application__process=process)
    posts = Post.objects.unscoped().filter(rank=process.to_rank, started__lte=BOARD_DAY).order_by("-started")
    began = dict(posts.values_list("person", "started"))
    for place in places.select_related("application__candidate"):
        on = began.get(place.application.candidate_id)
        if on and on >= place.since:
            pool.promoted(place, by=team, on=on)


def _under_way(team: User, accounts: dict[str, User], chance: random.Random) -> None:
    """PC to Sergeant, Spring 2022: applications are in, the sift is half entered, the boards have their members."""
    found = PromotionProcess.objects.unscoped().filter(season=Season.SPRING, year=2022, to_rank__abbreviation="Sgt")
    process = found.select_related("from_rank", "to_rank").get()
    with at(OPENED - timedelta(days=14)):
        process.opens_on, process.closes_on = OPENED, OPENED + timedelta(days=20)
        process.least_months, process.results_on = 24, STILL_OPEN.decided
        process.save()
        stages = [
            PromotionStage.objects.create(
                process=process, number=number, name=name, starts_on=first, ends_on=last, pass_mark=mark
            )
            for number, (name, first, last, mark) in enumerate(STAGES, start=1)
        ]
    _sift(stages[0], team, chance)
    _boards(stages[2], team, accounts)


def _sift(stage: PromotionStage, team: User, chance: random.Random) -> None:
    applications = results.reached(stage, team).order_by("pk").values_list("pk", flat=True)
    entries = []
    for key in applications:
        if chance.randrange(100) >= ENTERED_OF_A_HUNDRED:
            continue
        score = Decimal(chance.randint(88, 190)) / 2
        outcome = StageOutcome.PASSED if score >= 60 else StageOutcome.NOT_PASSED
        entries.append(results.Entry(key, outcome, score, seen=""))
    with at(BOARD_DAY, 8):
        results.record(stage, entries, by=team)


def _boards(stage: PromotionStage, team: User, accounts: dict[str, User]) -> None:
    inspectors = Post.objects.unscoped().filter(ended=None, rank__abbreviation="CI").order_by("pk")[:4]
    members = with_accounts(Person.objects.unscoped().filter(pk__in=[post.person_id for post in inspectors]))
    for number, first in enumerate((0, 2), start=1):
        board = PromotionBoard.objects.create(stage=stage, name=f"Board {number}", held_on=date(2022, 5, 23 + number))
        for person in members[first : first + 2]:
            boarding.add_member(board, person.account, by=team)


def _open_now(team: User, accounts: dict[str, User], chance: random.Random) -> None:
    """Sergeant to Inspector, Summer 2022: applications are taken, most managers have answered."""
    sergeant, inspector = (Rank.objects.get(abbreviation=each) for each in ("Sgt", "Insp"))
    with at(BOARD_DAY - timedelta(days=20)):
        process = PromotionProcess.objects.create(
            from_rank=sergeant,
            to_rank=inspector,
            season=Season.SUMMER,
            year=2022,
            opens_on=BOARD_DAY - timedelta(days=11),
            closes_on=BOARD_DAY + timedelta(days=21),
            least_months=12,
            results_on=date(2022, 8, 5),
        )
        for number, (name, first, last, mark) in enumerate(STAGES, start=1):
            later = {"starts_on": first + timedelta(days=35), "ends_on": last + timedelta(days=35)}
            PromotionStage.objects.create(process=process, number=number, name=name, pass_mark=mark, **later)
    for place, person in enumerate(_sergeants(sergeant, accounts)):
        account: Any = person.account
        with at(BOARD_DAY - timedelta(days=9 - place // 2), 18, place):
            made = applying.apply(process, by=account, statement=STATEMENTS[place % len(STATEMENTS)])
        asked = Endorsement.objects.unscoped().filter(application=made).select_related("asked").first()
        if asked and place < ANSWERED and asked.asked.username not in accounts:
            with at(BOARD_DAY - timedelta(days=3), 10, place):
                supports = place % 5 != 4
                endorsing.endorse(asked, by=asked.asked, supports=supports, comment=SUPPORT if supports else NOT_YET)


def _sergeants(rank: Rank, accounts: dict[str, User]) -> Sequence[Person]:
    """Who has been a sergeant for years, with an account. The cast's own line manager has still to decide."""
    probation = Probation.objects.unscoped().filter(ended_on=None).values("person")
    posts = Post.objects.unscoped().filter(rank=rank, ended=None, started__lt=date(2020, 1, 1))
    posts = posts.exclude(person__in=probation).exclude(person__account=accounts[MANAGER.username])
    keys = list(posts.order_by("person__employee_number").values_list("person", flat=True)[: APPLY * 3 : 3])
    return with_accounts(Person.objects.unscoped().filter(pk__in=keys))
