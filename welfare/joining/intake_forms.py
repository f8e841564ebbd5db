"""The form to a whole intake at once: pasted or brought as a file, a line for each person."""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms as django_forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from people.models import EntryRoute
from welfare.joining.dyslexia import DyslexiaReferral
from wmp.lib import clock
from wmp.lib.forms import Form

MOST_LINES = 500
MOST_BYTES = 200_000
HOW = "A line for each person: name, e-mail address, joining date. The date can be left out where you give it below."
WORDS_OF_HEADINGS = {"name", "email", "e-mail", "e-mail address", "email address"}


@dataclass(frozen=True)
class Line:
    """One person as they were typed. `number` counts lines as the box shows them."""

    number: int
    name: str
    email: str
    joining_on: date


class IntakeForm(Form):
    """All lines or none: what is wrong is said by line, and everything stays in the box until it is right."""

    intake = django_forms.CharField(max_length=100, required=False, help_text="For example PCDA October 2022.")
    entry = django_forms.ModelChoiceField(EntryRoute.objects.all(), label="Entry route", required=False)
    joining_on = django_forms.DateField(label="Joining date of everybody without one", required=False)
    lines = django_forms.CharField(
        label="People",
        widget=django_forms.Textarea(attrs={"rows": 10}),
        help_text=HOW,
        error_messages={"required": "Enter the people, or choose a file"},
    )
    file = django_forms.FileField(
        label="Or a file of such lines",
        required=False,
        widget=django_forms.FileInput(attrs={"accept": ".csv,.txt"}),
        help_text="CSV or text. Its lines are put into the box above if something has to be mended.",
    )

    def __init__(self, data: Any = None, files: Any = None, **kwargs: Any) -> None:
        super().__init__(_with_file(data, files), files, **kwargs)
        self.people: list[Line] = []

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if "lines" not in cleaned or "joining_on" not in cleaned:
            return cleaned
        if len(cleaned["lines"]) > MOST_BYTES:
            self.add_error("lines", f"At most {MOST_LINES} people at once")
            return cleaned
        wrong: list[str] = []
        for number, cells in _lines(cleaned["lines"]):
            try:
                self.people.append(_line(number, cells, cleaned["joining_on"]))
            except ValidationError as error:
                wrong.append(f"Line {number}: {error.messages[0]}")
        wrong += _doubles(self.people)
        if len(self.people) > MOST_LINES:
            wrong = [f"At most {MOST_LINES} people at once"]
        for sentence in wrong:
            self.add_error("lines", sentence)
        return cleaned

    def referral(self, line: Line) -> DyslexiaReferral:
        return DyslexiaReferral(
            name=line.name,
            email=line.email,
            joining_on=line.joining_on,
            intake=self.cleaned_data["intake"],
            entry=self.cleaned_data["entry"],
        )


def _with_file(data: Any, files: Any) -> Any:
    """What was typed, with the lines of the file below: so they stand in the box when the page comes back."""
    file = files.get("file") if files else None
    if data is None or file is None or (file.size or 0) > MOST_BYTES:
        return data
    read = file.read()
    try:
        text = read.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = read.decode("cp1252", errors="replace")  # as a spreadsheet of an older desk saves it
    together = data.copy()
    together["lines"] = "\n".join(filter(None, [together.get("lines", "").strip(), text.replace("\0", "").strip()]))
    return together


def _lines(text: str) -> Iterator[tuple[int, list[str]]]:
    """The cells of each line that has any; a line of headings is none."""
    for number, line in enumerate(text.splitlines(), 1):
        mark = next((mark for mark in ("\t", ";") if mark in line), ",")
        cells = [cell.strip().lstrip("'") for cell in next(csv.reader([line], delimiter=mark), [])]
        if any(cells) and not (number == 1 and {cell.lower() for cell in cells[:2]} <= WORDS_OF_HEADINGS):
            yield number, cells


def _line(number: int, cells: list[str], usual: date | None) -> Line:
    """Raises ValidationError."""
    if not 2 <= len([*filter(None, cells)]) <= 3 or not cells[0]:
        raise ValidationError("give a name, an e-mail address and a joining date, with a comma after each")
    name, email = cells[0], cells[1].lower()
    if len(name) > 200:
        raise ValidationError("the name is too long")
    try:
        validate_email(email)
    except ValidationError:
        raise ValidationError(f"“{cells[1]}” is not an e-mail address") from None
    typed = cells[2] if len(cells) > 2 else ""
    joining_on = _day(typed) if typed else usual
    if joining_on is None:
        raise ValidationError("give a joining date, here or for everybody")
    if not clock.today() <= joining_on < date(clock.today().year + 3, 1, 1):
        raise ValidationError("the joining date must be today or later, within two years")
    return Line(number, name, email, joining_on)


def _day(typed: str) -> date:
    """`2022-10-03` or `3/10/2022`. Raises ValidationError."""
    found = re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", typed)
    parts = found.groups() if found else ()
    if other := re.fullmatch(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})", typed):
        parts = tuple(reversed(other.groups()))
    try:
        return date(*map(int, parts))
    except (TypeError, ValueError):
        raise ValidationError(f"“{typed}” is not a date: write it like 2022-10-03") from None


def _doubles(people: list[Line]) -> list[str]:
    first: dict[str, int] = {}
    return [
        f"Line {each.number}: this e-mail address stands in line {first[each.email]} already"
        for each in people
        if first.setdefault(each.email, each.number) != each.number
    ]
