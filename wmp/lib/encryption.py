"""Text that stands encrypted in the database: what fewer people may read than may read the database or a back-up.

Keys are the force's own, apart from SECRET_KEY (settings.ENCRYPTION_KEYS, newest first): the first encrypts, any
decrypts. To change keys, put a new one in front and run `manage.py rotate_encryption`; then the old ones can go. Tokens
of the same text differ, so that nobody can tell who has the same condition; and so nothing can be found by them.
"""

import json
import os
import re
from functools import cache
from typing import TYPE_CHECKING, Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django import forms
from django.conf import settings
from django.core import checks
from django.core.exceptions import FieldError, ValidationError
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models.expressions import Col
from django.db.models.lookups import IsNull, Lookup

if TYPE_CHECKING:
    _Text = models.TextField[Any, Any]
    _Lookup = Lookup[Any]
else:
    _Text = models.TextField
    _Lookup = Lookup


class UnreadableError(ValueError):
    """No key of this installation opens what stands in the database."""


def keyring() -> MultiFernet:
    """The keys as they are set now. Raises ValueError for a key that is none."""
    return _keyring(tuple(settings.ENCRYPTION_KEYS))


@cache
def _keyring(keys: tuple[str, ...]) -> MultiFernet:
    return MultiFernet([Fernet(key) for key in keys])


def decrypt(token: str) -> str:
    """Raises UnreadableError."""
    try:
        return keyring().decrypt(token.encode()).decode()
    except InvalidToken as error:
        raise UnreadableError("No key in ENCRYPTION_KEYS opens this. Add the key it was written with.") from error


class _EncryptedCol(Col):
    """The column in a query. It may be selected; to order by it or to compare with it would be to ask of tokens."""

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        # Django compiles what is selected first, and keeps it here before it comes to anything else.
        if getattr(compiler, "select", None) is not None:
            raise self._refusal()
        return super().as_sql(compiler, connection)

    def select_format(self, compiler: Any, sql: str, params: Any) -> Any:
        """Of what is selected Django orders by its place, and compiles the column no more."""
        query = compiler.query
        columns = {name: query.select[at] for name, at in (query.selected or {}).items() if isinstance(at, int)}
        for name, column in {**query.annotations, **columns}.items():
            if column == self and name in map(_ordered_by, query.order_by):
                raise self._refusal()
        return super().select_format(compiler, sql, params)

    def _refusal(self) -> FieldError:
        return FieldError(f"{self.target.name} is encrypted: nothing can be ordered by it or compared with it.")


def _ordered_by(order: Any) -> str:
    """The name in one part of an order: `-name`, `F("name")` or `F("name").desc()`."""
    order = getattr(order, "expression", order)
    return str(getattr(order, "name", order)).lstrip("-")


class _IsNull(IsNull):
    """Whether there is anything may be asked."""

    def process_lhs(self, compiler: Any, connection: Any, lhs: Any = None) -> Any:
        column: Any = lhs or self.lhs
        if isinstance(column, _EncryptedCol):
            column = Col(column.alias, column.target, column.output_field)
        return super().process_lhs(compiler, connection, column)


class _NoLookup(_Lookup):
    """Every other lookup. Refuses when the query is made, not first when it is run."""

    def __init__(self, lhs: Any, rhs: Any) -> None:
        raise FieldError(f"{lhs.output_field.name} is encrypted: nothing can be looked up by it.")


class EncryptedTextField(_Text):
    """Text that the database keeps as a Fernet token. Empty text stays empty, so that "is anything there" needs no key.

    `max_length` counts the text, not its token. Nothing can be looked up or sorted by it, and only values can be saved,
    no expressions: each raises FieldError. Raises UnreadableError on reading what another installation's key wrote.
    """

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if self.max_length is not None:
            self.validators.append(MaxLengthValidator(self.max_length))

    def check(self, **options: Any) -> list[checks.CheckMessage]:
        asked = [name for name in ("primary_key", "unique", "db_index") if getattr(self, name)]
        asked += ["db_default"] if self.has_db_default() else []
        told = [
            checks.Error(f"{name} means nothing for an encrypted field.", obj=self, id="wmp.E002") for name in asked
        ]
        return [*super().check(**options), *told]

    def get_db_prep_save(self, value: Any, connection: Any) -> Any:
        if hasattr(value, "resolve_expression"):
            # The database would have to write the text as it is.
            raise FieldError(f"{self.name} is encrypted: save a value, not an expression.")
        text = self.get_prep_value(value)
        return keyring().encrypt(text.encode()).decode() if text else text

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> Any:
        return self.opened(decrypt(value)) if value else value

    def opened(self, text: str) -> Any:
        """The value that stands behind decrypted text."""
        return text

    def get_col(self, alias: Any, output_field: Any = None) -> Any:
        return _EncryptedCol(alias, self, output_field)

    @property
    def cached_col(self) -> Any:
        return _EncryptedCol(self.model._meta.db_table, self)

    def get_lookup(self, lookup_name: str) -> Any:
        return _IsNull if lookup_name == "isnull" else _NoLookup

    def get_transform(self, lookup_name: str) -> Any:
        return None


class EncryptedJSONField(EncryptedTextField):
    """The same for values that JSON holds. An empty object is encrypted like any other."""

    # What the checker of types takes a field's values for.
    _pyi_private_set_type: Any
    _pyi_private_get_type: Any

    empty_strings_allowed = False

    def get_prep_value(self, value: Any) -> Any:
        return None if value is None else json.dumps(value)

    def opened(self, text: str) -> Any:
        return json.loads(text)

    def to_python(self, value: Any) -> Any:
        return value

    def validate(self, value: Any, model_instance: Any) -> None:
        super().validate(value, model_instance)
        try:
            json.dumps(value)
        except (TypeError, ValueError) as error:
            raise ValidationError("This is no value that JSON holds.", code="invalid") from error

    def value_to_string(self, obj: Any) -> Any:
        return self.value_from_object(obj)

    def formfield(self, *args: Any, **options: Any) -> Any:
        return super().formfield(*args, **{"form_class": forms.JSONField, **options})


# --- checks of the installation --------------------------------------------------------------------------------------

HOW = (
    "A key is 32 random bytes in URL-safe base64. Make one: "
    "python -c 'from cryptography.fernet import Fernet; print(Fernet.generate_key().decode())'"
)


def keys_are_keys(**_: Any) -> list[checks.CheckMessage]:
    """Django's check: an error for each of ENCRYPTION_KEYS that is no key. Never says what it is instead."""
    keys = settings.ENCRYPTION_KEYS
    if not keys:
        return [checks.Error("ENCRYPTION_KEYS has no key.", hint=HOW, id="wmp.E001")]
    places = [place for place, key in enumerate(keys, 1) if not _is_key(key)]
    said = "ENCRYPTION_KEYS (or VAR_DIR/encryption_key): number {} of {} is no key."
    return [checks.Error(said.format(place, len(keys)), hint=HOW, id="wmp.E001") for place in places]


def _is_key(key: str) -> bool:
    """Stricter than Fernet, which takes two keys run together for the first of them."""
    return re.fullmatch(r"[\w-]{43}=", key, re.ASCII) is not None


def keys_are_shared(**_: Any) -> list[checks.CheckMessage]:
    """Django's check for deployment. The one who sets a database may run several machines on it, and each that finds no
    key makes one of its own, which none of the others can read by."""
    if not os.environ.get("DATABASE_URL") or os.environ.get("ENCRYPTION_KEYS"):
        return []
    said = "ENCRYPTION_KEYS is not set: what one machine encrypts by the key in its VAR_DIR, no other can read."
    return [checks.Warning(said, hint=f"{HOW}. Set it on every machine that has this DATABASE_URL.", id="wmp.W002")]
