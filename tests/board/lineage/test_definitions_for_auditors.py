"""What a figure counted, of which day and from which run, for whoever may read no number of it."""

import pytest
from django.test import Client
from django.urls import reverse

from people.roles import Role
from tests.base import Cast
from tests.board.lineage.runs import HOURS, computed
from tests.editions import EXACT, PROMOTION, content, issued, public_content

pytestmark = pytest.mark.django_db


@pytest.fixture
def auditor(cast: Cast, client: Client) -> Client:
    client.force_login(cast.of(Role.AUDITOR))
    return client


def read(client: Client, name: str, *args: str) -> str:
    answer = client.get(reverse(f"board:{name}", args=args))
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_the_auditor_finds_every_definition_by_the_menu(auditor: Client) -> None:
    assert reverse("board:every-definition") in auditor.get("/").content.decode()
    assert reverse("board:definitions", args=[PROMOTION]) in read(auditor, "every-definition")


def test_every_edition_is_told_with_day_run_and_version_and_no_number(cast: Cast, auditor: Client) -> None:
    restricted, public = issued(cast, content()), issued(cast, public_content())
    page = read(auditor, "definitions", PROMOTION)
    for words in ("restricted edition 1", "public edition 1", "1 April 2022, attempt 1", "ab12cd34"):
        assert words in page
    assert reverse("editions:edition", args=[public.pk]) in page
    assert reverse("editions:edition", args=[restricted.pk]) not in page
    assert not [exact for exact in EXACT if exact in page]


def test_others_are_told_of_editions_that_they_may_read(cast: Cast, client: Client) -> None:
    issued(cast, content())
    client.force_login(cast.of(Role.PROMOTION_TEAM))
    assert "restricted edition" not in read(client, "definitions", PROMOTION)


def test_the_words_of_then_stand_there_and_the_numbers_stay_closed(auditor: Client) -> None:
    computed(keys=[HOURS])
    assert "First used on" in read(auditor, "definitions", HOURS)
    for name, args in (("figure", ["2022-04-01", HOURS]), ("moved", [HOURS]), ("latest", [])):
        assert auditor.get(reverse(f"board:{name}", args=args)).status_code == 403
