"""Everybody can change their own password, and nobody else's sessions or words are in the way."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.base import PASSWORD, Cast

pytestmark = pytest.mark.django_db
NEW = "another staple entirely"


def change(client: Client, old: str, new: str, again: str) -> str:
    answers = {"old_password": old, "new_password1": new, "new_password2": again}
    return client.post(reverse("password"), answers, follow=True).content.decode()


def test_a_new_password_replaces_the_old_one(cast: Cast, client: Client) -> None:
    client.force_login(cast.bob)
    assert "Your password is changed." in change(client, PASSWORD, NEW, NEW)
    cast.bob.refresh_from_db()
    assert cast.bob.check_password(NEW)


@pytest.mark.parametrize(
    ("old", "new", "again"), [("wrong", NEW, NEW), (PASSWORD, NEW, "typed otherwise"), (PASSWORD, "short", "short")]
)
def test_what_is_wrong_is_said_and_nothing_changes(cast: Cast, client: Client, old: str, new: str, again: str) -> None:
    client.force_login(cast.bob)
    assert "There is a problem" in change(client, old, new, again)
    cast.bob.refresh_from_db()
    assert cast.bob.check_password(PASSWORD)


def test_another_session_ends_with_the_old_password(cast: Cast, client: Client) -> None:
    other = Client()
    other.force_login(cast.bob)
    client.force_login(cast.bob)
    change(client, PASSWORD, NEW, NEW)
    assert other.get(reverse("home")).status_code == 302
    assert client.get(reverse("home")).status_code == 200
