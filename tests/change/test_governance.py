"""Bodies, decisions and actions; and an action on the home page of who is to do it."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from change.models import Action, Decision, GovernanceBody, Programme, Project
from tests.base import Cast, Role
from tests.change.test_a_project_in_delivery import on
from wmp.lib import clock

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager(cast: Cast, client: Client) -> Client:
    """The change manager, signed in."""
    client.force_login(cast.of(Role.CHANGE_MANAGER))
    return client


@pytest.fixture
def body(manager: Client) -> GovernanceBody:
    return GovernanceBody.objects.create(name="Organisational Change Board")


def action(body: GovernanceBody, owner: Any, **fields: Any) -> Action:
    made: Action = Action.objects.create(
        body=body, what="Ask the supplier", owner=owner, **{"due": date(2022, 4, 1), **fields}
    )
    return made


def test_a_decision_is_recorded_and_an_action_set_below_it(manager: Client, body: GovernanceBody, cast: Cast) -> None:
    page = f"/change/portfolio/governance-bodies/{body.pk}/"
    sent = {"what": "Go on with phase 3", "why": "Phase 2 paid", **on("taken_on", date(2022, 3, 1))}
    assert manager.post(f"{page}decisions/new/", sent)["Location"] == f"{page}decisions/"
    decision: Any = Decision.objects.unscoped().get()
    set_page = f"/change/portfolio/decisions/{decision.pk}/actions/"
    due = {"decision": decision.pk, "what": "Write the case", "owner": "bob", **on("due", date(2022, 5, 1))}
    assert manager.post(f"{set_page}new/", due)["Location"] == set_page
    made = Action.objects.unscoped().get()
    assert (made.body, made.decision, made.owner) == (body, decision, cast.bob)
    assert b"Write the case" in manager.get(f"{page}actions/").content


def test_an_action_of_another_bodys_decision_is_refused(manager: Client, body: GovernanceBody) -> None:
    other = GovernanceBody.objects.create(name="Design Authority")
    decision = Decision.objects.create(body=other, what="Wait", taken_on=date(2022, 3, 1))
    sent = {"body": body.pk, "decision": decision.pk, "what": "Wait", "owner": "bob", **on("due", date(2022, 5, 1))}
    assert b"The decision is not of that body." in manager.post("/change/portfolio/actions/new/", sent).content


def test_a_decision_names_a_project_of_its_programme(manager: Client, body: GovernanceBody) -> None:
    project = Project.objects.create(name="Connect", limb="improve")
    programme = Programme.objects.create(name="Estates")
    sent = {"what": "Go on", "project": project.pk, "programme": programme.pk, **on("taken_on", date(2022, 3, 1))}
    response = manager.post(f"/change/portfolio/governance-bodies/{body.pk}/decisions/new/", sent)
    assert b"does not belong to that programme" in response.content


def test_whoever_is_to_do_it_finds_it_at_home_and_finishes_it(
    manager: Client, body: GovernanceBody, cast: Cast, client: Client
) -> None:
    made = action(body, cast.bob)
    client.force_login(cast.bob)
    page = f"/change/portfolio/actions/{made.pk}/"
    assert page in client.get("/").content.decode()
    assert b"Record as done" in client.get(page).content
    done = {"seen": "open", **on("on", clock.today())}
    assert client.post(f"{page}finish/", done).status_code == 302
    assert client.post(f"{page}finish/", done).status_code == 409
    assert page not in client.get("/").content.decode()


def test_whoever_is_to_do_it_cannot_drop_or_change_it(
    manager: Client, body: GovernanceBody, cast: Cast, client: Client
) -> None:
    made = action(body, cast.bob)
    client.force_login(cast.bob)
    for step in ("drop", "reopen", "change"):
        assert client.get(f"/change/portfolio/actions/{made.pk}/{step}/").status_code == 403
    client.force_login(cast.charlie)
    assert client.get(f"/change/portfolio/actions/{made.pk}/").status_code == 404
    assert client.post(f"/change/portfolio/actions/{made.pk}/finish/").status_code == 404


def test_overdue_actions_are_one_line_of_the_change_manager(manager: Client, body: GovernanceBody, cast: Cast) -> None:
    action(body, cast.bob, due=clock.today() - timedelta(days=1))
    action(body, cast.charlie, due=clock.today())
    home = manager.get("/").content.decode()
    assert "Follow up 1 overdue action" in home
    listed = manager.get("/change/portfolio/actions/?standing=overdue").content.decode()
    assert "1 action" in listed and "bob" in listed and "charlie" not in listed


def test_accounts_are_found_by_change_managers_alone(manager: Client, cast: Cast, client: Client) -> None:
    assert b"charlie" in manager.get("/change/pick-accounts/?q=charl").content
    assert manager.get("/change/pick-accounts/?q=c").json() == []
    client.force_login(cast.bob)
    assert client.get("/change/pick-accounts/?q=charl").status_code == 403
