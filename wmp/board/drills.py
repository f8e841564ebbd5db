"""From the records behind a number to records of other apps that belong to them.

Composed here, since a family must not know those that stand beside or above its app.
"""

from dataclasses import dataclass
from typing import Any

from django.db.models import Model

from people.models import Probation
from welfare.cases.closures import Closure
from welfare.cases.registers import CASES
from wmp.lib.access import Reader, ScopedQuerySet
from wmp.lib.registers import Register


@dataclass(frozen=True)
class Drill:
    """Records of another register: those whose `path` leads to one of the records behind a cell.

    `said` names them where readers are not told how many there are besides those that they see.
    """

    slug: str
    title: str
    register: Register
    path: str
    said: str = ""

    def open_to(self, user: Reader) -> bool:
        return self.register.open_to(user)

    def of(self, behind: ScopedQuerySet[Any]) -> ScopedQuerySet[Any]:
        """All of them, with nobody's view of them stated yet."""
        manager: Any = self.register.model._default_manager
        found: ScopedQuerySet[Any] = manager.filter(**{f"{self.path}__in": behind.order_by().values("pk")})
        return found


# Where the records behind a cell lead to besides.
FURTHER: dict[type[Model], Drill] = {
    Probation: Drill(
        "cases", "Their welfare cases", CASES, "probation", "Welfare cases of the officers behind this number"
    )
}
# Records that have no register of their own are listed as those of another, of which each has at most one in a cell.
LISTED_AS: dict[type[Model], Drill] = {Closure: Drill("cases", "Cases", CASES, "closures")}
