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
    "Assault",
    "Attendance",
    "Briefing",
    "CaseBreakGlass",
    "Closure",
    "Contact",
    "Deployment",
    "Document",
    "DocumentRemoval",
    "Entry",
    "KnownResignation",
    "OfferUse",
    "OwnCase",
    "Practitioner",
    "PulseAnswer",
    "Reminder",
    "ScreeningCount",
    "ScreeningRound",
    "Signal",
    "Task",
    "TaskChange",
    "TrainingCount",
    "WelfareCase",
    "WelfareCaseChange",
    "WellbeingOffer",
]
