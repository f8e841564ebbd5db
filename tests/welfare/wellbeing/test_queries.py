"""Pages of wellbeing ask the database a few times, however much stands on them."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from people.roles import Role
from tests.base import Cast
from welfare.models import Assault, Deployment, OfferUse, Practitioner, ScreeningCount, ScreeningRound, WellbeingOffer
from welfare.wellbeing.forms import last_months

pytestmark = pytest.mark.django_db

MOST = 8
MOST_TO_ENTER = 15


@pytest.fixture
def officer(cast: Cast, client: Client) -> Client:
    client.force_login(cast.of(Role.WELFARE_OFFICER))
    return client


def asked(client: Client, address: str) -> int:
    """How many statements a page takes once its caches are warm."""
    client.get(address)
    with CaptureQueriesContext(connection) as caught:
        assert client.get(address).status_code == 200
    return sum(not query["sql"].startswith(("SAVEPOINT", "RELEASE")) for query in caught)


def some_of_each(cast: Cast, number: int) -> dict[str, int]:
    """A record of each kind with that much below it, by the name of its addresses."""
    sent_by = Practitioner.objects.create(
        person=cast.bob.person, scheme="TRiM", trained_on=date(2021, 1, 1), expires_on=date(2030, 1, 1)
    )
    day = date(2022, 3, 1)
    for n in range(number):
        Deployment.objects.create(practitioner=sent_by, incident_on=day, deployed_on=day, supported=n)
        Assault.objects.create(crime_number=f"A{n}", occurred_on=day, offence="S47")
    spring = ScreeningRound.objects.create(name="Spring", started_on=day, due_on=day)
    ScreeningCount.objects.bulk_create(ScreeningCount(round=spring, role=f"Role {n}", invited=9) for n in range(number))
    offer = WellbeingOffer.objects.create(name="Yoga")
    OfferUse.objects.bulk_create(OfferUse(offer=offer, month=month, used=3) for month in last_months(number))
    return {"practitioners": sent_by.pk, "screening-rounds": spring.pk, "offers": offer.pk}


@pytest.mark.parametrize("number", [2, 12])
def test_pages_take_few_queries(officer: Client, cast: Cast, number: int) -> None:
    base = "/welfare/wellbeing"
    made = some_of_each(cast, number)
    deployment = Deployment.objects.unscoped().first()
    assert deployment
    pages = [f"{base}/{name}/{pk}/" for name, pk in made.items()] + [f"{base}/deployments/{deployment.pk}/"]
    lists = [f"{base}/{name}/" for name in ("assaults", "practitioners", "deployments", "screening-rounds", "offers")]
    taken = {address: asked(officer, address) for address in pages + lists}
    assert {address: count for address, count in taken.items() if count > MOST} == {}
    forms = (f"{base}/screening-rounds/{made['screening-rounds']}/counts/", f"{base}/offers/{made['offers']}/use/")
    assert {address: count for address in forms if (count := asked(officer, address)) > MOST} == {}


def test_a_deployment_is_recorded_with_few_queries(officer: Client, cast: Cast) -> None:
    pk = some_of_each(cast, 1)["practitioners"]
    days = {f"{name}_{part}": 3 for name in ("incident_on", "deployed_on") for part in ("day", "month")}
    data = {"practitioner": pk, "supported": 3, "incident_on_year": 2022, "deployed_on_year": 2022, **days}
    with CaptureQueriesContext(connection) as caught:
        assert officer.post("/welfare/wellbeing/deployments/new/", data).status_code == 302
    assert sum(not query["sql"].startswith(("SAVEPOINT", "RELEASE")) for query in caught) <= MOST_TO_ENTER
