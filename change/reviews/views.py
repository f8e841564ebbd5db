"""Record pages of benefits reviews and their lines, and the freezing of a review."""

from collections.abc import Sequence
from typing import ClassVar

from django.urls import reverse

from change.reviews.forms import FinancialLineForm, FteLineForm, ReviewForm
from change.reviews.models import BenefitsReview, FinancialLine, FteLine, ReviewStatus
from change.reviews.registers import FINANCIAL_LINES, FTE_LINES, REVIEWS, STATUS_COLOURS
from people.workforce.models import User
from wmp.lib.records import Fact, RecordPage
from wmp.lib.timeline import said
from wmp.lib.verbs import ReasonForm, Verb
from wmp.lib.words import financial_year, money


class ReviewPage(RecordPage):
    register = REVIEWS
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

    def turn(self, record: BenefitsReview, user: User) -> str:
        return "The change manager finishes and freezes it" if record.status == ReviewStatus.OPEN else ""

    def may_change(self, record: BenefitsReview, user: User) -> bool:
        return super().may_change(record, user) and record.status == ReviewStatus.OPEN

    def may_move(self, record: BenefitsReview, user: User) -> bool:
        return self.register.may_edit(user)

    def facts(self, record: BenefitsReview, user: User) -> Sequence[Fact]:
        years = f"{financial_year(record.first_year)} to {financial_year(record.last_year)}"
        return [Fact("As at", said(record.as_at)), Fact("Financial years", years)]


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
