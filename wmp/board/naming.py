"""The key under which numbers of people in public editions, and the records behind a number, go by names.

It is the installation's own, made once and never changed: under another one the audit of a public edition would know no
number of the editions before again. It stands encrypted, so that it goes with the database, and outlives both
SECRET_KEY and a change of ENCRYPTION_KEYS, which encrypts it anew like everything else.
"""

from collections.abc import Iterable
from functools import partial
from secrets import token_urlsafe

from django.db import connection, models, transaction
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


# The key of each database that this process asked. It never changes: a page does not ask for it again.
_kept: dict[str, NamingKey] = {}


def naming_key() -> NamingKey:
    """The installation's key, made when it is first asked for. One query, once for each process.

    Raises UnreadableError where the keys that encrypt are not those that it was encrypted by.
    """
    database = connection.settings_dict["NAME"]
    if database in _kept:
        return _kept[database]
    secret = token_urlsafe(32)
    made = {"secret": secret, "name": NamingKey(secret.encode()).id}
    stored, _ = StoredKey.objects.unscoped().get_or_create(pk=1, defaults=made)
    key = NamingKey(stored.secret.encode())
    # One that is undone with what asked for it has never been the key.
    transaction.on_commit(partial(_kept.__setitem__, database, key))
    return key


def forget() -> None:
    """Asks the database on next use, for whoever put another one in its place."""
    _kept.clear()
