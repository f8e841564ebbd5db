"""Editions: a paper as it was issued, who may read it, and its files. They never change."""

from collections.abc import Iterable
from datetime import date

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast

from people.roles import Role
from wmp.board.papers.models import Audience, Paper, SecretarysQuerySet
from wmp.lib import clock
from wmp.lib.access import EVERYTHING, Reader, ScopedModel, ScopedQuerySet
from wmp.lib.audit import tracked


class EditionQuerySet(ScopedQuerySet["Edition"]):
    def grants(self, user: Reader) -> Iterable[Q]:
        """Board secretaries read all; board readers and auditors the public ones; a restricted one whoever it was
        given to by name."""
        if user.has_role(Role.BOARD_SECRETARY):
            yield EVERYTHING
        if user.has_role(Role.BOARD_READER, Role.AUDITOR):
            yield Q(audience=Audience.PUBLIC)
        given = EditionReader.objects.unscoped().filter(account=user, taken_back_at=None)
        yield Q(pk__in=given.values("edition"))

    def known_to(self, user: Reader) -> "EditionQuerySet":
        """Those of which the reader may know what they are called and which definition, day and run each figure is
        of, and no number: those that they may read, and every one for auditors."""
        return self.unscoped() if user.has_role(Role.AUDITOR) else self.visible_to(user)

    def public(self) -> "EditionQuerySet":
        return self.filter(audience=Audience.PUBLIC)

    def with_facts(self) -> "EditionQuerySet":
        """With what each says of itself, read out of its content: `its_title`, `its_meeting`, and the days
        `its_meeting_on` and `its_day`."""

        def said(name: str) -> KeyTextTransform:
            return KeyTextTransform(name, "content")

        words = {"its_title": said("title"), "its_meeting": said("meeting")}
        days = {f"its_{name}": Cast(said(name), models.DateField()) for name in ("meeting_on", "day")}
        return self.annotate(**words, **days)

    def with_later(self, user: Reader) -> "EditionQuerySet":
        """With whether each is `corrected`, `later`, the edition that stands in its place, and `seen_later`, the last
        that the reader may open. That it is superseded concerns whoever has one, whether they may see the other or
        not."""
        after = Q(paper=OuterRef("paper"), audience=OuterRef("audience"), number__gt=OuterRef("number"))
        every = Edition.objects.unscoped().filter(after).order_by("-number").values("pk")
        seen = Edition.objects.visible_to(user).filter(after).order_by("-number").values("pk")
        return self.annotate(corrected=Exists(every), later=Subquery(every[:1]), seen_later=Subquery(seen[:1]))


class Edition(ScopedModel):
    """A paper as it was issued to one audience, whole in itself: its text, its tables and where they come from.

    `content` is what `papers.content.Content` reads; `digest` the SHA-256 of it as canonical JSON. Of a public edition,
    `rule` names the disclosure rule, `decisions` what was withheld and why, and `claims` what it tells of each count,
    for the audits of later editions. Rows are never altered or deleted: triggers refuse it.
    """

    paper = models.ForeignKey(Paper, models.PROTECT, related_name="editions")
    number = models.PositiveSmallIntegerField()
    audience = models.CharField(max_length=10, choices=Audience)
    attempt = models.ForeignKey("board.Attempt", models.PROTECT, related_name="editions")
    issued_at = models.DateTimeField(default=clock.now)
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    content = models.JSONField()
    digest = models.CharField(max_length=64)
    rule = models.JSONField(null=True)
    decisions = models.JSONField(default=list)
    claims = models.JSONField(default=dict)
    corrects = models.ForeignKey("self", models.PROTECT, null=True, related_name="corrections")
    why = models.TextField(blank=True, help_text="Why the edition before was corrected.")
    differences = models.JSONField(default=list, help_text="What differs from the edition that this one corrects.")

    objects = EditionQuerySet.as_manager()

    class Meta:
        ordering = ["-issued_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["paper", "number", "audience"], name="edition_key"),
            models.CheckConstraint(
                condition=Q(audience="public", rule__isnull=False) | Q(audience="restricted", rule=None),
                name="edition_public_under_a_rule",
            ),
            models.CheckConstraint(condition=~Q(issued_by=None) & Q(number__gte=1), name="edition_from_one"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="issued_edition_stands",
                when=pgtrigger.Before,
                operation=pgtrigger.Update | pgtrigger.Delete,
                func="RAISE EXCEPTION 'An issued edition is never altered.' USING ERRCODE = 'check_violation';",
            )
        ]

    def __str__(self) -> str:
        return f"{self.paper}, {self.get_audience_display().lower()} edition {self.number}"

    @property
    def day(self) -> date:
        """The day whose figures it prints."""
        return date.fromisoformat(self.content["day"])


class PreparedQuerySet(SecretarysQuerySet):
    pass


class Prepared(ScopedModel):
    """Both editions of a paper as they would be issued, kept because the audit of the public one takes its time: who
    approves reads what is issued then, to the letter.

    `key` is the SHA-256 of all that they are made of. Whatever changes makes another; what is issued is not kept here.
    """

    paper = models.ForeignKey(Paper, models.CASCADE, related_name="prepared")
    key = models.CharField(max_length=64)
    restricted = models.JSONField()
    public = models.JSONField()
    decisions = models.JSONField()
    claims = models.JSONField()
    made_at = models.DateTimeField(default=clock.now)

    objects = PreparedQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["paper"], name="prepared_key")]

    def __str__(self) -> str:
        return f"{self.paper}, prepared"


class EditionReaderQuerySet(SecretarysQuerySet):
    pass


@tracked
class EditionReader(ScopedModel):
    """Somebody who was given a restricted edition by name: a member of the board, for its closed session."""

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="readers")
    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    named_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False)
    named_at = models.DateTimeField(default=clock.now, editable=False)
    taken_back_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False
    )
    taken_back_at = models.DateTimeField(null=True, editable=False)
    reason = models.TextField("why it was taken back", blank=True, max_length=2000, editable=False)

    objects = EditionReaderQuerySet.as_manager()

    class Meta:
        ordering = ["named_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "account"], condition=Q(taken_back_at=None), name="edition_reader_key"
            ),
            models.CheckConstraint(
                condition=Q(taken_back_by=None, taken_back_at=None, reason="")
                | Q(taken_back_by__isnull=False, taken_back_at__isnull=False) & ~Q(reason=""),
                name="edition_reader_taken_back",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.account}: {self.edition}"


class EditionFileQuerySet(ScopedQuerySet["EditionFile"]):
    def grants(self, user: Reader) -> Iterable[Q]:
        """Whoever reads the edition."""
        yield Q(edition__in=Edition.objects.visible_to(user).values("pk"))


class EditionFile(ScopedModel):
    """An edition as a file of one format, built once by a job. Without content while it waits; `error` says why not."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="files")
    format = models.CharField(max_length=10)
    content = models.BinaryField(null=True)
    digest = models.CharField(max_length=64, blank=True)
    built_at = models.DateTimeField(null=True)
    seconds = models.FloatField(null=True)
    error = models.CharField(max_length=200, blank=True, help_text="What the fault is called, never its message.")

    objects = EditionFileQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "format"], name="edition_file_key"),
            models.CheckConstraint(
                condition=Q(content=None, built_at=None) | Q(content__isnull=False, built_at__isnull=False),
                name="edition_file_built_or_not",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="built_file_stands",
                when=pgtrigger.Before,
                operation=pgtrigger.Update | pgtrigger.Delete,
                condition=pgtrigger.Q(old__content__isnull=False),
                func="RAISE EXCEPTION 'A file of an issued edition is never altered.' "
                "USING ERRCODE = 'check_violation';",
            )
        ]

    def __str__(self) -> str:
        return f"{self.edition} as {self.format}"
