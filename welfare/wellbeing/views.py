"""Record pages of trauma practitioners and deployments, of screening rounds and of wellbeing offers."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, ClassVar

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.http import urlencode

from people.workforce.models import User
from welfare.wellbeing.forms import (
    MONTHS_OF_USE,
    CountsForm,
    DeploymentForm,
    GridForm,
    OfferForm,
    PractitionerForm,
    RoundForm,
    UseForm,
    last_months,
)
from welfare.wellbeing.models import Deployment, OfferUse, Practitioner, ScreeningCount, ScreeningRound, WellbeingOffer
from welfare.wellbeing.registers import DEPLOYMENTS, OFFERS, PRACTITIONERS, SCREENING_ROUNDS, warning_of
from wmp.lib import clock, drafting
from wmp.lib.editing import hold
from wmp.lib.grids import Cell
from wmp.lib.keys import key_of
from wmp.lib.records import Fact, RecordPage
from wmp.lib.timeline import said
from wmp.lib.words import counted, long_day

# Of a practitioner's deployments, so many stand on their page; the register has all.
LATEST = 20

Table = Mapping[str, Any]


class WellbeingPage(RecordPage):
    """A record page with a table below its facts."""

    template = "welfare/wellbeing/record.html"

    def context(self, request: HttpRequest, record: Any) -> Mapping[str, Any]:
        reader: Any = request.user
        found = {"table": self.table(record, reader), "table_note": self.table_note(record, reader)}
        # A practitioner sees their own page, and has no list to go back to.
        return found if self.register.open_to(reader) else {**found, "breadcrumbs": []}

    def table(self, record: Any, user: User) -> Table | None:
        """The table: {caption, head, rows}."""
        return None

    def table_note(self, record: Any, user: User) -> str:
        """A sentence in place of the table where it would be empty."""
        return ""


class PractitionerPage(WellbeingPage):
    register = PRACTITIONERS
    joins = ("person",)
    form = PractitionerForm

    def standing(self, record: Practitioner) -> Mapping[str, str]:
        words, colour = warning_of(record.expires_on)
        return {"text": words or "Training in force", "colour": colour or "green"}

    def turn(self, record: Practitioner, user: User) -> str:
        if record.expires_on < clock.today():
            return "Not to be deployed until trained again"
        return "Book the next training" if warning_of(record.expires_on)[0] else ""

    def actions(self, record: Practitioner, user: User) -> list[Mapping[str, Any]]:
        found = super().actions(record, user)
        if not DEPLOYMENTS.may_edit(user):
            return found
        address = f"{reverse('welfare:deployments-new')}?{urlencode({'practitioner': record.pk})}"
        deploy = {"text": "Record a deployment", "url": address}
        return [deploy, *found] if record.expires_on >= clock.today() else [*found, {**deploy, "kind": "secondary"}]

    def facts(self, record: Practitioner, user: User) -> Sequence[Fact]:
        return [
            Fact("Name", record.person),
            Fact("Employee number", record.person.employee_number),
            Fact("Scheme", record.get_scheme_display()),
            Fact("Trained on", said(record.trained_on)),
            Fact("Training expires on", said(record.expires_on)),
        ]

    def table(self, record: Practitioner, user: User) -> Table | None:
        sent = Deployment.objects.visible_to(user).filter(practitioner=record)[:LATEST]
        rows = [
            [
                {"text": long_day(each.deployed_on), "url": reverse("welfare:deployments-detail", args=[each.pk])},
                long_day(each.incident_on),
                {"text": each.supported, "numeric": True},
            ]
            for each in sent
        ]
        head = [{"text": "Deployed"}, {"text": "Incident"}, {"text": "People supported", "numeric": True}]
        return {"caption": "Deployments, the latest first", "head": head, "rows": rows} if rows else None

    def table_note(self, record: Practitioner, user: User) -> str:
        return "No deployment is recorded."


class DeploymentPage(WellbeingPage):
    register = DEPLOYMENTS
    joins = ("practitioner__person",)
    form = DeploymentForm

    def title(self, record: Deployment) -> str:
        return f"{record.practitioner.person}: {long_day(record.deployed_on)}"

    def facts(self, record: Deployment, user: User) -> Sequence[Fact]:
        practitioner = record.practitioner
        return [
            Fact("Practitioner", practitioner.person, reverse("welfare:practitioners-detail", args=[practitioner.pk])),
            Fact("Scheme", practitioner.get_scheme_display()),
            Fact("Incident", said(record.incident_on)),
            Fact("Deployed", said(record.deployed_on)),
            Fact("People supported", record.supported),
        ]

    def add(self, request: HttpRequest) -> HttpResponseBase:
        """The form, with the practitioner filled in from whose page the reader comes."""
        reader: Any = request.user
        if not self.register.may_edit(reader):
            raise PermissionDenied
        record = Deployment()
        asked = key_of(request.GET.get("practitioner", ""))
        if asked is not None:
            found = PRACTITIONERS.visible_to(reader).filter(pk=asked).first()
            record = Deployment(practitioner=found) if found else record
        return self._fill(request, record, title="Record a deployment", back=self.register.url)


class CountedPage(WellbeingPage):
    """A record with counts of its own, entered together on one page."""

    counts_form: ClassVar[type[GridForm]]
    counts_slug: ClassVar[str]
    counts_words: ClassVar[str]
    counts_intro: ClassVar[str]
    logs_reads = False

    def urls(self) -> list[URLPattern]:
        slug = self.register.slug
        page = path(f"{slug}/<int:pk>/{self.counts_slug}/", self.counts, name=f"{slug}-{self.counts_slug}")
        return [*super().urls(), page]

    def actions(self, record: Any, user: Any) -> list[Mapping[str, Any]]:
        found = super().actions(record, user)
        if not self.may_change(record, user):
            return found
        return [{"text": self.counts_words, "url": self.address(record, self.counts_slug)}, *found]

    def counts(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        """The counts of the record, as a table of boxes."""
        reader: Any = request.user
        hold(request, self.register.visible_to(reader), pk)
        record = self.find(request, pk)
        if not self.may_change(record, reader):
            raise PermissionDenied
        form = self.counts_form(request.POST or None, instance=record, user=reader)
        drafting.keep(request, form)
        if request.method == "POST" and form.is_valid():
            form.save()
            drafting.forget(form)
            messages.success(request, f"{self.title(record)}: saved. {form.left}".strip())
            return redirect(self.address(record))
        context = {
            "title": self.counts_words,
            "caption": self.title(record),
            "intro": self.counts_intro,
            "form": form,
            "cancel_url": self.address(record),
            "back_url": self.address(record),
        }
        return render(request, "form-rows.html", context, status=409 if form.asks else 200)


class RoundPage(CountedPage):
    register = SCREENING_ROUNDS
    form = RoundForm
    counts_form = CountsForm
    counts_slug = "counts"
    counts_words = "Enter counts"
    counts_intro = "A line for each role. Take the role out to take the line out. No names: numbers only."

    def standing(self, record: ScreeningRound) -> Mapping[str, str]:
        if record.started_on > clock.today():
            return {"text": "Not started", "colour": "grey"}
        under_way = record.due_on >= clock.today()
        return (
            {"text": "Under way", "colour": "blue"} if under_way else {"text": "Replies were due", "colour": "purple"}
        )

    def facts(self, record: ScreeningRound, user: User) -> Sequence[Fact]:
        return [Fact("Started", said(record.started_on)), Fact("Replies due", said(record.due_on))]

    def context(self, request: HttpRequest, record: ScreeningRound) -> Mapping[str, Any]:
        reader: Any = request.user
        rows = list(ScreeningCount.objects.visible_to(reader).filter(round=record).order_by("role"))
        waiting = sum(row.returned - row.followed_up for row in rows)
        overdue = waiting if record.due_on < clock.today() else 0
        asks = "was returned and has" if overdue == 1 else "were returned and have"
        return {
            "table": _counts_table(rows) if rows else None,
            "table_note": "No counts are entered yet.",
            "warning": f"{counted(overdue, 'questionnaire')} {asks} not been followed up." if overdue else "",
        }


COUNT_HEADINGS = ("Invited", "Returned", "Return rate", "Followed up", "To follow up")


def _counts_table(rows: Sequence[ScreeningCount]) -> Table:
    total = ScreeningCount(
        role="All roles",
        invited=sum(row.invited for row in rows),
        returned=sum(row.returned for row in rows),
        followed_up=sum(row.followed_up for row in rows),
    )
    head = [{"text": "Role"}, *({"text": words, "numeric": True} for words in COUNT_HEADINGS)]
    shown = [*rows, total] if len(rows) > 1 else rows
    return {"caption": "By role", "head": head, "rows": [_counts_row(row) for row in shown]}


def _counts_row(row: ScreeningCount) -> list[Any]:
    rate = Cell.ratio(row.returned, row.invited, times=100).rounded(1)
    cells = [
        f"{row.invited:,}",
        f"{row.returned:,}",
        "" if rate is None else f"{rate}%",
        f"{row.followed_up:,}",
        f"{row.returned - row.followed_up:,}",
    ]
    return [row.role, *({"text": text, "numeric": True} for text in cells)]


class OfferPage(CountedPage):
    register = OFFERS
    form = OfferForm
    counts_form = UseForm
    counts_slug = "use"
    counts_words = "Enter use"
    counts_intro = "How often it was used in each month. Leave a month empty where nobody counted."

    def standing(self, record: WellbeingOffer) -> Mapping[str, str]:
        today = clock.today()
        if record.ended_on and record.ended_on < today:
            return {"text": "Ended", "colour": "grey"}
        if record.open_since and record.open_since > today:
            return {"text": "Not open yet", "colour": "blue"}
        return {"text": "Open now", "colour": "green"}

    def facts(self, record: WellbeingOffer, user: User) -> Sequence[Fact]:
        return [
            Fact("What it is", record.description),
            Fact("Provider", record.provider),
            Fact("Open since", said(record.open_since)),
            Fact("Last day", said(record.ended_on) or "None set"),
        ]

    def table(self, record: WellbeingOffer, user: User) -> Table | None:
        months = last_months(MONTHS_OF_USE + 1)
        uses = OfferUse.objects.visible_to(user).filter(offer=record, month__in=months)
        used = {use.month: use.used for use in uses}
        if not used:
            return None
        pairs = list(zip(months, months[1:], strict=False))
        numbers = [{"text": words, "numeric": True} for words in ("Used", "Change")]
        rows = [_use_row(month, used.get(month), used.get(before)) for month, before in pairs]
        return {"caption": "Use in the last twelve months", "head": [{"text": "Month"}, *numbers], "rows": rows}

    def table_note(self, record: WellbeingOffer, user: User) -> str:
        return "No use is entered for the last twelve months."


def _use_row(month: date, used: int | None, before: int | None) -> list[Any]:
    change = "" if used is None or before is None else f"{used - before:+,}" if used != before else "the same"
    count = "not counted" if used is None else f"{used:,}"
    return [f"{month:%B %Y}", {"text": count, "numeric": True}, {"text": change, "numeric": True}]


PAGES: list[RecordPage] = [PractitionerPage(), DeploymentPage(), RoundPage(), OfferPage()]
