"""The record pages of the change app, each with the registers of what belongs to the record."""

from change import reconciling
from change.benefits.pages import BenefitPage
from change.benefits.registers import BENEFITS as BENEFITS_REGISTER
from change.budgeting.pages import InvestmentPage, LinePage, PhasePage
from change.budgeting.registers import LINES as BUDGETING_LINES
from change.governance.pages import ACTION_PAGE, BodyPage, DecisionPage
from change.governance.registers import ACTIONS, DECISIONS
from change.portfolio.delivery_pages import PAGES as DELIVERY
from change.portfolio.delivery_registers import DEPENDENCIES, MILESTONES, RISKS, STATUS_UPDATES
from change.portfolio.registers import PROJECTS
from change.portfolio.views import ProgrammePage, ProjectPage
from change.reviews.rates_pages import RatePage
from change.reviews.registers import FINANCIAL_LINES, FTE_LINES
from change.reviews.views import FinancialLinePage, FteLinePage, ReviewPage
from change.surveys.pages import PAGES as SURVEYS
from wmp.lib.records import Part, RecordPage

PORTFOLIO: list[RecordPage] = [
    ProgrammePage(
        [
            Part("projects", "Projects", PROJECTS, "programme", many=False, add="change:projects-add"),
            Part("milestones", "Milestones", MILESTONES, "project__programme"),
            Part("decisions", "Decisions", DECISIONS, "programme", many=False),
            Part("financial-lines", "Financial lines", FINANCIAL_LINES, "programme"),
        ]
    ),
    ProjectPage(
        [
            Part("milestones", "Milestones", MILESTONES, "project", many=False, add="change:milestones-add"),
            Part(
                "status-updates",
                "Status updates",
                STATUS_UPDATES,
                "project",
                many=False,
                add="change:status-updates-add",
            ),
            Part("risks", "Risks", RISKS, "project", add="change:risks-add"),
            Part("dependencies", "Waits for", DEPENDENCIES, "project", many=False, add="change:dependencies-add"),
            Part("depended-on", "Others wait for it", DEPENDENCIES, "on_project", many=False),
            Part("decisions", "Decisions", DECISIONS, "project", many=False),
            Part("actions", "Actions", ACTIONS, "project", many=False),
            Part("benefits", "Benefits", BENEFITS_REGISTER, "project", many=False),
            Part("financial-lines", "Financial lines", FINANCIAL_LINES, "project"),
            Part("fte-lines", "FTE lines", FTE_LINES, "project"),
        ]
    ),
    *DELIVERY,
    BodyPage(
        [
            Part("decisions", "Decisions", DECISIONS, "body", many=False, add="change:decisions-add"),
            Part("actions", "Actions", ACTIONS, "body", add="change:actions-add"),
        ]
    ),
    DecisionPage([Part("actions", "Actions", ACTIONS, "decision", many=False, add="change:decisions-set-action")]),
    ACTION_PAGE,
]
BENEFITS: list[RecordPage] = [BenefitPage()]
REVIEWS: list[RecordPage] = [
    ReviewPage(
        [
            Part("financial-lines", "Financial lines", FINANCIAL_LINES, "review"),
            Part("fte-lines", "FTE lines", FTE_LINES, "review"),
        ],
        reconciling.FURTHER,
    ),
    FinancialLinePage(),
    FteLinePage(),
    RatePage(),
]
BUDGETING: list[RecordPage] = [
    PhasePage([Part("lines", "Savings", BUDGETING_LINES, "phase", many=False, add="change:budgeting-lines-add")]),
    LinePage(),
    InvestmentPage(),
    *SURVEYS,
]
