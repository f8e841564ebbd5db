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
from welfare.passports.adjustments import Adjustment, AdjustmentChange
from welfare.passports.entries import Comment, Recommendation, Review
from welfare.passports.medical import MedicalDetail
from welfare.passports.models import Passport, PassportChange
from welfare.passports.sharing import ManagerAsked, PassportVersion, Share
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
    "Adjustment",
    "AdjustmentChange",
    "Assault",
    "Attendance",
    "Briefing",
    "CaseBreakGlass",
    "Closure",
    "Comment",
    "Contact",
    "Deployment",
    "Document",
    "DocumentRemoval",
    "Entry",
    "KnownResignation",
    "ManagerAsked",
    "MedicalDetail",
    "OfferUse",
    "OwnCase",
    "Passport",
    "PassportChange",
    "PassportVersion",
    "Practitioner",
    "PulseAnswer",
    "Recommendation",
    "Reminder",
    "Review",
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
