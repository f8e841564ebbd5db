"""The house as drawn: which way imports run."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
OURS = ("wmp", "people", "welfare", "change")

# From each part of the house, the parts it may import. The first name that fits a module is its part.
PARTS = ["wmp.lib", "wmp.board", "wmp.demo", "people", "welfare", "change", "wmp"]
MAY_IMPORT = {
    "wmp.lib": {"wmp.lib"},
    "people": {"people", "wmp.lib"},
    "welfare": {"welfare", "people", "wmp.lib"},
    "change": {"change", "people", "wmp.lib"},
    "wmp.board": {"wmp.board", "people", "welfare", "change", "wmp.lib"},
    "wmp.demo": {"wmp.demo", "wmp.board", "people", "welfare", "change", "wmp.lib"},
    "wmp": {"wmp", "wmp.demo", "wmp.board", "people", "welfare", "change", "wmp.lib"},
}
GROUND_FAMILY = {"people": "workforce", "change": "portfolio", "welfare": "cases"}
# What is told before joining ends in a passport, and so does a referral's advice: both stand on passports besides.
STANDS_ON = {("welfare", "joining"): {"passports"}, ("welfare", "referrals"): {"passports"}}


def modules() -> Iterator[tuple[str, Path]]:
    for package in OURS:
        for path in sorted((ROOT / package).rglob("*.py")):
            if "migrations" not in path.parts:
                yield ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"), path


def imported_by(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.ImportFrom):
            assert not node.level, f"{path} does not say in full what it imports"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


def part_of(module: str) -> str | None:
    return next((part for part in PARTS if module == part or module.startswith(f"{part}.")), None)


def family_of(module: str) -> tuple[str, str] | None:
    """The app and family of a module inside a family's folder."""
    steps = module.split(".")
    inside = len(steps) > 1 and (ROOT / steps[0] / steps[1]).is_dir()
    return (steps[0], steps[1]) if steps[0] in GROUND_FAMILY and inside else None


@pytest.mark.parametrize(("module", "path"), [pytest.param(*each, id=each[0]) for each in modules()])
def test_imports_run_downwards(module: str, path: Path) -> None:
    part = part_of(module)
    assert part is not None
    for imported in imported_by(path):
        other = part_of(imported)
        assert other is None or other in MAY_IMPORT[part], f"{module} imports {imported}"


@pytest.mark.parametrize(
    ("module", "path"), [pytest.param(*each, id=each[0]) for each in modules() if family_of(each[0])]
)
def test_families_stand_on_their_ground_family_only(module: str, path: Path) -> None:
    own = family_of(module)
    assert own is not None
    for imported in imported_by(path):
        other = family_of(imported)
        if other and other[0] == own[0]:
            floors = {own[1], GROUND_FAMILY[own[0]], *STANDS_ON.get(own, ())}
            assert other[1] in floors, f"{module} imports {imported}"


def test_no_import_hides_inside_a_function() -> None:
    hidden = [
        f"{module}:{inner.lineno}"
        for module, path in modules()
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef)
        for inner in ast.walk(node)
        if isinstance(inner, ast.Import | ast.ImportFrom)
    ]
    assert hidden == []


def users_of(attribute: str) -> set[str]:
    return {
        module
        for module, path in modules()
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Attribute) and node.attr == attribute
    }


def test_only_listed_modules_read_without_a_view() -> None:
    """`unscoped()` reads everybody's records: for figures, runs, loads and accounts, never for a page or a list."""
    assert users_of("unscoped") == UNSCOPED_ALLOWED


def test_only_listed_modules_pass_by_the_scope() -> None:
    """The base manager knows no scope: for rules and records that a scope has been asked about already."""
    assert users_of("_base_manager") == BASE_MANAGER_ALLOWED


UNSCOPED_ALLOWED = {
    "wmp.board.api.tokens",  # finds whose token a program sends; the daily job
    "wmp.board.naming",  # the installation's one key, which is nobody's view
    "wmp.board.watching.looking",  # the nightly job
    "wmp.board.watching.telling",  # the morning job
    "welfare.referrals.handling",  # what belongs to the referral in hand
    "welfare.cases.documents",  # the sweep of files that no document names
    "welfare.cases.emergency",  # finds the case that somebody opens who may not see it
    "welfare.resignations.tasks",  # the daily job that hears of all resignations
    "wmp.lib.alerts",  # the job that mails what waits, to whomever
    "welfare.cases.facts",  # the posting, signals and tasks of a case that its reader sees
    "welfare.cases.models",  # the tasks of a case that is closed
    "welfare.cases.officers",  # the names of former colleagues who have cases still, and nothing of the cases
    "change.benefits.extracts",  # a verb on each record that a file moves
    "change.benefits.measurements",  # whether the benefit in hand has a measurement of that day
    "change.benefits.reminders",  # the daily job
    "change.portfolio.models",  # whether a programme in hand has an open project
    "change.governance.registers",  # what those who are to do actions are called, and nothing of the actions
    "change.portfolio.extracts",  # a verb on each record that a file moves
    "change.reviews.extracts",
    "change.reviews.copying",  # all lines of a frozen review in hand, for the review that starts as its copy
    "wmp.board.loading",  # the job's own report, by its key
    "wmp.lib.extracts.reports",  # the job's own report, by its key
    "wmp.board.management.commands.load_extract",
    "wmp.demo.management.commands.make_demo_force",
    "wmp.demo.management.commands.make_demo_papers",
    "welfare.passports.models",  # what belongs to the passport in hand
    "welfare.passports.versions",
    "welfare.joining.agreeing",  # the row that its person answers
    "welfare.joining.dyslexia",  # what is booked for a referral in hand
    "welfare.joining.forms",  # an employee number may be of anybody who has joined
    "welfare.joining.handling",  # the row of an assessment in hand
    "welfare.joining.risk",  # the daily job
    "welfare.joining.six_weeks",
    "welfare.passports.owners",  # what those who see to adjustments are called, and nothing of the adjustments
    "people.performance.setting_up",  # what everybody may know of a year: its scale and common objectives
    "people.performance.opening",  # the daily job: every open year
    "people.performance.reminders",  # the daily job: what every team lacks
    "people.performance.figures",  # which year a figure is of
    "people.performance.distribution",  # counts for whoever sees the panel; never the reader's own
    "people.performance.minutes",  # the panel's own, which its members keep when they see its ratings no more
    "people.performance.seat_history",  # seats that are gone, of a panel in hand
    "people.performance.releasing",  # all final ratings of a year, and the job that shares them
    "people.workforce.posted",  # the departments of people whom a list names already
    "welfare.passports.handling",
    "welfare.passports.line_managers",  # the daily job that asks about the line managers of all holders
    "people.workforce.accounts_found",  # anybody in the force may be chosen: for a share, a panel
    "welfare.passports.reminders",  # the daily job, and the adjustments of the passport in hand
    "wmp.demo.accounts",
    "wmp.demo.papers",
    "wmp.demo.passports",
    "wmp.demo.performance",
    "wmp.demo.promotions",
    "wmp.demo.joining",
    "wmp.demo.cases",  # tells the year of a made-up force
    "wmp.lib.drafts",  # deletes the old ones, whosever they are
    "wmp.lib.sent_once",  # the same
    "wmp.lib.answers",  # computes aggregates
    "wmp.lib.timeline",  # the history of a record that its reader sees
    "wmp.board.models",  # what a result in hand counted, in the words of its definition
    "wmp.board.papers.issuing",  # all figures of a run and all of a paper, to freeze them
    "wmp.board.papers.registers",  # under which key earlier editions named their numbers, and nothing of them
    "wmp.board.papers.editions",  # who was given an edition, whether another stands in its place, what all are called
    "wmp.board.readings",  # what a nightly figure that somebody read is called, for auditors
    "wmp.board.papers.models",  # who wrote in a paper, and whether an edition of it was issued
    "wmp.board.papers.building",  # a file of an edition in hand is asked for again
    "wmp.board.papers.making",  # the job that builds the files of an edition
    "wmp.board.trends",  # what was published of earlier years, for a figure that is frozen
    "wmp.board.runs",
    "wmp.board.lineage.sweeping",  # the daily job: traces of long ago
    "wmp.board.lineage.provenance",  # counts all records behind a cell, to say how many of them the reader sees
    "wmp.board.management.commands.compute_figures",
    "wmp.board.management.commands.figure",
    "wmp.board.management.commands.paper",
    "people.promotion.models",  # whether the process of an application in hand has told its results
    "people.promotion.handling",  # letters, feedback and results of all candidates of the process in hand
    "people.recruitment.ranks",  # rates and shares of whole ranks, for a projection
    "people.recruitment.figures",  # the targets that a figure has a row for each of
    "wmp.demo.talent",  # the posts of a made-up force
    "wmp.demo.benefit_stories",  # the change portfolio of a made-up force
    "wmp.demo.budgets",
    "wmp.demo.delivery",
    "wmp.demo.governance",
    "people.talent.forms",  # whoever a talent record is about may be anybody in the force
    "people.talent.compliance",  # for the talent lead: posts counted by kind, and who misses a course
    "people.promotion.results",  # the order of the stages of a process in hand
    "people.promotion.set_up",  # whether a stage in hand has results, whosever they are
    "people.promotion.pool",  # the daily job, and what it told before
    "people.promotion.started",  # the daily job that deletes what was never sent
    "people.promotion.forms",  # a candidate's number may be of somebody whom the promotion team cannot see yet
    "welfare.wellbeing.forms",  # a practitioner's number may be of anybody in the force
    "people.admin",  # finds a person by employee number for their account
}

BASE_MANAGER_ALLOWED = {
    "change.access",  # the rules of the scope itself: what whoever owns a benefit sees of its project
    "change.benefits.measurements",  # the row of a benefit in hand
    "change.benefits.models",  # the same, while it is re-baselined
    "change.benefits.registers",  # what those who own benefits are called, and nothing of the benefits
    "people.promotion.models",  # who sees a process and its applications
    "people.promotion.applying",  # the row of an application in hand
    "people.promotion.eligibility",  # the posts of whoever asks whether they may apply
    "people.promotion.endorsing",  # the rows of an application and its endorsement in hand
    "people.performance.setting_up",  # whether a rating uses the scale, or was sent and not shared; nothing of it
    "people.performance.eligibility",  # the row of an appraisal in hand
    "people.performance.reminders",  # which appraisals have a rating that was sent, and nothing of it
    "people.performance.agreeing",  # the row of an appraisal in hand, and its objectives
    "people.performance.panels",  # who sees the ratings of a panel
    "people.performance.ratings",  # the row of a rating in hand
    "wmp.lib.break_glass",  # the rules of the scope itself: what is open to whom in an emergency, and its review
    "welfare.cases.signals",  # the person, the probation and the live case that a signal is about
    "welfare.resignations.models",  # the case that a resignation is told to, whoever tells it
    "welfare.resignations.tasks",  # a job's own
    "welfare.cases.models",  # the row of a case in hand, and who may see it
    "welfare.cases.handling",  # the rows of a case in hand
    "welfare.passports.models",  # the row of a passport in hand
    "welfare.joining.models",  # the row of a record in hand
    "welfare.joining.dyslexia",  # the same, and the rules of the scope itself: whose assessment it is
    "welfare.joining.handling",  # the link of a referral in hand
    "welfare.joining.links",  # whoever answers has no account: the link says which row
    "welfare.joining.mail",  # the job that mails links
    "welfare.passports.sharing",  # the rules of the scope itself: what is shared with whom
    "welfare.referrals.models",  # the row of a referral in hand
    "welfare.referrals.entries",  # the rules of the scope itself: what managers may read, and what was corrected
    "people.workforce.constraints",  # the row of a posting constraint in hand, and of its person
    "welfare.passports.adjustments",  # the row of an adjustment in hand
    "welfare.passports.adjustment_bulk",  # holds the passports of adjustments that were chosen
    "wmp.demo.joining",  # the nonce of a link that nobody of the demo force gets by mail
    "people.probation.models",  # the rules of the scope itself: who is in probation
    "people.roles",  # the rules of the scope itself: whose reports, whose account, who ever applied
    "wmp.lib.reference",  # the names of reference tables, and of records that lists name
    "wmp.lib.registers.register",  # an empty queryset
    "wmp.lib.timeline",  # names in the history of a record that its reader sees
    "wmp.lib.workflow",  # the row of a record in hand
}
