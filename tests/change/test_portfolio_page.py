"""The portfolio on one page: projects by programme, the timeline and its table."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from change.models import Benefit, Dependency, Milestone, Programme, Project, Risk, StatusUpdate
from change.portfolio.delivery import MilestoneStatus
from change.portfolio.overview import Line
from change.portfolio.overview_picture import NARROW, WIDE, picture_of, span_of
from tests.base import Cast, Role
from wmp.lib import clock

pytestmark = pytest.mark.django_db
PAGE = "/change/portfolio/overview/"


@pytest.fixture
def manager(cast: Cast, client: Client) -> Client:
    """The change manager, signed in."""
    client.force_login(cast.of(Role.CHANGE_MANAGER))
    return client


def project(name: str = "Connect", **fields: Any) -> Project:
    made: Project = Project.objects.create(**{"name": name, "limb": "improve", "status": "in delivery", **fields})
    return made


def text(client: Client, query: str = "") -> str:
    return client.get(PAGE + query).content.decode()


def test_each_project_says_where_it_stands_and_what_comes_next(manager: Client) -> None:
    today = clock.today()
    made = project(programme=Programme.objects.create(name="Our Data"))
    StatusUpdate.objects.create(project=made, rag="red", narrative="Late", on=today - timedelta(days=12))
    StatusUpdate.objects.create(project=made, rag="green", narrative="Well", on=today - timedelta(days=40))
    due = today + timedelta(days=9)
    Milestone.objects.create(project=made, name="Go live", baseline=due, forecast=due + timedelta(days=23))
    Risk.objects.create(project=made, title="Rain", likelihood=3, impact=5)
    Risk.objects.create(project=made, title="Wind", likelihood=2, impact=5)
    Dependency.objects.create(project=made, on_other="BT", what="Lines", needed_by=today - timedelta(days=1))
    page = text(manager)
    for words in ("Our Data", "In delivery", "Red</strong>", "12 days ago", "Go live", "23 days late"):
        assert words in page
    assert f'/change/portfolio/projects/{made.pk}/risks/?status=open&amp;rating=red">1</a>' in page
    assert 'data-label="Late dependencies">1<' in page
    assert "Over a month old" not in page


def test_a_project_of_which_nobody_told_for_a_month_is_marked(manager: Client) -> None:
    made = project(started_on=date(2020, 1, 1))
    assert "None yet" in text(manager) and "In delivery for over a month" in text(manager)
    StatusUpdate.objects.create(project=made, rag="amber", narrative="So", on=clock.today() - timedelta(days=40))
    assert "Over a month old" in text(manager)


def test_filters_narrow_it_and_stand_in_the_address(manager: Client) -> None:
    ours = Programme.objects.create(name="Our Data")
    project("Connect", programme=ours, limb="connect")
    project("Bikes", limb="improve", status="delivered")
    project("Old mobility", status="closed")
    assert "Connect</a>" in text(manager) and "Bikes</a>" in text(manager) and "Old mobility" not in text(manager)
    assert "Bikes</a>" not in text(manager, f"?programme={ours.pk}")
    assert "Connect</a>" not in text(manager, "?programme=standalone")
    assert "Bikes</a>" not in text(manager, "?limb=connect")
    assert "Bikes</a>" in text(manager, "?status=delivered&programme=standalone")
    assert "Old mobility</a>" in text(manager, "?status=closed")
    assert "No project fits these filters" in text(manager, "?status=closing")


def test_what_it_does_not_have_is_refused(manager: Client) -> None:
    project()
    assert manager.get(PAGE + "?sponsor=x").status_code == 400


@pytest.mark.parametrize("name", ["status", "limb", "programme"])
def test_a_wrong_filter_is_told_in_words_and_beside_its_box(manager: Client, name: str) -> None:
    project()
    page = text(manager, f"?{name}=nonsense")
    assert "Nothing is shown until the filters are mended" in page and "Connect</a>" not in page
    assert f'<a href="#id_{name}">Select {name} from the list</a>' in page and f'id="id_{name}_error"' in page
    assert "Choose from the list of each filter that is marked" in page and "Or show all but closed projects" in page


def test_an_empty_portfolio_says_where_to_start(manager: Client) -> None:
    assert "There is no open project here" in text(manager) and "/change/portfolio/projects/new/" in text(manager)
    project()
    assert "None of these projects has a milestone yet" in text(manager)


def test_owners_of_benefits_see_their_projects_and_no_risks(cast: Cast, client: Client) -> None:
    owner = cast.of(Role.BENEFIT_OWNER)
    mine, other = project("Mine", programme=Programme.objects.create(name="Ours")), project("Theirs")
    Project.objects.unscoped().filter(pk=other.pk).update(programme=Programme.objects.create(name="Hidden"))
    Benefit.objects.create(number="B1", project=mine, description="x", kind="cashable", owner=owner)
    risk = Risk.objects.create(project=mine, title="Rain", likelihood=5, impact=5)
    client.force_login(owner)
    page = text(client)
    assert "Mine</a>" in page and "Theirs" not in page and "Hidden" not in page and "Red risks" not in page
    assert client.get(f"/change/portfolio/projects/{mine.pk}/").status_code == 200
    assert "Risks" not in client.get(f"/change/portfolio/projects/{mine.pk}/").content.decode()
    assert client.get(f"/change/portfolio/projects/{mine.pk}/risks/").status_code == 403
    assert client.get(f"/change/portfolio/risks/{risk.pk}/").status_code == 404
    assert client.get(f"/change/portfolio/projects/{other.pk}/").status_code == 404


def test_an_owner_without_the_role_reads_their_project_and_is_led_to_no_list(cast: Cast, client: Client) -> None:
    mine = project("Mine")
    Benefit.objects.create(number="B1", project=mine, description="x", kind="cashable", bau_owner=cast.bob)
    client.force_login(cast.bob)
    page = client.get(f"/change/portfolio/projects/{mine.pk}/").content.decode()
    assert "Mine" in page and 'href="/change/portfolio/projects/"' not in page
    assert client.get(PAGE).status_code == 403
    client.force_login(cast.charlie)
    assert client.get(f"/change/portfolio/projects/{mine.pk}/").status_code == 404


def test_the_same_few_queries_for_30_projects_and_for_300(
    manager: Client, django_assert_max_num_queries: Any, django_assert_num_queries: Any
) -> None:
    programme = Programme.objects.create(name="Our Data")
    manager.get(PAGE)

    def add(first: int, many: int) -> None:
        made = Project.objects.bulk_create(
            Project(name=f"P{n}", limb="improve", programme=programme) for n in range(first, first + many)
        )
        Milestone.objects.bulk_create(Milestone(project=each, name="Go live", baseline="2022-04-01") for each in made)
        StatusUpdate.objects.bulk_create(StatusUpdate(project=each, rag="green", narrative="x") for each in made)

    add(0, 30)
    with django_assert_max_num_queries(8) as few:
        manager.get(PAGE)
    add(30, 270)
    with django_assert_num_queries(len(few.captured_queries)):
        assert "300 projects" in text(manager)


# --- the picture ---


def line(*milestones: Milestone) -> Line:
    return Line(Project(name="Connect", limb="improve"), milestones, "", None, 0, 0, date(2022, 4, 1))


def milestone(baseline: date, expected: date, actual: date | None = None) -> Milestone:
    status = MilestoneStatus.MET if actual else MilestoneStatus.PLANNED
    made = Milestone(name="Go live", baseline=baseline, actual=actual, status=status)
    made.expected_on = expected
    return made


def test_marks_of_what_was_met_and_what_is_forecast_differ_in_shape_and_stand_in_order() -> None:
    met = milestone(date(2022, 5, 1), date(2022, 6, 1), date(2022, 6, 1))
    planned = milestone(date(2022, 9, 1), date(2022, 8, 1))
    picture = picture_of([line(met, planned)], date(2022, 7, 1))
    assert picture is not None
    for drawing in picture.drawings:
        first, second = drawing.lanes[0].marks
        assert (first.shape, second.shape) == ("circle", "triangle")
        assert drawing.left < first.x < first.to < drawing.today < second.to < second.x < drawing.right
    assert "31 days late" in first.words and "31 days early" in second.words
    assert [drawing.width for drawing in picture.drawings] == [WIDE.width, NARROW.width]


def test_a_day_far_off_makes_no_other_unreadable() -> None:
    near, far = milestone(date(2022, 5, 1), date(2022, 6, 1)), milestone(date(2122, 5, 1), date(2122, 5, 1))
    lines = [line(near, far)]
    assert span_of(lines, date(2022, 7, 1)) == (2022, 2022)
    picture = picture_of(lines, date(2022, 7, 1))
    assert picture is not None and len(picture.drawings[0].lanes[0].marks) == 1
    assert picture.left_out == "1 milestone beyond these years: in the table only."


@pytest.mark.parametrize(("day", "first"), [(date(2022, 3, 31), 2021), (date(2022, 4, 1), 2022)])
def test_the_axis_is_of_financial_years(day: date, first: int) -> None:
    assert span_of([], day) == (first, first)
