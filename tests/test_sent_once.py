"""A form that adds a record, sent again as it was, adds none: it leads to what the first added."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from change.models import Project, Risk
from people.roles import Role
from people.workforce.models import User
from tests.base import Cast, user
from tests.together import at_once
from wmp.lib.extracts.reports import LoadReport
from wmp.lib.sent_once import KEPT_FOR, SENT_AGAIN, SentForm
from wmp.lib.tasks import sweep_drafts

pytestmark = pytest.mark.django_db

SAVEPOINT = 2
NEW = "/change/portfolio/risks/new/"


@pytest.fixture
def fields(cast: Cast) -> dict[str, Any]:
    """What adds a risk, and is told apart from another by nothing but its number."""
    made = Project.objects.create(name="Heritage")
    return {"project": made.pk, "title": "Rain", "likelihood": "2", "impact": "2"}


def signed_in(account: User) -> Client:
    client = Client()
    client.force_login(account)
    return client


@pytest.fixture
def manager(cast: Cast) -> Client:
    return signed_in(cast.of(Role.CHANGE_MANAGER))


def marked(client: Client, fields: dict[str, Any], page: str = NEW) -> dict[str, Any]:
    """The fields, with the mark of a page that was opened for them."""
    found = re.search(r'name="sent_once" value="([^"]+)"', client.get(page).content.decode())
    assert found
    return {**fields, "sent_once": found[1]}


def risks() -> list[str]:
    return sorted(Risk.objects.unscoped().values_list("title", flat=True))


@pytest.mark.django_db(transaction=True)
def test_three_at_once_make_one_and_all_lead_to_it(cast: Cast, fields: dict[str, Any]) -> None:
    clients = [signed_in(cast.of(Role.CHANGE_MANAGER)) for _ in range(3)]
    sent, led = marked(clients[0], fields), []

    def click(client: Client) -> None:
        led.append(client.post(NEW, sent)["Location"])

    assert at_once(*[lambda client=client: click(client) for client in clients]) == [None] * 3
    assert risks() == ["Rain"]
    assert led == [f"/change/portfolio/risks/{Risk.objects.unscoped().get().pk}/"] * 3


def test_the_second_says_so(manager: Client, fields: dict[str, Any]) -> None:
    sent = marked(manager, fields)
    manager.post(NEW, sent)
    assert SENT_AGAIN in manager.post(NEW, sent, follow=True).content.decode()


def test_other_words_from_the_same_page_make_another(manager: Client, fields: dict[str, Any]) -> None:
    sent = marked(manager, fields)
    for title in ("Rain", "Snow", "Rain"):
        manager.post(NEW, {**sent, "title": title})
    assert risks() == ["Rain", "Snow"]


def test_the_same_words_from_a_page_opened_anew_make_another(manager: Client, fields: dict[str, Any]) -> None:
    for _ in range(2):
        manager.post(NEW, marked(manager, fields))
    assert risks() == ["Rain", "Rain"]


def test_a_form_sent_back_to_be_mended_is_not_done(manager: Client, fields: dict[str, Any]) -> None:
    sent = {**marked(manager, fields), "impact": ""}
    assert [manager.post(NEW, sent).status_code for _ in range(2)] == [200, 200]
    assert not SentForm.objects.unscoped().exists()


def test_somebody_elses_mark_stops_nobody(manager: Client, fields: dict[str, Any]) -> None:
    sent = marked(manager, fields)
    manager.post(NEW, sent)
    other = signed_in(user("other", Role.CHANGE_MANAGER))
    other.post(NEW, sent)
    assert risks() == ["Rain", "Rain"]


def test_a_file_is_the_same_by_what_is_in_it(cast: Cast, settings: Any, tmp_path: Path) -> None:
    settings.UPLOADS_DIR = tmp_path
    loader, page = signed_in(cast.of(Role.PEOPLE_DATA)), reverse("loads:reports-new")
    sent = marked(loader, {"kind": "workforce"}, page)
    for content in (b"a,b\n", b"a,c\n", b"a,b\n"):
        loader.post(page, {**sent, "file": SimpleUploadedFile("people.csv", content)})
    assert LoadReport.objects.unscoped().count() == 2


def test_a_mark_costs_three_statements_and_a_savepoint(manager: Client, fields: dict[str, Any]) -> None:
    sent = marked(manager, fields)
    with CaptureQueriesContext(connection) as plain:
        manager.post(NEW, fields)
    with CaptureQueriesContext(connection) as with_mark:
        manager.post(NEW, sent)
    assert len(with_mark) - len(plain) == 3 + SAVEPOINT


def test_what_was_sent_is_forgotten_after_a_week(manager: Client, fields: dict[str, Any]) -> None:
    manager.post(NEW, marked(manager, fields))
    sweep_drafts()
    kept = SentForm.objects.unscoped()
    assert kept.count() == 1
    kept.update(sent_at=kept.get().sent_at - KEPT_FOR)
    sweep_drafts()
    assert not kept.exists()
