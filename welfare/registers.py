"""The registers of the welfare app, in the order of the menu."""

from typing import Any

from welfare.cases import document_views, emergency
from welfare.cases import registers as cases
from welfare.joining import registers as joining
from welfare.passports import registers as passports
from welfare.places import ADJUSTMENTS_BOARD, DIARY, INTAKES, LOG_CONTACT, MY_WORK, RA_DESK, RECORD_SIGNAL, TEAM_PAGE
from welfare.referrals import registers as referrals
from welfare.resignations import registers as resignations
from welfare.wellbeing import registers as wellbeing
from wmp.lib.registers import Register

REGISTERS: list[Register] = [
    cases.CASES,
    document_views.DOCUMENTS,
    emergency.EMERGENCIES,
    cases.TASKS,
    cases.CONTACTS,
    resignations.RESIGNATIONS,
]

# What stands in the menu of the section, in its order: the pages of the team's work beside the registers.
MENU: list[Any] = [
    MY_WORK,
    TEAM_PAGE,
    cases.CASES,
    cases.TASKS,
    cases.CONTACTS,
    LOG_CONTACT,
    RECORD_SIGNAL,
    *(register for register in REGISTERS if register not in (cases.CASES, cases.TASKS, cases.CONTACTS)),
]

# A section of its own in the menu.
WELLBEING: list[Register] = wellbeing.REGISTERS

# Passports, adjustments and what leads to them: the RA officers' section.
ADJUSTMENTS: list[Register] = [*passports.REGISTERS, *joining.REGISTERS, *referrals.REGISTERS]
ADJUSTMENTS_MENU: list[Any] = [
    RA_DESK,
    ADJUSTMENTS_BOARD,
    *passports.REGISTERS,
    INTAKES,
    DIARY,
    *joining.REGISTERS,
    *referrals.REGISTERS,
]
