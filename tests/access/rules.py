"""What a rule of the access matrix says, and whom rules speak of."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from people.roles import Role
from people.workforce.models import User
from tests.base import Cast

ALICE, BOB, CHARLIE = "alice", "bob", "charlie"
EVERYBODY = frozenset({ALICE, BOB, CHARLIE, *Role})
PEOPLE_DATA, PROMOTION, CHANGE = Role.PEOPLE_DATA, Role.PROMOTION_TEAM, Role.CHANGE_MANAGER
SECRETARY, LEAD = Role.BOARD_SECRETARY, Role.WELFARE_LEAD
TALENT = Role.TALENT_LEAD
PERFORMANCE = Role.PERFORMANCE_LEAD
RA, ASSESSOR = Role.RA_OFFICER, Role.DYSLEXIA_ASSESSOR
WELFARE_TEAM = frozenset({LEAD, Role.WELFARE_OFFICER})


@dataclass(frozen=True)
class Rule:
    """Who gets 200, who gets 403, and what all others get. `of` names the record of the address."""

    allowed: frozenset[str]
    refused: frozenset[str] = frozenset()
    others: int = 403
    of: str = ""
    query: Mapping[str, str] = field(default_factory=dict)
    kwargs: Mapping[str, Any] = field(default_factory=dict)
    post: bool = False
    ok: int = 200
    #: Who is led on to pages of their own.
    led_on: frozenset[str] = frozenset()

    def status_for(self, actor: str) -> int:
        if actor in self.led_on:
            return 302
        if actor in self.allowed:
            return self.ok
        return 403 if actor in self.refused else self.others


Rules = dict[str, list[Rule]]


def those(*actors: str) -> frozenset[str]:
    return frozenset(actors)


def record(of: str, *allowed: str, **options: Any) -> Rule:
    """Whoever may not see the record does not find it."""
    return Rule(those(*allowed), others=404, of=of, **options)


def verb(of: str, *allowed: str, seen_by: frozenset[str] = frozenset(), ok: int = 200) -> Rule:
    """A page that only some of those who see the record may open. 409 where the verb does not fit the record now."""
    return Rule(those(*allowed), seen_by, others=404, of=of, ok=ok)


def account(cast: Cast, actor: str) -> User:
    """Whoever an actor of the rules is."""
    named: User = getattr(cast, actor) if actor in (ALICE, BOB, CHARLIE) else cast.of(Role(actor))
    return named
