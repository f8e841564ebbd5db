"""The page on which a reader chooses the columns of a list, and their order. It works without scripts."""

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse

from wmp.lib.registers.back import BACK, back_from
from wmp.lib.registers.kept import ChosenColumns, kept_by

if TYPE_CHECKING:
    from wmp.lib.registers.register import Register


class ColumnsPage:
    """`<slug>/columns/`: every column that the register declares, ticked and in the reader's order.

    The first column names the record and stays where it is. "Up" and "Down" draw the page anew; only "Save" keeps.
    """

    def __init__(self, register: "Register") -> None:
        self.register = register

    def url(self) -> URLPattern:
        return path(f"{self.register.slug}/columns/", self.view, name=f"{self.register.slug}-columns")

    def url_from(self, request: HttpRequest) -> str:
        """The address of the page, which leads back to where the reader is now."""
        return f"{self.address}?{urlencode({BACK: request.get_full_path()})}"

    @cached_property
    def address(self) -> str:
        return reverse(f"{self.register.namespace}:{self.register.slug}-columns")

    def view(self, request: HttpRequest) -> HttpResponse:
        reader: Any = request.user
        register = self.register
        if not register.open_to(reader):
            raise PermissionDenied
        back = back_from(request, register.url)
        if request.method != "POST":
            shown = [cell.name for cell in register.shown_to(kept_by(reader, register.list_name))]
            return self._drawn(
                request, back, [*shown, *(name for name in register.columns if name not in shown)], shown
            )
        if "usual" in request.POST:
            self._keep(reader, [cell.name for cell in register.usual])
            messages.success(request, "The list has its usual columns again.")
            return redirect(back)
        order, shown = self._given(request)
        moved = request.POST.get("up") or request.POST.get("down")
        if moved:
            return self._drawn(request, back, _moved(order, moved, up="up" in request.POST), shown, moved)
        self._keep(reader, [name for name in order if name in shown])
        messages.success(request, "Your columns are saved.")
        return redirect(back)

    def _given(self, request: HttpRequest) -> tuple[list[str], list[str]]:
        """All columns in the order of the page, and those ticked. Raises BadRequest for any that there is not."""
        first, *others = self.register.columns
        order, shown = request.POST.getlist("order"), request.POST.getlist("shown")
        named = [request.POST[key] for key in ("up", "down") if key in request.POST]
        if sorted(order) != sorted(others) or not {*shown, *named} <= set(others):
            raise BadRequest("This list has other columns.")
        return [first, *order], [first, *shown]

    def _keep(self, reader: Any, columns: Sequence[str]) -> None:
        """Keeps what was chosen; whoever chose the usual columns follows them when they change."""
        kept: Any = ChosenColumns.objects.visible_to(reader)
        which = {"owner": reader, "register": self.register.list_name}
        if list(columns) == [cell.name for cell in self.register.usual]:
            kept.filter(**which).delete()
        else:
            kept.update_or_create(**which, defaults={"columns": list(columns)})

    def _drawn(
        self, request: HttpRequest, back: str, order: Sequence[str], shown: Sequence[str], moved: str = ""
    ) -> HttpResponse:
        first, *others = (self.register.columns[name] for name in order)
        rows = [
            {
                "name": cell.name,
                "heading": cell.heading,
                "shown": cell.name in shown,
                "up": at > 0,
                "down": at < len(others) - 1,
                "moved": cell.name == moved,
            }
            for at, cell in enumerate(others)
        ]
        context = {
            "title": "Choose columns",
            "caption": self.register.title,
            "back": back,
            "breadcrumbs": [{"text": self.register.title, "url": back}],
            "first": first.heading,
            "rows": rows,
            "up": "up" in request.POST,
        }
        return render(request, "register/columns.html", context)


def _moved(order: Sequence[str], name: str, *, up: bool) -> list[str]:
    """The order with one column a place further up or down; the first place is not to be had."""
    others = [each for each in order if each != name]
    at = order.index(name) + (-1 if up else 1)
    place = max(at, 1)
    return [*others[:place], name, *others[place:]]
