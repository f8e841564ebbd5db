"""Referrals to occupational health by quarter, recounted in plain Python over random records."""

from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from people.roles import Role
from tests.base import Cast, person, post
from tests.recounts import Recount, assert_records_behind, assert_recounted, count, grid_of
from welfare.models import OHAppointment, OHReason, OHReferral
from welfare.referrals.figures import nobody_was_seen_before, reasons_are_all_referrals
from wmp.board.models import Result, Run
from wmp.lib.days import last_complete_quarters
from wmp.lib.grids import Cell, Column, Grid, Row

pytestmark = pytest.mark.django_db
DAYS = [date(2022, 4, 1), date(2022, 3, 31), date(2022, 3, 30), date(2021, 2, 28)]
WORDS = {"officer": "Police officers", "pcso": "PCSOs", "staff": "Staff", "special": "Specials", "": "No post that day"}
Made = list[dict[str, Any]]


def day_from(random: Random, first: date, days: int) -> date:
    return first + timedelta(days=random.randrange(days))


def stored(random: Random, size: int = 250) -> Made:
    people = []
    for number in range(size // 8):
        who, posts = person(str(number)), []
        for kind in random.sample(["officer", "pcso", "staff", "special"], random.choice([0, 1, 1, 2])):
            started = day_from(random, date(2019, 1, 1), 900)
            ended = random.choice([None, started + timedelta(days=random.randrange(900))])
            post(who, started, staff_type=kind, ended=ended)
            posts.append((kind, started, ended or date.max))
        people.append((who, posts))
    return [_referral(random, number, *random.choice(people)) for number in range(size)]


@pytest.fixture(params=[1, 2])
def made(request: pytest.FixtureRequest) -> Made:
    return stored(Random(request.param))


def _referral(random: Random, number: int, who: Any, posts: Any) -> dict[str, Any]:
    on = day_from(random, date(2020, 1, 1), 830)
    referral = OHReferral.objects.create(reference=f"R{number}", person=who, referred_on=on)
    reason = random.choice(["mental health", "physical health"])
    OHReason.objects.create(referral=referral, reason=reason)
    outcomes = random.sample(["kept", "missed", "missed", "called off", "to come"], random.randrange(4))
    seen = [(on + timedelta(days=random.randrange(60)), outcome) for outcome in outcomes]
    for day, outcome in seen:
        OHAppointment.objects.create(referral=referral, on=day, outcome=outcome)
    held = {kind for kind, started, ended in posts if started <= on <= ended}
    worker = next((kind for kind in ("officer", "pcso", "staff", "special") if kind in held), "")
    return {"on": on, "reason": reason, "seen": seen, "worker": worker}


def quarters_before(day: date) -> list[tuple[date, date]]:
    """The last four that were over at the end of the day, by counting days."""
    found: list[tuple[date, date]] = []
    last = day
    while len(found) < 4:
        following = last + timedelta(days=1)
        if following.day == 1 and following.month in (1, 4, 7, 10):
            found.insert(0, (date(last.year, last.month - 2, 1), last))
        last -= timedelta(days=1)
    return found


@pytest.mark.parametrize("day", DAYS)
def test_quarters_are_complete_ones(day: date) -> None:
    assert last_complete_quarters(day, 4) == quarters_before(day)


def of_quarter(made: Made, quarter: tuple[date, date]) -> Made:
    return [each for each in made if quarter[0] <= each["on"] <= quarter[1]]


@pytest.mark.parametrize("day", DAYS)
def test_referrals_as_recounted(day: date, made: Made) -> None:
    expected: Recount = {}
    for first, last in quarters_before(day):
        those = of_quarter(made, (first, last))
        expected[f"{first} to {last}, Overall workforce", "Referrals"] = count(len(those))
        for worker, words in WORDS.items():
            number = sum(each["worker"] == worker for each in those)
            expected[f"{first} to {last}, {words}", "Referrals"] = count(number)
    assert_recounted("welfare.oh_referrals", day, expected)
    assert_records_behind("welfare.oh_referrals", day)


def wait(each: dict[str, Any], day: date) -> int | None:
    """Calendar days to the first appointment attended by the day, else to the first that stands."""
    by_then = [(on, outcome) for on, outcome in each["seen"] if on <= day and outcome != "called off"]
    days = [on for on, outcome in by_then if outcome == "kept"] or [on for on, _ in by_then]
    return (min(days) - each["on"]).days if days else None


@pytest.mark.parametrize("day", DAYS)
def test_waits_as_recounted(day: date, made: Made) -> None:
    expected: Recount = {}
    for first, last in quarters_before(day):
        waits = [days for each in of_quarter(made, (first, last)) if (days := wait(each, day)) is not None]
        label = f"{first} to {last}"
        whole = sum(waits) if waits else None
        expected[label, "Referrals with an appointment"] = count(len(waits))
        expected[label, "Days waited"] = (whole, None, whole)
        expected[label, "Days"] = (whole, len(waits), Decimal(sum(waits)) / len(waits) if waits else None)
    assert_recounted("welfare.oh_waits", day, expected)
    assert_records_behind("welfare.oh_waits", day, summed="days")


@pytest.mark.parametrize("day", DAYS)
def test_reasons_as_recounted(day: date, made: Made) -> None:
    expected: Recount = {}
    for first, last in quarters_before(day):
        those = of_quarter(made, (first, last))
        for reason in ("Mental health", "Physical health"):
            number = sum(each["reason"] == reason.lower() for each in those)
            expected[f"{first} to {last}", reason] = count(number)
        expected[f"{first} to {last}", "Referrals"] = count(len(those))
    assert_recounted("welfare.oh_reasons", day, expected)
    assert_records_behind("welfare.oh_reasons", day)


def test_no_list_behind_a_reason_tells_whose_it_is(cast: Cast, client: Client) -> None:
    """An RA officer opens it: all of the quarter are listed, whatever their reason, and it is said that they are."""
    for number, reason in enumerate(("mental health", "physical health")):
        made = OHReferral.objects.create(reference=f"R-{number}", person=person(f"P{number}"), referred_on="2022-03-30")
        OHReason.objects.create(referral=made, reason=reason)
    day, key = date(2022, 4, 1), "welfare.oh_reasons"
    shown = Run.objects.create(day=day).attempts.create(number=1, snapshot="-", shown=True, finished_at=timezone.now())
    grid = grid_of(key, day).to_json()
    Result.objects.create(attempt=shown, key=key, status="computed", stored_grid=grid, seconds=0.01)
    client.force_login(cast.of(Role.RA_OFFICER))
    address = reverse("board:records", args=["2022-04-01", key])
    page = client.get(address, {"row": "2022-01-01 to 2022-03-31", "column": "Mental health"}).content.decode()
    assert "R-0" in page and "R-1" in page and "counted among" in page


def test_a_day_not_come_yet_counts_no_appointment() -> None:
    referral = OHReferral.objects.create(reference="R", person=person("1"), referred_on="2022-03-30")
    OHReason.objects.create(referral=referral, reason="mental health")
    OHAppointment.objects.create(referral=referral, on="2022-04-02", outcome="kept")
    label = "2022-01-01 to 2022-03-31"
    assert grid_of("welfare.oh_waits", date(2022, 4, 1)).cell(label, "Days").value is None
    assert grid_of("welfare.oh_waits", date(2022, 4, 2)).cell(label, "Days").value == 3


def test_each_referral_s_appointment_is_looked_for_once() -> None:
    with CaptureQueriesContext(connection) as queries:
        grid_of("welfare.oh_waits", date(2022, 4, 1))
    (asked,) = [each["sql"] for each in queries if "ohappointment" in each["sql"]]
    assert asked.count('FROM "welfare_ohappointment"') == 1


def test_a_referral_without_a_reason_is_said() -> None:
    OHReferral.objects.create(reference="R", person=person("1"), referred_on="2022-03-30")
    said = "2022-01-01 to 2022-03-31: mental and physical health do not add up to the referrals"
    assert list(grid_of("welfare.oh_reasons", DAYS[0]).failures) == [said]


def test_what_cannot_be_is_said() -> None:
    columns = [Column("Mental health"), Column("Physical health"), Column("Referrals")]
    grid = Grid([Row("Q")], columns, [[Cell(1, None, 1), Cell(-2, None, -2), Cell(4, None, 4)]])
    assert reasons_are_all_referrals(grid) and nobody_was_seen_before(grid)
