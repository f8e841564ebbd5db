"""A case as the officer whom it is about may know it."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django.db.models import Q

from welfare.cases.models import WelfareCase, WelfareCaseManager, WelfareCaseQuerySet
from wmp.lib.access import Reader


class OwnCaseQuerySet(WelfareCaseQuerySet):
    def grants(self, user: Reader) -> Iterable[Q]:
        yield Q(person__account=user)


class OwnCaseManager(WelfareCaseManager):
    def get_queryset(self) -> Any:
        return OwnCaseQuerySet(self.model, using=self._db)


class OwnCase(WelfareCase):
    """A case as the officer whom it is about may know it: that it is there, where it stands and who looks after it.

    What others said in confidence is not theirs to read, so the case itself stays closed to them.
    """

    objects: ClassVar[Any] = OwnCaseManager()

    class Meta:
        proxy = True
