"""Who gets what at every address: role by address by own and other record. An address without a rule fails.

The rules stand in tests/access, a file for each app. Invisible is 404, visible but not permitted is 403, and whoever
has not signed in is sent to the sign-in page.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

import pytest
from django.db import transaction
from django.test import Client, override_settings
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from pytest_django import DjangoDbBlocker

from people.roles import Role
from tests.access.matrix import RULES, TWICE, records_of
from tests.access.rules import EVERYBODY, Rule, account
from tests.base import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_refusal_is_told")]

# Sessions in cookies spare thousands of answers a query each; who somebody is stays as it is.
COOKIES = "django.contrib.sessions.backends.signed_cookies"


def names(resolver: URLResolver, within: str = "") -> Iterator[str]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLPattern):
            yield within + (entry.name or str(entry.pattern))
        else:
            yield from names(entry, f"{within}{entry.namespace}:" if entry.namespace else within)


ADDRESSES = sorted(set(names(get_resolver())))
OURS = [name for name in ADDRESSES if not name.startswith("admin:")]


def test_every_address_has_a_rule() -> None:
    assert [name for name in OURS if name not in RULES] == [], "Give it a row in the file of its app in tests/access."


def test_every_rule_has_an_address_and_stands_in_one_place() -> None:
    assert [name for name in RULES if name not in OURS] == []
    assert TWICE == []


@dataclass(frozen=True)
class House:
    """The records that addresses name, and a browser for everybody, signed in; for whoever has not, another."""

    records: Mapping[str, int]
    browsers: Mapping[str, Client]

    @contextmanager
    def untouched(self) -> Iterator[None]:
        """Whatever is done within it is undone."""
        with transaction.atomic():
            yield
            transaction.set_rollback(True)

    def answers(self, name: str, rule: Rule, actors: Iterable[str]) -> dict[str, int]:
        """The status that each of them gets at an address. What one of them posts is undone before the next asks."""
        kwargs = {**rule.kwargs, **({"pk": self.records[rule.of]} if rule.of else {})}
        address, got = reverse(name, kwargs=kwargs), {}
        with self.untouched():
            for actor in sorted(actors):
                browser = self.browsers[actor]
                if rule.post:
                    with self.untouched():
                        got[actor] = browser.post(address).status_code
                else:
                    got[actor] = browser.get(address, rule.query).status_code
        return got


@pytest.fixture(scope="module")
def house(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[House]:
    """Made once for all addresses, which takes longer than to ask at one of them."""
    cookies = override_settings(SESSION_ENGINE=COOKIES)
    with django_db_blocker.unblock(), cookies, transaction.atomic():
        cast = Cast.assemble()
        browsers = {actor: Client() for actor in EVERYBODY}
        for actor, browser in browsers.items():
            browser.force_login(account(cast, actor))
        yield House(records_of(cast), {**browsers, "nobody": Client()})
        transaction.set_rollback(True)


CASES = [(name, rule) for name, rules in RULES.items() for rule in rules]


@pytest.mark.parametrize(
    ("name", "rule"), [pytest.param(*case, id=f"{case[0]} {case[1].of}".strip()) for case in CASES]
)
def test_everybody_gets_what_the_rule_says(name: str, rule: Rule, house: House) -> None:
    got = house.answers(name, rule, EVERYBODY)
    assert got == {actor: rule.status_for(actor) for actor in got}


def test_whoever_has_not_signed_in_is_sent_to_sign_in(house: House) -> None:
    closed = [name for name, rules in RULES.items() if rules and name not in ("accessibility", "privacy")]
    for name in closed:
        # Programs are told that a token is wanted; they have no use for a page.
        expected = 401 if RULES[name][0].others == 401 else 302
        assert house.answers(name, RULES[name][0], ["nobody"]) == {"nobody": expected}, name


@pytest.mark.parametrize("name", ["admin:index", "admin:people_user_changelist", "admin:people_rank_add"])
def test_administration_is_the_administrators(name: str, house: House) -> None:
    expected = {actor: 200 if actor == Role.ADMINISTRATOR else 302 for actor in EVERYBODY}
    assert house.answers(name, Rule(EVERYBODY), EVERYBODY) == expected


def test_administration_registers_no_record_about_a_person() -> None:
    registered = {name.split("_")[1] for name in ADDRESSES if name.startswith("admin:people_")}
    assert registered == {"user", "department", "rank", "entryroute"}
