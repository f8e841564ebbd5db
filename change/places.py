"""The pages of work of the change app, as they stand beside the registers in the menu of their section."""

from functools import partial

from people.roles import Role
from wmp.lib.places import Place

_place = partial(Place, namespace="change")

# The change manager sees all projects; owners of benefits those that promise them.
PORTFOLIO_PLACE = _place("Portfolio", "portfolio", (Role.CHANGE_MANAGER, Role.BENEFIT_OWNER))

BENEFIT_READERS = (Role.CHANGE_MANAGER, Role.BENEFIT_OWNER)
BENEFITS_OVERVIEW = _place("Overview of benefits", "benefits-overview", BENEFIT_READERS)
BENEFITS_HANDOVER = _place("Handed over", "benefits-handover", BENEFIT_READERS)

INVESTMENT_PRINCIPLES = _place("Investment by principle", "investment-principles", (Role.CHANGE_MANAGER,))
SURVEY_TREND = _place("Survey trend", "survey-trend", (Role.CHANGE_MANAGER,))
REVIEW_OPENING = _place("Open a review", "benefits-reviews-open", (Role.CHANGE_MANAGER,))
COMPARE_REVIEWS = _place("Compare reviews", "reviews-compare", (Role.CHANGE_MANAGER,))
