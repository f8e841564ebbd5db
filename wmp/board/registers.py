"""Every register of the product, in the order of the menu."""

from django.db.models import Model

from change.registers import BENEFITS, BUDGETING, PORTFOLIO, REVIEWS
from people.registers import PERFORMANCE, PROMOTION, RECRUITMENT, TALENT
from people.registers import REGISTERS as PEOPLE
from welfare.registers import ADJUSTMENTS, WELLBEING
from welfare.registers import REGISTERS as WELFARE
from wmp.board.papers.registers import REGISTERS as PAPERS
from wmp.lib.registers import Register

SECTIONS: list[tuple[str, list[Register]]] = [
    ("Papers", PAPERS),
    ("People", PEOPLE),
    ("Performance", PERFORMANCE),
    ("Promotion", PROMOTION),
    ("Talent", TALENT),
    ("Recruitment", RECRUITMENT),
    ("Welfare", WELFARE),
    ("Wellbeing", WELLBEING),
    ("Adjustments", ADJUSTMENTS),
    ("Portfolio", PORTFOLIO),
    ("Benefits", BENEFITS),
    ("Reviews", REVIEWS),
    ("Budgeting", BUDGETING),
]
REGISTERS = [register for _, registers in SECTIONS for register in registers]


def register_of(model: type[Model]) -> Register:
    """The register that lists records of `model`. Raises LookupError."""
    for register in REGISTERS:
        if register.model is model:
            return register
    raise LookupError(f"No register lists {model._meta.verbose_name_plural}.")
