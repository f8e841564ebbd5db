"""Every cell of the eight files of the change portfolio: what it may hold, and one sentence for each fault."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
import xlsxwriter
from django.apps import apps
from django.db import models

from tests.change.feeds import KINDS, columns, lean_on, row
from tests.loading import faults, load_text
from wmp.lib.extracts import Amount, Choice, Column, Date, FinancialYear, LoadReport, Month, Text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("leaned_on")]
Cell = tuple[str, Any]  # its column, and what stands in it
# The records that a file writes.
RECORDS = {"projects": "Project", "reviews": "BenefitsReview", "financials": "FinancialLine", "fte": "FteLine"}
RECORDS |= {"benefits": "Benefit", "measurements": "Measurement", "sms_survey": "SurveyWave"}
RECORDS |= {"budgeting": "BudgetingLine"}
WITH_AMOUNTS = [kind for kind in KINDS if any(isinstance(column, Amount) for column in columns(kind))]

# What an amount may look like, and what it is worth.
RIGHT: dict[str, str] = {
    "12": "12",
    " 12 ": "12",
    "+12": "12",
    "007": "7",
    "1,234": "1234",
    "1,234,567": "1234567",
    "1 234": "1234",
    "1\u00a0234\u00a0567": "1234567",
    "1\u202f234": "1234",
    "12\u00a0": "12",
}
NEGATIVE: dict[str, str] = {
    "-12": "-12",
    "'-12": "-12",
    "- 12": "-12",
    "12-": "-12",
    "12 -": "-12",
    "(12)": "-12",
    "( 12 )": "-12",
    "\u221212": "-12",
    "12\u2212": "-12",
    "\u201312": "-12",
    "(1,234,567)": "-1234567",
    "1,234-": "-1234",
    "-0": "0",
}
PENCE = {"12.5": "12.5", "1,234.50": "1234.5", "0.01": "0.01"}
POUNDS = {"£12": "12", "£ 1,234": "1234", "-£12": "-12", "£-12": "-12", "£(12)": "-12", "(£12)": "-12", "£12-": "-12"}
NIL = ["", "-", " - ", "\u2013", "\u2014", "\u2212"]

# What is no amount, and how its fault begins.
WRONG = {
    "1.234,56": "has a comma after its point",
    "1,5": "has a comma that does not part thousands",
    "0,123": "has a comma that does not part thousands",
    "12,34,567": "has a comma that does not part thousands",
    "1,234 567": "has a comma that does not part thousands",
    "1.234.567": "has more than one point",
    "12 34": "has a space that does not part thousands",
    "(-5)": "has two signs",
    "(5-)": "has two signs",
    "(5)-": "has two signs",
    "--5": "has two signs",
    "-5-": "has two signs",
    "+-5": "has two signs",
    "((5))": "has two signs",
    "(5": "has half a pair of brackets",
    "5)": "has half a pair of brackets",
    "1e5": "has a power of ten",
    "1.5E+06": "has a power of ten",
    "3k": "is shortened",
    "2.1m": "is shortened",
    "9" * 20: "is out of range",
    "-" + "9" * 20: "is out of range",
    "5%": "is not a number",
    "$5": "is not a number",
    "\u20ac5": "is not a number",
    "NaN": "is not a number",
    "Infinity": "is not a number",
    "-inf": "is not a number",
    "1_000": "is not a number",
    "0x1f": "is not a number",
    "TRUE": "is not a number",
    "#REF!": "is not a number",
    "=1+1": "is not a number",
    "n/a": "is not a number",
    "nil": "is not a number",
    "5+": "is not a number",
    "5.": "is not a number",
    "\uff11\uff12": "is not a number",
    "\u0661\u0662": "is not a number",
    "\u00bd": "is not a number",
    "5; DROP TABLE x": "is not a number",
}


@pytest.fixture
def leaned_on() -> None:
    lean_on()


def quoted(value: object) -> str:
    return '"' + str(value).replace('"', '""') + '"'


def load_cells(kind: str, cells: Sequence[Cell], **fields: str) -> LoadReport:
    """A file of right rows, with these fields, each of which has one of the cells."""
    names = [column.name for column in columns(kind)]
    lines = [{**row(kind, number), **fields, column: text} for number, (column, text) in enumerate(cells)]
    body = [",".join(quoted(line.get(name, "-")) for name in names) for line in lines]
    return load_text(kind, "\n".join([",".join(names), *body]) + "\n")


def amounts(kind: str) -> list[Amount]:
    return [column for column in columns(kind) if isinstance(column, Amount)]


def written(kind: str) -> Any:
    model: Any = apps.get_model("change", RECORDS[kind])
    return model.objects.unscoped().order_by("pk")


def right_for(column: Amount) -> dict[str, str]:
    right = RIGHT | NEGATIVE | (PENCE if column.places else {}) | (POUNDS if column.pounds else {})
    least = 1 if column.name == "sent" else column.least  # no more come back than were sent
    return {text: worth for text, worth in right.items() if least <= Decimal(worth) <= column.most}


@pytest.mark.parametrize("kind", WITH_AMOUNTS)
def test_each_way_of_writing_an_amount_comes_in_as_what_it_is_worth(kind: str) -> None:
    before = set(written(kind).values_list("pk", flat=True))
    right = [(column.name, text, worth) for column in amounts(kind) for text, worth in right_for(column).items()]
    cells = [(column, text) for column, text, _ in right]
    report = load_cells(kind, cells)
    assert (faults(report), report.new) == ([], len(right))
    for record, (column, text, worth) in zip(written(kind).exclude(pk__in=before), right, strict=True):
        assert (text, getattr(record, column)) == (text, Decimal(worth))
    assert load_cells(kind, cells).same == len(right)


def wrong_for_amount(column: Amount) -> dict[str, str]:
    too_fine = f"has more than {column.places} decimal places" if column.places else "is not a whole number"
    point = "is not a number" if column.places else "is not a whole number"
    return WRONG | {"1.111": too_fine, ".5": point} | ({} if column.pounds else {"£5": "is in pounds"})


@pytest.mark.parametrize("kind", WITH_AMOUNTS)
def test_each_wrong_amount_has_one_fault_that_says_why(kind: str) -> None:
    before = list(written(kind).values())
    wrong = [(column.name, text, why) for column in amounts(kind) for text, why in wrong_for_amount(column).items()]
    found = faults(load_cells(kind, [(column, text) for column, text, _ in wrong]))
    expected = [f'line {line}, column {column}: "{text}" {why}' for line, (column, text, why) in enumerate(wrong, 2)]
    assert [told[: len(begins)] for told, begins in zip(found, expected, strict=True)] == expected
    assert list(written(kind).values()) == before


@pytest.mark.parametrize("kind", WITH_AMOUNTS)
def test_nil_is_nothing_or_required(kind: str) -> None:
    cells = [(column, text) for column in amounts(kind) for text in NIL]
    found = faults(load_cells(kind, [(column.name, text) for column, text in cells]))
    required = [(line, column.name) for line, (column, _) in enumerate(cells, 2) if column.required]
    assert found == [f"line {line}, column {column}: is required" for line, column in required]


def wrong_for(column: Column) -> list[str]:
    """What a column that holds no amount may not hold."""
    match column:
        case Date():
            return ["31/03/2022", "2022-02-30", "2022-3-1", "44651", "0000-00-00", "\uff12\uff10\uff12\uff12-01-01"]
        case Month():
            return ["March 2022", "2022-13", "2022-3", "03/2022", "44651"]
        case FinancialYear():
            return ["2022", "2022-23", "2022/24", "22/23", "2022/2023"]
        case Choice():
            return ["nonsense", "1", "x" * 300]
        case Text():
            return ["x" * (column.longest + 1), "a\x00b", "a\x07b"]
    return []


@pytest.mark.parametrize("kind", KINDS)
def test_each_other_cell_that_is_wrong_has_one_fault(kind: str) -> None:
    cells = [(column.name, text) for column in columns(kind) for text in wrong_for(column)]
    before = list(written(kind).values())
    found = faults(load_cells(kind, cells))
    assert [told.partition(": ")[0] for told in found] == [
        f"line {line}, column {column}" for line, (column, _) in enumerate(cells, 2)
    ]
    assert list(written(kind).values()) == before


PROFILE = {"measure": "Hours", "unit": "hours", "baseline": "9", "target": "5", "owner": "Ann Lee"}
PROFILE |= {"baseline_on": "2020-01-01", "target_on": "2021-01-01"}
# A kind, what its records stand as, and what the next file says of them.
ON_RECORD: list[tuple[str, dict[str, str], dict[str, str]]] = [
    ("projects", {"status": "Closed"}, {"status": "Closed"}),
    ("reviews", {"state": "Frozen"}, {"state": "Frozen"}),
    ("benefits", {"status": "Identified"}, {**PROFILE, "status": "Profiled"}),
    ("benefits", {**PROFILE, "status": "Approved"}, {**PROFILE, "status": "Delivering"}),
    ("benefits", {**PROFILE, "status": "Verified"}, {**PROFILE, "status": "Verified"}),
    *((kind, {}, {}) for kind in ("financials", "fte", "measurements", "sms_survey", "budgeting")),
]


@pytest.mark.parametrize(("kind", "stands", "says"), ON_RECORD, ids=lambda each: str(each)[-12:])
def test_nor_has_it_another_where_the_row_is_on_record(kind: str, stands: dict[str, str], says: dict[str, str]) -> None:
    wrong = [(column.name, text) for column in columns(kind) for text in wrong_for(column)]
    wrong += [(column.name, "(-5)") for column in amounts(kind)]
    # Each of them as it was right, for the records to be there.
    names = [column for column, _ in wrong]
    assert not faults(
        load_cells(kind, [(column, right_at(kind, at, column, stands)) for at, column in enumerate(names)], **stands)
    )
    found = faults(load_cells(kind, wrong, **says))
    assert [told.partition(": ")[0] for told in found] == [
        f"line {at}, column {name}" for at, name in enumerate(names, 2)
    ]


def right_at(kind: str, number: int, column: str, fields: dict[str, str]) -> str:
    return str({**row(kind, number), **fields}.get(column, "-"))


@pytest.mark.parametrize("kind", KINDS)
def test_one_wrong_row_keeps_all_right_ones_out(kind: str) -> None:
    last = columns(kind)[-1]
    counted = {model: model._base_manager.count() for model in change_records()}
    report = load_cells(kind, [*[(last.name, row(kind, 0).get(last.name, "-"))] * 3, (last.name, "x" * 5000)])
    assert len(faults(report)) == 1
    assert {model: model._base_manager.count() for model in change_records()} == counted


def change_records() -> list[type[models.Model]]:
    return [model for model in apps.get_app_config("change").get_models() if not model._meta.proxy]


# --- workbooks -------------------------------------------------------------------------------------------------------


def load_sheet(kind: str, column: str, values: Sequence[Any]) -> LoadReport:
    """A workbook of right rows, with these values in the column as Excel itself has them."""
    out = BytesIO()
    names = [each.name for each in columns(kind)]
    with xlsxwriter.Workbook(out, {"default_date_format": "dd/mm/yyyy"}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, names)
        for number, value in enumerate(values):
            line = {**row(kind, number), column: value}
            for at, name in enumerate(names):
                sheet.write(number + 1, at, line.get(name, "-"))
    return load_text(kind, out.getvalue(), name="file.xlsx")


NUMBERS = [12, -12, 1234.5, 0.1 + 0.2, 1234567890.12, -0.0, 0, "(1,234.50)", "1,234-", "£12"]


def test_numbers_and_texts_of_a_workbook_are_read_alike() -> None:
    assert faults(load_sheet("financials", "forecast", NUMBERS)) == []
    found = written("financials").values_list("forecast", flat=True)
    assert [str(each) for each in found] == [
        *("12.00", "-12.00", "1234.50", "0.30", "1234567890.12", "0.00", "0.00", "-1234.50", "-1234.00", "12.00")
    ]


def test_cells_of_a_workbook_that_are_no_amount_have_one_fault_each() -> None:
    wrong = [1 / 3, 1e-7, 1e15, 1e20, True, datetime(2022, 3, 31), "1.234,56", "(-5)"]
    assert [told.partition("; ")[0] for told in faults(load_sheet("financials", "forecast", wrong))] == [
        'line 2, column forecast: "0.333333333333333" has more than 2 decimal places',
        'line 3, column forecast: "0.0000001" has more than 2 decimal places',
        'line 4, column forecast: "1000000000000000" is out of range',
        'line 5, column forecast: "100000000000000000000" is out of range',
        'line 6, column forecast: "True" is not a number',
        'line 7, column forecast: "2022-03-31" is not a number',
        'line 8, column forecast: "1.234,56" has a comma after its point',
        'line 9, column forecast: "(-5)" has two signs',
    ]
    assert not written("financials").exists()
