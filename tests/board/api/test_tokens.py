"""A token: shown once, sent in a header, good until it ends, is taken back, or its account has no use for it."""

import logging
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from people.models import User
from people.roles import Role
from tests.base import Cast, user
from tests.board.api.asking import HERE, ask, basic, said, secret
from tests.board.papers.drafts import a_run
from tests.test_canaries_left_behind import rows_with
from wmp.board.api import tokens
from wmp.board.api.models import Scope, Token
from wmp.lib import clock
from wmp.lib.alerts import Alert
from wmp.lib.workflow import IllegalMove

pytestmark = pytest.mark.django_db


@pytest.fixture
def secretary(cast: Cast) -> User:
    a_run()
    return cast.of(Role.BOARD_SECRETARY)


def status(token: str) -> int:
    return int(ask(token, "/editions").status_code)


def own(account: User) -> Any:
    return Token.objects.visible_to(account)


def test_it_is_sent_as_bearer_or_as_the_password_of_anybody(secretary: User) -> None:
    token = secret(secretary)
    assert status(token) == 200
    for name in ("", "anything", "a b"):
        answer = Client().get(f"{HERE}/editions", headers={"Authorization": basic(name, token)})
        assert answer.status_code == 200


@pytest.mark.parametrize(
    "header",
    [
        "",
        "Bearer",
        "Bearer  ",
        "Bearer wmp_",
        "Basic",
        "Basic !",
        "Basic /w==",
        "Digest x",
        "Bearer {}x",
        "Token {}",
        "{}",
    ],
)
def test_whatever_else_is_sent_is_refused_and_told_how(header: str, secretary: User) -> None:
    answer = Client().get(f"{HERE}/editions", headers={"Authorization": header.format(secret(secretary))})
    assert answer.status_code == 401
    assert answer["WWW-Authenticate"].startswith("Basic realm=") and "Bearer" in answer["WWW-Authenticate"]
    assert "Send a token" in said(answer)


def test_a_session_opens_nothing_and_no_cookie_is_set(secretary: User) -> None:
    signed_in = Client()
    signed_in.force_login(secretary)
    assert signed_in.get(f"{HERE}/editions").status_code == 401
    answer = ask(secret(secretary), "/editions")
    assert not answer.cookies and "Access-Control-Allow-Origin" not in answer


def test_a_token_in_the_address_opens_nothing_and_is_not_repeated(secretary: User) -> None:
    token = secret(secretary)
    assert Client().get(f"{HERE}/editions?token={token}").status_code == 401
    answer = ask(token, "/editions", token=token)
    assert answer.status_code == 400 and token not in said(answer)


def test_it_ends(secretary: User) -> None:
    token = secret(secretary, days=30)
    with clock.at(clock.now() + timedelta(days=29)):
        assert status(token) == 200
    with clock.at(clock.now() + timedelta(days=30, seconds=1)):
        assert status(token) == 401


def test_it_is_taken_back_once(secretary: User) -> None:
    token = secret(secretary)
    row = own(secretary).get()
    assert tokens.take_back(row, by=secretary) and not tokens.take_back(row, by=secretary)
    assert status(token) == 401


def test_nobody_takes_back_what_is_anothers(secretary: User) -> None:
    token, other = secret(secretary), user("other", Role.BOARD_SECRETARY)
    assert not tokens.take_back(own(secretary).get(), by=other)
    assert status(token) == 200


def test_a_closed_account_has_none(secretary: User) -> None:
    token = secret(secretary)
    User.objects.filter(pk=secretary.pk).update(is_active=False)
    assert status(token) == 401


def test_whoever_lost_the_role_has_none(secretary: User) -> None:
    token = secret(secretary)
    secretary.groups.set(Group.objects.filter(name=Role.BOARD_READER))
    assert status(token) == 401
    secretary.groups.set(Group.objects.filter(name=Role.BOARD_SECRETARY))
    assert status(token) == 200


def test_only_what_an_account_reads_can_be_asked_for(cast: Cast) -> None:
    assert tokens.scopes_of(cast.charlie) == []
    assert tokens.scopes_of(cast.of(Role.BOARD_READER)) == [Scope.PUBLIC, Scope.EDITIONS]
    assert tokens.scopes_of(cast.of(Role.PEOPLE_DATA)) == [Scope.FIGURES]
    for who, scope, days in ((cast.charlie, "public", 30), (cast.of(Role.BOARD_READER), "figures", 30)):
        with pytest.raises(IllegalMove):
            tokens.make(who, name="-", scope=scope, days=days)
    with pytest.raises(IllegalMove):
        tokens.make(cast.of(Role.BOARD_READER), name="-", scope="public", days=4000)


def test_there_are_no_more_than_twenty_at_a_time(secretary: User) -> None:
    for _ in range(tokens.MOST):
        secret(secretary)
    with pytest.raises(IllegalMove, match="20 tokens"):
        secret(secretary)
    tokens.take_back(own(secretary).first(), by=secretary)
    assert secret(secretary)


def test_no_row_no_history_and_no_log_has_the_secret(secretary: User, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    browser = Client()
    browser.force_login(secretary)
    page = browser.post("/account/tokens/new/", {"name": "Qlik", "scope": "figures", "days": "90"})
    token = page.context["secret"]
    for headers in ({"Authorization": f"Bearer {token}"}, {"Authorization": basic("x", token)}):
        assert Client().get(f"{HERE}/editions", headers=headers).status_code == 200
        assert Client().get(f"{HERE}/figures/x", headers=headers).status_code == 404
    assert Client().get(f"{HERE}/editions", headers={"Authorization": f"Digest {token}"}).status_code == 401
    assert token in page.content.decode() and "no-store" in page["Cache-Control"]
    assert token not in caplog.text and token[tokens.SHOWN :] not in caplog.text
    assert rows_with(token[tokens.SHOWN :]) == set()
    assert rows_with(own(secretary).get().digest) == {"board_token"}


def test_using_it_makes_no_history(secretary: User) -> None:
    token = secret(secretary)
    ask(token, "/editions")
    tokens.take_back(own(secretary).get(), by=secretary)
    events: Any = Token._meta.get_field("events").related_model
    assert list(events._base_manager.order_by("pgh_id").values_list("pgh_label", flat=True)) == ["insert", "update"]


def test_when_it_was_used_is_written_at_most_once_a_minute(secretary: User) -> None:
    token = secret(secretary)
    ask(token, "/editions")
    first = own(secretary).get().used_at
    with CaptureQueriesContext(
        connection,
    ) as asked:
        ask(token, "/editions")
    assert own(secretary).get().used_at == first
    assert not [each for each in asked.captured_queries if each["sql"].startswith("UPDATE")]
    with clock.at(first + timedelta(seconds=61)):
        ask(token, "/editions")
    assert own(secretary).get().used_at == first + timedelta(seconds=61)


def test_its_owner_is_told_once_two_weeks_before_it_ends(secretary: User) -> None:
    secret(secretary, days=30)
    assert tokens.warn() == 0
    with clock.at(clock.now() + timedelta(days=17)):
        assert (tokens.warn(), tokens.warn()) == (1, 0)
    alert = Alert.objects.visible_to(secretary).get()
    assert alert.path == "/account/tokens/" and "ends on" in alert.subject


def test_of_what_ended_or_was_taken_back_nobody_is_told(secretary: User) -> None:
    secret(secretary, days=30)
    tokens.take_back(own(secretary).get(), by=secretary)
    secret(secretary, days=30)
    with clock.at(clock.now() + timedelta(days=31)):
        assert tokens.warn() == 0
