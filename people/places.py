"""The pages of work of the people app, as they stand beside the registers in the menu of their section."""

from functools import partial

from people.roles import Role
from wmp.lib.places import Place

_place = partial(Place, namespace="people")

PERFORMANCE_PROGRESS = _place("Progress", "performance-progress", (Role.PERFORMANCE_LEAD,))
EQUALITY = _place("Equality of outcome", "equality-of-outcome", (Role.PROMOTION_TEAM,))
COMPARISON = _place(
    "Campaigns compared",
    "campaigns-compared",
    (Role.TALENT_LEAD, Role.PROMOTION_TEAM, Role.PEOPLE_DATA, Role.BOARD_SECRETARY),
)
PROJECTION = _place("Rank projection", "rank-projection", (Role.TALENT_LEAD, Role.PROMOTION_TEAM, Role.BOARD_SECRETARY))
TALENT_MAP = _place("Talent map", "talent-map", (Role.TALENT_LEAD,))
SUCCESSION = _place("Succession", "succession", (Role.TALENT_LEAD,))
COMPLIANCE = _place("Compliance", "compliance", (Role.TALENT_LEAD,))
