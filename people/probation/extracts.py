"""The file of probations."""

from people.probation.models import Outcome, Probation
from people.workforce.extracts import LOADERS, PERSON
from wmp.lib.extracts import Choice, Date, Extract, Load, Lookup, RowRule, Text

ROUTE = Lookup(
    "route",
    "entry_route",
    "LEFT JOIN people_entryroute route ON lower(route.name) = lower(s.entry_route)",
    "is no entry route; the administrator keeps the list",
)


class ProbationExtract(Extract):
    """One row a probation: somebody may begin one more than once."""

    kind = "probation"
    title = "Probation of student officers"
    loaders = LOADERS
    columns = (
        Text("employee_number", key=True, required=True, longest=20),
        Text("entry_route", key=True, required=True, longest=30),
        Text("intake", longest=60),
        Date("started_on", key=True, required=True),
        Date("due_to_end_on"),
        Date("ended_on"),
        Choice("outcome", choices=Outcome.choices, nil=""),
    )
    lookups = (PERSON, ROUTE)
    identity = ("employee_number", "route_id", "started_on")
    rules = (
        RowRule("due_to_end_on", "s.due_to_end_on < s.started_on", "is before started_on", ["started_on"]),
        RowRule("ended_on", "s.ended_on < s.started_on", "is before started_on", ["started_on"]),
        RowRule(
            "ended_on",
            "s.ended_on IS NULL AND s.outcome <> ''",
            "is required, because outcome is given",
            ["outcome"],
        ),
        RowRule(
            "outcome",
            "s.ended_on IS NOT NULL AND s.outcome = ''",
            "is required, because ended_on is given",
            ["ended_on"],
        ),
    )

    def write(self, load: Load) -> None:
        load.upsert(
            Probation,
            source="FROM staged s",
            key={"person": "s.person_id", "entry_route": "s.route_id", "started_on": "s.started_on"},
            values={
                "intake": "coalesce(s.intake, '')",
                "due_to_end_on": "s.due_to_end_on",
                "ended_on": "s.ended_on",
                "outcome": "s.outcome",
            },
        )


EXTRACTS: list[Extract] = [ProbationExtract()]
