"""Fields and widgets of the design system that Django does not have: dates in three boxes, money, searches."""

import datetime
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from wmp.lib import amounts
from wmp.lib.days import FIRST_YEAR, LAST_YEAR
from wmp.lib.words import seen_text

PARTS = ("day", "month", "year")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


class DateInput(forms.MultiWidget):
    """Day, month and year in three boxes, posted as NAME_day, NAME_month and NAME_year."""

    template_name = "forms/widgets/date.html"
    use_fieldset = True

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({part: forms.TextInput() for part in PARTS}, attrs)
        self.wrong_parts: Sequence[str] = ()

    def decompress(self, value: Any) -> list[Any]:
        """The three boxes' contents for a date, or for the ISO text of one."""
        return _in_boxes(value)

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Adds `parts`: the boxes with their words, widths and whether each is wrong."""
        context = super().get_context(name, value, attrs)
        context["widget"]["parts"] = [
            {"label": part.capitalize(), "width": 4 if part == "year" else 2, "widget": box, "wrong": wrong}
            for part, box in zip(PARTS, context["widget"]["subwidgets"], strict=True)
            for wrong in [part in self.wrong_parts]
        ]
        return context


class DateField(forms.MultiValueField):
    """A date typed in three boxes. Its errors name the boxes to mend in `params["parts"]`."""

    widget = DateInput

    def __init__(self, **kwargs: Any) -> None:
        boxes = tuple(forms.CharField(required=False) for _ in PARTS)
        super().__init__(boxes, require_all_fields=False, **kwargs)

    def clean(self, value: Any) -> datetime.date | None:
        """The date, or None where nothing was typed and nothing need be.

        Raises ValidationError for a date that is missing, incomplete or not in the calendar.
        """
        if self.disabled and not isinstance(value, list):
            return value
        typed = {part: str(text or "").strip() for part, text in zip(PARTS, value or ("", "", ""), strict=True)}
        if not any(typed.values()):
            if self.required:
                raise ValidationError(self.error_messages["required"], code="required")
            return None
        date = self._read(typed)
        self.validate(date)
        self.run_validators(date)
        return date

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compares dates rather than what was typed: 01 and 1 are the same day."""
        before = initial if isinstance(initial, list) else _in_boxes(initial)
        try:
            return self.clean(data) != self.clean(before)
        except ValidationError:
            return True

    def compress(self, data_list: Any) -> datetime.date | None:
        """Django's hook for the same; `clean` does the work because errors belong to single boxes."""
        return self.clean(data_list)

    def _wrong(self, sentence: str, parts: Sequence[str]) -> ValidationError:
        asks = str(self.label or "?").endswith("?")  # "When was it? must be" is no sentence
        name = "The date" if asks else self.label
        return ValidationError(f"{name} {sentence}", code="invalid", params={"parts": parts})

    def _read(self, typed: Mapping[str, str]) -> datetime.date:
        missing = [part for part in PARTS if not typed[part]]
        if missing:
            raise self._wrong(f"must include a {' and '.join(missing)}", missing)
        if not re.fullmatch(r"[0-9]{4}", typed["year"]):
            raise self._wrong("must have a year of four numbers, like 2024", ["year"])
        if not FIRST_YEAR <= int(typed["year"]) <= LAST_YEAR:
            raise self._wrong(f"must have a year from {FIRST_YEAR} to {LAST_YEAR}", ["year"])
        numbers = {"day": _number(typed["day"], 31), "month": _month(typed["month"]), "year": int(typed["year"])}
        unreadable = [part for part in PARTS if not numbers[part]]
        if unreadable:
            raise self._wrong("must be a real date", unreadable)
        try:
            return datetime.date(**numbers)
        except ValueError:
            raise self._wrong("must be a real date", PARTS) from None


def _in_boxes(value: Any) -> list[Any]:
    if isinstance(value, str) and value:
        value = datetime.date.fromisoformat(value)
    return [value.day, value.month, value.year] if value else ["", "", ""]


def _number(text: str, highest: int) -> int:
    return int(text) if re.fullmatch(r"[0-9]{1,2}", text) and 1 <= int(text) <= highest else 0


def _month(text: str) -> int:
    """1 to 12 for a number or an English name; 0 for anything else."""
    if text[:3].lower() in MONTHS and text.isalpha():
        return MONTHS.index(text[:3].lower()) + 1
    return _number(text, 12)


class AmountField(forms.DecimalField):
    """A number as finance writes it, by the one rule of wmp.lib.amounts: `1,250.5`, `(300)`, `300-`, `-` for nil."""

    prefix = ""
    notation = amounts.Notation(pounds=False)
    default_error_messages = {
        "max_digits": "The amount has too many digits",
        "max_whole_digits": "The amount has too many digits",
        "max_decimal_places": "Give an amount with two decimal places at most, such as 12.50",
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**({"max_digits": 14, "decimal_places": 2} | kwargs))

    def to_python(self, value: Any) -> Any:
        """Raises ValidationError, with the sentence that says how to write it, for what could mean two things."""
        if not isinstance(value, str):
            return super().to_python(value)
        try:
            return amounts.parse(value, self.notation)
        except amounts.NotAnAmount as refusal:
            raise ValidationError(str(refusal), code="invalid") from None


class MoneyField(AmountField):
    """Pounds and pence: `£1,250.50` besides."""

    prefix = "£"
    notation = amounts.POUNDS


class CountField(AmountField):
    """How many of something, from nought to what a column of whole numbers holds."""

    notation = amounts.Notation(places=0, pounds=False)

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**({"min_value": 0, "max_value": 2**31 - 1, "decimal_places": 0} | kwargs))


class MonthField(forms.DateField):
    """A month in one box, `March 2022`, `3/2022` or `2022-03`, kept as its first day."""

    default_error_messages = {"invalid": "Enter a month, such as March 2022 or 2022-03"}

    def __init__(self, **kwargs: Any) -> None:
        formats = ["%B %Y", "%b %Y", "%Y-%m", "%m/%Y", "%m %Y"]
        super().__init__(widget=forms.DateInput(format="%B %Y"), input_formats=formats, **kwargs)


class SeenText(forms.Widget):
    """A box whose text comes without what nobody sees of it."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        value = super().value_from_datadict(data, files, name)
        return seen_text(value) if isinstance(value, str) else value


class TextInput(SeenText, forms.TextInput):
    """Text of one line."""


class Textarea(SeenText, forms.Textarea):
    """Text of several lines. A line break counts as one character, as the counter under the box counts it."""


class Autocomplete(forms.Select):
    """A select of many options, turned into a box to type in where scripts run."""

    def __init__(self, attrs: dict[str, Any] | None = None, choices: Any = ()) -> None:
        super().__init__({"data-autocomplete": True, **(attrs or {})}, choices)


class SearchInput(forms.TextInput):
    """A box that searches one of our own addresses as one types, for choices too many to list.

    `url` answers `?q=` with JSON: a list of {"value", "text"}. `text_of(value)` says how a value already chosen reads,
    `nothing` what stands below the box where nothing is found.
    """

    def __init__(
        self,
        url: Any,
        text_of: Callable[[Any], str] = str,
        attrs: dict[str, Any] | None = None,
        *,
        nothing: str = "Nothing found",
    ) -> None:
        super().__init__(attrs)
        self.url = url
        self.text_of = text_of
        self.nothing = nothing

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        attrs = {
            **(attrs or {}),
            "data-autocomplete-url": str(self.url),
            "data-autocomplete-nothing": self.nothing,
        }
        if value:
            attrs["data-autocomplete-text"] = self.text_of(value)
        return super().get_context(name, value, attrs)


class ExplainedRadios(forms.RadioSelect):
    """Radios with a hint under each choice: `hints` by the value of the choice."""

    hints: Mapping[str, str] = {}

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option: Any = super().create_option(name, value, *args, **kwargs)
        option["hint"] = self.hints.get(str(value), "")
        if option["hint"]:
            option["attrs"]["aria-describedby"] = f"{option['attrs']['id']}-hint"
        return dict(option)
