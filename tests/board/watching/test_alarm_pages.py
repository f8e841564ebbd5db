"""Alarms on the board's pages, and the note of whoever looked into one."""

import pytest
from django.test import Client

from people.models import User
from people.roles import Role
from tests.base import DAY, Cast
from tests.board.papers.drafts import desk
from tests.board.papers.drafts import page as paper_page
from tests.board.watching.nights import KEY, night, usual_nights
from wmp.board.models import Alarm
from wmp.board.watching.looking import look
from wmp.board.watching.pages import alarms_of

pytestmark = pytest.mark.django_db
FIGURE = f"/board/{DAY}/{KEY}/"
LIST = "/board/alarms/"
WORDS = "By its last 10 runs"


@pytest.fixture
def alarm(cast: Cast) -> Alarm:
    usual_nights()
    night(DAY, 300)
    look()
    return Alarm.objects.unscoped().get()


def browser(account: User) -> Client:
    client = Client()
    client.force_login(account)
    return client


def page(account: User, address: str) -> str:
    return browser(account).get(address).content.decode()


def test_it_stands_on_the_board_on_its_figure_and_in_the_list(alarm: Alarm, cast: Cast) -> None:
    for address in (f"/board/{DAY}/", FIGURE, LIST):
        shown = page(cast.of(Role.BOARD_SECRETARY), address)
        assert WORDS in shown and f"/board/alarms/{alarm.pk}/" in shown
        shown = page(cast.of(Role.PROMOTION_TEAM), address)
        assert WORDS in shown and f"/board/alarms/{alarm.pk}/" not in shown


def test_who_does_not_read_the_figure_sees_none(alarm: Alarm, cast: Cast) -> None:
    for address in (f"/board/{DAY}/", LIST):
        assert WORDS not in page(cast.of(Role.CHANGE_MANAGER), address)
    assert alarms_of(alarm.result.attempt, cast.of(Role.CHANGE_MANAGER)) == []
    assert [each.kind for each in alarms_of(alarm.result.attempt, cast.of(Role.BOARD_SECRETARY))] == ["It jumped"]


def test_a_note_says_who_looked_into_it_and_what_they_found(alarm: Alarm, cast: Cast) -> None:
    client = browser(cast.of(Role.BOARD_SECRETARY))
    assert client.post(f"{LIST}{alarm.pk}/", {"note": "The file came late."}).status_code == 302
    shown = page(cast.of(Role.PROMOTION_TEAM), FIGURE)
    assert "The file came late." in shown and "Looked into by board-secretary" in shown
    assert client.post(f"{LIST}{alarm.pk}/", {"note": "No, it did not."}).status_code == 409
    assert Alarm.objects.unscoped().get().note == "The file came late."


def test_one_note_is_of_all_that_is_open_of_a_figure(cast: Cast) -> None:
    night(DAY, 100, failures=["Grand Total: 7 of 8", "Success: over 100%"])
    look()
    first, second = Alarm.objects.unscoped().order_by("pk")
    client = browser(cast.of(Role.BOARD_SECRETARY))
    assert client.get(LIST).content.decode().count("Say what you found") == 1
    assert "Success: over 100%" in client.get(f"{LIST}{second.pk}/").content.decode()
    client.post(f"{LIST}{second.pk}/", {"note": "Both are one fault."})
    assert {each.note for each in Alarm.objects.unscoped()} == {"Both are one fault."}
    assert client.post(f"{LIST}{first.pk}/", {"note": "Another."}).status_code == 409


@pytest.mark.parametrize("note", ["", "   ", "x" * 501])
def test_a_note_says_something_short(note: str, alarm: Alarm, cast: Cast) -> None:
    answer = browser(cast.of(Role.BOARD_SECRETARY)).post(f"{LIST}{alarm.pk}/", {"note": note})
    assert answer.status_code == 200 and answer.context["form"].errors
    assert Alarm.objects.unscoped().open().exists()


def test_only_a_board_secretary_writes_one(alarm: Alarm, cast: Cast) -> None:
    given = {"note": "Fine."}
    assert browser(cast.of(Role.PROMOTION_TEAM)).post(f"{LIST}{alarm.pk}/", given).status_code == 403
    assert browser(cast.of(Role.CHANGE_MANAGER)).post(f"{LIST}{alarm.pk}/", given).status_code == 404
    assert Alarm.objects.unscoped().open().exists()


def test_the_list_says_when_there_is_nothing(cast: Cast) -> None:
    assert "Nothing to look into" in page(cast.of(Role.BOARD_SECRETARY), LIST)


def test_the_author_of_a_paper_is_warned_of_a_jump_until_somebody_looked(alarm: Alarm, cast: Cast) -> None:
    paper = desk(cast, attempt=alarm.result.attempt).paper
    client = browser(cast.of(Role.BOARD_SECRETARY))
    assert WORDS in client.get(paper_page(paper)).content.decode()
    client.post(f"{LIST}{alarm.pk}/", {"note": "The file came late."})
    assert WORDS not in client.get(paper_page(paper)).content.decode()


def test_it_waits_on_the_home_page_until_somebody_looked(alarm: Alarm, cast: Cast) -> None:
    night(DAY, None)
    look()
    failed = Alarm.objects.unscoped().get(kind="failed")
    home = page(cast.of(Role.PROMOTION_TEAM), "/")
    assert "it failed" in home and "number that jumped" not in home
    browser(cast.of(Role.BOARD_SECRETARY)).post(f"{LIST}{failed.pk}/", {"note": "The disk was full."})
    assert "it failed" not in page(cast.of(Role.PROMOTION_TEAM), "/")


def test_a_jump_waits_as_well(alarm: Alarm, cast: Cast) -> None:
    assert "Look into 1 number that jumped" in page(cast.of(Role.PROMOTION_TEAM), "/")
    assert "that jumped" not in page(cast.of(Role.CHANGE_MANAGER), "/")
