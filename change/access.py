"""Who may see change records, and add to them."""

from collections.abc import Collection, Iterable
from typing import Any, ClassVar, TypeVar

from django.apps import apps
from django.db.models import Model, Q, QuerySet
from django.db.models.functions import Coalesce

from people.roles import Role
from wmp.lib.access import EVERYTHING, Reader, ScopedQuerySet
from wmp.lib.keys import among
from wmp.lib.registers import Register

M = TypeVar("M", bound=Model)


def benefits_of(user: Any) -> QuerySet[Any]:
    """The benefits that this account owns, now or in business as usual: a part of rules, never a list to read.

    By name: families stand on this module and it on none, yet who may see a project depends on the benefits under it.
    It is the one rule of the ground family that asks a family above; the rest of it stays in that family.
    """
    benefits = apps.get_model("change", "Benefit")._base_manager
    return benefits.filter(Q(owner=user) | Q(bau_owner=user))


def projects_owed_by(user: Any) -> QuerySet[Any]:
    """The keys of the projects whose benefits this account owns, for use in `among`."""
    return benefits_of(user).filter(project__isnull=False).values("project")


def programmes_owed_by(user: Any) -> QuerySet[Any]:
    """The keys of the programmes of those projects, and of those whose benefits as a whole this account owns."""
    found = benefits_of(user).annotate(home=Coalesce("project__programme", "programme"))
    return found.filter(home__isnull=False).values("home")


class ChangeQuerySet(ScopedQuerySet[M]):
    """Change records are the change manager's. They say nothing about people."""

    def grants(self, user: Reader) -> Iterable[Q]:
        if user.has_role(Role.CHANGE_MANAGER):
            yield EVERYTHING


class OfProjectQuerySet(ChangeQuerySet[M]):
    """What stands under a project, for owners of its benefits besides."""

    #: Where the project stands from here.
    project = "project"

    def grants(self, user: Reader) -> Iterable[Q]:
        yield from super().grants(user)
        yield among(self.project, projects_owed_by(user))


class ChangeRegister(Register):
    """A register of change records, opened and kept by the change manager."""

    namespace = "change"
    readers: ClassVar[Collection[str]] = (Role.CHANGE_MANAGER,)
    editors: ClassVar[Collection[str]] = (Role.CHANGE_MANAGER,)


class OwnersRegister(ChangeRegister):
    """A register that owners of benefits open besides: it lists what they may see."""

    readers = (Role.CHANGE_MANAGER, Role.BENEFIT_OWNER)
