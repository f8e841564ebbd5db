"""The records of the change app, by family."""

from change.benefits.measurements import Measurement, ProfilePoint
from change.benefits.models import Benefit, BenefitChange
from change.benefits.reminded import BenefitReminder
from change.budgeting.models import BudgetingLine, BudgetingPhase, InvestmentPrinciple, ServiceInvestment
from change.governance.models import Action, ActionChange, Decision, GovernanceBody
from change.portfolio.delivery import (
    Dependency,
    DependencyChange,
    Milestone,
    MilestoneChange,
    Risk,
    RiskChange,
    StatusUpdate,
)
from change.portfolio.models import Programme, ProgrammeChange, Project, ProjectChange
from change.reviews.models import BenefitsReview, BenefitsReviewChange, FinancialLine, FteLine
from change.reviews.rates import Rate
from change.surveys.models import SurveyWave

__all__ = [
    "Action",
    "ActionChange",
    "Benefit",
    "BenefitChange",
    "BenefitReminder",
    "BenefitsReview",
    "BenefitsReviewChange",
    "BudgetingLine",
    "BudgetingPhase",
    "Decision",
    "Dependency",
    "DependencyChange",
    "FinancialLine",
    "FteLine",
    "GovernanceBody",
    "InvestmentPrinciple",
    "Measurement",
    "Milestone",
    "MilestoneChange",
    "ProfilePoint",
    "Programme",
    "ProgrammeChange",
    "Project",
    "ProjectChange",
    "Rate",
    "Risk",
    "RiskChange",
    "ServiceInvestment",
    "StatusUpdate",
    "SurveyWave",
]
