"""Fields as people see them: labels, hints, classes, messages and the summary of errors."""

from decimal import Decimal
from typing import Any

import pytest
from django import forms as django_forms
from django.core.files.uploadedfile import SimpleUploadedFile
from pytest_django.asserts import assertHTMLEqual, assertInHTML

from wmp.lib import forms
from wmp.lib.form_fields import AmountField

COLOURS = [("r", "Red"), ("g", "Green")]


def one(field: django_forms.Field, data: dict[str, Any] | None = None, **attributes: Any) -> forms.Form:
    """A form of one field called `thing`."""
    return type("One", (forms.Form,), {"thing": field, **attributes})(data)


def test_a_text_field_is_labelled_hinted_and_as_wide_as_its_content() -> None:
    form = one(django_forms.CharField(max_length=8, help_text="Like WC-1234"))
    assertHTMLEqual(
        str(form),
        """<div class="govuk-form-group">
             <label class="govuk-label govuk-label--s" for="id_thing">Thing</label>
             <div id="id_thing_helptext" class="govuk-hint">Like WC-1234</div>
             <input class="govuk-input govuk-input--width-10" type="text" name="thing" id="id_thing" maxlength="8"
                    aria-describedby="id_thing_helptext">
           </div>""",
    )


def test_an_error_stands_at_its_field_and_is_read_with_it() -> None:
    form = one(django_forms.CharField(max_length=10), {})
    assertHTMLEqual(
        str(form),
        """<div class="govuk-form-group govuk-form-group--error">
             <label class="govuk-label govuk-label--s" for="id_thing">Thing</label>
             <p id="id_thing_error" class="govuk-error-message">
               <span class="govuk-visually-hidden">Error:</span> Enter thing</p>
             <input class="govuk-input govuk-input--error govuk-input--width-10" type="text" name="thing" id="id_thing"
                    maxlength="10" aria-invalid="true" aria-describedby="id_thing_error">
           </div>""",
    )


def test_optional_is_said_in_the_label() -> None:
    assert "Thing (optional)" in str(one(django_forms.CharField(required=False)))
    assert "(optional)" not in str(one(django_forms.CharField()))


def test_a_lone_checkbox_is_not_called_optional() -> None:
    assert "(optional)" not in str(one(django_forms.BooleanField(required=False)))


def test_a_filter_form_marks_nothing_as_optional() -> None:
    form = type("Filters", (forms.FilterForm,), {"day": django_forms.DateField(required=False)})()
    assert "(optional)" not in str(form)
    assertInHTML('<input type="date" name="day" class="govuk-input" id="id_day">', str(form))


def test_radios_stand_in_a_fieldset_and_the_summary_points_at_the_first() -> None:
    form = one(django_forms.ChoiceField(choices=COLOURS, widget=django_forms.RadioSelect), {})
    assertInHTML('<input class="govuk-radios__input" type="radio" name="thing" value="r" id="id_thing_0">', str(form))
    assertInHTML('<legend class="govuk-fieldset__legend govuk-fieldset__legend--s">Thing</legend>', str(form))
    assert form.problems == [("Select thing", "id_thing_0")]
    assert "aria-invalid" not in str(form)


def test_checkboxes_keep_what_was_chosen() -> None:
    field = django_forms.MultipleChoiceField(choices=COLOURS, widget=django_forms.CheckboxSelectMultiple)
    html = str(one(field, {"thing": ["g"]}))
    assertInHTML(
        '<input class="govuk-checkboxes__input" type="checkbox" name="thing" value="g" id="id_thing_1" checked>', html
    )


def test_a_long_text_is_counted_and_never_cut_by_the_browser() -> None:
    html = str(one(django_forms.CharField(widget=django_forms.Textarea, max_length=50)))
    assert 'data-maxlength="50"' in html
    assert ' maxlength="50"' not in html
    assert 'aria-describedby="id_thing-info"' in html


def test_a_line_break_counts_as_the_one_character_that_the_counter_shows() -> None:
    form = one(django_forms.CharField(widget=django_forms.Textarea, max_length=3), {"thing": "a\r\nb"})
    assert form.is_valid(), form.errors
    assert form.cleaned_data["thing"] == "a\nb"


def test_numbers_are_text_boxes_with_the_keyboard_of_numbers() -> None:
    html = str(one(django_forms.IntegerField(min_value=1)))
    assertInHTML(
        '<input type="text" name="thing" inputmode="numeric" class="govuk-input govuk-input--width-10" id="id_thing">',
        html,
    )


@pytest.mark.parametrize(
    ("field", "typed", "message"),
    [
        (django_forms.IntegerField(), "1.5", "Thing must be a whole number"),
        (django_forms.DecimalField(), "many", "Thing must be a number"),
        (django_forms.IntegerField(min_value=2), "1", "Thing must be 2 or more"),
        (django_forms.CharField(max_length=2), "abc", "Thing must be 2 characters or fewer"),
        (django_forms.ChoiceField(choices=COLOURS), "blue", "Select thing from the list"),
        (django_forms.ChoiceField(choices=COLOURS, label="Which?"), "blue", "Select an option for “Which?”"),
        (django_forms.ChoiceField(choices=COLOURS, label="To"), "blue", "Select one from the list"),
        (django_forms.CharField(), "a\0b", "Thing must not contain null characters"),
        (django_forms.CharField(label="Why?"), "a\0b", "The answer must not contain null characters"),
        (django_forms.CharField(label="What happened?"), "", "Answer “What happened?”"),
        (django_forms.CharField(label="PNC number"), "", "Enter PNC number"),
        (django_forms.CharField(label="A reason"), "", "Enter a reason"),
        (django_forms.CharField(error_messages={"required": "Say why"}), "", "Say why"),
    ],
)
def test_messages_say_what_to_do(field: django_forms.Field, typed: str, message: str) -> None:
    assert one(field, {"thing": typed}).errors["thing"] == [message]


def test_money_is_read_as_people_write_it() -> None:
    form = one(forms.MoneyField(), {"thing": "£1,250.50"})
    assert form.is_valid(), form.errors
    assert form.cleaned_data["thing"] == Decimal("1250.50")
    assertInHTML('<div class="govuk-input__prefix" aria-hidden="true">£</div>', str(form))


@pytest.mark.parametrize(
    ("typed", "kept"), [("(1,250.50)", Decimal("-1250.50")), ("71-", Decimal(-71)), ("-", None), ("", None)]
)
def test_amounts_are_read_as_finance_writes_them(typed: str, kept: Decimal | None) -> None:
    form = one(AmountField(required=False), {"thing": typed})
    assert form.is_valid(), form.errors
    assert form.cleaned_data["thing"] == kept


@pytest.mark.parametrize("typed", ["1e9", "1.250,50", "NaN", "£5"])
def test_what_could_mean_two_things_is_no_amount(typed: str) -> None:
    assert not one(AmountField(), {"thing": typed}).is_valid()


def test_a_form_says_how_wide_its_fields_are() -> None:
    html = str(one(django_forms.CharField(), widths={"thing": "one-half"}))
    assert 'class="govuk-input govuk-!-width-one-half"' in html


def test_one_question_can_be_the_heading_of_its_page() -> None:
    assertInHTML(
        '<h1 class="govuk-label-wrapper"><label class="govuk-label govuk-label--l" for="id_thing">Thing</label></h1>',
        str(one(django_forms.CharField(), heading_field="thing")),
    )


def test_errors_of_the_whole_form_come_first_and_link_nowhere() -> None:
    form = one(django_forms.CharField(), {})
    form.add_error(None, "These two do not agree")
    assert form.problems == [("These two do not agree", ""), ("Enter thing", "id_thing")]


def test_what_was_typed_never_becomes_markup() -> None:
    form = one(django_forms.ChoiceField(choices=[("<i>", "<b>bold</b>")]), {"thing": '"><script>'})
    assert "<script>" not in str(form)
    assert "<b>" not in str(form)


def test_a_blank_choice_is_in_words() -> None:
    html = str(one(django_forms.ChoiceField(choices=[("", "---------"), *COLOURS])))
    assertInHTML('<option value="" selected>Choose one</option>', html)


def test_a_missing_file_is_asked_for() -> None:
    assert one(django_forms.FileField(), {}).errors["thing"] == ["Choose a file"]


def test_a_file_that_came_is_accepted() -> None:
    form = type("One", (forms.Form,), {"thing": django_forms.FileField()})({}, {"thing": SimpleUploadedFile("a", b"x")})
    assert form.is_valid(), form.errors


def test_a_password_can_be_shown_on_request() -> None:
    html = str(one(django_forms.CharField(widget=django_forms.PasswordInput)))
    assert 'data-module="govuk-password-input"' in html
    assert 'aria-controls="id_thing"' in html


def test_a_long_select_asks_for_the_box_to_type_in() -> None:
    field = django_forms.ChoiceField(choices=COLOURS, widget=forms.Autocomplete)
    assert "data-autocomplete" in str(one(field))


def test_a_search_box_says_where_it_asks_and_how_its_value_reads() -> None:
    widget = forms.SearchInput("/people/search", text_of=lambda value: f"Person {value}")
    html = str(one(django_forms.CharField(widget=widget), {"thing": "7"}))
    assert 'data-autocomplete-url="/people/search"' in html
    assert 'data-autocomplete-text="Person 7"' in html


def test_djangos_own_forms_keep_their_own_look() -> None:
    plain = type("Plain", (django_forms.Form,), {"thing": django_forms.DateField()})()
    assert "govuk" not in str(plain)
