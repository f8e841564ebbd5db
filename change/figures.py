"""The change section of the board paper."""

from change.portfolio.figures import portfolio
from change.reviews.figures import costs_and_benefits, fte_efficiencies

FIGURES = [portfolio, costs_and_benefits, fte_efficiencies]
