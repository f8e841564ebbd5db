"""The list of papers, for those who write them."""

from typing import Any

import django_tables2 as tables
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import QuerySet, Subquery
from django.db.models.fields.json import KeyTextTransform

from people.roles import Role
from wmp.board.disclosure.rule import Rule
from wmp.board.models import Run, StoredKey
from wmp.board.papers.issuing import audited
from wmp.board.papers.models import Paper, PaperStatus
from wmp.board.runs import last_day
from wmp.lib.access import Reader
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

    def visible_to(self, user: Reader) -> QuerySet[Any]:
        """With the latest day that has figures, for whoever has to hear that a newer run is there; and with the keys
        under which the editions that the audit looks at named their numbers, beside the key of now."""
        latest = Run.objects.visible_to(user).filter(attempts__shown=True, day__lte=last_day()).values("day")[:1]
        keys = audited(Rule()).values_list(KeyTextTransform("key", "claims"))
        return (
            super()
            .visible_to(user)
            .annotate(
                latest_day=Subquery(latest),
                named_under=ArraySubquery(keys),
                key_now=Subquery(StoredKey.objects.unscoped().values("name")),
            )
        )

    @property
    def add_words(self) -> str:
        return "New paper"


PAPERS = PaperRegister()
REGISTERS: list[Register] = [PAPERS]
