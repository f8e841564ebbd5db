"""Where a figure, and a cell of it, came from: definition, run, attempt, numbers and records, in words for its page."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Q
from django.utils import timezone

from wmp.board import pages
from wmp.board.lineage.cells import NOW, THEN, Behind
from wmp.board.lineage.links import definitions_url, moved_url
from wmp.board.lineage.states import State
from wmp.board.models import Result
from wmp.board.printing import grouped
from wmp.board.record_marks import marks_in
from wmp.lib.figures import Figure
from wmp.lib.words import counted, long_day, long_moment

Fact = Mapping[str, str]
PARTS = (("Numerator", "n"), ("Denominator", "d"))


def of_figure(figure: Figure, result: Result) -> dict[str, Any]:
    """What the page of a figure says of where it came from."""
    state = state_of(result)
    return {
        "facts": [_version(figure, result), *_run(result, result.attempt.run.day)],
        "now_url": moved_url(figure.key, [state.name, f"{state.day.isoformat()}-{NOW}"]),
        "moved_url": f"{moved_url(figure.key, ['', state.name])}".replace("from=&", ""),
        "replaced": not result.attempt.shown,
    }


def of_cell(cell: Behind) -> list[Fact]:
    """What stands above the records of a cell."""
    found = [_version(cell.figure, cell.result), *_run(cell.result, cell.day)]
    marks = marks_in(cell.figure, cell.result.version, cell.day, cell.grid)(cell.row, cell.column, cell.cell)
    for (name, part), mark in zip(PARTS, marks, strict=True):
        number = getattr(cell.cell, part)
        if number is not None:
            found.append({"label": name, "value": grouped(number)})
        if mark:
            found.append({"label": f"Mark of the records of the {name.lower()}", "value": mark})
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
            "url": pages.records_url(cell.result, **cell.asked, known=each),
            "current": each == chosen,
        }
        for each, text in words.items()
    ]


def seen(cell: Behind, known: str) -> str:
    """How many of the records the reader sees, and whether others are behind the number by now."""
    counts = _counts(cell, known)
    every = len(cell.keys) if cell.keys is not None and known == THEN else counts["there"]
    said = [f"You may see {counts['seen']:,} of the {every:,} records behind this number."]
    if every > counts["there"]:
        said.append(f"{counted(every - counts['there'], 'of them has', 'of them have')} been deleted since.")
    if cell.keys is not None and cell.counts and counts["now"] != len(cell.keys):
        said.append(f"{counted(len(cell.keys), 'record')} as known then; {counts['now']:,} as known now.")
    return " ".join(said)


def _counts(cell: Behind, known: str) -> dict[str, int]:
    """Of the records listed how many are there, and how many the reader sees; and how many are behind the cell now."""
    now = cell.now[0].order_by()
    among_now = Q(pk__in=now.unscoped().values("pk"))
    listed = Q(pk__in=cell.keys or []) if known == THEN else among_now
    manager: Any = now.model._default_manager
    of_reader = Q(pk__in=manager.visible_to(cell.user).order_by().values("pk"))
    found: dict[str, int] = (
        manager.filter(listed | among_now)
        .unscoped()
        .aggregate(
            there=Count("pk", filter=listed),
            seen=Count("pk", filter=listed & of_reader),
            now=Count("pk", filter=among_now),
        )
    )
    return found


def state_of(result: Result) -> State:
    """The name of a result's state: its day, or the number of an attempt that was replaced."""
    attempt = result.attempt
    return State(attempt.run.day, "" if attempt.shown else str(attempt.number))


def _version(figure: Figure, result: Result) -> Fact:
    if not result.version:
        return {"label": "Definition", "value": "Computed before versions of definitions were kept"}
    since: datetime | None = getattr(result, "in_use_since", None)
    said = f"Version {result.version}" + (f", in use since {long_day(timezone.localdate(since))}" if since else "")
    return {"label": "Definition", "value": said, "url": definitions_url(figure.key)}


def _run(result: Result, day: date) -> Sequence[Fact]:
    """The run, and the day that its number is of: of a trend, one of an earlier year."""
    attempt = result.attempt
    replaced = "" if attempt.shown else ", replaced since"
    earlier = [{"label": "Run", "value": long_day(attempt.run.day)}] if day != attempt.run.day else []
    return [
        {"label": "Day", "value": long_day(day)},
        *earlier,
        {"label": "Computed", "value": f"{long_moment(attempt.started_at)}, attempt {attempt.number}{replaced}"},
    ]
