"""Record pages of benefits reviews and their lines, and the freezing of a review."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse

from change.reviews.amounts import SIGNS
from change.reviews.closing import Check, concerns_of, lines_of
from change.reviews.closing_pages import reconcile
from change.reviews.compare_pages import compare_url
from change.reviews.forms import FinancialLineForm, FteLineForm, ReviewForm
from change.reviews.homes import grid_url
from change.reviews.models import BenefitsReview, FinancialLine, FteLine, ReviewStatus
from change.reviews.registers import FINANCIAL_LINES, FTE_LINES, REVIEWS, STATUS_COLOURS
from change.reviews.summary import summary_of
from people.workforce.models import User
from wmp.lib.records import Fact, Part, RecordPage
from wmp.lib.timeline import said
from wmp.lib.verbs import ReasonForm, Verb
from wmp.lib.words import counted, financial_year, money, spoken_list, within


class ReviewPage(RecordPage):
    register = REVIEWS
    template = "change/reviews/review.html"
    joins = ("copied_from",)
    logs_reads = False
    colours = STATUS_COLOURS
    verbs = (
        Verb(
            "freeze",
            "Freeze this review",
            "frozen",
            ReasonForm,
            intro="Papers report from a frozen review. None of its lines can change after this. It cannot be undone.",
            danger=True,
        ),
    )
    form = ReviewForm

    def __init__(self, parts: Sequence[Part] = (), further: Sequence[Check] = ()) -> None:
        """`further` are checks before freezing that need other families: they come from the app's root, as parts do."""
        super().__init__(parts)
        self.further = further

    def urls(self) -> list[URLPattern]:
        address = f"{self.register.slug}/<int:pk>/reconcile/"
        return [*super().urls(), path(address, reconcile, {"further": self.further}, name="benefits-reviews-reconcile")]

    def turn(self, record: BenefitsReview, user: User) -> str:
        return "The change manager finishes and freezes it" if record.status == ReviewStatus.OPEN else ""

    def actions(self, record: BenefitsReview, user: User) -> list[Mapping[str, Any]]:
        """Of an open one, to reconcile comes before to freeze; from a frozen one the next is opened."""
        found = super().actions(record, user)
        if not self.register.may_edit(user):
            return found
        if record.status == ReviewStatus.FROZEN:
            opening = {"text": "Open the next review", "url": reverse("change:benefits-reviews-open")}
            return [
                opening,
                {"text": "Totals beside the review before", "url": self.address(record, "reconcile")},
                *found,
            ]
        steps = [("Reconcile before freezing", "reconcile"), ("Enter amounts", "enter"), ("Paste a table", "paste")]
        return [*({"text": text, "url": self.address(record, page)} for text, page in steps), *found]

    def may_change(self, record: BenefitsReview, user: User) -> bool:
        return super().may_change(record, user) and record.status == ReviewStatus.OPEN

    def may_move(self, record: BenefitsReview, user: User) -> bool:
        return self.register.may_edit(user)

    def notice(self, verb: Verb, record: BenefitsReview, user: User) -> Mapping[str, str]:
        """What reconciling has still to say before the review is frozen."""
        found = concerns_of(record, lines_of(record, user), user, self.further)
        odd = spoken_list(f"{within(each.title)} ({len(each.places)})" for each in found) if found else ""
        said = (
            f"Reconciling it finds {counted(len(found), 'thing')} to look at: {odd}." if found else "Nothing looks odd."
        )
        return {"text": said, "url": self.address(record, "reconcile"), "link_text": "Reconcile"}

    def facts(self, record: BenefitsReview, user: User) -> Sequence[Fact]:
        years = f"{financial_year(record.first_year)} to {financial_year(record.last_year)}"
        facts = [
            Fact("As at", said(record.as_at)),
            Fact("Financial years", years),
            Fact("Compared", f"With {record.copied_from or 'another review'}", compare_url(record)),
            Fact("FTE efficiencies", "By project and portfolio", self.address(record, "fte-efficiencies")),
        ]
        if record.copied_from:
            facts.append(Fact("Began as a copy of", record.copied_from, self.address(record.copied_from)))
            facts.append(Fact("Not copied", "See what was left out", self.address(record, "left-out")))
        return facts

    def context(self, request: HttpRequest, record: BenefitsReview) -> Mapping[str, Any]:
        return {
            "summary": summary_of(record, request.user),
            "signs": SIGNS,
            "reconcile": self.address(record, "reconcile"),
        }


class LinePage(RecordPage):
    """A line of a review; fixed once the review is frozen."""

    joins: ClassVar[Sequence[str]] = ("review", "project__programme")
    logs_reads = False

    def may_change(self, record: FinancialLine | FteLine, user: User) -> bool:
        return super().may_change(record, user) and record.review.status == ReviewStatus.OPEN

    def turn(self, record: FinancialLine | FteLine, user: User) -> str:
        frozen = record.review.status == ReviewStatus.FROZEN
        return "Its review is frozen: the line cannot change" if frozen else "Its review is open"

    def home(self, record: FinancialLine | FteLine) -> list[Fact]:
        """The review and the project that the line belongs to."""
        review, project = record.review, record.project
        found = [Fact("Review", review, reverse("change:benefits-reviews-detail", args=[review.pk]))]
        if project:
            found.append(Fact("Project", project, reverse("change:projects-detail", args=[project.pk])))
        return found


class FinancialLinePage(LinePage):
    register = FINANCIAL_LINES
    joins = ("review", "project__programme", "programme")
    form = FinancialLineForm

    def grid(self, record: FinancialLine) -> Fact:
        """Where the line stands among the others of its project, or of its programme as a whole."""
        url = grid_url(record.review_id, project=record.project_id, programme=record.programme_id)
        return Fact("In the grid", "See it by kind and year", url)

    def title(self, record: FinancialLine) -> str:
        return f"{record.get_kind_display()}, {financial_year(record.financial_year)}"

    def facts(self, record: FinancialLine, user: User) -> Sequence[Fact]:
        programme = record.programme
        return [
            *self.home(record),
            *(
                [Fact("Programme", programme, reverse("change:programmes-detail", args=[programme.pk]))]
                if programme
                else []
            ),
            Fact("Kind", record.get_kind_display()),
            Fact("Financial year", financial_year(record.financial_year)),
            *(
                Fact(label, "" if amount is None else money(amount))
                for label, amount in [
                    ("Planned", record.planned),
                    ("Forecast", record.forecast),
                    ("Actual", record.actual),
                ]
            ),
            self.grid(record),
        ]


class FteLinePage(LinePage):
    register = FTE_LINES
    form = FteLineForm

    def title(self, record: FteLine) -> str:
        return str(record)

    def facts(self, record: FteLine, user: User) -> Sequence[Fact]:
        return [
            *self.home(record),
            Fact("Kind", record.get_kind_display()),
            *([Fact("Label", record.label)] if record.label else []),
            Fact("Portfolio", record.portfolio),
            Fact("FTE", said(record.fte)),
        ]
