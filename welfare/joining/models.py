"""Recruitment notices: recruitment tells the RA officers of a need before somebody joins."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from people.models import Person
from people.roles import Role, own_person
from welfare.joining.choices import NoticeOutcome, NoticeStatus
from wmp.lib import clock
from wmp.lib.access import Reader, ScopedModel, ScopedQuerySet
from wmp.lib.audit import tracked
from wmp.lib.encryption import EncryptedTextField
from wmp.lib.keys import among
from wmp.lib.workflow import IllegalMove, StaleMove, StatusChange, Workflow


def of_others(user: Reader, record: str = "") -> Q:
    """All but what is about the reader; `record` is the path to it, with its "__". Nobody decides about themselves, and
    what colleagues wrote about them they ask for as everybody does. Of most, nobody knows yet who they are."""
    return Q((f"{record}person", None)) | ~among(f"{record}person", own_person(user))


class BeforeJoining(Workflow, ScopedModel):
    """Somebody who is about to join, and has neither an account nor an employee number. Those come with `match`."""

    name = models.CharField(max_length=200)
    email = models.EmailField("e-mail address")
    joining_on = models.DateField("joining")
    intake = models.CharField(max_length=100, blank=True)
    person = models.ForeignKey(Person, models.PROTECT, null=True, editable=False, related_name="+")

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.reference

    @property
    def reference(self) -> str:
        raise NotImplementedError

    def account_concerned(self) -> int | None:
        return self.person.account_id if self.person else None

    def must_not_be_of(self, by: Any) -> None:
        """Raises IllegalMove: nobody decides about themselves."""
        if by is not None and self.account_concerned() == by.pk:
            raise IllegalMove("This one is about you, so somebody else has to do that.")

    def match(self, person: Person, *, by: Any) -> None:
        """They have joined, as this person. Raises IllegalMove, and StaleMove where somebody was first."""
        self.must_not_be_of(by)
        if person.account_id is not None and person.account_id == by.pk:
            raise IllegalMove("That is you, so somebody else has to do that.")
        records: Any = type(self)._base_manager
        if not records.filter(pk=self.pk, person=None).update(person=person):
            raise StaleMove("Somebody has given an employee number meanwhile. Open it again to see whose.")
        self.refresh_from_db()


class RecruitmentNoticeQuerySet(ScopedQuerySet["RecruitmentNotice"]):
    def grants(self, user: Reader) -> Iterable[Q]:
        """RA officers, and of the people team whoever recorded it: who it is and where it stands, never the need."""
        if user.has_role(Role.RA_OFFICER):
            yield of_others(user)
        if user.has_role(Role.PEOPLE_DATA):
            yield Q(recorded_by=user) & of_others(user)


@tracked
class RecruitmentNotice(BeforeJoining):
    """That recruitment told of a need. What the need is stands in NoticeNeed, for RA officers alone."""

    MOVES = {
        "received": {"contacted", "settled"},
        "contacted": {"settled"},
        "settled": {"contacted"},
    }

    told_by = models.CharField("told by", max_length=200)
    received_on = models.DateField("received", default=clock.today)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False)
    status = Workflow.status_field(NoticeStatus, first=NoticeStatus.RECEIVED)
    contacted_on = models.DateField("contacted", null=True, editable=False)
    settled_on = models.DateField("settled", null=True, editable=False)
    outcome = models.CharField("what came of it", max_length=20, choices=NoticeOutcome, blank=True, editable=False)

    objects = RecruitmentNoticeQuerySet.as_manager()

    class Meta:
        ordering = ["joining_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status="settled", settled_on__isnull=False) & ~Q(outcome="")
                | ~Q(status="settled") & Q(outcome="", settled_on=None),
                name="notice_settled_with_an_outcome",
            )
        ]
        indexes = [
            models.Index(fields=["joining_on", "id"], name="notice_joining"),
            models.Index(fields=["received_on", "id"], name="notice_received"),
            models.Index(fields=["name", "id"], name="notice_name"),
        ]

    @property
    def reference(self) -> str:
        return f"N{self.pk}"

    # Without a reason: what is to be noted of somebody's need is encrypted with it (welfare.joining.handling.note).

    def contact(self, *, by: Any, on: date) -> None:
        """An RA officer spoke with them or wrote to them."""
        self.must_not_be_of(by)
        self.move_to(NoticeStatus.CONTACTED, by=by, standing={"received"}, contacted_on=on)

    def settle(self, *, by: Any, outcome: str) -> None:
        self.must_not_be_of(by)
        self.move_to(NoticeStatus.SETTLED, by=by, settled_on=clock.today(), outcome=outcome)

    def reopen(self, *, by: Any) -> None:
        self.must_not_be_of(by)
        self.move_to(NoticeStatus.CONTACTED, by=by, standing={"settled"}, settled_on=None, outcome="")


class RecruitmentNoticeChange(StatusChange):
    record = StatusChange.of(RecruitmentNotice)


class NoticeNeedQuerySet(ScopedQuerySet["NoticeNeed"]):
    def grants(self, user: Reader) -> Iterable[Q]:
        if user.has_role(Role.RA_OFFICER):
            yield of_others(user, "notice__")


@tracked
class NoticeNeed(ScopedModel):
    """What somebody needs, as recruitment was told it, and what the RA officers note besides. Encrypted."""

    classified = True

    # No way back from the notice: whoever reads it asks by `NoticeNeed.objects.visible_to`.
    notice = models.OneToOneField(RecruitmentNotice, models.CASCADE, related_name="+")
    need = EncryptedTextField("what they need", max_length=4000)
    notes = EncryptedTextField("notes of the RA officers", max_length=8000, blank=True)

    objects = NoticeNeedQuerySet.as_manager()

    class Meta:
        verbose_name = "need before joining"
        verbose_name_plural = "needs before joining"

    def __str__(self) -> str:
        return f"Need of {self.notice}"

    def account_concerned(self) -> int | None:
        return self.notice.account_concerned()
