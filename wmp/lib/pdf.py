"""Documents on paper: tagged PDF (PDF/UA-1) from a template of ours and data.

Templates are Typst files beside the pages of their family (`templates/welfare/passport.typ`), on the common look of
`templates/pdf.typ`. The data travels beside the template and is never part of it, so nothing that somebody typed is
taken for a command. Letters come from fonts within packages, so that a document is the same on every machine: Source
Sans, since serifs are hard for some of those who read a passport; what that lacks, from the fonts of Typst.
Printed are Latin with all accents, Greek, Cyrillic, Hebrew, and Arabic but for some letters of Urdu. For others, such
as Gurmukhi or emoji, a box stands, and the template is told.
"""

import json
import re
import unicodedata
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import typst
from django.conf import settings
from font_source_sans_pro import font_directory

FOLDER = Path(settings.BASE_DIR) / "templates"
BOX = "\N{WHITE SQUARE}"
#: Set in the data where letters were replaced.
LETTERS_MISSING = "letters_missing"
# Each names the letters that one run of text lacks; those of the text behind it may come up only then.
ATTEMPTS = 5
NO_LETTER = re.compile(r'the text `"((?:[^"\\]|\\.)+)"` could not be displayed with font')
ESCAPE = re.compile(r"\\(?:u\{([0-9a-f]+)\}|(.))")


class PdfError(RuntimeError):
    """The document cannot be made: a fault of the template, or data that it does not expect."""


def pdf(template: str, data: Mapping[str, Any]) -> bytes:
    """The document that a template makes of `data`, which is what JSON holds. Raises PdfError."""
    printed = _each_text(dict(data), _without_controls)
    for _ in range(ATTEMPTS):
        try:
            return _compiled(template, printed)
        except RuntimeError as error:  # TypstError, and what is none: a template that is not there
            missing = _letters_missing(error)
            if not missing:
                raise PdfError(f"{template} made no document: {error}") from error
        boxes = dict.fromkeys(map(ord, missing), BOX)
        printed = _each_text(printed, partial(_replaced, boxes)) | {LETTERS_MISSING: True}
    raise PdfError(f"{template} made no document: too many of its letters have no shape.")


def _compiled(template: str, data: Mapping[str, Any]) -> bytes:
    made: Any = typst.compile(
        FOLDER / template,
        root=FOLDER,
        format="pdf",
        pdf_standards=["ua-1"],
        font_paths=[font_directory],
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(data)},
    )
    return bytes(made)


def _each_text(value: Any, change: Callable[[str], str]) -> Any:
    """The same data with every text changed, keys left as they are."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, Mapping):
        return {key: _each_text(each, change) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_each_text(each, change) for each in value]
    return value


def _replaced(letters: Mapping[int, str], text: str) -> str:
    return text.translate(letters)


def _without_controls(text: str) -> str:
    """Control characters have no shape, and halves of a letter (surrogates) are none."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(each for each in text if each in "\n\t" or unicodedata.category(each) not in ("Cc", "Cs"))


def _letters_missing(error: RuntimeError) -> set[str]:
    """The letters that no font has, of an error that says so; none of another error. As Rust escapes them."""
    shown = "".join(NO_LETTER.findall(getattr(error, "diagnostic", "")))
    return set(ESCAPE.sub(lambda found: chr(int(found[1], 16)) if found[1] else found[2], shown)) - {BOX}
