"""What stands in the service navigation: the pages that the reader may open."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from change.registers import BENEFITS_MENU, BUDGETING_MENU, PORTFOLIO_MENU, REVIEWS_MENU
from people.registers import PERFORMANCE_MENU, PROMOTION_MENU, RECRUITMENT_MENU, TALENT_MENU
from people.roles import Role
from people.workforce.models import User
from welfare.registers import ADJUSTMENTS_MENU
from welfare.registers import MENU as WELFARE_MENU
from wmp.board.loads import REPORTS
from wmp.board.models import may_read_board, may_read_every_definition
from wmp.board.papers.places import MENU as PAPERS_MENU
from wmp.board.readings import ABOUT_ME, READINGS
from wmp.board.registers import SECTIONS
from wmp.lib.words import within

# Sections whose menu has pages of work beside the registers.
MENUS: dict[str, Sequence[Any]] = {
    "Papers": PAPERS_MENU,
    "Performance": PERFORMANCE_MENU,
    "Promotion": PROMOTION_MENU,
    "Talent": TALENT_MENU,
    "Recruitment": RECRUITMENT_MENU,
    "Welfare": WELFARE_MENU,
    "Adjustments": ADJUSTMENTS_MENU,
    "Portfolio": PORTFOLIO_MENU,
    "Benefits": BENEFITS_MENU,
    "Reviews": REVIEWS_MENU,
    "Budgeting": BUDGETING_MENU,
}


@dataclass(frozen=True)
class Entry:
    """`text` describes the page on the home page; entries without one stand in the menu only.

    `under` is the beginning of the addresses that belong to the entry, where that is not its own. One that is `own` is
    about the reader alone: it stands beside their name, and leaves the menu to the work.
    """

    title: str
    url: str
    text: str = ""
    under: str = ""
    own: bool = False

    def leads_to(self, path: str) -> bool:
        """Does the page at `path` belong to this entry? Only the home page belongs to Home."""
        return path.startswith(self.under or self.url) if self.url != "/" else path == "/"


def entries(user: User) -> list[Entry]:
    """The menu of one person."""
    found = [Entry("Home", reverse("home"))]
    if may_read_board(user):
        found += [
            Entry("Board figures", reverse("board:latest"), "The figures of the last good run, as a paper shows them."),
            Entry("Runs", reverse("board:runs"), "When figures were computed, how long it took, and what failed."),
        ]
    for title, registers in SECTIONS:
        pages: Sequence[Any] = MENUS.get(title, registers)
        first = next((page for page in pages if page.open_to(user)), None)
        if first:
            names = ", ".join(within(page.title) for page in pages if page.open_to(user))
            under = first.url.removesuffix(f"{first.slug}/")
            found.append(Entry(title, first.url, f"{names[:1].upper()}{names[1:]}.", under=under))
    if REPORTS.open_to(user):
        found.append(Entry("Load files", REPORTS.url, "Bring a file of records, check it and load it."))
    if may_read_every_definition(user) and not may_read_board(user):
        found.append(Entry("Definitions", reverse("board:every-definition"), "What each figure of a paper counts."))
    if READINGS.open_to(user):
        found.append(Entry("Read log", READINGS.url, "Who opened which record, and who took which list away."))
    if user.has_role(Role.ADMINISTRATOR):
        found.append(Entry("Administration", reverse("admin:index"), "Accounts, roles and reference data."))
    found.append(Entry(ABOUT_ME.title, ABOUT_ME.url, "Everybody who opened a record about you.", own=True))
    return found


def _length(entry: Entry) -> int:
    """Of the entries whose addresses a page begins with, it belongs to the one with the longest."""
    return len(entry.under or entry.url)


def menu(request: HttpRequest) -> dict[str, Any]:
    """The menu with the current page marked, and whether this is a demo force."""
    context: dict[str, Any] = {"demo": settings.DEMO}
    user = getattr(request, "user", None)
    if user is not None and user.is_authenticated:
        found = entries(user)
        current = max((each for each in found if each.leads_to(request.path)), key=_length, default=None)
        for name, own in (("menu", False), ("own_menu", True)):
            shown = [each for each in found if each.own is own]
            context[name] = [{"title": each.title, "url": each.url, "current": each is current} for each in shown]
    return context
