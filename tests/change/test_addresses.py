"""What an address of change records may ask, and where the address of a section leads."""

import pytest
from django.test import Client

from change.models import Benefit, BenefitsReview, Measurement, Project
from tests.base import DAY, Cast, Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def keys() -> dict[str, int]:
    project = Project.objects.create(name="Connect", limb="improve")
    benefit = Benefit.objects.create(number="B1", project=project, description="Time", kind="cashable")
    review = BenefitsReview.objects.create(name="ABR", as_at=DAY, first_year=2022, last_year=2026)
    measured = Measurement.objects.create(benefit=benefit, value=1, measured_on=DAY)
    return {"project": project.pk, "benefit": benefit.pk, "review": review.pk, "measurement": measured.pk}


@pytest.mark.parametrize(
    "page",
    [
        "portfolio/projects/{project}/",
        "portfolio/projects/{project}/begin-delivery/",
        "portfolio/projects/{project}/change/",
        "portfolio/projects/{project}/milestones/",
        "portfolio/projects/{project}/milestones/new/",
        "portfolio/projects/new/",
        "benefits/benefits/{benefit}/",
        "benefits/benefits/{benefit}/measure/",
        "benefits/measurements/{measurement}/correct/",
        "reviews/benefits-reviews/{review}/",
        "pick-accounts/",
        "portfolio/",
    ],
)
def test_a_page_refuses_what_it_does_not_know(manager: Client, keys: dict[str, int], page: str) -> None:
    address = f"/change/{page.format(**keys)}"
    assert manager.get(address).status_code in (200, 302, 409)  # 409: nothing to measure yet
    refused = manager.get(address, {"sponsor": "x"})
    assert refused.status_code == 400


@pytest.mark.parametrize(
    ("section", "page"),
    [
        ("portfolio", "portfolio/overview"),
        ("benefits", "benefits/overview"),
        ("reviews", "reviews/benefits-reviews"),
        ("budgeting", "budgeting/budgeting-phases"),
    ],
)
def test_a_section_begins_with_its_first_page(manager: Client, section: str, page: str) -> None:
    assert manager.get(f"/change/{section}/")["Location"] == f"/change/{page}/"
    assert manager.get(f"/change/{page}/").status_code == 200


def test_a_section_begins_with_the_first_page_that_is_open_to_the_reader(client: Client, cast: Cast) -> None:
    client.force_login(cast.of(Role.BENEFIT_OWNER))
    assert client.get("/change/portfolio/")["Location"] == "/change/portfolio/overview/"
    assert client.get("/change/reviews/").status_code == 403
