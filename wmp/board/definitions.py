"""A figure in the words by which a result of it was computed: they may have been mended, or count otherwise, since."""

from dataclasses import replace
from typing import Any

from wmp.board.paper import FIGURES
from wmp.lib.figures import Figure


def as_counted(result: Any) -> Figure:
    """The declaration of a result of the paper's figures, found `in_words`, with its own definition. Of results from
    before versions were kept nobody knows the words, and today's stand for them."""
    declared = FIGURES[result.key]
    return replace(declared, definition=result.words or declared.definition)
