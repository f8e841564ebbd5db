"""A token gives what its account's pages give at that moment, and less where its scope is smaller; never more."""

import pytest
from django.test import Client

from people.models import User
from people.roles import Role
from tests.base import Cast
from tests.board.api.asking import ask, document, secret
from tests.board.papers.drafts import ATTENDANCE, PROMOTION, a_run
from tests.editions import BUDGETING, content, given_to, issued, public_content
from wmp.board.api import tokens
from wmp.board.models import Edition, EditionReader

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_refusal_is_told")]


@pytest.fixture
def editions(cast: Cast) -> list[Edition]:
    """A restricted one, given to Bob by name, and a public one; and nightly figures."""
    a_run()
    found = [issued(cast, said) for said in (content(), public_content())]
    given_to(cast.bob, found[0], cast.of(Role.BOARD_SECRETARY))
    return found


def everybody(cast: Cast) -> list[User]:
    return [cast.alice, cast.bob, cast.charlie, *cast.by_role.values()]


def pages(account: User, addresses: list[str]) -> list[bool]:
    client = Client()
    client.force_login(account)
    return [client.get(address).status_code == 200 for address in addresses]


def test_each_token_reads_what_its_account_s_pages_show(cast: Cast, editions: list[Edition]) -> None:
    keys = [ATTENDANCE, PROMOTION, BUDGETING, "welfare.passports"]
    for account in everybody(cast):
        shown = pages(account, [f"/papers/editions/{each.pk}/files/" for each in editions])
        nightly = pages(account, [f"/board/2022-04-01/{key}/json/" for key in keys])
        scopes = tokens.scopes_of(account)
        assert scopes or not any([*shown, *nightly]), account
        for scope in scopes:
            token = secret(account, scope)
            read = [ask(token, f"/editions/{each.pk}.csv").status_code == 200 for each in editions]
            assert read == [False, shown[1]] if scope == "public" else read == shown, (account, scope)
            read = [ask(token, f"/figures/{key}").status_code == 200 for key in keys]
            assert read == nightly if scope == "figures" else not any(read), (account, scope)


def test_lists_hold_nothing_else(cast: Cast, editions: list[Edition]) -> None:
    for account in everybody(cast):
        for scope in tokens.scopes_of(account):
            token = secret(account, scope)
            for each in document(ask(token, "/editions"))["editions"]:
                assert ask(token, f"/editions/{each['id']}").status_code == 200
            listed = ask(token, "/figures")
            for each in document(listed)["figures"] if listed.status_code == 200 else ():
                assert ask(token, f"/figures/{each['key']}").status_code == 200


def test_beyond_its_scope_is_forbidden_and_what_its_account_does_not_see_is_not_found(
    cast: Cast, editions: list[Edition]
) -> None:
    restricted = f"/editions/{editions[0].pk}"
    assert ask(secret(cast.of(Role.BOARD_SECRETARY), "public"), restricted).status_code == 403
    assert ask(secret(cast.of(Role.BOARD_SECRETARY), "editions"), "/figures").status_code == 403
    assert ask(secret(cast.of(Role.BOARD_READER), "editions"), restricted).status_code == 404
    assert ask(secret(cast.of(Role.PEOPLE_DATA), "figures"), "/figures/change.budgeting").status_code == 404


def test_what_was_taken_back_from_the_account_is_gone_from_its_token(cast: Cast, editions: list[Edition]) -> None:
    cast.bob.groups.add(*cast.of(Role.BOARD_READER).groups.all())
    token = secret(cast.bob, "editions")
    assert len(document(ask(token, "/editions"))["editions"]) == 2
    taken = {"taken_back_by": cast.of(Role.BOARD_SECRETARY), "taken_back_at": editions[0].issued_at, "reason": "-"}
    EditionReader.objects.unscoped().update(**taken)
    assert ask(token, f"/editions/{editions[0].pk}").status_code == 404
    assert [each["audience"] for each in document(ask(token, "/editions"))["editions"]] == ["public"]
