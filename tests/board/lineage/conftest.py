"""Three specials, of whom one leaves, and readers who sign in."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from people.roles import Role
from people.workforce.models import Post, StaffType
from tests.base import Cast, person, post

Read = Callable[..., str]


@pytest.fixture
def specials(cast: Cast) -> list[Post]:
    """In post since 2021."""
    return [
        post(person(f"S{n}", f"Stays{n} Here"), staff_type=StaffType.SPECIAL, started=date(2021, 1, 1))
        for n in range(3)
    ]


@pytest.fixture
def reader(cast: Cast, client: Client) -> Client:
    """The people data officer, who reads the figures of their records and the records themselves."""
    client.force_login(cast.of(Role.PEOPLE_DATA))
    return client


@pytest.fixture
def read(reader: Client) -> Read:
    """A page of the board by the name of its address."""

    def page(name: str, *args: str, **query: str) -> str:
        answer = reader.get(reverse(f"board:{name}", args=args), query)
        assert answer.status_code == 200
        return " ".join(answer.content.decode().split())

    return page
