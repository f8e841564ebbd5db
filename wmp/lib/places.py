"""Pages of work that are no registers, as they stand beside the registers in the menu of a section."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse

from wmp.lib.access import Reader
from wmp.lib.registers.asked import only


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


def first_path(menu: Iterable[Any], *, name: str) -> URLPattern:
    """The address of a section leads on to the first page of its menu that is open to the reader; 403 without any."""

    def view(request: HttpRequest) -> HttpResponseBase:
        reader: Any = request.user
        only(request.GET)
        for page in menu:
            if page.open_to(reader):
                return redirect(page.url)
        raise PermissionDenied

    return path("", view, name=name)


def place_path(
    step: str, place: Place, page: Callable[..., HttpResponseBase], menu: Iterable[Any], *, name: str = ""
) -> URLPattern:
    """The address of a page of work, `page(request, menu)`. To whom the place is not open it is refused (403). `name`:
    of another page that is the same people's, where it is not the place itself.
    """

    def view(request: HttpRequest) -> HttpResponseBase:
        user: Any = request.user
        if not place.open_to(user):
            raise PermissionDenied
        return page(request, menu)

    return path(step, view, name=name or place.name)
