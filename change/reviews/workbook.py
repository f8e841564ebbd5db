"""A benefits review as a workbook: its lines, and the tables of the board paper as formulas of these lines."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path
from django.utils.text import slugify

from change.reviews.amounts import AMOUNTS, SIGNS
from change.reviews.figures import COLUMNS, costs_of, fte_of
from change.reviews.models import BENEFIT_KINDS, BenefitsReview, FinancialLine, FteKind, FteLine, LineKind
from wmp.lib import clock, figure_sheets
from wmp.lib.audit import ReadLog
from wmp.lib.grids import Column, Row
from wmp.lib.registers import asked
from wmp.lib.words import financial_year
from wmp.lib.workbooks import CONTENT_TYPE, Book, Sheet, about, number_format, ranges

POUNDS, FTE = number_format(Column("", "pounds", 2)), number_format(Column("", "FTE", 2))
COSTS, EFFICIENCIES, LINES, FTE_LINES = "Costs and benefits", "FTE efficiencies", "Financial lines", "FTE lines"
# Columns of the sheets of lines, counted from 0.
PLANNED, COUNTS, SIGNED, SAVED = 4, 7, 8, 4
# The lines of a sheet that a cell of the table adds up: by row and column, and of which kind the row is.
Key = tuple[str, str, str]
Places = Mapping[Key, list[int]]

COUNTED = "The actual amount where there is one, else the forecast, else the plan. "
UNDER = "Under the status that each project had on the day on which the workbook was taken away."
HOW_TO_READ = (
    "Each amount in the tables is a formula: a sum of the lines it is made of, totals sums of what they add up."
)


def as_workbook(review: BenefitsReview, user: Any) -> bytes:
    """The .xlsx file of what `user` sees of the review, with the statuses of today."""
    book, today = Book(), clock.today()
    for name in (COSTS, EFFICIENCIES, LINES, FTE_LINES):
        book.sheet(name)
    costs, efficiencies = costs_of(review), fte_of(review, today)
    money = _financial_lines(book.sheet(LINES), list(costs.population.visible_to(user).select_related(*PROJECT)))
    saved = _fte_lines(book.sheet(FTE_LINES), list(efficiencies.population.visible_to(user).select_related(*PROJECT)))

    def amount(row: Row, column: Column) -> str:
        return _sum(LINES, SIGNED, money.get(("", row.label, str(column.where.get("kind", "")))))

    def fte(row: Row, column: Column) -> str:
        kind = str(row.where[0].get("kind", "")) if row.where else ""
        return _sum(FTE_LINES, SAVED, saved.get((kind, row.label, str(column.where.get("portfolio", "")))))

    grids = costs.compute(), efficiencies.compute()
    figure_sheets.write(book, COSTS, grids[0], figure_sheets.columns_added_up(costs), title="Programme", part=amount)
    figure_sheets.write(
        book, EFFICIENCIES, grids[1], figure_sheets.columns_added_up(efficiencies), title="Project", part=fte
    )
    failed = [failure for grid in grids for failure in grid.failures]
    checked = [*figure_sheets.checks_in_words(costs), *figure_sheets.checks_in_words(efficiencies)]
    lists = {"Checks that failed": failed or ["None"], "What is checked": list(dict.fromkeys(checked))}
    about(book, review.name, _facts(review) | {"Taken away on": today}, lists)
    return book.as_bytes()


PROJECT = ("project__programme",)


def _facts(review: BenefitsReview) -> dict[str, Any]:
    return {
        "State": review.get_status_display(),
        "As at": review.as_at,
        "Financial years": f"{financial_year(review.first_year)} to {financial_year(review.last_year)}",
        "What counts": COUNTED + SIGNS,
        "FTE": UNDER,
        "How to read it": HOW_TO_READ,
    }


def _sum(sheet: str, column: int, lines: list[int] | None) -> str:
    return f"SUM({ranges(column, lines, sheet)})" if lines else ""


def _financial_lines(sheet: Sheet, lines: list[Any]) -> Places:
    """Those of one programme and kind stand below each other."""
    heads = ["Programme", "Kind", "Project", "Financial year", "Planned", "Forecast", "Actual", "What counts"]
    sheet.head(0, [*heads, "Costs +, benefits -"], numeric_from=PLANNED)
    kinds = list(COLUMNS)
    places: dict[Key, list[int]] = defaultdict(list)

    def order(line: Any) -> tuple[Any, ...]:
        return line.programme_name, kinds.index(LineKind(line.kind)), str(line.project or ""), line.financial_year

    for at, line in enumerate(sorted(lines, key=order), start=1):
        project, year = str(line.project or ""), financial_year(line.financial_year)
        for column, text in enumerate([line.programme_name, line.get_kind_display(), project, year]):
            sheet.text(at, column, text)
        _amounts(sheet, at, line)
        places["", line.programme_name, line.kind].append(at)
    return places


def _amounts(sheet: Sheet, at: int, line: FinancialLine) -> None:
    """The three amounts, the one of them that counts, and that with the sign in which tables add it up."""
    for column, name in enumerate(AMOUNTS, start=PLANNED):
        sheet.number(at, column, getattr(line, name), POUNDS)
    counted = next((name for name in reversed(AMOUNTS) if getattr(line, name) is not None), None)
    if counted is None:
        return
    value, benefit = getattr(line, counted), line.kind in BENEFIT_KINDS
    sheet.formula(at, COUNTS, ranges(PLANNED + AMOUNTS.index(counted), [at]), value, POUNDS)
    sheet.formula(at, SIGNED, ("-" if benefit else "") + ranges(COUNTS, [at]), -value if benefit else value, POUNDS)


def _fte_lines(sheet: Sheet, lines: list[Any]) -> Places:
    """Savings of projects, then adjustments, each in a portfolio."""
    sheet.head(0, ["Project or adjustment", "Kind", "Status", "Portfolio", "FTE"], numeric_from=SAVED)
    places: dict[Key, list[int]] = defaultdict(list)
    lines.sort(key=lambda line: (line.kind == FteKind.ADJUSTMENT, _label(line), line.portfolio))
    for at, line in enumerate(lines, start=1):
        for column, text in enumerate([_label(line), line.get_kind_display(), line.stage, line.portfolio]):
            sheet.text(at, column, text)
        sheet.number(at, SAVED, line.fte, FTE)
        places[line.kind, _label(line), line.portfolio].append(at)
    return places


def _label(line: FteLine) -> str:
    """As the board's table calls the row."""
    if line.project is None:
        return line.label
    return str(line.project)


def _lines_in(review: BenefitsReview, user: Any) -> int:
    """Of both kinds, as many as its sheets list."""
    tables = costs_of(review).population, fte_of(review, clock.today()).population
    return sum(lines.visible_to(user).count() for lines in tables)


def download(request: HttpRequest, pk: int) -> HttpResponse:
    """The workbook of a review that the reader may see."""
    asked.only(request.GET)
    reader: Any = request.user
    review = get_object_or_404(BenefitsReview.objects.visible_to(reader), pk=pk)
    content = as_workbook(review, reader)
    ReadLog.objects.create(
        reader=reader, action="exported", kind="change:benefits-reviews-workbook", rows=_lines_in(review, reader)
    )
    name = f"{slugify(review.name) or 'review'}-{clock.today().isoformat()}.xlsx"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=CONTENT_TYPE, headers=headers)


section_urlpatterns: list[URLPattern] = [
    path("benefits-reviews/<int:pk>/workbook/", download, name="benefits-reviews-workbook")
]
