"""The registers of the welfare app, in the order of the menu."""

from welfare.cases import documents, emergency
from welfare.cases import registers as cases
from welfare.resignations import registers as resignations
from welfare.wellbeing import registers as wellbeing
from wmp.lib.registers import Register

REGISTERS: list[Register] = [
    cases.CASES,
    documents.DOCUMENTS,
    emergency.EMERGENCIES,
    cases.TASKS,
    resignations.RESIGNATIONS,
]

# A section of its own in the menu.
WELLBEING: list[Register] = wellbeing.REGISTERS
