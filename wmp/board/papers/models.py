"""Papers for the board: drafted by section, approved by a second person, and issued as `editions`."""

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any, ClassVar

import pgtrigger
from django.conf import settings
from django.db import models, transaction
from django.db.models import F, Q
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast

from people.roles import Role
from wmp.lib import clock
from wmp.lib.access import EVERYTHING, Reader, ScopedModel, ScopedQuerySet
from wmp.lib.audit import tracked
from wmp.lib.words import long_day, within
from wmp.lib.workflow import IllegalMove, StatusChange, Workflow


class SecretarysQuerySet(ScopedQuerySet[Any]):
    """What stands in a paper until it is issued is for board secretaries alone."""

    def grants(self, user: Reader) -> Iterable[Q]:
        if user.has_role(Role.BOARD_SECRETARY):
            yield EVERYTHING


class PaperStatus(models.TextChoices):
    DRAFT = "draft", "Draft"
    WITH_APPROVER = "with approver", "With the approver"
    APPROVED = "approved", "Approved"
    ISSUED = "issued", "Issued"
    ABANDONED = "abandoned", "Abandoned"


class Audience(models.TextChoices):
    RESTRICTED = "restricted", "Restricted"
    PUBLIC = "public", "Public"


#: Where a paper still leads to an issue.
OPEN = (PaperStatus.DRAFT, PaperStatus.WITH_APPROVER, PaperStatus.APPROVED)
ISSUED_ONCE = "An edition of this paper has been issued, so it cannot be abandoned."
NO_CORRECTION = "Nothing of this paper has been issued, so there is no correction to give up."
WROTE = "You wrote in this paper, or chose its run, its title or its meeting, so a second person approves it."


# What an approver approved besides the text. Any of it changed makes it another paper.
ABOUT_CHANGED = (
    pgtrigger.Q(old__title__df=pgtrigger.F("new__title"))
    | pgtrigger.Q(old__meeting__df=pgtrigger.F("new__meeting"))
    | pgtrigger.Q(old__meeting_on__df=pgtrigger.F("new__meeting_on"))
    | pgtrigger.Q(old__attempt__df=pgtrigger.F("new__attempt"))
)


ABOUT = ("attempt_id", "title", "meeting", "meeting_on")
# What a correction that is given up leaves as it was.
PAPER_KEPT = (*ABOUT, "author_id", "approved_by_id")
SECTION_KEPT = ("title", "narrative", "left_out", "edited_by_id", "edited_at")


class PaperQuerySet(SecretarysQuerySet):
    pass


@tracked
class Paper(Workflow, ScopedModel):
    """One paper for one meeting, made from one attempt at a run's figures.

    Whoever wrote in it does not approve it. After an issue it can be corrected: then it is a draft again, and its next
    issue is a further edition beside the one that stands. A correction that is given up leaves it as it was issued.
    """

    MOVES: ClassVar = {
        "draft": {"with approver", "abandoned", "issued"},
        "with approver": {"approved", "draft"},
        "approved": {"issued", "draft"},
        "issued": {"draft"},
        "abandoned": set(),
    }

    title = models.CharField(max_length=200)
    meeting = models.CharField(max_length=120, help_text="The body that meets, such as the Police and Crime Board.")
    meeting_on = models.DateField("date of the meeting")
    attempt = models.ForeignKey("board.Attempt", models.PROTECT, related_name="papers", verbose_name="figures of")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False
    )
    # Why the issued edition is being corrected; empty for a first one.
    correcting = models.TextField(blank=True, max_length=2000, editable=False)
    status = Workflow.status_field(PaperStatus, first=PaperStatus.DRAFT)

    objects = PaperQuerySet.as_manager()

    class Meta:
        ordering = ["-meeting_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=["draft", "with approver", "abandoned"]) ^ Q(approved_by__isnull=False),
                name="paper_approved_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(approved_by=None) | ~Q(approved_by=F("author")), name="paper_approved_by_another"
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="what_it_is_about_stands_once_sent",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=ABOUT_CHANGED & ~pgtrigger.Q(old__status="draft"),
                func="RAISE EXCEPTION 'The title, the meeting and the figures of a paper that was sent stand.' "
                "USING ERRCODE = 'check_violation';",
            ),
            pgtrigger.Trigger(
                name="why_is_said_by_who_corrects",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__correcting__df=pgtrigger.F("new__correcting"))
                & ~pgtrigger.Q(old__status="issued", new__status="draft"),
                func="RAISE EXCEPTION 'Why a paper that was sent is corrected stands.' "
                "USING ERRCODE = 'check_violation';",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}, {long_day(self.meeting_on)}"

    @property
    def in_draft(self) -> bool:
        return self.status == PaperStatus.DRAFT

    def obstacle(self, stands: str) -> str:
        """Why something of it cannot be changed now, in a sentence that ends with what `stands`; "" in a draft."""
        return "" if self.in_draft else f"This paper is {within(self.get_status_display())}, so {stands}."

    def wrote(self, user: Any) -> bool:
        """Is this person among the `writers`? Then another approves it."""
        return user.pk in self.writers()

    def writers(self) -> set[int]:
        """The accounts that made it what it is: see `writers_of`."""
        return self.writers_of([self])[self.pk]

    @staticmethod
    def writers_of(papers: Sequence["Paper"]) -> dict[int, set[int]]:
        """By paper, the accounts that made it what it is: who began it or took it up again, wrote in it, chose its run,
        or said what it is called and for which meeting. Also before a correction.

        By what the history keeps: whose words another wrote over has written in it too. Who began a correction that was
        given up has not, by that. Two queries.
        """
        found = {paper.pk: {paper.author_id} for paper in papers}
        sections: Any = Section._meta.get_field("events").related_model
        edited = sections.objects.unscoped().filter(pgh_obj__paper__in=found, edited_by__isnull=False)
        for paper, writer in edited.order_by().values_list("pgh_obj__paper", "edited_by").distinct():
            found[paper].add(writer)
        account = Cast(KeyTextTransform("user", "pgh_context__metadata"), models.BigIntegerField())
        states: Any = Paper._meta.get_field("events").related_model
        of_papers = states.objects.unscoped().filter(pgh_obj__in=found).annotate(account=account)
        for paper, history in groupby(of_papers.order_by("pgh_obj", "pgh_id"), key=lambda state: state.pgh_obj_id):
            found[paper] |= _made_by(list(history))
        return found

    def sections_as_issued(self, user: Any) -> Any:
        """Its sections as a second person approved them: while it is being corrected, those that its history had when
        it was issued. What was written since is nobody's text but the correction's."""
        if self.status == PaperStatus.ISSUED:
            return Section.objects.visible_to(user).filter(paper=self)
        states: Any = Section._meta.get_field("events").related_model
        until = self._issues().values("pgh_created_at")[:1]
        found = states.objects.visible_to(user).filter(pgh_obj__paper=self, pgh_created_at__lte=until)
        return found.order_by("pgh_obj_id", "-pgh_id").distinct("pgh_obj_id")

    def _issues(self) -> Any:
        """Its states as an issued paper, the last first."""
        states: Any = Paper._meta.get_field("events").related_model
        return states.objects.unscoped().filter(pgh_obj=self, status=PaperStatus.ISSUED).order_by("-pgh_id")

    def send(self, *, by: Any) -> None:
        """To the approver. What it says stands still until somebody sends it back."""
        self.move_to(PaperStatus.WITH_APPROVER, by=by)

    def send_back(self, *, by: Any, reason: str) -> None:
        """By the approver, or by whoever sent it too early, with what is to be mended."""
        self.move_to(PaperStatus.DRAFT, by=by, reason=reason, standing=["with approver", "approved"], approved_by=None)

    def approve(self, *, by: Any) -> None:
        """By a second person. Raises IllegalMove for whoever wrote in it."""
        if self.wrote(by):
            raise IllegalMove(WROTE)
        self.move_to(PaperStatus.APPROVED, by=by, approved_by=by)

    def mark_issued(self, *, by: Any) -> None:
        """Only by `wmp.board.papers.issuing.issue`, which freezes its editions in the same transaction."""
        self.move_to(PaperStatus.ISSUED, by=by, standing=["approved"])

    def correct(self, *, by: Any, reason: str) -> None:
        """Takes it up again: it is theirs now, and another approves it. The editions that were issued stand."""
        taken = {"author": by, "approved_by": None, "correcting": reason}
        self.move_to(PaperStatus.DRAFT, by=by, reason=reason, standing=["issued"], **taken)

    @transaction.atomic
    def give_up(self, *, by: Any, reason: str) -> None:
        """Ends a correction that is not wanted: text, run and facts are those that were issued. Raises IllegalMove
        where nothing was."""
        self.held_in_draft()
        issued = self._issues().first()
        if issued is None:
            raise IllegalMove(NO_CORRECTION)
        for section in self.sections_as_issued(by):
            kept = {name: getattr(section, name) for name in SECTION_KEPT}
            Section.objects.unscoped().filter(pk=section.pgh_obj_id).exclude(**kept).update(**kept)
        kept = {name: getattr(issued, name) for name in PAPER_KEPT}
        self.move_to(PaperStatus.ISSUED, by=by, reason=reason, standing=["draft"], **kept)

    def abandon(self, *, by: Any, reason: str) -> None:
        """Raises IllegalMove once an edition has been issued: then it is corrected."""
        editions: Any = self.editions
        if editions.unscoped().exists():
            raise IllegalMove(ISSUED_ONCE)
        self.move_to(PaperStatus.ABANDONED, by=by, reason=reason)

    @transaction.atomic
    def choose_run(self, attempt: Any, *, by: Any) -> None:
        """Takes the figures of another run. Raises StaleMove once it is no draft any more, ValueError for an attempt
        that readers do not see."""
        if not attempt.shown:
            raise ValueError("The figures of that attempt were replaced. Choose the run again.")
        self.held_in_draft()
        self.attempt = attempt
        self.save(update_fields=["attempt"])

    def held_in_draft(self) -> None:
        """Locks the paper's row, for whatever adds to a draft. Raises IllegalMove where it is none any more."""
        papers: Any = Paper.objects
        if not papers.unscoped().select_for_update().filter(pk=self.pk, status=PaperStatus.DRAFT).exists():
            raise IllegalMove("This paper is no draft any more. Open it again to see where it stands now.")


def _made_by(history: Sequence[Any]) -> set[int]:
    """The accounts that began a paper, took it up again or changed what it is about, by its states with their
    `account`. What came of a correction that was given up is gone."""
    found, since_issued = set[int](), set[int]()
    last: Any = None
    for state in history:
        given_up = last and last.status == PaperStatus.DRAFT and state.status == PaperStatus.ISSUED
        if given_up:
            since_issued = set()
        else:
            said = last is None or any(getattr(state, name) != getattr(last, name) for name in ABOUT)
            since_issued |= {state.author_id, *([state.account] if said and state.account else [])}
        if state.status != PaperStatus.DRAFT:
            found, since_issued = found | since_issued, set()
        last = state
    return found | since_issued


class PaperChange(StatusChange):
    record = StatusChange.of(Paper)


class SectionQuerySet(SecretarysQuerySet):
    pass


@tracked
class Section(ScopedModel):
    """The text of one section of a paper: a small safe Markdown with figures placed by key (`papers.narrative`)."""

    paper = models.ForeignKey(Paper, models.CASCADE, related_name="sections")
    key = models.SlugField(max_length=40, editable=False, help_text="The section of the template.")
    position = models.PositiveSmallIntegerField(editable=False)
    title = models.CharField(max_length=120)
    narrative = models.TextField("text", blank=True, max_length=20_000)
    left_out = models.BooleanField("leave this section out of the paper", default=False)
    edited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False)
    edited_at = models.DateTimeField(null=True, editable=False)

    objects = SectionQuerySet.as_manager()

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["paper", "key"], name="section_key")]
        triggers = [
            pgtrigger.Trigger(
                name="text_stands_once_sent",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                func="IF EXISTS (SELECT FROM board_paper "
                "WHERE id IN (OLD.paper_id, NEW.paper_id) AND status <> 'draft') THEN "
                "RAISE EXCEPTION 'The text of a paper that was sent stands.' USING ERRCODE = 'check_violation'; "
                "END IF; RETURN COALESCE(NEW, OLD);",
            )
        ]

    def __str__(self) -> str:
        return self.title


class CommentQuerySet(SecretarysQuerySet):
    pass


@tracked
class Comment(ScopedModel):
    """What somebody asks the author to look at. It is part of no edition."""

    section = models.ForeignKey(Section, models.CASCADE, related_name="comments")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False)
    at = models.DateTimeField(default=clock.now, editable=False)
    text = models.TextField("comment", max_length=2000)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False
    )
    settled_at = models.DateTimeField(null=True, editable=False)

    objects = CommentQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(settled_by=None, settled_at=None) | Q(settled_by__isnull=False, settled_at__isnull=False),
                name="comment_settled_by_somebody",
            )
        ]

    def __str__(self) -> str:
        return f"Comment on {self.section}"


class SuggestionAnswerQuerySet(SecretarysQuerySet):
    pass


class SuggestionAnswer(ScopedModel):
    """That an author took a suggested sentence into the text, or wants to see it no more."""

    paper = models.ForeignKey(Paper, models.CASCADE, related_name="answers")
    suggestion = models.CharField(max_length=200, help_text="What it is of: the figure, the kind and the cell.")
    accepted = models.BooleanField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    objects = SuggestionAnswerQuerySet.as_manager()

    class Meta:
        ordering = ["at"]
        constraints = [models.UniqueConstraint(fields=["paper", "suggestion"], name="suggestion_answer_key")]

    def __str__(self) -> str:
        return self.suggestion
