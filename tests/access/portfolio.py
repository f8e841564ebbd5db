"""The portfolio: the change manager's; owners of benefits see their projects, and whoever is to do an action that."""

from change.models import (
    Action,
    Benefit,
    Decision,
    Dependency,
    GovernanceBody,
    Milestone,
    Programme,
    Project,
    Risk,
    StatusUpdate,
)
from people.roles import Role
from tests.access.rules import BOB, CHANGE, Rule, Rules, record, those, verb
from tests.base import DAY, Cast

OWNER = Role.BENEFIT_OWNER
CHANGE_ONLY = Rule(those(CHANGE))
BOTH = Rule(those(CHANGE, OWNER))
#: Below a project, and seen by owners of its benefits; risks are not.
OWNERS = ("milestones", "status-updates", "dependencies")
BELOW = (*OWNERS, "risks")
GOVERNANCE = ("governance-bodies", "decisions", "actions")
VERBS = {
    "milestones": {"meet": 200, "re-baseline": 200, "drop": 200, "reopen": 409},
    "dependencies": {"meet": 200, "drop": 200, "reopen": 409},
}

RULES: Rules = {
    # The addresses of sections lead to the first page that is open to the reader.
    "change:portfolio-section": [Rule(those(), led_on=those(CHANGE, OWNER))],
    "change:benefits-section": [Rule(those(), led_on=those(CHANGE, OWNER))],
    "change:reviews-section": [Rule(those(), led_on=those(CHANGE))],
    "change:budgeting-section": [Rule(those(), led_on=those(CHANGE))],
    "change:portfolio": [BOTH],
    "change:pick-accounts": [CHANGE_ONLY],
    "change:programmes-list": [CHANGE_ONLY],
    **{f"change:{name}-list": [BOTH] for name in ("projects", *OWNERS)},
    **{f"change:{name}-list": [CHANGE_ONLY] for name in ("risks", *GOVERNANCE)},
    **{f"change:{name}-new": [CHANGE_ONLY] for name in ("programmes", "projects", *BELOW, *GOVERNANCE)},
    # A programme and a project of which somebody owns a benefit: they read, and only the change manager keeps them.
    **{f"change:{name}-detail": [record(f"owned {name}", CHANGE, OWNER)] for name in ("programmes", "projects")},
    **{
        f"change:{name}-change": [verb(f"owned {name}", CHANGE, seen_by=those(OWNER))]
        for name in ("programmes", "projects")
    },
    "change:projects-add": [verb("owned programmes", CHANGE, seen_by=those(OWNER))],
    "change:programmes-close": [verb("owned programmes", CHANGE, seen_by=those(OWNER))],
    "change:programmes-reopen": [verb("owned programmes", CHANGE, seen_by=those(OWNER), ok=409)],
    "change:projects-begin-delivery": [verb("owned projects", CHANGE, seen_by=those(OWNER))],
    **{
        f"change:projects-{name}": [verb("owned projects", CHANGE, seen_by=those(OWNER), ok=409)]
        for name in ("deliver", "begin-closing", "close")
    },
    **{f"change:programmes-{name}": [record("owned programmes", CHANGE, OWNER)] for name in ("projects", "milestones")},
    **{
        f"change:programmes-{name}": [verb("owned programmes", CHANGE, seen_by=those(OWNER))]
        for name in ("decisions", "financial-lines")
    },
    **{f"change:projects-{name}": [record("owned projects", CHANGE, OWNER)] for name in (*OWNERS, "depended-on")},
    **{
        f"change:projects-{name}": [verb("owned projects", CHANGE, seen_by=those(OWNER))]
        for name in ("risks", "decisions", "actions", "financial-lines", "fte-lines")
    },
    **{f"change:{name}-add": [verb("owned projects", CHANGE, seen_by=those(OWNER))] for name in BELOW},
    **{f"change:{name}-detail": [record(name, CHANGE, OWNER)] for name in OWNERS},
    **{f"change:{name}-change": [verb(name, CHANGE, seen_by=those(OWNER))] for name in ("milestones", "dependencies")},
    **{
        f"change:{name}-{step}": [verb(name, CHANGE, seen_by=those(OWNER), ok=ok)]
        for name, steps in VERBS.items()
        for step, ok in steps.items()
    },
    **{f"change:risks-{name}": [record("risks", CHANGE)] for name in ("detail", "change", "close")},
    "change:risks-reopen": [verb("risks", CHANGE, ok=409)],
    # Bodies and decisions are the change manager's; an action besides of Bob, who is to do it.
    **{
        f"change:governance-bodies-{name}": [record("governance-bodies", CHANGE)]
        for name in ("detail", "change", "decisions", "actions")
    },
    **{f"change:decisions-{name}": [record("decisions", CHANGE)] for name in ("detail", "change", "actions")},
    "change:decisions-set-action": [record("decisions", CHANGE)],
    **{f"change:{name}-add": [record("governance-bodies", CHANGE)] for name in ("decisions", "actions")},
    **{f"change:actions-{name}": [record("actions", CHANGE, BOB)] for name in ("detail", "finish")},
    **{f"change:actions-{name}": [verb("actions", CHANGE, seen_by=those(BOB))] for name in ("change", "drop")},
    "change:actions-reopen": [verb("actions", CHANGE, seen_by=those(BOB), ok=409)],
}


def records(cast: Cast) -> dict[str, int]:
    """A project of a programme, with a benefit that the benefit owner owns and one of all that stands below it."""
    programme = Programme.objects.create(name="Estates")
    project = Project.objects.create(name="Heritage", limb="connect", programme=programme)
    Benefit.objects.create(
        number="B-OWNED", project=project, description="Fewer keys", kind="non-financial", owner=cast.of(OWNER)
    )
    body = GovernanceBody.objects.create(name="Organisational Change Board")
    decision = Decision.objects.create(body=body, what="Go on", taken_on=DAY, project=project)
    return {
        "owned programmes": programme.pk,
        "owned projects": project.pk,
        "milestones": Milestone.objects.create(project=project, name="Go live", baseline=DAY).pk,
        "status-updates": StatusUpdate.objects.create(project=project, rag="green", narrative="Well", on=DAY).pk,
        "risks": Risk.objects.create(project=project, title="Rain", likelihood=1, impact=1).pk,
        "dependencies": Dependency.objects.create(project=project, on_other="BT", what="Lines").pk,
        "governance-bodies": body.pk,
        "decisions": decision.pk,
        "actions": Action.objects.create(body=body, what="Ask", owner=cast.bob, due=DAY).pk,
    }
