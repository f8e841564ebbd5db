"""Who opened which record: for auditors, and for everybody about themselves."""

from collections.abc import Collection
from datetime import date, timedelta
from typing import Any, ClassVar

import django_tables2 as tables
from django.db import models
from django.db.models import Case, CharField, Expression, F, OuterRef, QuerySet, Subquery, Value, When
from django.db.models.expressions import Combinable
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast, Coalesce, Concat
from django.http import HttpRequest, HttpResponseBase
from django.utils.html import format_html

from people.roles import Role
from wmp.board.lineage.links import definitions_url
from wmp.board.models import Edition, Result
from wmp.board.pages import title_of
from wmp.board.paper import FIGURES
from wmp.lib import clock
from wmp.lib.audit import ReadLog, kind_in_words
from wmp.lib.days import midnight
from wmp.lib.registers import EVERYONE, Register
from wmp.lib.registers.columns import Column, TagColumn, Words
from wmp.lib.registers.filters import ChoiceFilter, Filters, FromFilter, TextFilter, ToFilter
from wmp.lib.words import long_day


class MomentColumn(Column):
    """When it was read: kept by the real clock, and told as the records of this installation tell a moment."""

    def words_for(self, field: "models.Field[Any, Any]") -> Words:
        words = super().words_for(field)
        return lambda value: words(clock.shown(value))


class KindColumn(Column):
    """What was opened: a kind of record, or a list."""

    def words_for(self, field: "models.Field[Any, Any]") -> Words:
        return kind_in_words


class RecordColumn(Column):
    """The key of what was opened. Of a nightly figure and of an edition that tells nothing, so it is followed by what
    they are called; a figure leads to what it counts."""

    def read(self, path: str) -> Expression:
        figure = _named(Result, path, F("key"), Value(" "), Cast("attempt__run__day", CharField()))
        title, held = (KeyTextTransform(name, "content") for name in ("title", "meeting_on"))
        number = Cast("number", CharField())
        edition = _named(
            Edition, path, title, Value(", "), held, Value(", "), F("audience"), Value(" edition "), number
        )
        return Case(figure, edition, default=F(path), output_field=CharField())

    def words_for(self, field: "models.Field[Any, Any]") -> Words:
        return _record_in_words

    def printed(self, path: str, field: "models.Field[Any, Any]") -> Expression:
        return self.read(path)


def _named(model: type[models.Model], path: str, *words: Combinable) -> When:
    """Of readings of a kind, the key and what it is called; of what is gone the key alone. Only of these is the key
    looked up: others may be no number."""
    manager: Any = model._default_manager
    found = manager.unscoped().filter(pk=Cast(OuterRef(path), models.BigIntegerField())).order_by()
    named = Concat(Cast("pk", CharField()), Value(" "), *words, output_field=CharField())
    return When(kind=model._meta.label, then=Coalesce(Subquery(found.annotate(named=named).values("named")[:1]), path))


def _record_in_words(record: str) -> str:
    number, _, named = record.partition(" ")
    key, _, day = named.partition(" ")
    if key in FIGURES:
        said = f"{title_of(key)}, {long_day(date.fromisoformat(day))}"
        return format_html('<a class="govuk-link" href="{}">{}</a>', definitions_url(key), said)
    if not named:
        return number
    title, held, edition = named.rsplit(", ", 2)
    return f"{title}, {long_day(date.fromisoformat(held))}, {edition}"


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
    record = RecordColumn(verbose_name="Key", orderable=False)
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
