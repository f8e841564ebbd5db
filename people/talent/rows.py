"""Rows that belong to a record and are kept on its page: members of a pool, successors, what a role needs to learn.

They have no page of their own. Each is added below its record, changed, and where that is right taken out again; then
the reader is back on the page of the record.
"""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import URLPattern, path, reverse

from wmp.lib.acts import perform
from wmp.lib.records import RecordPage
from wmp.lib.verbs import VerbForm

Table = Mapping[str, Any]


class RowPage(RecordPage):
    """The forms of such rows. `by` is the key to the record whose page they stand on."""

    by: ClassVar[str]
    #: Buttons and headings: on the record's page, and on those of a row.
    add_words: ClassVar[str]
    change_words: ClassVar[str]
    #: What the button that takes a row out says; "" where rows stay.
    remove_words: ClassVar[str] = ""

    def __init__(self, parent: RecordPage) -> None:
        super().__init__()
        self.parent = parent

    def urls(self) -> list[URLPattern]:
        slug, above = self.register.slug, self.parent.register.slug
        found = [
            path(f"{above}/<int:pk>/{slug}/new/", self.add_to, name=f"{slug}-new"),
            path(f"{slug}/<int:pk>/change/", self.change, name=f"{slug}-change"),
        ]
        if self.remove_words:
            found.append(path(f"{slug}/<int:pk>/remove/", self.remove, name=f"{slug}-remove"))
        return found

    def address(self, record: Any, page: str = "detail") -> str:
        """Rows are seen on the page of their record."""
        if page == "detail":
            return self.parent.address(getattr(record, self.by))
        return super().address(record, page)

    def may_change(self, record: Any, user: Any) -> bool:
        """Nobody sees to what is about themselves."""
        person = getattr(record, "person", None)
        return super().may_change(record, user) and (person is None or person.account_id != user.pk)

    def may_add(self, above: Any, user: Any) -> bool:
        return self.register.may_edit(user)

    def add_to(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        """The form for a new row of the record with this key."""
        above = self.parent.find(request, pk)
        if not self.may_add(above, request.user):
            raise PermissionDenied
        record = self.register.model(**{self.by: above})
        return self._fill(request, record, title=self.add_words, back=self.parent.address(above))

    def remove(self, request: HttpRequest, pk: int) -> HttpResponse:
        record = self.find(request, pk)
        if not self.may_change(record, request.user):
            raise PermissionDenied

        def do() -> str:
            said = self.title(record)
            record.delete()
            return f"{said}: taken out."

        return perform(
            request,
            VerbForm(request.POST if request.method == "POST" else None),
            do,
            title=self.remove_words,
            back=self.address(record),
            caption=self.title(record),
            submit=self.remove_words,
            danger=True,
            after=lambda: self.address(record),
        )

    # --- on the page of the record ---

    def add_action(self, above: Any, user: Any) -> list[Mapping[str, Any]]:
        if not self.may_add(above, user):
            return []
        address = reverse(f"{self.register.namespace}:{self.register.slug}-new", args=[above.pk])
        return [{"text": self.add_words, "url": address}]

    def links(self, record: Any, user: Any) -> Sequence[Mapping[str, Any]]:
        """The cells of a row that lead to what can be done with it."""
        can = self.may_change(record, user)
        found = [{"text": "Change", "url": self.address(record, "change")} if can else {"text": ""}]
        if self.remove_words:
            found.append({"text": "Take out", "url": self.address(record, "remove")} if can else {"text": ""})
        return found
