"""The page of a case."""

from welfare.cases.registers import CASES, STATUS_COLOURS
from wmp.lib.records import RecordPage


class CasePage(RecordPage):
    register = CASES
    joins = ("person", "owner", "probation__entry_route")
    colours = STATUS_COLOURS
