"""The minutes of a panel: what they tell, to whom, and that their reading is noted."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from people.performance.minutes import data_of
from people.performance.ratings import Rating
from people.performance.seating import seat, unseat
from tests.base import Cast
from tests.people.performance.moderated import LEAD, as_seen, changed, confirmed, panel_of, provisional, some
from tests.people.performance.rated import on_scale, open_year, rating_of
from wmp.lib import clock
from wmp.lib.audit import ReadLog
from wmp.lib.words import long_day

pytestmark = pytest.mark.django_db


@pytest.fixture
def panel(cast: Cast) -> Any:
    """Of three ratings: changed, confirmed, and one about Bob, who sits on the panel."""
    year = open_year()
    first, second = some(year, cast.alice, [(3, 4), (5, 5)])
    own = provisional(year, cast.bob.person, cast.alice)
    panel = panel_of(cast, year, cast.charlie, cast.bob)
    changed(first, cast.charlie, panel)
    confirmed(second, cast.charlie, panel)
    changed(own, cast.charlie, panel, reason="About Bob")
    return panel


def test_they_tell_who_sat_and_each_change_with_both_values_and_its_reason(panel: Any, cast: Cast) -> None:
    data = data_of(as_seen(panel, cast.of(LEAD)), cast.of(LEAD))
    facts = dict(data["facts"])
    assert facts["Who sat"] == "charlie (chair), bob" and facts["Departments"] == "Response"
    assert ["Robin R00", "Met / Exceeded", "Partly met / Exceeded", "Less than agreed", "charlie"] in data["changes"]
    assert len(data["changes"]) == 2
    assert data["summary"] == [
        "1 rating confirmed as the rater gave it.",
        "2 ratings changed, each for the reason below.",
    ]
    before_and_after = {name: (before, after) for name, before, after in data["spreads"][0]["rows"]}
    assert before_and_after["Met"] == ("2", "0") and before_and_after["Partly met"] == ("0", "2")


def test_whoever_decided_and_was_taken_off_stays_with_what_they_were(panel: Any, cast: Cast) -> None:
    unseat(panel, cast.charlie, by=cast.of(LEAD))
    unseat(panel, cast.bob, by=cast.of(LEAD))  # decided nothing
    facts = dict(data_of(as_seen(panel, cast.of(LEAD)), cast.of(LEAD))["facts"])
    assert facts["Who sat"] == f"charlie (chair, until {long_day(clock.today())})"
    seat(panel, cast.charlie, by=cast.of(LEAD))
    facts = dict(data_of(as_seen(panel, cast.of(LEAD)), cast.of(LEAD))["facts"])
    assert facts["Who sat"] == "charlie"


def test_what_is_about_the_reader_is_left_out(panel: Any, cast: Cast) -> None:
    data = data_of(as_seen(panel, cast.bob), cast.bob)
    assert "About Bob" not in str(data) and len(data["changes"]) == 1
    before_and_after = {name: (before, after) for name, before, after in data["spreads"][0]["rows"]}
    assert before_and_after["Met"] == ("1", "0")


def test_a_decision_that_the_rater_edited_away_is_void(panel: Any, cast: Cast) -> None:
    rating = Rating._base_manager.get(appraisal__person__first_name="Robin", appraisal__person__last_name="R00")
    rating = rating_of(rating.appraisal)
    assert rating.status == "moderated"
    post_of = rating.appraisal.person
    post_of.posts.create(
        staff_type="staff", started="2020-01-01", line_manager=cast.alice.person, department=rating.appraisal.department
    )
    rating.enter("what", on_scale(rating.appraisal.year, "what", 1), by=cast.alice, seen=rating.what_id)
    data = data_of(as_seen(panel, cast.of(LEAD)), cast.of(LEAD))
    assert [row[0] for row in data["void"]] == ["Robin R00"]
    assert "Robin R00" not in [row[0] for row in data["changes"]]


def test_members_keep_them_when_the_panel_is_closed_and_each_reading_is_noted(
    panel: Any, cast: Cast, client: Client
) -> None:
    panel.close(by=cast.of(LEAD))
    for reader in (cast.charlie, cast.of(LEAD)):
        client.force_login(reader)
        response = client.get(reverse("people:moderation-minutes", args=[panel.pk]))
        assert response["Content-Type"] == "application/pdf" and response.content.startswith(b"%PDF")
        assert ReadLog.objects.unscoped().filter(reader=reader, action="downloaded", record=str(panel.pk)).exists()


def test_what_the_address_must_not_ask_is_refused(panel: Any, cast: Cast, client: Client) -> None:
    client.force_login(cast.of(LEAD))
    assert client.get(reverse("people:moderation-minutes", args=[panel.pk]), {"by": "gender"}).status_code == 400
    assert client.get(reverse("people:my-panels"), {"x": "1"}).status_code == 400
