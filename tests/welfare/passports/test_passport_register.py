"""The register of passports: RA officers' alone, by whose turn it is, who has it, and how long it has stood."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from people.models import User
from people.roles import Role
from tests.base import Cast, person, user
from tests.welfare.made import on
from tests.welfare.passports.made import agreed, in_place, medical, passport_of, sent, sent_back
from welfare.passports import handling
from welfare.passports.officers import forget
from wmp.lib import reference

pytestmark = pytest.mark.django_db

LIST = "welfare:passports-list"


@pytest.fixture
def rita(cast: Cast, client: Client) -> User:
    forget()
    client.force_login(cast.of(Role.RA_OFFICER))
    return cast.of(Role.RA_OFFICER)


def listed(client: Client, **query: Any) -> str:
    answer = client.get(reverse(LIST), query)
    assert answer.status_code == 200
    return answer.content.decode().partition("<tbody")[2]


def test_a_draft_is_not_listed(cast: Cast, rita: User, client: Client) -> None:
    passport_of(cast.bob)
    assert "Baker" not in listed(client)


@pytest.mark.parametrize("role", [role for role in Role if role != Role.RA_OFFICER])
def test_it_is_ra_officers_alone(cast: Cast, client: Client, role: Role) -> None:
    client.force_login(cast.of(role))
    assert client.get(reverse(LIST)).status_code == 403


def test_by_whose_turn_it_is(cast: Cast, rita: User, client: Client) -> None:
    sent(passport_of(cast.bob))
    sent_back(passport_of(cast.charlie))
    assert "Baker" in listed(client, turn="RA officer") and "Cook" not in listed(client, turn="RA officer")
    assert "Cook" in listed(client, turn="holder") and "Baker" not in listed(client, turn="holder")


def test_by_who_has_it(cast: Cast, rita: User, client: Client) -> None:
    rob = user("rob", Role.RA_OFFICER)
    forget()
    handling.give(sent(passport_of(cast.bob)), to=rita, by=rita)
    handling.give(sent(passport_of(cast.charlie)), to=rob, by=rita)
    sent(passport_of(cast.alice))
    has = {who: listed(client, ra_officer=who) for who in ("me", "nobody", "anybody", str(rob.pk))}
    names = {who: [name for name in ("Baker", "Cook", "Archer") if name in page] for who, page in has.items()}
    assert names == {"me": ["Baker"], "nobody": ["Archer"], "anybody": ["Baker", "Cook"], str(rob.pk): ["Cook"]}


def test_by_how_long_it_has_stood(cast: Cast, rita: User, client: Client) -> None:
    with on(date(2022, 4, 4)):
        sent(passport_of(cast.bob))
        in_place(passport_of(cast.charlie))
    with on(date(2022, 4, 12)):
        assert "Baker" in listed(client, stuck="5")
        assert "Baker" not in listed(client, stuck="10")
        assert "Cook" not in listed(client, stuck="5")  # it waits for nobody


def test_by_review(cast: Cast, rita: User, client: Client) -> None:
    with on(date(2022, 4, 4)):
        in_place(passport_of(cast.bob))
    assert "Baker" in listed(client, review_to="2022-10-04")
    assert "Baker" not in listed(client, review_to="2022-10-03")


def test_by_department(cast: Cast, rita: User, client: Client) -> None:
    reference.forget()
    sent(passport_of(cast.bob))
    department = cast.bob.person.posts.visible_to(cast.bob).get().department_id
    assert "Baker" in listed(client, department=department)


@pytest.mark.parametrize("words", ["baker", "B1", "{reference}", "p{pk}"])
def test_it_is_found_by_name_and_numbers(cast: Cast, rita: User, client: Client, words: str) -> None:
    passport = sent(passport_of(cast.bob))
    sent(passport_of(cast.charlie))
    page = listed(client, q=words.format(reference=passport.reference, pk=passport.pk))
    assert "Baker" in page and "Cook" not in page


def test_the_file_says_the_same_and_no_diagnosis(cast: Cast, rita: User, client: Client) -> None:
    passport = passport_of(cast.bob)
    medical(passport, diagnosis="Fibromyalgia")
    agreed(passport)
    file = client.get(reverse(LIST), {"export": "csv"}).getvalue().decode()
    assert passport.reference in file and "Agreed" in file and "Adjustments" in file
    assert "Fibromyalgia" not in file


@pytest.mark.parametrize("many", [2, 12])
def test_few_queries_however_long_it_is(cast: Cast, rita: User, client: Client, many: int) -> None:
    for number in range(many):
        who = user(f"u{number}")
        person(f"U{number}", "Una Upton", who)
        sent(passport_of(who))
    listed(client)
    with CaptureQueriesContext(connection) as queries:
        listed(client)
    assert len(queries) <= 8
