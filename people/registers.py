"""The registers of the people app, in the order of the menu."""

from people.probation import registers as probation
from people.promotion import registers as promotion
from people.workforce import registers as workforce
from wmp.lib.registers import Register

REGISTERS: list[Register] = [
    workforce.PEOPLE,
    workforce.POSTS,
    workforce.POSTING_CONSTRAINTS,
    probation.PROBATION,
    promotion.PROCESSES,
    promotion.APPLICATIONS,
    workforce.SPECIAL_DUTY,
]
