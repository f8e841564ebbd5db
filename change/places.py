"""The pages of work of the change app, as they stand beside the registers in the menu of their section."""

from functools import partial

from people.roles import Role
from wmp.lib.places import Place

_place = partial(Place, namespace="change")

BENEFIT_READERS = (Role.CHANGE_MANAGER, Role.BENEFIT_OWNER)
BENEFITS_OVERVIEW = _place("Overview of benefits", "benefits-overview", BENEFIT_READERS)
BENEFITS_HANDOVER = _place("Handed over", "benefits-handover", BENEFIT_READERS)
