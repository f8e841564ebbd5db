"""The first account of an installation."""

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from people.models import User
from people.roles import Role
from tests.base import user

pytestmark = pytest.mark.django_db


def test_the_new_account_opens_the_administration(client: Client) -> None:
    call_command("make_administrator", "ann")
    client.force_login(User.objects.get(username="ann"))
    assert client.get(reverse("admin:people_user_changelist")).status_code == 200


def test_the_new_account_has_no_password_yet(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("make_administrator", "ann")
    assert not User.objects.get(username="ann").has_usable_password()
    assert "changepassword ann" in capsys.readouterr().out


def test_an_account_that_is_there_keeps_its_password_and_its_roles() -> None:
    user("ann", Role.AUDITOR)
    call_command("make_administrator", "ann")
    ann = User.objects.get(username="ann")
    assert ann.roles == {Role.AUDITOR, Role.ADMINISTRATOR}
    assert ann.has_usable_password()


def test_a_name_that_no_account_can_have_is_refused() -> None:
    with pytest.raises(CommandError, match="valid username"):
        call_command("make_administrator", "ann smith")
