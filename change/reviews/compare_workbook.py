"""Two reviews compared, as a workbook: every line of money and FTE, and their sums as formulas of these lines.

In each row the difference is the later amount less the earlier one, and beside it stands what its reasons add up to:
who audits it sees both come to the same.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.http import Http404, HttpResponse
from django.utils.text import slugify

from change.reviews.amounts import SIGNS, ZERO
from change.reviews.compare_lines import OF_FTE, OF_MONEY, Listing
from change.reviews.compare_pages import Menu, pair_of, reviews_of
from change.reviews.compare_tables import EARLIER, LATER, Pair
from change.reviews.differences import Difference, Part, Reason, sums_of
from change.reviews.workbook import COUNTED, FTE, POUNDS
from people.requests import Request
from people.workforce.models import User
from wmp.lib import clock
from wmp.lib.audit import ReadLog
from wmp.lib.registers import asked
from wmp.lib.workbooks import CONTENT_TYPE, Book, Sheet, about, across, cell_name, ranges

HOW_TO_READ = (
    "Each sum is a formula of the sheets of lines. The difference is the later amount less the earlier one; what is "
    "explained adds up the reasons. Both come to the same."
)


@dataclass(frozen=True)
class Sheets:
    """How one sort of lines stands in the workbook: `by` is the place of the words by which its table adds them up."""

    listing: Listing
    table: str
    lines: str
    by: int
    shown: str

    @property
    def reasons(self) -> Sequence[Reason]:
        return self.listing.sort.reasons

    @property
    def heads(self) -> list[str]:
        return [*(reason.label for reason in self.reasons), "Difference", "Explained"]


ALL_SHEETS = (
    Sheets(OF_MONEY, "Money", "Money lines", 0, POUNDS),
    Sheets(OF_FTE, "FTE", "FTE lines", 2, FTE),
)


def as_workbook(pair: Pair, user: User) -> tuple[bytes, int]:
    """The .xlsx file of what `user` sees of both, and how many lines it has."""
    book, count = Book(), 0
    for sheets in ALL_SHEETS:
        book.sheet(sheets.table)
    for sheets in ALL_SHEETS:
        found = sheets.listing.compare(*pair, user)
        _write(book, sheets, found)
        count += len(found.differences)
    facts = {
        "From": f"{pair[0]}, as at {pair[0].as_at:%-d %B %Y}, {pair[0].get_status_display().lower()}",
        "To": f"{pair[1]}, as at {pair[1].as_at:%-d %B %Y}, {pair[1].get_status_display().lower()}",
        "What counts": COUNTED + SIGNS,
        "FTE": OF_FTE.hint,
        "How to read it": HOW_TO_READ,
        "Taken away on": clock.today(),
    }
    about(book, f"From {pair[0]} to {pair[1]}", facts, {})
    return book.as_bytes(), count


def _write(book: Book, sheets: Sheets, found: Any) -> None:
    """The lines, those that are added up together below each other; then the table of their sums."""
    listing = sheets.listing
    told = [(listing.words(found, each.key), each) for each in found.differences]
    told.sort(key=lambda line: line[0][sheets.by])
    sheet = book.sheet(sheets.lines)
    first = len(listing.heads) + 1
    ends = [str(found.before), str(found.after)]
    sheet.head(0, [*listing.heads, "Reason", *ends, *sheets.heads], numeric_from=first)
    places: dict[str, list[int]] = {}
    for at, (words, each) in enumerate(told, start=1):
        reason = "; ".join(part.why.label for part in each.parts)
        for column, text in enumerate([*words, reason]):
            sheet.text(at, column, text)
        for column, value in enumerate(_numbers(sheets, each), start=first):
            sheet.number(at, column, value, sheets.shown)
        _difference(sheet, at, first, sheets, [each])
        places.setdefault(words[sheets.by], []).append(at)
    _write_table(book.sheet(sheets.table), sheets, ends, [each for _, each in told], places)


def _numbers(sheets: Sheets, each: Difference[Any]) -> list[Decimal | None]:
    """Before, after, and the part of each reason that there is."""
    return [each.before, each.after, *(_of_reason(each.parts, reason) for reason in sheets.reasons)]


def _of_reason(parts: Sequence[Part], reason: Reason) -> Decimal | None:
    mine = [part.amount for part in parts if part.why.reason == reason]
    return sum(mine, ZERO) if mine else None


def _difference(
    sheet: Sheet, row: int, first: int, sheets: Sheets, those: Sequence[Difference[Any]], **look: Any
) -> None:
    """After less before, and the sum of the reasons, behind the numbers of a row that begin in the column `first`."""
    column, sums = first + 2 + len(sheets.reasons), sums_of(those)
    reasons = range(first + 2, column)
    explained = sum((sums.by_reason(reason) for reason in sheets.reasons), ZERO)
    formula = f"{cell_name(row, first + 1)}-{cell_name(row, first)}"
    sheet.formula(row, column, formula, sums.difference, sheets.shown, **look)
    sheet.formula(row, column + 1, f"SUM({across(row, reasons)})", explained, sheets.shown, **look)


def _write_table(
    sheet: Sheet,
    sheets: Sheets,
    ends: Sequence[str],
    differences: Sequence[Difference[Any]],
    places: dict[str, list[int]],
) -> None:
    """A row for each value of what the lines are added up by, and one for all of them. Line n is in row n."""
    sheet.head(0, [sheets.listing.heads[sheets.by], *ends, *sheets.heads])
    offset = len(sheets.listing.heads)
    for at, (label, lines) in enumerate(places.items(), start=1):
        sheet.text(at, 0, label)
        those = [differences[line - 1] for line in lines]
        for column, value in enumerate(_sums(sheets, those), start=1):
            formula = f"SUM({ranges(column + offset, lines, sheets.lines)})"
            sheet.formula(at, column, formula, value, sheets.shown)
        _difference(sheet, at, 1, sheets, those)
    last, look = len(places) + 1, {"bold": True, "top": 1}
    sheet.text(last, 0, "All", **look)
    if places:
        for column, value in enumerate(_sums(sheets, differences), start=1):
            sheet.formula(last, column, f"SUM({ranges(column, range(1, last))})", value, sheets.shown, **look)
        _difference(sheet, last, 1, sheets, differences, **look)


def _sums(sheets: Sheets, those: Sequence[Difference[Any]]) -> list[Decimal]:
    sums = sums_of(those)
    return [sums.before, sums.after, *(sums.by_reason(reason) for reason in sheets.reasons)]


def download(request: Request, menu: Menu) -> HttpResponse:
    """The workbook of the two that the address asks for. Raises Http404 where there are no two."""
    asked.only(request.GET, EARLIER, LATER)
    pair = pair_of(request.GET, reviews_of(request.user))
    if pair is None:
        raise Http404
    content, lines = as_workbook(pair, request.user)
    ReadLog.objects.create(reader=request.user, action="exported", kind="change:reviews-compare-workbook", rows=lines)
    name = f"{slugify(f'{pair[0]} to {pair[1]}') or 'reviews'}-{clock.today().isoformat()}.xlsx"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=CONTENT_TYPE, headers=headers)
