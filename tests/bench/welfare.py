"""The case register beside plainref as each role sees it, a case with a long timeline, and the picker of people."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial

from people.roles import Role
from tests.bench import cases_made
from tests.bench.rows import Row, timed
from tests.bench.visits import Reader, side_by_side
from wmp.lib.registers.counting import forget_plans

REPEATS = 41
SMALL = 10_000
LIST, PLAIN = "/welfare/cases/", "/plainref/cases/"
# Name, the query, plainref's query, the goal.
PAGES = [
    ("first page", "", "", "<= 1.5"),
    ("filtered", "?risk=high", "?risk=high", "<= 1.5"),
    ("sorted by contact due", "?sort=next_contact_due", "?sort=next_contact_due", "<= 1.5"),
    ("searched", "?q=osei", "?q=osei", "<= 3"),
]
ROLES = {"officer": Role.WELFARE_OFFICER, "lead": Role.WELFARE_LEAD, "auditor": Role.AUDITOR}
MOST_QUERIES = 8


def run(size: int, say: Callable[[str], None]) -> Iterator[Row]:
    """The register at 10,000 cases and at `size`; at `size`, one case and the picker."""
    readers = {name: Reader(role) for name, role in ROLES.items()}
    taken: dict[int, dict[str, Mapping[str, float]]] = {}
    case = 0
    for cases in sorted({SMALL, size}):
        say(f"welfare: making {cases:,} cases")
        case = cases_made.make(cases, officer=readers["officer"].user, auditor=readers["auditor"].user)
        forget_plans()
        taken[cases] = {}
        for name, reader in readers.items():
            times: dict[str, float] = {}
            taken[cases][name] = times
            yield from _register(f"cases, {cases:,}, {name}", reader, times)
    if size > SMALL:
        for name in readers:
            for page, *_ in PAGES[:3]:
                large, small = taken[size][name][page], taken[SMALL][name][page]
                title = f"cases, {name}: {page}, {size:,} / {SMALL:,} (in empty pages)"
                yield Row(title, f"{large:.2f}", f"{small:.2f}", large / small, "<= 1.2")
    officer = readers["officer"]
    yield from _case(officer, case)
    yield from _picker(officer)
    for address in (LIST, f"{LIST}?status=supporting&q=osei", f"{LIST}{case}/"):
        count = officer.queries(address)
        yield Row(f"queries: {address}", str(count), str(MOST_QUERIES), count / MOST_QUERIES, "<= 1")


def _register(title: str, reader: Reader, times: dict[str, float]) -> Iterator[Row]:
    for name, ours, plain, goal in PAGES:
        jobs = [partial(reader.visit, each) for each in (LIST + ours, PLAIN + plain, "/plainref/nothing/")]
        register, reference, nothing = side_by_side(jobs, REPEATS)
        # The two sizes are minutes apart: what the machine then did beside them cancels out.
        times[name] = register / nothing
        yield timed(f"{title}: {name}", register, reference, goal)
    last, first = side_by_side([partial(reader.visit, f"{LIST}?page=last"), partial(reader.visit, LIST)], REPEATS)
    yield timed(f"{title}: last page", last, first, "<= 1.5")


def _case(officer: Reader, case: int) -> Iterator[Row]:
    jobs = [partial(officer.visit, f"{LIST}{case}/"), partial(officer.visit, f"/plainref/case/{case}/")]
    page, raw = side_by_side(jobs, REPEATS)
    yield timed(f"a case with {cases_made.ENTRIES} entries, beside raw SQL", page, raw, "<= 2")


def _picker(officer: Reader) -> Iterator[Row]:
    """The form that finds an officer as one types, beside the same form without that box; and what finding takes."""
    form = "/welfare/signals/new/"
    jobs = [partial(officer.visit, form), partial(officer.visit, "/plainref/form/")]
    with_it, without = side_by_side(jobs, REPEATS)
    yield timed("form with the picker of officers, beside without", with_it, without, "<= 1.2")
    pick = [partial(officer.visit, "/welfare/pick-officers/?q=osei"), partial(officer.visit, form)]
    found, form_alone = side_by_side(pick, REPEATS)
    # No goal of the page: it is asked beside it. Officers in probation are three in a hundred here.
    yield timed("officers found as one types, beside the form", found, form_alone, "<= 20")
