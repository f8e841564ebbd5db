"""SVG drawings as PNG pictures, for documents that take no SVG: drawn by the same program as our PDFs, all at once."""

import json
from collections.abc import Sequence
from typing import Any

import typst
from font_source_sans_pro import font_directory

from wmp.lib.pdf import PdfError

# For print: about 200 dots to the inch at the size at which a drawing stands in a document.
DOTS = 150
SOURCE = b"""
#set page(width: auto, height: auto, margin: 0pt)
#for (place, svg) in json(bytes(sys.inputs.data)).enumerate() {
  if place > 0 { pagebreak() }
  image(bytes(svg), format: "svg")
}
"""


def pictures(drawings: Sequence[str]) -> list[bytes]:
    """A PNG for each SVG, in their order. Raises PdfError."""
    if not drawings:
        return []
    try:
        made: Any = typst.compile(
            SOURCE,
            format="png",
            ppi=DOTS,
            font_paths=[font_directory],
            ignore_system_fonts=True,
            sys_inputs={"data": json.dumps(list(drawings))},
        )
    except RuntimeError as error:
        raise PdfError(f"The drawings made no pictures: {error}") from error
    return [bytes(each) for each in made] if isinstance(made, list) else [bytes(made)]
