"""The records of the welfare app, by family."""

from welfare.cases.closures import Closure
from welfare.cases.entries import (
    Briefing,
    Contact,
    Document,
    DocumentRemoval,
    Entry,
    Signal,
    Task,
    TaskChange,
)
from welfare.cases.models import CaseBreakGlass, WelfareCase, WelfareCaseChange
from welfare.cases.own_case import OwnCase
from welfare.cases.reminders import Reminder
from welfare.joining.access_to_work import AccessToWork, AccessToWorkChange
from welfare.joining.assessments import Assessment, AssessmentChange, AssessmentOutcome
from welfare.joining.dyslexia import (
    DyslexiaAnswers,
    DyslexiaReferral,
    DyslexiaReferralChange,
    FormLink,
    RiskAlert,
    RiskAssessment,
)
from welfare.joining.models import NoticeNeed, RecruitmentNotice, RecruitmentNoticeChange
from welfare.passports.adjustments import Adjustment, AdjustmentChange
from welfare.passports.entries import Comment, Recommendation, Review
from welfare.passports.medical import MedicalDetail
from welfare.passports.models import Passport, PassportChange
from welfare.passports.reminded import PassportReminder
from welfare.passports.sharing import ManagerAsked, PassportVersion, Share
from welfare.referrals.entries import OHAppointment, OHRecommendation, OHRelease
from welfare.referrals.made import MadeReferral
from welfare.referrals.models import OHReason, OHReferral, OHReferralChange
from welfare.resignations.models import KnownResignation
from welfare.wellbeing.models import (
    AbsenceReason,
    Assault,
    Attendance,
    Deployment,
    OfferUse,
    Practitioner,
    PulseAnswer,
    ScreeningCount,
    ScreeningRound,
    TrainingCount,
    WellbeingOffer,
)

__all__ = [
    "AbsenceReason",
    "AccessToWork",
    "AccessToWorkChange",
    "Adjustment",
    "AdjustmentChange",
    "Assault",
    "Assessment",
    "AssessmentChange",
    "AssessmentOutcome",
    "Attendance",
    "Briefing",
    "CaseBreakGlass",
    "Closure",
    "Comment",
    "Contact",
    "Deployment",
    "Document",
    "DocumentRemoval",
    "DyslexiaAnswers",
    "DyslexiaReferral",
    "DyslexiaReferralChange",
    "Entry",
    "FormLink",
    "KnownResignation",
    "MadeReferral",
    "ManagerAsked",
    "MedicalDetail",
    "NoticeNeed",
    "OHAppointment",
    "OHReason",
    "OHRecommendation",
    "OHReferral",
    "OHReferralChange",
    "OHRelease",
    "OfferUse",
    "OwnCase",
    "Passport",
    "PassportChange",
    "PassportReminder",
    "PassportVersion",
    "Practitioner",
    "PulseAnswer",
    "Recommendation",
    "RecruitmentNotice",
    "RecruitmentNoticeChange",
    "Reminder",
    "Review",
    "RiskAlert",
    "RiskAssessment",
    "ScreeningCount",
    "ScreeningRound",
    "Share",
    "Signal",
    "Task",
    "TaskChange",
    "TrainingCount",
    "WelfareCase",
    "WelfareCaseChange",
    "WellbeingOffer",
]
