"""The records of the change app, by family."""

from change.portfolio.models import Programme, Project, ProjectChange
from change.reviews.models import BenefitsReview, BenefitsReviewChange, FinancialLine, FteLine

__all__ = [
    "BenefitsReview",
    "BenefitsReviewChange",
    "FinancialLine",
    "FteLine",
    "Programme",
    "Project",
    "ProjectChange",
]
