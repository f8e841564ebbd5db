"""The board papers of the demo force, written, approved and issued by the verbs that the secretary's pages use.

Their sections stand in `texts/`, by the day of the meeting and the key of the section. The words are our own; a number
that a table has is quoted from it, so that the text is right whatever the force was made of.
"""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.db import transaction

from people.workforce.models import User
from wmp.board.models import Attempt, Comment, Paper, Section
from wmp.board.papers import starting
from wmp.board.papers.forms import SectionForm
from wmp.board.papers.issuing import figures_of, issue
from wmp.board.papers.narrative import Figures
from wmp.board.runs import perform
from wmp.demo.delivery import noon
from wmp.demo.targets import BOARD_DAY
from wmp.lib import clock
from wmp.lib.editing import GUARD

TEXTS = Path(__file__).parent / "texts"
TITLE, BODY = "People and change", "Strategic Policing and Crime Board"
AUTHOR, APPROVER = "board-secretary", "deputy-secretary"


@dataclass(frozen=True)
class Meeting:
    """`day` is that of the run whose figures the paper prints; on `issued` it was written, approved and issued."""

    on: date
    day: date
    issued: date

    def text(self, section: str) -> str:
        """Nothing where the section is its tables alone."""
        path = TEXTS / self.on.isoformat() / f"{section}.md"
        return path.read_text(encoding="utf-8") if path.exists() else ""


# The earlier paper is there for that of 2022 to be compared with, and audited beside. The story ends on the board's
# day: whatever is done in April is done that day.
MEETINGS = (
    Meeting(on=date(2021, 7, 20), day=date(2021, 7, 1), issued=date(2021, 7, 13)),
    Meeting(on=date(2022, 4, 26), day=BOARD_DAY, issued=BOARD_DAY),
)
NEXT = date(2022, 7, 26)
ASKED = ("attendance", "March's days were loaded on the first of April. Is the sentence about January still right?")


def compute() -> None:
    """The runs that the papers take their figures from, where there are none. Must not be called in a transaction."""
    for meeting in MEETINGS:
        if starting.latest_attempt(run__day=meeting.day) is None:
            perform(meeting.day, wait=True)


@transaction.atomic
def tell() -> int:
    """Issues the papers and begins the next one. Returns how many editions there are; their files are made by a job.

    Raises ValueError for a text that its form refuses, and User.DoesNotExist without the cast.
    """
    author, approver = (User.objects.get(username=name) for name in (AUTHOR, APPROVER))
    made = 0
    for meeting in MEETINGS:
        with clock.at(noon(meeting.issued)):
            paper = _written(meeting, author)
            paper.send(by=author)
            paper.approve(by=approver)
            made += len(issue(paper, by=author))
    with clock.at(noon(BOARD_DAY)):
        _next(author, approver)
    return made


def _written(meeting: Meeting, author: User) -> Paper:
    attempt = starting.latest_attempt(run__day=meeting.day)
    if attempt is None:
        raise ValueError(f"There are no figures of {meeting.day}.")
    paper = _begun(meeting.on, attempt, author)
    figures = figures_of(attempt)
    for section in paper.sections.unscoped():
        if text := meeting.text(section.key):
            _write(section, text, figures, author)
    return paper


def _begun(on: date, attempt: Attempt, author: User) -> Paper:
    return starting.begin(Paper(title=TITLE, meeting=BODY, meeting_on=on, attempt=attempt), by=author)


def _write(section: Section, text: str, figures: Figures, author: User) -> None:
    """As the page does: what its form refuses is not there either."""
    opened = SectionForm(instance=section, user=author, figures=figures)
    typed: dict[str, Any] = {GUARD: opened[GUARD].value(), "title": section.title, "narrative": text}
    form = SectionForm(typed, instance=section, user=author, figures=figures)
    if not form.is_valid():
        raise ValueError(f"{section}: {form.errors.as_text()}")
    form.save()


def _next(author: User, approver: User) -> None:
    """A draft for the meeting after, which starts from the text that was issued, with a question of the approver's."""
    attempt = starting.latest_attempt(run__day=BOARD_DAY)
    if attempt is not None:
        paper = _begun(NEXT, attempt, author)
        key, text = ASKED
        Comment.objects.create(section=paper.sections.unscoped().get(key=key), by=approver, text=text)
