"""The people figures of the board paper, by name. `wmp/board/paper.py` says where each stands."""

from people.performance.figures import performance_year, rating_distribution
from people.probation.figures import retention_by_entry_route
from people.promotion.figures import promotion_success
from people.recruitment.figures import female_recruits, specials_recruitment, uplift_recruits
from people.workforce.figures import representation_by_rank, representation_by_staff_type, specials_hours

__all__ = [
    "female_recruits",
    "performance_year",
    "promotion_success",
    "rating_distribution",
    "representation_by_rank",
    "representation_by_staff_type",
    "retention_by_entry_route",
    "specials_hours",
    "specials_recruitment",
    "uplift_recruits",
]
