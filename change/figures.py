"""The change section of the board paper."""

from change.benefits.figures import benefit_realisation, benefits_by_department
from change.budgeting.figures import budgeting
from change.portfolio.figures import portfolio
from change.reviews.figures import costs_and_benefits, fte_efficiencies
from change.surveys.figures import sms_survey

FIGURES = [
    portfolio,
    costs_and_benefits,
    fte_efficiencies,
    benefits_by_department,
    benefit_realisation,
    sms_survey,
    budgeting,
]
