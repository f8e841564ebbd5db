"""Registers of wellbeing: who opens them, what narrows them."""

from datetime import date, timedelta

import pytest
from django.test import Client

from people.roles import Role
from tests.base import Cast
from welfare.models import AbsenceReason, Assault, Attendance, Practitioner, PulseAnswer, TrainingCount
from welfare.registers import WELLBEING
from wmp.lib import clock
from wmp.lib.registers import Register

pytestmark = pytest.mark.django_db

BASE = "/welfare/wellbeing"
MARCH = date(2022, 3, 1)


@pytest.fixture
def officer(cast: Cast, client: Client) -> Client:
    client.force_login(cast.of(Role.WELFARE_OFFICER))
    return client


def page(client: Client, address: str, **query: str) -> str:
    response = client.get(f"{BASE}/{address}/", query)
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize("register", WELLBEING, ids=lambda register: register.slug)
def test_the_welfare_team_opens_each_and_employees_none(client: Client, cast: Cast, register: Register) -> None:
    for who, status in ((cast.bob, 403), (cast.of(Role.WELFARE_LEAD), 200), (cast.of(Role.AUDITOR), 403)):
        client.force_login(who)
        assert client.get(register.url).status_code == status


def test_attendance_by_month_and_staff_type(officer: Client) -> None:
    for month, kind in ((MARCH, "officer"), (date(2022, 2, 1), "pcso")):
        Attendance.objects.create(month=month, staff_type=kind, days_available=1000, days_lost="50.5")
    everything = page(officer, "attendance")
    assert "March 2022" in everything and "February 2022" in everything and "50.5" in everything
    since = page(officer, "attendance", month_from="2022-03-01")
    assert "Police Officer</td>" in since and "PCSO</td>" not in since
    assert "March 2022" not in page(officer, "attendance", staff_type="pcso")


def test_absence_reasons_by_reason(officer: Client) -> None:
    for reason in ("Psychological", "Respiratory"):
        AbsenceReason.objects.create(month=MARCH, reason=reason, days_lost=3)
    found = page(officer, "absence-reasons", reason="psych")
    assert "Psychological</td>" in found and "Respiratory</td>" not in found


@pytest.mark.parametrize(
    ("query", "listed"),
    [
        ({"injury": "with"}, {"A1", "A2"}),
        ({"injury": "without"}, {"A3"}),
        ({"offence": "S18"}, {"A1"}),
        ({"decided": "no"}, {"A2", "A3"}),
        ({"outcome": "charge"}, {"A1"}),
        ({"occurred_from": "2022-03-02", "occurred_to": "2022-03-02"}, {"A2"}),
        ({"q": "a3"}, {"A3"}),
    ],
)
def test_assaults_narrowed(officer: Client, query: dict[str, str], listed: set[str]) -> None:
    for day, offence, outcome in ((1, "S18", "Charged"), (2, "S47", ""), (3, "No injury", "")):
        Assault.objects.create(crime_number=f"A{day}", occurred_on=date(2022, 3, day), offence=offence, outcome=outcome)
    found = page(officer, "assaults", **query)
    assert {number for number in ("A1", "A2", "A3") if f">{number}</th>" in found} == listed


def test_a_survey_without_a_month_is_listed_as_well(officer: Client) -> None:
    for survey, month in (("October 2021", date(2021, 10, 1)), ("A wave", None)):
        counts = dict.fromkeys(("strongly_agree", "agree", "neither", "disagree", "strongly_disagree"), 4)
        PulseAnswer.objects.create(survey=survey, held_in=month, statement="I feel supported", **counts)
    everything = page(officer, "pulse-survey")
    assert "A wave" in everything and "October 2021" in everything
    assert "A wave" not in page(officer, "pulse-survey", month_from="2021-01-01")


def test_training_by_course_and_group(officer: Client) -> None:
    for group in ("Sergeants", "Inspectors"):
        TrainingCount.objects.create(course="Trauma awareness", group=group, month=MARCH, completed=5)
    assert "Inspectors</td>" not in page(officer, "training", group="serg", course="trauma")


def test_practitioners_whose_training_ends_stand_out(officer: Client, cast: Cast) -> None:
    today = clock.today()
    for who, days in ((cast.alice, -1), (cast.bob, 60), (cast.charlie, 61)):
        Practitioner.objects.create(
            person=who.person, scheme="TRiM", trained_on=date(2020, 1, 1), expires_on=today + timedelta(days=days)
        )
    everything = page(officer, "practitioners")
    assert everything.count("Expired</strong>") == 1 and everything.count("Expires soon</strong>") == 1
    assert "Archer" in page(officer, "practitioners", training="expired")
    soon = page(officer, "practitioners", training="soon")
    assert "Baker" in soon and "Cook" not in soon and "Archer" not in soon


def test_the_list_is_exported_as_it_reads(officer: Client) -> None:
    Assault.objects.create(crime_number="=1+1", occurred_on=MARCH, offence="No injury")
    response = officer.get(f"{BASE}/assaults/", {"export": "csv"})
    assert "'=1+1,2022-03-01,No injury," in response.getvalue().decode()


def test_wellbeing_is_a_section_of_its_own_in_the_menu(officer: Client) -> None:
    for address, current in ((f"{BASE}/assaults/", "Wellbeing"), ("/welfare/cases/", "Welfare")):
        menu = officer.get(address).context["menu"]
        assert [entry["title"] for entry in menu if entry["current"]] == [current]
