"""Days that people type: a wrong figure of a year is asked about."""

from datetime import date, datetime

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from wmp.lib import clock
from wmp.lib.near_days import just_been, soon_to_be

NOW = timezone.make_aware(datetime(2022, 4, 4, 9))


@pytest.mark.parametrize("day", [None, date(2022, 4, 4), date(2019, 4, 4)])
def test_a_day_of_the_last_three_years_is_taken(day: date | None) -> None:
    with clock.at(NOW):
        assert just_been(day, "Received") == day


@pytest.mark.parametrize(
    ("day", "words"), [(date(2022, 4, 5), "today or in the past"), (date(2012, 4, 4), "in the last three years")]
)
def test_no_other_day_that_was_is_taken(day: date, words: str) -> None:
    with clock.at(NOW), pytest.raises(ValidationError, match=f"Received must be {words}"):
        just_been(day, "Received")


@pytest.mark.parametrize("day", [None, date(2022, 4, 4), date(2024, 4, 4)])
def test_a_day_of_the_next_two_years_is_taken(day: date | None) -> None:
    with clock.at(NOW):
        assert soon_to_be(day, "Due") == day


@pytest.mark.parametrize(("day", "words"), [(date(2022, 4, 3), "today or later"), (date(2122, 4, 4), "two years")])
def test_no_other_day_to_come_is_taken(day: date, words: str) -> None:
    with clock.at(NOW), pytest.raises(ValidationError, match=words):
        soon_to_be(day, "Due")
