"""Which two states of a figure a page compares: those that can be chosen, and those it begins with."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.http import Http404

from people.workforce.models import User
from wmp.board.lineage.links import moved_url
from wmp.board.lineage.states import NOW, State
from wmp.board.models import Edition, Result, ResultStatus
from wmp.board.runs import last_day
from wmp.lib.figures import Figure
from wmp.lib.words import long_day

Choice = tuple[str, str]
# More runs than anybody looks for in a list: a year's and some.
MOST_RUNS = 400
MOST_EDITIONS = 12


@dataclass(frozen=True)
class Choices:
    """The days whose runs the reader may choose, latest first, and the states that issued editions stand on."""

    days: Sequence[State]
    #: The state of each edition, latest issued first, with what the edition is called.
    editions: Sequence[tuple[State, str]]

    def for_form(self, before: State, after: State) -> tuple[list[Choice], list[Choice]]:
        """What stands in the two boxes."""
        stored = {state.name: state.words for state in self.days}
        stored |= {state.name: f"{state.words} ({words})" for state, words in reversed(self.editions)}
        now = {state.name: state.words for day in (after.day, before.day) for state in [State(day, NOW)]}
        chosen = {state.name: state.words for state in (before, after)}
        first = {**{name: words for name, words in chosen.items() if name not in stored}, **stored}
        return list(first.items()), list({**now, **first}.items())

    def before(self, state: State) -> State | None:
        """The run before, of those that can be chosen."""
        return next((each for each in self.days if each.day < state.day), None)

    def edition_before(self, state: State) -> tuple[State, str] | None:
        """The last edition that stands on an earlier state."""
        return next((each for each in self.editions if each[0] != state and each[0].day <= state.day), None)

    def shortcuts(self, figure: Figure, before: State, after: State) -> list[Mapping[str, str]]:
        """Other pairs that are often asked for."""
        stored = State(after.day) if after.which == NOW else after
        found: list[tuple[str, State, State]] = []
        if earlier := self.before(stored):
            found.append((f"since the run before, {long_day(earlier.day)}", earlier, stored))
        if edition := self.edition_before(stored):
            found.append((f"since the last edition issued, {edition[1]}", edition[0], stored))
        found.append((f"{long_day(stored.day)} as known then and as known now", stored, State(stored.day, NOW)))
        return [
            {"text": text, "url": moved_url(figure.key, [first.name, last.name])}
            for text, first, last in found
            if (first, last) != (before, after)
        ]


def choices_of(user: User, figure: Figure) -> Choices:
    """Two queries: the days, and the editions."""
    results = Result.objects.visible_to(user).filter(
        key=figure.key, status=ResultStatus.COMPUTED, attempt__shown=True, attempt__run__day__lte=last_day()
    )
    days = results.order_by("-attempt__run__day").values_list("attempt__run__day", flat=True)[:MOST_RUNS]
    issued = Edition.objects.visible_to(user).filter(content__figures__has_key=figure.key).order_by("-issued_at", "-pk")
    named = issued.values_list(
        "attempt__run__day", "attempt__number", "attempt__shown", "number", "content__meeting", "content__meeting_on"
    )
    editions: dict[State, str] = {}
    for day, attempt, shown, number, meeting, on in named[:MOST_EDITIONS]:
        held = f"{meeting}, {long_day(date.fromisoformat(on))}"
        editions.setdefault(State(day, "" if shown else str(attempt)), f"edition {number} for {held}")
    return Choices([State(day) for day in days], list(editions.items()))


def suggested(choices: Choices, before: str, after: str) -> tuple[State | None, State]:
    """The two that an address asks for; else the latest run, and the run before it: None where there is none.

    Raises Http404 where nothing has been computed.
    """
    last = State.asked(after) if after else next(iter(choices.days), None)
    if last is None:
        raise Http404
    return (State.asked(before) if before else choices.before(last)), last
