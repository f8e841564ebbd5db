"""Every incoming file, in the order of a first load."""

from people.extracts import EXTRACTS as PEOPLE
from wmp.lib.extracts import Extract

EXTRACTS: list[Extract] = [*PEOPLE]


def extract_for(kind: str) -> Extract | None:
    return next((extract for extract in EXTRACTS if extract.kind == kind), None)
