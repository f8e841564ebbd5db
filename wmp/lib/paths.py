"""Paths that queries take and records do not have."""

from typing import Any

from django.db import models


class QueryPath(models.ForeignObject):
    """A path from a record straight to the row of another table that has the same key, for conditions of queries.

        declared = QueryPath("people.EqualityMonitoring", "candidate", "person")

    `declared__ethnicity` joins the two tables alone; `candidate__equality__ethnicity` reads the people's own table on
    the way, which doubles the time of a figure. There is no column, no migration, and nothing to read on a record:
    `post.declared` is None, whatever somebody declared.
    """

    def __init__(self, to: str, key: str, to_key: str = "") -> None:
        """`key` names the foreign key here and `to_key` the one there, unless they are called the same."""
        super().__init__(
            to,
            models.DO_NOTHING,
            from_fields=[key],
            to_fields=[to_key or key],
            related_name="+",
            null=True,
            blank=True,
            editable=False,
        )

    def contribute_to_class(self, cls: type[models.Model], name: str, private_only: bool = True, **kwargs: Any) -> None:
        super().contribute_to_class(cls, name, private_only=True, **kwargs)
        setattr(cls, name, None)
