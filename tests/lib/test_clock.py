"""The day that records are of: today, the one day of a demo force, or the moment that somebody enters."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from threading import Thread
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from wmp.lib import clock

LONDON = ZoneInfo("Europe/London")
MOMENT = datetime(2021, 7, 5, 23, 30, tzinfo=LONDON)


@pytest.fixture
def demo(settings: Any) -> Iterator[date]:
    settings.DEMO_DAY = "2022-04-01"
    yield date(2022, 4, 1)


def test_it_is_now_where_nothing_is_said(settings: Any) -> None:
    settings.DEMO_DAY = ""
    assert abs(clock.now() - timezone.now()) < timedelta(minutes=1)
    assert clock.today() in (timezone.localdate(), timezone.localdate() - timedelta(days=1))


def test_a_demo_force_keeps_its_day_and_the_time_of_day(demo: date) -> None:
    real = timezone.localtime()
    assert clock.today() == demo
    assert (clock.now() - clock.shown(real)) < timedelta(minutes=1)
    assert (clock.shown(real).hour, clock.shown(real).minute) == (real.hour, real.minute)


def test_a_past_moment_is_entered_on_a_demo_force_too(demo: date) -> None:
    with clock.at(MOMENT):
        assert clock.now() == MOMENT
        assert clock.today() == date(2021, 7, 5)
    assert clock.today() == demo


def test_the_day_is_the_local_one() -> None:
    """Half past eleven at night in summer is the next day nowhere but in London's clocks."""
    with clock.at(datetime(2021, 7, 5, 23, 30, tzinfo=ZoneInfo("UTC"))):
        assert clock.today() == date(2021, 7, 6)


def test_moments_within_each_other_end_in_their_order() -> None:
    with clock.at(MOMENT):
        with clock.at(MOMENT + timedelta(days=1)):
            assert clock.today() == date(2021, 7, 6)
        assert clock.today() == date(2021, 7, 5)


def test_a_moment_ends_when_what_was_done_in_it_fails() -> None:
    with pytest.raises(ZeroDivisionError), clock.at(MOMENT):
        raise ZeroDivisionError
    assert clock.today() != date(2021, 7, 5)


def test_a_moment_is_that_of_its_own_thread() -> None:
    seen: list[date] = []
    with clock.at(MOMENT):
        thread = Thread(target=lambda: seen.append(clock.today()))
        thread.start()
        thread.join()
    assert seen != [date(2021, 7, 5)]
