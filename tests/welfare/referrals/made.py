"""Referrals made for tests, by the functions that pages call."""

from datetime import date, timedelta
from typing import Any

from people.roles import Role
from tests.base import Cast
from welfare.referrals import handling
from welfare.referrals.models import OHReferral
from wmp.lib import clock

QUESTIONS = "Can he work nights until June?"


def ra(cast: Cast) -> Any:
    return cast.of(Role.RA_OFFICER)


def referred(cast: Cast, reason: str = "mental health") -> OHReferral:
    """Bob, by Alice."""
    return handling.refer(cast.bob.person, by=cast.alice, reason=reason, questions=QUESTIONS)


def by_bob(cast: Cast) -> OHReferral:
    """Bob by himself: agreed to, and besides whatever Alice referred him for."""
    return handling.refer(cast.bob.person, by=cast.bob, reason="mental health", questions=QUESTIONS)


def consented(cast: Cast) -> OHReferral:
    made = referred(cast)
    handling.consent(made, by=cast.bob)
    return made


def booked(cast: Cast, on: date | None = None) -> OHReferral:
    made = consented(cast)
    handling.book(made, by=ra(cast), on=on or clock.today())
    return made


def attended(cast: Cast) -> OHReferral:
    made = booked(cast)
    handling.attend(made, by=ra(cast))
    return made


def reported(cast: Cast, text: str = "Day shifts until June", *, agreed: bool = False) -> OHReferral:
    made = attended(cast)
    handling.report(made, by=ra(cast), text=text, agreed=agreed)
    return made


def in_days(days: int) -> date:
    return clock.today() + timedelta(days=days)
