"""What belongs to a project is added from its page, changed, moved and listed."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from change.models import Dependency, Milestone, Project, Risk, StatusUpdate
from tests.base import Cast, Role
from wmp.lib import clock
from wmp.lib.workflow import StaleMove

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager(cast: Cast, client: Client) -> Client:
    """The change manager, signed in."""
    client.force_login(cast.of(Role.CHANGE_MANAGER))
    return client


@pytest.fixture
def project(manager: Client) -> Project:
    return Project.objects.create(name="Connect", limb="improve", status="in delivery")


def on(name: str, day: date) -> dict[str, Any]:
    """A date as its three boxes send it."""
    return {f"{name}_day": day.day, f"{name}_month": day.month, f"{name}_year": day.year}


def test_a_milestone_is_added_met_and_told_late(manager: Client, project: Project) -> None:
    today = clock.today()
    sent = {"name": "Go live", **on("baseline", today - timedelta(days=23))}
    response = manager.post(f"/change/portfolio/projects/{project.pk}/milestones/new/", sent)
    assert response["Location"] == f"/change/portfolio/projects/{project.pk}/milestones/"
    made = Milestone.objects.unscoped().get()
    met = manager.post(
        f"/change/portfolio/milestones/{made.pk}/meet/", {"seen": f"planned {made.baseline}", **on("on", today)}
    )
    assert met.status_code == 302
    assert b"23 days late" in manager.get(f"/change/portfolio/projects/{project.pk}/milestones/").content


def test_a_new_baseline_wants_a_reason_and_leaves_the_old_one_visible(manager: Client, project: Project) -> None:
    made = Milestone.objects.create(project=project, name="Go live", baseline="2022-04-01", forecast="2022-05-03")
    page = f"/change/portfolio/milestones/{made.pk}/"
    sent = {"seen": "planned 2022-04-01", **on("to", date(2022, 5, 3))}
    assert b"Enter reason" in manager.post(f"{page}re-baseline/", sent).content
    assert manager.post(f"{page}re-baseline/", {**sent, "reason": "The supplier is late"}).status_code == 302
    text = manager.get(page).content.decode()
    assert "Go live has a new baseline." in text and "is now planned" not in text
    assert "Re-baselined" in text and "The supplier is late" in text and "1\xa0Apr\xa02022" in text
    again = manager.post(f"{page}re-baseline/", {**sent, "reason": "Clicked twice"})
    assert again.status_code == 409


def test_a_status_update_is_dated_told_by_word_and_never_edited(manager: Client, project: Project) -> None:
    below = f"/change/portfolio/projects/{project.pk}/status-updates/"
    sent = {**on("on", clock.today()), "rag": "amber", "narrative": "Testing takes longer."}
    assert manager.post(f"{below}new/", sent)["Location"] == below
    made = StatusUpdate.objects.unscoped().get()
    assert made.by is not None and made.by.username == "change-manager"
    assert "Amber" in manager.get(below).content.decode()
    assert manager.get(f"/change/portfolio/status-updates/{made.pk}/change/").status_code == 404
    project_page = manager.get(f"/change/portfolio/projects/{project.pk}/").content.decode()
    assert "Amber on" in project_page and "Testing takes longer." in project_page


def test_a_status_update_is_not_of_a_day_to_come(manager: Client, project: Project) -> None:
    sent = {**on("on", clock.today() + timedelta(days=1)), "rag": "green", "narrative": "Well."}
    response = manager.post(f"/change/portfolio/projects/{project.pk}/status-updates/new/", sent)
    assert b"Date must be today or in the past" in response.content and not StatusUpdate.objects.unscoped().exists()


def test_a_risk_has_a_score_and_closes_with_a_reason(manager: Client, project: Project) -> None:
    sent = {"title": "The supplier fails", "likelihood": "4", "impact": "5"}
    manager.post(f"/change/portfolio/projects/{project.pk}/risks/new/", sent)
    made = Risk.objects.unscoped().get()
    page = f"/change/portfolio/risks/{made.pk}/"
    assert "Red: 20 of 25" in manager.get(page).content.decode()
    assert b"Enter reason" in manager.post(f"{page}close/", {"seen": "open"}).content
    manager.post(f"{page}close/", {"seen": "open", "reason": "Another supplier was found"})
    assert "Another supplier was found" in manager.get(page).content.decode()
    assert manager.post(f"{page}change/", sent).status_code == 409


def test_a_risk_is_scored_from_1_to_5(manager: Client, project: Project) -> None:
    response = manager.post(
        f"/change/portfolio/projects/{project.pk}/risks/new/", {"title": "It rains", "likelihood": "6", "impact": "1"}
    )
    assert b"Select likelihood from the list" in response.content


def test_a_dependency_shows_on_both_sides(manager: Client, project: Project) -> None:
    other = Project.objects.create(name="Estates", limb="improve")
    sent = {"what": "A server room", "on_project": other.pk, "on_other": "", **on("needed_by", date(2022, 3, 1))}
    manager.post(f"/change/portfolio/projects/{project.pk}/dependencies/new/", sent)
    assert b"A server room" in manager.get(f"/change/portfolio/projects/{project.pk}/dependencies/").content
    assert b"A server room" in manager.get(f"/change/portfolio/projects/{other.pk}/depended-on/").content
    assert b"A server room" not in manager.get(f"/change/portfolio/projects/{project.pk}/depended-on/").content


@pytest.mark.parametrize("both", [True, False])
def test_a_dependency_is_on_one_project_or_on_one_other(manager: Client, project: Project, both: bool) -> None:
    other = Project.objects.create(name="Estates", limb="improve")
    sent = {"what": "A server room", "on_project": other.pk, "on_other": "BT"} if both else {"what": "A server room"}
    response = manager.post(f"/change/portfolio/projects/{project.pk}/dependencies/new/", sent)
    assert b"Say which project it waits for" in response.content and not Dependency.objects.unscoped().exists()


def test_a_project_does_not_wait_for_itself(manager: Client, project: Project) -> None:
    response = manager.post(
        f"/change/portfolio/projects/{project.pk}/dependencies/new/", {"what": "Itself", "on_project": project.pk}
    )
    assert b"Select project it waits for from the list" in response.content


def test_nothing_is_added_to_a_closed_project(manager: Client, project: Project, cast: Cast) -> None:
    project.report_status("closed", by=cast.of(Role.CHANGE_MANAGER), reason="A file")
    response = manager.post(
        f"/change/portfolio/projects/{project.pk}/risks/new/", {"title": "Late", "likelihood": "4", "impact": "5"}
    )
    assert response.status_code == 409 and b"is closed" in response.content and not Risk.objects.unscoped().exists()


def test_the_same_milestone_twice_is_refused_in_words(manager: Client, project: Project) -> None:
    sent = {"name": "Go live", **on("baseline", date(2022, 4, 1))}
    for _ in range(2):
        response = manager.post(f"/change/portfolio/projects/{project.pk}/milestones/new/", sent)
    assert b"This project already has a milestone of that name." in response.content


def test_from_a_list_the_project_is_chosen(manager: Client, project: Project) -> None:
    sent = {"project": project.pk, "name": "Go live", **on("baseline", date(2022, 4, 1))}
    response = manager.post("/change/portfolio/milestones/new/", sent)
    made = Milestone.objects.unscoped().get()
    assert response["Location"] == f"/change/portfolio/milestones/{made.pk}/" and made.project == project
    assert b"Go live" in manager.get("/change/portfolio/milestones/").content


def test_of_two_new_baselines_set_at_once_the_second_is_told(project: Project, cast: Cast) -> None:
    made = Milestone.objects.create(project=project, name="Go live", baseline=date(2022, 4, 1))
    beside = Milestone.objects.unscoped().get()
    made.re_baseline(by=cast.alice, to=date(2022, 5, 1), reason="Late")
    with pytest.raises(StaleMove):
        beside.re_baseline(by=cast.alice, to=date(2022, 6, 1), reason="Later")
    assert Milestone.objects.unscoped().get().baseline == date(2022, 5, 1)
