"""The board paper: its sections and their figures, in order."""

from collections.abc import Sequence
from typing import NamedTuple

from change import figures as change
from people import figures as people
from welfare import figures as welfare
from wmp.lib.figures import Figure


class Section(NamedTuple):
    """One section of the paper. `key` stays when the title is worded anew."""

    key: str
    title: str
    figures: Sequence[Figure]


SECTIONS: list[Section] = [
    Section("strength", "Force strength", [people.representation_by_staff_type, people.representation_by_rank]),
    Section("uplift", "Uplift", [people.uplift_recruits, people.female_recruits]),
    Section("retention", "Retention", [people.retention_by_entry_route]),
    Section("attendance", "Attendance", [welfare.attendance, welfare.absence_reasons]),
    Section("occupational-health", "Occupational health", [welfare.oh_referrals, welfare.oh_waits, welfare.oh_reasons]),
    Section("assaults", "Assaults", [welfare.assault_series, welfare.assaults, welfare.assault_outcomes]),
    Section("welfare", "Welfare", [welfare.leaving_themes, welfare.pulse_survey, welfare.trauma_training]),
    Section("specials", "Specials", [people.specials_hours, people.specials_recruitment]),
    Section("disability", "Disability arrangements", [welfare.passports]),
    Section("performance", "Performance", [people.performance_year, people.rating_distribution]),
    Section("promotion", "Promotion", [people.promotion_success]),
    Section("projects", "Projects", [change.portfolio, change.sms_survey]),
    Section(
        "benefits",
        "Benefits",
        [
            change.costs_and_benefits,
            change.fte_efficiencies,
            change.benefits_by_department,
            change.benefit_realisation,
        ],
    ),
    Section("budgeting", "Budgeting", [change.budgeting]),
]

FIGURES: dict[str, Figure] = {figure.key: figure for section in SECTIONS for figure in section.figures}
