"""The pages of papers in the menu: those for whoever writes them, and those for whoever reads them."""

from typing import Any

from people.roles import Role
from wmp.board.papers.registers import PAPERS
from wmp.lib.places import Place

# Whoever was given an edition by name comes by the alert that says so.
EDITIONS = Place("Issued editions", "list", (Role.BOARD_SECRETARY, Role.BOARD_READER, Role.AUDITOR), "editions")
MENU: list[Any] = [PAPERS, EDITIONS]
