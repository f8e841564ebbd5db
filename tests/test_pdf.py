"""Documents on paper: tagged, the same on every machine, and of what was typed nothing is taken for a command."""

import io
import re
import time
from collections.abc import Iterator
from typing import Any

import pypdf
import pytest

from wmp.lib.pdf import BOX, PdfError, pdf

PASSPORT = "welfare/passport.typ"
HOSTILE = [
    '#import "/pdf.typ": *',
    '#eval("1 + 1")',
    "#panic()",
    "$x^2$ *bold* _slant_ `raw` <label> @ref",
    r"a \ b \u{41} \#",
    "= no heading\n- no item\n+ no number\n/ no: term",
    "// no comment /* nor this */",
    "'single' \"double\" -- --- ... ~ https://example.org/?a=1#b",
    "]})([{",
    "W" * 400,
]


def passport(**changes: Any) -> dict[str, Any]:
    """A passport of nobody."""
    agreed = [["A second screen", "In place", "1 March 2022"], ["Tinted overlay", "Ordered", ""]]
    data: dict[str, Any] = {
        "title": "Reasonable-adjustments passport",
        "holder": "Priya Sahota",
        "version": "3",
        "day": "1 April 2022",
        "sections": [
            {"number": "1", "title": "Person and role", "blocks": [{"label": "Name", "text": "Priya Sahota"}]},
            {"number": "4", "title": "Discussion", "blocks": []},
            {"number": "4.1", "title": "Line manager's comments", "blocks": [{"label": "Comments", "text": ""}]},
            {
                "number": "6",
                "title": "Agreed adjustments",
                "blocks": [{"label": None, "columns": ["What", "Status", "In place since"], "rows": agreed}],
            },
            {"number": "7", "title": "Reviews", "blocks": [{"label": None, "columns": ["Day", "Found"], "rows": []}]},
        ],
        "medical": None,
    }
    return data | changes


def saying(text: str) -> dict[str, Any]:
    """A passport in which the text stands wherever somebody may have typed it."""
    table = {"label": text, "columns": [text, "Status"], "rows": [[text, text]]}
    sections = [{"number": "1", "title": text, "blocks": [{"label": text, "text": text}, table]}]
    return passport(holder=text, sections=sections, medical=[{"label": text, "text": text}])


def made(data: dict[str, Any]) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(pdf(PASSPORT, data)))


def words(document: pypdf.PdfReader) -> str:
    """All that is printed, without the spaces and the places where a long word may break."""
    return squeezed("".join(page.extract_text() for page in document.pages))


def squeezed(text: str) -> str:
    return re.sub(r"[\s\u200b]+", "", text)


def tags(document: pypdf.PdfReader) -> list[str]:
    """The names of the structure in reading order: H1, P, Table, TH and so on."""

    def walk(element: Any) -> Iterator[str]:
        element = element.get_object()
        if isinstance(element, list):
            for each in element:
                yield from walk(each)
        elif isinstance(element, dict):
            if "/S" in element:
                yield element["/S"].removeprefix("/")
            if "/K" in element:
                yield from walk(element["/K"])

    root: Any = document.trailer["/Root"]
    return list(walk(root["/StructTreeRoot"]))


# --- what readers and screen readers need ----------------------------------------------------------------------------


def test_a_document_is_tagged_and_says_its_title_and_language() -> None:
    document = made(passport())
    root: Any = document.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] and root["/StructTreeRoot"] and root["/Lang"] == "en-GB"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"] and document.metadata
    assert document.metadata.title == "Reasonable-adjustments passport"
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data()


def test_headings_go_down_by_one_and_tables_have_headings_of_their_own() -> None:
    found = tags(made(passport(medical=[{"label": "Condition", "text": "Dyslexia"}])))
    levels = [int(tag[1]) for tag in found if re.fullmatch(r"H\d", tag)]
    assert levels == [1, 2, 1, 2, 3, 1, 1, 1, 2] and "Title" in found
    assert found.count("Table") == 1 and found.count("TH") == 3 and found.count("TD") == 6


def test_the_bookmarks_are_the_sections() -> None:
    outline: list[Any] = made(passport()).outline
    top = [each.title for each in outline if not isinstance(each, list)]
    assert [re.sub(r"\s+", " ", title) for title in top] == [
        "1 Person and role",
        "4 Discussion",
        "6 Agreed adjustments",
        "7 Reviews",
    ]


def test_letters_come_with_the_package_and_not_from_the_machine() -> None:
    document = made(saying("Zażółć gęślą jaźń, Nguyễn, Γιώργος, Їжак"))
    resources: list[Any] = [page["/Resources"] for page in document.pages]
    fonts = {font["/BaseFont"] for each in resources for font in each["/Font"].values()}
    assert fonts and all(re.search("SourceSans|Libertinus", font) for font in fonts)


# --- what is printed -------------------------------------------------------------------------------------------------


def test_the_front_says_whose_it_is_and_each_page_which_it_is_of_how_many() -> None:
    document = made(passport(medical=[{"label": "Condition", "text": "Dyslexia"}]))
    first, second = (page.extract_text() for page in document.pages)
    assert "Priya Sahota" in first and "1 April 2022" in first and "as closed as a medical record" in first
    assert "Page 1 of 2" in first and "Page 2 of 2" in second and "version 3" in second


def test_medical_detail_stands_on_a_page_of_its_own_and_only_if_it_is_there() -> None:
    without = made(passport())
    assert "Medicaldetail" not in words(without)
    document = made(passport(medical=[{"label": "Condition", "text": "Dyslexia"}]))
    assert len(document.pages) == len(without.pages) + 1
    assert "Dyslexia" in document.pages[-1].extract_text()
    assert "Dyslexia" not in "".join(page.extract_text() for page in document.pages[:-1])


def test_what_is_empty_says_so() -> None:
    said = words(made(passport()))
    assert "CommentsNothingentered." in said and "7ReviewsNonesofar." in said


@pytest.mark.parametrize("text", HOSTILE)
def test_whatever_was_typed_is_printed_as_it_is(text: str) -> None:
    assert words(made(saying(text))).count(squeezed(text)) >= 8


@pytest.mark.parametrize("text", ["Zażółć gęślą jaźń", "Ṣàngó", "D’Souza – “quoted” … € ½ ✓"])
def test_names_of_many_tongues_are_printed(text: str) -> None:
    said = words(made(saying(text)))
    assert squeezed(text) in said and BOX not in said and "Someletters" not in said


@pytest.mark.parametrize("text", ["ਗੁਰਪ੍ਰੀਤ", "😀", "漢字", "ے", "\uffff"])
def test_letters_without_a_shape_stand_as_boxes_and_the_document_says_so(text: str) -> None:
    said = words(made(saying(f"before {text} after")))
    assert f"before{BOX * len(text)}after" in said and "Somelettersca" in said


def test_control_characters_and_halves_of_letters_are_left_out() -> None:
    assert "abcd" in words(made(saying("a\x07b\x00c\ud800d")))


# --- faults and time -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("template", "data"),
    [
        ("welfare/nowhere.typ", passport()),
        (PASSPORT, {"title": "Passport"}),
        (
            PASSPORT,
            passport(sections=[{"number": "1", "title": "One", "blocks": [{"columns": ["A", "B"], "rows": [[]]}]}]),
        ),
        (PASSPORT, passport(title=None)),
    ],
    ids=["no template", "not all the data", "too few cells", "no title"],
)
def test_what_makes_no_document_is_an_error_of_ours_that_names_the_template(
    template: str, data: dict[str, Any]
) -> None:
    with pytest.raises(PdfError, match=f"^{template} made no document: "):
        pdf(template, data)


def test_thirty_pages_take_seconds() -> None:
    text = "\n\n".join(["Long written statements take me far longer than they take my colleagues. " * 12] * 110)
    rows = [["A second screen for the desk in the report room", "In place", "1 March 2022"]] * 300
    table = {"label": "Agreed", "columns": ["What", "Status", "Since"], "rows": rows}
    data = passport(sections=[{"number": "2", "title": "Impact", "blocks": [{"label": "How", "text": text}, table]}])
    started = time.monotonic()
    document = made(data)
    assert len(document.pages) >= 30
    assert time.monotonic() - started < 5
