"""Lists and record pages of the portfolio take few queries, however much belongs to them."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from change.models import (
    Action,
    Decision,
    Dependency,
    GovernanceBody,
    Milestone,
    Programme,
    Project,
    Risk,
    StatusUpdate,
)
from people.models import User
from tests.base import Cast, Role
from wmp.lib import clock, reference

pytestmark = pytest.mark.django_db
ROOT = "/change/portfolio"
# A request is a transaction within that of the test.
SAVEPOINT = 2
MANY = 4


@pytest.fixture
def manager(cast: Cast, client: Client) -> Client:
    """The change manager, signed in, with a project to which some of everything belongs."""
    by, today = cast.of(Role.CHANGE_MANAGER), clock.today()
    project = Project.objects.create(
        name="Heritage", limb="connect", programme=Programme.objects.create(name="Estates"), manager=cast.alice
    )
    body = GovernanceBody.objects.create(name="Organisational Change Board")
    for number in range(MANY):
        late = today - timedelta(days=number)
        milestone = Milestone.objects.create(project=project, name=f"Step {number}", baseline=late)
        milestone.re_baseline(by=by, to=today, reason="Moved") if number else None
        StatusUpdate.objects.create(project=project, rag="amber", narrative="So", on=late, by=by)
        Risk.objects.create(project=project, title=f"Risk {number}", likelihood=5, impact=5)
        other = Project.objects.create(name=f"Other {number}", limb="connect")
        Dependency.objects.create(project=project, on_project=other, what="A room", needed_by=late)
        decision = Decision.objects.create(body=body, what="Go on", project=project, taken_on=late)
        owner = cast.bob if number % 2 else cast.charlie
        Action.objects.create(body=body, decision=decision, project=project, what="Ask", owner=owner, due=late)
    client.force_login(by)
    reference.forget()
    client.get(f"{ROOT}/projects/")
    return client


LISTS = [
    "projects",
    "programmes",
    "milestones",
    "status-updates",
    "risks",
    "dependencies",
    "governance-bodies",
    "decisions",
    "actions",
]


@pytest.mark.parametrize("name", LISTS)
def test_a_list_and_the_page_of_one(manager: Client, name: str, django_assert_max_num_queries: Any) -> None:
    manager.get(f"{ROOT}/{name}/")
    with django_assert_max_num_queries(8 + SAVEPOINT):
        page = manager.get(f"{ROOT}/{name}/")
    first = page.content.decode().split(f'href="{ROOT}/{name}/')[1:]
    address = next(each.split('"')[0] for each in first if each[0].isdigit())
    with django_assert_max_num_queries(8 + SAVEPOINT):
        assert manager.get(f"{ROOT}/{name}/{address}").status_code == 200


def test_ten_times_the_rows_take_no_more_queries(manager: Client, cast: Cast) -> None:
    few = {name: _queries(manager, f"{ROOT}/{name}/") for name in LISTS}
    _many_more(cast)
    assert {name: _queries(manager, f"{ROOT}/{name}/") for name in LISTS} == few


def _queries(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def _many_more(cast: Cast) -> None:
    """Of each list, each row with a project, an account and a programme of its own."""
    numbers, today = range(MANY, 10 * MANY), clock.today()
    programmes = Programme.objects.bulk_create(Programme(name=f"Programme {number}") for number in numbers)
    accounts = User.objects.bulk_create(User(username=f"u{number}", last_name="Onyx") for number in numbers)
    projects = Project.objects.bulk_create(
        Project(name="More", limb="connect", programme=programme, manager=account)
        for programme, account in zip(programmes, accounts, strict=True)
    )
    bodies = GovernanceBody.objects.bulk_create(GovernanceBody(name=f"Board {number}") for number in numbers)
    decisions = Decision.objects.bulk_create(
        Decision(body=body, what="Go on", project=project, taken_on=today)
        for body, project in zip(bodies, projects, strict=True)
    )
    for number, (project, account, decision) in enumerate(zip(projects, accounts, decisions, strict=True)):
        of = {"project": project}
        Milestone.objects.create(**of, name="Step", baseline=today)
        StatusUpdate.objects.create(**of, rag="amber", narrative="So", on=today, by=account)
        Risk.objects.create(**of, title="Rain", likelihood=5, impact=5)
        Dependency.objects.create(**of, on_project=projects[number - 1], what="A room", needed_by=today)
        Action.objects.create(**of, body=decision.body, decision=decision, what="Ask", owner=account, due=today)


@pytest.mark.parametrize("part", ["milestones", "risks", "dependencies", "depended-on", "decisions", "actions"])
def test_a_part_of_a_project(manager: Client, part: str, django_assert_max_num_queries: Any) -> None:
    project = Project.objects.unscoped().get(name="Heritage")
    manager.get(f"{ROOT}/projects/{project.pk}/{part}/")
    with django_assert_max_num_queries(8 + SAVEPOINT):
        assert manager.get(f"{ROOT}/projects/{project.pk}/{part}/").status_code == 200


def test_adding_one(manager: Client, django_assert_max_num_queries: Any) -> None:
    project = Project.objects.unscoped().get(name="Heritage")
    sent = {"title": "Rain", "likelihood": "2", "impact": "2"}
    with django_assert_max_num_queries(15 + SAVEPOINT):
        assert manager.post(f"{ROOT}/projects/{project.pk}/risks/new/", sent).status_code == 302


def test_the_page_of_the_project_with_all_that_belongs_to_it(
    manager: Client, django_assert_max_num_queries: Any
) -> None:
    project = Project.objects.unscoped().get(name="Heritage")
    with django_assert_max_num_queries(8 + SAVEPOINT):
        page = manager.get(f"{ROOT}/projects/{project.pk}/").content.decode()
    assert f"{MANY} red risks" in page and f"{MANY - 1} not met in time" in page
