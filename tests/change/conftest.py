"""Who works with change records, signed in."""

import pytest
from django.test import Client

from tests.base import Cast, Role


@pytest.fixture
def manager(cast: Cast, client: Client) -> Client:
    client.force_login(cast.of(Role.CHANGE_MANAGER))
    return client
