"""Drafts: what somebody typed into a form and has not sent, kept on the server until they do.

A page with a form carries a signed token: whose form it is, at which address, with which fields. Whoever holds it may
write that one draft and nothing else, signed in or not, so a session that runs out loses nothing. What is kept is shown
only on that page, to its owner, after the page itself has let them in. See wmp.lib.drafting for how a form comes by it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core import signing
from django.db import models
from django.utils import timezone
from django.utils.datastructures import MultiValueDict

from wmp.lib.access import Reader, ScopedModel, ScopedQuerySet
from wmp.lib.encryption import EncryptedJSONField

SALT = "wmp.lib.drafts"
#: How long a page that stands open may still write its draft.
OPEN_FOR = timedelta(hours=24)
KEPT_FOR = timedelta(days=7)
#: Of all that was typed on one page, in characters.
LARGEST = 200_000


class DraftQuerySet(ScopedQuerySet["Draft"]):
    def grants(self, user: Reader) -> Iterable[models.Q]:
        yield models.Q(owner=user)


class Draft(ScopedModel):
    """What one person typed on one page: fields as they would be posted, {name: [values]}. No files, no passwords.

    Encrypted, since it may be the detail that its record keeps encrypted.
    """

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    page = models.CharField(max_length=200, help_text="The address of the form.")
    fields = EncryptedJSONField(default=dict)
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


@dataclass(frozen=True)
class Ticket:
    """What a page's token says: whose draft, of which page, with which fields."""

    owner: int
    page: str
    names: tuple[str, ...]

    @property
    def token(self) -> str:
        return signing.dumps([self.owner, self.page, self.names], salt=SALT, compress=True)

    @classmethod
    def read(cls, token: str) -> "Ticket":
        """Raises BadSignature for a token that is not ours or too old."""
        owner, page, names = signing.loads(token, salt=SALT, max_age=OPEN_FOR)
        return cls(owner, page, tuple(names))

    def write(self, sent: "MultiValueDict[str, str]") -> bool:
        """Keeps what was typed in place of what was kept before. False for too much, and for a closed account."""
        # Nobody types a NUL, and no field takes one back.
        fields = {name: [value.replace("\0", "") for value in sent.getlist(name)] for name in self.names}
        owner = get_user_model()._default_manager.filter(pk=self.owner, is_active=True).first()
        if owner is None or sum(len(value) for values in fields.values() for value in values) > LARGEST:
            return False
        Draft.objects.visible_to(owner).bulk_create(
            [Draft(owner=owner, page=self.page, fields=fields)],
            update_conflicts=True,
            unique_fields=["owner", "page"],
            update_fields=["fields", "saved_at"],
        )
        return True

    def discard(self) -> None:
        owner = get_user_model()(pk=self.owner, is_active=True)
        Draft.objects.visible_to(owner).filter(page=self.page).delete()


def discard_below(owner: Any, path: str) -> None:
    """Throws away what `owner` typed on any page below `path` and did not save: its record is gone."""
    Draft.objects.visible_to(owner).filter(page__startswith=path).delete()


def sweep() -> int:
    """Deletes what nobody came back to. Returns how many."""
    old = Draft.objects.unscoped().filter(saved_at__lt=timezone.now() - KEPT_FOR)
    return old.delete()[0]
