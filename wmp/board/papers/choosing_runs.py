"""Whose figures a paper takes: the days that have runs as a list, latest first, with what went wrong in each.

After some months the list would be long: then it has the latest days, and any other can be typed.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from itertools import groupby
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Count, Q

from wmp.board.models import AlarmKind, Attempt, Result, ResultStatus
from wmp.board.papers import starting
from wmp.board.runs import last_day
from wmp.lib.words import counted, long_day, spoken_list

LISTED = 100
# The boxes for a day that is not in the list stand there only where there is one.
OTHER = "other_day"

WRONG = {"failed": "failed", "checked": "with a check that did not hold", "jumped": "that jumped"}

Choices = list[tuple[str, list[tuple[str, str]]]]


def offer(form: Any) -> None:
    """Gives the form its days to choose from, with the latest that is over chosen."""
    attempts = Attempt.objects.filter(shown=True).select_related("run").order_by("-run__day")
    latest = list(attempts[: LISTED + 1])
    listed = latest[:LISTED]
    chosen, other = form.fields["figures_of"], form.fields[OTHER]
    chosen.choices = _by_month(listed, _went_wrong(listed, form.user))
    chosen.initial = next((each.run.day.isoformat() for each in listed if each.run.day <= last_day()), None)
    if len(latest) > LISTED:
        first = long_day(listed[-1].run.day)
        other.help_text = f"The list goes back to {first}. Leave this empty to take the day chosen there."
    else:
        del form.fields[OTHER]


def chosen_of(form: Any) -> Attempt | None:
    """The figures that were chosen, or typed. Raises ValidationError for a day without a run, with the nearest."""
    typed: date | None = form.cleaned_data.get(OTHER)
    listed: str = form.cleaned_data.get("figures_of", "")
    return _attempt_of(typed or (date.fromisoformat(listed) if listed else None))


def _attempt_of(day: date | None) -> Attempt | None:
    if day is None:
        return None
    found = starting.latest_attempt(run__day=day)
    if found is None:
        days = Attempt.objects.filter(shown=True)
        before = days.filter(run__day__lt=day).order_by("-run__day").values_list("run__day", flat=True).first()
        after = days.filter(run__day__gt=day).order_by("run__day").values_list("run__day", flat=True).first()
        near = [long_day(each) for each in (before, after) if each]
        which = f" The nearest: {spoken_list(near)}." if near else ""
        raise ValidationError({OTHER: f"There is no run of {long_day(day)}.{which}"})
    return found


def _by_month(attempts: Iterable[Attempt], wrong: Mapping[int, list[str]]) -> Choices:
    """A group of choices for each month."""

    def choice(attempt: Attempt) -> tuple[str, str]:
        day = attempt.run.day
        said = spoken_list(wrong[attempt.pk]) if wrong.get(attempt.pk) else ""
        return day.isoformat(), f"{long_day(day)}: {said}" if said else long_day(day)

    months = groupby(attempts, key=lambda attempt: f"{attempt.run.day:%B %Y}")
    return [(month, [choice(each) for each in those]) for month, those in months]


def _went_wrong(attempts: Iterable[Attempt], user: Any) -> dict[int, list[str]]:
    """By attempt, in words: figures that failed, checks that did not hold, jumps that nobody has looked into."""
    jumped = Q(alarms__kind=AlarmKind.JUMP, alarms__looked_into_at=None)
    results: Any = Result.objects.visible_to(user).filter(attempt__in=[each.pk for each in attempts])
    counted_by = {
        "failed": Count("pk", filter=Q(status=ResultStatus.FAILED), distinct=True),
        "checked": Count("pk", filter=Q(alarms__kind=AlarmKind.CHECK), distinct=True),
        "jumped": Count("pk", filter=jumped, distinct=True),
    }
    found: dict[int, list[str]] = {}
    for row in results.order_by().values("attempt").annotate(**counted_by):
        said = [f"{counted(row[name], 'figure')} {words}" for name, words in WRONG.items() if row[name]]
        found[row["attempt"]] = said
    return found
