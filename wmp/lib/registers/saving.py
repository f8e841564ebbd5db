"""Saved filters: search, filters and order of a list under a name of the reader's own.

What is saved is the query of the list's address. It is read anew before it is offered, so that a filter that the list
has lost since is explained on a page and not refused.
"""

from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django import forms as django_forms
from django.contrib import messages
from django.core.exceptions import BadRequest, PermissionDenied
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path, reverse

from wmp.lib.forms import Form
from wmp.lib.registers.asked import Asked
from wmp.lib.registers.kept import NAME_TAKEN, Kept, SavedFilter
from wmp.lib.words import spoken_list

if TYPE_CHECKING:
    from wmp.lib.registers.register import Register

# More would be a list to search through, above every list.
MOST_SAVED = 20
QUERY_LENGTH = 2000


class NameForm(Form):
    """What a saved filter is called."""

    name = django_forms.CharField(max_length=60, help_text="As you will look for it, for example “Mine, overdue”")
    widths = {"name": 20}


class SavedPages:
    """`<slug>/saved/` and below: one's own saved filters of one register."""

    def __init__(self, register: "Register") -> None:
        self.register = register
        # Above every list stand a reader's few, the same ones each time.
        self.read = lru_cache(maxsize=1000)(self._read)

    def urls(self) -> list[URLPattern]:
        slug = self.register.slug
        return [
            path(f"{slug}/saved/", self.view, name=f"{slug}-saved"),
            path(f"{slug}/saved/new/", self.add, name=f"{slug}-saved-new"),
            path(f"{slug}/saved/<int:pk>/", self.change, name=f"{slug}-saved-change"),
        ]

    def address(self, page: str, *args: Any) -> str:
        return reverse(f"{self.register.namespace}:{self.register.slug}-{page}", args=args)

    # --- above the list ---

    def links(self, own: Kept, wish: Asked) -> Mapping[str, Any] | None:
        """The reader's saved filters as links, and where to save the one in force. None where there is nothing."""
        here = wish.address()
        items = []
        for each in own.filters:
            query, lost = self.read(each.query)
            url = self.address("saved-change", each.pk) if lost else self.register.url + query
            items.append({"text": each.name, "url": url, "current": not lost and query == here})
        saves = here != "?" and not any(item["current"] for item in items)
        if not items and not saves:
            return None
        save_url = self.address("saved-new") + here if saves else ""
        return {"items": items, "save_url": save_url, "change_url": self.address("saved") if items else ""}

    def _read(self, query: str) -> tuple[str, tuple[str, ...]]:
        """The query of a list as the register has it now, from "?" on, and the names of what it has no more."""
        asks = QueryDict(query, mutable=True)
        known = {"q", "sort", *self.register.filter_names}
        lost = [name for name, values in asks.lists() if name not in known or any("\0" in value for value in values)]
        for name in lost:
            del asks[name]
        try:
            return self.register.wish(asks).address(), tuple(lost)
        except BadRequest:
            # Only the order is left to be refused: a value that is no choice any more is said by its field.
            del asks["sort"]
            return self.register.wish(asks).address(), (*lost, "the order of the list")

    # --- pages ---

    def _reader(self, request: HttpRequest) -> Any:
        if not self.register.open_to(reader := _user(request)):
            raise PermissionDenied
        return reader

    def _own(self, reader: Any) -> Any:
        return SavedFilter.objects.visible_to(reader).filter(register=self.register.list_name)

    def view(self, request: HttpRequest) -> HttpResponse:
        """One's saved filters, each to be opened or changed."""
        reader = self._reader(request)
        rows = [
            {
                "label": each.name,
                "url": self.register.url + self.read(each.query)[0],
                "value": self._said(self.read(each.query)[0]),
                "change_url": self.address("saved-change", each.pk),
                "change_text": "Change",
            }
            for each in self._own(reader)
        ]
        context = {
            "title": "Your saved filters",
            "caption": self.register.title,
            "breadcrumbs": self._crumbs(),
            "rows": rows,
            "list_url": self.register.url,
        }
        return render(request, "register/saved.html", context)

    def add(self, request: HttpRequest) -> HttpResponse:
        """Saves the filter that stands in the address under a name."""
        reader = self._reader(request)
        wish = self.register.wish(request.GET)
        query = wish.address()
        form = NameForm(request.POST or None)
        if request.method == "POST" and form.is_valid():
            saved = SavedFilter(owner=reader, register=self.register.list_name, query=query.removeprefix("?"))
            if self._own(reader).count() >= MOST_SAVED:
                form.add_error(None, f"You have {MOST_SAVED} saved filters of this list. Delete one first.")
            elif len(query) > QUERY_LENGTH:
                form.add_error(None, "This filter is too long to be saved. Take something out of it.")
            elif _saved(saved, form):
                messages.success(request, f"“{saved.name}” is saved. It stands above the list from now on.")
                return redirect(self.register.url + query)
        return self._form(request, form, "Save this filter", query, cancel_url=self.register.url + query)

    def change(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Another name for a saved filter, or none of it. What the list has lost since is left out when it is saved."""
        reader = self._reader(request)
        saved = get_object_or_404(self._own(reader), pk=pk)
        query, lost = self.read(saved.query)
        if request.method == "POST" and "delete" in request.POST:
            saved.delete()
            messages.success(request, f"“{saved.name}” is deleted.")
            return redirect(self.register.url)
        form = NameForm(request.POST or None, initial={"name": saved.name})
        if request.method == "POST" and form.is_valid():
            saved.query = query.removeprefix("?")
            if _saved(saved, form):
                messages.success(request, f"“{saved.name}” is saved.")
                return redirect(self.register.url + query)
        trouble = ""
        if lost:
            named = spoken_list(f"“{name.replace('_', ' ')}”" for name in lost)
            trouble = f"This filter asks for what the list does not have any more: {named}. Save it to leave that out."
        title = f"Saved filter: {saved.name}"
        return self._form(request, form, title, query, trouble=trouble, deletes=True, cancel_url=self.address("saved"))

    def _form(self, request: HttpRequest, form: Form, title: str, query: str, **context: Any) -> HttpResponse:
        of_both = {
            "title": title,
            "caption": self.register.title,
            "breadcrumbs": self._crumbs(),
            "form": form,
            "said": self._said(query),
            "open_url": self.register.url + query,
        }
        return render(request, "register/save.html", of_both | context)

    def _crumbs(self) -> list[Mapping[str, str]]:
        return [{"text": self.register.title, "url": self.register.url}]

    def _said(self, query: str) -> str:
        """What a query asks for, in the words of the list."""
        wish = self.register.wish(QueryDict(query.removeprefix("?")))
        said = [f"Search: {wish.q}"] if wish.q else []
        said += [f"{each['label']}: {each['value']}" for each in self.register.panel.in_words(wish)]
        if wish.sort:
            down = " (from the last)" if wish.sort.startswith("-") else ""
            said.append(f"In order of: {self.register.sorts[wish.sort.removeprefix('-')].heading}{down}")
        return "; ".join(said) or "Everything, in the usual order"


def _user(request: HttpRequest) -> Any:
    return request.user


def _saved(saved: SavedFilter, form: NameForm) -> bool:
    """Saves under the name that the form gives, unless another of the reader's filters has it."""
    saved.name = form.cleaned_data["name"]
    try:
        with transaction.atomic():
            saved.save()
    except IntegrityError:
        form.add_error("name", NAME_TAKEN)
        return False
    return True
