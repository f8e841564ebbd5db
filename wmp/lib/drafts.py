"""Drafts: what somebody typed into a long form and has not sent, kept on the server until they do."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone

from wmp.lib.access import Reader, ScopedModel, ScopedQuerySet


class DraftQuerySet(ScopedQuerySet["Draft"]):
    def grants(self, user: Reader) -> Iterable[models.Q]:
        yield models.Q(owner=user)


class Draft(ScopedModel):
    """What one person typed on one page: fields as they would be posted, {name: [values]}. No files, no passwords."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    page = models.CharField(max_length=200, help_text="The address of the form.")
    fields = models.JSONField(default=dict)
    saved_at = models.DateTimeField(default=timezone.now)

    objects = DraftQuerySet.as_manager()

    class Meta:
        ordering = ["-saved_at"]
        constraints = [models.UniqueConstraint(fields=["owner", "page"], name="draft_key")]
        indexes = [models.Index(fields=["saved_at"], name="draft_saved")]

    def __str__(self) -> str:
        return self.page

    def account_concerned(self) -> Any:
        return self.owner_id
