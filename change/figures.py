"""The change figures of the board paper, by name. `wmp/board/paper.py` says where each stands."""

from change.benefits.figures import benefit_realisation, benefits_by_department
from change.budgeting.figures import budgeting
from change.portfolio.figures import portfolio
from change.reviews.figures import costs_and_benefits, fte_efficiencies
from change.surveys.figures import sms_survey

__all__ = [
    "benefit_realisation",
    "benefits_by_department",
    "budgeting",
    "costs_and_benefits",
    "fte_efficiencies",
    "portfolio",
    "sms_survey",
]
