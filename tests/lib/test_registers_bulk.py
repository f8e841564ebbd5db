"""Bulk actions: chosen rows are shown, asked about and changed row by row, by those who may."""

import re
from html import unescape
from typing import Any

import pytest
from django.test import Client

from people.models import PromotionApplication, PromotionProcess
from people.roles import Role
from tests.base import Cast, person, rank
from tests.together import at_once

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.lib.tried_registers")]

LIST = "/tried/applications/"
ADDRESS = "/tried/applications/bulk/shortlist/"


@pytest.fixture
def applications(cast: Cast, client: Client) -> list[PromotionApplication]:
    """Three applications, of Able, Bright and Clever; the promotion team is signed in."""
    process = PromotionProcess.objects.create(from_rank=rank("PC"), to_rank=rank("Sgt"), season=1, year=2022)
    client.force_login(cast.of(Role.PROMOTION_TEAM))
    return [
        PromotionApplication.objects.create(process=process, candidate=person(f"N{name}", f"Sam {name}"))
        for name in ("Able", "Bright", "Clever")
    ]


def rows_asked(client: Client, *chosen: PromotionApplication) -> list[str]:
    """The rows, with their marks, of the page that asks."""
    query: dict[str, Any] = {"chosen": [each.pk for each in chosen], "back": f"{LIST}?q=sam"}
    page = client.get(ADDRESS, query).content.decode()
    return re.findall(r'name="row" value="([^"]+)"', page)


def perform(client: Client, rows: list[str], **given: Any) -> Any:
    return client.post(ADDRESS, {"row": rows, "back": f"{LIST}?q=sam", "note": "All of them"} | given)


def standing(applications: list[PromotionApplication]) -> list[str]:
    for each in applications:
        each.refresh_from_db()
    return [each.status for each in applications]


def test_a_row_has_a_box_named_by_its_first_column(client: Client, applications: list[PromotionApplication]) -> None:
    page = client.get(LIST).content.decode()
    assert f'name="chosen" id="row-{applications[0].pk}" value="{applications[0].pk}"' in page
    assert "Select Able, Sam" in page and f'formaction="{ADDRESS}"' in page


def test_whoever_may_not_sees_no_boxes_and_no_page(
    client: Client, cast: Cast, applications: list[PromotionApplication]
) -> None:
    client.force_login(cast.bob)
    assert "chosen" not in client.get(LIST).content.decode()
    assert client.get(ADDRESS).status_code == client.post(ADDRESS).status_code == 403


def test_the_page_shows_what_was_chosen_and_changes_nothing(
    client: Client, applications: list[PromotionApplication]
) -> None:
    page = client.post(ADDRESS, {"chosen": [applications[0].pk, applications[1].pk]}).content.decode()
    assert "2 promotion applications selected" in page and "Able, Sam" in page and "Clever, Sam" not in page
    assert standing(applications) == ["applied"] * 3


def test_each_is_done_and_the_list_comes_back_as_it_was(
    client: Client, applications: list[PromotionApplication]
) -> None:
    response = perform(client, rows_asked(client, *applications[:2]))
    assert (response.status_code, response.url) == (302, f"{LIST}?q=sam")
    assert standing(applications) == ["shortlisted", "shortlisted", "applied"]
    assert "Shortlist: done for 2 promotion applications." in client.get(response.url).content.decode()


def test_one_that_refuses_is_left_whole_and_says_why(client: Client, applications: list[PromotionApplication]) -> None:
    rows = rows_asked(client, *applications)
    page = unescape(perform(client, rows, note="not Bright").content.decode())
    assert standing(applications) == ["shortlisted", "applied", "shortlisted"]
    assert "Done for 2" in page and "Left as they were: 1" in page and "was named in the note" in page


def test_sent_twice_it_is_done_once(client: Client, applications: list[PromotionApplication]) -> None:
    rows = rows_asked(client, *applications)
    perform(client, rows)
    again = perform(client, rows)
    assert again.status_code == 409 and "changed since you opened this page" in again.content.decode()
    assert [each.changes.unscoped().count() for each in applications] == [1, 1, 1]


@pytest.mark.django_db(transaction=True)
def test_of_two_at_once_each_record_is_done_by_one(client: Client, applications: list[PromotionApplication]) -> None:
    rows = rows_asked(client, *applications)
    answers: list[int] = []
    at_once(*[lambda: answers.append(perform(client, rows).status_code)] * 2)
    assert sorted(answers) == [302, 409]
    assert [each.changes.unscoped().count() for each in applications] == [1, 1, 1]


def test_what_somebody_else_changed_meanwhile_is_left_to_them(
    client: Client, cast: Cast, applications: list[PromotionApplication]
) -> None:
    rows = rows_asked(client, *applications[:2])
    applications[0].withdraw(by=cast.of(Role.PROMOTION_TEAM))
    assert perform(client, rows).status_code == 200
    assert standing(applications) == ["withdrawn", "shortlisted", "applied"]


def test_a_wrong_form_asks_again_with_the_same_rows(client: Client, applications: list[PromotionApplication]) -> None:
    rows = rows_asked(client, applications[0])
    page = perform(client, rows, note="").content.decode()
    assert "Enter note" in page and f'name="row" value="{rows[0]}"' in page
    assert standing(applications)[0] == "applied"


def test_what_one_may_not_see_cannot_be_chosen(
    client: Client, cast: Cast, applications: list[PromotionApplication]
) -> None:
    key = applications[0].pk + 1000
    page = client.get(ADDRESS, {"chosen": [applications[0].pk, key]}).content.decode()
    assert "One record that you selected is not there any more, or not yours to see." in page
    assert "Nothing is left to change" in perform(client, [f"{key}-0123456789abcdef"]).content.decode()


def test_nothing_chosen_says_so(client: Client, applications: list[PromotionApplication]) -> None:
    assert "Nothing is selected" in client.get(ADDRESS).content.decode()


@pytest.mark.parametrize("chosen", [["x"], ["-1"], ["1" * 30], [str(n) for n in range(201)], [""]])
def test_keys_that_are_none_and_too_many_are_refused(
    client: Client, applications: list[PromotionApplication], chosen: list[str]
) -> None:
    assert client.post(ADDRESS, {"chosen": chosen}).status_code == 400
    assert client.post(ADDRESS, {"row": [f"{key}-0" for key in chosen]}).status_code == 400


@pytest.mark.parametrize("back", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", "/\\evil.example"])
def test_the_way_back_leads_nowhere_else(client: Client, applications: list[PromotionApplication], back: str) -> None:
    assert perform(client, rows_asked(client, applications[0]), back=back).url == LIST
