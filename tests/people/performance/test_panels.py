"""Panels as records: set up by the lead, who seats members; and where members find them."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.test import Client
from django.urls import reverse

from people.performance.panels import ModerationPanel, PanelMember
from people.performance.seat_history import seat_events
from people.performance.seating import seat, unseat
from tests.base import Cast, person
from tests.people.performance.moderated import LEAD, panel_of, response, some
from tests.people.performance.rated import open_year
from tests.together import Meanwhile
from welfare.passports.recipients import RECIPIENTS
from wmp.lib.alerts import Alert
from wmp.lib.workflow import IllegalMove

pytestmark = pytest.mark.django_db


@pytest.fixture
def lead(cast: Cast, client: Client) -> Client:
    client.force_login(cast.of(LEAD))
    return client


def sitting(panel: ModerationPanel) -> dict[str, bool]:
    return dict(PanelMember._base_manager.filter(panel=panel).values_list("user__username", "chairs"))


def test_the_lead_adds_a_panel_and_seats_members_by_number(lead: Client, cast: Cast) -> None:
    given = {"year": open_year().pk, "name": "Panel A", "departments": [response().pk]}
    day = {"held_on_day": "5", "held_on_month": "4", "held_on_year": "2022"}
    assert lead.post(reverse("people:moderation-panels-new"), given | day).status_code == 302
    panel = ModerationPanel._base_manager.get()
    address = reverse("people:moderation-panels-add-member", args=[panel.pk])
    assert lead.post(address, {"who": "C1", "chairs": "on"}).status_code == 302
    assert lead.post(address, {"who": "B1"}).status_code == 302
    assert "Nobody with an account" in lead.post(address, {"who": "Z9"}).content.decode()
    assert sitting(panel) == {"charlie": True, "bob": False}
    assert Alert.objects.visible_to(cast.charlie).filter(subject__contains="moderation panel").exists()


def test_a_member_becomes_the_chair_or_is_taken_off(lead: Client, cast: Cast) -> None:
    panel = panel_of(cast, open_year(), cast.charlie, cast.bob)
    address = reverse("people:moderation-panels-members", args=[panel.pk])
    lead.post(address, {"chair": cast.bob.pk})
    assert sitting(panel) == {"charlie": False, "bob": True}
    lead.post(address, {"remove": cast.charlie.pk})
    assert sitting(panel) == {"bob": True}
    assert lead.post(address, {"remove": "x"}).status_code == 404


def test_who_was_added_made_chair_and_removed_stands_in_what_happened(lead: Client, cast: Cast) -> None:
    panel = panel_of(cast, open_year(), cast.charlie, cast.bob)
    seat(panel, cast.bob, by=cast.of(LEAD), chairs=True)
    lead.post(reverse("people:moderation-panels-members", args=[panel.pk]), {"remove": cast.charlie.pk})
    said = [event.title for event in seat_events(panel)]
    assert said[0] == "charlie removed" and said[-2:] == ["bob added", "charlie added as chair"]
    assert set(said[1:-2]) == {"bob made chair", "charlie not the chair any more"}
    page = lead.get(reverse("people:moderation-panels-detail", args=[panel.pk])).content.decode()
    assert "charlie removed" in page and "bob made chair" in page


def test_a_closed_panel_is_not_changed_and_reopens_for_a_reason(lead: Client, cast: Cast) -> None:
    panel = panel_of(cast, open_year())
    panel.close(by=cast.of(LEAD))
    for act in (seat, unseat):
        with pytest.raises(IllegalMove):
            act(panel, cast.bob, by=cast.of(LEAD))
    address = reverse("people:moderation-panels-reopen", args=[panel.pk])
    assert lead.post(address, {"seen": "closed"}).status_code == 200
    assert lead.post(address, {"seen": "closed", "reason": "Two came late"}).status_code == 302


@pytest.mark.django_db(transaction=True)
def test_whoever_seats_beside_closing_waits_and_is_refused(cast: Cast) -> None:
    panel = panel_of(cast, open_year())
    with transaction.atomic():
        ModerationPanel._base_manager.get(pk=panel.pk).close(by=cast.of(LEAD))
        meanwhile = Meanwhile(lambda: seat(panel, cast.bob, by=cast.of(LEAD)))
    assert isinstance(meanwhile.said, IllegalMove)
    assert sitting(panel) == {"charlie": True}


def test_the_lead_finds_themself_as_well(cast: Cast, client: Client) -> None:
    """By a number and by a name, and not for a share of a passport: that is shared with somebody else."""
    person("L1", "Lee Lead", cast.of(LEAD))
    client.force_login(cast.of(LEAD))
    for words in ("L1", "Lead"):
        found: Any = client.get(reverse("people:moderation-pick-members"), {"q": words}).json()
        assert [each["text"] for each in found] == ["Lee Lead"]
    panel = panel_of(cast, open_year())
    client.post(reverse("people:moderation-panels-add-member", args=[panel.pk]), {"who": "L1"})
    assert cast.of(LEAD).username in sitting(panel)
    with pytest.raises(ValidationError):
        RECIPIENTS.chosen(cast.of(LEAD), "L1")


def test_only_the_lead_seats(cast: Cast) -> None:
    with pytest.raises(IllegalMove):
        seat(panel_of(cast, open_year()), cast.bob, by=cast.charlie)


def test_members_find_their_panels_on_the_home_page(cast: Cast, client: Client) -> None:
    year = open_year()
    panel = panel_of(cast, year)
    some(year, cast.alice, [(3, 4), (3, 3)])
    client.force_login(cast.charlie)
    home = client.get(reverse("home")).content.decode()
    assert "Moderate ratings, Panel A, 2021/22: 2 ratings to decide about" in home
    assert reverse("people:my-panels") in home
    assert "2 ratings to decide about" in client.get(reverse("people:my-panels")).content.decode()
    panel.close(by=cast.of(LEAD))
    assert "to decide about" not in client.get(reverse("home")).content.decode()
    client.force_login(cast.bob)
    assert "You sit on no panel" in client.get(reverse("people:my-panels")).content.decode()
    assert reverse("people:my-panels") not in client.get(reverse("home")).content.decode()


def test_looking_for_a_member_asks_for_words_and_nothing_else(lead: Client) -> None:
    assert lead.get(reverse("people:moderation-pick-members"), {"q": "Charlie", "role": "any"}).status_code == 400


def test_a_choice_of_a_member_is_signed(lead: Client, cast: Cast) -> None:
    found: Any = lead.get(reverse("people:moderation-pick-members"), {"q": "Charlie"}).json()
    assert [each["text"] for each in found] == ["Charlie Cook, Response"]
    panel = panel_of(cast, open_year(), cast.bob)
    address = reverse("people:moderation-panels-add-member", args=[panel.pk])
    assert lead.post(address, {"who": found[0]["value"]}).status_code == 302
    assert "charlie" in sitting(panel)
