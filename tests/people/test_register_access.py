"""A register shows each reader their own rows, in lists, counts and files alike."""

import pytest
from django.test import Client

from change.registers import BENEFITS, BUDGETING, PORTFOLIO, REVIEWS
from people.registers import REGISTERS as PEOPLE
from tests.base import Cast, Role
from wmp.lib.registers import Register

pytestmark = pytest.mark.django_db


def listed(client: Client, cast: Cast, who: str, address: str = "/people/posts/") -> str:
    client.force_login(getattr(cast, who))
    return client.get(address).content.decode()


def test_a_manager_sees_reports_and_self_but_nobody_else(client: Client, cast: Cast) -> None:
    page = listed(client, cast, "alice")
    assert "Baker, Bob" in page and "Archer, Alice" in page and "Cook, Charlie" not in page and "2 posts" in page


def test_an_employee_sees_their_own(client: Client, cast: Cast) -> None:
    page = listed(client, cast, "charlie")
    assert "Cook, Charlie" in page and "1 post" in page and "Baker" not in page


def test_searching_for_somebody_hidden_finds_nothing(client: Client, cast: Cast) -> None:
    assert "Nothing matches" in listed(client, cast, "charlie", "/people/people/?q=baker")


def test_a_file_holds_what_the_list_holds(client: Client, cast: Cast) -> None:
    client.force_login(cast.charlie)
    response = client.get("/people/posts/?export=csv")
    assert response.getvalue().decode().count("\n") == 2


@pytest.mark.parametrize("register", [*PORTFOLIO, *BENEFITS, *REVIEWS, *BUDGETING], ids=lambda register: register.slug)
def test_change_registers_are_the_change_managers(client: Client, cast: Cast, register: Register) -> None:
    address = register.url
    client.force_login(cast.bob)
    assert client.get(address).status_code == 403
    client.force_login(cast.of(Role.CHANGE_MANAGER))
    assert client.get(address).status_code == 200


@pytest.mark.parametrize("register", PEOPLE, ids=lambda register: register.slug)
def test_people_registers_open_to_all_who_signed_in(client: Client, cast: Cast, register: Register) -> None:
    address = register.url
    assert client.get(address).status_code == 302
    client.force_login(cast.bob)
    assert client.get(address).status_code == 200
