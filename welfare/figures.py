"""The welfare figures of the board paper, by name. `wmp/board/paper.py` says where each stands."""

from welfare.cases.figures import leaving_themes
from welfare.passports.figures import passports
from welfare.referrals.figures import oh_reasons, oh_referrals, oh_waits
from welfare.wellbeing.figures import (
    absence_reasons,
    assault_outcomes,
    assault_series,
    assaults,
    attendance,
    pulse_survey,
    trauma_training,
)

__all__ = [
    "absence_reasons",
    "assault_outcomes",
    "assault_series",
    "assaults",
    "attendance",
    "leaving_themes",
    "oh_reasons",
    "oh_referrals",
    "oh_waits",
    "passports",
    "pulse_survey",
    "trauma_training",
]
