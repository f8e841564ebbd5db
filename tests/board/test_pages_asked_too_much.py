"""Pages about the board's figures refuse what they do not know, as lists do: who misspells a parameter is not shown
something else than they asked for."""

import pytest
from django.test import Client

from people.roles import Role
from tests.base import Cast

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "address", ["/board/", "/board/runs/", "/board/alarms/", "/account/tokens/", "/account/tokens/new/"]
)
def test_a_parameter_that_a_page_does_not_know_is_refused(cast: Cast, client: Client, address: str) -> None:
    client.force_login(cast.of(Role.BOARD_SECRETARY))
    assert client.get(address).status_code == 200
    assert client.get(address, {"day": "2022-04-01"}).status_code == 400
