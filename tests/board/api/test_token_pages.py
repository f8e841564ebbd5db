"""One's own tokens on pages."""

import pytest
from django.test import Client

from people.roles import Role
from tests.base import Cast, user
from tests.board.api.asking import ask, secret
from wmp.board.models import Token

pytestmark = pytest.mark.django_db
LIST, NEW = "/account/tokens/", "/account/tokens/new/"
GIVEN = {"name": "Power BI", "scope": "public", "days": "90"}


@pytest.fixture
def reader(cast: Cast) -> Client:
    client = Client()
    client.force_login(cast.of(Role.BOARD_READER))
    return client


def test_it_is_shown_once(reader: Client) -> None:
    token = reader.post(NEW, GIVEN).context["secret"]
    page = reader.get(LIST).content.decode()
    assert token not in page and token[:12] in page and "Never" in page
    assert ask(token, "/editions").status_code == 200
    assert "Never" not in reader.get(LIST).content.decode()


@pytest.mark.parametrize("wrong", [{"name": ""}, {"scope": "figures"}, {"scope": ""}, {"days": "31"}, {"days": ""}])
def test_what_is_missing_or_not_theirs_is_asked_again(wrong: dict[str, str], reader: Client, cast: Cast) -> None:
    page = reader.post(NEW, GIVEN | wrong)
    assert page.status_code == 200 and page.context["form"].errors
    assert not Token.objects.visible_to(cast.of(Role.BOARD_READER)).exists()


def test_it_is_taken_back_on_its_page(reader: Client, cast: Cast) -> None:
    token = reader.post(NEW, GIVEN).context["secret"]
    address = f"{LIST}{Token.objects.visible_to(cast.of(Role.BOARD_READER)).get().pk}/take-back/"
    assert reader.post(address).status_code == 302
    assert ask(token, "/editions").status_code == 401
    assert reader.post(address).status_code == 409
    assert "Taken back" in reader.get(LIST).content.decode()


def test_nobody_sees_or_takes_back_anothers(reader: Client, cast: Cast) -> None:
    other = user("other", Role.BOARD_READER)
    token = secret(other, "public")
    pk = Token.objects.visible_to(other).get().pk
    assert token[:12] not in reader.get(LIST).content.decode()
    assert reader.post(f"{LIST}{pk}/take-back/").status_code == 404


def test_whoever_has_nothing_to_read_has_no_use_for_one(cast: Cast) -> None:
    client = Client()
    client.force_login(cast.charlie)
    assert client.get(LIST).status_code == client.post(NEW, GIVEN).status_code == 403
    assert "Data for analysts" in client.get("/api/v1/").content.decode()
