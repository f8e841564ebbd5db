"""The key under which numbers of people in public editions, and the records behind a number, go by names.

It is the installation's own, made once and never changed: under another one the audit of a public edition would know no
number of the editions before again. It stands encrypted, so that it goes with the database, and outlives both
SECRET_KEY and a change of ENCRYPTION_KEYS, which encrypts it anew like everything else.
"""

from collections.abc import Iterable
from secrets import token_urlsafe

from django.db import models
from django.db.models import Q
from django.utils import timezone

from wmp.lib.access import Reader, ScopedModel, ScopedQuerySet
from wmp.lib.encryption import EncryptedTextField
from wmp.lib.naming import NamingKey


class StoredKeyQuerySet(ScopedQuerySet["StoredKey"]):
    def grants(self, user: Reader) -> Iterable[Q]:
        """Nobody's view."""
        return ()


class StoredKey(ScopedModel):
    """The one key. `name` tells it from others, and is kept with whatever was named under it."""

    name = models.CharField(max_length=8)
    secret = EncryptedTextField()
    made_at = models.DateTimeField(default=timezone.now)

    objects = StoredKeyQuerySet.as_manager()
    classified = True

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="stored_key_is_the_only_one")]

    def __str__(self) -> str:
        return f"Key {self.name}"


def naming_key() -> NamingKey:
    """The installation's key, made when it is first asked for. One query then on.

    Raises UnreadableError where the keys that encrypt are not those that it was encrypted by.
    """
    secret = token_urlsafe(32)
    made = {"secret": secret, "name": NamingKey(secret.encode()).id}
    stored, _ = StoredKey.objects.unscoped().get_or_create(pk=1, defaults=made)
    return NamingKey(stored.secret.encode())
