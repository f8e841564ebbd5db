"""How people write amounts, read strictly: accountants' notations are understood, what could mean two things is not.

Understood: `-`, `–` or nothing for nil; `£`; commas or spaces between groups of three digits; negatives with a minus in
front (`-5`, `−5`), a minus behind (`5-`) or in brackets (`(5)`).

The rule is a list of patterns that Python and PostgreSQL read alike: cells of a form are judged here one by one, cells
of an incoming file by SQL, all at once (wmp.lib.extracts.columns.Amount).
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

#: Minus signs and spaces as word processors and spreadsheets write them, and what each stands for.
ODD = "\u2212\u2013\u2014\u00a0\u2007\u2009\u202f\t\n\r"
PLAIN = "---       "

# The patterns below are of plain text: odd characters replaced, no space at either end.
NIL = "^(£ *)?-$|^$"
NEGATIVE = "[-(]"
#: What stands around the digits and the point of a right number.
AROUND = "[^0-9.]"

# Nothing but digits, points, commas and spaces, with signs, brackets and pound signs at either end.
_NUMBERLIKE = "^[-+£() ]*[0-9.,]([0-9., ]*[0-9.,])?[-+£() ]*$"
# As much of a refused text as its sentence repeats.
_SHOWN = 60


class NotAnAmount(ValueError):
    """The sentence says what is wrong with a text, and how to write it instead."""


@dataclass(frozen=True)
class Notation:
    """How numbers of one kind are written: with how many decimal places, and whether in pounds."""

    places: int = 2
    pounds: bool = True

    @cached_property
    def right(self) -> str:
        """The pattern of a number rightly written, of at most 15 digits before the point."""
        pence = f"([.][0-9]{{1,{self.places}}})?" if self.places else ""
        # A first group of nought would be a decimal comma: 0,123.
        grouped = "[1-9][0-9]{0,2}((,[0-9]{3}){1,4}|( [0-9]{3}){1,4})"
        number = f"([0-9]{{1,15}}|{grouped}){pence}"
        shapes = [f"[-+]? *{number}", f"{number} *-", f"[(] *{number} *[)]"]
        if self.pounds:
            shapes += [f"[-+]? *£ *{number}", f"£ *[-+] *{number}", f"£ *{number} *-"]
            shapes += [f"[(] *£ *{number} *[)]", f"£ *[(] *{number} *[)]"]
        return f"^({'|'.join(shapes)})$"

    @cached_property
    def wrong(self) -> list[tuple[str, str]]:
        """Patterns of what is neither nil nor right, each with its reason; the first that fits says it."""
        example = "1234" if not self.places else "1234.50"
        otherwise = f"is not a number; write it as {example}, or -{example} where it is negative"
        fine = f"has more than {self.places} decimal places; round it, or part thousands with commas, as 1,234"
        comma = "write 1500 or 1,500" + (" for thousands, 1.50 for a decimal" if self.places else "")
        return [
            ("^[^a-zA-Z]*[0-9.] *[eE] *[-+]? *[0-9]+[^a-zA-Z]*$", "has a power of ten; write all its digits"),
            ("[0-9] *(k|K|m|M|bn|thousand|million|billion)$", "is shortened; write all its digits"),
            *([] if self.pounds else [("£", "is in pounds; write a plain number, as " + example)]),
            (f"^(?!{_NUMBERLIKE})", otherwise),
            ("[-+(].*[-+(]|[-+].*[)]", f"has two signs; write one, as -{example} or ({example})"),
            ("^[^(]*[)]|[(][^)]*$", f"has half a pair of brackets; write -{example} or ({example})"),
            ("[.].*,", "has a comma after its point; write commas for thousands and a point for decimals, as 1,234.50"),
            ("[.].*[.]", "has more than one point; part thousands with commas, as 1,234,567"),
            ("([0-9][, ]?){16}", "is out of range"),
            (f"[.][0-9]{{{self.places + 1}}}", fine if self.places else "is not a whole number"),
            (",", f"has a comma that does not part thousands; {comma}"),
            ("[0-9] +[0-9]", "has a space that does not part thousands; write 1500 or 1,500"),
            ("", otherwise),
        ]


POUNDS = Notation()


def parse(text: str, notation: Notation = POUNDS) -> Decimal | None:
    """The number that somebody wrote, or None for nil. Raises NotAnAmount with a sentence that says how to mend it."""
    given = plain(text)
    if re.search(NIL, given):
        return None
    if not re.search(notation.right, given):
        reason = next(reason for pattern, reason in notation.wrong if re.search(pattern, given))
        raise NotAnAmount(f'"{text[:_SHOWN]}{"…" if len(text) > _SHOWN else ""}" {reason}')
    size = Decimal(re.sub(AROUND, "", given))
    # Nought has no sign, however it is written.
    return -size if size and re.search(NEGATIVE, given) else size


def plain(text: str) -> str:
    """The text with ordinary minus signs and spaces, and none at its ends."""
    return text.translate(_ODD).strip(" ")


_ODD = str.maketrans(ODD, PLAIN)
