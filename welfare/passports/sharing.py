"""Versions of a passport, and with whom each is shared, for what, until when. Nobody but its holder shares it."""

from collections.abc import Collection, Iterable
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q, QuerySet

from people.roles import line_reports_of
from welfare.passports.choices import FOR_LINE_MANAGERS, Purpose, Why
from welfare.passports.models import Passport, may_see
from wmp.lib import clock
from wmp.lib.access import Reader, ScopedModel, ScopedQuerySet
from wmp.lib.audit import never_edited, tracked
from wmp.lib.keys import among


class OfPassportQuerySet(ScopedQuerySet[Any]):
    """Rows that are seen by whoever sees their passport."""

    def grants(self, user: Reader) -> Iterable[Q]:
        yield from may_see(user, "passport__")


class VersionQuerySet(OfPassportQuerySet):
    def grants(self, user: Reader) -> Iterable[Q]:
        """Its holder, and those with whom this very version is shared, while it is.

        RA officers see what was sent, agreed or reviewed. What was kept to be shared may be a draft that nobody has
        sent them.
        """
        yield from may_see(user, "passport__", officers=~Q(why=Why.SHARED))
        yield among("pk", Share.now_open_to(user).values("version"))


class PassportVersion(ScopedModel):
    """The passport as it was at one moment, to be read and compared. Never edited, and without any medical detail.

    `content` is {"sections": [{"number", "title", "blocks": [{"label", "text"} | {"label", "columns", "rows"}]}]}.
    """

    passport = models.ForeignKey(Passport, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    why = models.CharField("kept because it was", max_length=10, choices=Why)
    at = models.DateTimeField(default=clock.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    content = models.JSONField()

    objects = VersionQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["passport", "number"], name="passport_version_number")]
        triggers = never_edited("passport_version")

    def __str__(self) -> str:
        return f"{self.passport}, version {self.number}"

    def account_concerned(self) -> Any:
        return self.passport.holder.account_id


class Ended(models.TextChoices):
    WITHDRAWN = "withdrawn", "Taken back"
    REPLACED = "replaced", "Another version was shared"
    COMMENTED = "commented", "The comment was made"
    MANAGER_CHANGED = "manager changed", "The line manager changed"


class ShareQuerySet(OfPassportQuerySet):
    def grants(self, user: Reader) -> Iterable[Q]:
        """Besides, the one with whom it is shared, while it is: with whom else is not theirs to know."""
        yield from super().grants(user)
        yield among("pk", Share.now_open_to(user).values("pk"))

    def live(self) -> Self:
        """Neither taken back nor run out. Whether a line manager still is one is asked in `Share.now_open_to`."""
        return self.filter(ended_at=None, expires_on__gte=clock.today())

    def open_to(self, user: Reader) -> Self:
        """Of those that `user` may see, the ones by which they read a version today as its recipient."""
        return self.filter(among("pk", Share.now_open_to(user).values("pk")))


@tracked
class Share(ScopedModel):
    """An agreement: this version, with this person, for this purpose, to this day inclusive."""

    passport = models.ForeignKey(Passport, models.CASCADE, related_name="shares")
    version = models.ForeignKey(PassportVersion, models.PROTECT, related_name="shares")
    to = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="shared with")
    purpose = models.CharField("what for", max_length=12, choices=Purpose)
    shared_at = models.DateTimeField("shared", default=clock.now)
    expires_on = models.DateField("until")
    ended_at = models.DateTimeField("ended", null=True, editable=False)
    ended_because = models.CharField(max_length=20, choices=Ended, blank=True, editable=False)

    objects = ShareQuerySet.as_manager()

    class Meta:
        ordering = ["-shared_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["passport", "to", "purpose"],
                condition=Q(ended_at=None),
                name="passport_share_one_live",
                violation_error_message="It is shared with this person for this purpose already.",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_because="") | (Q(ended_at__isnull=False) & ~Q(ended_because="")),
                name="passport_share_ended_because",
            ),
            models.CheckConstraint(
                condition=Q(expires_on__gte=F("shared_at__date")), name="passport_share_expires_later"
            ),
        ]
        indexes = [models.Index(fields=["to"], condition=Q(ended_at=None), name="passport_share_to")]

    def __str__(self) -> str:
        return f"{self.version} shared with {self.to}"

    def account_concerned(self) -> Any:
        return self.passport.holder.account_id

    def closed_because(self, managers: Collection[Any]) -> str:
        """Why it opens nothing although its holder did not end it, for them; "" where it is open or was ended.

        `managers` are the accounts of the holder's line managers of today. `now_open_to` says the same to the database.
        """
        if not self.to.is_active:
            return "the account is closed"
        if self.purpose in FOR_LINE_MANAGERS and self.to not in managers:
            return "no longer your line manager"
        return ""

    @classmethod
    def now_open_to(cls, user: Reader) -> QuerySet[Any]:
        """The shares by which `user` may read a version today. Ending one works with the next request.

        What was shared with a line manager is open to them while the holder's post of today names them. Nothing is open
        to an account that is closed.
        """
        shares: Any = cls._base_manager
        reports = among("passport__holder", line_reports_of(user))
        mine = shares.filter(to=user, to__is_active=True, ended_at=None, expires_on__gte=clock.today())
        return mine.filter(~Q(purpose__in=FOR_LINE_MANAGERS) | reports).exclude(passport__status="withdrawn")

    @classmethod
    def once_for_comment(cls, user: Reader) -> QuerySet[Any]:
        """By which `user` is or was asked for section 4.1, about people who report to them today.

        They know that they were asked, so they are told that it is over. A former line manager is told nothing.
        """
        shares: Any = cls._base_manager
        asked = shares.filter(to=user, to__is_active=True, purpose=Purpose.COMMENT)
        return asked.filter(among("passport__holder", line_reports_of(user)))

    @classmethod
    def ever_with(cls, user: Reader) -> bool:
        """Is or was anything shared with `user`? Of what, or by whom, this tells nothing."""
        shares: Any = cls._base_manager
        return bool(shares.filter(to=user).exists())


class ManagerAsked(ScopedModel):
    """That a holder was asked whether to share their passport with a new line manager; and that they said not now."""

    passport = models.ForeignKey(Passport, models.CASCADE, related_name="+")
    manager = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    asked_at = models.DateTimeField(default=clock.now)
    declined_at = models.DateTimeField(null=True)

    objects = OfPassportQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["passport", "manager"], name="passport_manager_asked_once")]

    def __str__(self) -> str:
        return f"{self.passport} and {self.manager}"

    def account_concerned(self) -> Any:
        return self.passport.holder.account_id
