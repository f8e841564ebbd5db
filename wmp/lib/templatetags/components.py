"""Template tags of the design system. Everything else in templates/components/ is a plain include.

docs/design-system.md lists both, with what each expects.
"""

import datetime

from django import template
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString

from wmp.lib import clock
from wmp.lib.words import counted
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
def restricted(text: str = "Restricted") -> SafeString:
    """A badge on what fewer people may see, said in words."""
    return format_html('<span class="moj-badge app-restricted">{}</span>', text)


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


@register.simple_block_tag
def inset(content: str) -> SafeString:
    """Words set apart from the text around them."""
    return render_to_string("components/inset.html", {"content": content})


@register.simple_block_tag
def details(content: str, summary: str, open: bool = False) -> SafeString:
    """Words that open on request. `summary` is what shows before that."""
    return render_to_string("components/details.html", {"content": content, "summary": summary, "open": open})
