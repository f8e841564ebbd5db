"""The register itself: one declaration, and the view that answers for it."""

from collections.abc import Collection, Mapping, Sequence
from functools import cached_property
from typing import Any, ClassVar

import django_tables2 as tables
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.db import models
from django.db.models import Q, QuerySet
from django.http import FileResponse, HttpRequest, HttpResponseBase, QueryDict
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.text import slugify

from wmp.lib.access import Reader
from wmp.lib.audit import ReadLog
from wmp.lib.registers import asked, exports
from wmp.lib.registers.asked import LAST, Asked
from wmp.lib.registers.bulk import BulkAction, BulkPage
from wmp.lib.registers.choosing import ColumnsPage
from wmp.lib.registers.columns import Cell, field_at, nullable, refuse_classified, resolve
from wmp.lib.registers.counting import Size, size_of
from wmp.lib.registers.filters import Filters, check_filters
from wmp.lib.registers.kept import Kept, kept_by
from wmp.lib.registers.look import Look
from wmp.lib.registers.paging import Order, Page, page_of
from wmp.lib.registers.panel import Panel
from wmp.lib.registers.saving import SavedPages
from wmp.lib.words import one_of

# A register whose records everybody may have some of: one's own.
EVERYONE: tuple[str, ...] = ("everyone",)
# So many choices of columns are kept ready to draw.
MOST_LOOKS = 200


class Register:
    """A list of records. Subclasses say what; one instance of each stands in its app's `REGISTERS`."""

    model: ClassVar[type[models.Model]]
    title: ClassVar[str]
    slug: ClassVar[str]
    namespace: ClassVar[str]
    table: ClassVar[type[tables.Table]]
    #: Name of the column that the list is in order of, with "-" for descending.
    order: ClassVar[str]
    filters: ClassVar[type[Filters]] = Filters
    #: Text fields in which each word of a search may stand.
    search: ClassVar[Sequence[str]] = ()
    #: Numbers by which a record is known; a word with a figure in it is looked up here, from its start.
    numbers: ClassVar[Sequence[str]] = ()
    search_label: ClassVar[str] = "Search"
    #: Who may open the list: roles, or EVERYONE. What they see in it is `visible_to`'s to say.
    readers: ClassVar[Collection[str]] = EVERYONE
    #: Roles that may add and change records by form. Needs a form on the record page.
    editors: ClassVar[Collection[str]] = ()
    #: Do the records have a page of their own, `<namespace>:<slug>-detail`?
    has_pages: ClassVar[bool] = True
    #: Columns that stand in the list only for those who choose them.
    hidden: ClassVar[Collection[str]] = ()
    #: What can be done to many records at once, chosen in the list.
    bulk: ClassVar[Sequence[BulkAction]] = ()

    def __init__(self) -> None:
        """Raises ImproperlyConfigured for a declaration that cannot work, or that touches a classified field."""
        self.cells: tuple[Cell, ...] = resolve(self.table, self.model)
        self.columns = {cell.name: cell for cell in self.cells}
        self.sorts = {cell.name: cell for cell in self.cells if cell.order}
        if not set(self.hidden) <= {cell.name for cell in self.cells[1:]}:
            raise ImproperlyConfigured(f"{self.title}: the hidden columns are some of those after the first.")
        if self.order.removeprefix("-") not in self.sorts:
            raise ImproperlyConfigured(f"{self.title}: {self.order!r} is no column that has an order.")
        for cell in self.sorts.values():
            if len(cell.order) > 1 and nullable(self.model, cell.order[0]):
                raise ImproperlyConfigured(f"{self.title}: {cell.name!r} may be blank, so it is ordered by alone.")
        for looked_in in (*self.search, *self.numbers):
            refuse_classified(self.model, looked_in)
            field_at(self.model, looked_in)
        check_filters(self.filters, self.model, open_to_everyone=self.readers is EVERYONE)
        self.among: Sequence[Register] = ()
        self.columns_page = ColumnsPage(self)
        self.saved_pages = SavedPages(self)
        self.bulk_pages = [BulkPage(self, action) for action in self.bulk]
        self._looks: dict[tuple[Any, ...], Look] = {}
        self.panel = Panel(self.filters, self.model._base_manager.none())

    # --- where it is, and who may open it ---

    def open_to(self, user: Reader) -> bool:
        """May `user` open the list? The menu, the view and the access test ask here."""
        return user.is_active and (self.readers is EVERYONE or user.has_role(*self.readers))

    def may_edit(self, user: Reader) -> bool:
        """May `user` add records here?"""
        return user.is_active and bool(self.editors) and user.has_role(*self.editors)

    @property
    def one(self) -> str:
        """What one record is called."""
        return str(self.model._meta.verbose_name)

    @property
    def add_words(self) -> str:
        """What the button says that leads to the form for a new record."""
        return f"Add {one_of(self.one)}"

    @property
    def many(self) -> str:
        return str(self.model._meta.verbose_name_plural)

    @property
    def list_name(self) -> str:
        return f"{self.namespace}:{self.slug}-list"

    @property
    def detail_name(self) -> str:
        return f"{self.namespace}:{self.slug}-detail"

    @cached_property
    def url(self) -> str:
        return reverse(self.list_name)

    def urls(self, among: Sequence["Register"] = ()) -> list[URLPattern]:
        """The list's address, those of what a reader keeps of it, and those of its bulk actions.

        `among`: the registers that the page leads on to.
        """
        self.among = among
        return [
            path(f"{self.slug}/", self.view, name=f"{self.slug}-list"),
            self.columns_page.url(),
            *self.saved_pages.urls(),
            *(page.url() for page in self.bulk_pages),
        ]

    def view(self, request: HttpRequest) -> HttpResponseBase:
        """The list of everything that the reader may see."""
        reader: Any = request.user
        if not self.open_to(reader):
            raise PermissionDenied
        return self.respond(request, self.visible_to(reader), whole=True)

    def visible_to(self, user: Reader) -> QuerySet[Any]:
        manager: Any = self.model._default_manager
        return manager.visible_to(user)

    # --- answering ---

    def respond(
        self,
        request: HttpRequest,
        queryset: QuerySet[Any],
        *,
        title: str = "",
        note: str = "",
        kept: Collection[str] = (),
        narrows: bool = True,
        whole: bool = False,
        **context: Any,
    ) -> HttpResponseBase:
        """The list page, or the file asked for, over `queryset`, which the caller has scoped by `visible_to`.

        For a view of other records under the same columns (those behind a figure, those of one process): search,
        filters, order, pages and exports work within it at the caller's own address. `kept` names parameters of the
        caller's that every link carries on; `note` is a sentence above the list; without `narrows` a short list stands
        alone. The `whole` register's own list offers besides what can be done to many records. Raises BadRequest for
        parameters of no use here.
        """
        reader: Any = request.user
        wish = self.wish(request.GET, narrows=narrows, kept=kept)
        own = kept_by(reader, self.list_name)
        columns = self.shown_to(own)
        filterset = self.filters(wish.filters, queryset=queryset, request=request) if wish.filters else None
        wrong = filterset.form if filterset is not None and not filterset.is_valid() else None
        chosen = queryset.none() if wrong else self.searched(filterset.qs if filterset else queryset, wish.q)
        surroundings = self._surroundings(reader) | self._named(request, title or self.title) | {"note": note}
        if wish.export and not wrong:
            try:
                return self._file(reader, chosen, wish, title or self.title, columns)
            except exports.TooManyRows as error:
                surroundings["trouble"] = str(error)
        acts = [page for page in self.bulk_pages if page.open_to(reader)] if whole else []
        look = self.look_of(columns, ticks=bool(acts))
        page = page_of(chosen, self._order(wish), look.read, wish.place, everyone=queryset)
        narrowing = {
            "form": wrong,
            "panel": self.panel.drawn(filterset, wish) if narrows else "",
            "searched": narrows and bool(self.search or self.numbers),
            "saved": self.saved_pages.links(own, wish) if whole and not wrong else None,
        }
        drawn = self._drawn(page, wish, look) | {"count": self._count(chosen, page), "acts": acts}
        return render(request, "register/list.html", surroundings | narrowing | drawn | context)

    @cached_property
    def filter_names(self) -> frozenset[str]:
        return frozenset(self.filters.base_filters)

    def wish(self, query: QueryDict, *, narrows: bool = True, kept: Collection[str] = ()) -> Asked:
        """What a query asks of this list. Raises BadRequest for what the list does not have."""
        return asked.read(query, filters=self.filter_names if narrows else (), sorts=self.sorts, kept=kept)

    @cached_property
    def usual(self) -> tuple[Cell, ...]:
        """The columns of whoever has not chosen others."""
        return tuple(cell for cell in self.cells if cell.name not in self.hidden)

    def shown_to(self, own: Kept) -> tuple[Cell, ...]:
        """The columns that somebody chose, as far as there still are such; the first always stands first."""
        if own.columns is None:
            return self.usual
        first = self.cells[0]
        others = (self.columns[name] for name in own.columns if name in self.columns and name != first.name)
        return (first, *others)

    @cached_property
    def usual_order(self) -> Order:
        return self._order(Asked(QueryDict()))

    def _order(self, wish: Asked) -> Order:
        sort = wish.sort or self.order
        cell = self.sorts[sort.removeprefix("-")]
        return Order(self.model, cell.order, descending=sort.startswith("-"))

    def searched(self, queryset: QuerySet[Any], words: str) -> QuerySet[Any]:
        """The records in which each of the words stands, as names or numbers."""
        for word in words.replace(",", " ").split():
            queryset = queryset.filter(self._said(word))
        return queryset

    def _said(self, word: str) -> Q:
        """Where a word may stand. Kept to what an index answers: parts of three letters, beginnings, numbers."""
        # Nothing of the record's own table joins the "or", not even "no record": else no index of the other is used.
        found = Q()
        if self.numbers and any(character.isdigit() for character in word):
            for number in self.numbers:
                found |= Q(**{f"{number}__startswith": word}) | Q(**{f"{number}__startswith": word.upper()})
            return found
        for looked_in in self.search:
            if len(word) > 2:
                found |= Q(**{f"{looked_in}__icontains": word})
            else:
                found |= Q(**{f"{looked_in}__istartswith": word}) | Q(**{f"{looked_in}__icontains": f" {word}"})
        return found or Q(pk=None)

    def _count(self, chosen: QuerySet[Any], page: Page) -> str:
        size = Size(len(page.rows)) if page.is_all else size_of(chosen)
        words = size.of(self.one, self.many)
        return words if page.is_all else f"Showing {len(page.rows)} of {words}"

    def _file(
        self, reader: Any, chosen: QuerySet[Any], wish: Asked, title: str, columns: Sequence[Cell]
    ) -> FileResponse:
        _, content_type, write = exports.FORMATS[wish.export]
        spool = exports.spooled()
        rows = write(self._order(wish).applied(chosen), columns, spool)
        spool.seek(0)
        ReadLog.objects.create(reader=reader, action="exported", kind=self.list_name, rows=rows)
        name = f"{slugify(title)}-{timezone.localdate():%Y-%m-%d}.{wish.export}"
        return FileResponse(spool, as_attachment=True, filename=name, content_type=content_type)

    # --- drawing ---

    def _surroundings(self, reader: Any) -> dict[str, Any]:
        """Where this reader can go from any list of the register."""
        section = [
            {"text": each.title, "url": each.url, "current": each is self}
            for each in self.among
            if each.open_to(reader)
        ]
        add_url = reverse(f"{self.namespace}:{self.slug}-new") if self.may_edit(reader) else ""
        return {"register": self, "section": section, "add_url": add_url}

    def _named(self, request: HttpRequest, title: str) -> dict[str, Any]:
        """What this list is called, and where it is."""
        reader: Any = request.user
        columns_url = self.columns_page.url_from(request) if self.open_to(reader) else ""
        return {"title": title, "heading": title, "here": request.get_full_path(), "columns_url": columns_url}

    def _drawn(self, page: Page, wish: Asked, look: Look) -> dict[str, Any]:
        """One page of rows, and the links that carry the reader's wish on."""
        return {
            "wish": wish,
            "shown": len(page.rows),
            "head": self._head(wish, look),
            "body": look.body(page.rows),
            "pages": self._page_links(page, wish),
            "downloads": [(words, wish.address(export=name)) for name, (words, _, _) in exports.FORMATS.items()],
            "search_kept": wish.pairs("q"),
        }

    @cached_property
    def pages_base(self) -> str:
        """Record pages differ in their last step only, so one address is worked out for all rows."""
        return reverse(self.detail_name, args=[0]).removesuffix("0/")

    def look_of(self, cells: Sequence[Cell], *, ticks: bool = False) -> Look:
        """What draws rows of these columns; made once for all who see the same ones."""
        key = (ticks, *(cell.name for cell in cells))
        look = self._looks.get(key)
        if look is None:
            if len(self._looks) >= MOST_LOOKS:
                self._looks.clear()
            look = Look(cells, page_base=self.pages_base if self.has_pages else "", ticks=ticks)
            self._looks[key] = look
        return look

    def _head(self, wish: Asked, look: Look) -> list[Mapping[str, Any]]:
        current = wish.sort or self.order
        return [self._heading(cell, current, wish) for cell in look.cells]

    def _heading(self, cell: Cell, current: str, wish: Asked) -> Mapping[str, Any]:
        heading: dict[str, Any] = {"text": cell.heading, "numeric": cell.numeric}
        if cell.order:
            ascending = current == cell.name
            heading["url"] = wish.address(sort=f"-{cell.name}" if ascending else cell.name)
            if current.removeprefix("-") == cell.name:
                heading["sorted"] = "ascending" if ascending else "descending"
        return heading

    def _page_links(self, page: Page, wish: Asked) -> Mapping[str, str]:
        links = {}
        if page.has_previous and page.rows:
            links["first"] = wish.address()
            links["previous"] = wish.address(before=str(page.rows[0][0]))
        if page.has_next and page.rows:
            links["next"] = wish.address(after=str(page.rows[-1][0]))
            links["last"] = wish.address(page=LAST)
        return links
