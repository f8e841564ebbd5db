"""Briefings: the line manager reads what is written to them, says so, and nobody who comes after reads it."""

from datetime import date, timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from people.models import Post, User
from people.roles import Role
from tests.base import Cast, person, post, user
from tests.welfare.made import MONDAY, case_of, on, stored
from welfare.cases.entries import Briefing
from welfare.cases.handling import brief_manager
from wmp.lib.audit import ReadLog

pytestmark = pytest.mark.django_db

TEXT = "Early shifts for a month. Ask how the exam went."


@pytest.fixture
def briefing(cast: Cast) -> Briefing:
    """To Alice, about Bob."""
    officer = cast.of(Role.WELFARE_OFFICER)
    with on(MONDAY):
        case = case_of(cast.bob.person, owner=officer)
        return brief_manager(case, to=cast.alice.person, by=officer, text=TEXT)


def get(client: Client, reader: User, address: str, day: date = MONDAY) -> str:
    client.force_login(reader)
    with on(day):
        return client.get(address).content.decode()


def address(briefing: Briefing, act: str = "") -> str:
    return f"/welfare/briefings/{briefing.pk}/{act}"


def test_home_leads_to_it_until_it_is_read(cast: Cast, client: Client, briefing: Briefing) -> None:
    home = get(client, cast.alice, "/", MONDAY + timedelta(days=3))
    assert "Read the briefing about Bob Baker" in home and "3 days" in home
    with on(date(2022, 4, 7)):
        client.post(address(briefing, "read/"))
    assert "Read the briefing" not in get(client, cast.alice, "/")
    assert stored(briefing.case).manager_briefed_on == date(2022, 4, 7)
    assert "Read on 7 April 2022" in get(client, cast.alice, address(briefing))


def test_a_second_press_changes_nothing(cast: Cast, client: Client, briefing: Briefing) -> None:
    client.force_login(cast.alice)
    for day in (7, 8):
        with on(date(2022, 4, day)):
            assert client.post(address(briefing, "read/")).status_code == 302
    assert stored(briefing.case).manager_briefed_on == date(2022, 4, 7)


def test_the_manager_reads_it_and_nothing_else_of_the_case(cast: Cast, client: Client, briefing: Briefing) -> None:
    assert TEXT in get(client, cast.alice, address(briefing))
    assert "Bob Baker" in get(client, cast.alice, "/welfare/briefings/")
    client.force_login(cast.alice)
    assert client.get(f"/welfare/cases/{briefing.case.pk}/").status_code == 404


def test_the_team_sees_whether_it_was_read_and_cannot_say_so_itself(
    cast: Cast, client: Client, briefing: Briefing
) -> None:
    text = get(client, cast.of(Role.WELFARE_OFFICER), address(briefing))
    assert "Not read yet" in text and "I have read this" not in text
    assert client.post(address(briefing, "read/")).status_code == 403
    assert client.get(address(briefing, "read/")).status_code == 405


def test_neither_the_officer_nor_anybody_else_reads_it(cast: Cast, client: Client, briefing: Briefing) -> None:
    for reader in (cast.bob, cast.charlie, cast.of(Role.PEOPLE_DATA)):
        client.force_login(reader)
        assert client.get(address(briefing)).status_code == 404
        assert client.post(address(briefing, "read/")).status_code == 404


def test_when_the_line_manager_changes_neither_reads_it(cast: Cast, client: Client, briefing: Briefing) -> None:
    newcomer = user("newcomer")
    Post.objects.visible_to(cast.bob).update(ended=MONDAY)
    post(cast.bob.person, MONDAY + timedelta(days=1), line_manager=person("N1", "Nia New", newcomer))
    tomorrow = MONDAY + timedelta(days=1)
    for reader in (cast.alice, newcomer):
        client.force_login(reader)
        with on(tomorrow):
            assert client.get(address(briefing)).status_code == 404
            assert client.post(address(briefing, "read/")).status_code == 404
        assert "Baker" not in get(client, reader, "/welfare/briefings/", tomorrow)
        assert "Read the briefing" not in get(client, reader, "/", tomorrow)


def test_the_officer_sees_that_it_was_opened(cast: Cast, client: Client, briefing: Briefing) -> None:
    get(client, cast.alice, address(briefing))
    assert ReadLog.objects.visible_to(cast.bob).filter(reader=cast.alice, kind="welfare.Briefing").count() == 1


def test_few_queries(
    cast: Cast, client: Client, briefing: Briefing, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client.force_login(cast.alice)
    for page in (address(briefing), "/welfare/briefings/"):
        with on(MONDAY), django_assert_max_num_queries(8):
            assert client.get(page).status_code == 200
