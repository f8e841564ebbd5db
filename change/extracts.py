"""The app's incoming files, in the order of a first load."""

from change.benefits import extracts as benefits
from change.budgeting import extracts as budgeting
from change.portfolio import extracts as portfolio
from change.reviews import extracts as reviews
from change.surveys import extracts as surveys

EXTRACTS = [*portfolio.EXTRACTS, *reviews.EXTRACTS, *benefits.EXTRACTS, *surveys.EXTRACTS, *budgeting.EXTRACTS]
