"""The public page of the form: opening uses nothing up, the link leaves the address, and every end is said plainly."""

import logging
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from people.roles import Role
from tests.base import Cast
from tests.welfare.joining.made import form_sent, link_of, stored, token_of
from tests.welfare.made import MONDAY, on
from welfare.joining.dyslexia import DyslexiaAnswers, DyslexiaReferral
from welfare.joining.handling import resend
from welfare.joining.public import MOST_GUESSES

pytestmark = pytest.mark.django_db
FORM = "/welfare/before-you-join/"
LINK = "/welfare/before-you-join/open/"


@pytest.fixture
def referral(cast: Cast) -> DyslexiaReferral:
    cache.clear()
    with on(MONDAY):
        return form_sent(cast.of(Role.RA_OFFICER))


def opened(client: Client, referral: DyslexiaReferral, token: str = "") -> Any:
    with on(MONDAY):
        return client.get(LINK, {"link": token or token_of(referral)}, follow=True)


def sent(client: Client, **answers: str) -> Any:
    with on(MONDAY):
        return client.post(FORM, answers, follow=True)


def test_opening_leads_to_an_address_without_the_link_and_uses_nothing_up(
    referral: DyslexiaReferral, client: Client
) -> None:
    for browser in (Client(), Client(), client):
        page = opened(browser, referral)
        assert page.request["PATH_INFO"] == FORM and page.status_code == 200
    assert link_of(referral).nonce and stored(referral).status == "form sent"
    assert token_of(referral) not in page.content.decode()


def test_neither_page_is_kept_anywhere_or_told_to_others(referral: DyslexiaReferral, client: Client) -> None:
    first = client.get(LINK, {"link": token_of(referral)})
    assert (first.status_code, first["Location"], first["Referrer-Policy"]) == (302, FORM, "no-referrer")
    for answer in (first, opened(client, referral)):
        assert "no-store" in answer["Cache-Control"] and "noindex" in answer["X-Robots-Tag"]
        # A form sent without any Referer would come from "null", and be refused.
        assert answer["Referrer-Policy"] in ("no-referrer", "same-origin")


def test_the_session_holds_nothing_that_a_link_can_be_made_of(referral: DyslexiaReferral, client: Client) -> None:
    opened(client, referral)
    assert token_of(referral).rpartition(".")[2] not in str(dict(client.session))


def test_an_answer_is_kept_and_thanked_for(referral: DyslexiaReferral, client: Client) -> None:
    opened(client, referral)
    page = sent(client, choice="yes", reading="Small print", reach="07700 900123")
    assert "We have your answer" in page.content.decode() and "gets in touch" in page.content.decode()
    kept = DyslexiaAnswers.objects.unscoped().get(referral=referral)
    assert (kept.reading, kept.reach, kept.writing) == ("Small print", "07700 900123", "")


def test_nothing_that_is_written_beside_a_no_is_kept(referral: DyslexiaReferral, client: Client) -> None:
    opened(client, referral)
    assert "not ask again" in sent(client, choice="no", reading="Small print").content.decode()
    assert stored(referral).status == "declined" and not DyslexiaAnswers.objects.unscoped().exists()


def test_only_the_choice_has_to_be_made(referral: DyslexiaReferral, client: Client) -> None:
    opened(client, referral)
    page = sent(client, reading="Small print").content.decode()
    assert "Choose whether you would like to be assessed" in page and "Small print" in page
    assert stored(referral).status == "form sent"


def test_a_second_use_says_so_and_whom_to_ring(referral: DyslexiaReferral, client: Client) -> None:
    token = token_of(referral)
    opened(client, referral)
    sent(client, choice="no")
    page = opened(Client(), referral, token)
    assert page.status_code == 410
    assert "has been answered" in page.content.decode() and settings.RA_OFFICERS_PHONE in page.content.decode()


def test_what_was_typed_while_a_newer_link_came_is_shown_to_be_copied(
    referral: DyslexiaReferral, cast: Cast, client: Client
) -> None:
    opened(client, referral)
    with on(MONDAY):
        resend(referral, by=cast.of(Role.RA_OFFICER))
    page = sent(client, choice="yes", reading="Small print")
    assert page.status_code == 410
    assert "newer link" in page.content.decode() and "Small print" in page.content.decode()
    assert stored(referral).status == "form sent"


def test_a_link_that_is_none_opens_nothing(referral: DyslexiaReferral, client: Client) -> None:
    for token in ("-", "1.nonce.signature", f"{token_of(referral)}x", "ä" * 300, "1\0.x.y"):
        page = opened(client, referral, token)
        assert page.status_code == 404 and "Open the link in your mail" in page.content.decode()
    assert client.get(FORM).status_code == 404


def test_who_guesses_is_asked_to_wait_and_whoever_has_a_link_is_not(referral: DyslexiaReferral, client: Client) -> None:
    answers = [client.get(LINK, {"link": number}) for number in range(MOST_GUESSES + 1)]
    assert [each.status_code for each in answers] == [302] * MOST_GUESSES + [429]
    assert answers[-1]["Retry-After"]
    assert opened(client, referral).status_code == 200


def test_no_log_line_of_ours_has_the_link(
    referral: DyslexiaReferral, client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    opened(client, referral)
    sent(client, choice="no")
    opened(Client(), referral, token_of(referral))
    assert token_of(referral) not in caplog.text


def test_the_page_has_no_menu_even_for_somebody_who_signed_in(
    referral: DyslexiaReferral, cast: Cast, client: Client
) -> None:
    client.force_login(cast.of(Role.RA_OFFICER))
    assert reverse("welfare:intakes") not in opened(client, referral).content.decode()


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_nothing_but_reading_and_answering(referral: DyslexiaReferral, client: Client, method: str) -> None:
    assert getattr(client, method)(FORM).status_code == 405
    assert getattr(client, method)(LINK, query_params={"link": token_of(referral)}).status_code == 405


def test_a_browser_that_sends_no_mark_of_our_page_is_refused(referral: DyslexiaReferral) -> None:
    strict = Client(enforce_csrf_checks=True)
    opened(strict, referral)
    assert sent(strict, choice="no").status_code == 403
    assert stored(referral).status == "form sent"
