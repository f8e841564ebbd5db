"""The record pages of the change app, each with the registers of what belongs to the record."""

from change.portfolio.registers import PROJECTS
from change.portfolio.views import ProgrammePage, ProjectPage
from change.reviews.registers import FINANCIAL_LINES, FTE_LINES
from change.reviews.views import FinancialLinePage, FteLinePage, ReviewPage
from wmp.lib.records import Part, RecordPage

PORTFOLIO: list[RecordPage] = [
    ProgrammePage(
        [
            Part("projects", "Projects", PROJECTS, "programme"),
            Part("financial-lines", "Financial lines", FINANCIAL_LINES, "programme"),
        ]
    ),
    ProjectPage(
        [
            Part("financial-lines", "Financial lines", FINANCIAL_LINES, "project"),
            Part("fte-lines", "FTE lines", FTE_LINES, "project"),
        ]
    ),
]
BENEFITS: list[RecordPage] = []
REVIEWS: list[RecordPage] = [
    ReviewPage(
        [
            Part("financial-lines", "Financial lines", FINANCIAL_LINES, "review"),
            Part("fte-lines", "FTE lines", FTE_LINES, "review"),
        ]
    ),
    FinancialLinePage(),
    FteLinePage(),
]
BUDGETING: list[RecordPage] = []
