"""Support of the demo force beside the cases: who is trained to help after trauma, screening rounds, offers and use."""

import random
from collections.abc import Sequence
from datetime import date, timedelta

from people.models import Person
from welfare.models import (
    Deployment,
    OfferUse,
    Practitioner,
    ScreeningCount,
    ScreeningRound,
    WellbeingOffer,
)
from welfare.wellbeing.models import Scheme
from wmp.demo.targets import BOARD_DAY
from wmp.lib.days import last_complete_months

# Practitioners by scheme: ESTIP is a pilot that has just begun.
TRAINED = {Scheme.TRIM: 36, Scheme.ESTIP: 6}
# Training is refreshed every two years; that of some has just run out, or soon will.
LASTS = timedelta(days=730)
# Deployments in the year before the board day.
SENT = 120
# Round, days before the board day at which it began and its replies were due; by role: invited, returned, followed up.
ROUNDS = [
    (
        "High-risk roles, autumn 2021",
        (190, 160),
        {"Child abuse investigators": (212, 171, 171), "Firearms officers": (164, 118, 111)},
    ),
    (
        "High-risk roles, spring 2022",
        (24, -18),
        {"Digital forensics": (58, 31, 9), "Family liaison officers": (140, 52, 20), "Serious collisions": (36, 12, 4)},
    ),
]
# Name, what it is, provider, days since it opened, days since it ended (none: open), use in a usual month.
OFFERS = [
    ("Counselling line", "A call at any hour, without a referral.", "Employee assistance", 1500, None, 140),
    ("Physiotherapy", "Six sessions after a self-referral.", "Occupational health", 1200, None, 95),
    ("Wellbeing dogs", "Visits to stations on request.", "Volunteers", 400, None, 22),
    ("Chaplaincy", "A confidential conversation, of any faith or none.", "Multi-faith chaplains", 2600, None, 31),
    ("Winter flu clinic", "A jab at the station.", "Occupational health", 180, 40, 260),
]


def tell(people: Sequence[Person], seed: int) -> None:
    """Writes it all. `people` are those who may be practitioners; the same seed tells the same."""
    chance = random.Random(seed)
    _deploy(chance, _train(chance, people))
    for name, (began, due), roles in ROUNDS:
        round_ = ScreeningRound.objects.create(name=name, started_on=_ago(began), due_on=_ago(due))
        ScreeningCount.objects.bulk_create(
            ScreeningCount(round=round_, role=role, invited=invited, returned=returned, followed_up=followed)
            for role, (invited, returned, followed) in roles.items()
        )
    for name, description, provider, opened, ended, usual in OFFERS:
        offer = WellbeingOffer.objects.create(
            name=name,
            description=description,
            provider=provider,
            open_since=_ago(opened),
            ended_on=None if ended is None else _ago(ended),
        )
        OfferUse.objects.bulk_create(
            OfferUse(offer=offer, month=month, used=round(usual * chance.uniform(0.7, 1.3)))
            for month, _ in last_complete_months(BOARD_DAY, 12)
            if month >= _ago(opened).replace(day=1) and (ended is None or month <= _ago(ended))
        )


def _ago(days: int) -> date:
    return BOARD_DAY - timedelta(days=days)


def _train(chance: random.Random, people: Sequence[Person]) -> list[Practitioner]:
    chosen = iter(chance.sample(people, min(len(people), sum(TRAINED.values()))))
    made = []
    for scheme, number in TRAINED.items():
        for _, person in zip(range(number), chosen, strict=False):
            trained = _ago(chance.randint(10, 820) if scheme == Scheme.TRIM else chance.randint(20, 60))
            made.append(Practitioner(person=person, scheme=scheme, trained_on=trained, expires_on=trained + LASTS))
    return Practitioner.objects.bulk_create(made)


def _deploy(chance: random.Random, practitioners: Sequence[Practitioner]) -> None:
    """Each is sent on days of the last year on which their training was in force."""
    sent: list[Deployment] = []
    while practitioners and len(sent) < SENT:
        who, day = chance.choice(practitioners), _ago(chance.randint(1, 365))
        if who.trained_on <= day <= who.expires_on:
            before = timedelta(days=chance.choice((0, 1, 2, 3, 3, 5)))
            supported = chance.choice((1, 2, 2, 3, 4, 6))
            sent.append(Deployment(practitioner=who, incident_on=day - before, deployed_on=day, supported=supported))
    Deployment.objects.bulk_create(sent)
