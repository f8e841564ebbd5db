"""Benefits: the change manager's; each is seen besides by whoever owns it, with a role or without. Here that is Bob."""

from datetime import date
from decimal import Decimal

from change.benefits.measurements import measure
from change.models import Benefit, Project
from people.roles import Role
from tests.access.rules import BOB, CHANGE, EVERYBODY, Rule, Rules, record, those, verb
from tests.base import DAY, Cast

READERS = Rule(those(CHANGE, Role.BENEFIT_OWNER))
# It is in delivery, so other verbs do not fit it now.
MANAGERS_VERB = verb("benefit", CHANGE, seen_by=those(BOB))
NOT_NOW = verb("benefit", CHANGE, seen_by=those(BOB), ok=409)

RULES: Rules = {
    "change:my-benefits": [Rule(EVERYBODY)],
    "change:benefits-overview": [READERS],
    "change:benefits-handover": [READERS],
    "change:benefits-list": [READERS],
    "change:measurements-list": [READERS],
    "change:benefits-new": [Rule(those(CHANGE))],
    "change:benefits-detail": [record("benefit", CHANGE, BOB), record("somebody's benefit", CHANGE)],
    "change:benefits-change": [MANAGERS_VERB, record("identified benefit", CHANGE, BOB)],
    "change:benefits-expected": [MANAGERS_VERB, record("identified benefit", CHANGE, BOB)],
    "change:benefits-measure": [record("benefit", CHANGE, BOB)],
    "change:measurements-correct": [record("measurement", CHANGE, BOB)],
    "change:benefits-profile": [record("identified benefit", CHANGE, BOB)],
    "change:benefits-begin": [record("benefit", CHANGE, BOB, ok=409)],
    "change:benefits-say": [record("benefit", CHANGE, BOB)],
    **{f"change:benefits-{name}": [NOT_NOW] for name in ("approve", "send-back", "verify", "hand-over", "dispute")},
    "change:benefits-re-baseline": [MANAGERS_VERB],
    "change:projects-benefits": [record("projects", CHANGE)],
}


def records(cast: Cast) -> dict[str, int]:
    """Bob's benefit in delivery, with a measurement; one of his whose profile waits; and somebody else's."""
    project = Project.objects.create(name="Statements by tablet", limb="improve")
    profile = {
        "project": project,
        "kind": "non-financial",
        "measure": "Hours a month",
        "unit": "hours",
        "baseline": Decimal(100),
        "baseline_on": date(2021, 4, 1),
        "target": Decimal(50),
        "target_on": date(2023, 3, 31),
    }
    manager = cast.of(CHANGE)
    benefit = Benefit.objects.create(number="B1", description="Less typing", owner=cast.bob, **profile)
    identified = Benefit.objects.create(number="B2", description="Fewer forms", owner=cast.bob, **profile)
    somebodys = Benefit.objects.create(number="B3", description="Fewer calls", **profile)
    benefit.profile(by=cast.bob)
    benefit.approve(by=manager)
    benefit.begin(by=cast.bob, on=DAY)
    return {
        "benefit": benefit.pk,
        "identified benefit": identified.pk,
        "somebody's benefit": somebodys.pk,
        "measurement": measure(benefit, by=cast.bob, value=Decimal(90)).pk,
    }
