"""Text that stands encrypted in the database: what fewer people may read than may read the database or a back-up.

Keys are the force's own, apart from SECRET_KEY (settings.ENCRYPTION_KEYS, newest first): the first encrypts, any of them
decrypts. To change keys, put a new one in front and run `manage.py rotate_encryption`; then the old ones can go.
"""

import json
from functools import cache
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.core.exceptions import FieldError
from django.db import models


class UnreadableError(ValueError):
    """No key of this installation opens what stands in the database."""


@cache
def keyring() -> MultiFernet:
    """Raises ValueError for a key that is none."""
    return MultiFernet([Fernet(key) for key in settings.ENCRYPTION_KEYS])


class EncryptedTextField(models.TextField[str, str]):
    """Text that the database keeps as a Fernet token. Empty text stays empty, so that "is anything there" needs no key.

    Nothing can be looked up or sorted by it. Raises UnreadableError on reading what another installation's key wrote.
    """

    def get_db_prep_save(self, value: Any, connection: Any) -> Any:
        text = self.get_prep_value(value)
        return keyring().encrypt(str(text).encode()).decode() if text else text

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> Any:
        return self.opened(decrypt(value)) if value else value

    def opened(self, text: str) -> Any:
        return text

    def get_lookup(self, lookup_name: str) -> Any:
        """Whether there is anything may be asked, and no more."""
        if lookup_name not in ("isnull",):
            raise FieldError(f"{self.name} is encrypted: nothing can be looked up by it.")
        return super().get_lookup(lookup_name)

    def get_transform(self, lookup_name: str) -> Any:
        return None


class EncryptedJSONField(EncryptedTextField):
    """The same for values that JSON holds. Never empty: an empty object is encrypted like any other."""

    def get_prep_value(self, value: Any) -> Any:
        return None if value is None else json.dumps(value)

    def opened(self, text: str) -> Any:
        return json.loads(text)

    def to_python(self, value: Any) -> Any:
        return value


def decrypt(token: str) -> str:
    try:
        return keyring().decrypt(token.encode()).decode()
    except InvalidToken as error:
        raise UnreadableError("No key in ENCRYPTION_KEYS opens this. Add the key it was written with.") from error
