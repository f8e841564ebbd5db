"""Cases and officers are found as one types, among those that one may see, ten at most."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from people.models import User
from people.roles import Role
from tests.base import Cast, person, probation, user
from tests.welfare.made import case_of, on
from welfare.cases.models import CaseStatus, WelfareCase

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(cast: Cast, client: Client) -> WelfareCase:
    officer = cast.of(Role.WELFARE_OFFICER)
    client.force_login(officer)
    with on():
        return case_of(cast.bob.person, by=cast.alice, owner=officer)


def picked(client: Client, words: str, what: str = "cases") -> Any:
    response = client.get(f"/welfare/pick-{what}/", {"q": words})
    assert response.status_code == 200
    return response.json()


@pytest.mark.parametrize("words", ["ba", "bak", "bob", "Baker, Bob", "bob baker", "B1", "b1", "W-B1"])
def test_a_case_is_found_by_name_or_number(client: Client, case: WelfareCase, words: str) -> None:
    assert picked(client, words) == [{"value": case.reference, "text": f"Bob Baker, B1 ({case.reference}, open)"}]


def test_a_case_is_found_by_its_own_number(client: Client, case: WelfareCase) -> None:
    assert len(picked(client, case.reference)) == len(picked(client, case.reference.lower())) == 1


@pytest.mark.parametrize("words", ["", "b", "zz", "cook", "W999", "W99999999999999999999", "a\0b", "%", "_" * 300])
def test_nothing_is_found_for_nothing_that_fits(client: Client, case: WelfareCase, words: str) -> None:
    assert picked(client, words) == []


def test_only_those_that_one_may_see_are_found(client: Client, cast: Cast, case: WelfareCase) -> None:
    for who in (cast.charlie, cast.alice, cast.bob, user("another", Role.WELFARE_OFFICER), cast.of(Role.AUDITOR)):
        client.force_login(who)
        assert picked(client, "baker") == [] == picked(client, case.reference)
    client.force_login(cast.of(Role.WELFARE_LEAD))
    assert len(picked(client, "baker")) == 1


def test_a_closed_case_is_not_offered(client: Client, cast: Cast, case: WelfareCase) -> None:
    case.close(by=cast.alice, outcome="left", themes=[])
    assert case.status == CaseStatus.CLOSED and picked(client, "baker") == []


def many(by: User, size: int) -> None:
    for n in range(size):
        student = person(f"S{n:02}", f"Sam Smith{n:02}")
        probation(student)
        case_of(student, by=by)


def test_ten_at_most_by_name(client: Client, cast: Cast, case: WelfareCase) -> None:
    many(cast.alice, 12)
    found = [each["text"].partition(",")[0] for each in picked(client, "smith")]
    assert len(found) == 10 and found == sorted(found)
    assert [each["value"] for each in picked(client, "smith", "officers")] == [f"S{n:02}" for n in range(10)]


def test_student_officers_are_found_by_the_team_and_their_manager(client: Client, cast: Cast) -> None:
    for who in (cast.of(Role.WELFARE_OFFICER), cast.of(Role.WELFARE_LEAD), cast.alice):
        client.force_login(who)
        assert picked(client, "baker", "officers") == [{"value": "B1", "text": "Bob Baker, B1"}]
    client.force_login(cast.charlie)
    assert picked(client, "baker", "officers") == []


def test_whoever_is_no_student_officer_any_more_is_not_found(client: Client, cast: Cast) -> None:
    cast.bob.person.probations.unscoped().update(ended_on=date(2022, 1, 1), outcome="left")
    client.force_login(cast.of(Role.PEOPLE_DATA))
    assert picked(client, "baker", "officers") == [] == picked(client, "cook", "officers")
