"""Wellbeing offers: what is open, and how often each was used."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from people.roles import Role
from tests.base import Cast
from welfare.models import OfferUse, WellbeingOffer
from welfare.wellbeing.forms import last_months
from wmp.lib import clock

pytestmark = pytest.mark.django_db

OFFERS = "/welfare/wellbeing/offers/"


@pytest.fixture
def officer(cast: Cast, client: Client) -> Client:
    client.force_login(cast.of(Role.WELFARE_OFFICER))
    return client


@pytest.fixture
def physio() -> WellbeingOffer:
    return WellbeingOffer.objects.create(name="Physiotherapy", provider="Wellbeing team")


def use(client: Client, offer: WellbeingOffer, **used: object) -> Any:
    address = f"{OFFERS}{offer.pk}/use/"
    page = client.get(address).content.decode()
    mark = page.partition('name="opened_with" value="')[2].partition('"')[0]
    kept = {f"used_{each.month:%Y_%m}": each.used for each in OfferUse.objects.unscoped().filter(offer=offer)}
    return client.post(address, {**kept, **used, "opened_with": mark})


def box(month: date) -> str:
    return f"used_{month:%Y_%m}"


def test_an_offer_is_added(officer: Client) -> None:
    response = officer.post(f"{OFFERS}new/", {"name": "Yoga", "description": "On Mondays", "provider": ""})
    page = officer.get(response["Location"]).content.decode()
    assert "Open now" in page and "On Mondays" in page


def test_an_offer_cannot_end_before_it_opens(officer: Client) -> None:
    first = {"open_since_day": 2, "open_since_month": 5, "open_since_year": 2022}
    last = {"ended_on_day": 1, "ended_on_month": 5, "ended_on_year": 2022}
    response = officer.post(f"{OFFERS}new/", {"name": "Yoga", **first, **last})
    assert b"An offer cannot end before it opens." in response.content


@pytest.mark.parametrize(
    ("since", "until", "standing"),
    [(None, None, "now"), (0, 0, "now"), (1, None, "to come"), (-9, -1, "ended"), (-9, 1, "now")],
)
def test_what_is_open(
    officer: Client, physio: WellbeingOffer, since: int | None, until: int | None, standing: str
) -> None:
    days = [None if days is None else clock.today() + timedelta(days=days) for days in (since, until)]
    WellbeingOffer.objects.unscoped().update(open_since=days[0], ended_on=days[1])
    words = {"now": "Open now", "to come": "Not open yet", "ended": "Ended"}[standing]
    assert f"{words}</strong>" in officer.get(f"{OFFERS}{physio.pk}/").content.decode()
    found = {each for each in ("now", "to come", "ended") if listed(officer, each)}
    assert found == {standing}


def listed(client: Client, when: str) -> bool:
    return "Physiotherapy" in client.get(OFFERS, {"open": when}).content.decode()


def test_use_is_entered_by_month_and_shown_as_a_trend(officer: Client, physio: WellbeingOffer) -> None:
    now, before, *_ = last_months(12)
    assert use(officer, physio, **{box(now): 14, box(before): 20}).status_code == 302
    page = officer.get(f"{OFFERS}{physio.pk}/").content.decode()
    assert f"{now:%B %Y}" in page and ">14</td>" in page and ">-6</td>" in page and "not counted" in page


def test_a_month_is_corrected_and_taken_out(officer: Client, physio: WellbeingOffer) -> None:
    now, before, *_ = last_months(12)
    use(officer, physio, **{box(now): 14, box(before): 20})
    use(officer, physio, **{box(now): 15, box(before): ""})
    assert list(OfferUse.objects.unscoped().values_list("month", "used")) == [(now, 15)]


@pytest.mark.parametrize("used", ["-1", "1.5", "ten", "1000000"])
def test_use_is_a_whole_number(officer: Client, physio: WellbeingOffer, used: str) -> None:
    response = use(officer, physio, **{box(last_months(1)[0]): used})
    assert response.status_code == 200 and b"There is a problem" in response.content
    assert not OfferUse.objects.unscoped().exists()


def test_the_last_months_run_over_the_turn_of_the_year() -> None:
    with clock.at(clock.now().replace(year=2022, month=2, day=28)):
        assert last_months(3) == [date(2022, 2, 1), date(2022, 1, 1), date(2021, 12, 1)]


def test_others_do_not_write(client: Client, cast: Cast, physio: WellbeingOffer) -> None:
    for who, status in ((cast.of(Role.PEOPLE_DATA), 403), (cast.bob, 404)):
        client.force_login(who)
        assert client.post(f"{OFFERS}{physio.pk}/use/", {}).status_code == status
