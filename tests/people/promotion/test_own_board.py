"""When a candidate comes before a board: told once it is set and where it changes, and nothing of others."""

from datetime import date, time, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from people.models import BoardCandidate, PromotionApplication, PromotionBoard, User
from people.promotion import boarding
from tests.base import Cast, Role, opened_with
from tests.people.promotion.made import board, candidate, process, result
from wmp.lib import clock
from wmp.lib.alerts import Alert

pytestmark = pytest.mark.django_db


@pytest.fixture
def team(cast: Cast) -> User:
    return cast.of(Role.PROMOTION_TEAM)


@pytest.fixture
def sitting(cast: Cast, team: User) -> PromotionBoard:
    """A board of Charlie's without a day, to which Bob and Alice can come."""
    running = process()
    for who in (cast.bob, cast.alice):
        result(candidate(running, who.person), "Sift", by=team)
    return board(running, cast.charlie)


def application(who: User) -> PromotionApplication:
    return PromotionApplication.objects.unscoped().get(candidate__account=who)


def come(sitting: PromotionBoard, *who: User, by: User) -> None:
    boarding.assign(sitting, [application(each).pk for each in who], [time(9), time(9, 45)][: len(who)], by=by)


def told(who: User) -> list[str]:
    return [each.text.split(".")[0] for each in Alert.objects.visible_to(who).order_by("pk")]


def set_day(client: Client, team: User, sitting: PromotionBoard, day: date) -> Any:
    client.force_login(team)
    address = reverse("people:promotion-boards-change", args=[sitting.pk])
    boxes = {"held_on_day": day.day, "held_on_month": day.month, "held_on_year": day.year}
    mark = opened_with(client.get(address).content.decode())
    return client.post(address, {"name": sitting.name, "opened_with": mark, **boxes})


def page(client: Client, who: User) -> str:
    client.force_login(who)
    return client.get(reverse("people:my-application", args=[application(who).pk])).content.decode()


def test_a_candidate_reads_the_day_and_time_of_their_own_board_alone(
    client: Client, cast: Cast, team: User, sitting: PromotionBoard
) -> None:
    come(sitting, cast.bob, cast.alice, by=team)
    assert "You are heard" not in page(client, cast.bob) and told(cast.bob) == []
    day = clock.today() + timedelta(days=20)
    assert set_day(client, team, sitting, day).status_code == 302
    text = page(client, cast.bob)
    assert f"Board: {day:%-d %B %Y} at 09:00" in text and "09:45" not in text and "Alice" not in text
    assert "Panel 1" not in text and "charlie" not in text
    client.force_login(cast.bob)
    assert f"Next: Board: {day:%-d %B %Y} at 09:00" in client.get(reverse("people:my-promotion")).content.decode()
    assert [each.application for each in BoardCandidate.objects.visible_to(cast.bob)] == [application(cast.bob)]


def test_they_are_alerted_once_when_it_is_set_and_when_it_changes(
    client: Client, cast: Cast, team: User, sitting: PromotionBoard
) -> None:
    day = clock.today() + timedelta(days=20)
    come(sitting, cast.bob, by=team)
    set_day(client, team, sitting, day)
    set_day(client, team, sitting, day)
    assert told(cast.bob) == ["The day or time of your board is set"]
    set_day(client, team, sitting, day + timedelta(days=1))
    assert told(cast.bob)[1:] == ["The day or time of your board has changed"]
    come(sitting, cast.alice, by=team)
    assert told(cast.alice) == ["The day or time of your board is set"]
    boarding.take_off(sitting, BoardCandidate.objects.unscoped().values_list("pk", flat=True), by=team)
    assert told(cast.alice)[1:] == ["The day or time of your board does not stand any more"]
    assert "You are heard" not in page(client, cast.alice)


def test_whoever_withdrew_hears_nothing_more(client: Client, cast: Cast, team: User, sitting: PromotionBoard) -> None:
    come(sitting, cast.bob, by=team)
    application(cast.bob).withdraw(by=team)
    set_day(client, team, sitting, clock.today() + timedelta(days=20))
    assert told(cast.bob) == [] and "You are heard" not in page(client, cast.bob)


def test_a_rival_reads_nothing_of_it(client: Client, cast: Cast, team: User, sitting: PromotionBoard) -> None:
    come(sitting, cast.bob, by=team)
    set_day(client, team, sitting, clock.today() + timedelta(days=20))
    assert "You are heard" not in page(client, cast.alice) and told(cast.alice) == []
    assert not BoardCandidate.objects.visible_to(cast.alice).exists()
