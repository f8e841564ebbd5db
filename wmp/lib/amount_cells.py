"""Grids of amounts that save as one types: what was typed, what came of it, and how it is answered.

Whatever is sent together is saved together or not at all: one cell as it is typed, a pasted block, or the whole page of
a browser without scripts. A cell that somebody else changed meanwhile is told with both values, and nothing is lost.
A family says which places there are, what stands there, and writes it.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from decimal import Decimal
from typing import Any, Generic, NamedTuple, Protocol, TypeVar

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect

from wmp.lib import clock
from wmp.lib.amounts import NotAnAmount, parse
from wmp.lib.timeline import saves_of
from wmp.lib.words import at_moment, counted
from wmp.lib.workflow import IllegalMove

P = TypeVar("P")

#: As much as columns of pounds hold.
MOST = Decimal("999999999999.99")


class Typed(NamedTuple):
    """What somebody typed in place of what they saw there."""

    text: str
    seen: str


@dataclass
class Told:
    """What came of one cell: `value` as it stands; `status` saved, wrong, conflict, or waiting for those that are."""

    status: str
    value: str = ""
    message: str = ""
    whose: str = ""
    at: str = ""


class Named(Protocol):
    """A place in a grid, with the name of its box."""

    @property
    def name(self) -> str: ...


N = TypeVar("N", bound=Named)


@dataclass
class Box(Generic[N]):
    """One box of a page: what stands, what is typed in it, and why they differ."""

    place: N
    value: Decimal | None
    typed: str
    problem: Told | None = None

    @property
    def name(self) -> str:
        return self.place.name

    @property
    def saved(self) -> str:
        return amount_text(self.value)


@dataclass
class Outcome:
    """What came of everything that was sent together, by the name of each box."""

    cells: dict[str, Told] = field(default_factory=dict)

    @property
    def is_saved(self) -> bool:
        return all(told.status == "saved" for told in self.cells.values())

    @property
    def problems(self) -> int:
        return sum(told.status in {"wrong", "conflict"} for told in self.cells.values())

    def refuse(self, lines: Mapping[str, Any], amounts: Collection[str], by: Any) -> None:
        """None of it is saved: says beside each conflict whose value stands there, and since when. `lines` are the
        records that hold what stands, by the name of the box. One query, where there is any conflict."""
        names = [name for name, told in self.cells.items() if told.status == "conflict"]
        held = {name: lines[name] for name in names if name in lines}
        saves = saves_of(list(held.values()), amounts) if held else {}
        for name in names:
            told = self.cells[name]
            told.whose, told.at = "Somebody else", "meanwhile"
            if name in held:
                last = saves[held[name].pk, name.partition("_")[0]]
                told.whose = "You" if last.account == by.pk else last.by or told.whose
                told.at = at_moment(last.at, clock.today()) if last.at else told.at
        for name, told in self.cells.items():
            self.cells[name] = replace(told, status="waiting") if told.status == "saved" else told


def amount_text(value: Decimal | None) -> str:
    """As a box has it, and as it may be typed: `1,250`, `-12.50`, nothing for nil."""
    return "" if value is None else f"{value:,.2f}".removesuffix(".00")


def read(text: str) -> Decimal | None:
    """An amount as it was typed. Raises NotAnAmount with a sentence."""
    amount = parse(text)
    if amount is not None and abs(amount) > MOST:
        raise NotAnAmount(f'"{text.strip()}" is out of range')
    return amount


def judged(stands: Decimal | None, typed: Typed) -> tuple[Decimal | None, Told]:
    """The amount that was typed, and whether it can be saved: the typist saw what stands, or typed the same."""
    try:
        wanted = read(typed.text)
    except NotAnAmount as error:
        return None, Told("wrong", amount_text(stands), f"{error}.")
    try:
        seen = read(typed.seen)
    except NotAnAmount:
        seen = None
    if stands not in (seen, wanted):
        return wanted, Told("conflict", amount_text(stands))
    return wanted, Told("saved", amount_text(wanted))


def store(view: Any, lines: Iterable[Any], amounts: Collection[str]) -> None:
    """Changed and new lines of the model that `view` is a query of, in three statements at most. A line without any
    amount says nothing, and goes."""
    kept: list[Any] = []
    gone: list[Any] = []
    for line in lines:
        says_nothing = all(getattr(line, amount) is None for amount in amounts)
        (gone if says_nothing else kept).append(line)
    if old := [line for line in kept if line.pk]:
        view.bulk_update(old, amounts)
    view.model.objects.bulk_create([line for line in kept if not line.pk])
    if gone:
        view.filter(pk__in=[line.pk for line in gone]).delete()


# --- pages ---


def typed_in(sent: Mapping[str, str], amounts: Collection[str], place_of: Callable[[str], P | None]) -> dict[P, Typed]:
    """The boxes whose text is not what the page was opened with. Raises BadRequest for a box that is none."""
    found = {}
    for name, text in sent.items():
        if not name.startswith(tuple(f"{amount}_" for amount in amounts)):
            continue
        place = place_of(name)
        if place is None:
            raise BadRequest("This page sent an amount that there is no place for.")
        seen = sent.get(f"seen-{name}", "")
        if text.strip() != seen.strip():
            found[place] = Typed(text, seen)
    return found


def answer(
    request: HttpRequest, number: int, save: Callable[[], Outcome], page: Callable[..., HttpResponse]
) -> HttpResponse:
    """What came of saving `number` amounts: for the script cell by cell, else by the page, with what was typed."""
    wants_json = request.headers.get("Accept", "") == "application/json"
    try:
        outcome = save()
    except IllegalMove as error:
        if wants_json:
            return JsonResponse({"message": str(error), "cells": {}}, status=409)
        return page(trouble=str(error))
    if wants_json:
        cells = {name: asdict(told) for name, told in outcome.cells.items()}
        return JsonResponse({"cells": cells}, status=200 if outcome.is_saved else 409)
    if outcome.is_saved:
        messages.success(request, f"{counted(number, 'amount')} saved.")
        return redirect(request.get_full_path())
    return page(outcome=outcome)
