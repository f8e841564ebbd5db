"""Campaigns and targets: entered by those who recruit, with shares and what an applicant cost."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from people.models import RecruitmentCampaign, RepresentationTarget
from people.roles import Role
from tests.base import Cast

pytestmark = pytest.mark.django_db

DAYS = {"starts_on_day": "6", "starts_on_month": "9", "starts_on_year": "2021"}
DETECTIVES = {"name": "Detectives", "route": "DC DHEP", **DAYS, "applicants": "180", "female": "104", "minority": "63"}


@pytest.fixture
def lead(client: Client, cast: Cast) -> Client:
    client.force_login(cast.of(Role.TALENT_LEAD))
    return client


def save(client: Client, where: str = "campaigns", **data: str) -> Any:
    return client.post(f"/people/recruitment/{where}/new/", data)


def test_a_campaign_says_its_shares_and_what_an_applicant_cost(lead: Client) -> None:
    answer = save(lead, **DETECTIVES, cost="£18,400")
    assert answer.status_code == 302
    text = lead.get(answer["Location"]).content.decode()
    assert "104 (58% of applicants)" in text and "63 (35% of applicants)" in text and "£102.22" in text


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"female": "181"}, "There cannot be more female applicants than applicants."),
        ({"applicants": ""}, "Enter how many applied"),
        ({"cost": "-1"}, "Cost must be 0 or more"),
        ({"ends_on_day": "1", "ends_on_month": "9", "ends_on_year": "2021"}, "A campaign ends on or after"),
        ({"name": ""}, "Enter name"),
    ],
)
def test_numbers_that_cannot_be_are_refused(lead: Client, wrong: dict[str, str], said: str) -> None:
    answer = save(lead, **DETECTIVES | wrong)
    assert answer.status_code == 200 and said in answer.content.decode()
    assert not RecruitmentCampaign.objects.unscoped().exists()


def test_a_campaign_without_numbers_yet_says_so(lead: Client) -> None:
    """No share of nobody and no cost of no applicant."""
    campaign = RecruitmentCampaign.objects.create(name="Begun", starts_on=date(2022, 3, 1), applicants=0, cost=100)
    text = lead.get(f"/people/recruitment/campaigns/{campaign.pk}/").content.decode()
    assert "Under way" in text and "%" not in text.split("<main")[1].split("What happened")[0] and "Not given" in text


def test_a_target_is_entered_and_listed(lead: Client) -> None:
    target = {"name": "Uplift", "aim": "minority", "percent": "29.9", **DAYS}
    assert "---------" not in lead.get("/people/recruitment/targets/new/").content.decode()
    assert save(lead, "targets", **target).status_code == 302
    assert "29.9" in lead.get("/people/recruitment/targets/").content.decode()
    again = save(lead, "targets", **target)
    assert again.status_code == 200 and "There is a target of this name already." in again.content.decode()
    assert save(lead, "targets", **target | {"name": "More", "percent": "101"}).status_code == 200
    assert RepresentationTarget.objects.unscoped().count() == 1


def test_who_reads_may_not_enter_and_others_may_not_read(client: Client, cast: Cast) -> None:
    for reader, listed, entered in (
        (cast.of(Role.BOARD_SECRETARY), 200, 403),
        (cast.of(Role.PROMOTION_TEAM), 200, 403),
        (cast.of(Role.PEOPLE_DATA), 200, 200),
        (cast.bob, 403, 403),
    ):
        client.force_login(reader)
        assert client.get("/people/recruitment/campaigns/").status_code == listed
        assert client.get("/people/recruitment/campaigns/new/").status_code == entered
    client.force_login(cast.of(Role.PEOPLE_DATA))
    assert client.get("/people/recruitment/campaigns/", {"cost__gt": "1"}).status_code == 400


def compared(client: Client) -> dict[str, list[str]]:
    """The numbers of each campaign, from "Reached" on."""
    context: Any = client.get("/people/recruitment/comparison/").context
    return {row[0]["text"]: [cell["text"] for cell in row[1:]] for row in context["rows"]}


def campaign(name: str, **numbers: Any) -> None:
    RecruitmentCampaign.objects.create(name=name, starts_on=date(2021, 9, 6), **numbers)


def test_campaigns_stand_beside_each_other(lead: Client) -> None:
    campaign("A", reach=212000, interested=1460, applicants=180, female=104, minority=63, cost=18400)
    campaign("B", interested=20)
    of_a = ["212,000", "1,460", "0.7%", "180", "12%", "58%", "35%", "£18,400", "£102.22"]
    assert compared(lead) == {"A": of_a, "B": ["–", "20", *["–"] * 7]}


@pytest.mark.parametrize(
    ("female", "applicants", "told"),
    [(10, 20, "50%"), (9, 40, "withheld"), (31, 40, "withheld"), (0, 40, "withheld"), (9, 18, "withheld")],
)
def test_a_share_of_few_or_of_all_but_few_is_withheld(lead: Client, female: int, applicants: int, told: str) -> None:
    campaign("A", applicants=applicants, female=female)
    assert compared(lead)["A"][5] == told


def test_the_comparison_asks_once_and_knows_no_parameter(
    lead: Client, cast: Cast, django_assert_max_num_queries: Any
) -> None:
    assert "No campaign is recorded" in lead.get("/people/recruitment/comparison/").content.decode()
    for place in range(60):
        campaign(f"C{place}", applicants=30, female=12)
    with django_assert_max_num_queries(8):
        assert len(compared(lead)) == 50
    assert lead.get("/people/recruitment/comparison/", {"year": "2021"}).status_code == 400
    lead.force_login(cast.bob)
    assert lead.get("/people/recruitment/comparison/").status_code == 403
