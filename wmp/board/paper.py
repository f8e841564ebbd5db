"""The board paper: its sections and their figures, in order."""

from change.figures import FIGURES as CHANGE
from people.figures import FIGURES as PEOPLE
from welfare.figures import FIGURES as WELFARE
from wmp.lib.figures import Figure

SECTIONS: list[tuple[str, list[Figure]]] = [
    ("People", PEOPLE),
    ("Welfare", WELFARE),
    ("Change and benefits", CHANGE),
]

FIGURES: dict[str, Figure] = {figure.key: figure for _, figures in SECTIONS for figure in figures}
