"""Where a figure, and a cell of it, came from: definition, run, attempt, numbers and records, in words for its page."""

from collections.abc import Mapping, Sequence
from typing import Any

from people.workforce.models import User
from wmp.board import pages
from wmp.board.lineage.cells import NOW, THEN, Behind
from wmp.board.lineage.links import definitions_url, moved_url
from wmp.board.lineage.states import State
from wmp.board.models import Definition, Result
from wmp.board.printing import grouped
from wmp.lib.access import ScopedQuerySet
from wmp.lib.figures import Figure
from wmp.lib.words import counted, long_day, long_moment

Fact = Mapping[str, str]
PARTS = (("Numerator", "n"), ("Denominator", "d"))


def of_figure(user: User, figure: Figure, result: Result) -> dict[str, Any]:
    """What the page of a figure says of where it came from."""
    state = state_of(result)
    stated = Definition.objects.visible_to(user).filter(key=figure.key, version=result.version).first()
    return {
        "facts": [_version(figure, result, stated), *_run(result)],
        "now_url": moved_url(figure.key, [state.name, f"{state.day.isoformat()}-{NOW}"]),
        "moved_url": f"{moved_url(figure.key, ['', state.name])}".replace("from=&", ""),
        "replaced": not result.attempt.shown,
    }


def of_cell(cell: Behind) -> list[Fact]:
    """What stands above the records of a cell."""
    stated = cell.versions.get(cell.result.version)
    found = [_version(cell.figure, cell.result, stated), *_run(cell.result)]
    for (name, part), digest in zip(PARTS, cell.cell.behind, strict=True):
        number = getattr(cell.cell, part)
        if number is not None:
            found.append({"label": name, "value": grouped(number)})
        if digest:
            found.append({"label": f"Digest of the records of the {name.lower()}", "value": digest})
    return found


def tabs(cell: Behind, known: str) -> list[Mapping[str, Any]]:
    """The two lists of a cell's records, where both can be shown."""
    if cell.keys is None:
        return []
    chosen = known or THEN
    words = {THEN: "As known then", NOW: "As known now"}
    return [
        {
            "text": text,
            "url": pages.records_url(cell.result, cell.row, cell.column, known=each),
            "current": each == chosen,
        }
        for each, text in words.items()
    ]


def seen(cell: Behind, found: ScopedQuerySet[Any], known: str) -> str:
    """How many of the records the reader sees, and whether others are behind the number by now."""
    there = found.unscoped().count()
    every = there if cell.keys is None or known == NOW else len(cell.keys)
    said = [f"You may see {found.visible_to(cell.user).count():,} of the {every:,} records behind this number."]
    if every > there:
        said.append(f"{counted(every - there, 'of them has', 'of them have')} been deleted since.")
    if cell.keys is not None and cell.counts:
        now = cell.now[0].unscoped().count() if known == THEN else every
        if now != len(cell.keys):
            said.append(f"{counted(len(cell.keys), 'record')} as known then; {now:,} as known now.")
    return " ".join(said)


def state_of(result: Result) -> State:
    """The name of a result's state: its day, or the number of an attempt that was replaced."""
    attempt = result.attempt
    return State(attempt.run.day, "" if attempt.shown else str(attempt.number))


def _version(figure: Figure, result: Result, stated: Definition | None) -> Fact:
    if not result.version:
        return {"label": "Definition", "value": "Computed before versions of definitions were kept"}
    since = f", in use since {long_day(stated.first_used_at.date())}" if stated else ""
    return {"label": "Definition", "value": f"Version {result.version}{since}", "url": definitions_url(figure.key)}


def _run(result: Result) -> Sequence[Fact]:
    attempt = result.attempt
    replaced = "" if attempt.shown else ", replaced since"
    return [
        {"label": "Day", "value": long_day(attempt.run.day)},
        {"label": "Computed", "value": f"{long_moment(attempt.started_at)}, attempt {attempt.number}{replaced}"},
    ]
