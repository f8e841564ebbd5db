"""The registers of the change app, in the order of the menu: a section of the menu for each list."""

from typing import Any

from change.benefits import registers as benefits
from change.budgeting import registers as budgeting
from change.governance import registers as governance
from change.places import (
    BENEFITS_HANDOVER,
    BENEFITS_OVERVIEW,
    COMPARE_REVIEWS,
    INVESTMENT_PRINCIPLES,
    PORTFOLIO_PLACE,
    REVIEW_OPENING,
    SURVEY_TREND,
)
from change.portfolio import registers as portfolio
from change.reviews import registers as reviews
from change.reviews.rates_register import RATES
from change.surveys import registers as surveys
from wmp.lib.registers import Register

# What stands in the menu of each section, in its order: the pages of work (change/places.py) beside the registers.
PORTFOLIO: list[Register] = [*portfolio.REGISTERS, *governance.REGISTERS]
PORTFOLIO_MENU: list[Any] = [PORTFOLIO_PLACE, *PORTFOLIO]
BENEFITS: list[Register] = [*benefits.REGISTERS]
BENEFITS_MENU: list[Any] = [BENEFITS_OVERVIEW, *BENEFITS, BENEFITS_HANDOVER]
REVIEWS: list[Register] = [*reviews.REGISTERS, RATES]
REVIEWS_MENU: list[Any] = [*REVIEWS, COMPARE_REVIEWS, REVIEW_OPENING]
BUDGETING: list[Register] = [*budgeting.REGISTERS, *surveys.REGISTERS]
BUDGETING_MENU: list[Any] = [*budgeting.REGISTERS, INVESTMENT_PRINCIPLES, *surveys.REGISTERS, SURVEY_TREND]
