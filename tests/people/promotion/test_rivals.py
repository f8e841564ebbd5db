"""Nobody handles applications of a process in which they are a candidate themselves, whatever their role."""

from datetime import time

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from people.models import BoardCandidate, PromotionApplication, StageResult, User
from people.promotion import applying, boarding, feedback, handling
from people.promotion.moving import decide
from tests.base import Cast, Role, user
from tests.loading import faults, load_rows
from tests.people.promotion.made import board, candidate, process, result, stage
from wmp.lib import clock
from wmp.lib.alerts import Alert
from wmp.lib.workflow import IllegalMove, StaleMove

pytestmark = pytest.mark.django_db


@pytest.fixture
def team(cast: Cast) -> User:
    return cast.of(Role.PROMOTION_TEAM)


@pytest.fixture
def bob(cast: Cast, team: User) -> PromotionApplication:
    """Bob's, passed at the sift, before a board on which Charlie sits."""
    bob = candidate(process(), cast.bob.person)
    result(bob, "Sift", by=team)
    boarding.assign(board(bob.process, cast.charlie), [bob.pk], [time(9)], by=team)
    return bob


def test_whoever_applies_after_they_came_to_a_board_sees_nobody_of_it(
    client: Client, cast: Cast, bob: PromotionApplication
) -> None:
    row = BoardCandidate.objects.visible_to(cast.charlie).get()
    candidate(bob.process, cast.charlie.person)
    models = (PromotionApplication, BoardCandidate, StageResult)
    assert [each for model in models for each in model.objects.visible_to(cast.charlie)] == []
    client.force_login(cast.charlie)
    assert client.get(f"/people/promotion-candidates/{row.pk}/").status_code == 404


def test_a_candidate_comes_to_no_board(cast: Cast, team: User, bob: PromotionApplication) -> None:
    with pytest.raises(IllegalMove, match="They are a candidate"):
        boarding.add_member(board(bob.process, name="Panel 2"), cast.bob, by=team)


@pytest.fixture
def rival(cast: Cast, bob: PromotionApplication) -> User:
    """Alice, of the team now, who applied in Bob's process."""
    candidate(bob.process, cast.alice.person)
    cast.alice.groups.set(cast.of(Role.PROMOTION_TEAM).groups.all())
    return User.objects.get(pk=cast.alice.pk)


def test_one_of_the_team_who_applied_runs_nothing_of_the_process(
    client: Client, rival: User, bob: PromotionApplication
) -> None:
    assert not PromotionApplication.objects.visible_to(rival).exists()
    client.force_login(rival)
    sift, sitting = stage(bob.process, "Sift"), BoardCandidate.objects.unscoped().get().board_id
    here = f"promotion-processes/{bob.process_id}/"
    pages = [f"{here}{page}/" for page in ("change", "outcomes", "publish", "add-stage")]
    pages += [f"promotion-stages/{sift.pk}/{page}/" for page in ("results", "change", "remove", "add-board")]
    pages += [f"promotion-boards/{sitting}/{page}" for page in ("", "change/", "assign/", "add-member/")]
    assert {client.get(f"/people/promotion/{page}").status_code for page in pages} == {403}
    assert b"Publish results" not in client.get(f"/people/promotion/{here}").content
    assert client.get(f"/people/promotion/promotion-applications/{bob.pk}/reject/").status_code == 404


def test_their_verbs_are_refused_as_well(rival: User, bob: PromotionApplication) -> None:
    with pytest.raises(PermissionDenied):
        handling.move_untold(bob, "reject", by=rival, on=clock.today())
    with pytest.raises(PermissionDenied):
        feedback.write(bob, by=rival, strengths="None", development="", read="")
    with pytest.raises(StaleMove):
        decide(bob.process, {bob.pk: "unsuccessful"}, {bob.pk: "shortlisted"}, by=rival, on=clock.today())
    with pytest.raises(PermissionDenied):
        handling.publish(bob.process, by=rival)


def test_nor_do_they_load_results(rival: User, bob: PromotionApplication) -> None:
    row = {"from_rank": "PC", "to_rank": "Sgt", "season": "Spring", "year": 2022, "stage": "Board"}
    report = load_rows("stage_results", {**row, "employee_number": "B1", "outcome": "passed"}, by=rival)
    assert faults(report) == ["line 2, column year: is of a process in which you are a candidate"]


def test_another_of_the_team_handles_both(rival: User, bob: PromotionApplication) -> None:
    assert PromotionApplication.objects.visible_to(user("colleague", Role.PROMOTION_TEAM)).count() == 2


def test_one_of_the_team_who_applied_hears_nothing_of_their_rivals(
    cast: Cast, rival: User, team: User, bob: PromotionApplication
) -> None:
    applying.withdraw(bob, by=cast.bob, reason="Not now")
    told = Alert.objects.unscoped().filter(text__contains="was withdrawn")
    assert [each.to for each in told] == [team]
