"""What the change manager is to look into: one line of the home page for each kind, and it leads to its list."""

from datetime import date, timedelta
from itertools import product

import pytest
from django.test import Client

from change.models import Milestone, Project, StatusUpdate
from change.portfolio.delivery import without_update
from change.portfolio.overview import lines_of
from tests.base import Cast, Role
from wmp.lib import clock
from wmp.lib.days import months_after

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager(cast: Cast, client: Client) -> Client:
    """The change manager, signed in."""
    client.force_login(cast.of(Role.CHANGE_MANAGER))
    return client


def project(name: str, status: str = "in delivery", started_on: date | None = None) -> Project:
    made: Project = Project.objects.create(name=name, limb="improve", status=status, started_on=started_on)
    return made


def test_projects_in_delivery_without_an_update_for_over_a_month(manager: Client) -> None:
    today = clock.today()
    silent, told = project("Silent"), project("Told")
    project("Mobilising", "mobilising")
    StatusUpdate.objects.create(project=silent, rag="green", narrative="x", on=today - timedelta(days=32))
    StatusUpdate.objects.create(project=told, rag="green", narrative="x", on=today - timedelta(days=32))
    StatusUpdate.objects.create(project=told, rag="green", narrative="x", on=today - timedelta(days=2))
    home = manager.get("/").content.decode()
    assert "Ask for a status update: 1 project in delivery" in home and "32 days" in home
    listed = manager.get("/change/portfolio/projects/?update=overdue").content.decode()
    assert "Silent</a>" in listed and "Told</a>" not in listed and "Mobilising</a>" not in listed


def test_milestones_past_their_forecast_that_are_not_met(manager: Client, cast: Cast) -> None:
    today = clock.today()
    made, closed = project("Connect"), project("Gone", "closed")
    day = {"baseline": today - timedelta(days=60), "forecast": today - timedelta(days=3)}
    for name in ("Late", "Met", "Dropped"):
        Milestone.objects.create(project=made, name=name, **day)
    Milestone.objects.create(project=made, name="To come", **{**day, "forecast": today})
    Milestone.objects.create(project=closed, name="Of a closed one", **day)
    by = cast.of(Role.CHANGE_MANAGER)
    Milestone.objects.visible_to(by).get(name="Met").meet(by=by, on=today)
    Milestone.objects.visible_to(by).get(name="Dropped").drop(by=by, reason="Not needed")
    assert "1 milestone past the forecast" in manager.get("/").content.decode()
    listed = manager.get("/change/portfolio/milestones/?standing=past").content.decode()
    assert "1 milestone" in listed and "Late</a>" in listed
    pages = [f"/change/portfolio/milestones/{each.pk}/" for each in Milestone.objects.unscoped().filter(**day)]
    assert sum(b"It was expected on" in manager.get(page).content for page in pages) == 1


def test_the_list_and_the_page_say_the_same_of_updates_at_the_edge_of_a_month(cast: Cast) -> None:
    today = clock.today()
    month_ago = months_after(today, -1)
    days = [None, *(month_ago + timedelta(days=each) for each in (-1, 0, 1))]
    for number, (started, told) in enumerate(product(days, days)):
        made = project(f"Project {number}", started_on=started)
        if told:
            StatusUpdate.objects.create(project=made, rag="green", narrative="So", on=told)
    every = Project.objects.unscoped()
    listed = set(every.filter(without_update(today)).values_list("pk", flat=True))
    lines = lines_of(every.all(), cast.of(Role.CHANGE_MANAGER), today)
    assert {line.project.pk for line in lines if line.is_stale} == listed and len(listed) == 6


def test_nobody_else_is_asked(cast: Cast, client: Client) -> None:
    project("Silent")
    client.force_login(cast.of(Role.BENEFIT_OWNER))
    assert "Ask for a status update" not in client.get("/").content.decode()
