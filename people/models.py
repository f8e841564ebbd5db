"""The records of the people app, by family."""

from people.performance.decisions import ModerationDecision, RatingReview, RatingReviewChange
from people.performance.models import Appraisal, PerformanceYear, PerformanceYearChange, ScaleValue
from people.performance.objectives import Conversation, Objective, SelfAssessment
from people.performance.panels import ModerationPanel, ModerationPanelChange, PanelMember
from people.performance.ratings import Rating, RatingChange
from people.performance.reminded import PerformanceReminder
from people.probation.models import EntryRoute, Probation, Resignation
from people.promotion.around import Endorsement, Feedback, OutcomeLetter, PoolPlace, ProcessAdjustment
from people.promotion.models import (
    OwnApplication,
    PromotionApplication,
    PromotionApplicationChange,
    PromotionProcess,
)
from people.promotion.stages import BoardCandidate, PromotionBoard, PromotionStage, StageResult
from people.promotion.started import StartedApplication
from people.recruitment.models import RecruitmentCampaign, RepresentationTarget
from people.talent.learning import Completion, Course, LearnerProfile, Requirement
from people.talent.models import CriticalRole, Succession, TalentPool, TalentPoolMember, TalentProfile
from people.workforce.constraints import PostingConstraint
from people.workforce.models import Department, EqualityMonitoring, Person, Post, Rank, SpecialDuty, User

__all__ = [
    "Appraisal",
    "BoardCandidate",
    "Completion",
    "Conversation",
    "Course",
    "CriticalRole",
    "Department",
    "Endorsement",
    "EntryRoute",
    "EqualityMonitoring",
    "Feedback",
    "LearnerProfile",
    "ModerationDecision",
    "ModerationPanel",
    "ModerationPanelChange",
    "Objective",
    "OutcomeLetter",
    "OwnApplication",
    "PanelMember",
    "PerformanceReminder",
    "PerformanceYear",
    "PerformanceYearChange",
    "Person",
    "PoolPlace",
    "Post",
    "PostingConstraint",
    "Probation",
    "ProcessAdjustment",
    "PromotionApplication",
    "PromotionApplicationChange",
    "PromotionBoard",
    "PromotionProcess",
    "PromotionStage",
    "Rank",
    "Rating",
    "RatingChange",
    "RatingReview",
    "RatingReviewChange",
    "RecruitmentCampaign",
    "RepresentationTarget",
    "Requirement",
    "Resignation",
    "ScaleValue",
    "SelfAssessment",
    "SpecialDuty",
    "StageResult",
    "StartedApplication",
    "Succession",
    "TalentPool",
    "TalentPoolMember",
    "TalentProfile",
    "User",
]
