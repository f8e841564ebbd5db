"""The people section of the board paper."""

from people.performance.figures import performance_year, rating_distribution
from people.probation.figures import retention_by_entry_route
from people.promotion.figures import promotion_success
from people.recruitment.figures import female_recruits, specials_recruitment, uplift_recruits
from people.workforce.figures import representation_by_rank, representation_by_staff_type, specials_hours

FIGURES = [
    representation_by_staff_type,
    representation_by_rank,
    retention_by_entry_route,
    promotion_success,
    specials_hours,
    specials_recruitment,
    uplift_recruits,
    female_recruits,
    performance_year,
    rating_distribution,
]
