"""The choice of somebody of the team, by name."""

from typing import Any

from django.forms import ModelChoiceField

from welfare.cases.handling import name_of


class Colleague(ModelChoiceField):
    """Whom of the team, as a select. The form gives the accounts that may be chosen."""

    def label_from_instance(self, obj: Any) -> str:
        return name_of(obj)
