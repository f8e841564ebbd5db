"""Forms of the design system: write an ordinary Django form on `Form` or `ModelForm`, and `{{ form }}` draws it.

The renderer belongs to each form, so that Django's own admin keeps its own look. Stock fields need nothing special:
dates become three boxes, numbers get the right keyboard, messages say what to do, and labels say what is optional.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, ClassVar, NamedTuple

from django import forms
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm
from django.forms.boundfield import BoundField as DjangoBoundField
from django.forms.renderers import TemplatesSetting
from django.forms.utils import pretty_name
from django.forms.widgets import Input

from wmp.lib.form_fields import (
    PARTS,
    Autocomplete,
    DateField,
    DateInput,
    ExplainedRadios,
    MoneyField,
    SearchInput,
    Textarea,
    TextInput,
)
from wmp.lib.words import within

__all__ = [
    "Autocomplete",
    "DateField",
    "DateInput",
    "ExplainedRadios",
    "FilterForm",
    "Form",
    "ModelForm",
    "MoneyField",
    "Problem",
    "SearchInput",
    "SignInForm",
    "Textarea",
]

# Widget templates of ours, by the name that Django's widgets ask for. The rest of Django's serve as they are.
TEMPLATES = {
    f"django/forms/widgets/{name}.html": f"forms/widgets/{ours}.html"
    for name, ours in {
        "radio": "radios",
        "checkbox_select": "checkboxes",
        "select": "select",
        "clearable_file_input": "file",
        "file": "file",
        "password": "password",
    }.items()
}
INPUT_WIDTHS = (2, 3, 4, 5, 10, 20, 30)


class Problem(NamedTuple):
    """One line of the error summary: what is wrong, and the id of the box to mend ("" where no one box is)."""

    message: str
    target: str


class BoundField(DjangoBoundField):
    """A field in a form, with what the design system's templates ask about it."""

    form: "Dressed"

    @property
    def kind(self) -> str:
        """Which shape of template draws it: choices, checkbox, date or plain."""
        widget = self.field.widget
        if isinstance(widget, DateInput):
            return "date"
        if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
            return "choices"
        return "checkbox" if isinstance(widget, forms.CheckboxInput) else "plain"

    @property
    def words(self) -> str:
        """The label, with "(optional)" where it may stay empty. A lone checkbox left alone is an answer."""
        optional = self.form.marks_optional and not self.field.required and self.kind != "checkbox"
        return f"{self.label} (optional)" if optional else str(self.label)

    @property
    def beside(self) -> Mapping[str, Any] | None:
        """Where somebody else changed the field meanwhile: {version, decision}."""
        return self.form.version_beside(self.name)

    @property
    def is_heading(self) -> bool:
        """True where the label is also the page's heading (a page that asks one question)."""
        return self.form.heading_field == self.name

    @property
    def counted(self) -> int | None:
        """The most characters that fit, where a counter stands under the box."""
        return getattr(self.field, "max_length", None) if isinstance(self.field.widget, forms.Textarea) else None

    @property
    def target(self) -> str:
        """The id that the error summary links to: the first choice, or the first wrong box of a date."""
        if self.kind == "choices":
            return f"{self.auto_id}_0"
        if isinstance(self.field.widget, DateInput):
            return f"{self.auto_id}_{min(map(PARTS.index, self.wrong_parts), default=0)}"
        return self.auto_id

    @property
    def wrong_parts(self) -> Sequence[str]:
        """Boxes of a date to mark: those the errors name, or all where they name none."""
        errors = self.errors.as_data()
        named = [part for error in errors for part in (error.params or {}).get("parts", ())]
        return named or (PARTS if errors else ())

    @property
    def aria_describedby(self) -> str:
        described = super().aria_describedby or ""
        return f"{self.auto_id}-info {described}".strip() if self.counted else described

    def build_widget_attrs(self, attrs: Any, widget: forms.Widget | None = None) -> dict[str, Any]:
        """Django's, with the design system's classes; a fieldset's parts carry no state of their own."""
        widget = widget or self.field.widget
        attrs = super().build_widget_attrs(attrs, widget)
        if isinstance(widget, DateInput):
            widget.wrong_parts = self.wrong_parts
        if widget.use_fieldset:
            attrs.pop("aria-invalid", None)
        if self.counted:
            attrs["class"] = "govuk-js-character-count"
        if classes := " ".join([*self._classes(widget), widget.attrs.get("class", ""), attrs.get("class", "")]).strip():
            attrs["class"] = classes
        return attrs

    def _classes(self, widget: forms.Widget) -> Iterator[str]:
        if widget.is_hidden:
            return
        base = _base_class(widget)
        if not base:
            return
        yield base
        if isinstance(widget, forms.PasswordInput):
            yield "govuk-password-input__input govuk-js-password-input-input"
        if isinstance(widget, forms.CheckboxInput):
            return
        if self.errors:
            yield f"{base}--error"
        if width := self.form.widths.get(self.name) or _usual_width(self.field, base):
            yield f"govuk-input--width-{width}" if isinstance(width, int) else f"govuk-!-width-{width}"


class Renderer(TemplatesSetting):
    """Finds the design system's templates for Django's form machinery."""

    form_template_name = "forms/form.html"
    formset_template_name = "forms/formset.html"
    field_template_name = "forms/field.html"
    bound_field_class = BoundField

    def get_template(self, template_name: str) -> Any:
        return super().get_template(TEMPLATES.get(template_name, template_name))


class Dressed(forms.BaseForm):
    """What every form of ours has. Mixed in before a Django form class."""

    default_renderer = Renderer
    use_required_attribute = False  # the browser's own bubbles are not accessible; our summary is
    marks_optional: ClassVar[bool] = True
    compact: ClassVar[bool] = False
    #: Width by field name: 2, 3, 4, 5, 10, 20 or 30 characters, or "full", "two-thirds", "one-half", "one-third".
    widths: ClassVar[Mapping[str, int | str]] = {}
    heading_field: ClassVar[str] = ""
    #: What is kept of what is typed (wmp.lib.drafting), for form.html.
    draft: Any = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.dress()

    def dress(self) -> None:
        """Gives stock fields the design system's widgets and words. Call again after adding fields by hand."""
        for name, field in list(self.fields.items()):
            if field.label is None:
                field.label = pretty_name(name)
            if not self.compact and type(field) is forms.DateField:
                field = self.fields[name] = _in_three_boxes(field)
            _dress_widget(field, compact=self.compact)
            _give_words(field)

    def version_beside(self, name: str) -> Mapping[str, Any] | None:
        """What somebody else made of a field meanwhile. Forms of records know (wmp.lib.editing)."""
        return None

    @property
    def problems(self) -> list[Problem]:
        """Every error for the summary at the top of the page, in the order of the fields."""
        found = [Problem(str(message), "") for message in self.non_field_errors()]
        for bound in self:
            target = bound.target if isinstance(bound, BoundField) and not bound.is_hidden else ""
            found += [Problem(str(message), target) for message in bound.errors]
        return found


class Form(Dressed, forms.Form):
    """A form of the design system."""


class ModelForm(Dressed, forms.ModelForm):
    """A model's form of the design system."""


class FilterForm(Dressed, forms.Form):
    """A form in a filter panel: nothing is required, so nothing is marked; dates are one box each."""

    marks_optional = False
    compact = True


class SignInForm(Dressed, AuthenticationForm):
    """Username and password."""

    error_messages = {
        "invalid_login": "Check your username and password. Capital letters matter in both.",
        "inactive": "This account is closed. Ask an administrator to open it again.",
    }
    widths = {"username": 20, "password": 20}


class NewPasswordForm(Dressed, PasswordChangeForm):
    """The old password once, the new one twice."""

    widths = {"old_password": 20, "new_password1": 20, "new_password2": 20}


def _base_class(widget: forms.Widget) -> str:
    if isinstance(widget, forms.Textarea):
        return "govuk-textarea"
    if isinstance(widget, forms.Select):
        return "govuk-select"
    if isinstance(widget, forms.FileInput):
        return "govuk-file-upload"
    if isinstance(widget, forms.CheckboxInput):
        return "govuk-checkboxes__input"
    return "govuk-input" if isinstance(widget, Input) else ""


def _usual_width(field: forms.Field, base: str) -> int | None:
    """A box as wide as what goes into it; full width where that is not known."""
    if base != "govuk-input":
        return None
    if isinstance(field, forms.IntegerField):  # decimal fields are integer fields too
        return 10
    length = getattr(field, "max_length", None)
    return next((width for width in INPUT_WIDTHS if length and length <= width), None)


def _in_three_boxes(field: forms.DateField) -> DateField:
    return DateField(
        required=field.required,
        label=field.label,
        help_text=field.help_text,
        initial=field.initial,
        disabled=field.disabled,
        validators=field.validators,
        error_messages={"required": field.error_messages["required"]},
    )


def _dress_widget(field: forms.Field, *, compact: bool) -> None:
    widget = field.widget
    if type(widget) is forms.Textarea:
        field.widget = Textarea({**widget.attrs, "rows": min(int(widget.attrs["rows"]), 5)})
        field.widget.attrs.pop("cols", None)
    if type(widget) is forms.TextInput:
        field.widget = TextInput(widget.attrs)
        field.widget.is_required = widget.is_required
    if isinstance(field.widget, Textarea):
        # The browser would cut a pasted text short without a word; the counter says how much is too much.
        field.widget.attrs.pop("maxlength", None)
    if isinstance(widget, forms.NumberInput):
        # A number box changes its value when the wheel turns over it, and hides what it cannot read.
        widget.input_type = "text"
        widget.attrs = {key: value for key, value in widget.attrs.items() if key not in {"min", "max", "step"}}
        whole = isinstance(field, forms.IntegerField) and not isinstance(field, forms.DecimalField | forms.FloatField)
        widget.attrs.setdefault("inputmode", "numeric" if whole else "decimal")
    if compact and isinstance(widget, forms.RadioSelect):
        widget.attrs["class"] = "govuk-radios--small"
    if compact and isinstance(widget, forms.CheckboxSelectMultiple):
        widget.attrs["class"] = "govuk-checkboxes--small"
    if compact and type(widget) is forms.DateInput:
        widget.input_type = "date"
        widget.format = "%Y-%m-%d"


def _give_words(field: forms.Field) -> None:
    """Messages that say what to do, in place of Django's; a form's own wording stays."""
    label = str(field.label)
    inner = within(label)
    chosen = isinstance(field, forms.ChoiceField | forms.ModelChoiceField)
    wording = {
        "required": f"{'Select' if chosen else 'Enter'} {inner}",
        "max_length": f"{label} must be %(limit_value)d characters or fewer",
        "min_length": f"{label} must be %(limit_value)d characters or more",
        "min_value": f"{label} must be %(limit_value)s or more",
        "max_value": f"{label} must be %(limit_value)s or less",
        "max_decimal_places": f"{label} must have %(max)s decimal places or fewer",
        "invalid_choice": f"Select {inner} from the list",
        "null_characters_not_allowed": f"{label} must not contain null characters",
    }
    if label.endswith("?"):
        wording["required"] = f"Answer “{label}”"
        wording["invalid_choice"] = f"Select an option for “{label}”"
        wording["null_characters_not_allowed"] = "The answer must not contain null characters"
    elif label.lower() in NAME_NO_THING:
        wording["invalid_choice"] = "Select one from the list"
    if isinstance(field, forms.FileField):
        wording |= {"required": "Choose a file", "empty": "The file is empty"}
    if isinstance(field, forms.BooleanField):
        wording["required"] = f"Tick “{label}”"
    if isinstance(field, forms.IntegerField):
        whole = not isinstance(field, forms.DecimalField | forms.FloatField)
        wording["invalid"] = f"{label} must be a {'whole ' if whole else ''}number"
    if isinstance(field, forms.EmailField):
        wording["invalid"] = f"{label} must be an email address, like name@example.com"
    stock = {key: text for cls in reversed(type(field).__mro__) for key, text in _messages_of(cls).items()}
    # Django lets a field's message win over its validator's; a validator written with words of its own keeps them.
    worded = {
        getattr(validator, "code", "")
        for validator in field.validators
        if getattr(validator, "message", "") != getattr(type(validator), "message", "")
    }
    for key, text in wording.items():
        if key not in worded and field.error_messages.get(key) in (None, stock.get(key)):
            field.error_messages[key] = text


# Labels that name no thing to select: after "Select" they would read as nonsense.
NAME_NO_THING = {"to", "from", "by", "for", "with", "until", "how", "whose turn"}


def _messages_of(cls: type) -> Mapping[str, Any]:
    return cls.__dict__.get("default_error_messages", {})
