"""A number opens its records as known when it was computed, and as known now; a figure is computed afresh beside it."""

from datetime import date
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.urls import reverse

from people.workforce.models import Post, SpecialDuty, StaffType
from tests.base import Cast, declared, person, post
from tests.board.lineage.conftest import Read
from tests.board.lineage.runs import HOURS, MINORITY, SPECIALS, asked, computed
from wmp.board.models import Definition, Result, StoredTrace
from wmp.lib.grids import Column, Row

pytestmark = pytest.mark.django_db

DAY = "2022-04-01"
NOW = asked(DAY, f"{DAY}-now")


def late(special: Post) -> None:
    """News comes in that somebody left in March, and that another joined in February."""
    Post.objects.unscoped().filter(pk=special.pk).update(ended=date(2022, 3, 20))
    for number in ("L1", "L2"):
        post(person(number, "Late Comer"), staff_type=StaffType.SPECIAL, started=date(2022, 2, 1))


def test_without_late_data_then_and_now_are_the_same(specials: list[Post], read: Read) -> None:
    computed()
    assert "You may see 3 of the 3 records behind this number.</p>" in read("records", DAY, HOURS, **SPECIALS)
    assert "Nothing differs: all 15 numbers are the same" in read("moved", HOURS, **NOW)


def test_late_data_shows(specials: list[Post], read: Read) -> None:
    computed()
    late(specials[0])
    then = read("records", DAY, HOURS, **SPECIALS)
    assert "You may see 3 of the 3 records behind this number. 3 records as known then; 4 as known now." in then
    assert "Stays0" in then and "Comer" not in then
    now = read("records", DAY, HOURS, **SPECIALS, known="now")
    assert "You may see 4 of the 4 records" in now and "Comer" in now and "Stays0" not in now
    assert "March 2022, Specials: 3</h1>" in then and "March 2022, Specials, as known now</h1>" in now


def test_a_figure_is_computed_afresh_beside_what_was_stored(specials: list[Post], read: Read) -> None:
    computed()
    late(specials[0])
    page = read("moved", HOURS, **NOW)
    assert "As known then and now: Hours given by specials" in page
    assert "4 of 15 numbers differ." in page and ">+1<span" in page and ">+2<span" in page
    assert "11 numbers that are the same" in page


def test_the_same_number_of_other_records_is_marked(specials: list[Post], read: Read) -> None:
    computed()
    Post.objects.unscoped().filter(pk=specials[0].pk).update(ended=date(2022, 3, 20))
    post(person("L1"), staff_type=StaffType.SPECIAL, started=date(2022, 3, 1))
    page = read("moved", HOURS, **NOW)
    assert "Nothing differs" not in page and ">Other records<span" in page


def test_what_was_deleted_since_is_counted_and_said(specials: list[Post], read: Read) -> None:
    computed()
    specials[0].delete()
    page = read("records", DAY, HOURS, **SPECIALS)
    assert "You may see 2 of the 3 records behind this number. 1 of them has been deleted since." in page


def test_nobody_is_listed_by_what_they_declared_then(cast: Cast, reader: Client, read: Read) -> None:
    declared(cast.bob.person, ethnicity="A1")
    computed()
    cell = {"row": "Police Officer", "column": "2022-01-01"}
    page = read("records", DAY, MINORITY, **cell)
    assert "You may see 3 of the 3 records behind this number. They are all" in page and "As known then" not in page
    answer = reader.get(reverse("board:records", args=[DAY, MINORITY]), {**cell, "known": "then"})
    assert answer.status_code == 404


def test_of_a_definition_that_counted_otherwise_no_record_of_then_is_listed(specials: list[Post], read: Read) -> None:
    computed()
    Definition.objects.unscoped().update(version="0ld0ne00", statements=["SELECT 1"])
    Result.objects.unscoped().update(version="0ld0ne00")
    assert "As known then" not in read("records", DAY, HOURS, **SPECIALS)


def test_a_run_whose_records_nobody_kept_is_as_it_was(specials: list[Post], read: Read) -> None:
    computed()
    StoredTrace.objects.unscoped().delete()
    assert "As known then" not in read("records", DAY, HOURS, **SPECIALS)
    late(specials[0])
    page = read("moved", HOURS, **NOW)
    assert "4 of 15 numbers differ." in page and "nobody kept the records behind the figures" in page


def test_where_a_number_came_from(specials: list[Post], read: Read) -> None:
    computed()
    page = read("records", DAY, HOURS, **SPECIALS)
    trace = Definition.objects.unscoped().get(key=HOURS)
    for words in (
        f"Version {trace.version}, in use since",
        "1 April 2022",
        "attempt 1",
        "Mark of the records of the",
    ):
        assert words in page


def test_a_derived_number_lists_what_its_numerator_adds_up(specials: list[Post], read: Read) -> None:
    SpecialDuty.objects.create(person=specials[0].person, month=date(2022, 3, 1), hours=12)
    computed()
    page = read("records", DAY, HOURS, row="2022-03", column="Hours per special")
    assert "You may see 1 of the 1 records behind this number." in page


def test_a_file_has_the_marks_whole(specials: list[Post], reader: Client) -> None:
    computed()
    told = reader.get(reverse("board:download", args=[DAY, HOURS, "json"])).json()
    marks = {cell["records"]["numerator"] for cell in told["cells"] if cell["column"] == "Specials"}
    assert {len(mark) for mark in marks} == {20}
    assert told["attempt"] == 1 and told["version"] == "1"


def test_no_page_and_no_file_has_a_digest(specials: list[Post], reader: Client) -> None:
    """Digests add up over records: that of one who joined would be the difference of two."""
    declared(specials[0].person, ethnicity="A1")
    computed()
    for key in (HOURS, MINORITY):
        result = Result.objects.unscoped().get(key=key)
        digests = {part for _, _, cell in result.grid for part in cell.behind if part}
        row, column, _ = next(each for each in result.grid if any(each[2].behind))
        asked_for = [reverse("board:download", args=[DAY, key, form]) for form in ("json", "csv", "text")]
        asked_for.append(reverse("board:figure", args=[DAY, key]))
        asked_for.append(f"{reverse('board:records', args=[DAY, key])}?{urlencode(cell_of(row, column))}")
        said = "".join(reader.get(address).content.decode() for address in asked_for)
        assert digests and not [digest for digest in digests if digest[:8] in said]


def test_nobody_is_told_whose_declarations_were_counted(specials: list[Post], reader: Client) -> None:
    """Nor by a mark, which the same people would give again. Of all whom they were counted among there is one."""
    declared(specials[0].person, ethnicity="A1")
    computed()
    cells = reader.get(reverse("board:download", args=[DAY, MINORITY, "json"])).json()["cells"]
    assert any(cell["numerator"] for cell in cells)
    assert not any(cell["records"]["numerator"] for cell in cells)
    Result.objects.unscoped().update(version="0ld0ne00")
    cells = reader.get(reverse("board:download", args=[DAY, HOURS, "json"])).json()["cells"]
    assert not any(part for cell in cells for part in cell["records"].values())


def cell_of(row: Row, column: Column) -> dict[str, str]:
    return {"row": row.label, "column": column.label}
