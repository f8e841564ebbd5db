"""The page of a case."""

import pytest

from people.roles import Role
from tests.base import Cast
from tests.welfare.made import case_of, on, stored
from welfare.cases.models import CaseStatus

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("status", CaseStatus.values)
def test_builders_bring_a_case_where_they_say(cast: Cast, status: str) -> None:
    officer = cast.of(Role.WELFARE_OFFICER)
    with on():
        case = case_of(cast.bob.person, by=cast.alice, owner=officer, status=CaseStatus(status))
    assert (stored(case).status, stored(case).owner) == (status, officer)
