"""Records that no family has, on which building blocks are tried. Their tables are made with the test database."""

from collections.abc import Iterable
from typing import Any

from django.db import models

from wmp.lib.access import EVERYTHING, ScopedModel, ScopedQuerySet
from wmp.lib.audit import tracked
from wmp.lib.encryption import EncryptedJSONField, EncryptedTextField


class SealedQuerySet(ScopedQuerySet["Sealed"]):
    def grants(self, user: Any) -> Iterable[models.Q]:
        yield EVERYTHING


@tracked
class Sealed(ScopedModel):
    """A name that anybody may look up, and what stands encrypted beside it."""

    name = models.CharField(max_length=40, blank=True)
    text = EncryptedTextField(max_length=40, blank=True)
    note = EncryptedTextField(null=True, blank=True)
    facts = EncryptedJSONField(null=True, blank=True)

    objects = SealedQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name
