"""Conversations about performance: logged by either, read by both, corrected by whoever wrote them."""

from datetime import date, timedelta
from typing import Any

from django.db import transaction

from people.performance.agreeing import Side, hold, side_of
from people.performance.choices import Kind
from people.performance.models import Appraisal, PerformanceYear
from people.performance.objectives import Conversation
from people.performance.raters import LAST_QUARTER_MONTHS
from wmp.lib import clock
from wmp.lib.days import months_after
from wmp.lib.workflow import IllegalMove, StaleMove

# The same words by the same person within this are a second click.
SECOND_CLICK = timedelta(minutes=1)


def year_end_from(year: PerformanceYear) -> date:
    """From when the year-end conversation is held: the day from which ratings are given, or the beginning of the last
    quarter of the year where that is earlier or ratings have no day (ours)."""
    quarter = months_after(year.ends_on + timedelta(days=1), -LAST_QUARTER_MONTHS)
    return min(filter(None, [year.ratings_from, quarter]))


@transaction.atomic
def log(appraisal: Appraisal, *, by: Any, held_on: date, notes: str = "") -> Conversation:
    """A conversation through the year. Raises IllegalMove for a day outside it; sent twice, it is one."""
    side_of(appraisal, by)
    held = hold(appraisal)
    _must_be_of_the_year(held, held_on)
    return _written(held, by=by, kind=Kind.DURING, held_on=held_on, notes=notes)


@transaction.atomic
def record_year_end(appraisal: Appraisal, *, by: Any, held_on: date, notes: str = "") -> Conversation:
    """The year-end conversation, by the line manager. Raises IllegalMove, and StaleMove where there is one already."""
    if side_of(appraisal, by) is not Side.MANAGER:
        raise IllegalMove("The line manager records the year-end conversation.")
    held = hold(appraisal)
    _must_be_of_the_year(held, held_on, Kind.YEAR_END)
    if held.year_end_on:
        raise StaleMove("The year-end conversation has been recorded already.")
    held.year_end_on = held_on
    held.save(update_fields=["year_end_on"])
    return _written(held, by=by, kind=Kind.YEAR_END, held_on=held_on, notes=notes)


@transaction.atomic
def correct(conversation: Conversation, *, by: Any, held_on: date, notes: str = "") -> Conversation:
    """By whoever wrote it. What it said before stays in its history, which both read. Raises IllegalMove."""
    side_of(conversation.appraisal, by)
    held = hold(conversation.appraisal)
    if conversation.by_id != by.pk:
        raise IllegalMove("Only whoever wrote it corrects it. Log a conversation of your own instead.")
    _must_be_of_the_year(held, held_on, conversation.kind)
    conversation.held_on, conversation.notes = held_on, notes
    conversation.save(update_fields=["held_on", "notes"])
    if conversation.kind == Kind.YEAR_END and held.year_end_on != held_on:
        held.year_end_on = held_on
        held.save(update_fields=["year_end_on"])
    return conversation


def wrong_day(year: PerformanceYear, day: date, kind: str = Kind.DURING) -> str:
    """Why a conversation of `year` cannot have been held on `day`, in a sentence; "" where it can."""
    first = year.starts_on if kind == Kind.DURING else year_end_from(year)
    if day > clock.today():
        return "The day must be today or in the past."
    if day < first:
        return f"The day must be {first:%-d %B %Y} or later."
    return ""


def _must_be_of_the_year(appraisal: Appraisal, day: date, kind: str = Kind.DURING) -> None:
    if trouble := wrong_day(appraisal.year, day, kind):
        raise IllegalMove(trouble)


def _written(appraisal: Appraisal, *, by: Any, **words: Any) -> Conversation:
    """A row, unless the same one was written a moment ago. The appraisal is held."""
    same: Any = appraisal.conversations.visible_to(by).filter(by=by, at__gt=clock.now() - SECOND_CLICK, **words)
    return same.first() or appraisal.conversations.create(by=by, at=clock.now(), **words)
