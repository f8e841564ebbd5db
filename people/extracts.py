"""The app's incoming files, in the order of a first load."""

from people.performance import extracts as performance
from people.probation import extracts as probation
from people.promotion import extracts as promotion
from people.talent import extracts as talent
from people.workforce import extracts as workforce

EXTRACTS = [
    workforce.WORKFORCE,
    workforce.EQUALITY,
    *probation.EXTRACTS,
    *promotion.EXTRACTS,
    workforce.SPECIAL_HOURS,
    *performance.EXTRACTS,
    *talent.EXTRACTS,
]
