"""Boards: a member sees the candidates of their open boards and nothing of others; the team runs the boards."""

from datetime import time
from typing import Any

import pytest
from django.test import Client

from people.models import (
    BoardCandidate,
    Endorsement,
    Feedback,
    ProcessAdjustment,
    PromotionApplication,
    PromotionBoard,
    PromotionProcess,
    PromotionStage,
    User,
)
from people.promotion import boarding
from people.promotion.due import board_waits
from tests.base import Cast, Role, user
from tests.people.promotion.made import board, candidate, process, result, results_of, stored
from wmp.lib.workflow import IllegalMove, StaleMove

pytestmark = pytest.mark.django_db


@pytest.fixture
def team(cast: Cast) -> User:
    return cast.of(Role.PROMOTION_TEAM)


@pytest.fixture
def heard(cast: Cast, team: User) -> BoardCandidate:
    """Bob, before a board on which Charlie sits."""
    running = process()
    bob = candidate(running, cast.bob.person)
    result(bob, "Sift", by=team)
    sitting = board(running, cast.charlie)
    boarding.assign(sitting, [bob.pk], [time(9)], by=team)
    return BoardCandidate.objects.unscoped().select_related("board__stage", "application").get()


def entered(client: Client, row: BoardCandidate, **data: str) -> Any:
    return client.post(f"/people/promotion-candidates/{row.pk}/", {"outcome": "passed", "score": "7", **data})


def test_a_member_reads_their_candidate_and_enters_a_result_with_feedback(
    client: Client, cast: Cast, team: User, heard: BoardCandidate
) -> None:
    bob = heard.application
    PromotionApplication.objects.unscoped().update(statement="I led the search of the canal.")
    Endorsement.objects.create(
        application=bob, asked=cast.alice, supports=True, comment="Ready", given_at="2022-03-01T9:00Z"
    )
    ProcessAdjustment.objects.create(application=bob, what="A quarter more time")
    client.force_login(cast.charlie)
    assert (
        "1 candidate, 1 without a result"
        in client.get(f"/people/promotion-boards/{heard.board_id}/mine/").content.decode()
    )
    page = client.get(f"/people/promotion-candidates/{heard.pk}/").content.decode()
    assert all(words in page for words in ("search of the canal", "Ready", "A quarter more time", "09:00"))
    assert entered(client, heard, strengths="Calm").status_code == 302
    assert results_of(bob)[1] == ("Board", "passed") and stored(bob).status == "assessed"
    assert Feedback.objects.unscoped().get().strengths == "Calm"


def test_two_members_do_not_overwrite_each_other(client: Client, cast: Cast, heard: BoardCandidate) -> None:
    second = user("second")
    heard.board.members.add(second)
    client.force_login(cast.charlie)
    assert entered(client, heard).status_code == 302
    client.force_login(second)
    answer = entered(client, heard, outcome="not passed")
    assert answer.status_code == 409 and b"On record now: passed, 7." in answer.content
    assert results_of(heard.application)[1] == ("Board", "passed")


def test_a_member_finds_nothing_of_others_by_id(client: Client, cast: Cast, team: User, heard: BoardCandidate) -> None:
    other = candidate(heard.application.process, cast.alice.person)
    result(other, "Sift", by=team)
    second = board(heard.application.process, user("second"), name="Panel 2")
    boarding.assign(second, [other.pk], [None], by=team)
    row = BoardCandidate.objects.unscoped().get(application=other)
    client.force_login(cast.charlie)
    for address in (
        f"/people/promotion-candidates/{row.pk}/",
        f"/people/promotion-boards/{second.pk}/mine/",
        f"/people/promotion/promotion-applications/{other.pk}/",
    ):
        assert client.get(address).status_code == 404
    assert list(PromotionApplication.objects.visible_to(cast.charlie)) == [heard.application]


def test_a_closed_board_shows_its_members_nobody_until_it_is_reopened(
    client: Client, cast: Cast, team: User, heard: BoardCandidate
) -> None:
    boarding.close(heard.board, by=team)
    client.force_login(cast.charlie)
    assert "Bob Baker" not in client.get(f"/people/promotion-boards/{heard.board_id}/mine/").content.decode()
    assert entered(client, heard).status_code == 404 and results_of(heard.application) == [("Sift", "passed")]
    assert not board_waits(cast.charlie)
    boarding.reopen(heard.board, by=team)
    assert board_waits(cast.charlie)[0].text.endswith("1 candidate without one")
    assert entered(client, heard).status_code == 302


def test_a_member_who_is_the_candidate_sees_nothing_of_it(client: Client, cast: Cast, heard: BoardCandidate) -> None:
    heard.board.members.add(cast.bob)
    client.force_login(cast.bob)
    assert entered(client, heard).status_code == 404
    assert not BoardCandidate.objects.visible_to(cast.bob).exists()


def test_second_clicks_and_closed_boards_are_refused(cast: Cast, team: User, heard: BoardCandidate) -> None:
    with pytest.raises(StaleMove):
        boarding.assign(heard.board, [heard.application_id], [None], by=team)
    boarding.close(heard.board, by=team)
    with pytest.raises(StaleMove):
        boarding.close(heard.board, by=team)
    with pytest.raises(IllegalMove, match="closed"):
        boarding.add_member(heard.board, cast.alice, by=team)


def test_boards_are_set_up_by_the_team_on_pages(client: Client, cast: Cast, team: User) -> None:
    running = process()
    bob = candidate(running, cast.bob.person)
    client.force_login(team)
    second = PromotionStage.objects.unscoped().get(name="Sift")
    client.post(f"/people/promotion/promotion-stages/{second.pk}/add-board/", {"name": "Sift panel"})
    made = PromotionBoard.objects.unscoped().get()
    page = f"/people/promotion/promotion-boards/{made.pk}/"
    assert b"They are a candidate" in client.post(f"{page}add-member/", {"who": "B1"}).content
    assert client.post(f"{page}add-member/", {"who": "C1"}).status_code == 302
    assert client.post(f"{page}assign/", {"chosen": bob.pk, "first_at": "09:00", "minutes": "45"}).status_code == 302
    text = client.get(page).content
    assert b"charlie" in text and str(cast.bob.person).encode() in text and b"09:00" in text
    row = BoardCandidate.objects.unscoped().get()
    assert (row.at, list(made.members.all())) == (time(9), [cast.charlie])
    client.post(f"{page}take-off/", {"chosen": row.pk})
    client.post(f"{page}members/{cast.charlie.pk}/remove/")
    assert not BoardCandidate.objects.unscoped().exists() and not made.members.exists()


def test_stages_are_added_changed_put_in_order_and_removed(client: Client, cast: Cast, team: User) -> None:
    running = PromotionProcess.objects.unscoped().get(pk=process().pk)
    client.force_login(team)
    client.post(
        f"/people/promotion/promotion-processes/{running.pk}/add-stage/", {"name": "Interview", "pass_mark": "3"}
    )
    assert names_of(running) == ["Sift", "Board", "Interview"]
    last = PromotionStage.objects.unscoped().get(name="Interview")
    client.post(f"/people/promotion/promotion-stages/{last.pk}/earlier/")
    assert names_of(running) == ["Sift", "Interview", "Board"]
    answer = client.post(f"/people/promotion/promotion-processes/{running.pk}/add-stage/", {"name": "Sift"})
    assert b"The process has a stage of this name." in answer.content
    result(candidate(running, cast.bob.person), "Sift", by=team)
    client.post(f"/people/promotion/promotion-stages/{last.pk}/earlier/")
    assert names_of(running) == ["Sift", "Interview", "Board"]
    client.post(f"/people/promotion/promotion-stages/{last.pk}/remove/", {"seen": ""})
    assert names_of(running) == ["Sift", "Board"]


def names_of(running: PromotionProcess) -> list[str]:
    return list(PromotionStage.objects.unscoped().filter(process=running).values_list("name", flat=True))
