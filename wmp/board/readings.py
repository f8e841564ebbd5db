"""Who opened which record: for auditors, and for everybody about themselves."""

from collections.abc import Collection
from datetime import date, timedelta
from typing import Any, ClassVar

import django_tables2 as tables
from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase

from people.roles import Role
from wmp.lib import clock
from wmp.lib.audit import ReadLog, kind_in_words
from wmp.lib.days import midnight
from wmp.lib.registers import EVERYONE, Register
from wmp.lib.registers.columns import Column, TagColumn, Words
from wmp.lib.registers.filters import ChoiceFilter, Filters, FromFilter, TextFilter, ToFilter


class MomentColumn(Column):
    """When it was read: kept by the real clock, and told as the records of this installation tell a moment."""

    def words_for(self, field: "models.Field[Any, Any]") -> Words:
        words = super().words_for(field)
        return lambda value: words(clock.shown(value))


class KindColumn(Column):
    """What was opened: a kind of record, or a list."""

    def words_for(self, field: "models.Field[Any, Any]") -> Words:
        return kind_in_words


class SinceFilter(FromFilter):
    """From the first moment of a day, local time."""

    def filter(self, qs: QuerySet[Any], value: date | None) -> QuerySet[Any]:
        return qs.filter(at__gte=midnight(value)) if value else qs


class UntilFilter(ToFilter):
    """To the last moment of a day, local time."""

    def filter(self, qs: QuerySet[Any], value: date | None) -> QuerySet[Any]:
        # Nothing happens after the calendar's last day, and there is no day after it to ask about.
        return qs.filter(at__lt=midnight(value + timedelta(days=1))) if value and value < date.max else qs


ACTION_COLOURS = {"viewed": "grey", "downloaded": "blue", "exported": "blue", "emergency": "red"}


class ReadingTable(tables.Table):
    at = MomentColumn(verbose_name="When")
    reader = Column(accessor="reader__username", verbose_name="Account", orderable=False)
    first_name = Column(accessor="reader__first_name", verbose_name="First name", orderable=False)
    last_name = Column(accessor="reader__last_name", verbose_name="Last name", orderable=False)
    action = TagColumn(ACTION_COLOURS, verbose_name="Did")
    kind = KindColumn(verbose_name="What")
    record = Column(verbose_name="Key", orderable=False)
    rows = Column(verbose_name="Records", orderable=False)
    token = Column(verbose_name="Access token", orderable=False)


class AboutMeTable(tables.Table):
    """Without keys and counts, which are no words to whom a record is about."""

    at = MomentColumn(verbose_name="When")
    first_name = Column(accessor="reader__first_name", verbose_name="First name", orderable=False)
    last_name = Column(accessor="reader__last_name", verbose_name="Last name", orderable=False)
    reader = Column(accessor="reader__username", verbose_name="Account", orderable=False)
    action = TagColumn(ACTION_COLOURS, verbose_name="Did")
    kind = KindColumn(verbose_name="What")


class ReadingFilters(Filters):
    account = TextFilter("reader__username", "Account")
    action = ChoiceFilter(choices=ReadLog.ACTIONS)
    since = SinceFilter("at", "On or after")
    until = UntilFilter("at", "On or before")


class ReadingRegister(Register):
    model = ReadLog
    title = "Read log"
    slug = "readings"
    namespace = "audit"
    table = ReadingTable
    filters = ReadingFilters
    order = "-at"
    readers: ClassVar[Collection[str]] = (Role.AUDITOR,)
    has_pages = False


class AboutMeRegister(ReadingRegister):
    """The readings of what is about whoever asks, other than their own."""

    title = "Who viewed my record"
    slug = "about-me"
    table = AboutMeTable
    readers = EVERYONE

    def visible_to(self, user: Any) -> QuerySet[ReadLog]:
        return super().visible_to(user).filter(subject=user).exclude(reader=user)

    def view(self, request: HttpRequest) -> HttpResponseBase:
        return self.respond(request, self.visible_to(request.user), note=WHAT_STANDS_HERE)


WHAT_STANDS_HERE = (
    "Everybody who opened a record about you, other than yourself. “Opened in an emergency” means that somebody who "
    "had no part in your welfare case opened it for an hour and gave a reason, which the welfare lead reviews. Who "
    "opened a rating stands here once ratings are shared, and who opened an application once results are published. "
    "Whole lists that were taken away as files stand in the read log of the auditors, whom you can ask."
)
READINGS = ReadingRegister()
ABOUT_ME = AboutMeRegister()

app_name = "audit"
urlpatterns = [*READINGS.urls(), *ABOUT_ME.urls()]
