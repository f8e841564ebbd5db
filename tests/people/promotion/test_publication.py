"""Outcomes are told to all candidates at one moment, in letters; before that nobody who applied learns anything."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from people.models import (
    Feedback,
    OutcomeLetter,
    OwnApplication,
    Person,
    PoolPlace,
    PromotionApplication,
    PromotionProcess,
    PromotionStage,
    StageResult,
    User,
)
from people.promotion import feedback, handling, pool
from people.promotion.moving import decide
from people.promotion.registers import APPLICATIONS
from tests.base import Cast, Role, user
from tests.people.promotion.made import candidate, candidates, decided, process, result, stored
from wmp.lib import clock
from wmp.lib.alerts import Alert
from wmp.lib.days import months_after
from wmp.lib.workflow import IllegalMove, StaleMove

pytestmark = pytest.mark.django_db


@pytest.fixture
def team(cast: Cast, client: Client) -> User:
    client.force_login(cast.of(Role.PROMOTION_TEAM))
    return cast.of(Role.PROMOTION_TEAM)


@pytest.fixture
def bob(cast: Cast) -> PromotionApplication:
    return candidate(process(), cast.bob.person)


def told(who: User) -> list[Any]:
    """Everything of an application that could tell an outcome, as `who` sees it."""
    models = (PromotionApplication, StageResult, Feedback, OutcomeLetter, PoolPlace)
    return [each for model in models for each in model.objects.visible_to(who)]


def publish(client: Client, of: PromotionProcess, seen: str = "") -> Any:
    address = f"/people/promotion/promotion-processes/{of.pk}/publish/"
    shown = re.search(r'name="seen" value="(\w+)"', client.get(address).content.decode())
    return client.post(address, {"seen": seen or (shown[1] if shown else "")})


def test_a_candidate_learns_nothing_before_publication_and_all_after(
    client: Client, cast: Cast, team: User, bob: PromotionApplication
) -> None:
    result(bob, "Sift", score=80, by=team)
    feedback.write(bob, by=team, strengths="Clear {process.__class__} answers", development="", read="")
    decided(bob, "successful", by=team)
    assert told(cast.bob) == [] and not Alert.objects.unscoped().exists()
    own = OwnApplication.objects.visible_to(cast.bob).get()
    assert own.told.startswith("Applied")
    assert publish(client, bob.process).status_code == 302
    letter = OutcomeLetter.objects.visible_to(cast.bob).get()
    assert "was successful" in letter.text and "Clear {process.__class__} answers" in letter.text
    place = PoolPlace.objects.visible_to(cast.bob).get()
    assert place.until == months_after(clock.today(), 24)
    alert = Alert.objects.visible_to(cast.bob).get()
    assert "success" not in (alert.subject + alert.text).lower() and alert.path.endswith(f"/{letter.pk}/")
    client.force_login(cast.bob)
    assert b"was successful" in client.get(alert.path).content
    assert client.get(f"{alert.path}pdf/").content.startswith(b"%PDF")


def test_nothing_is_published_while_applications_are_taken(
    client: Client, cast: Cast, team: User, bob: PromotionApplication
) -> None:
    decided(bob, "successful", by=team)
    today = clock.today()
    bob.process.opens_on, bob.process.closes_on = today - timedelta(days=9), today
    bob.process.save()
    answer = publish(client, bob.process)
    assert answer.status_code == 409 and b"Results can be published from the day after" in answer.content
    with pytest.raises(IllegalMove, match="Applications are taken until"):
        handling.publish(bob.process, by=team)
    assert told(cast.bob) == []
    bob.process.closes_on = today - timedelta(days=1)
    bob.process.save()
    assert handling.publish(bob.process, by=team) == 1


def test_publishing_waits_for_every_outcome_and_says_how_many_lack_one(
    client: Client, cast: Cast, team: User, bob: PromotionApplication
) -> None:
    candidate(bob.process, cast.alice.person)
    decided(bob, "successful", by=team)
    page = client.get(f"/people/promotion/promotion-processes/{bob.process_id}/publish/")
    assert page.status_code == 409 and b"1 application without an outcome yet." in page.content
    with pytest.raises(IllegalMove, match="1 application"):
        handling.publish(bob.process, by=team)
    assert told(cast.bob) == []


def test_publishing_twice_tells_once(client: Client, cast: Cast, team: User, bob: PromotionApplication) -> None:
    decided(bob, "successful", by=team)
    assert publish(client, bob.process).status_code == 302
    again = publish(client, bob.process)
    assert again.status_code == 409 and b"Results were published" in again.content
    assert OutcomeLetter.objects.unscoped().count() == 1


@pytest.mark.parametrize("count", [3, 30])
def test_publishing_asks_the_same_of_the_database_however_many_candidates(
    team: User, django_assert_max_num_queries: Any, count: int
) -> None:
    running = process()
    for place, each in enumerate(candidates(running, count)):
        Person.objects.unscoped().filter(pk=each.candidate_id).update(account=user(f"x{place}"))
    applications = PromotionApplication.objects.unscoped().filter(process=running)
    applications.update(status="successful", decided_on=clock.today())
    with django_assert_max_num_queries(20):
        assert handling.publish(running, by=team) == count
    assert Alert.objects.unscoped().count() == OutcomeLetter.objects.unscoped().count() == count


def test_no_verb_undoes_what_was_told(team: User, bob: PromotionApplication) -> None:
    handling.publish(decided(bob, "successful", by=team).process, by=team)
    told = stored(bob)
    for verb, words in (("take_back", {"reason": "A slip"}), ("withdraw_untold", {"on": clock.today()})):
        with pytest.raises(IllegalMove, match="Results are published"):
            getattr(told, verb)(by=team, **words)
    with pytest.raises(IllegalMove, match="Results are published"):
        handling.move_untold(told, "reject", by=team, on=clock.today())


def test_no_stage_is_added_once_a_result_stands(client: Client, team: User, bob: PromotionApplication) -> None:
    result(bob, "Sift", score=80, by=team)
    page = f"/people/promotion/promotion-processes/{bob.process_id}/"
    assert client.post(f"{page}add-stage/", {"name": "Interview"}).status_code == 403
    assert b"Add a stage" not in client.get(page).content and PromotionStage.objects.unscoped().count() == 2


def test_what_was_told_is_not_set_up_anew(client: Client, team: User, bob: PromotionApplication) -> None:
    stage = PromotionStage.objects.unscoped().get(name="Sift")
    addresses = [f"promotion-stages/{stage.pk}/change/", f"promotion-stages/{stage.pk}/add-board/"]
    addresses.append(f"promotion-processes/{bob.process_id}/add-stage/")
    decided(bob, "successful", by=team)
    assert [client.get(f"/people/promotion/{each}").status_code for each in addresses] == [200] * 3
    handling.publish(bob.process, by=team)
    assert [client.get(f"/people/promotion/{each}").status_code for each in addresses] == [403] * 3


def test_a_publishing_page_that_shows_other_numbers_publishes_nothing(
    client: Client, team: User, bob: PromotionApplication
) -> None:
    decided(bob, "unsuccessful", by=team)
    assert publish(client, bob.process, seen="another").status_code == 409
    assert stored(bob).process.published_at is None


def test_whoever_applied_does_not_publish(cast: Cast, team: User, bob: PromotionApplication) -> None:
    decided(bob, "successful", by=team)
    with pytest.raises(PermissionDenied):
        handling.publish(bob.process, by=cast.bob)


def test_outcomes_are_recorded_in_bulk_as_the_results_suggest(
    client: Client, cast: Cast, team: User, bob: PromotionApplication
) -> None:
    alice = candidate(bob.process, cast.alice.person)
    result(bob, "Sift", score=80, by=team)
    result(bob, "Board", by=team)
    result(alice, "Sift", score=55, by=team)
    PromotionStage.objects.unscoped().filter(name="Sift").update(pass_mark=60)  # so it was no pass after all
    address = f"/people/promotion/promotion-processes/{bob.process_id}/outcomes/"
    page = client.get(address)
    stood = page.context["stood"]
    suggested = {each.application.pk: each.suggested for each in page.context["candidates"]}
    assert suggested == {bob.pk: "successful", alice.pk: "unsuccessful"}
    day = {"on_day": "1", "on_month": "4", "on_year": "2022"}
    answer = client.post(address, {"stood": stood, **{f"to-{key}": to for key, to in suggested.items()}, **day})
    assert answer.status_code == 302 and stored(bob).status == "successful" and stored(alice).status == "unsuccessful"
    second = client.post(address, {"stood": stood, **{f"to-{key}": to for key, to in suggested.items()}, **day})
    assert second.status_code == 409


def test_an_outcome_is_not_recorded_over_another(cast: Cast, team: User, bob: PromotionApplication) -> None:
    stored(bob).shortlist(by=team)
    with pytest.raises(StaleMove):
        decide(bob.process, {bob.pk: "successful"}, {bob.pk: "applied"}, by=team, on=clock.today())
    with pytest.raises(IllegalMove):
        decide(bob.process, {bob.pk: "withdrawn"}, {bob.pk: "shortlisted"}, by=team, on=clock.today())


def test_a_slip_is_taken_back_until_it_is_told(client: Client, team: User, bob: PromotionApplication) -> None:
    mine = decided(bob, "unsuccessful", by=team)
    handling.take_back(mine, by=team, reason="Wrong row")
    assert (stored(bob).status, stored(bob).decided_on) == ("assessed", None)
    handling.publish(decided(bob, "successful", by=team).process, by=team)
    with pytest.raises(IllegalMove):
        handling.take_back(stored(bob), by=team, reason="Wrong row")


def test_a_candidate_withdraws_until_results_are_told_and_learns_nothing_by_it(
    cast: Cast, team: User, bob: PromotionApplication
) -> None:
    decided(bob, "unsuccessful", by=team)
    handling.withdraw(OwnApplication.objects.visible_to(cast.bob).get(), by=cast.bob)
    assert stored(bob).status == "withdrawn"
    with pytest.raises(PermissionDenied):
        handling.withdraw(stored(bob), by=team)


def test_feedback_is_not_written_over_somebody_else_s(team: User, bob: PromotionApplication) -> None:
    feedback.write(bob, by=team, strengths="Good", development="", read="")
    with pytest.raises(StaleMove):
        feedback.write(bob, by=user("colleague", Role.PROMOTION_TEAM), strengths="Bad", development="", read="")


# --- appeals ---


@pytest.fixture
def refused(cast: Cast, team: User, bob: PromotionApplication) -> PromotionApplication:
    """Bob's, unsuccessful and told so."""
    handling.publish(decided(bob, "unsuccessful", by=team).process, by=team)
    return stored(bob)


def test_an_appeal_is_upheld_by_somebody_else_with_a_letter_and_a_place(
    cast: Cast, team: User, refused: PromotionApplication
) -> None:
    handling.appeal(refused, by=cast.bob, reason="The sift was added up wrongly")
    assert Alert.objects.visible_to(team).get().path.endswith(f"/{refused.pk}/")
    with pytest.raises(IllegalMove, match="somebody else"):
        handling.uphold_appeal(refused, by=team, on=clock.today(), reason="It was")
    colleague = user("colleague", Role.PROMOTION_TEAM)
    handling.uphold_appeal(refused, by=colleague, on=clock.today(), reason="It was")
    assert (stored(refused).status, stored(refused).upheld_on) == ("successful", clock.today())
    assert OutcomeLetter.objects.visible_to(cast.bob).count() == 2 and PoolPlace.objects.visible_to(cast.bob).exists()


def test_a_dismissed_appeal_has_a_letter_and_no_place(cast: Cast, team: User, refused: PromotionApplication) -> None:
    handling.appeal(refused, by=cast.bob, reason="Unfair")
    handling.dismiss_appeal(refused, by=user("colleague", Role.PROMOTION_TEAM), reason="It was not")
    assert "dismissed" in OutcomeLetter.objects.visible_to(cast.bob).latest("pk").text
    assert not PoolPlace.objects.unscoped().exists()


def test_appeals_come_in_time_once_and_from_the_candidate(
    cast: Cast, team: User, refused: PromotionApplication
) -> None:
    with pytest.raises(PermissionDenied):
        handling.appeal(refused, by=cast.alice, reason="For a friend")
    late = clock.now() + timedelta(days=29)
    with clock.at(late), pytest.raises(IllegalMove, match="last day to appeal"):
        handling.appeal(refused, by=cast.bob, reason="Late")
    handling.appeal(stored(refused), by=cast.bob, reason="In time")
    with pytest.raises(StaleMove):
        handling.appeal(refused_as_read_before(refused), by=cast.bob, reason="Twice")


def refused_as_read_before(application: PromotionApplication) -> PromotionApplication:
    """A second tab."""
    old = stored(application)
    old.status = "unsuccessful"
    return old


def test_the_team_records_an_appeal_after_the_last_day_and_never_before_publication(
    cast: Cast, team: User, bob: PromotionApplication
) -> None:
    mine, colleague = decided(bob, "unsuccessful", by=team), user("colleague", Role.PROMOTION_TEAM)
    with pytest.raises(IllegalMove, match="not published"):
        handling.record_appeal(mine, by=team, reason="By letter")
    handling.publish(mine.process, by=team)
    with clock.at(clock.now() + timedelta(days=60)):
        handling.record_appeal(stored(bob), by=team, reason="They were in hospital")
    assert Alert.objects.visible_to(colleague).filter(subject__startswith="Appeal").count() == 1


def test_nobody_appeals_before_results_are_told(cast: Cast, team: User, bob: PromotionApplication) -> None:
    with pytest.raises(IllegalMove, match="not published"):
        handling.appeal(decided(bob, "unsuccessful", by=team), by=cast.bob, reason="A hunch")


# --- the pool ---


@pytest.fixture
def place(cast: Cast, team: User, bob: PromotionApplication) -> PoolPlace:
    handling.publish(decided(bob, "successful", by=team).process, by=team)
    return PoolPlace.objects.unscoped().select_related("application__candidate").get()


def test_a_promotion_ends_a_place_once(client: Client, team: User, place: PoolPlace) -> None:
    address = f"/people/promotion/promotion-pool/{place.pk}/promoted/"
    today = clock.today()
    day = {"on_day": str(today.day), "on_month": str(today.month), "on_year": str(today.year)}
    assert client.post(address, day).status_code == 302
    assert client.post(address, day).status_code == 409
    with pytest.raises(StaleMove):
        pool.left(place, by=team, on=today)
    place.refresh_from_db()
    assert place.ended_because == "promoted"


def test_nobody_ends_their_own_place(cast: Cast, place: PoolPlace) -> None:
    with pytest.raises(PermissionDenied):
        pool.promoted(place, by=cast.bob, on=clock.today())


def test_a_place_is_told_of_once_and_runs_out(cast: Cast, team: User, place: PoolPlace) -> None:
    with clock.at(clock.now() + (place.until - timedelta(days=60) - clock.today())):
        assert (pool.expire(), pool.expire()) == (0, 0)
    assert Alert.objects.visible_to(team).filter(subject__contains="pool").count() == 1
    with clock.at(clock.now() + (place.until - clock.today())):
        assert pool.expire() == 0
    with clock.at(clock.now() + (place.until + timedelta(days=1) - clock.today())):
        assert (pool.expire(), pool.expire()) == (1, 0)


def test_a_figure_s_records_are_no_way_to_one_s_own_result(cast: Cast, team: User, bob: PromotionApplication) -> None:
    """Whoever handles applications reads the figure, and the records behind a cell start from what they may see."""
    decided(bob, "successful", by=team)
    cast.bob.groups.set(team.groups.all())
    mine = User.objects.get(pk=cast.bob.pk)
    assert APPLICATIONS.open_to(mine) and not APPLICATIONS.visible_to(mine).filter(status="successful").exists()
