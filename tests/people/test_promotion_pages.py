"""The verbs of an application as pages: asked before, refused when stale, kept with who did it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from people.models import Person, PromotionApplication, PromotionProcess, User
from people.promotion.handling import publish
from tests.base import Cast, Role, opened_with, rank, user

pytestmark = pytest.mark.django_db

NUMBERS = {"least_months": 24, "appeal_days": 28, "pool_months": 24}
ON = {"on_day": "1", "on_month": "6", "on_year": "2022"}


@pytest.fixture
def application(cast: Cast, client: Client) -> PromotionApplication:
    """Bob's, to be sergeant, with the promotion team signed in."""
    process = PromotionProcess.objects.create(from_rank=rank("PC"), to_rank=rank("Sgt"), season=1, year=2022)
    client.force_login(cast.of(Role.PROMOTION_TEAM))
    return PromotionApplication.objects.create(process=process, candidate=cast.bob.person, applied_on=date(2022, 3, 1))


def address(application: PromotionApplication, verb: str = "") -> str:
    return f"/people/promotion/promotion-applications/{application.pk}/{verb}"


def move(client: Client, application: PromotionApplication, verb: str, **data: str) -> Any:
    return client.post(address(application, f"{verb}/"), {"seen": application.status, **data})


def stands(application: PromotionApplication) -> str:
    return PromotionApplication._base_manager.get(pk=application.pk).status


def test_an_application_goes_its_whole_way(client: Client, application: PromotionApplication, cast: Cast) -> None:
    steps: list[tuple[str, Mapping[str, str], str]] = [
        ("shortlist", {}, "shortlisted"),
        ("assess", {}, "assessed"),
        ("reject", {**ON, "reason": "Below the pass mark"}, "unsuccessful"),
        ("appeal", {"reason": "A mark was added wrongly"}, "appealed"),
        ("uphold-appeal", {**ON, "reason": "It was"}, "successful"),
    ]
    for verb, data, status in steps:
        if verb == "appeal":
            # Nor does anybody appeal before they are told.
            assert b"not published yet" in move(client, application, verb, **data).content
            publish(application.process, by=user("publisher", Role.PROMOTION_TEAM))
        if verb == "uphold-appeal":
            # Nobody decides an appeal about the result that they recorded.
            client.force_login(user("colleague", Role.PROMOTION_TEAM))
        assert client.get(address(application, f"{verb}/")).status_code == 200
        assert move(client, application, verb, **data).status_code == 302
        assert stands(application) == status
        application.status = status
    text = client.get(address(application)).content.decode()
    assert "Unsuccessful to appealed" in text and "A mark was added wrongly" in text and "by promotion-team" in text


def test_a_stale_page_changes_nothing(client: Client, application: PromotionApplication, cast: Cast) -> None:
    application.shortlist(by=cast.of(Role.PROMOTION_TEAM))
    response = client.post(address(application, "reject/"), {"seen": "applied", **ON})
    assert response.status_code == 409
    assert b"Nothing was changed" in response.content and stands(application) == "shortlisted"


def test_a_move_that_the_rules_do_not_have_is_refused(client: Client, application: PromotionApplication) -> None:
    response = move(client, application, "dismiss-appeal", reason="No")
    assert response.status_code == 409 and stands(application) == "applied"


def test_a_second_click_is_refused(client: Client, application: PromotionApplication) -> None:
    assert move(client, application, "shortlist").status_code == 302
    assert move(client, application, "shortlist").status_code == 409


def test_a_result_needs_a_day_that_has_been(client: Client, application: PromotionApplication) -> None:
    tomorrow = timezone.localdate().year + 1
    response = move(client, application, "succeed", on_day="1", on_month="1", on_year=str(tomorrow))
    assert b"Date must be today or in the past" in response.content
    assert b"Enter date" in move(client, application, "succeed").content
    assert stands(application) == "applied"


def test_what_the_database_refuses_is_said_in_words(client: Client, application: PromotionApplication) -> None:
    response = move(client, application, "succeed", on_day="1", on_month="1", on_year="2022")
    assert b"A result cannot come before the application." in response.content
    assert stands(application) == "applied"


def test_a_reason_that_has_to_be_given_is_asked_for(
    client: Client, application: PromotionApplication, cast: Cast
) -> None:
    application.reject(by=cast.of(Role.PROMOTION_TEAM), on=date(2022, 6, 1))
    assert b"Enter reason" in move(client, application, "appeal").content
    assert stands(application) == "unsuccessful"


@pytest.mark.parametrize("verb", ["shortlist", "succeed", "withdraw"])
def test_candidates_and_others_find_nothing_to_move(
    client: Client, application: PromotionApplication, cast: Cast, verb: str
) -> None:
    for who, status in ((cast.bob, 404), (cast.alice, 404), (cast.of(Role.PEOPLE_DATA), 404)):
        client.force_login(who)
        assert client.get(address(application, f"{verb}/")).status_code == status
        assert move(client, application, verb, **ON).status_code == status
    assert stands(application) == "applied"


def test_nobody_decides_on_their_own_application(client: Client, application: PromotionApplication, cast: Cast) -> None:
    team: User = cast.of(Role.PROMOTION_TEAM)
    Person._base_manager.filter(pk=cast.bob.person.pk).update(account=team)
    assert move(client, application, "succeed", **ON).status_code == 404
    assert client.get(address(application)).status_code == 404


def test_the_candidate_reads_the_result_once_it_is_published_but_not_why(
    client: Client, application: PromotionApplication, cast: Cast
) -> None:
    application.reject(by=cast.of(Role.PROMOTION_TEAM), on=date(2022, 6, 1), reason="Weak in interview")
    client.force_login(cast.bob)
    assert client.get(address(application)).status_code == 404
    publish(application.process, by=cast.of(Role.PROMOTION_TEAM))
    text = client.get(address(application)).content.decode()
    assert "Unsuccessful" in text and "Weak in interview" not in text


def test_a_process_is_added_and_changed_by_form(client: Client, cast: Cast) -> None:
    client.force_login(cast.of(Role.PROMOTION_TEAM))
    data = {"from_rank": rank("PC").pk, "to_rank": rank("Sgt").pk, "season": 1, "year": 2023, **NUMBERS}
    response = client.post("/people/promotion/promotion-processes/new/", data)
    made = PromotionProcess.objects.visible_to(cast.of(Role.PROMOTION_TEAM)).get(year=2023)
    assert response["Location"] == f"/people/promotion/promotion-processes/{made.pk}/"
    form = f"/people/promotion/promotion-processes/{made.pk}/change/"
    client.post(form, {**data, "pool_months": 12, "opened_with": opened_with(client.get(form).content.decode())})
    assert "Months in the pool: 24 → 12" in client.get(response["Location"]).content.decode()


def test_the_same_process_twice_is_refused_in_words(client: Client, application: PromotionApplication) -> None:
    data = {"from_rank": rank("PC").pk, "to_rank": rank("Sgt").pk, "season": 1, "year": 2022, **NUMBERS}
    response = client.post("/people/promotion/promotion-processes/new/", data)
    assert response.status_code == 200
    assert b"There is a promotion process with this from rank, to rank, season and year already." in response.content


def entered(client: Client, application: PromotionApplication, number: str, **data: str) -> Any:
    given = {"process": application.process_id, "employee_number": number, **data}
    return client.post("/people/promotion/promotion-applications/new/", given)


def test_an_application_is_entered_by_employee_number(client: Client, application: PromotionApplication) -> None:
    day = {"applied_on_day": "2", "applied_on_month": "3", "applied_on_year": "2022"}
    response = entered(client, application, "C1", **day)
    made = PromotionApplication._base_manager.get(candidate__employee_number="C1")
    assert response["Location"] == address(made) and (made.status, made.applied_on) == ("applied", date(2022, 3, 2))
    mark = opened_with(client.get(address(made, "change/")).content.decode())
    client.post(address(made, "change/"), {**day, "applied_on_day": "4", "status": "successful", "opened_with": mark})
    made.refresh_from_db()
    assert (made.status, made.applied_on) == ("applied", date(2022, 3, 4))


def test_an_application_is_refused_in_words(client: Client, application: PromotionApplication, cast: Cast) -> None:
    assert b"Nobody has this employee number" in entered(client, application, "Z9").content
    assert b"has already applied in this process" in entered(client, application, "B1").content
    Person._base_manager.filter(employee_number="C1").update(account=cast.of(Role.PROMOTION_TEAM))
    assert b"Somebody else has to enter your own application" in entered(client, application, "C1").content
    type(application.process)._base_manager.update(published_at=timezone.now())
    Person._base_manager.filter(employee_number="C1").update(account=None)
    assert b"nobody is entered in it any more" in entered(client, application, "C1").content
    assert PromotionApplication._base_manager.count() == 1
