"""Record pages of budgeting. A phase compares what its departments have projected, identified and removed."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse

from change.budgeting import forms
from change.budgeting.grid import WHOLE
from change.budgeting.grid_pages import amounts_page
from change.budgeting.models import AMOUNTS, BudgetingLine, BudgetingPhase, ServiceInvestment
from change.budgeting.registers import INVESTMENTS, LINES, PHASES
from change.portfolio.record_pages import ChangePage
from people.workforce.models import User
from wmp.lib.grids import added
from wmp.lib.records import Fact
from wmp.lib.timeline import said
from wmp.lib.words import money_text, share_text

# What departments are compared by: the three amounts, and how far each has come.
HEAD = ("Projected", "Identified", "Of projected", "Removed", "Of identified", "Still to remove")


def still_to_remove(identified: Decimal | None, removed: Decimal | None) -> Decimal | None:
    """Pounds. What was never identified leaves nothing to remove."""
    return None if identified is None else identified - (removed or Decimal(0))


def compared(projected: Any, identified: Any, removed: Any) -> list[Mapping[str, Any]]:
    """One row of the comparison."""
    cells = [money_text(projected), money_text(identified), share_text(identified, projected)]
    cells += [money_text(removed), share_text(removed, identified), money_text(still_to_remove(identified, removed))]
    return [{"text": text, "numeric": True} for text in cells]


class PhasePage(ChangePage):
    register = PHASES
    template = "change/phase.html"
    form = forms.PhaseForm

    def facts(self, record: BudgetingPhase, user: User) -> Sequence[Fact]:
        return [
            Fact("Starts", said(record.starts_on)),
            Fact("Ends", said(record.ends_on)),
            Fact("Note", record.note),
        ]

    def actions(self, record: BudgetingPhase, user: User) -> list[Mapping[str, Any]]:
        found = super().actions(record, user)
        if self.may_change(record, user):
            found.insert(0, {"text": "Enter savings", "url": self.address(record, "amounts")})
        return found

    def urls(self) -> list[URLPattern]:
        amounts = path("budgeting-phases/<int:pk>/amounts/", amounts_page, name="budgeting-phases-amounts")
        return [*super().urls(), amounts]

    def context(self, request: HttpRequest, record: BudgetingPhase) -> Mapping[str, Any]:
        """The departments side by side, those that save most first, then what is not told apart, then all of it."""
        reader: Any = request.user
        lines = list(LINES.visible_to(reader).filter(phase=record).select_related("department"))
        lines.sort(key=_most_first)
        rows = [[_name(line), *compared(line.projected, line.identified, line.removed)] for line in lines]
        totals = [added(getattr(line, amount) for line in lines) for amount in AMOUNTS]
        head = ["Department", *({"text": text, "numeric": True} for text in HEAD)]
        return {
            **super().context(request, record),
            "compared": [*rows, ["All", *compared(*totals)]] if rows else [],
            "compared_head": head,
        }


def _name(line: BudgetingLine) -> Mapping[str, str]:
    text = line.department.name if line.department else WHOLE
    return {"text": text, "url": reverse("change:budgeting-lines-detail", args=[line.pk])}


def _most_first(line: BudgetingLine) -> tuple[bool, Decimal, str]:
    latest = next((each for each in (line.removed, line.identified, line.projected) if each is not None), Decimal(0))
    return line.department is None, -latest, line.department.name if line.department else ""


class LinePage(ChangePage):
    register = LINES
    joins = ("phase", "department")
    form = forms.LineForm

    def urls(self) -> list[URLPattern]:
        add = path("budgeting-phases/<int:pk>/savings/new/", self.add_to, name="budgeting-lines-add")
        return [*super().urls(), add]

    def add_to(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        """The form for a new line of the phase with this key, and back to the phase."""
        reader: Any = request.user
        phase = get_object_or_404(BudgetingPhase.objects.visible_to(reader), pk=pk)
        back = reverse("change:budgeting-phases-detail", args=[phase.pk])
        return self.fill_new(request, BudgetingLine(phase=phase), caption=str(phase), back=back)

    def title(self, record: BudgetingLine) -> str:
        return record.department.name if record.department else WHOLE

    def caption(self, record: BudgetingLine) -> str:
        return f"Saving in {record.phase}"

    def facts(self, record: BudgetingLine, user: User) -> Sequence[Fact]:
        return [
            Fact("Phase", record.phase, reverse("change:budgeting-phases-detail", args=[record.phase_id])),
            Fact("Projected", money_text(record.projected)),
            Fact("Identified", money_text(record.identified)),
            Fact("Removed from the base budget", money_text(record.removed)),
            Fact("Still to remove", money_text(still_to_remove(record.identified, record.removed))),
        ]


class InvestmentPage(ChangePage):
    register = INVESTMENTS
    joins = ("department", "principle")
    form = forms.InvestmentForm

    def facts(self, record: ServiceInvestment, user: User) -> Sequence[Fact]:
        return [
            Fact("Department", record.department.name),
            Fact("Posts", f"{record.posts:f} FTE"),
            Fact("In post from", said(record.starts_on)),
            Fact("Principle", f"{record.principle.number}. {record.principle.name}"),
            Fact("What for", record.what),
        ]
