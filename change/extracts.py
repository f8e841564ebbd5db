"""The app's incoming files, in the order of a first load."""

from change.portfolio import extracts as portfolio
from change.reviews import extracts as reviews

EXTRACTS = [*portfolio.EXTRACTS, *reviews.EXTRACTS]
