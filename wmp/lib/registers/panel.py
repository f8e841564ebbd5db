"""The filter panel of a list or of another page, and what a wish says in words."""

from collections.abc import Mapping
from time import monotonic
from typing import Any

from django.db.models import QuerySet
from django.forms import BaseForm
from django.template.loader import render_to_string
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from wmp.lib.registers.asked import Asked
from wmp.lib.registers.filters import Filters
from wmp.lib.words import long_day

# An empty filter form is the same for every reader; its choices are as old as this, in seconds, at most.
BLANK_SECONDS = 30


class Panel:
    """The filters of one register, drawn. `nothing` is a queryset of its model without rows."""

    def __init__(self, filters: type[Filters], nothing: QuerySet[Any]) -> None:
        self.filters = filters
        self.nothing = nothing
        self._blank: tuple[float, dict[str, SafeString]] | None = None

    def drawn(self, filterset: Filters | None, wish: Asked) -> str:
        """The filter form. Drawn anew only where it holds something: it is half the page's work."""
        if not self.filters.base_filters:
            return ""
        return render_to_string(
            "components/filter-panel.html",
            {
                "fields": self._fields(filterset),
                "kept": wish.pairs(*self.filters.base_filters),
                "tags": self.tags(filterset, wish),
                "clear_url": wish.address(**dict.fromkeys(wish.filters, "")),
            },
        )

    def _fields(self, filterset: Filters | None) -> SafeString:
        """The fields of the filter form. Those that hold nothing are drawn now and then: drawing all costs a page."""
        if self._blank is None or self._blank[0] < monotonic():
            form = self.filters(queryset=self.nothing).form
            self._blank = (monotonic() + BLANK_SECONDS, {field.name: field.as_field_group() for field in form})
        drawn = self._blank[1]
        if filterset is not None:
            form = filterset.form
            held = [field for field in form if field.data or field.name in form.errors]
            drawn = drawn | {field.name: field.as_field_group() for field in held}
        return format_html_join("", "{}", ((text,) for text in drawn.values()))

    def tags(self, filterset: Filters | None, wish: Asked) -> list[Mapping[str, Any]]:
        return [] if filterset is None else _tags(filterset.form, wish)

    def in_words(self, wish: Asked) -> list[Mapping[str, Any]]:
        """The filters of a wish as rows of a summary: {label, value}."""
        tags = self.tags(self.filters(wish.filters, queryset=self.nothing), wish)
        return [{"label": tag["heading"], "value": tag["text"]} for tag in tags]


def panel_of(form: BaseForm, wish: Asked) -> str:
    """The filter form of a page that is no register, as registers have theirs. Its choices are the reader's own."""
    context = {
        "fields": format_html_join("", "{}", ((field.as_field_group(),) for field in form)),
        "kept": wish.pairs(*form.fields),
        "tags": _tags(form, wish),
        "clear_url": wish.bare,
    }
    return render_to_string("components/filter-panel.html", context)


def _tags(form: BaseForm, wish: Asked) -> list[Mapping[str, Any]]:
    """The filters in force, each with the address of the list without it."""
    if not form.is_valid():
        return []
    return [
        {"heading": form[name].label, "text": _as_said(form.fields[name], value), "url": wish.without(name)}
        for name, value in form.cleaned_data.items()
        if value not in (None, "")
    ]


def _as_said(field: Any, value: Any) -> str:
    """A filter's value in the words of its form."""
    for key, label in getattr(field, "choices", ()):
        if str(key) == str(value):
            return str(label)
    return long_day(value) if hasattr(value, "year") else str(value)
