"""What an address asks of a register. Anything else than what the register declares is refused before a query."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from django.core.exceptions import BadRequest
from django.http import QueryDict
from django.utils.http import urlencode

from wmp.lib.keys import key_of
from wmp.lib.registers.exports import FORMATS
from wmp.lib.registers.paging import Place

LAST = "last"
SEARCH_LENGTH = 100


@dataclass(frozen=True)
class Asked:
    """One reader's wish: search words, filters, order, place and file format."""

    filters: QueryDict
    q: str = ""
    sort: str = ""
    place: Place = Place()
    export: str = ""
    kept: Mapping[str, str] = field(default_factory=dict)

    def address(self, **changes: str) -> str:
        """The query string of the same list with `changes`; "" takes a parameter out. Begins its pages anew."""
        return "?" + urlencode([*self.pairs(*changes), *((key, value) for key, value in changes.items() if value)])

    def pairs(self, *but: str) -> list[tuple[str, str]]:
        """The parameters of the same list from its start, but for those named."""
        pairs = [*self.kept.items(), *self._filled(), ("q", self.q), ("sort", self.sort)]
        return [(key, value) for key, value in pairs if value and key not in but]

    def without(self, name: str) -> str:
        return self.address(**{name: ""})

    @property
    def bare(self) -> str:
        """The list without search and filters."""
        return self.address(q="", **dict.fromkeys(self.filters, ""))

    def _filled(self) -> Iterable[tuple[str, str]]:
        return ((key, value) for key, values in self.filters.lists() for value in values if value)

    @property
    def is_narrowed(self) -> bool:
        return bool(self.q) or any(True for _ in self._filled())


def only(query: QueryDict, *known: str) -> None:
    """Raises BadRequest for a parameter that a page does not know, as a list does."""
    for key in query:
        if key not in known:
            raise BadRequest(f"This page knows nothing called {key[:40]!r}.")


def read(query: QueryDict, *, filters: Collection[str], sorts: Collection[str], kept: Collection[str]) -> Asked:
    """What `query` asks. Raises BadRequest for a parameter, an order or a place that the register does not have."""
    narrowing = QueryDict(mutable=True)
    given = {"q": "", "sort": "", "after": "", "before": "", "page": "", "export": ""}
    keep = {}
    for key, values in query.lists():
        if any("\0" in value for value in values):
            raise BadRequest("A parameter holds a character that no text has.")
        if key in given:
            given[key] = values[-1]
        elif key in kept:
            keep[key] = values[-1]
        elif key in filters:
            narrowing.setlist(key, values)
        else:
            raise BadRequest(f"This list has no filter called {key[:40]!r}.")
    if given["sort"] and given["sort"].removeprefix("-") not in sorts:
        raise BadRequest(f"This list cannot be sorted by {given['sort'][:40]!r}.")
    if given["export"] and given["export"] not in FORMATS:
        raise BadRequest(f"This list has no export called {given['export'][:40]!r}.")
    return Asked(
        filters=narrowing,
        q=" ".join(given["q"].split())[:SEARCH_LENGTH],
        sort=given["sort"],
        place=_place(given["after"], given["before"], given["page"]),
        export=given["export"],
        kept=keep,
    )


def _place(after: str, before: str, page: str) -> Place:
    if sum(map(bool, (after, before, page))) > 1:
        raise BadRequest("A page begins in one place.")
    if page and page != LAST:
        raise BadRequest(f"This list has no page called {page[:40]!r}.")
    if page:
        return Place(backwards=True)
    if not (after or before):
        return Place()
    key = key_of(after or before)
    if key is None:
        raise BadRequest("A page begins at a record's key.")
    return Place(key, backwards=bool(before))
