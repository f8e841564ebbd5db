"""What of the papers waits for a board secretary, and what stands in whose menu."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from people.roles import Role
from people.workforce.models import User
from tests.base import Cast
from tests.board.papers.drafts import Desk, desk
from wmp.board.menu import entries
from wmp.board.models import Comment, Paper
from wmp.board.papers import starting
from wmp.board.papers.waiting import waiting_papers

pytestmark = pytest.mark.django_db

NAMED = "“People and change” for 26 April 2022"


@pytest.fixture
def d(cast: Cast) -> Desk:
    return desk(cast)


def lines(user: User) -> list[str]:
    return [each.text for each in waiting_papers(user)]


def test_each_sees_what_is_theirs_to_do(d: Desk) -> None:
    assert (lines(d.author), lines(d.second)) == ([], [])
    d.fresh().send(by=d.author)
    assert (lines(d.author), lines(d.second)) == ([], [f"Approve {NAMED}"])
    d.fresh().approve(by=d.second)
    assert (lines(d.author), lines(d.second)) == ([f"Issue {NAMED}"], [f"Issue {NAMED}"])
    d.fresh().send_back(by=d.second, reason="Not yet")
    assert (lines(d.author), lines(d.second)) == ([f"Finish {NAMED}"], [])


def test_comments_wait_for_the_author(d: Desk) -> None:
    for key in ("attendance", "uplift", "uplift"):
        Comment.objects.create(section=d.section(key), by=d.second, text="?")
    assert lines(d.author) == [f"Settle 3 comments on {NAMED}"]
    assert f"Settle 3 comments on {NAMED}" in d.writes.get("/").content.decode()


@pytest.mark.parametrize("role", [role for role in Role if role != Role.BOARD_SECRETARY])
def test_nobody_else_hears_of_drafts(d: Desk, role: Role) -> None:
    d.fresh().send(by=d.author)
    assert lines(d.cast.of(role)) == []


@pytest.mark.parametrize(("role", "url"), [
    (Role.BOARD_SECRETARY, "/papers/writing/"), (Role.BOARD_READER, "/papers/editions/"),
    (Role.AUDITOR, "/papers/editions/"), (Role.WELFARE_LEAD, None),
])  # fmt: skip
def test_papers_in_the_menu(cast: Cast, role: Role, url: str | None) -> None:
    found = {each.title: each.url for each in entries(cast.of(role))}
    assert found.get("Papers") == url


def test_the_menu_marks_papers_on_both_kinds_of_page(d: Desk) -> None:
    client = Client()
    client.force_login(d.author)
    for address in ("/papers/writing/", "/papers/editions/"):
        menu = client.get(address).context["menu"]
        assert [each["title"] for each in menu if each["current"]] == ["Papers"]


def test_several_papers_cost_no_more_questions_than_one(d: Desk) -> None:
    d.fresh().send(by=d.author)
    with CaptureQueriesContext(connection) as one:
        assert len(lines(d.second)) == 1
    about = {"title": "P", "meeting": "M", "meeting_on": d.paper.meeting_on, "attempt": d.paper.attempt}
    for author in (d.author, d.author, d.second):
        starting.begin(Paper(**about), by=author).send(by=author)
    with CaptureQueriesContext(connection) as four:
        assert len(lines(d.second)) == 3
    assert len(four) <= len(one)
