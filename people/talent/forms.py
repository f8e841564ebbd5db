"""Forms of talent records and of learning."""

from datetime import date
from typing import Any

from django import forms as django_forms
from django.core.exceptions import ValidationError

from people.roles import posts_of_today
from people.talent.learning import Completion, Course, LearnerProfile, Requirement
from people.talent.models import CriticalRole, Succession, TalentPool, TalentPoolMember, TalentProfile
from people.workforce.models import Person
from wmp.lib import clock
from wmp.lib.editing import RecordForm
from wmp.lib.form_fields import Autocomplete


def not_to_come(form: RecordForm, name: str) -> date | None:
    """The day in a field, which may not be in the future."""
    day: date | None = form.cleaned_data[name]
    if day and day > clock.today():
        raise ValidationError(f"{form.fields[name].label} must be today or in the past")
    return day


def person_of(number: str) -> Person:
    """The person of an employee number. Raises ValidationError."""
    # Talent records may be about anybody in the force, whom the talent lead sees nowhere else.
    person = Person.objects.unscoped().filter(employee_number=number.strip()).first()
    if person is None:
        raise ValidationError("Nobody has this employee number")
    return person


def require_post(person: Person) -> Person:
    """Whoever left is named nowhere anew. Raises ValidationError for somebody without a post today."""
    if not posts_of_today().filter(person=person).exists():
        raise ValidationError("This person holds no post today")
    return person


class AboutForm(RecordForm):
    """About somebody by employee number, who is not oneself. Whom it is about does not change afterwards."""

    employee_number = django_forms.CharField(label="Employee number", max_length=20)
    widths = {"employee_number": 10}
    #: What of oneself somebody else has to see to, as the sentence ends.
    own_words = "your own record"
    #: Must whom it is about hold a post today?
    of_today = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            del self.fields["employee_number"]

    def clean_employee_number(self) -> str:
        number: str = self.cleaned_data["employee_number"]
        person = person_of(number)
        if person.account_id == self.user.pk:
            raise ValidationError(f"Somebody else has to see to {self.own_words}")
        self.instance.person = require_post(person) if self.of_today else person
        return number


class ProfileForm(AboutForm):
    own_words = "your own profile"

    class Meta:
        model = TalentProfile
        fields = [
            "employee_number",
            "performance",
            "potential",
            "readiness",
            "leaving_risk",
            "aspiration",
            "development",
            "reviewed_on",
        ]

    def clean_employee_number(self) -> str:
        number = super().clean_employee_number()
        if TalentProfile.objects.visible_to(self.user).filter(person=self.instance.person).exists():
            raise ValidationError("This person has a talent profile already")
        return number

    def clean_reviewed_on(self) -> date | None:
        return not_to_come(self, "reviewed_on")


class PoolForm(RecordForm):
    class Meta:
        model = TalentPool
        fields = ["name", "purpose"]


class MemberForm(AboutForm):
    """Somebody joins a pool; later, leaves it."""

    own_words = "your own place in a pool"

    class Meta:
        model = TalentPoolMember
        fields = ["employee_number", "joined_on", "left_on"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.instance.pk:
            del self.fields["left_on"]

    def clean_joined_on(self) -> date | None:
        return not_to_come(self, "joined_on")

    def clean_left_on(self) -> date | None:
        return not_to_come(self, "left_on")


class RoleForm(RecordForm):
    """A critical role. Whoever keeps the records may hold one; who could follow is then not theirs to say alone."""

    holder_number = django_forms.CharField(
        label="Holder’s employee number", max_length=20, required=False, help_text="Leave it empty while it is vacant."
    )
    field_order = ["title", "department", "holder_number", "risk", "why", "retired_on"]
    widths = {"holder_number": 10}

    class Meta:
        model = CriticalRole
        fields = ["title", "department", "risk", "why", "retired_on"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.instance.pk:
            del self.fields["retired_on"]
        elif self.instance.holder:
            self.fields["holder_number"].initial = self.instance.holder.employee_number

    def clean_holder_number(self) -> str:
        number: str = self.cleaned_data["holder_number"].strip()
        before = self.fields["holder_number"].initial or ""
        if number != before:
            self.instance.holder = require_post(person_of(number)) if number else None
        return number

    def clean_retired_on(self) -> date | None:
        return not_to_come(self, "retired_on")


class SuccessionForm(AboutForm):
    own_words = "your own place in a succession"

    class Meta:
        model = Succession
        fields = ["employee_number", "readiness", "note"]

    def clean_employee_number(self) -> str:
        number = super().clean_employee_number()
        if self.instance.person == self.instance.role.holder:
            raise ValidationError("This person holds the role")
        return number


class LearnerProfileForm(RecordForm):
    class Meta:
        model = LearnerProfile
        fields = ["name", "staff_type", "rank", "department"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, anything in (("staff_type", "Any"), ("rank", "Any"), ("department", "Any")):
            field: Any = self.fields[name]
            field.help_text = "" if name != "staff_type" else "Leave open what does not matter."
            if hasattr(field, "empty_label"):
                field.empty_label = anything
            else:
                field.choices = [("", anything), *(each for each in field.choices if each[0])]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("rank") and cleaned.get("staff_type") in ("staff", "pcso"):
            self.add_error("rank", "Police staff and PCSOs have no rank")
        return cleaned


class CourseField(django_forms.CharField):
    """A course by its name: one that is new is added, in whichever letters it is spelt."""

    def clean(self, value: Any) -> Any:
        name = super().clean(value)
        return Course.objects.filter(name__iexact=name).first() or Course(name=name)


class MonthsField(django_forms.IntegerField):
    suffix = "months"


class RequirementForm(RecordForm):
    class Meta:
        model = Requirement
        fields = ["mandatory", "valid_months"]

    course_name = CourseField(label="Course", max_length=150, help_text="A name that is new here adds the course.")
    valid_months = MonthsField(
        label="Valid for", required=False, min_value=1, max_value=120, help_text="Empty where it is valid for good."
    )
    field_order = ["course_name", "mandatory", "valid_months"]
    widths = {"valid_months": 3}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["mandatory"].label = "Mandatory"
        self.fields["mandatory"].help_text = "Without it the course is recommended."
        if self.instance.pk:
            del self.fields["course_name"]

    def clean_course_name(self) -> Course:
        course: Course = self.cleaned_data["course_name"]
        named = Requirement.objects.visible_to(self.user).filter(profile=self.instance.profile, course=course.pk)
        if course.pk and named.exists():
            raise ValidationError("The profile names this course already.")
        return course

    def save(self, commit: bool = True) -> Any:
        course = self.cleaned_data.get("course_name")
        if course is not None:
            if not course.pk:
                course.save()
            self.instance.course = course
        return super().save(commit)


class CompletionForm(AboutForm):
    own_words = "what you completed"
    of_today = False

    class Meta:
        model = Completion
        fields = ["employee_number", "course", "completed_on"]
        widgets = {"course": Autocomplete}

    def clean_completed_on(self) -> date | None:
        return not_to_come(self, "completed_on")
