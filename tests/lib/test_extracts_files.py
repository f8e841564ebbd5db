"""What a file may look like, and what is said of one that cannot be read."""

import zipfile
from datetime import date, datetime
from io import BytesIO
from typing import Any

import pytest
import xlsxwriter

from people.models import SpecialDuty
from tests.base import person
from tests.loading import faults, load_text

pytestmark = pytest.mark.django_db
HEADER = "employee_number,month,hours\n"


@pytest.fixture(autouse=True)
def somebody() -> None:
    person("1", "Zoë Smith")


def load_hours(text: str | bytes, **options: Any) -> Any:
    return load_text("special_hours", text, **options)


def workbook(*rows: tuple[Any, ...]) -> bytes:
    """An .xlsx file; datetimes become date cells."""
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"default_date_format": "dd/mm/yyyy"}) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            for place, value in enumerate(row):
                sheet.write(number, place, value)
    return out.getvalue()


@pytest.mark.parametrize(
    "text",
    [
        HEADER + "1,2022-03,4\n",
        HEADER + "1,2022-03,4",
        "\ufeff" + HEADER + "1,2022-03,4\n",
        HEADER.replace("\n", "\r\n") + "1,2022-03,4\r\n",
        "hours,employee_number,month\n4,1,2022-03\n",
        "Employee_Number, MONTH ,hours\n1,2022-03,4\n",
        HEADER + '" 1 ","2022-03",  4.00\n',
        HEADER + "\n1,2022-03,4\n,,\n\n",
        HEADER + '"1\n",2022-03,4\n',
    ],
)
def test_files_that_say_the_same(text: str) -> None:
    assert load_hours(text).summary == "1 row: 1 new, 0 changed, 0 same"
    assert SpecialDuty.objects.unscoped().get().hours == 4


def test_an_apostrophe_before_a_formula_sign_is_taken_off() -> None:
    text = "figure,day,row,column,value,source\na.b,2020-01-01,'=SUM(A1),'-x,'-5,O'Brien\n"
    load_text("published", text)
    from_board = load_text("published", text)
    assert from_board.same == 1
    assert faults(from_board) == []


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "line 1, column employee_number: the file is empty; its first line names the columns"),
        ("\n\n", "line 1, column employee_number: the file is empty; its first line names the columns"),
        ("employee_number,month\n1,2022-03\n", "line 1, column hours: the column is missing"),
        (
            "employee_number,month,hours,shoes\n",
            "line 1, column shoes: there is no such column in a special_hours file; take it out",
        ),
        ("employee_number,month,hours,month\n", "line 1, column month: the column stands twice"),
        (
            "employee_number;month;hours\n",
            "line 1, column employee_number;month;hours: the first line must name its columns with commas between",
        ),
        (HEADER + "1,2022-03\n", "line 2, column hours: the row has 2 cells; the header has 3"),
        (HEADER + "1,2022-03,4,5\n", "line 2, column hours: the row has 4 cells; the header has 3"),
        (
            HEADER + '1,2022-03,4\n1,"2022-04,4\n1,2022-05,4\n',
            "line 3, column month: a quotation mark is opened and never closed; nothing after it was read",
        ),
        (
            HEADER + '1,"2022"-04,4\n',
            "line 2, column month: text follows a closing quotation mark; write a mark within a cell twice",
        ),
        (HEADER + "1,2022-03,\x004\n", "line 2, column hours: holds a NUL byte"),
        (HEADER + "1\x1b,2022-03,4\n", "line 2, column employee_number: holds a control character"),
    ],
)
def test_what_a_file_may_not_be(text: str, fault: str) -> None:
    report = load_hours(text)
    assert fault in faults(report)
    assert report.state == "refused"
    assert not SpecialDuty.objects.unscoped().exists()


def test_bytes_that_are_not_utf_8_are_said_at_their_line() -> None:
    text = HEADER.encode() + b"1,2022-03,4\n\xe91,2022-04,4\n1,2022-05,\xff\n"
    assert [fault for fault in faults(load_hours(text)) if "UTF-8" in fault] == [
        "line 3, column employee_number: is not UTF-8 text; save the file as CSV UTF-8",
        "line 4, column hours: is not UTF-8 text; save the file as CSV UTF-8",
    ]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_a_file_in_utf_16_is_not_utf_8_and_its_bytes_are_no_name_of_a_column(encoding: str) -> None:
    [fault] = faults(load_hours((HEADER + "1,2022-03,4\n").encode(encoding)))
    assert fault == "line 1, column 1: is not UTF-8 text; save the file as CSV UTF-8"


def test_lines_are_counted_as_an_editor_counts_them() -> None:
    text = HEADER + '"1\n\n",2022-03,4\n\n1,2022-04,x\n'
    assert faults(load_hours(text)) == ['line 6, column hours: "x" is not a plain number']


def test_one_endless_line_is_refused() -> None:
    report = load_hours(HEADER + "1,2022-03," + "4" * 1_100_000)
    assert "never closed" in faults(report)[0] or "longer than any row" in faults(report)[0]


def test_a_header_alone_is_a_file_of_no_rows() -> None:
    assert load_hours(HEADER).summary == "0 rows: 0 new, 0 changed, 0 same"


def test_a_workbook_says_the_same() -> None:
    rows = [("employee_number", "month", "hours"), (1, date(2022, 3, 1), 4.1), ("1", "2022-04", "4.10"), ("", "", "")]
    assert load_hours(workbook(*rows), name="hours.xlsx").summary == "2 rows: 2 new, 0 changed, 0 same"
    assert [str(duty.hours) for duty in SpecialDuty.objects.unscoped()] == ["4.10", "4.10"]


def test_faults_of_a_workbook_stand_at_its_rows() -> None:
    rows = [(), ("employee_number", "month", "hours"), (), (1, datetime(2022, 3, 2), True)]
    assert faults(load_hours(workbook(*rows))) == [
        'line 4, column hours: "True" is not a plain number',
        'line 4, column month: "2022-03-02" is not a month as YYYY-MM',
    ]


def test_a_workbooks_dates_are_dates() -> None:
    rows = [
        ("employee_number", "entry_route", "intake", "started_on", "due_to_end_on", "ended_on", "outcome"),
        (1, "PCDA", "May", datetime(2021, 5, 3), date(2024, 5, 2), "-", ""),
    ]
    assert load_text("probation", workbook(*rows)).state == "loaded"


@pytest.mark.parametrize("content", [b"PK\x03\x04junk", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" * 100])
def test_a_broken_workbook_is_refused_in_words(content: bytes) -> None:
    report = load_hours(content)
    assert report.state == "refused"
    assert "Save it as .xlsx" in report.notes


def test_an_archive_that_is_no_workbook_is_refused() -> None:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("hours.csv", HEADER)
    assert "no workbook" in load_hours(packed.getvalue()).notes


def test_a_workbook_that_unpacks_to_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wmp.lib.extracts.reading.LARGEST_WORKBOOK", 1000)
    assert "unpacks to more" in load_hours(workbook(("employee_number", "month", "hours"))).notes


def test_ten_thousand_bad_rows_are_all_reported() -> None:
    report = load_hours(HEADER + "".join(f"{n},2022-13,x\n" for n in range(10_000)))
    assert (report.rows, report.wrong, report.faults) == (10_000, 10_000, 29_999)
    assert len(faults(report)) == 29_999
