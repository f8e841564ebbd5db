"""Files that people bring to keep with a record: their names, what they really are, and what is taken off them.

A file is taken for what its content says, never for what its name or the browser says, and only where both agree. What
could run on somebody's desk (macros, scripts, programs, HTML and SVG) is refused, and so is what was made to fill a
memory or a disk. Pictures are drawn anew, so that nothing but the picture is kept: no place, no device, no second file
behind it. Nobody here looks for viruses: that is for the force's own desks and gateways. Nor is looked into what a PDF
packs away (compressed object streams, encrypted PDFs), nor into a workbook within a document beyond the names of its
parts.
"""

import io
import re
import unicodedata
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from xml.parsers import expat

import filetype
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from PIL import Image, ImageOps

# Of a name with its ending. Longer ones are shortened before their ending.
LONGEST_NAME = 150
# Width by height. The largest camera of a telephone makes 50 million; drawing one takes some 300 MB for a moment.
MOST_PIXELS = 52_000_000
# Of a Word document or a workbook, unpacked.
MOST_UNPACKED = 150_000_000  # bytes
MOST_PARTS = 5_000

TYPES = {
    "pdf": "application/pdf",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "txt": "text/plain",
}
#: For the `accept` of a file's box.
ENDINGS = ",".join(f".{ending}" for ending in TYPES)
KINDS = "a PDF, a picture (PNG or JPEG), a Word document (.docx), a workbook (.xlsx) or plain text (.txt)"
WITH_MACROS = {"docm", "dotm", "xlsm", "xltm", "xlsb", "xlam", "pptm"}
MAIN_PART = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml"}
# Parts of an Office file that run, or that carry something that does.
RUNS = re.compile(
    r"vbaProject|vbaData|macrosheets/|activeX/|oleObject"
    r"|\.(exe|dll|com|scr|bat|cmd|js|vbs|ps1|hta|lnk|docm|dotm|xlsm|xltm|xlsb|xlam|pptm|potm|ppsm)$",
    re.I,
)
# How a program of Windows or Linux begins, and a file of an older Office, which nobody can tell from one with macros.
PROGRAMS = (b"MZ", b"\x7fELF", b"\xd0\xcf\x11\xe0")
MACROS = b"vbaProject"
# What a document fetches from elsewhere and runs or shows as its own, without a click.
FETCHED = {"attachedtemplate", "oleobject", "frame"}
MOST_RELATIONS = 1_000_000  # bytes of a part that says what a document refers to
# What a PDF runs, starts or carries. A short name may stand in a picture by chance, so its script must follow.
PDF_RUNS = re.compile(rb"/(JavaScript|Launch|EmbeddedFiles?)\b|/JS\s*([(<]|\d+\s+\d+\s+R)")
# Any character of a name in a PDF may be written by its number.
PDF_ESCAPED = re.compile(rb"#([0-9a-fA-F]{2})")
# What Windows keeps for itself in names.
RESERVED = re.compile(r'[<>:"|?*]')
CONTROLS = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f]")
# Text that a browser, a shell or a desk would run under another name.
SCRIPTED = re.compile(r"\s*(#!|<\s*(!doctype|\?xml|html|head|body|script|svg|iframe|style|!--))", re.I)


@dataclass(frozen=True)
class Upload:
    """A file that may be kept. `content` is what is to be kept, which of a picture is not what was brought."""

    name: str
    type: str
    content: bytes

    @property
    def digest(self) -> str:
        """SHA-256, in hexadecimal."""
        return sha256(self.content).hexdigest()


def checked(file: UploadedFile, *, most_bytes: int) -> Upload:
    """The file as it may be kept. Raises ValidationError with what is wrong, in words for whoever brought it."""
    name = clean_name(file.name or "")
    ending = name.rpartition(".")[2].lower() if "." in name else ""
    if ending in WITH_MACROS:
        raise ValidationError("The file may hold macros. Save it without them (.docx or .xlsx) and try again")
    if ending not in TYPES:
        raise ValidationError(f"The file must be {KINDS}")
    if (file.size or 0) > most_bytes:
        raise ValidationError(f"The file must be smaller than {most_bytes // 1_000_000} MB")
    file.seek(0)
    content = file.read(most_bytes + 1)
    if not content:
        raise ValidationError("The file is empty")
    if len(content) > most_bytes:
        raise ValidationError(f"The file must be smaller than {most_bytes // 1_000_000} MB")
    return Upload(name, TYPES[ending], CHECKS[ending](content, ending))


def clean_name(name: str) -> str:
    """A file's name without folders, without what does not print or turns the reading direction, and not too long."""
    last = re.split(r"[/\\]", name)[-1]
    printed = "".join(each for each in unicodedata.normalize("NFC", last) if unicodedata.category(each)[0] != "C")
    plain = RESERVED.sub("-", " ".join(printed.split())).strip(". ")
    stem, dot, ending = plain.rpartition(".")
    if not dot:
        return plain[:LONGEST_NAME]
    return f"{(stem.strip('. ') or 'document')[: LONGEST_NAME - len(ending) - 1]}.{ending}"[:LONGEST_NAME]


# --- what a file really is -------------------------------------------------------------------------------------------


def _of_its_kind(content: bytes, ending: str) -> bytes:
    found = filetype.guess(content)
    if found is None or found.mime != TYPES[ending]:
        raise _not_what_it_says(ending)
    return content


def _not_what_it_says(ending: str) -> ValidationError:
    return ValidationError(
        f"The file is called .{ending}, but its content is something else. Save it again as .{ending}"
    )


def _damaged() -> ValidationError:
    return ValidationError("The file is damaged and cannot be opened. Save it again and try once more")


def _runs() -> ValidationError:
    return ValidationError("The file holds macros or another program. Save it without them and try again")


def _pdf(content: bytes, ending: str) -> bytes:
    _of_its_kind(content, ending)
    if PDF_RUNS.search(PDF_ESCAPED.sub(lambda found: bytes([int(found[1], 16)]), content)):
        raise ValidationError("The PDF holds a script, a program or another file. Print it to a new PDF and try again")
    return content


def _too_many_pixels() -> ValidationError:
    return ValidationError("The picture has too many pixels. Make it smaller and try again")


def _picture(content: bytes, ending: str) -> bytes:
    """The picture drawn anew and the right way up: without place, device, comments or anything behind its end."""
    _of_its_kind(content, ending)
    kind = "PNG" if ending == "png" else "JPEG"
    try:
        # Reads the head only; what it would take to draw is known before it is drawn.
        with Image.open(io.BytesIO(content), formats=[kind]) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                raise _too_many_pixels()
            upright = ImageOps.exif_transpose(opened)
            drawn = upright.convert("RGB") if kind == "JPEG" else upright.copy()
    except Image.DecompressionBombError as error:
        raise _too_many_pixels() from error
    except (OSError, SyntaxError, ValueError) as error:
        raise _damaged() from error
    drawn.info = {key: value for key, value in drawn.info.items() if key == "transparency"}
    kept = io.BytesIO()
    drawn.save(kept, kind, **({"quality": 90} if kind == "JPEG" else {}))
    return kept.getvalue()


def _office(content: bytes, ending: str) -> bytes:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _look_through(archive, ending)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError, NotImplementedError) as error:
        raise _not_what_it_says(ending) from error
    return content


def _look_through(archive: zipfile.ZipFile, ending: str) -> None:
    """Raises ValidationError. Each part is unpacked and counted: what its head says of its size need not be so."""
    parts = archive.infolist()
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise _too_large_unpacked()
    names = {part.filename for part in parts}
    if not {"[Content_Types].xml", MAIN_PART[ending]} <= names:
        raise _not_what_it_says(ending)
    if any(RUNS.search(name) for name in names) or b"macroEnabled" in archive.read("[Content_Types].xml"):
        raise _runs()
    unpacked = 0
    for part in parts:
        with archive.open(part) as opened:
            before = b""
            while chunk := opened.read(1 << 16):
                unpacked += len(chunk)
                if unpacked > MOST_UNPACKED:
                    raise _too_large_unpacked()
                # A document within this one names its parts in plain bytes, perhaps across two chunks.
                if (not before and chunk.startswith(PROGRAMS)) or MACROS in before[-len(MACROS) :] + chunk:
                    raise _runs()
                before = chunk
        if part.filename.lower().endswith(".rels"):
            _look_at_relations(archive, part, ending)


def _look_at_relations(archive: zipfile.ZipFile, part: zipfile.ZipInfo, ending: str) -> None:
    """Raises ValidationError for what the document would fetch by itself, and for relations that cannot be read."""

    def element(name: str, given: dict[str, str]) -> None:
        kind = given.get("Type", "").rpartition("/")[2].strip().lower()
        if given.get("TargetMode", "").strip().lower() == "external" and kind in FETCHED:
            raise ValidationError("The file fetches a template or an object from elsewhere. Save it as a PDF instead")

    def doctype(*parts: object) -> None:
        raise _not_what_it_says(ending)

    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.StartDoctypeDeclHandler = element, doctype
    with archive.open(part) as opened:
        content = opened.read(MOST_RELATIONS + 1)
    if len(content) > MOST_RELATIONS:
        raise _too_large_unpacked()
    try:
        parser.Parse(content, True)
    except expat.ExpatError as error:
        raise _not_what_it_says(ending) from error


def _too_large_unpacked() -> ValidationError:
    return ValidationError("The file is far larger unpacked than a document should be. Save it as a PDF and try again")


def _text(content: bytes, ending: str) -> bytes:
    """UTF-8, as every desk reads it. A program or a page that is called text is none."""
    if filetype.guess(content) is not None:
        raise _not_what_it_says(ending)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ValidationError("The text is not UTF-8. Save it as UTF-8, or as a PDF, and try again") from error
    if CONTROLS.search(text) or SCRIPTED.match(text):
        raise _not_what_it_says(ending)
    return content


CHECKS: dict[str, Callable[[bytes, str], bytes]] = {
    "pdf": _pdf,
    "png": _picture,
    "jpg": _picture,
    "jpeg": _picture,
    "docx": _office,
    "xlsx": _office,
    "txt": _text,
}
