"""Who may do what with a benefit. Whether its rules let it move is for its verbs to say.

The change manager keeps the register and may do everything but verify what is theirs. Its owner profiles it, begins,
measures and claims it; whoever owns it in business as usual measures it.
"""

from typing import Any

from change.benefits.models import HELD, Benefit
from people.roles import Role

OWNERS_VERBS = frozenset({"profile", "begin", "say"})


def keeps_register(user: Any) -> bool:
    return bool(user.has_role(Role.CHANGE_MANAGER))


def owns(benefit: Benefit, user: Any) -> bool:
    return bool(benefit.owner_id == user.pk)


def may_do(method: str, benefit: Benefit, user: Any) -> bool:
    if method == "verify":
        return keeps_register(user) and user.pk not in benefit.concerned
    return keeps_register(user) or (method in OWNERS_VERBS and owns(benefit, user))


def may_measure(benefit: Benefit, user: Any) -> bool:
    return keeps_register(user) or user.pk in (benefit.owner_id, benefit.bau_owner_id)


def may_profile(benefit: Benefit, user: Any) -> bool:
    """Its owner until it is approved; the change manager later too, what stands then aside."""
    return keeps_register(user) or (owns(benefit, user) and benefit.status not in HELD)
