"""Template tags of the design system. Everything else in templates/components/ is a plain include.

docs/design-system.md lists both, with what each expects.
"""

import datetime
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString

from wmp.lib import clock
from wmp.lib.sent_once import FIELD, new_mark
from wmp.lib.words import counted, number
from wmp.lib.working_days import working_days_between

register = template.Library()

COLOURS = frozenset({"grey", "green", "teal", "blue", "purple", "magenta", "red", "orange", "yellow", ""})


@register.simple_tag
def tag(text: str, colour: str = "") -> SafeString:
    """A status in a coloured box. The words carry the meaning; the colour only helps.

    Raises ValueError for a colour that the design system does not have.
    """
    if colour not in COLOURS:
        raise ValueError(f"No tag colour {colour!r}; there are {', '.join(sorted(COLOURS))}")
    return format_html('<strong class="govuk-tag{}">{}</strong>', f" govuk-tag--{colour}" if colour else "", text)


@register.simple_tag
def sent_once() -> SafeString:
    """In a form that adds something: sent twice, it is done once (wmp.lib.sent_once)."""
    return format_html('<input type="hidden" name="{}" value="{}">', FIELD, new_mark())


@register.simple_tag
def restricted(text: str = "Restricted") -> SafeString:
    """A badge on what fewer people may see, said in words."""
    return format_html('<span class="moj-badge app-restricted">{}</span>', text)


@register.filter
def plain(value: Decimal) -> str:
    """60.5, without the noughts that only the column's width adds."""
    return number(value)


@register.filter
def age(since: datetime.date | datetime.datetime | str) -> str:
    """How long something has waited, in whole days of the local calendar: "today", "1 day", "3 days".

    Text is left as it is, for ages that a page words by itself.
    """
    if isinstance(since, str):
        return since
    if isinstance(since, datetime.datetime):
        since = timezone.localtime(since).date() if timezone.is_aware(since) else since.date()
    days = (clock.today() - since).days
    if days <= 0:
        return "today"
    return "1 day" if days == 1 else f"{days:,} days"


@register.simple_tag
def due(day: datetime.date) -> SafeString:
    """When something is due, as a tag: red once the day has passed, yellow on the day, plain before.

    Late is counted in working days: nobody is late by a weekend.
    """
    today = clock.today()
    if day < today:
        late = working_days_between(day, today)
        return tag(f"{counted(late, 'working day')} late" if late else "Late", "red")
    if day == today:
        return tag("Due today", "yellow")
    return tag(f"Due {date_format(day, 'j F Y')}", "grey")


HEADING = '<th scope="row" class="govuk-table__header">{}</th>'
#: By whether it is a number.
CELLS = {
    False: '<td class="govuk-table__cell">{}</td>',
    True: '<td class="govuk-table__cell govuk-table__cell--numeric">{}</td>',
}


@register.simple_tag(takes_context=True)
def cells(context: template.Context, row: Sequence[Any], row_headings: bool = False) -> SafeString:
    """The cells of one row of a table. Plain ones are drawn here, since asking a template for each of what a cell may
    have and has not took half the time of a page with a thousand; others by components/table-cell.html."""
    drawn = [_cell(context, cell, first=bool(row_headings) and not place) for place, cell in enumerate(row)]
    return format_html("".join(box for box, _ in drawn), *(inside for _, inside in drawn)) if drawn else SafeString()


def _cell(context: template.Context, cell: Any, *, first: bool) -> tuple[str, str]:
    """Its box, and what goes into it."""
    if isinstance(cell, str):
        return HEADING if first else CELLS[False], cell
    if isinstance(cell, dict) and cell.keys() <= {"text", "numeric"} and isinstance(cell.get("text"), str):
        return HEADING if first else CELLS[bool(cell.get("numeric"))], cell["text"]
    others: Any = context
    with context.push(cell=cell, first=first):
        return "{}", others.template.engine.get_template("components/table-cell.html").render(context)


@register.simple_block_tag
def inset(content: str) -> SafeString:
    """Words set apart from the text around them."""
    return render_to_string("components/inset.html", {"content": content})


@register.simple_block_tag
def details(content: str, summary: str, open: bool = False) -> SafeString:
    """Words that open on request. `summary` is what shows before that."""
    return render_to_string("components/details.html", {"content": content, "summary": summary, "open": open})
