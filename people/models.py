"""The records of the people app, by family."""

from people.probation.models import EntryRoute, Probation, Resignation
from people.promotion.models import PromotionApplication, PromotionApplicationChange, PromotionProcess
from people.workforce.constraints import PostingConstraint
from people.workforce.models import Department, EqualityMonitoring, Person, Post, Rank, SpecialDuty, User

__all__ = [
    "Department",
    "EntryRoute",
    "EqualityMonitoring",
    "Person",
    "Post",
    "PostingConstraint",
    "Probation",
    "PromotionApplication",
    "PromotionApplicationChange",
    "PromotionProcess",
    "Rank",
    "Resignation",
    "SpecialDuty",
    "User",
]
