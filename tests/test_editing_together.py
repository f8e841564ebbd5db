"""Two people edit one record: the second is told before replacing what the first saved, and loses nothing typed."""

import pytest
from django.test import Client

from change.models import Programme
from people.roles import Role
from tests.base import Cast, opened_with

pytestmark = pytest.mark.django_db


@pytest.fixture
def address(cast: Cast, client: Client) -> str:
    """The form of a programme, for the change manager, who is signed in."""
    client.force_login(cast.of(Role.CHANGE_MANAGER))
    return f"/change/programmes/{Programme.objects.create(name='Our Data').pk}/change/"


def opened(client: Client, address: str) -> str:
    """The mark of the values that the form was opened with."""
    return opened_with(client.get(address).content.decode())


def name() -> str:
    return Programme.objects.unscoped().get().name


def test_one_alone_saves_at_once(client: Client, address: str) -> None:
    assert client.post(address, {"name": "Data", "opened_with": opened(client, address)}).status_code == 302
    assert name() == "Data"


def test_the_second_of_two_is_told_and_nothing_is_lost(client: Client, address: str) -> None:
    mark = opened(client, address)
    client.post(address, {"name": "First", "opened_with": mark})
    page = client.post(address, {"name": "Second", "opened_with": mark}).content.decode()
    assert "Somebody else saved this record after you opened it." in page
    assert 'value="Second"' in page
    assert name() == "First"


def test_saving_again_puts_the_second_in_its_place(client: Client, address: str) -> None:
    mark = opened(client, address)
    client.post(address, {"name": "First", "opened_with": mark})
    page = client.post(address, {"name": "Second", "opened_with": mark}).content.decode()
    client.post(address, {"name": "Second", "opened_with": opened_with(page)})
    assert name() == "Second"


def test_without_its_mark_a_form_is_taken_as_stale(client: Client, address: str) -> None:
    assert client.post(address, {"name": "Forged"}).status_code == 200
    assert name() == "Our Data"
