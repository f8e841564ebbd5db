"""Signals at the same moment, beside verbs, and while the broker is away: one case, and nothing is lost."""

import socket
from contextlib import closing

import pytest
import redis
from django.db import transaction

from people.models import Resignation
from people.roles import Role
from tests.base import Cast
from tests.together import Meanwhile, at_once
from tests.welfare.made import case_of, stored
from welfare.cases.entries import Signal
from welfare.cases.models import CaseStatus, Trigger, WelfareCase
from welfare.cases.signals import receive, record_resignation
from welfare.resignations.tasks import hear
from wmp.celery import app
from wmp.lib import clock
from wmp.lib.alerts import Alert
from wmp.lib.outbox import OutboxMessage

pytestmark = pytest.mark.django_db(transaction=True)


def test_signals_at_the_same_moment_make_one_case(cast: Cast) -> None:
    today, bob = clock.today(), cast.bob.person
    triggers = (Trigger.TUTOR, Trigger.UNIVERSITY, Trigger.ADVICE, Trigger.SELF)
    said = at_once(*(lambda t=each: receive(bob, t, by=None, received_on=today) for each in triggers))
    assert said == [None] * 4
    assert WelfareCase.objects.unscoped().count() == 1
    assert set(Signal.objects.unscoped().values_list("trigger", flat=True)) == set(triggers)
    assert Alert.objects.unscoped().filter(to=cast.of(Role.WELFARE_LEAD)).count() == 4


def test_a_signal_waits_for_a_verb_and_is_not_lost(cast: Cast) -> None:
    """The case is closed by somebody who has not committed yet: the signal opens a new one."""
    lead, today = cast.of(Role.WELFARE_LEAD), clock.today()
    case = case_of(cast.bob.person, by=lead)
    with transaction.atomic():
        case.close(by=lead, outcome="left", themes=[])
        other = Meanwhile(lambda: receive(cast.bob.person, Trigger.SELF, by=None, received_on=today))
    assert other.said is None
    assert sorted(WelfareCase.objects.unscoped().values_list("status", flat=True)) == ["closed", "open"]


def test_a_signal_joins_the_case_that_is_reopened_in_that_moment(cast: Cast) -> None:
    lead, today = cast.of(Role.WELFARE_LEAD), clock.today()
    case = case_of(cast.bob.person, by=lead, status=CaseStatus.CLOSED)
    with transaction.atomic():
        case.reopen(by=lead, reason="Called again")
        other = Meanwhile(lambda: receive(cast.bob.person, Trigger.SELF, by=None, received_on=today))
    assert other.said is None
    assert WelfareCase.objects.unscoped().count() == 1
    assert Signal.objects.unscoped().filter(case=stored(case), trigger=Trigger.SELF).count() == 1


def test_while_the_broker_is_away_the_signal_and_its_alerts_are_kept(cast: Cast, broker: redis.Redis) -> None:
    with closing(socket.socket()) as bound:
        bound.bind(("127.0.0.1", 0))
        away = app.__class__("away", broker=f"redis://127.0.0.1:{bound.getsockname()[1]}/0", set_as_current=False)
        away.conf.broker_transport_options = app.conf.broker_transport_options
        away.set_current()
        try:
            case_of(cast.bob.person)
        finally:
            app.set_current()
    assert WelfareCase.objects.unscoped().count() == 1
    assert Alert.objects.unscoped().filter(mailed_at=None).count() == 2
    assert OutboxMessage.objects.waiting().count() == 1


def test_a_signal_that_is_taken_back_leaves_nothing(cast: Cast) -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        case_of(cast.bob.person)
        raise ZeroDivisionError
    assert not WelfareCase.objects.unscoped().exists() and not Alert.objects.unscoped().exists()


def test_the_daily_job_beside_itself_hears_a_resignation_once(cast: Cast) -> None:
    Resignation.objects.create(person=cast.bob.person, received_on=clock.today())
    assert at_once(hear, hear, hear) == [None] * 3
    assert Signal.objects.unscoped().count() == 1


def test_two_who_record_one_resignation_make_one(cast: Cast) -> None:
    today, bob = clock.today(), cast.bob.person
    said = at_once(
        *[lambda: record_resignation(Resignation(person=bob, received_on=today), by=cast.of(Role.PEOPLE_DATA))] * 2
    )
    assert sorted(type(each).__name__ for each in said) == ["IntegrityError", "NoneType"]
    assert Resignation.objects.unscoped().count() == Signal.objects.unscoped().count() == 1
