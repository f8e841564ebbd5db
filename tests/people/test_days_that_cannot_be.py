"""Days that no target and no panel has are refused in a sentence."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from people.models import ModerationPanel, RepresentationTarget
from people.roles import Role
from tests.base import Cast
from tests.people.performance.rated import open_year

pytestmark = pytest.mark.django_db


def days(**given: date) -> dict[str, Any]:
    return {f"{name}_{part}": getattr(day, part) for name, day in given.items() for part in ("day", "month", "year")}


def test_a_target_does_not_end_before_it_begins(client: Client, cast: Cast) -> None:
    client.force_login(cast.of(Role.TALENT_LEAD))
    data = {"name": "Uplift", "aim": "female", "percent": "40"}
    data |= days(starts_on=date(2021, 4, 1), ends_on=date(2020, 1, 1))
    page = client.post("/people/recruitment/targets/new/", data).content.decode()
    assert "A target counts to the day from which it counts, or a later one." in page
    assert not RepresentationTarget.objects.unscoped().exists()


@pytest.mark.parametrize(("sits", "saved"), [(date(2099, 4, 1), 0), (date(2021, 3, 31), 0), (date(2023, 3, 31), 1)])
def test_a_panel_sits_in_its_year_or_the_one_after(client: Client, cast: Cast, sits: date, saved: int) -> None:
    client.force_login(cast.of(Role.PERFORMANCE_LEAD))
    data = {"year": open_year().pk, "name": "Panel A", "departments": [], **days(held_on=sits)}
    data["departments"] = cast.bob.person.posts.unscoped().get().department_id
    page = client.post("/people/performance/moderation-panels/new/", data).content.decode()
    assert ModerationPanel.objects.unscoped().count() == saved
    assert ("The panel sits from 1 April 2021 to 31 March 2023" in page) is not bool(saved)
