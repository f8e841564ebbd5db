"""Project verbs, the freezing of a review, and the forms of lines, as pages."""

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from change.models import BenefitsReview, FinancialLine, FteLine, Programme, Project
from tests.base import Cast, Role
from wmp.lib.records import sentence_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager(cast: Cast, client: Client) -> Client:
    """The change manager, signed in."""
    client.force_login(cast.of(Role.CHANGE_MANAGER))
    return client


@pytest.fixture
def project(manager: Client) -> Project:
    return Project.objects.create(name="Connect", limb="improve", started_on=date(2021, 4, 1))


@pytest.fixture
def review(manager: Client) -> BenefitsReview:
    return BenefitsReview.objects.create(name="ABR 2022", as_at=date(2022, 3, 31), first_year=2022, last_year=2026)


def line(review: BenefitsReview, project: Project, **fields: Any) -> dict[str, Any]:
    return {
        "review": review.pk,
        "project": project.pk,
        "kind": "capital",
        "financial_year": 2022,
        "planned": 1,
        **fields,
    }


STAGES = {"begin-delivery": "mobilising", "deliver": "in delivery", "begin-closing": "delivered", "close": "closing"}


def closing_on(year: int) -> dict[str, str]:
    return {"seen": "closing", "on_day": "1", "on_month": "2", "on_year": str(year)}


def test_a_project_goes_from_stage_to_stage_and_closes(manager: Client, project: Project) -> None:
    page = f"/change/portfolio/projects/{project.pk}/"
    for verb, stage in STAGES.items():
        sent = closing_on(2022) if verb == "close" else {"seen": stage}
        assert f"{page}{verb}/" in manager.get(page).content.decode()
        assert manager.post(f"{page}{verb}/", sent)["Location"] == page
    text = manager.get(page).content.decode()
    assert "Closing to closed" in text and "1 February 2022" in text


@pytest.mark.parametrize("stands", ["mobilising", "in delivery", "delivered", "closing", "closed"])
def test_no_address_skips_a_stage_or_goes_back(manager: Client, project: Project, stands: str) -> None:
    project.report_status(stands, by=None, reason="A file") if stands != "mobilising" else None
    page = f"/change/portfolio/projects/{project.pk}/"
    for verb in (verb for verb, stage in STAGES.items() if stage != stands):
        assert f"{page}{verb}/" not in manager.get(page).content.decode()
        refused = manager.post(f"{page}{verb}/", {**closing_on(2022), "seen": stands})
        assert refused.status_code == manager.get(f"{page}{verb}/").status_code == 409
    assert Project.objects.unscoped().get().status == stands


def test_a_project_does_not_close_before_it_starts(manager: Client, project: Project) -> None:
    project.report_status("closing", by=None, reason="A file")
    closing = closing_on(2020)
    response = manager.post(f"/change/portfolio/projects/{project.pk}/close/", closing)
    assert b"A project cannot close before it starts." in response.content


def test_a_line_is_added_with_pounds_and_pence(manager: Client, project: Project, review: BenefitsReview) -> None:
    response = manager.post("/change/reviews/financial-lines/new/", line(review, project, planned="£1,250.50"))
    made = FinancialLine.objects.unscoped().get()
    assert response["Location"] == f"/change/reviews/financial-lines/{made.pk}/" and str(made.planned) == "1250.50"
    assert "£1,250.50" in manager.get(f"/change/reviews/benefits-reviews/{review.pk}/financial-lines/").content.decode()


def test_a_line_without_any_amount_says_nothing(manager: Client, project: Project, review: BenefitsReview) -> None:
    response = manager.post("/change/reviews/financial-lines/new/", line(review, project, planned="-"))
    assert b"Give at least one amount: planned, forecast or actual" in response.content
    assert not FinancialLine.objects.unscoped().exists()


def test_the_same_line_twice_is_refused_in_words(manager: Client, project: Project, review: BenefitsReview) -> None:
    manager.post("/change/reviews/financial-lines/new/", line(review, project))
    response = manager.post("/change/reviews/financial-lines/new/", line(review, project))
    assert b"The review already has this line." in response.content


def test_a_name_that_somebody_took_meanwhile_is_refused_in_words(manager: Client) -> None:
    Programme.objects.create(name="Estates")
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        Programme.objects.create(name="Estates")
    taken = sentence_for(refused.value, Programme(name="Estates"))
    assert taken == "There is a programme with this name already: Estates."


def test_a_line_names_a_project_of_its_programme(manager: Client, project: Project, review: BenefitsReview) -> None:
    other = Programme.objects.create(name="Estates")
    response = manager.post("/change/reviews/financial-lines/new/", line(review, project, programme=other.pk))
    assert b"does not belong to that programme" in response.content


def test_a_line_stays_within_the_years_of_its_review(manager: Client, project: Project, review: BenefitsReview) -> None:
    response = manager.post("/change/reviews/financial-lines/new/", line(review, project, financial_year=2021))
    assert "one of the review’s: 2022/23 to 2026/27" in response.content.decode()
    assert not FinancialLine.objects.unscoped().exists()


def test_a_frozen_review_takes_no_more_changes(manager: Client, project: Project, review: BenefitsReview) -> None:
    made = FteLine.objects.create(review=review, kind="saving", project=project, portfolio="Crime", fte=-2)
    asked = manager.get(f"/change/reviews/benefits-reviews/{review.pk}/freeze/").content
    assert b"cannot be undone" in asked
    frozen = {"seen": "open", "reason": "Agreed by the board"}
    assert manager.post(f"/change/reviews/benefits-reviews/{review.pk}/freeze/", frozen).status_code == 302
    assert manager.post(f"/change/reviews/benefits-reviews/{review.pk}/freeze/", frozen).status_code == 409
    assert manager.get(f"/change/reviews/fte-lines/{made.pk}/change/").status_code == 403
    assert manager.get(f"/change/reviews/benefits-reviews/{review.pk}/change/").status_code == 403
    response = manager.post("/change/reviews/financial-lines/new/", line(review, project))
    assert b"Select review from the list" in response.content


def test_nobody_else_finds_a_change_record(client: Client, cast: Cast, project: Project) -> None:
    for who in (cast.bob, cast.of(Role.PEOPLE_DATA), cast.of(Role.BOARD_SECRETARY)):
        client.force_login(who)
        assert client.get(f"/change/portfolio/projects/{project.pk}/").status_code == 404
        assert (
            client.post(f"/change/portfolio/projects/{project.pk}/deliver/", {"seen": "mobilising"}).status_code == 404
        )
        assert client.get("/change/portfolio/projects/new/").status_code == 403


def test_the_form_of_a_line_takes_few_queries_however_many_projects(
    manager: Client, review: BenefitsReview, django_assert_max_num_queries: Any
) -> None:
    programme = Programme.objects.create(name="Estates")
    Project.objects.bulk_create(Project(name=f"Site {n}", limb="improve", programme=programme) for n in range(60))
    manager.get("/change/reviews/financial-lines/new/")
    with django_assert_max_num_queries(15):
        manager.get("/change/reviews/financial-lines/new/")
