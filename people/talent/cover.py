"""Succession cover: who could follow in each critical role, and where nobody could.

Only who serves counts: somebody without a post today, and the holder, cover nothing. A role is a single point of
failure while nobody is ready now, and has no cover while nobody is named at all.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from people.talent.models import CriticalRole, Readiness, Risk, Succession
from people.workforce.models import Person, User
from people.workforce.posted import holds_a_post
from wmp.lib import clock

NO_COVER, SINGLE_POINT, COVERED = "No cover", "Single point of failure", "Covered"
# The most dangerous first.
DANGERS = (NO_COVER, SINGLE_POINT, COVERED)
RISKS = (Risk.HIGH.value, Risk.MEDIUM.value, Risk.LOW.value)


@dataclass(frozen=True)
class Successor:
    person: Person
    readiness: str
    serves: bool


@dataclass
class Cover:
    """One critical role, who holds it, and who could follow."""

    role: CriticalRole
    holder_serves: bool
    named: Sequence[Successor]
    #: Other roles whose only cover is the only cover of this one.
    shared_with: list[str] = field(default_factory=list)

    @property
    def counted(self) -> list[Successor]:
        return [each for each in self.named if each.serves and each.person.pk != self.role.holder_id]

    def ready(self, readiness: str) -> list[Successor]:
        return [each for each in self.counted if each.readiness == readiness]

    @property
    def gone(self) -> list[Successor]:
        """Named still, but without a post today."""
        return [each for each in self.named if not each.serves]

    @property
    def danger(self) -> str:
        if not self.counted:
            return NO_COVER
        return COVERED if self.ready(Readiness.NOW) else SINGLE_POINT

    @property
    def is_vacant(self) -> bool:
        return self.role.holder_id is None or not self.holder_serves

    @property
    def only_cover(self) -> Person | None:
        """The one person on whom the role depends: the only one ready now, or the only one at all."""
        those = self.ready(Readiness.NOW) or self.counted
        return those[0].person if len(those) == 1 else None

    @property
    def order(self) -> Any:
        """The most dangerous first: by cover, then roles that stand empty, then by risk."""
        return DANGERS.index(self.danger), not self.is_vacant, RISKS.index(self.role.risk), self.role.title


def covers(user: User) -> list[Cover]:
    """The critical roles of today, the most dangerous first. Two queries, however many roles."""
    today = clock.today()
    roles: Any = CriticalRole.objects.visible_to(user).filter(retired_on=None).select_related("holder", "department")
    named: dict[int, list[Successor]] = defaultdict(list)
    succession: Any = Succession.objects.visible_to(user).filter(role__retired_on=None).select_related("person")
    for each in succession.annotate(serves=holds_a_post("person", today)):
        named[each.role_id].append(Successor(each.person, each.readiness, each.serves))
    found = [Cover(role, role.serves, named[role.pk]) for role in roles.annotate(serves=holds_a_post("holder", today))]
    _share(found)
    return sorted(found, key=lambda each: each.order)


def _share(found: Sequence[Cover]) -> None:
    """Points out roles that all depend on one and the same person."""
    depending: dict[int, list[Cover]] = defaultdict(list)
    for cover in found:
        if cover.only_cover:
            depending[cover.only_cover.pk].append(cover)
    for those in depending.values():
        for cover in those:
            cover.shared_with = [other.role.title for other in those if other is not cover]
