"""What belongs to a case: signals, contacts, entries, tasks, documents and briefings.

Signals, contacts and entries are its diary: rows are added and never edited. A correction is a new row in place of an
older one, which stays and is shown as corrected.
"""

from collections.abc import Iterable
from typing import Any, Self

from django.conf import settings
from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q

from people.models import Person, Resignation
from people.roles import line_reports_of
from welfare.cases.models import Trigger, WelfareCase, may_see
from wmp.lib import clock
from wmp.lib.access import Reader, ScopedModel, ScopedQuerySet
from wmp.lib.audit import never_edited, tracked
from wmp.lib.keys import among
from wmp.lib.workflow import StatusChange, Workflow


class OfCaseQuerySet(ScopedQuerySet[Any]):
    """Rows that are seen by whoever sees their case."""

    def grants(self, user: Reader) -> Iterable[Q]:
        yield from may_see(user, "case__")


class OfCase(ScopedModel):
    """A row that belongs to a case: `at` tells when it was recorded, `by` who did it, None for a job of ours."""

    at = models.DateTimeField(default=clock.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    case: Any

    class Meta:
        abstract = True
        ordering = ["-at", "-pk"]

    def account_concerned(self) -> int | None:
        account: int | None = self.case.person.account_id
        return account


class SignalQuerySet(OfCaseQuerySet):
    def grants(self, user: Reader) -> Iterable[Q]:
        """Besides, whoever gave a signal sees that signal, and nothing of the case that came of it."""
        yield from super().grants(user)
        yield Q(by=user)


class Signal(OfCase):
    """Something that told the team of an officer: it opened a case or joined the one that was live."""

    case = models.ForeignKey(WelfareCase, models.PROTECT, related_name="signals")
    trigger = models.CharField(max_length=20, choices=Trigger)
    received_on = models.DateField("received")
    told_by = models.CharField("who told us", max_length=200, blank=True)
    text = models.TextField("what we were told", max_length=4000, blank=True)
    resignation = models.OneToOneField(Resignation, models.PROTECT, null=True, related_name="+")

    objects = SignalQuerySet.as_manager()

    class Meta(OfCase.Meta):
        indexes = [models.Index(fields=["case", "-at"], name="signal_case")]
        triggers = never_edited("signal")

    def __str__(self) -> str:
        return f"{self.get_trigger_display()} of {self.received_on}"


class How(models.TextChoices):
    PHONE = "phone", "Phone"
    MEETING = "meeting", "Meeting"
    VIDEO = "video", "Video call"
    MESSAGE = "message", "Message or email"
    VISIT = "visit", "Visit"


class WithWhom(models.TextChoices):
    OFFICER = "officer", "The officer"
    MANAGER = "manager", "Line manager"
    TUTOR = "tutor", "Tutor"
    UNIVERSITY = "university", "University"
    OTHER = "other", "Somebody else"


class Reached(models.TextChoices):
    """What came of a contact."""

    SPOKE = "spoke", "Spoke"
    MESSAGE = "message left", "Left a message"
    NO_ANSWER = "no answer", "No answer"


class ContactQuerySet(OfCaseQuerySet):
    def standing(self) -> Self:
        """Without those that were corrected since."""
        # Asked of each, by its index: joined, the planner reads all contacts twice before it gives the first.
        return self.filter(~Exists(Contact.objects.filter(corrects=OuterRef("pk"))))


class Contact(OfCase):
    """One attempt to speak with the officer or with somebody who can help."""

    case = models.ForeignKey(WelfareCase, models.CASCADE, related_name="contacts")
    on = models.DateField("date")
    how = models.CharField(max_length=10, choices=How, default=How.PHONE)
    with_whom = models.CharField(max_length=12, choices=WithWhom, default=WithWhom.OFFICER)
    reached = models.CharField("what came of it", max_length=12, choices=Reached, default=Reached.SPOKE)
    summary = models.TextField(max_length=4000, blank=True)
    next_on = models.DateField("next contact", null=True, blank=True)
    corrects = models.OneToOneField("self", models.PROTECT, null=True, related_name="correction", editable=False)

    objects = ContactQuerySet.as_manager()

    class Meta(OfCase.Meta):
        indexes = [
            models.Index(fields=["case", "-at"], name="contact_case"),
            models.Index(fields=["-on", "id"], name="contact_on"),
        ]
        triggers = never_edited("contact")

    def __str__(self) -> str:
        return f"{self.get_how_display()} with {self.get_with_whom_display().lower()}"


class EntryKind(models.TextChoices):
    NOTE = "note", "Note"
    DETAILS = "details", "Details changed"
    HANDOVER = "handover", "Handed over"


class Entry(OfCase):
    """A line of the case's diary: a note somebody wrote, or what a verb changed besides the status."""

    case = models.ForeignKey(WelfareCase, models.CASCADE, related_name="entries")
    kind = models.CharField(max_length=10, choices=EntryKind, default=EntryKind.NOTE)
    text = models.TextField(max_length=8000)
    corrects = models.OneToOneField("self", models.PROTECT, null=True, related_name="correction", editable=False)

    objects = OfCaseQuerySet.as_manager()

    class Meta(OfCase.Meta):
        verbose_name_plural = "entries"
        indexes = [models.Index(fields=["case", "-at"], name="entry_case")]
        triggers = never_edited("entry")

    def __str__(self) -> str:
        return f"{self.get_kind_display()} of {self.at:%d.%m.%Y}"


class TaskStatus(models.TextChoices):
    OPEN = "open", "To do"
    DONE = "done", "Done"
    DROPPED = "dropped", "Not needed"


class Turn(models.TextChoices):
    """Who has to act before a task is done."""

    US = "us", "Us"
    OFFICER = "officer", "The officer"
    MANAGER = "manager", "Line manager"
    UNIVERSITY = "university", "University or tutor"
    OTHER = "other", "Somebody else"


class TaskQuerySet(OfCaseQuerySet):
    def open(self) -> Self:
        return self.filter(status=TaskStatus.OPEN)


@tracked
class Task(Workflow, OfCase):
    """Something to do in a case by a day. The officer in charge sees to it, whoever has to act."""

    MOVES = {"open": {"done", "dropped"}, "done": {"open"}, "dropped": {"open"}}

    case = models.ForeignKey(WelfareCase, models.CASCADE, related_name="tasks")
    what = models.CharField(max_length=200)
    due_on = models.DateField("due")
    turn = models.CharField("whose turn", max_length=12, choices=Turn, default=Turn.US)
    status = Workflow.status_field(TaskStatus, first=TaskStatus.OPEN)

    objects = TaskQuerySet.as_manager()

    class Meta(OfCase.Meta):
        ordering = ["due_on", "pk"]
        indexes = [
            models.Index(fields=["case", "-at"], name="task_case"),
            models.Index(fields=["due_on", "id"], name="task_due"),
            models.Index(fields=["due_on", "id"], condition=Q(status="open"), name="task_open"),
        ]

    def __str__(self) -> str:
        return self.what

    def finish(self, *, by: Any) -> None:
        self.move_to(TaskStatus.DONE, by=by)

    def drop(self, *, by: Any, reason: str) -> None:
        self.move_to(TaskStatus.DROPPED, by=by, reason=reason)

    @transaction.atomic
    def take_up(self, *, by: Any, reason: str) -> None:
        """It was not done after all. Raises IllegalMove in a closed case, which has nothing to do."""
        self.case.hold_live()
        self.move_to(TaskStatus.OPEN, by=by, reason=reason)


class TaskChange(StatusChange):
    record = StatusChange.of(Task)


class DocumentQuerySet(OfCaseQuerySet):
    def kept(self) -> Self:
        """Those whose content was not removed."""
        return self.filter(removal=None)


class Document(OfCase):
    """A file of a case, kept outside everything that is served. `type` is what its content was found to be."""

    case = models.ForeignKey(WelfareCase, models.CASCADE, related_name="documents")
    name = models.CharField(max_length=200)
    type = models.CharField(max_length=100)
    size = models.PositiveIntegerField(help_text="Bytes.")
    digest = models.CharField(max_length=64, help_text="SHA-256 of the content, in hexadecimal.")
    stored = models.CharField(max_length=64, unique=True, editable=False)

    objects = DocumentQuerySet.as_manager()

    class Meta(OfCase.Meta):
        indexes = [
            models.Index(fields=["case", "-at"], name="document_case"),
            models.Index(fields=["at", "id"], name="document_at"),
        ]
        triggers = never_edited("document")

    def __str__(self) -> str:
        return self.name


class DocumentRemovalQuerySet(ScopedQuerySet["DocumentRemoval"]):
    def grants(self, user: Reader) -> Iterable[Q]:
        yield from may_see(user, "document__case__")


class DocumentRemoval(ScopedModel):
    """That a document should not have been kept: its content is deleted, and that it was there stays to be seen."""

    document = models.OneToOneField(Document, models.PROTECT, related_name="removal")
    at = models.DateTimeField(default=clock.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    reason = models.TextField(max_length=2000)

    objects = DocumentRemovalQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        triggers = never_edited("document_removal")

    def __str__(self) -> str:
        return f"{self.document} removed"

    def account_concerned(self) -> int | None:
        return self.document.account_concerned()


class BriefingQuerySet(OfCaseQuerySet):
    def grants(self, user: Reader) -> Iterable[Q]:
        """Besides, the line manager to whom it is written, for as long as the officer reports to them."""
        yield from super().grants(user)
        yield Q(to__account=user) & among("case__person", line_reports_of(user))


class Briefing(OfCase):
    """What the line manager needs to know to support the officer, and nothing else of the case."""

    case = models.ForeignKey(WelfareCase, models.CASCADE, related_name="briefings")
    to = models.ForeignKey(Person, models.PROTECT, related_name="+")
    text = models.TextField(max_length=4000)
    read_on = models.DateField("read", null=True)

    objects = BriefingQuerySet.as_manager()

    class Meta(OfCase.Meta):
        indexes = [models.Index(fields=["case", "-at"], name="briefing_case")]

    def __str__(self) -> str:
        return f"Briefing for {self.to}"
