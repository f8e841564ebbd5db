"""Referrals to occupational health: whose, since when, and where each stands. Nothing of what is said there."""

import re
from collections.abc import Iterable
from typing import Any, Self

from django.conf import settings
from django.db import connection, models
from django.db.models import Case, Q, When

from people.models import Person
from people.roles import Role, own_person, passport_holders
from welfare.referrals.choices import OHStatus, PrimaryReason
from wmp.lib import clock
from wmp.lib.access import EVERYTHING, Reader, ScopedModel, ScopedQuerySet
from wmp.lib.audit import tracked
from wmp.lib.keys import among
from wmp.lib.workflow import IllegalMove, StatusChange, Workflow

#: References that are given here; those of a file may be of any other form.
OWN_REFERENCE = re.compile(r"OHR-[0-9]+")

ENDED = frozenset({OHStatus.CLOSED, OHStatus.REFUSED, OHStatus.WITHDRAWN})
OPEN = frozenset(OHStatus) - ENDED
#: Still to be seen by occupational health.
WAITING = ("referred", "consented", "booked", "did not attend")


def may_see(user: Reader, referral: str = "") -> Iterable[Q]:
    """Who may see a referral and its appointments: `referral` is the path to it, with its "__".

    The person, and RA officers, who carry it. Never a line manager: what they may read are recommendations that were
    released (welfare.referrals.entries), and that they referred somebody (welfare.referrals.made).
    """
    if user.has_role(Role.RA_OFFICER):
        yield EVERYTHING
    yield among(f"{referral}person", own_person(user))


class OHReferralQuerySet(ScopedQuerySet["OHReferral"]):
    def grants(self, user: Reader) -> Iterable[Q]:
        yield from may_see(user)

    def own(self, user: Reader) -> Self:
        """The reader's own: what their pages stand on."""
        return self.visible_to(user).filter(among("person", own_person(user)))


OHReferralManager = models.Manager.from_queryset(OHReferralQuerySet)


def next_reference() -> dict[str, Any]:
    """The key and the reference of a new referral that is made here."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(pg_get_serial_sequence(%s, 'id'))", [OHReferral._meta.db_table])
        ((number,),) = cursor.fetchall()
    return {"pk": number, "reference": f"OHR-{number}"}


@tracked
class OHReferral(Workflow, ScopedModel):
    """One referral of one person, by their line manager, by themselves, or in a file.

    Why, and what is asked about work, stands in OHReason and nowhere else.
    """

    MOVES = {
        "referred": {"consented", "refused", "closed"},
        "consented": {"booked", "withdrawn", "closed"},
        # Back to be booked where an appointment is called off.
        "booked": {"attended", "did not attend", "consented", "withdrawn", "closed"},
        "did not attend": {"booked", "withdrawn", "closed"},
        # Found afterwards not to have come: a file tells of a day, and not whether anybody came.
        "attended": {"reported", "did not attend", "withdrawn", "closed"},
        "reported": {"withdrawn", "closed"},
        "closed": set(),
        "refused": set(),
        "withdrawn": set(),
    }

    reference = models.CharField(max_length=40, unique=True)
    person = models.ForeignKey(Person, models.PROTECT, related_name="oh_referrals")
    referred_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    referred_on = models.DateField("referred", default=clock.today)
    status = Workflow.status_field(OHStatus, first=OHStatus.REFERRED)
    consented_on = models.DateField("consent given", null=True, editable=False)
    ended_on = models.DateField("ended", null=True, editable=False)
    asked_again_on = models.DateField("asked again for consent", null=True, editable=False)
    # The first that was attended, else the first; kept here for lists. Figures ask the appointments, since they know
    # what stood on a day.
    first_appointment = models.DateField(null=True, editable=False)
    waits_since = models.GeneratedField(
        expression=Case(When(status__in=WAITING, then="referred_on"), output_field=models.DateField()),
        output_field=models.DateField(null=True),
        db_persist=True,
    )

    # The reverse sides of OHAppointment, OHRecommendation and OHRelease.
    appointments: Any
    recommendations: Any
    releases: Any

    objects = OHReferralManager()

    class Meta:
        verbose_name = "occupational health referral"
        ordering = ["-referred_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=["closed", "refused", "withdrawn"], ended_on__isnull=False)
                | (~Q(status__in=["closed", "refused", "withdrawn"]) & Q(ended_on=None)),
                name="oh_referral_ended_on",
            ),
        ]
        indexes = [
            models.Index(fields=["-referred_on", "id"], name="oh_referral_referred"),
            models.Index(fields=["status", "-referred_on", "id"], name="oh_referral_status"),
            models.Index(fields=["waits_since", "id"], name="oh_referral_waits"),
        ]

    def __str__(self) -> str:
        return f"Referral {self.reference}"

    def account_concerned(self) -> int | None:
        return self.person.account_id

    # --- guards ---

    def hold(self) -> None:
        """Reads the referral again and holds its row, to the end of the transaction."""
        self.refresh_from_db(from_queryset=OHReferral._base_manager.select_for_update(no_key=True))

    def must_be_of(self, user: Any) -> None:
        """Raises IllegalMove: consent is given and taken back by the person alone."""
        if self.person.account_id != user.pk:
            raise IllegalMove("Only the person who is referred can do this.")

    def must_not_be_of(self, user: Any) -> None:
        """Raises IllegalMove: nobody carries their own referral."""
        if self.person.account_id == user.pk:
            raise IllegalMove("This is your own referral. Another RA officer has to see to it.")

    @property
    def is_open(self) -> bool:
        return self.status in OPEN

    # --- verbs of the person ---
    # Appointments, releases and alerts that go with them: welfare.referrals.handling, through which pages call these.

    def consent(self, *, by: Any) -> None:
        self.must_be_of(by)
        self.move_to(OHStatus.CONSENTED, by=by, standing={"referred"}, consented_on=clock.today())

    def refuse(self, *, by: Any) -> None:
        """No reason is asked for, and nobody asks again."""
        self.must_be_of(by)
        self.move_to(OHStatus.REFUSED, by=by, ended_on=clock.today())

    def withdraw(self, *, by: Any) -> None:
        """Consent that was given is taken back, and that is the end of it."""
        self.must_be_of(by)
        self.move_to(OHStatus.WITHDRAWN, by=by, ended_on=clock.today())

    # --- verbs of the RA officer ---

    def record_consent(self, *, by: Any, reason: str) -> None:
        """Of somebody who cannot sign in here: `reason` says how they gave it."""
        self.must_not_be_of(by)
        if self.person.account and self.person.account.is_active:
            raise IllegalMove("They have an account here, so that they alone can consent.")
        self.move_to(OHStatus.CONSENTED, by=by, reason=reason, standing={"referred"}, consented_on=clock.today())

    def book(self, *, by: Any) -> None:
        self.must_not_be_of(by)
        self.move_to(OHStatus.BOOKED, by=by)

    def call_off(self, *, by: Any, reason: str) -> None:
        """The appointment, not the referral: it is to be booked again."""
        self.must_not_be_of(by)
        self.move_to(OHStatus.CONSENTED, by=by, reason=reason, standing={"booked"})

    def attend(self, *, by: Any) -> None:
        self.must_not_be_of(by)
        self.move_to(OHStatus.ATTENDED, by=by)

    def miss(self, *, by: Any) -> None:
        self.must_not_be_of(by)
        self.move_to(OHStatus.DID_NOT_ATTEND, by=by)

    def report(self, *, by: Any) -> None:
        self.must_not_be_of(by)
        self.move_to(OHStatus.REPORTED, by=by)

    def close(self, *, by: Any, reason: str) -> None:
        """From wherever it stands: `reason` says why no more comes of it."""
        self.must_not_be_of(by)
        self.move_to(OHStatus.CLOSED, by=by, reason=reason, ended_on=clock.today())


class OHReferralChange(StatusChange):
    record = StatusChange.of(OHReferral)


class OHReasonQuerySet(ScopedQuerySet["OHReason"]):
    def grants(self, user: Reader) -> Iterable[Q]:
        """The person; and RA officers where they see that person's passport."""
        yield among("referral__person", own_person(user))
        if user.has_role(Role.RA_OFFICER):
            yield among("referral__person", passport_holders())


@tracked
class OHReason(ScopedModel):
    """Whether a referral is for mental or for physical health, which figures count; and what it asks about work.

    There is no way from a referral to this row but a query: `why__reason` in a condition on referrals.
    """

    classified = True

    referral = models.OneToOneField(
        OHReferral, models.CASCADE, primary_key=True, related_name="+", related_query_name="why"
    )
    reason = models.CharField("primary reason", max_length=20, choices=PrimaryReason)
    # In words without clinical content; asked for nonetheless only where somebody may know.
    questions = models.TextField("what about work should be answered", max_length=2000, blank=True)

    objects = OHReasonQuerySet.as_manager()

    class Meta:
        verbose_name = "reason for a referral"
        verbose_name_plural = "reasons for referrals"

    def __str__(self) -> str:
        return f"Reason of {self.referral_id}"

    def account_concerned(self) -> Any:
        return self.referral.person.account_id
