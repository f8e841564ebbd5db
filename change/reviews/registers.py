"""Registers of benefits reviews and of their financial and FTE lines."""

import django_tables2 as tables

from change.access import ChangeRegister
from change.portfolio.models import Programme, Project
from change.reviews.models import BenefitsReview, FinancialLine, FteKind, FteLine, LineKind, ReviewStatus
from wmp.lib.registers.columns import Column, FinancialYearColumn, MoneyColumn, ReferenceColumn, TagColumn
from wmp.lib.registers.filters import ChoiceFilter, Filters, NumberFilter, ReferenceFilter, TextFilter

STATUS_COLOURS = {"open": "blue", "frozen": "grey"}


class ReviewTable(tables.Table):
    name = Column()
    as_at = Column(verbose_name="As at", orderable=True)
    first_year = FinancialYearColumn(verbose_name="First year", orderable=True)
    last_year = FinancialYearColumn(verbose_name="Last year", orderable=True)
    status = TagColumn(STATUS_COLOURS)


class ReviewFilters(Filters):
    status = ChoiceFilter(choices=ReviewStatus.choices)


class ReviewRegister(ChangeRegister):
    model = BenefitsReview
    title = "Benefits reviews"
    slug = "benefits-reviews"
    table = ReviewTable
    filters = ReviewFilters
    search = ("name",)
    search_label = "Search by name"
    order = "-as_at"


class FinancialLineTable(tables.Table):
    kind = Column(orderable=False)
    programme = Column(accessor="programme__name", verbose_name="Programme")
    project = Column(accessor="project__name", verbose_name="Project", orderable=True)
    financial_year = FinancialYearColumn(orderable=True)
    planned = MoneyColumn(orderable=True)
    forecast = MoneyColumn(orderable=True)
    actual = MoneyColumn(orderable=True)
    review = ReferenceColumn("review__name", orderable=False)


class FinancialLineFilters(Filters):
    review = ReferenceFilter(BenefitsReview)
    programme = ReferenceFilter(Programme)
    project = ReferenceFilter(Project)
    kind = ChoiceFilter(choices=LineKind.choices)
    financial_year = NumberFilter("financial_year", "Financial year from April of")


class FinancialLineRegister(ChangeRegister):
    model = FinancialLine
    title = "Financial lines"
    slug = "financial-lines"
    table = FinancialLineTable
    filters = FinancialLineFilters
    search = ("project__name", "programme__name")
    search_label = "Search by project or programme"
    order = "project"


class FteLineTable(tables.Table):
    portfolio = Column(orderable=True)
    kind = Column(orderable=False)
    project = Column(accessor="project__name", verbose_name="Project", orderable=True)
    label = Column(orderable=True)
    fte = Column(orderable=True)
    review = ReferenceColumn("review__name", orderable=False)


class FteLineFilters(Filters):
    review = ReferenceFilter(BenefitsReview)
    project = ReferenceFilter(Project)
    kind = ChoiceFilter(choices=FteKind.choices)
    portfolio = TextFilter("portfolio", "Portfolio")


class FteLineRegister(ChangeRegister):
    model = FteLine
    title = "FTE lines"
    slug = "fte-lines"
    table = FteLineTable
    filters = FteLineFilters
    search = ("project__name", "label")
    search_label = "Search by project or label"
    order = "portfolio"


REVIEWS = ReviewRegister()
FINANCIAL_LINES = FinancialLineRegister()
FTE_LINES = FteLineRegister()
REGISTERS = [REVIEWS, FINANCIAL_LINES, FTE_LINES]
