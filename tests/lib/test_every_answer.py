"""Whatever the site answers: nobody keeps it, four methods are known, and a database that is away comes back."""

from contextlib import closing

import pytest
from django.db import connection
from django.test import Client, RequestFactory
from django.urls import reverse

from tests.base import Cast
from wmp.lib.every_answer import BACK_IN, KEPT_BY_NOBODY, broken_down


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/", "/board/", "/sign-in/", "/nowhere/", "/people/people/"])
def test_no_browser_keeps_a_page(address: str, cast: Cast, client: Client) -> None:
    client.force_login(cast.alice)
    answer = client.get(address)["Cache-Control"]
    assert "private" in answer and "no-store" in answer


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "TRACE"])
def test_a_page_knows_no_other_method(method: str, cast: Cast, client: Client) -> None:
    client.force_login(cast.alice)
    assert client.generic(method, reverse("home")).status_code == 405


@pytest.mark.django_db(transaction=True)
def test_a_database_that_is_away_is_said_to_be_back_in_a_moment(cast: Cast, client: Client) -> None:
    client.force_login(cast.alice)
    client.raise_request_exception = False
    with closing(connection.copy()) as another, another.cursor() as other, connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        other.execute("SELECT pg_terminate_backend(%s, 5000)", cursor.fetchone())
    answer = client.get(reverse("home"))
    connection.close()
    assert answer.status_code == 503 and answer["Retry-After"] == str(BACK_IN)
    assert "back in a moment" in answer.content.decode() and answer["Cache-Control"] == KEPT_BY_NOBODY
    assert client.get(reverse("home")).status_code == 200


def test_a_fault_of_ours_is_said_to_be_ours(rf: RequestFactory) -> None:
    try:
        raise ValueError("a fault")
    except ValueError:
        answer = broken_down(rf.get("/"))
    assert answer.status_code == 500 and "our fault" in answer.content.decode()
