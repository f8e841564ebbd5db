"""What a reader keeps of a register: named filters, and the columns they want to see."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models

from wmp.lib.access import Reader, ScopedModel, ScopedQuerySet


class KeptQuerySet(ScopedQuerySet[Any]):
    def grants(self, user: Reader) -> Iterable[models.Q]:
        yield models.Q(owner=user)


class Kept(ScopedModel):
    """Something of one reader's about one register, by the name of its list (`welfare:cases-list`)."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    register = models.CharField(max_length=100)

    objects = KeptQuerySet.as_manager()

    class Meta:
        abstract = True

    def account_concerned(self) -> Any:
        return self.owner_id


class SavedFilter(Kept):
    """Search, filters and order under a name: the query of the list's address."""

    name = models.CharField(max_length=60)
    query = models.CharField(max_length=2000)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "register", "name"],
                name="saved_filter_key",
                violation_error_message="You have a saved filter of this name already.",
            )
        ]

    def __str__(self) -> str:
        return self.name


class ChosenColumns(Kept):
    """The columns that the reader sees, by name and in their order."""

    columns = ArrayField(models.CharField(max_length=60))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "register"], name="chosen_columns_key")]

    def __str__(self) -> str:
        return ", ".join(self.columns)
