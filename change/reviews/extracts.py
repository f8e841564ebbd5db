"""The files of a benefits review: the review itself, its financial lines, its FTE lines."""

from change.portfolio.extracts import (
    LOADERS,
    NO_SUCH_PROJECT,
    PROGRAMME,
    PROJECT_JOIN,
    PROJECT_SPELLINGS,
    ProgrammeName,
)
from change.portfolio.models import Programme
from change.reviews.amounts import AMOUNTS
from change.reviews.models import BenefitsReview, FinancialLine, FteKind, FteLine, LineKind, ReviewStatus
from wmp.lib.extracts import Amount, Choice, Date, Extract, FinancialYear, Load, Lookup, RowRule, Text
from wmp.lib.extracts.moves import check_moves, note_moves

MILLION_MILLION = 999_999_999_999
REVIEW_JOIN = "LEFT JOIN change_benefitsreview review ON review.name = s.review"
REVIEW = Lookup("review", "review", REVIEW_JOIN, "is no review; load the reviews first")

FROZEN = """
    SELECT s.line, 'review', 'is frozen: its lines stand as they are; a new review starts as a copy'
    FROM staged s JOIN change_benefitsreview r ON r.id = s.review_id AND r.status = 'frozen'
"""


def _year(number: str) -> str:
    """SQL for a financial year in words."""
    return f"{number} || '/' || lpad((({number} + 1) % 100)::text, 2, '0')"


class Reviews(Extract):
    """One row a review. Loaded again with the state frozen, it freezes."""

    kind = "reviews"
    title = "Benefits reviews"
    loaders = LOADERS
    columns = (
        Text("review", key=True, required=True, longest=120),
        Date("as_at", required=True),
        FinancialYear("first_year", required=True),
        FinancialYear("last_year", required=True),
        Choice("state", choices=ReviewStatus.choices, nil=ReviewStatus.OPEN.value),
    )
    lookups = (Lookup("review", "review", REVIEW_JOIN),)
    rules = (RowRule("last_year", "s.last_year < s.first_year", "is before first_year", ["first_year"]),)

    def check(self, load: Load) -> None:
        check_moves(load, BenefitsReview, record="review_id", column="state")
        load.reasons(
            "staged s JOIN change_benefitsreview r ON r.id = s.review_id AND r.status = 'frozen'",
            {
                column: f"CASE WHEN s.{column} <> r.{column} THEN 'differs from the record; the review is frozen' END"
                for column in ("as_at", "first_year", "last_year")
            },
        )
        load.faults_from(LINES_LEFT_OUT)

    def write(self, load: Load) -> None:
        load.table(
            "moves",
            "SELECT s.line, r.id, s.state AS new FROM staged s"
            " JOIN change_benefitsreview r ON r.id = s.review_id AND r.status <> s.state",
        )
        load.upsert(
            BenefitsReview,
            source="FROM staged s",
            key={"name": "s.review"},
            values={"as_at": "s.as_at", "first_year": "s.first_year", "last_year": "s.last_year"},
            once={"status": "s.state"},
        )
        note_moves(load)
        # From open there is one way only.
        for (pk,) in load.rows("SELECT id FROM moves ORDER BY line"):
            BenefitsReview.objects.unscoped().get(pk=pk).freeze(by=load.by, reason=load.reason)


LINES_LEFT_OUT = """
    SELECT DISTINCT s.line, CASE WHEN f.financial_year < s.first_year THEN 'first_year' ELSE 'last_year' END,
        'leaves out financial lines that the review has'
    FROM staged s JOIN change_financialline f ON f.review_id = s.review_id
    WHERE f.financial_year < s.first_year OR f.financial_year > s.last_year
"""


class Financials(Extract):
    """One row a line of a review: pounds of one kind in one year, of a project or of a whole programme."""

    kind = "financials"
    title = "Financial lines of a review"
    loaders = LOADERS
    columns = (
        Text("review", key=True, required=True, longest=120),
        ProgrammeName("programme", key=True),
        Text("project", key=True, longest=120),
        Choice("kind", key=True, required=True, choices=LineKind.choices),
        FinancialYear("financial_year", key=True, required=True),
        *(Amount(column, least=-MILLION_MILLION, most=MILLION_MILLION) for column in AMOUNTS),
    )
    lookups = (REVIEW, PROGRAMME, Lookup("project", "project", PROJECT_JOIN))
    rules = (
        RowRule(
            "programme",
            "s.programme IS NULL AND s.project IS NULL",
            "is required, because there is no project: a line belongs to a programme, a project or both",
            ["project"],
        ),
        RowRule(
            "project",
            "s.project IS NOT NULL AND s.project_id IS NULL",
            reads=["programme"],
            reason_sql="'\"' || s.project || '\" is no project'"
            " || coalesce(' of ' || s.programme, ' that stands on its own') || '; load the projects first'",
        ),
    )

    def check(self, load: Load) -> None:
        load.faults_from(FROZEN)
        load.faults_from(
            "SELECT s.line, 'financial_year', 'is outside the review, which goes from '"
            f" || {_year('r.first_year')} || ' to ' || {_year('r.last_year')}"
            " FROM staged s JOIN change_benefitsreview r ON r.id = s.review_id"
            " WHERE s.financial_year NOT BETWEEN r.first_year AND r.last_year"
        )

    def write(self, load: Load) -> None:
        key = {
            "review_id": "s.review_id",
            "programme_id": "s.programme_id",
            "project_id": "s.project_id",
            "kind": "s.kind",
            "financial_year": "s.financial_year",
        }
        load.take_out_nil(FinancialLine, key=key, amounts=AMOUNTS)
        load.add_names(Programme, "programme")
        load.upsert(
            FinancialLine,
            source="FROM staged s LEFT JOIN change_programme programme ON programme.name = s.programme",
            key={**key, "programme_id": "programme.id"},
            values={column: f"s.{column}" for column in AMOUNTS},
        )


class Fte(Extract):
    """One row an FTE saving of a project in a portfolio, or an adjustment, whose label stands in `project`."""

    kind = "fte"
    title = "FTE savings and adjustments of a review"
    loaders = LOADERS
    columns = (
        Text("review", key=True, required=True, longest=120),
        Text("project", key=True, required=True, longest=243),
        Choice("kind", required=True, choices=FteKind.choices),
        Text("portfolio", key=True, required=True, longest=120),
        Amount("fte", pounds=False, least=-999_999, most=999_999),
    )
    lookups = (
        REVIEW,
        Lookup(
            "project",
            "project",
            f"LEFT JOIN {PROJECT_SPELLINGS} project ON project.spelling = s.project AND s.kind = 'saving'",
        ),
    )
    derived = {"label": "CASE WHEN s.kind = 'adjustment' THEN s.project ELSE '' END"}
    identity = ("review_id", "project_id", "label", "portfolio")
    identity_reads = ("kind",)
    rules = (
        RowRule(
            "project",
            "s.kind = 'saving' AND s.project_id IS NULL",
            reads=["kind"],
            reason_sql=NO_SUCH_PROJECT,
        ),
        RowRule(
            "project",
            "s.kind = 'adjustment' AND length(s.project) > 120",
            "is too long for a label; 120 characters fit",
        ),
    )

    def check(self, load: Load) -> None:
        load.faults_from(FROZEN)

    def write(self, load: Load) -> None:
        key = {column: f"s.{column}" for column in self.identity}
        load.take_out_nil(FteLine, key=key, amounts=["fte"])
        load.upsert(
            FteLine,
            source="FROM staged s",
            key=key,
            values={"kind": "s.kind", "fte": "s.fte"},
        )


EXTRACTS: list[Extract] = [Reviews(), Financials(), Fte()]
