"""Who may see change records."""

from collections.abc import Iterable
from typing import TypeVar

from django.db.models import Model, Q

from people.roles import Role
from wmp.lib.access import EVERYTHING, Reader, ScopedQuerySet

M = TypeVar("M", bound=Model)


class ChangeQuerySet(ScopedQuerySet[M]):
    """Change records are the change manager's. They name no person."""

    def grants(self, user: Reader) -> Iterable[Q]:
        if user.has_role(Role.CHANGE_MANAGER):
            yield EVERYTHING
