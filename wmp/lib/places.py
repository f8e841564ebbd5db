"""Pages of work that are no registers, as they stand beside the registers in the menu of a section."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from wmp.lib.access import Reader


@dataclass(frozen=True)
class Place:
    """A page that is no register: what it is called, where it is, whose it is."""

    title: str
    name: str
    readers: Collection[str]
    namespace: str

    @property
    def slug(self) -> str:
        """The last step of its address."""
        return self.url.rstrip("/").rpartition("/")[2]

    @property
    def url(self) -> str:
        return reverse(f"{self.namespace}:{self.name}")

    def open_to(self, user: Reader) -> bool:
        return user.is_active and user.has_role(*self.readers)


def section(user: Reader, among: Iterable[Any], name: str) -> list[dict[str, Any]]:
    """The menu of the section on the page called `name`: what of it the reader may open."""
    return [
        {"text": each.title, "url": each.url, "current": getattr(each, "name", "") == name}
        for each in among
        if each.open_to(user)
    ]
