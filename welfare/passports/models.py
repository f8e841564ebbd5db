"""Reasonable-adjustments passports: what somebody needs to do their work, said once, and where it stands."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any, Self

from django.conf import settings
from django.db import models, transaction
from django.db.models import F, Q

from people.models import Person
from people.roles import Role, holders_of, own_person
from welfare.cases.handling import name_of
from welfare.passports.choices import TURN_OF_ASKED, AdjustmentStatus, PassportStatus
from welfare.passports.questions import unsaid
from wmp.lib import clock
from wmp.lib.access import Reader, ScopedModel, ScopedQuerySet
from wmp.lib.audit import tracked
from wmp.lib.days import months_after
from wmp.lib.keys import among
from wmp.lib.workflow import IllegalMove, StaleMove, StatusChange, Workflow

# Review at least every six months (the template of the Trades Union Congress says so).
REVIEW_MONTHS = 6


def may_see(user: Reader, passport: str = "", *, officers: Q | None = None) -> Iterable[Q]:
    """Who may see a passport and all that belongs to it: `passport` is the path to it, with its "__".

    Its holder, and RA officers once it was sent for the first time: a draft is its holder's alone. Of what belongs to
    it, RA officers may be granted less, which `officers` says. A line manager never sees the passport: they see
    versions that were shared with them (welfare.passports.sharing).
    """
    yield among(f"{passport}holder", own_person(user))
    if user.has_role(Role.RA_OFFICER):
        sent = Q((f"{passport}sent_on__isnull", False))
        yield sent if officers is None else sent & officers


def in_nobodys_hands(passport: str = "") -> Q:
    """Of nobody, or of somebody who has left the team: any RA officer may take it. `passport` as for `may_see`."""
    team = holders_of(Role.RA_OFFICER).order_by().values("pk")
    return Q((f"{passport}ra_officer", None)) | ~Q((f"{passport}ra_officer__in", team))


class PassportQuerySet(ScopedQuerySet["Passport"]):
    def grants(self, user: Reader) -> Iterable[Q]:
        yield from may_see(user)

    def own(self, user: Reader) -> Self:
        """The reader's own: what their pages stand on."""
        return self.visible_to(user).filter(among("holder", own_person(user)))

    def live(self) -> Self:
        return self.exclude(status=PassportStatus.WITHDRAWN)


PassportManager = models.Manager.from_queryset(PassportQuerySet)


@tracked
class Passport(Workflow, ScopedModel):
    """One person's passport, in eight sections: the person and their role, the impact, the adjustments asked for, the
    discussion (4.1 is the line manager's), recommendations, adjustments agreed, reviews, and with whom it is shared.

    At most one of a person is not withdrawn. What is of medical nature stands in MedicalDetail and nowhere else.
    """

    MOVES = {
        "draft": {"with manager", "with RA officer", "withdrawn"},
        # On to the RA officer with the manager's comment, or because the holder does not wait for it; or taken back.
        "with manager": {"with RA officer", "draft", "withdrawn"},
        "with RA officer": {"draft", "panel", "agreed", "declined", "withdrawn"},
        "panel": {"with RA officer", "agreed", "declined", "withdrawn"},
        "agreed": {"in place", "draft", "withdrawn"},
        "declined": {"draft", "withdrawn"},
        # A review may be held before it is due: it renews the passport all the same.
        "in place": {"review due", "renewed", "draft", "withdrawn"},
        "review due": {"renewed", "draft", "withdrawn"},
        "renewed": {"review due", "renewed", "draft", "withdrawn"},
        "withdrawn": set(),
    }
    #: Where the holder may begin it anew, with what was agreed standing meanwhile.
    SETTLED = frozenset({"agreed", "declined", "in place", "review due", "renewed"})

    holder = models.ForeignKey(Person, models.PROTECT, related_name="passports")
    status = Workflow.status_field(PassportStatus, first=PassportStatus.DRAFT)
    started_on = models.DateField("started", default=clock.today)
    sent_on = models.DateField("first sent", null=True, editable=False)
    agreed_on = models.DateField("agreed", null=True, editable=False)
    in_place_on = models.DateField("in place", null=True, editable=False)
    review_due = models.DateField("next review", null=True, editable=False)
    #: The day of its last move: how long it stands where it does.
    since = models.DateField("stands there since", default=clock.today, editable=False)
    ra_officer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="RA officer"
    )
    # Section 1
    role = models.TextField("what my work is", max_length=4000, blank=True)
    working_pattern = models.CharField("my hours and where I work", max_length=500, blank=True)
    contact = models.CharField("how I like to be contacted", max_length=500, blank=True)
    # Section 2
    impact = models.TextField("how it affects me at work", max_length=8000, blank=True)
    barriers = models.TextField("what gets in my way", max_length=8000, blank=True)
    varies = models.TextField("what changes from day to day", max_length=4000, blank=True)
    if_unwell = models.TextField("what to do if I become unwell at work", max_length=4000, blank=True)
    # Section 4
    with_manager = models.BooleanField("shall my line manager comment", null=True, blank=True)
    discussion = models.TextField("what we have talked about", max_length=8000, blank=True)

    # The reverse sides of Adjustment, PassportVersion, Share, Comment, Recommendation and Review.
    adjustments: Any
    versions: Any
    shares: Any
    comments: Any
    recommendations: Any
    reviews: Any

    objects = PassportManager()

    class Meta:
        ordering = ["-started_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["holder"],
                condition=~Q(status="withdrawn"),
                name="passport_one_live",
                violation_error_message="You have a passport already.",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["draft", "with manager", "withdrawn"]) | Q(sent_on__isnull=False),
                name="passport_sent_before_it_is_worked_on",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["in place", "review due", "renewed"]) | Q(review_due__isnull=False),
                name="passport_in_place_has_review",
                violation_error_message="A passport that is in place has a day for its review.",
            ),
            models.CheckConstraint(
                condition=Q(in_place_on=None) | Q(agreed_on__isnull=False, in_place_on__gte=F("agreed_on")),
                name="passport_agreed_before_in_place",
            ),
        ]
        indexes = [
            models.Index(fields=["status", "-started_on", "id"], name="passport_status"),
            models.Index(fields=["-started_on", "id"], name="passport_started"),
            models.Index(fields=["since", "id"], name="passport_since"),
            models.Index(fields=["status", "since", "id"], name="passport_waits"),
            models.Index(fields=["review_due"], condition=~Q(status="withdrawn"), name="passport_review_due"),
            models.Index(fields=["ra_officer", "status"], name="passport_ra_officer"),
        ]

    def __str__(self) -> str:
        return f"Passport {self.reference}"

    @property
    def reference(self) -> str:
        return f"P{self.pk}"

    def account_concerned(self) -> int | None:
        return self.holder.account_id

    # --- guards ---

    def hold(self) -> None:
        """Reads the passport again and holds its row, to the end of the transaction."""
        self.refresh_from_db(from_queryset=Passport._base_manager.select_for_update(no_key=True))

    def hold_as_read(self) -> None:
        """The same, where it still stands where it was read. Raises StaleMove."""
        read = self.status
        self.hold()
        if self.status != read:
            raise StaleMove(f"{self} has been changed since you opened it. Open it again to see where it stands now.")

    def must_be_of(self, user: Any) -> None:
        """Raises IllegalMove: what a holder decides, nobody decides for them."""
        if self.holder.account_id != user.pk:
            raise IllegalMove("Only the holder of a passport can do this.")

    def must_not_be_of(self, user: Any) -> None:
        """Raises IllegalMove: nobody decides about their own passport."""
        if self.holder.account_id == user.pk:
            raise IllegalMove("This is your own passport. Another RA officer has to decide about it.")

    def put(self, **fields: Any) -> None:
        """Sets fields of a passport that stands where it was read. Raises StaleMove."""
        here: Any = Passport._base_manager.filter(pk=self.pk, status=self.status)
        if not here.update(**fields):
            raise StaleMove(f"{self} has been changed by someone else. Open it again to see where it stands now.")
        for name, value in fields.items():
            setattr(self, name, value)

    @property
    def is_editable(self) -> bool:
        """May its holder write in it? What was sent stands as it was sent until it comes back."""
        return self.status == PassportStatus.DRAFT

    def move_to(
        self, new: str, *, by: Any, reason: str = "", standing: Collection[str] | None = None, **fields: Any
    ) -> None:
        super().move_to(new, by=by, reason=reason, standing=standing, **{"since": clock.today(), **fields})
        if turn := TURN_OF_ASKED.get(PassportStatus(new)):
            self.adjustments.unscoped().filter(status=AdjustmentStatus.REQUESTED).update(waits_for=turn)

    # --- verbs of the holder ---
    # Versions, shares and alerts that go with them: welfare.passports.handling, through which pages call these.

    @transaction.atomic
    def send_to_manager(self, *, by: Any) -> None:
        self.must_be_of(by)
        self.must_say_something()
        self.move_to(PassportStatus.WITH_MANAGER, by=by, standing={"draft"}, with_manager=True)

    @transaction.atomic
    def send_to_ra_officer(self, *, by: Any, reason: str = "") -> None:
        """Without the line manager, from a draft; or without waiting for their comment any longer."""
        self.must_be_of(by)
        self.must_say_something()
        passes_by = {"with_manager": False} if self.status == PassportStatus.DRAFT else {}
        self.move_to(
            PassportStatus.WITH_RA_OFFICER,
            by=by,
            reason=reason,
            standing={"draft", "with manager"},
            sent_on=self.sent_on or clock.today(),
            **passes_by,
        )

    def must_say_something(self) -> None:
        """Raises IllegalMove for a passport that tells nobody what is needed.

        Asked of the row as it stands, and held: in another window something may be taken off while it is sent.
        """
        rows: Any = Passport._base_manager.select_for_update(no_key=True)
        held = rows.get(pk=self.pk)
        asked = self.adjustments.unscoped().exclude(status__in=["declined", "no longer needed"])
        if missing := unsaid(held, asks=asked.exists()):
            raise IllegalMove(f"{next(iter(missing.values()))}.")

    def take_back(self, *, by: Any) -> None:
        """To change it: what was sent is a draft again."""
        self.must_be_of(by)
        self.move_to(PassportStatus.DRAFT, by=by, standing={"with manager", "with RA officer"})

    def revise(self, *, by: Any, reason: str = "") -> None:
        """What has changed is written into a new draft; what was agreed stands meanwhile."""
        self.must_be_of(by)
        self.move_to(PassportStatus.DRAFT, by=by, reason=reason, standing=self.SETTLED)

    @transaction.atomic
    def withdraw(self, *, by: Any, reason: str = "") -> None:
        """For good: nothing is shared any more, and what is not in place is not needed."""
        self.must_be_of(by)
        self.move_to(PassportStatus.WITHDRAWN, by=by, reason=reason, review_due=None)
        for adjustment in self.adjustments.unscoped().filter(status__in=["requested", "agreed", "ordered"]):
            adjustment.drop(by=by, reason="The passport was withdrawn")
        self.shares.unscoped().live().update(ended_at=clock.now(), ended_because="withdrawn")

    # --- the verb of the line manager ---

    def forward(self, *, by: Any) -> None:
        """With the comment on section 4.1, to the RA officer."""
        self.must_not_be_of(by)
        sent_on = self.sent_on or clock.today()
        self.move_to(PassportStatus.WITH_RA_OFFICER, by=by, standing={"with manager"}, sent_on=sent_on)

    # --- verbs of the RA officer ---
    # Whoever decides about a passport that nobody has in hand has it in hand from then on.

    @property
    def is_in_hand(self) -> bool:
        """Has an RA officer of today taken it?"""
        return holders_of(Role.RA_OFFICER).filter(pk=self.ra_officer_id).exists()

    def take(self, *, by: Any) -> None:
        """Raises StaleMove where somebody has it in hand already: the one who was first keeps it."""
        if self.is_in_hand:
            raise StaleMove(f"{name_of(self.ra_officer)} has {self} in hand already.")
        self.give(to=by, by=by)

    def give(self, *, to: Any, by: Any) -> None:
        """To an RA officer, from whoever had it in hand when it was read. Raises IllegalMove, StaleMove."""
        self.must_not_be_of(by)
        if self.holder.account_id == to.pk:
            raise IllegalMove("Nobody can have their own passport in hand. Choose another RA officer.")
        if not to.has_role(Role.RA_OFFICER):
            raise IllegalMove(f"{name_of(to)} is no longer an RA officer.")
        if self.status == PassportStatus.WITHDRAWN:
            raise IllegalMove(f"{self} has been withdrawn.")
        here: Any = Passport._base_manager.filter(pk=self.pk, ra_officer=self.ra_officer_id)
        if not here.exclude(status=PassportStatus.WITHDRAWN).update(ra_officer=to):
            raise StaleMove(f"{self} has been taken in hand or withdrawn meanwhile. Open it again to see.")
        self.ra_officer = to

    def _decide(self, new: str, *, by: Any, **fields: Any) -> None:
        self.must_not_be_of(by)
        self.move_to(new, by=by, ra_officer=self.ra_officer_id if self.is_in_hand else by.pk, **fields)

    def send_back(self, *, by: Any, reason: str) -> None:
        """To the holder, with a question."""
        self._decide(PassportStatus.DRAFT, by=by, reason=reason, standing={"with RA officer"})

    def put_to_panel(self, *, by: Any, reason: str = "") -> None:
        self._decide(PassportStatus.PANEL, by=by, reason=reason)

    def back_from_panel(self, *, by: Any, reason: str = "") -> None:
        self._decide(PassportStatus.WITH_RA_OFFICER, by=by, reason=reason, standing={"panel"})

    @transaction.atomic
    def agree(self, *, by: Any, reason: str = "") -> None:
        """With all adjustments that were not declined before. Where nothing is left to be done, it is in place."""
        # Agreed anew after a revision: what was in place before is not in place as it is agreed now.
        again = {"in_place_on": None, "review_due": None}
        self._decide(PassportStatus.AGREED, by=by, reason=reason, agreed_on=clock.today(), **again)
        for adjustment in self.adjustments.unscoped().filter(status=AdjustmentStatus.REQUESTED):
            adjustment.agree(by=by)
        self.settle(by=by)

    @transaction.atomic
    def decline(self, *, by: Any, reason: str) -> None:
        self._decide(PassportStatus.DECLINED, by=by, reason=reason)
        for adjustment in self.adjustments.unscoped().filter(status=AdjustmentStatus.REQUESTED):
            adjustment.decline(by=by, reason=reason)

    def settle(self, *, by: Any) -> None:
        """An agreed passport is in place when nothing is left to be done: asked after each move of an adjustment.

        One of which nothing is needed any more is not: there is nothing that could be in place, or be reviewed.
        """
        if self.status != PassportStatus.AGREED:
            return
        standing = set(self.adjustments.unscoped().values_list("status", flat=True))
        if not standing & {"requested", "agreed", "ordered"} and standing & {"in place", "reviewed"}:
            today = clock.today()
            # Where a review was held before everything was in place, it set the day of the next one.
            due = self.review_due or months_after(today, REVIEW_MONTHS)
            self.move_to(PassportStatus.IN_PLACE, by=by, in_place_on=today, review_due=due)

    def come_due(self) -> None:
        """By the daily job, on the day of the review."""
        self.move_to(PassportStatus.REVIEW_DUE, by=None, standing={"in place", "renewed"})

    def renew(self, *, by: Any, next_review: date) -> None:
        """After a review that found it right, when it was due or before. One that is not all in place yet stays agreed,
        with the day of its next review.

        Raises IllegalMove, besides for a review that is more than six months away.
        """
        self.must_not_be_of(by)
        if not clock.today() < next_review <= months_after(clock.today(), REVIEW_MONTHS):
            raise IllegalMove("The next review is to be within six months.")
        if self.status == PassportStatus.AGREED:
            self.put(review_due=next_review)
        else:
            self.move_to(PassportStatus.RENEWED, by=by, review_due=next_review)


class PassportChange(StatusChange):
    record = StatusChange.of(Passport)
