"""What may be kept of a file that somebody brings, and what is refused with a sentence that says what to do."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from wmp.lib import uploads
from wmp.lib.uploads import LONGEST_NAME, Upload, checked, clean_name

MOST = 1_000_000
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
TYPES_XML = b'<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'


def office(main: str, **parts: bytes) -> bytes:
    """An Office file of these parts besides those it must have; `__` in a name stands for a stroke."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", parts.pop("types", TYPES_XML))
        archive.writestr(main, b"<document/>")
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/"), content)
    return made.getvalue()


def docx(**parts: bytes) -> bytes:
    return office("word/document.xml", **parts)


def picture(kind: str, size: tuple[int, int] = (8, 6), **options: object) -> bytes:
    made = io.BytesIO()
    Image.new("RGB", size, "teal").save(made, kind, **options)
    return made.getvalue()


def bring(name: str, content: bytes, most: int = MOST) -> Upload:
    return checked(SimpleUploadedFile(name, content), most_bytes=most)


def refusal(name: str, content: bytes) -> str:
    with pytest.raises(ValidationError) as refused:
        bring(name, content)
    return str(refused.value.messages[0])


# --- what may be kept ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("Letter.pdf", PDF, "application/pdf"),
        ("plan.docx", docx(), uploads.TYPES["docx"]),
        ("hours.XLSX", office("xl/workbook.xml"), uploads.TYPES["xlsx"]),
        ("note.txt", "Dear Zoë, 5 < 6\r\n\tyours".encode(), "text/plain"),
        ("bom.txt", b"\xef\xbb\xbfSigned", "text/plain"),
    ],
)
def test_documents_are_kept_as_they_are(name: str, content: bytes, kind: str) -> None:
    kept = bring(name, content)
    assert (kept.name, kept.type, kept.content) == (name, kind, content)


@pytest.mark.parametrize(("ending", "kind"), [("png", "PNG"), ("jpg", "JPEG"), ("jpeg", "JPEG")])
def test_pictures_are_kept(ending: str, kind: str) -> None:
    kept = bring(f"photo.{ending}", picture(kind))
    with Image.open(io.BytesIO(kept.content)) as shown:
        assert (shown.format, shown.size) == (kind, (8, 6))


def test_a_picture_loses_place_device_comments_and_what_stands_behind_its_end() -> None:
    exif = Image.Exif()
    exif[0x010F] = "SecretPhone"
    exif.get_ifd(0x8825)[1] = "N"
    brought = picture("JPEG", exif=exif, comment=b"taken at home") + b"<script>alert(1)</script>"
    kept = bring("photo.jpg", brought).content
    with Image.open(io.BytesIO(kept)) as shown:
        assert not shown.getexif() and "comment" not in shown.info
    assert all(word not in kept for word in (b"SecretPhone", b"taken at home", b"script", b"Exif"))


def test_a_picture_taken_sideways_is_kept_the_right_way_up() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    with Image.open(io.BytesIO(bring("photo.jpg", picture("JPEG", exif=exif)).content)) as shown:
        assert shown.size == (6, 8)


# --- what is refused -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name", ["page.html", "drawing.svg", "run.exe", "mail.eml", "old.doc", "archive.zip", "noending"]
)
def test_other_kinds_are_refused_by_name(name: str) -> None:
    assert refusal(name, b"content").startswith("The file must be a PDF, a picture")


@pytest.mark.parametrize("name", ["plan.docm", "hours.xlsm", "hours.xlsb"])
def test_kinds_that_may_hold_macros_are_refused_by_name(name: str) -> None:
    assert refusal(name, docx()).startswith("The file may hold macros")


@pytest.mark.parametrize("name", ["a.pdf", "a.png", "a.jpg", "a.docx", "a.xlsx", "a.txt"])
@pytest.mark.parametrize(
    "content",
    [
        b"<html><script>alert(1)</script></html>",
        b"  <!DOCTYPE html>",
        b'<?xml version="1.0"?><svg onload="alert(1)"/>',
        b"MZ\x90\x00\x03" + b"\0" * 200,
        b"\x7fELF\x02\x01\x01" + b"\0" * 200,
        b"#!/bin/sh\nrm -rf /",
        b"PK\x03\x04 not an archive",
        b"text\0with nul",
        b"\x89PNG\r\n\x1a\n cut short",
        b"\xff\xd8\xff\xe0 cut short",
    ],
)
def test_what_a_file_is_called_does_not_make_it_so(name: str, content: bytes) -> None:
    refusal(name, content)


def test_one_kind_under_the_name_of_another_is_refused() -> None:
    said = {refusal("a.png", picture("JPEG")), refusal("a.docx", office("xl/workbook.xml")), refusal("a.txt", PDF)}
    assert all("but its content is something else" in each for each in said)


def test_an_empty_file_is_refused() -> None:
    assert refusal("a.txt", b"") == "The file is empty"


def test_a_file_that_is_too_large_is_refused_also_where_its_size_was_not_told() -> None:
    file = SimpleUploadedFile("a.txt", b"x" * 11)
    for size in (11, 0):
        file.size = size
        with pytest.raises(ValidationError, match="smaller than"):
            checked(file, most_bytes=10)


def test_text_that_is_not_utf_8_is_refused() -> None:
    assert refusal("a.txt", "Zoë".encode("latin-1")).startswith("The text is not UTF-8")


@pytest.mark.parametrize(
    "parts",
    [
        {"word__vbaProject.bin": b"x"},
        {"word__activeX__activeX1.xml": b"x"},
        {"word__embeddings__oleObject1.bin": b"x"},
        {"word__media__run.exe": b"x"},
        {"word__embeddings__x.docm": b"x"},
        {"word__embeddings__a.bin": b"MZ\x90"},
        {"word__embeddings__old.xls": b"\xd0\xcf\x11\xe0"},
        {"word__embeddings__sheet.xlsx": office("xl/workbook.xml", xl__vbaProject=b"x")},
        {"types": TYPES_XML + b"application/vnd.ms-word.document.macroEnabled.main+xml"},
    ],
)
def test_macros_and_programs_within_a_document_are_refused(parts: dict[str, bytes]) -> None:
    assert refusal("plan.docx", docx(**parts)).startswith("The file holds macros")


def relations(kind: str, mode: str = "External", head: str = "") -> bytes:
    kind = f"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}"
    return f'{head}<Rs><R Id="r1" Type="{kind}" Target="https://example.com/x" TargetMode="{mode}"/></Rs>'.encode()


@pytest.mark.parametrize("kind", ["attachedTemplate", "oleObject", "frame"])
@pytest.mark.parametrize("mode", ["External", "&#69;xternal"])
def test_a_document_that_fetches_something_by_itself_is_refused(kind: str, mode: str) -> None:
    assert "from elsewhere" in refusal("a.docx", docx(**{"word/_rels/settings.xml.rels": relations(kind, mode)}))


@pytest.mark.parametrize("part", [b"<a", relations("frame", head="<!DOCTYPE a>"), b"<a>" + b" " * 1_000_001])
def test_relations_that_cannot_be_read_are_refused(part: bytes) -> None:
    refusal("a.docx", docx(**{"word/_rels/settings.xml.rels": part}))


def test_a_document_may_have_links_and_workbooks_within_it() -> None:
    parts = {
        "word/_rels/document.xml.rels": relations("hyperlink"),
        "word/embeddings/a.xlsx": office("xl/workbook.xml"),
    }
    bring("a.docx", docx(**parts))


@pytest.mark.parametrize(
    "inside",
    [
        b"/OpenAction <</S /JavaScript /JS (app.alert(1))>>",
        b"/AA <</O <</S/J#61vaScript>>>>",
        b"/JS 4 0 R",
        b"<</S /Launch /F (cmd.exe)>>",
        b"<</Type /EmbeddedFile>>",
        b"/Names <</EmbeddedFiles 5 0 R>>",
    ],
)
def test_a_pdf_that_runs_or_carries_something_is_refused(inside: bytes) -> None:
    assert refusal("a.pdf", PDF + inside).startswith("The PDF holds a script")


def test_a_pdf_may_say_which_page_it_opens_on_and_hold_short_names_by_chance() -> None:
    bring("a.pdf", PDF + b"/OpenAction [3 0 R /FitH 800] /JSx /JS\x00\x01")


def test_a_document_made_to_fill_a_disk_is_refused() -> None:
    assert "unpacked" in refusal("plan.docx", docx(word__bomb=b"\0" * (uploads.MOST_UNPACKED + 1)))


def test_a_document_whose_head_lies_about_its_sizes_is_refused() -> None:
    bomb = docx(word__bomb=b"\0" * 5_000_000)
    lying = bomb.replace(struct.pack("<I", 5_000_000), struct.pack("<I", 10))
    assert lying != bomb
    refusal("plan.docx", lying)


def test_a_document_of_too_many_parts_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "MOST_PARTS", 3)
    assert "unpacked" in refusal("plan.docx", docx(a=b"", b=b""))


def png_of(width: int, height: int) -> bytes:
    """A picture whose head claims this size, and which has next to no content."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")


@pytest.mark.parametrize("side", [7_300, 60_000])
def test_a_picture_made_to_fill_a_memory_is_refused_before_it_is_drawn(side: int) -> None:
    assert "too many pixels" in refusal("photo.png", png_of(side, side))


@pytest.mark.parametrize("whole", [picture("PNG", (200, 200)), picture("JPEG", (200, 200))])
def test_a_picture_that_was_cut_short_is_refused(whole: bytes) -> None:
    ending = "png" if whole.startswith(b"\x89") else "jpg"
    assert "damaged" in refusal(f"photo.{ending}", whole[: len(whole) // 2])


@given(st.sampled_from(["pdf", "png", "jpg", "docx", "xlsx", "txt"]), st.binary(max_size=400))
def test_no_content_is_an_error_of_ours(ending: str, content: bytes) -> None:
    try:
        bring(f"a.{ending}", content)
    except ValidationError as refused:
        assert refused.messages


STARTS: list[Callable[[], bytes]] = [docx, lambda: picture("PNG"), lambda: picture("JPEG")]


@given(st.sampled_from(STARTS), st.integers(0, 400), st.integers(0, 255))
def test_no_spoilt_file_is_an_error_of_ours(start: Callable[[], bytes], at: int, byte: int) -> None:
    content = bytearray(start())
    content[at % len(content)] = byte
    for ending in ("docx", "png", "jpg"):
        try:
            bring(f"a.{ending}", bytes(content))
        except ValidationError as refused:
            assert refused.messages


# --- names -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("brought", "kept"),
    [
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\Users\\bob\\plan.docx", "plan.docx"),
        ("a\0b.txt", "ab.txt"),
        ("bill\u202etxt.pdf", "billtxt.pdf"),
        ("two\r\nlines.pdf", "twolines.pdf"),
        ("  .hidden.pdf", "hidden.pdf"),
        ("....pdf", "pdf"),
        ('<b>"x"|?*.pdf', "-b--x----.pdf"),
        ("", ""),
        ("é" * 400 + ".pdf", "é" * (LONGEST_NAME - 4) + ".pdf"),
    ],
)
def test_names_are_cleaned(brought: str, kept: str) -> None:
    assert clean_name(brought) == kept


@given(st.text(max_size=300))
def test_any_name_becomes_one_that_can_be_kept(name: str) -> None:
    cleaned = clean_name(name)
    assert len(cleaned) <= LONGEST_NAME and cleaned.isprintable()
    assert not set(cleaned) & set('/\\\0\r\n<>"')
