"""The list of papers, for those who write them."""

import django_tables2 as tables

from people.roles import Role
from wmp.board.papers.models import Paper, PaperStatus
from wmp.lib.registers import Register
from wmp.lib.registers.columns import Column, TagColumn
from wmp.lib.registers.filters import ChoiceFilter, Filters

STATUS_COLOURS = {
    "draft": "blue",
    "with approver": "yellow",
    "approved": "teal",
    "issued": "green",
    "abandoned": "grey",
}


class PaperTable(tables.Table):
    title = Column(orderable=False)
    meeting = Column(orderable=False)
    meeting_on = Column(verbose_name="Date of the meeting", orderable=True)
    figures_of = Column(accessor="attempt__run__day", verbose_name="Figures of", orderable=False)
    status = TagColumn(STATUS_COLOURS)


class PaperFilters(Filters):
    status = ChoiceFilter(choices=PaperStatus.choices)


class PaperRegister(Register):
    model = Paper
    title = "Papers"
    slug = "writing"
    namespace = "papers"
    table = PaperTable
    filters = PaperFilters
    search = ("title", "meeting")
    search_label = "Search by title or meeting"
    order = "-meeting_on"
    readers = (Role.BOARD_SECRETARY,)
    editors = (Role.BOARD_SECRETARY,)

    @property
    def add_words(self) -> str:
        return "New paper"


PAPERS = PaperRegister()
REGISTERS: list[Register] = [PAPERS]
