"""My support: the officer knows that a case is there and who looks after it, and nothing of what others said."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from people.models import Probation, User
from people.roles import Role
from tests.base import Cast
from tests.welfare.made import MONDAY, case_of, on
from welfare.cases.entries import Signal
from welfare.cases.handling import add_note
from welfare.cases.models import CaseStatus, Trigger

pytestmark = pytest.mark.django_db

OWN, ASK = "/welfare/own/", "/welfare/ask-support/"


def page(client: Client, reader: User, address: str = OWN) -> str:
    client.force_login(reader)
    with on(MONDAY):
        return client.get(address).content.decode()


def ask(client: Client, by: User, **fields: str) -> Any:
    client.force_login(by)
    with on(MONDAY):
        return client.post(ASK, {"reach": "07700 900123", **fields})


def owned(cast: Cast, **told: Any) -> Any:
    owner = cast.of(Role.WELFARE_OFFICER)
    owner.first_name, owner.last_name, owner.email = "Ruth", "Beddoes", "ruth@example.org"
    owner.save()
    with on(MONDAY):
        return case_of(cast.bob.person, Trigger.UNIVERSITY, owner=owner, **told)


def test_it_says_who_looks_after_one_and_what_is_planned(cast: Cast, client: Client) -> None:
    owned(cast)
    text = page(client, cast.bob)
    assert "Ruth Beddoes" in text and "mailto:ruth@example.org" in text
    assert "We mean to speak with you by" in text and "6 April 2022" in text
    assert "/audit/about-me/" in text


def test_nothing_of_what_others_said_is_there(cast: Cast, client: Client) -> None:
    case = owned(cast, text="Failed an exam", told_by="Dr Dale")
    add_note(case, by=cast.of(Role.WELFARE_OFFICER), text="Talks of his mother")
    text = page(client, cast.bob)
    for secret in ("Failed an exam", "Dr Dale", "mother", "University", "Tutor", case.reference):
        assert secret not in text


def test_before_anybody_has_it_the_team_looks_after_it(cast: Cast, client: Client) -> None:
    with on(MONDAY):
        case_of(cast.bob.person)
    assert "Nobody in particular yet." in page(client, cast.bob)


def test_a_paused_case_promises_no_day_and_a_closed_one_is_past(cast: Cast, client: Client) -> None:
    lead = cast.of(Role.WELFARE_LEAD)
    with on(MONDAY):
        case = case_of(cast.bob.person, by=lead, status=CaseStatus.PAUSED)
    text = page(client, cast.bob)
    assert "Paused" in text and "We mean to speak" not in text
    with on(MONDAY):
        case.close(by=lead, outcome="left", themes=[])
    text = page(client, cast.bob)
    assert "Supported from 4 April 2022 to 4 April 2022" in text and "left" not in text.lower().replace("left-", "")


def test_others_see_nothing_of_it(cast: Cast, client: Client) -> None:
    owned(cast)
    for reader in (cast.alice, cast.charlie, cast.of(Role.WELFARE_LEAD)):
        assert "has nothing open about you" in page(client, reader)
    assert "Ask for support" in page(client, cast.bob, "/welfare/ask-support/")


def test_an_officer_asks_for_a_call_and_is_told_by_when(cast: Cast, client: Client) -> None:
    response = ask(client, cast.bob, text="I think of leaving")
    signal = Signal.objects.unscoped().get()
    assert (signal.trigger, signal.by, signal.text) == ("self", cast.bob, "I think of leaving")
    text = page(client, cast.bob, response["Location"])
    assert "We have your request" in text and "6 April 2022" in text
    assert "Your request of 4 April 2022" in page(client, cast.bob)


def test_a_way_to_reach_them_is_all_that_is_asked_for(cast: Cast, client: Client) -> None:
    assert ask(client, cast.bob, text="").status_code == 302
    assert "Answer “How and when can we reach you?”" in ask(client, cast.bob, reach="").content.decode()


def test_whoever_is_not_in_probation_reads_where_to_turn(cast: Cast, client: Client) -> None:
    assert "For everybody else the force has other help" in page(client, cast.charlie, ASK)
    assert ask(client, cast.charlie).status_code == 200
    Probation.objects.unscoped().update(ended_on=date(2022, 3, 1), outcome="confirmed")
    assert ask(client, cast.bob).status_code == 200
    assert not Signal.objects.unscoped().exists()


def test_home_leads_there_whom_it_concerns(cast: Cast, client: Client) -> None:
    assert "My support" in page(client, cast.bob, "/")
    for reader in (cast.alice, cast.charlie, cast.of(Role.WELFARE_OFFICER)):
        assert "My support" not in page(client, reader, "/")


def test_few_queries(cast: Cast, client: Client, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    owned(cast)
    ask(client, cast.bob)
    client.force_login(cast.bob)
    for address in (OWN, ASK, "/welfare/requests/"):
        with on(MONDAY), django_assert_max_num_queries(8):
            assert client.get(address).status_code == 200
