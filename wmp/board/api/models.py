"""Tokens with which a program reads what its owner may read, and no more than the token's scope."""

from collections.abc import Iterable
from functools import partial

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from wmp.lib import clock
from wmp.lib.access import Reader, ScopedModel, ScopedQuerySet
from wmp.lib.audit import tracked


class Scope(models.TextChoices):
    PUBLIC = "public", "Public editions"
    EDITIONS = "editions", "All editions that you may read"
    FIGURES = "figures", "Nightly figures as well"


class TokenQuerySet(ScopedQuerySet["Token"]):
    def grants(self, user: Reader) -> Iterable[Q]:
        """One's own. Nobody sees what others have."""
        yield Q(account=user)


# Its history has no use for the secret's digest, nor for each time that it was used.
@partial(tracked, leaving_out=("digest", "used_at"))
class Token(ScopedModel):
    """A secret that a program sends. Only its SHA-256 is kept, and its first letters to tell it apart from others.

    It reads what its account may read at that moment, within its scope, until it ends or is taken back.
    """

    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="tokens", editable=False)
    name = models.CharField(max_length=60, help_text="What uses it, such as Power BI on the treasurer's desk.")
    scope = models.CharField(max_length=10, choices=Scope, default=Scope.PUBLIC)
    begins = models.CharField(max_length=12, editable=False)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    created_at = models.DateTimeField(default=clock.now, editable=False)
    expires_at = models.DateTimeField("ends", editable=False)
    revoked_at = models.DateTimeField("taken back", null=True, editable=False)
    used_at = models.DateTimeField("last used", null=True, editable=False)
    warned_at = models.DateTimeField("owner told that it ends", null=True, editable=False)

    objects = TokenQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(expires_at__gt=F("created_at")), name="token_ends_after_it_begins")
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def stands(self) -> bool:
        """Does it open anything still, as far as its account may read?"""
        return self.revoked_at is None and self.expires_at > clock.now()

    @property
    def in_the_log(self) -> str:
        """What tells it from others, and opens nothing."""
        return f"{self.name} ({self.begins})"
