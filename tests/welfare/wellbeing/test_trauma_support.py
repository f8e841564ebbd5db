"""Trauma support: practitioners, their training, and when they were sent. Never who was supported."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from people.roles import Role
from tests.base import Cast, opened_with
from welfare.models import Deployment, Practitioner
from wmp.lib import clock
from wmp.lib.audit import ReadLog

pytestmark = pytest.mark.django_db

PRACTITIONERS = "/welfare/wellbeing/practitioners/"
DEPLOYMENTS = "/welfare/wellbeing/deployments/"


@pytest.fixture
def officer(cast: Cast, client: Client) -> Client:
    client.force_login(cast.of(Role.WELFARE_OFFICER))
    return client


@pytest.fixture
def charlie(cast: Cast) -> Practitioner:
    """Trained for 2022."""
    return Practitioner.objects.create(
        person=cast.charlie.person, scheme="TRiM", trained_on=date(2022, 1, 1), expires_on=date(2022, 12, 31)
    )


def day(name: str, when: date) -> dict[str, int]:
    return {f"{name}_day": when.day, f"{name}_month": when.month, f"{name}_year": when.year}


def enter(client: Client, number: str, scheme: str = "TRiM", until: date = date(2024, 1, 1)) -> Any:
    days = day("trained_on", date(2022, 1, 10)) | day("expires_on", until)
    return client.post(f"{PRACTITIONERS}new/", {"employee_number": number, "scheme": scheme, **days})


def send(client: Client, who: Practitioner, when: date, supported: object = 4, incident: date | None = None) -> Any:
    days = day("incident_on", incident or when) | day("deployed_on", when)
    return client.post(f"{DEPLOYMENTS}new/", {"practitioner": who.pk, "supported": supported, **days})


def sent() -> int:
    return Deployment.objects.unscoped().count()


def test_a_practitioner_is_found_by_employee_number(officer: Client, cast: Cast) -> None:
    response = enter(officer, " C1 ")
    made = Practitioner.objects.unscoped().get()
    assert response["Location"] == f"{PRACTITIONERS}{made.pk}/" and made.person == cast.charlie.person


def test_whom_nobody_has_and_who_is_one_already(officer: Client, charlie: Practitioner) -> None:
    assert b"Nobody has this employee number" in enter(officer, "Z9").content
    assert b"is a TRiM practitioner already" in enter(officer, "C1").content
    assert enter(officer, "C1", "ESTIP").status_code == 302


def test_training_cannot_end_before_it_was_given(officer: Client) -> None:
    assert b"Training cannot expire before it was given." in enter(officer, "C1", until=date(2021, 1, 1)).content
    assert not Practitioner.objects.unscoped().exists()


def test_training_had_anew_is_entered_and_kept(officer: Client, charlie: Practitioner) -> None:
    form = f"{PRACTITIONERS}{charlie.pk}/change/"
    page = officer.get(form).content.decode()
    assert "employee_number" not in page
    days = day("trained_on", date(2023, 1, 1)) | day("expires_on", date(2026, 1, 1))
    response = officer.post(form, {**days, "opened_with": opened_with(page)})
    assert "1 Jan 2022 → 1 Jan 2023" in officer.get(response["Location"]).content.decode().replace("\xa0", " ")


@pytest.mark.parametrize(
    ("days", "words"),
    [(-1, "Not to be deployed until trained again"), (60, "Book the next"), (61, "Training in force")],
)
def test_the_page_warns(officer: Client, charlie: Practitioner, days: int, words: str) -> None:
    Practitioner.objects.unscoped().update(expires_on=clock.today() + timedelta(days=days))
    page = officer.get(f"{PRACTITIONERS}{charlie.pk}/").content.decode()
    assert words in page and ("Training in force" in page) is (days == 61)


def test_a_deployment_is_recorded_from_the_practitioners_page(officer: Client, charlie: Practitioner) -> None:
    form = officer.get(f"{DEPLOYMENTS}new/", {"practitioner": charlie.pk}).content.decode()
    assert f'<option value="{charlie.pk}" selected' in form
    response = send(officer, charlie, date(2022, 5, 2))
    assert response.status_code == 302
    page = officer.get(f"{PRACTITIONERS}{charlie.pk}/").content.decode()
    assert "2 May 2022" in page and response["Location"] in page


@pytest.mark.parametrize("asked", ["x", "999999", "1" * 30, "-1"])
def test_a_practitioner_that_there_is_not_is_not_filled_in(officer: Client, asked: str) -> None:
    assert officer.get(f"{DEPLOYMENTS}new/", {"practitioner": asked}).status_code == 200


@pytest.mark.parametrize(
    ("when", "refusal"),
    [
        (date(2022, 1, 1), ""),
        (date(2022, 12, 31), ""),
        (date(2023, 1, 1), "Charlie Cook’s TRiM training expired on 31 December 2022"),
        (date(2021, 12, 31), "Charlie Cook was trained in TRiM on 1 January 2022, after this day"),
    ],
)
def test_nobody_is_sent_whose_training_was_not_in_force(
    officer: Client, charlie: Practitioner, when: date, refusal: str
) -> None:
    response = send(officer, charlie, when)
    assert refusal in response.content.decode()
    assert sent() == (0 if refusal else 1)


def test_a_day_of_an_earlier_training_counts(officer: Client, charlie: Practitioner) -> None:
    charlie.trained_on, charlie.expires_on = date(2023, 3, 1), date(2025, 3, 1)
    charlie.save()
    assert send(officer, charlie, date(2022, 6, 1)).status_code == 302
    assert "after this day" in send(officer, charlie, date(2023, 2, 1)).content.decode()


def test_what_else_a_deployment_may_not_be(officer: Client, charlie: Practitioner) -> None:
    Practitioner.objects.unscoped().update(expires_on=clock.today() + timedelta(days=400))
    tomorrow = clock.today() + timedelta(days=1)
    assert b"Day of the deployment must be today or in the past" in send(officer, charlie, tomorrow).content
    early = send(officer, charlie, date(2022, 3, 1), incident=date(2022, 3, 2))
    assert b"Nobody is deployed before the incident." in early.content
    assert send(officer, charlie, date(2022, 3, 1), supported="-1").status_code == 200
    assert sent() == 0


def test_a_mended_deployment_is_asked_again_for_training(officer: Client, charlie: Practitioner) -> None:
    pk = send(officer, charlie, date(2022, 5, 2))["Location"].split("/")[-2]
    form = f"{DEPLOYMENTS}{pk}/change/"
    days = day("incident_on", date(2022, 5, 2)) | day("deployed_on", date(2023, 5, 2))
    data = {"practitioner": charlie.pk, "supported": 4, **days}
    response = officer.post(form, {**data, "opened_with": opened_with(officer.get(form).content.decode())})
    assert "training expired on" in response.content.decode()
    assert Deployment.objects.unscoped().get().deployed_on == date(2022, 5, 2)


def test_a_practitioner_sees_their_own_page_and_changes_nothing(
    client: Client, charlie: Practitioner, cast: Cast
) -> None:
    sent_on = Deployment.objects.create(
        practitioner=charlie, incident_on=date(2022, 2, 1), deployed_on=date(2022, 2, 2), supported=5
    )
    client.force_login(cast.charlie)
    page = client.get(f"{PRACTITIONERS}{charlie.pk}/").content.decode()
    assert "2 February 2022" in page and "Change details" not in page and f'href="{PRACTITIONERS}"' not in page
    assert client.get(f"{DEPLOYMENTS}{sent_on.pk}/").status_code == 200
    assert client.get(f"{DEPLOYMENTS}{sent_on.pk}/change/").status_code == 403
    assert client.get(PRACTITIONERS).status_code == 403


@pytest.mark.parametrize("who", ["alice", "bob"])
def test_others_find_nothing(client: Client, charlie: Practitioner, cast: Cast, who: str) -> None:
    client.force_login(getattr(cast, who))
    assert client.get(f"{PRACTITIONERS}{charlie.pk}/").status_code == 404
    assert enter(client, "A1").status_code == 403 and send(client, charlie, date(2022, 5, 2)).status_code == 403


def test_that_the_page_was_read_is_kept_for_the_practitioner(
    officer: Client, charlie: Practitioner, cast: Cast
) -> None:
    officer.get(f"{PRACTITIONERS}{charlie.pk}/")
    assert ReadLog.objects.visible_to(cast.charlie).filter(kind="welfare.Practitioner").count() == 1
