"""What waits for the promotion team on their home page."""

from datetime import timedelta

import pytest

from people.models import PromotionStage
from people.promotion.due import team_waits
from tests.base import Cast, Role
from tests.people.promotion.made import candidate, process
from wmp.lib import clock

pytestmark = pytest.mark.django_db


def test_results_wait_once_applications_have_closed_or_a_stage_has_begun(cast: Cast) -> None:
    today, team = clock.today(), cast.of(Role.PROMOTION_TEAM)
    running = process(opens_on=today - timedelta(days=5), closes_on=today + timedelta(days=5))
    candidate(running, cast.bob.person)
    assert team_waits(team) == []
    PromotionStage.objects.unscoped().filter(process=running, number=1).update(starts_on=today)
    assert len(team_waits(team)) == 1
    PromotionStage.objects.unscoped().filter(process=running).update(starts_on=None)
    with clock.at(clock.now() + timedelta(days=6)):
        assert len(team_waits(team)) == 1
