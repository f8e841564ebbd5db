"""A lead gives several cases to an officer at once; the officer is told once, and what cannot be given says why."""

import re
from collections.abc import Sequence
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from people.models import User
from people.roles import Role
from tests.base import Cast, person, probation, user
from tests.welfare.made import case_of, on, stored
from welfare.cases.entries import Entry
from welfare.cases.models import WelfareCase
from wmp.lib.alerts import Alert

pytestmark = pytest.mark.django_db

PAGE = "welfare:cases-bulk-assign"


@pytest.fixture
def three(cast: Cast) -> list[WelfareCase]:
    """Three cases that nobody has, Bob's among them."""
    others = [person("R1", "Ada Abbott"), person("R2", "Ben Bell")]
    for who in others:
        probation(who)
    with on():
        return [case_of(who) for who in (cast.bob.person, *others)]


def rows(client: Client, cases: Sequence[WelfareCase]) -> list[str]:
    """What the page that asks knows of each case."""
    page = client.get(reverse(PAGE), {"chosen": [case.pk for case in cases]}).content.decode()
    return re.findall(r'name="row" value="([^"]+)"', page)


def assign(client: Client, cases: Sequence[WelfareCase], to: User, **also: Any) -> str:
    answer = client.post(
        reverse(PAGE), {"row": rows(client, cases), "to": to.pk, "note": "Please", **also}, follow=True
    )
    return answer.content.decode()


def handed_over(to: User) -> list[Alert]:
    return list(Alert.objects.visible_to(to).filter(subject__contains="now yours"))


def test_the_officer_gets_the_cases_with_the_note_and_one_alert(
    cast: Cast, three: list[WelfareCase], client: Client
) -> None:
    ruth = cast.of(Role.WELFARE_OFFICER)
    client.force_login(cast.of(Role.WELFARE_LEAD))
    assign(client, three, ruth)
    assert {stored(case).owner_id for case in three} == {ruth.pk}
    notes = Entry.objects.unscoped().filter(kind="handover").values_list("text", flat=True)
    assert list(notes) == ["To welfare-officer\nPlease"] * 3
    (told,) = handed_over(ruth)
    assert told.subject == "3 cases: now yours" and told.path == reverse("welfare:my-work")
    assert told.text == f"Handed over to you: {', '.join(case.reference for case in three)}."


def test_of_one_case_the_alert_leads_to_it(cast: Cast, three: list[WelfareCase], client: Client) -> None:
    ruth = cast.of(Role.WELFARE_OFFICER)
    client.force_login(cast.of(Role.WELFARE_LEAD))
    assign(client, three[:1], ruth)
    (told,) = handed_over(ruth)
    assert told.subject == f"{three[0].reference}: now yours"
    assert told.path == reverse("welfare:cases-detail", args=[three[0].pk])


def test_rows_that_cannot_be_given_say_why_and_the_others_are(
    cast: Cast, three: list[WelfareCase], client: Client
) -> None:
    ruth = cast.of(Role.WELFARE_OFFICER)
    client.force_login(cast.of(Role.WELFARE_LEAD))
    three[0].close(by=None, outcome="no contact made", themes=[])
    assign(client, three[1:2], ruth)
    page = assign(client, three, ruth)
    assert f"{three[0]} is closed. Reopen it first." in page
    assert f"{three[1]} is welfare-officer&#x27;s already." in page
    assert stored(three[2]).owner_id == ruth.pk
    assert len(handed_over(ruth)) == 2


def test_nobody_is_given_their_own_case(cast: Cast, three: list[WelfareCase], client: Client) -> None:
    cast.bob.groups.set(cast.of(Role.WELFARE_OFFICER).groups.all())
    client.force_login(cast.of(Role.WELFARE_LEAD))
    assert "Nobody looks after their own case." in assign(client, three[:1], cast.bob)
    assert stored(three[0]).owner_id is None and not handed_over(cast.bob)


def test_a_case_taken_meanwhile_is_left_alone(cast: Cast, three: list[WelfareCase], client: Client) -> None:
    ruth, dawn = cast.of(Role.WELFARE_OFFICER), user("dawn", Role.WELFARE_OFFICER)
    client.force_login(cast.of(Role.WELFARE_LEAD))
    shown = rows(client, three[:1])
    browser = Client()
    browser.force_login(dawn)
    browser.post(reverse("welfare:cases-take", args=[three[0].pk]))
    assign(client, three[:1], ruth, row=shown)
    assert stored(three[0]).owner_id == dawn.pk


def test_only_the_team_can_be_chosen(cast: Cast, three: list[WelfareCase], client: Client) -> None:
    client.force_login(cast.of(Role.WELFARE_LEAD))
    assert "Select officer from the list" in assign(client, three, cast.charlie)
    assert {stored(case).owner_id for case in three} == {None}


@pytest.mark.parametrize("role", [Role.WELFARE_OFFICER, Role.AUDITOR, Role.PEOPLE_DATA])
def test_it_is_the_lead_s(role: Role, cast: Cast, three: list[WelfareCase], client: Client) -> None:
    client.force_login(cast.of(role))
    assert client.get(reverse(PAGE), {"chosen": [three[0].pk]}).status_code == 403
    assert client.post(reverse(PAGE), {"row": [f"{three[0].pk}-x"]}).status_code == 403
