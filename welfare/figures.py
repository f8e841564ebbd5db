"""The welfare section of the board paper, in the order in which it is printed."""

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
from wmp.lib.figures import Figure

FIGURES: list[Figure] = [
    leaving_themes,
    attendance,
    absence_reasons,
    oh_referrals,
    oh_waits,
    oh_reasons,
    passports,
    assault_series,
    assaults,
    assault_outcomes,
    pulse_survey,
    trauma_training,
]
