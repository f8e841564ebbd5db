"""Everything that happened in a case, in one order: its moves, signals, contacts, notes, tasks, documents, briefings.

One statement reads ten tables, each by its index and no further than a page needs: a case of 500 lines costs what a
case of fifty does. It is asked for a case that its reader sees; whoever sees a case sees all that belongs to it.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, NamedTuple

from django.core.exceptions import BadRequest
from django.db import connection
from django.template.defaultfilters import linebreaksbr
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from people.roles import Role
from welfare.cases.entries import EntryKind, How, Reached, Turn
from welfare.cases.models import CaseStatus, Outcome, Trigger
from wmp.lib.words import long_day

PAGE = 100
# After every moment that a record can have.
LATEST = "infinity"


class Place(NamedTuple):
    """A line's place in the order. Of what was recorded at one moment, kinds decide: see `BRANCHES`."""

    at: str
    kind: int
    key: int

    @classmethod
    def read(cls, text: str) -> "Place":
        """The place that an address names; the latest for none. Raises BadRequest."""
        if not text:
            return cls(LATEST, 0, 0)
        try:
            at, kind, key = text.split("_")
            # The bounds are the database's: a number beyond them would be an error of the server.
            if not (0 <= int(kind) < 100 and 0 <= int(key) < 2**63):
                raise ValueError(text)
            # By our own clock: the database knows fewer offsets than an address can name.
            return cls(datetime.fromisoformat(at).astimezone(UTC).isoformat(), int(kind), int(key))
        except (ValueError, OverflowError) as error:
            raise BadRequest("No line of a timeline has this place.") from error

    def __str__(self) -> str:
        return f"{self.at}_{self.kind}_{self.key}"


@dataclass(frozen=True)
class Line:
    """One thing that happened. `when` is a moment in words, `iso` the same for programs; `by` who did it."""

    title: str
    text: str
    by: str
    when: str
    iso: str
    #: A word beside the title, with its colour: a line may be corrected, or the correction of another.
    mark: str = ""
    colour: str = ""
    correct_url: str = ""


@dataclass(frozen=True)
class Timeline:
    """One page of lines, latest first. `older` is the place after which it goes on, "" at the end."""

    lines: list[Line]
    older: str


# Each branch by its number: what it selects from, by what it belongs to the case, and what its line says. The numbers
# order what was recorded at one moment: what came of something stands above it.
READ = 8
BRANCHES = {
    1: (
        "welfare_signal t",
        "t.case_id",
        "'trigger', t.trigger, 'on', t.received_on, 'who', t.told_by, 'text', t.text",
    ),
    2: (
        "welfare_contact t LEFT JOIN welfare_contact later ON later.corrects_id = t.id",
        "t.case_id",
        """'on', t.on, 'how', t.how, 'with', t.with_whom, 'reached', t.reached, 'text', t.summary, 'next', t.next_on,
        'logged', (t.at AT TIME ZONE 'Europe/London')::date, 'corrects', t.corrects_id, 'corrected', later.id""",
    ),
    3: (
        "welfare_entry t LEFT JOIN welfare_entry later ON later.corrects_id = t.id",
        "t.case_id",
        "'kind', t.kind, 'text', t.text, 'corrects', t.corrects_id, 'corrected', later.id",
    ),
    4: ("welfare_task t", "t.case_id", "'what', t.what, 'due', t.due_on, 'turn', t.turn"),
    5: ("welfare_document t", "t.case_id", "'name', t.name"),
    6: (
        "welfare_briefing t JOIN people_person p ON p.id = t.to_id",
        "t.case_id",
        "'to', p.first_name || ' ' || p.last_name, 'text', t.text",
    ),
    7: (
        "welfare_taskchange t JOIN welfare_task task ON task.id = t.record_id",
        "task.case_id",
        "'what', task.what, 'new', t.new, 'text', t.reason",
    ),
    # Of a briefing read the day is known and the hour is not, so it stands at the end of the day.
    READ: (
        """(SELECT id, case_id, to_id, NULL::bigint AS by_id,
            (read_on + 1)::timestamp AT TIME ZONE 'Europe/London' - interval '1 second' AS at
            FROM welfare_briefing WHERE read_on IS NOT NULL) t
        JOIN people_person p ON p.id = t.to_id""",
        "t.case_id",
        "'to', p.first_name || ' ' || p.last_name",
    ),
    # Each closing wrote one closure, so the third one's outcome stands in the third: there may be two on one day.
    9: (
        "welfare_welfarecasechange t",
        "t.record_id",
        """'old', t.old, 'new', t.new, 'text', t.reason, 'outcome', CASE WHEN t.new = 'closed' THEN (
            SELECT k.outcome FROM welfare_closure k WHERE k.case_id = t.record_id ORDER BY k.id LIMIT 1 OFFSET (
                SELECT count(*) FROM welfare_welfarecasechange c
                WHERE c.record_id = t.record_id AND c.new = 'closed' AND c.id < t.id)) END""",
    ),
    10: (
        "welfare_documentremoval t JOIN welfare_document document ON document.id = t.document_id",
        "document.case_id",
        "'name', document.name, 'text', t.reason",
    ),
}


def _branch(kind: int) -> str:
    table, case, said = BRANCHES[kind]
    return f"""(
        SELECT t.at, {kind} AS kind, t.id AS key, t.by_id, json_build_object({said})::text AS said FROM {table}
        WHERE {case} = %(case)s AND (t.at, {kind}, t.id) < (%(at)s::timestamptz, %(kind)s::int, %(key)s::bigint)
        ORDER BY t.at DESC, t.id DESC LIMIT %(most)s::int
    )"""


SQL = f"""
    WITH page AS (
        {" UNION ALL ".join(_branch(kind) for kind in BRANCHES)}
        ORDER BY at DESC, kind DESC, key DESC LIMIT %(most)s::int
    )
    SELECT page.*, COALESCE(NULLIF(TRIM(u.first_name || ' ' || u.last_name), ''), u.username, '')
    FROM page LEFT JOIN people_user u ON u.id = page.by_id
    ORDER BY page.at DESC, page.kind DESC, page.key DESC
"""


def timeline_of(case: Any, user: Any, before: str = "", page: int = PAGE) -> Timeline:
    """The latest lines of a case that `user` sees, or those before a place. Raises BadRequest."""
    place = Place.read(before)
    with connection.cursor() as cursor:
        cursor.execute(SQL, {"case": case.pk, "most": page + 1, **place._asdict()})
        rows = cursor.fetchall()
    older = str(Place(rows[page - 1][0].isoformat(), *rows[page - 1][1:3])) if len(rows) > page else ""
    corrects_all = user.has_role(Role.WELFARE_LEAD)
    # The addresses differ in the key alone.
    bases = {kind: reverse(name, args=[0]).split("/0/") for kind, name in CORRECTED_AT.items()}
    return Timeline([_line(row, bases, may=corrects_all or row[3] == user.pk) for row in rows[:page]], older)


def _line(row: Any, bases: Mapping[int, list[str]], *, may: bool) -> Line:
    """One row as it is told. `may` says whether the reader may correct it, if it can be."""
    at, kind, key, _, about, by = row
    said = json.loads(about)
    title, text = SAYS[kind](said)
    mark, colour, correct_url = "", "", ""
    if said.get("corrected"):
        mark, colour = "Corrected", "grey"
    elif said.get("corrects"):
        mark, colour = "Correction", "yellow"
    if may and kind in bases and not said["corrected"] and said.get("kind", "note") == EntryKind.NOTE:
        correct_url = f"/{key}/".join(bases[kind])
    local = timezone.localtime(at)
    if kind == READ:
        return Line(title, "", by, long_day(local), local.date().isoformat())
    when = f"{long_day(local)} at {local:%H:%M}"
    return Line(title, "\n".join(filter(None, text)), by, when, local.isoformat(), mark, colour, correct_url)


# As components/timeline.html, in one go and not by template: a page of lines took a third of the page's time there.
ITEM = """
    <div class="moj-timeline__item">
      <div class="moj-timeline__header"><h3 class="moj-timeline__title">{}</h3>{}{}</div>
      <p class="moj-timeline__date"><time datetime="{}">{}</time></p>
      {}{}
    </div>"""
MARK = ' <strong class="govuk-tag govuk-tag--{}">{}</strong>'
BY = ' <p class="moj-timeline__byline">by {}</p>'
TEXT = '<div class="moj-timeline__description">{}</div>'
CORRECT = (
    '<p class="govuk-body-s govuk-!-margin-bottom-0"><a class="govuk-link" href="{}">Correct this'
    '<span class="govuk-visually-hidden">: {}, {}</span></a></p>'
)


def drawn(lines: list[Line]) -> SafeString:
    """The lines as they stand on the page, with what people wrote escaped."""
    return format_html_join("", ITEM, (tuple(_parts(line)) for line in lines))


def _parts(line: Line) -> Iterator[Any]:
    yield line.title
    yield format_html(MARK, line.colour, line.mark) if line.mark else ""
    yield format_html(BY, line.by) if line.by else ""
    yield line.iso
    yield line.when
    yield format_html(TEXT, linebreaksbr(line.text, autoescape=True)) if line.text else ""
    yield format_html(CORRECT, line.correct_url, line.title, line.when) if line.correct_url else ""


# --- what each kind of line says: its title, and the lines of its text ---

CORRECTED_AT = {2: "welfare:contacts-correct", 3: "welfare:entries-correct"}
CALLED = {"phone": "Phone call", "message": "Message"}
WHOM = {
    "officer": "the officer",
    "manager": "the line manager",
    "tutor": "the tutor",
    "university": "the university",
    "other": "somebody else",
}
MOVED = {
    CaseStatus.CONTACTED: "Contact made",
    CaseStatus.SUPPORTING: "Support begun",
    CaseStatus.PAUSED: "Paused",
    CaseStatus.CLOSED: "Closed",
    CaseStatus.OPEN: "Reopened",
}
TASK_MOVED = {"done": "Task done", "dropped": "Task not needed", "open": "Task to be done after all"}

Said = Mapping[str, Any]
Words = tuple[str, list[str]]


def _day(text: str) -> str:
    return long_day(date.fromisoformat(text))


def _signal(said: Said) -> Words:
    told = f", told by {said['who']}" if said["who"] else ""
    return f"Signal: {Trigger(said['trigger']).label}", [f"Received on {_day(said['on'])}{told}", said["text"]]


def _contact(said: Said) -> Words:
    how = CALLED.get(said["how"]) or How(said["how"]).label
    title = f"{how} with {WHOM[said['with']]}: {Reached(said['reached']).label.lower()}"
    after = f"Next contact on {_day(said['next'])}" if said["next"] else ""
    on = "" if said["on"] == said["logged"] else f"On {_day(said['on'])}"
    return title, [on, said["text"], after]


def _entry(said: Said) -> Words:
    return EntryKind(said["kind"]).label, [said["text"]]


def _task(said: Said) -> Words:
    turn = "" if said["turn"] == Turn.US else f". Waits for: {Turn(said['turn']).label.lower()}"
    return f"Task: {said['what']}", [f"Due on {_day(said['due'])}{turn}"]


def _moved(said: Said) -> Words:
    if said["new"] == CaseStatus.CLOSED and said["outcome"]:
        return f"Closed: {Outcome(said['outcome']).label.lower()}", [said["text"]]
    title = "Resumed" if said["old"] == CaseStatus.PAUSED else MOVED[said["new"]]
    return title, [said["text"]]


SAYS: Mapping[int, Callable[[Said], Words]] = {
    1: _signal,
    2: _contact,
    3: _entry,
    4: _task,
    5: lambda said: (f"Document: {said['name']}", []),
    6: lambda said: (f"Briefing written to {said['to']}", [said["text"]]),
    7: lambda said: (f"{TASK_MOVED[said['new']]}: {said['what']}", [said["text"]]),
    READ: lambda said: (f"Briefing read by {said['to']}", []),
    9: _moved,
    10: lambda said: (f"Document removed: {said['name']}", [said["text"]]),
}
