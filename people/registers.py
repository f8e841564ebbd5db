"""The registers of the people app, in the order of the menu: a section of the menu for each list."""

from typing import Any

from people.performance import registers as performance
from people.places import COMPARISON, COMPLIANCE, EQUALITY, PERFORMANCE_PROGRESS, PROJECTION, SUCCESSION, TALENT_MAP
from people.probation import registers as probation
from people.promotion import registers as promotion
from people.recruitment import registers as recruitment
from people.talent import registers as talent
from people.workforce import registers as workforce
from wmp.lib.registers import Register

REGISTERS: list[Register] = [
    workforce.PEOPLE,
    workforce.POSTS,
    workforce.POSTING_CONSTRAINTS,
    probation.PROBATION,
    workforce.SPECIAL_DUTY,
]

# What stands in the menu of each section, in its order: the pages of work beside the registers.
PERFORMANCE: list[Register] = performance.REGISTERS
PERFORMANCE_MENU: list[Any] = [PERFORMANCE_PROGRESS, *PERFORMANCE]
PROMOTION: list[Register] = promotion.REGISTERS
PROMOTION_MENU: list[Any] = [*PROMOTION, EQUALITY]
TALENT: list[Register] = talent.REGISTERS
TALENT_MENU: list[Any] = [TALENT_MAP, SUCCESSION, COMPLIANCE, *TALENT]
RECRUITMENT: list[Register] = recruitment.REGISTERS
RECRUITMENT_MENU: list[Any] = [*RECRUITMENT, COMPARISON, PROJECTION]
