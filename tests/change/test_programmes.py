"""A programme closes after its projects, and no project begins in one that is closed."""

import pytest
from django.test import Client

from change.models import Benefit, Programme, Project
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
def programme(manager: Client) -> Programme:
    return Programme.objects.create(name="Estates", purpose="Fewer buildings")


def test_while_a_project_is_open_it_says_so_and_stays_live(manager: Client, programme: Programme) -> None:
    Project.objects.create(name="Heritage", limb="connect", programme=programme)
    page = f"/change/portfolio/programmes/{programme.pk}/"
    assert "1 project, 1 open" in manager.get(page).content.decode()
    response = manager.post(f"{page}close/", {"seen": "live", **on("on", clock.today())})
    assert response.status_code == 409 and b"one of them is still open" in response.content
    programme.refresh_from_db()
    assert (programme.status, programme.closed_on) == ("live", None)


def test_it_closes_and_reopens_with_a_reason(manager: Client, programme: Programme) -> None:
    page = f"/change/portfolio/programmes/{programme.pk}/"
    closing = {"seen": "live", **on("on", clock.today())}
    assert manager.post(f"{page}close/", closing).status_code == 302
    assert manager.post(f"{page}close/", closing).status_code == 409
    assert b"Enter reason" in manager.post(f"{page}reopen/", {"seen": "closed"}).content
    assert manager.post(f"{page}reopen/", {"seen": "closed", "reason": "Phase 2"}).status_code == 302
    assert b"Phase 2" in manager.get(page).content


def test_no_project_begins_in_a_closed_programme(manager: Client, programme: Programme, cast: Cast) -> None:
    programme.close(by=cast.of(Role.CHANGE_MANAGER), on=clock.today())
    sent = {"name": "Heritage", "programme": programme.pk, "limb": "connect"}
    response = manager.post("/change/portfolio/projects/new/", sent)
    assert b"Select programme from the list" in response.content and not Project.objects.unscoped().exists()


def test_a_project_is_added_from_the_page_of_its_programme(manager: Client, programme: Programme, cast: Cast) -> None:
    page, sent = f"/change/portfolio/programmes/{programme.pk}/", {"name": "Heritage", "limb": "connect"}
    assert f"{page}projects/new/" in manager.get(page).content.decode()
    assert manager.post(f"{page}projects/new/", sent)["Location"] == f"{page}projects/"
    made = Project.objects.unscoped().get()
    assert made.programme == programme and b"Heritage" in manager.get(f"{page}projects/").content
    assert b"already has a project of that name" in manager.post(f"{page}projects/new/", sent).content
    made.report_status("closed", by=cast.of(Role.CHANGE_MANAGER), reason="A file")
    programme.close(by=cast.of(Role.CHANGE_MANAGER), on=clock.today())
    refused = manager.post(f"{page}projects/new/", {**sent, "name": "Museum"})
    assert refused.status_code == 409 and b"is closed, so no project begins in it" in refused.content


def test_the_history_names_people_and_not_accounts(manager: Client, cast: Cast) -> None:
    alice = cast.alice
    alice.first_name, alice.last_name = "Alice", "Archer"
    alice.save()
    made = Project.objects.create(name="Heritage", limb="connect")
    for who in (alice, cast.bob, None):
        made.manager = who
        made.save()
    page = manager.get(f"/change/portfolio/projects/{made.pk}/").content.decode()
    assert "Project manager: nobody → Alice Archer" in page
    assert f"Project manager: {cast.bob.get_full_name() or cast.bob.username} → nobody" in page


def test_a_project_has_a_manager_who_is_found_by_user_name(manager: Client, cast: Cast) -> None:
    sent = {"name": "Heritage", "limb": "connect", "manager": "alice"}
    assert b"Choose somebody" in manager.post("/change/portfolio/projects/new/", {**sent, "manager": "nobody"}).content
    manager.post("/change/portfolio/projects/new/", sent)
    made = Project.objects.unscoped().get()
    assert made.manager == cast.alice and made.closed_on is None


def test_an_owner_opens_the_programme_of_several_projects_once_and_that_of_a_benefit_as_a_whole(
    programme: Programme, cast: Cast, client: Client
) -> None:
    owner = cast.of(Role.BENEFIT_OWNER)
    for name in ("Heritage", "Hubs"):
        project = Project.objects.create(name=name, limb="connect", programme=programme)
        Benefit.objects.create(number=name, project=project, description="Keys", kind="non-financial", owner=owner)
    whole, other = Programme.objects.create(name="Our Data"), Programme.objects.create(name="New Ways")
    Benefit.objects.create(number="B-3", programme=whole, description="Pace", kind="non-financial", bau_owner=owner)
    client.force_login(owner)
    pages = [client.get(f"/change/portfolio/programmes/{each.pk}/").status_code for each in (programme, whole, other)]
    assert pages == [200, 200, 404]
    assert [each.name for each in Programme.objects.visible_to(owner)] == ["Estates", "Our Data"]
