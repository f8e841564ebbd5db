"""Working days are counted as a calendar of England and Wales would, in Python and in the database alike."""

from datetime import date, timedelta

import pytest

from people.models import Person, Post
from tests.base import Cast, post
from wmp.lib.working_days import (
    add_working_days,
    is_working_day,
    last_working_days,
    working_days_between,
    working_days_since,
)

THURSDAY = date(2022, 4, 14)  # before Good Friday
TUESDAY = date(2022, 4, 19)  # after Easter Monday


def test_easter_is_no_working_day() -> None:
    days = [THURSDAY + timedelta(days=step) for step in range(6)]
    assert [is_working_day(day) for day in days] == [True, False, False, False, False, True]
    assert add_working_days(THURSDAY, 1) == TUESDAY
    assert working_days_between(THURSDAY, TUESDAY) == 1


def test_what_is_counted_is_what_would_be_walked() -> None:
    start = date(2021, 12, 20)
    walked = 0
    for step in range(1, 500):
        day = start + timedelta(days=step)
        walked += is_working_day(day)
        assert working_days_between(start, day) == walked
    assert working_days_between(TUESDAY, THURSDAY) == 0


def test_going_back_and_forth_comes_out_even() -> None:
    for days in range(1, 12):
        back = last_working_days(TUESDAY, days)
        assert working_days_between(back, TUESDAY) == days
        assert working_days_between(back + timedelta(days=1), TUESDAY) == days - 1


@pytest.mark.django_db
def test_the_database_counts_the_same(cast: Cast) -> None:
    today = date(2022, 5, 3)
    who = Person(employee_number="D1", first_name="Di", last_name="Day")
    who.save()
    for step in range(120):
        day = date(2022, 1, 20) + timedelta(days=step)
        post(who, started=day, ended=day)
    rows = Post.objects.unscoped().filter(person=who)
    counted = dict(rows.values_list("started").annotate(age=working_days_since("started", today)))
    assert len(counted) == 120
    assert counted == {day: working_days_between(day, today) for day in counted}
