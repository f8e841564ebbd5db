"""Wellbeing of the force in counts, and the support after trauma. Nothing here says what anybody said or felt."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import models
from django.db.models import F, Q

from people.models import Person
from people.roles import Role, own_person
from people.workforce.models import StaffType
from wmp.lib.access import EVERYTHING, Reader, ScopedModel, ScopedQuerySet
from wmp.lib.audit import tracked
from wmp.lib.keys import among
from wmp.lib.words import long_day

READERS = (Role.WELFARE_LEAD, Role.WELFARE_OFFICER, Role.PEOPLE_DATA)


class CountsQuerySet(ScopedQuerySet[Any]):
    """Counts about nobody in particular: the welfare team's, and of who loads them."""

    def grants(self, user: Reader) -> Iterable[Q]:
        if user.has_role(*READERS):
            yield EVERYTHING


def first_of_month(name: str, field: str = "month") -> models.CheckConstraint:
    return models.CheckConstraint(condition=Q(**{f"{field}__day": 1}), name=name)


@tracked
class Attendance(ScopedModel):
    """Days that people of one staff type should have worked in a month, and those lost to sickness."""

    month = models.DateField(help_text="The first day of the month.")
    staff_type = models.CharField(max_length=10, choices=StaffType)
    days_available = models.DecimalField(max_digits=10, decimal_places=2)
    days_lost = models.DecimalField(max_digits=10, decimal_places=2)

    objects = CountsQuerySet.as_manager()

    class Meta:
        ordering = ["-month", "pk"]
        verbose_name_plural = "attendance"
        constraints = [
            models.UniqueConstraint(fields=["month", "staff_type"], name="attendance_key"),
            first_of_month("attendance_month_is_its_first_day"),
            models.CheckConstraint(
                condition=Q(days_lost__gte=0) & Q(days_lost__lte=F("days_available")),
                name="attendance_lost_of_available",
                violation_error_message="Days lost cannot be more than the days available.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_staff_type_display()} in {self.month:%B %Y}"


@tracked
class AbsenceReason(ScopedModel):
    """Days lost in a month for one reason."""

    month = models.DateField(help_text="The first day of the month.")
    reason = models.CharField(max_length=100)
    days_lost = models.DecimalField(max_digits=10, decimal_places=2)

    objects = CountsQuerySet.as_manager()

    class Meta:
        ordering = ["-month", "reason"]
        constraints = [
            models.UniqueConstraint(fields=["month", "reason"], name="absence_reason_key"),
            first_of_month("absence_reason_month_is_its_first_day"),
            models.CheckConstraint(condition=Q(days_lost__gte=0), name="absence_reason_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.reason} in {self.month:%B %Y}"


@tracked
class PulseAnswer(ScopedModel):
    """How many people answered one statement of one survey in which way. No respondents are kept."""

    survey = models.CharField(max_length=100)
    held_in = models.DateField("month", null=True, blank=True, help_text="The month that the survey's name tells.")
    statement = models.CharField(max_length=300)
    strongly_agree = models.PositiveIntegerField()
    agree = models.PositiveIntegerField()
    neither = models.PositiveIntegerField()
    disagree = models.PositiveIntegerField()
    strongly_disagree = models.PositiveIntegerField()

    objects = CountsQuerySet.as_manager()

    class Meta:
        ordering = ["-held_in", "survey", "pk"]
        constraints = [models.UniqueConstraint(fields=["survey", "statement"], name="pulse_answer_key")]

    def __str__(self) -> str:
        return f"{self.survey}: {self.statement}"


@tracked
class TrainingCount(ScopedModel):
    """How many of a group completed a course in a month."""

    course = models.CharField(max_length=200)
    group = models.CharField(max_length=100)
    month = models.DateField(help_text="The first day of the month.")
    completed = models.PositiveIntegerField()

    objects = CountsQuerySet.as_manager()

    class Meta:
        ordering = ["-month", "course", "group"]
        constraints = [
            models.UniqueConstraint(fields=["course", "group", "month"], name="training_count_key"),
            first_of_month("training_count_month_is_its_first_day"),
        ]

    def __str__(self) -> str:
        return f"{self.course}, {self.group}, {self.month:%B %Y}"


class Offence(models.TextChoices):
    """Under the Offences against the Person Act 1861, gravest first, or an assault without injury."""

    S18 = "S18", "S18"
    S20 = "S20", "S20"
    S47 = "S47", "S47"
    NO_INJURY = "No injury", "No injury"


WITH_INJURY = (Offence.S18, Offence.S20, Offence.S47)


@tracked
class Assault(ScopedModel):
    """An assault on an officer or member of staff, as crime records count it. The victim is not named."""

    crime_number = models.CharField(max_length=40, unique=True)
    occurred_on = models.DateField("occurred")
    offence = models.CharField(max_length=10, choices=Offence)
    outcome = models.CharField(max_length=100, blank=True, help_text="Empty while there is none.")

    objects = CountsQuerySet.as_manager()

    class Meta:
        ordering = ["-occurred_on", "pk"]
        indexes = [models.Index(fields=["-occurred_on", "id"], name="assault_occurred")]

    def __str__(self) -> str:
        return self.crime_number


class Scheme(models.TextChoices):
    """Support after a traumatic incident: Trauma Risk Management; Emergency Services Trauma Intervention Programme."""

    TRIM = "TRiM", "TRiM"
    ESTIP = "ESTIP", "ESTIP"


class TraumaQuerySet(ScopedQuerySet[Any]):
    """The welfare team's, and the practitioner's own."""

    practitioner = ""

    def grants(self, user: Reader) -> Iterable[Q]:
        if user.has_role(Role.WELFARE_LEAD, Role.WELFARE_OFFICER):
            yield EVERYTHING
        yield among(f"{self.practitioner}person", own_person(user))


class PractitionerQuerySet(TraumaQuerySet):
    pass


class DeploymentQuerySet(TraumaQuerySet):
    practitioner = "practitioner__"


@tracked
class Practitioner(ScopedModel):
    """Somebody trained in one scheme. After `expires_on` they are not sent until trained again."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    scheme = models.CharField(max_length=5, choices=Scheme)
    trained_on = models.DateField("trained")
    expires_on = models.DateField("training expires")

    objects = PractitionerQuerySet.as_manager()

    class Meta:
        ordering = ["expires_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "scheme"],
                name="practitioner_key",
                violation_error_message="This person is a practitioner of this scheme already.",
            ),
            models.CheckConstraint(
                condition=Q(expires_on__gt=F("trained_on")),
                name="practitioner_expires_after_trained",
                violation_error_message="Training cannot expire before it was given.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.scheme}"

    def account_concerned(self) -> int | None:
        return self.person.account_id


def no_training_on(practitioner: Practitioner, day: date, reader: Reader) -> str:
    """Why the practitioner could not be sent on `day`, in a sentence; "" where their training was in force.

    A day before the training that stands on record may lie in an earlier one, which the record's history tells.
    """
    if day > practitioner.expires_on:
        return f"{practitioner.person}’s {practitioner.scheme} training expired on {long_day(practitioner.expires_on)}"
    if day >= practitioner.trained_on:
        return ""
    record: Any = practitioner  # its kept states are at the reverse side of their own model
    earlier = record.events.visible_to(reader).exclude(trained_on=practitioner.trained_on)
    if earlier.filter(trained_on__lte=day, expires_on__gte=day).exists():
        return ""
    trained_on = long_day(practitioner.trained_on)
    return f"{practitioner.person} was trained in {practitioner.scheme} on {trained_on}, after this day"


@tracked
class Deployment(ScopedModel):
    """That a practitioner was sent after an incident, and how many they supported. Never who, nor what was said."""

    practitioner = models.ForeignKey(Practitioner, models.PROTECT, related_name="deployments")
    incident_on = models.DateField("incident")
    deployed_on = models.DateField("deployed")
    supported = models.PositiveIntegerField("people supported")

    objects = DeploymentQuerySet.as_manager()

    class Meta:
        ordering = ["-deployed_on", "pk"]
        verbose_name = "trauma support deployment"
        constraints = [
            models.CheckConstraint(
                condition=Q(deployed_on__gte=F("incident_on")),
                name="deployment_after_incident",
                violation_error_message="Nobody is deployed before the incident.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.practitioner} on {self.deployed_on:%d.%m.%Y}"

    def account_concerned(self) -> int | None:
        return self.practitioner.person.account_id


@tracked
class ScreeningRound(ScopedModel):
    """One round of psychological screening of high-risk roles."""

    name = models.CharField(max_length=100, unique=True)
    started_on = models.DateField("started")
    due_on = models.DateField("replies due")

    objects = CountsQuerySet.as_manager()

    class Meta:
        ordering = ["-started_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(due_on__gte=F("started_on")),
                name="screening_due_after_start",
                violation_error_message="Replies cannot be due before the round starts.",
            ),
        ]

    def __str__(self) -> str:
        return self.name


@tracked
class ScreeningCount(ScopedModel):
    """Of one role in one round: how many were invited, returned the questionnaire and were followed up."""

    round = models.ForeignKey(ScreeningRound, models.PROTECT, related_name="counts")
    role = models.CharField(max_length=100)
    invited = models.PositiveIntegerField()
    returned = models.PositiveIntegerField(default=0)
    followed_up = models.PositiveIntegerField(default=0)

    objects = CountsQuerySet.as_manager()

    class Meta:
        ordering = ["round", "role"]
        constraints = [
            models.UniqueConstraint(fields=["round", "role"], name="screening_count_key"),
            models.CheckConstraint(
                condition=Q(returned__lte=F("invited"), followed_up__lte=F("returned")),
                name="screening_count_falls",
                violation_error_message="No more can return than were invited, nor be followed up than returned.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role}, {self.round}"


@tracked
class WellbeingOffer(ScopedModel):
    """An offer of the wellbeing catalogue."""

    name = models.CharField(max_length=100, unique=True)
    description = models.TextField(max_length=1000, blank=True)
    provider = models.CharField(max_length=100, blank=True)
    open_since = models.DateField(null=True, blank=True)
    ended_on = models.DateField("ended", null=True, blank=True)

    objects = CountsQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(open_since=None) | Q(ended_on=None) | Q(ended_on__gte=F("open_since")),
                name="offer_ends_after_it_opens",
                violation_error_message="An offer cannot end before it opens.",
            ),
        ]

    def __str__(self) -> str:
        return self.name


@tracked
class OfferUse(ScopedModel):
    """How often an offer was used in a month."""

    offer = models.ForeignKey(WellbeingOffer, models.PROTECT, related_name="uses")
    month = models.DateField(help_text="The first day of the month.")
    used = models.PositiveIntegerField()

    objects = CountsQuerySet.as_manager()

    class Meta:
        ordering = ["-month", "offer"]
        constraints = [
            models.UniqueConstraint(fields=["offer", "month"], name="offer_use_key"),
            first_of_month("offer_use_month_is_its_first_day"),
        ]

    def __str__(self) -> str:
        return f"{self.offer}, {self.month:%B %Y}"
