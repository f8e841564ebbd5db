"""The pages of the team's work, as they stand beside the registers in the menu of the section."""

from functools import partial

from people.roles import Role
from welfare.cases.handling import TEAM
from wmp.lib.places import Place

_place = partial(Place, namespace="welfare")

MY_WORK = _place("My work", "my-work", TEAM)
TEAM_PAGE = _place("Team", "team", (Role.WELFARE_LEAD,))
LOG_CONTACT = _place("Log a contact", "contacts-new", TEAM)
RA_DESK = _place("Desk", "ra-desk", (Role.RA_OFFICER,))
ADJUSTMENTS_BOARD = _place("Board", "adjustments-board", (Role.RA_OFFICER,))
INTAKES = _place("Intakes", "intakes", (Role.RA_OFFICER,))
DIARY = _place("Diary", "diary", (Role.RA_OFFICER, Role.DYSLEXIA_ASSESSOR))
RECORD_SIGNAL = _place("Record a signal", "signals-new", TEAM)
