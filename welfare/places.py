"""The pages of the team's work, as they stand beside the registers in the menu of the section."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from people.roles import Role
from welfare.cases.handling import TEAM
from wmp.lib.access import Reader


@dataclass(frozen=True)
class Place:
    """A page that is no register: what it is called, where it is, whose it is."""

    title: str
    name: str
    readers: Collection[str]
    namespace: str = "welfare"

    @property
    def slug(self) -> str:
        """The last step of its address."""
        return self.url.rstrip("/").rpartition("/")[2]

    @property
    def url(self) -> str:
        return reverse(f"{self.namespace}:{self.name}")

    def open_to(self, user: Reader) -> bool:
        return user.is_active and user.has_role(*self.readers)


MY_WORK = Place("My work", "my-work", TEAM)
TEAM_PAGE = Place("Team", "team", (Role.WELFARE_LEAD,))
LOG_CONTACT = Place("Log a contact", "contacts-new", TEAM)
RA_DESK = Place("Desk", "ra-desk", (Role.RA_OFFICER,))
ADJUSTMENTS_BOARD = Place("Board", "adjustments-board", (Role.RA_OFFICER,))
INTAKES = Place("Intakes", "intakes", (Role.RA_OFFICER,))
DIARY = Place("Diary", "diary", (Role.RA_OFFICER, Role.DYSLEXIA_ASSESSOR))
RECORD_SIGNAL = Place("Record a signal", "signals-new", TEAM)


def section(user: Reader, among: Iterable[Any], name: str) -> list[dict[str, Any]]:
    """The menu of the section on the page called `name`: what of it the reader may open."""
    return [
        {"text": each.title, "url": each.url, "current": getattr(each, "name", "") == name}
        for each in among
        if each.open_to(user)
    ]
