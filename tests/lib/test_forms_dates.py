"""Dates in three boxes: what is read, what is refused, and which box is marked."""

import datetime
from typing import Any

import pytest
from django import forms as django_forms
from django.core.validators import MaxValueValidator
from hypothesis import given
from hypothesis import strategies as st

from wmp.lib import forms


class Start(forms.Form):
    started = django_forms.DateField(label="Start date")
    ended = django_forms.DateField(required=False)


def filled(day: Any = "", month: Any = "", year: Any = "") -> Start:
    return Start({"started_day": day, "started_month": month, "started_year": year})


@given(st.dates(datetime.date(1900, 1, 1), datetime.date(2199, 12, 31)))
def test_every_date_that_records_can_be_about_is_read_back(date: datetime.date) -> None:
    form = filled(date.day, date.month, date.year)
    assert form.is_valid(), form.errors
    assert form.cleaned_data == {"started": date, "ended": None}


@pytest.mark.parametrize("month", ["3", "03", "March", "mar", " MAR "])
def test_a_month_is_a_number_or_a_name(month: str) -> None:
    form = filled("1", month, "2024")
    assert form.is_valid(), form.errors
    assert form.cleaned_data["started"] == datetime.date(2024, 3, 1)


@pytest.mark.parametrize(
    ("typed", "message", "target"),
    [
        (("", "", ""), "Enter start date", "id_started_0"),
        (("31", "", "2024"), "Start date must include a month", "id_started_1"),
        (("", "", "2024"), "Start date must include a day and month", "id_started_0"),
        (("31", "3", ""), "Start date must include a year", "id_started_2"),
        (("31", "3", "24"), "Start date must have a year of four numbers, like 2024", "id_started_2"),
        (("31", "2", "2024"), "Start date must be a real date", "id_started_0"),
        (("29", "2", "2023"), "Start date must be a real date", "id_started_0"),
        (("1", "13", "2024"), "Start date must be a real date", "id_started_1"),
        (("1", "4x", "2024"), "Start date must be a real date", "id_started_1"),
        (("1", "3", "0000"), "Start date must have a year from 1900 to 2199", "id_started_2"),
        (("1", "3", "9999"), "Start date must have a year from 1900 to 2199", "id_started_2"),
        (("\x00", "3", "2024"), "Start date must be a real date", "id_started_0"),
    ],
)
def test_a_wrong_date_says_what_is_wrong_and_where(typed: tuple[str, str, str], message: str, target: str) -> None:
    assert filled(*typed).problems == [(message, target)]


def test_a_question_is_no_name_for_what_is_wrong() -> None:
    form = filled("31", "2", "2024")
    form.fields["started"].label = "When did it start?"
    assert form.problems == [("The date must be a real date", "id_started_0")]


@given(st.text(), st.text(), st.text())
def test_nothing_that_can_be_typed_breaks_the_form(day: str, month: str, year: str) -> None:
    form = filled(day, month, year)
    assert form.is_valid() or form.errors["started"]


def test_only_the_wrong_box_is_marked() -> None:
    html = str(filled("31", "", "2024")["started"])
    assert html.count("govuk-input--error") == 1
    assert 'name="started_month"' in html


def test_what_was_typed_stays_in_the_boxes() -> None:
    html = str(filled("31", "Febtober", "2024")["started"])
    assert 'value="Febtober"' in html


def test_a_stored_date_fills_the_boxes() -> None:
    html = str(Start(initial={"started": datetime.date(2024, 3, 9)})["started"])
    assert all(f'value="{part}"' in html for part in (9, 3, 2024))


def test_the_same_day_written_differently_is_no_change() -> None:
    data = {"started_day": "09", "started_month": "Mar", "started_year": "2024"}
    assert not Start(data, initial={"started": datetime.date(2024, 3, 9)}).has_changed()


def test_validators_of_the_field_still_hold() -> None:
    limit = MaxValueValidator(datetime.date(2024, 1, 1), message="Start date must be in the past")
    form_class = type("Past", (forms.Form,), {"started": django_forms.DateField(validators=[limit])})
    form = form_class({"started_day": "1", "started_month": "1", "started_year": "2030"})
    assert form.errors["started"] == ["Start date must be in the past"]
