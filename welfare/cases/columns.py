"""Columns of the welfare registers: the case that a row belongs to, its age."""

from django.db.models import Expression, F, Field
from django.urls import reverse
from django.utils.html import format_html

from welfare.cases.models import reference_of
from wmp.lib import clock
from wmp.lib.registers.columns import Column, Words
from wmp.lib.working_days import working_days_between, working_days_since


class CaseColumn(Column):
    """The case of a row, by its reference, with the link to it."""

    def __init__(self, verbose_name: str = "Case") -> None:
        super().__init__(accessor="case", verbose_name=verbose_name, orderable=False)

    def words_for(self, field: "Field[int, int]") -> Words:
        def words(key: int) -> str:
            url = reverse("welfare:cases-detail", args=[key])
            return format_html('<a class="govuk-link" href="{}">{}</a>', url, reference_of(key))

        return words

    def printed(self, path: str, field: "Field[int, int]") -> Expression | F:
        return F(f"{path}__reference")


class AgeColumn(Column):
    """How many working days have passed since a day."""

    numeric = True

    def words_for(self, field: "Field[int, int]") -> Words:
        return lambda day: f"{working_days_between(day, clock.today()):,}"

    def printed(self, path: str, field: "Field[int, int]") -> Expression | F:
        expression: Expression = working_days_since(path, clock.today())
        return expression
