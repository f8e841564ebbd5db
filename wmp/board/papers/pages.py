"""The page of a paper: where it stands and whose turn it is, its sections, what is wrong with its run, its editions."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.urls import URLPattern, path, reverse

from people.roles import Role, holders_of
from people.workforce.accounts import name_of
from wmp.board.papers import issuing, previews, tasks, telling
from wmp.board.papers.editions import Edition
from wmp.board.papers.forms import CorrectForm, PaperForm, RunForm, section_url
from wmp.board.papers.models import ISSUED_ONCE, NO_CORRECTION, OPEN, WROTE, Paper, PaperChange, PaperStatus
from wmp.board.papers.narrative import Problem
from wmp.board.papers.registers import PAPERS, STATUS_COLOURS
from wmp.board.papers.standing import (
    SETTLE,
    commented,
    ground_of,
    obstacle_to_sending,
    open_comments,
    sections_of,
    troubles,
    unlinked,
)
from wmp.lib import editing, outbox
from wmp.lib.acts import perform
from wmp.lib.records import Fact, RecordPage
from wmp.lib.timeline import Event, events_of
from wmp.lib.verbs import ReasonForm, Verb, VerbForm
from wmp.lib.words import counted, long_day, long_moment, spoken_list
from wmp.lib.workflow import IllegalMove, StaleMove

CORRECTED = (
    "What was issued stands. The paper is yours to write in. Once another approves it, it is issued as a further "
    "edition that lists its differences."
)
GIVEN_UP = (
    "The paper stands as it was issued: its text, its run and its title are those of the last edition, and none is "
    "made. What was written since is gone."
)
READ_THEM = "Go to the comments"
ABANDONED = "No edition of it will be issued. It cannot be undone."
CHANGED = "It has been changed by someone else since you opened this page."
TOLD = {"send": telling.sent, "approve": telling.approved, "send_back": telling.sent_back}


class PaperPage(RecordPage):
    """Verbs that only move the paper are the page's; issuing and taking another run have pages of their own."""

    register = PAPERS
    template = "papers/paper.html"
    joins = ("author", "approved_by", "attempt__run")
    logs_reads = False
    colours = STATUS_COLOURS
    verbs = (
        Verb("send", "Send for approval", "with approver", intro="Its text and its run stand until it is decided."),
        Verb("approve", "Approve", "approved", intro="You have read it as it will be issued. It can be issued then."),
        Verb("send_back", "Send back", "draft", ReasonForm, standing=["with approver", "approved"]),
        Verb("correct", "Correct it", "draft", CorrectForm, ["issued"], CORRECTED, done="is a draft again"),
        Verb(
            "give_up", "Give up the correction", "issued", ReasonForm, ["draft"], GIVEN_UP, True, "is as it was issued"
        ),
        Verb("abandon", "Abandon", "abandoned", ReasonForm, standing=["draft"], intro=ABANDONED, danger=True),
    )
    form = PaperForm

    # --- what it says ---

    def caption(self, record: Paper) -> str:
        return f"Paper for {record.meeting}, {long_day(record.meeting_on)}"

    def title(self, record: Paper) -> str:
        return record.title

    def turn(self, record: Paper, user: Any) -> str:
        match record.status:
            case PaperStatus.DRAFT:
                return f"{name_of(record.author)} finishes it and sends it for approval"
            case PaperStatus.WITH_APPROVER if not record.wrote(user):
                return "Your turn: read it, then approve it or send it back"
            case PaperStatus.WITH_APPROVER:
                able, _ = _secretaries(record.writers())
                if not able:
                    return "Every board secretary wrote in it, so nobody can approve it yet: a further one is needed"
                return f"A second person approves it: {' or '.join(able)}"
            case PaperStatus.APPROVED:
                return f"Approved by {name_of(record.approved_by)}: it can be issued"
        return ""

    def facts(self, record: Paper, user: Any) -> Sequence[Fact]:
        run = record.attempt.run
        facts = [
            Fact("Meeting", f"{record.meeting}, {long_day(record.meeting_on)}"),
            Fact(
                "Figures",
                f"Of {long_day(run.day)}, computed on {long_moment(record.attempt.started_at)}",
                reverse("board:board", args=[run.day.isoformat()]),
            ),
            Fact("Author", name_of(record.author)),
        ]
        if record.approved_by:
            facts.append(Fact("Approved by", name_of(record.approved_by)))
        if record.correcting and record.status != PaperStatus.ISSUED:
            facts.append(Fact("Corrects the issued edition because", record.correcting))
        return facts

    def context(self, request: HttpRequest, record: Paper) -> Mapping[str, Any]:
        ground = ground_of(record, request.user)
        sections = sections_of(record, request.user)
        wrong = troubles(sections, ground.figures)
        in_draft = record.in_draft
        return {
            "warnings": ground.warnings,
            "take_url": self.address(record, "run") if in_draft and ground.newer else "",
            "sections": [_row(place, each, wrong) for place, each in enumerate(sections, start=1)],
            "editions": Edition.objects.visible_to(request.user).filter(paper=record).defer("content", "claims"),
            "previews": [(kind, reverse("papers:preview", args=[record.pk, kind])) for kind in previews.AUDIENCES],
            "open": record.status in OPEN,
            "in_draft": in_draft,
        }

    def events(self, record: Paper, user: Any) -> Sequence[Event]:
        """Its moves; the details that it had before they were changed are few."""
        return events_of(record, details=False)

    # --- who may do what, and when ---

    def obstacle(self, record: Paper) -> str:
        return record.obstacle("its title and its meeting stand")

    def refused(self, verb: Verb, record: Paper, user: Any) -> str:
        if verb.method == "approve" and record.wrote(user):
            return WROTE
        if verb.method == "abandon" and record.correcting:
            return ISSUED_ONCE
        if verb.method == "give_up" and not record.correcting:
            return NO_CORRECTION
        return ""

    def notice(self, verb: Verb, record: Paper, user: Any) -> Mapping[str, str] | None:
        """Comments that are open, before it is sent and approved; and that nobody could approve a correction."""
        if verb.method == "correct" and (words := _nobody_left(record, user)):
            return {"text": words, "url": self.address(record), "link_text": "See the paper"}
        if verb.method not in ("send", "approve"):
            return None
        sections = sections_of(record, user)
        if not (waiting := commented(sections)):
            return None
        words = f"{open_comments(sections)} {SETTLE if verb.method == 'send' else ''}".strip()
        return {"text": words, "url": f"{section_url(waiting[0])}#comments", "link_text": READ_THEM}

    def mark(self, record: Paper, user: Any) -> str:
        """A paper that was sent back and sent again stands where it stood, and is read again."""
        return f"{record.status}:{PaperChange.objects.visible_to(user).filter(record=record).count()}"

    def action_of(self, verb: Verb, record: Any) -> Mapping[str, Any]:
        """What takes a paper back is no next step."""
        action = super().action_of(verb, record)
        return action if verb.danger or verb.method in ("send", "approve") else {**action, "kind": "secondary"}

    def actions(self, record: Paper, user: Any) -> list[Mapping[str, Any]]:
        found = sorted(super().actions(record, user), key=lambda action: action["kind"] == "warning")
        if record.status == PaperStatus.APPROVED:
            found.insert(0, {"text": "Issue", "url": self.address(record, "issue")})
        if record.in_draft:
            found.insert(1, {"text": "Take figures of another run", "url": self.address(record, "run")})
        if record.status == PaperStatus.ISSUED or record.correcting:
            found.append({"text": "Who may read the restricted edition", "url": self.address(record, "readers")})
        return found

    def move(self, record: Any, verb: Verb, *, by: Any, **given: Any) -> None:
        if verb.method == "send" and (obstacle := obstacle_to_sending(record, by)):
            raise IllegalMove(obstacle)
        super().move(record, verb, by=by, **given)
        if verb.method == "send":
            outbox.defer(tasks.prepare_paper, record.pk)
        if verb.method in TOLD:
            TOLD[verb.method](record, by=by)

    # --- pages beside it ---

    def urls(self) -> list[URLPattern]:
        slug = self.register.slug
        return [
            *super().urls(),
            path(f"{slug}/<int:pk>/issue/", self.issue, name=f"{slug}-issue"),
            path(f"{slug}/<int:pk>/run/", self.take_run, name=f"{slug}-run"),
        ]

    def secretary_s(self, request: HttpRequest, pk: int) -> Paper:
        """The paper, for whoever writes papers: everybody who sees one does, today."""
        paper: Paper = self.find(request, pk)
        reader: Any = request.user
        if not self.register.may_edit(reader):
            raise PermissionDenied
        return paper

    def issue(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        """Asks, with what the public edition withholds and why; then issues both editions."""
        paper = self.secretary_s(request, pk)
        mark = self.mark(paper, request.user)
        form = VerbForm(request.POST or None, initial={"seen": mark})
        stands = paper.status == PaperStatus.APPROVED
        refused = "" if stands else f"This paper is {paper.get_status_display().lower()} now."

        def do() -> str:
            if form.cleaned_data["seen"] != mark:
                raise StaleMove(CHANGED)
            number = issuing.issue(paper, by=request.user)[0].number
            return f"Edition {number} of “{paper.title}” is issued, restricted and public."

        asks = stands and request.method != "POST"
        comments = open_comments(sections_of(paper, request.user)) if asks else ""
        return perform(
            request,
            form,
            do,
            title="Issue this paper",
            back=self.address(paper),
            template="papers/issue.html",
            caption=self.title(paper),
            refused=refused,
            submit="Issue both editions",
            withheld=previews.withheld(paper) if asks else None,
            warnings=[*unlinked(paper), *([comments] if comments else [])] if asks else (),
        )

    def take_run(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        """Takes the figures of another run into a draft."""
        reader: Any = request.user
        editing.hold(request, self.register.visible_to(reader), pk)
        paper = self.secretary_s(request, pk)
        form = RunForm(request.POST or None, user=reader, initial={"seen": str(paper.attempt_id)})

        def do() -> str:
            if form.cleaned_data["seen"] != str(paper.attempt_id):
                raise StaleMove(CHANGED)
            paper.choose_run(form.attempt, by=request.user)
            return f"The paper has the figures of {long_day(paper.attempt.run.day)}. Read what it quotes again."

        return perform(
            request,
            form,
            do,
            title="Take figures of another run",
            back=self.address(paper),
            caption=self.title(paper),
            intro=f"It has those of {long_day(paper.attempt.run.day)}. Its text stays; each number that it quotes "
            "becomes that of the other run.",
            refused=paper.obstacle("its figures stand"),
            submit="Take these figures",
        )


def _secretaries(writers: Collection[int]) -> tuple[list[str], list[str]]:
    """The names of board secretaries who may approve what these wrote, and of those who may not."""
    able, unable = list[str](), list[str]()
    for each in holders_of(Role.BOARD_SECRETARY):
        (unable if each.pk in writers else able).append(name_of(each))
    return able, unable


def _nobody_left(record: Paper, user: Any) -> str:
    """Why nobody could approve a correction that this person begins, in sentences; "" where somebody could."""
    writers = record.writers()
    _, wrote = _secretaries(writers)
    able, _ = _secretaries({*writers, user.pk})
    if able:
        return ""
    if user.pk in writers or not wrote:
        return "Nobody could approve it: every board secretary has written in it. A further one is needed."
    instead = f"{spoken_list(wrote, 'or')} can correct it, and you approve it."
    return f"Nobody could approve it then: every board secretary would have written in it. {instead}"


def _row(place: int, section: Any, wrong: Mapping[str, Sequence[Problem]]) -> dict[str, Any]:
    """A section on the page of its paper: who wrote in it last, and what is still to do in it."""
    edited = f"{name_of(section.edited_by)}, {long_moment(section.edited_at)}" if section.edited_at else ""
    todo: list[tuple[str, str]] = []
    if section.left_out:
        todo.append(("Left out", "grey"))
    if problems := wrong.get(section.key):
        todo.append((counted(len(problems), "warning"), "red"))
    if section.open_comments:
        todo.append((counted(section.open_comments, "open comment"), "yellow"))
    return {"place": place, "title": section.title, "url": section_url(section), "edited": edited, "todo": todo}


PAPER = PaperPage()
