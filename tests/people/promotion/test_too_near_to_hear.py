"""Nobody hears whoever reports to them or whom they were asked to endorse: candidates are promised that."""

from datetime import date

import pytest
from django.test import Client

from people.models import BoardCandidate, Endorsement, ProcessAdjustment, PromotionApplication, StageResult, User
from people.promotion import boarding
from people.promotion.around import adjustments_of
from people.promotion.models import PromotionProcess
from people.workforce.models import Post
from tests.base import Cast, Role, user
from tests.people.promotion.made import board, candidate, process, result
from wmp.lib import clock
from wmp.lib.workflow import IllegalMove

pytestmark = pytest.mark.django_db
WHY = "is or was the line manager of Bob Baker, or was asked to endorse them"


@pytest.fixture
def team(cast: Cast) -> User:
    return cast.of(Role.PROMOTION_TEAM)


@pytest.fixture
def running(team: User) -> PromotionProcess:
    return process()


@pytest.fixture
def bob(cast: Cast, team: User, running: PromotionProcess) -> PromotionApplication:
    """Bob's application, at the board stage, with an adjustment. Alice is his line manager."""
    made = candidate(running, cast.bob.person)
    result(made, "Sift", by=team)
    ProcessAdjustment.objects.create(application=made, what="A quarter more time")
    return made


def reads_nothing(client: Client, account: User, bob: PromotionApplication) -> bool:
    row = BoardCandidate.objects.unscoped().get(application=bob)
    client.force_login(account)
    page = f"/people/promotion-candidates/{row.pk}/"
    seen = ProcessAdjustment.objects.visible_to(account), StageResult.objects.visible_to(account)
    entered = client.post(page, {"outcome": "passed"})
    return client.get(page).status_code == entered.status_code == 404 and not any(each.exists() for each in seen)


def test_a_line_manager_who_is_on_the_board_all_the_same_reads_and_enters_nothing(
    client: Client, cast: Cast, team: User, running: PromotionProcess, bob: PromotionApplication
) -> None:
    boarding.assign(board(running, cast.charlie), [bob.pk], [None], by=team)
    bob.boarded.unscoped().get().board.members.add(cast.alice)
    assert reads_nothing(client, cast.alice, bob)
    client.force_login(cast.charlie)
    assert client.get(f"/people/promotion-candidates/{bob.boarded.unscoped().get().pk}/").status_code == 200


def test_posts_that_change_later_open_nothing(
    client: Client, cast: Cast, team: User, running: PromotionProcess, bob: PromotionApplication
) -> None:
    boarding.assign(board(running, cast.charlie), [bob.pk], [None], by=team)
    posts = Post.objects.unscoped().filter(person=cast.bob.person)
    posts.update(line_manager=cast.charlie.person)
    assert reads_nothing(client, cast.charlie, bob)
    posts.update(ended=bob.applied_on)  # reported to Charlie on the day of the application, and to nobody since
    assert reads_nothing(client, cast.charlie, bob)
    posts.update(ended=date(2022, 1, 9))
    assert not reads_nothing(client, cast.charlie, bob)


def test_who_was_asked_to_endorse_hears_nothing_either(
    client: Client, cast: Cast, team: User, running: PromotionProcess, bob: PromotionApplication
) -> None:
    boarding.assign(board(running, cast.charlie), [bob.pk], [None], by=team)
    Endorsement.objects.create(application=bob, asked=cast.charlie)
    assert reads_nothing(client, cast.charlie, bob)


def test_it_is_found_out_when_a_member_is_added(
    client: Client, cast: Cast, team: User, running: PromotionProcess, bob: PromotionApplication
) -> None:
    sitting = board(running)
    boarding.assign(sitting, [bob.pk], [None], by=team)
    with pytest.raises(IllegalMove, match=WHY):
        boarding.add_member(sitting, cast.alice, by=team)
    client.force_login(team)
    answer = client.post(f"/people/promotion/promotion-boards/{sitting.pk}/add-member/", {"who": "A1"})
    assert WHY in answer.content.decode() and not sitting.members.exists()


def test_it_is_found_out_when_candidates_are_assigned(
    client: Client, cast: Cast, team: User, running: PromotionProcess, bob: PromotionApplication
) -> None:
    sitting = board(running, cast.charlie, cast.alice)
    client.force_login(team)
    answer = client.post(f"/people/promotion/promotion-boards/{sitting.pk}/assign/", {"chosen": bob.pk})
    assert answer.status_code == 409 and f"alice {WHY}" in answer.content.decode()
    assert not BoardCandidate.objects.unscoped().exists()


def test_a_line_manager_of_the_promotion_team_does_not_read_what_a_candidate_needs(
    cast: Cast, team: User, bob: PromotionApplication
) -> None:
    manager = user("manager", Role.PROMOTION_TEAM)
    Endorsement.objects.create(application=bob, asked=manager, asked_at=clock.now())
    assert [each.what for each in adjustments_of(bob, team)] == ["A quarter more time"]
    assert adjustments_of(bob, manager) == []
