"""Who may see change records, and add to them."""

from collections.abc import Iterable
from typing import TypeVar

from django.db.models import Model, Q

from people.roles import Role
from wmp.lib.access import EVERYTHING, Reader, ScopedQuerySet
from wmp.lib.registers import Register

M = TypeVar("M", bound=Model)


class ChangeQuerySet(ScopedQuerySet[M]):
    """Change records are the change manager's. They name no person."""

    def grants(self, user: Reader) -> Iterable[Q]:
        if user.has_role(Role.CHANGE_MANAGER):
            yield EVERYTHING


class ChangeRegister(Register):
    """A register of change records, opened and kept by the change manager."""

    namespace = "change"
    readers = editors = (Role.CHANGE_MANAGER,)
