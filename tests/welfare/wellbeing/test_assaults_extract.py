"""The file of assaults."""

from datetime import date, timedelta

import pytest

from tests.loading import faults, load_rows
from welfare.models import Assault
from wmp.lib import clock

pytestmark = pytest.mark.django_db

ROW = {"crime_number": "20/1234/22", "occurred_on": "2022-03-05", "offence": "S47", "outcome": "Charged"}


def kept() -> Assault:
    return Assault.objects.unscoped().get()


def test_an_assault_comes_in_by_its_crime_number() -> None:
    load_rows("assaults", ROW)
    assert (kept().crime_number, kept().occurred_on, kept().offence) == ("20/1234/22", date(2022, 3, 5), "S47")


@pytest.mark.parametrize("offence", ["S18", "S20", "S47", "No injury", "no_injury", "s18"])
def test_offences_as_they_are_printed(offence: str) -> None:
    load_rows("assaults", {**ROW, "offence": offence})
    assert kept().offence.lower() == offence.lower().replace("_", " ")


def test_an_outcome_comes_later_and_may_be_taken_back() -> None:
    load_rows("assaults", {**ROW, "outcome": "-"})
    assert kept().outcome == ""
    assert load_rows("assaults", ROW).changed == 1 and kept().outcome == "Charged"
    assert load_rows("assaults", {**ROW, "outcome": ""}).changed == 1 and kept().outcome == ""


def test_an_assault_of_today_comes_in_and_one_of_tomorrow_does_not() -> None:
    today = clock.today()
    assert not faults(load_rows("assaults", {**ROW, "occurred_on": today}))
    assert faults(load_rows("assaults", {**ROW, "occurred_on": today + timedelta(days=1)})) == [
        "line 2, column occurred_on: is in the future"
    ]


@pytest.mark.parametrize(
    ("fields", "fault"),
    [
        ({"offence": "S39"}, 'offence: "S39" is not known here; it may be S18, S20, S47 or No injury'),
        ({"occurred_on": "05/03/2022"}, 'occurred_on: "05/03/2022" is not a date as YYYY-MM-DD'),
        ({"crime_number": "-"}, "crime_number: is required"),
    ],
)
def test_what_a_row_may_not_be(fields: dict[str, object], fault: str) -> None:
    assert faults(load_rows("assaults", {**ROW, **fields})) == [f"line 2, column {fault}"]


def test_a_crime_number_twice() -> None:
    assert faults(load_rows("assaults", ROW, ROW)) == [
        "line 3, column crime_number: the same crime_number as on line 2"
    ]
