"""Pages ask the database a few times, however many records there are."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from people.roles import Role
from tests.base import Cast
from tests.welfare.joining.made import at, booked, held, notice_of, returned, screened
from tests.welfare.made import MONDAY, on
from tests.welfare.passports.made import passport_of, sent
from welfare.joining.dyslexia import DyslexiaReferral

pytestmark = pytest.mark.django_db
# The test's own transaction makes the request's one a savepoint.
SAVEPOINT = 2


@pytest.mark.parametrize(
    ("name", "most"),
    [
        ("welfare:intakes", 9),
        ("welfare:diary", 7),
        ("welfare:recruitment-notices-list", 7),
        ("welfare:dyslexia-referrals-list", 7),
        ("welfare:assessments-list", 7),
        ("welfare:access-to-work-list", 7),
    ],
)
def test_lists(cast: Cast, client: Client, name: str, most: int, django_assert_max_num_queries: Any) -> None:
    officer = cast.of(Role.RA_OFFICER)
    client.force_login(officer)
    with on(MONDAY):
        for number in range(6):
            referral = screened(officer, name=f"Dana{number} Dunn")
            booked(referral, by=officer, assessor=cast.of(Role.DYSLEXIA_ASSESSOR), starts_at=at(MONDAY, 9 + 2 * number))
            notice_of(officer)
        client.get(reverse(name))  # what is kept in process
        with django_assert_max_num_queries(most):
            assert client.get(reverse(name)).status_code == 200


def test_pages_of_records(cast: Cast, client: Client, django_assert_max_num_queries: Any) -> None:
    """What is classified is read on pages of its own: each costs one to read it and one to log that it was read."""
    officer = cast.of(Role.RA_OFFICER)
    client.force_login(officer)
    with on(MONDAY):
        pages = [
            ("recruitment-notices-detail", notice_of(officer).pk, 8),
            ("dyslexia-referrals-detail", returned(officer).pk, 8),
            # With who they became, their passport, and their assessments.
            ("dyslexia-referrals-detail", risk_assessed(cast).pk, 8),
            ("assessments-detail", held(cast.bob.person, by=officer, assessor=cast.of(Role.DYSLEXIA_ASSESSOR)).pk, 8),
        ]
        for name, pk, most in pages:
            with django_assert_max_num_queries(most + SAVEPOINT):
                assert client.get(reverse(f"welfare:{name}", args=[pk])).status_code == 200


def risk_assessed(cast: Cast) -> DyslexiaReferral:
    """Somebody who has joined, with a passport, and whose assessment waits."""
    officer = cast.of(Role.RA_OFFICER)
    referral = screened(officer, name="Rita Ray")
    sent(passport_of(cast.charlie))
    referral.match(cast.charlie.person, by=officer)
    booked(referral, by=officer, assessor=cast.of(Role.DYSLEXIA_ASSESSOR), starts_at=at(MONDAY, 17))
    referral.assess_risk(by=officer, on=MONDAY, measures="A buddy")
    return referral
