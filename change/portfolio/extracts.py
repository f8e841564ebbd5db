"""The file of projects."""

from dataclasses import dataclass
from itertools import combinations

from change.portfolio.models import STANDALONE, Limb, Programme, Project, ProjectStatus
from people.roles import Role
from wmp.lib.extracts import Choice, Date, Extract, Load, Lookup, RowRule, Text
from wmp.lib.extracts.moves import check_moves, note_moves

LOADERS = frozenset({Role.CHANGE_MANAGER.value})


@dataclass(frozen=True)
class ProgrammeName(Text):
    """A programme, or nothing where the file says that a project stands on its own."""

    longest: int = 120

    def value(self, cell: str) -> str:
        return f"CASE WHEN translate(lower({cell}), '- _', '') = 'standalone' THEN NULL ELSE {cell} END"


PROGRAMME = Lookup("programme", "programme", "LEFT JOIN change_programme programme ON programme.name = s.programme")
# A programme that is not on record has no projects: its rows must not find the stand-alone ones.
PROJECT_JOIN = (
    "LEFT JOIN change_project project ON project.name = s.project"
    " AND project.programme_id IS NOT DISTINCT FROM programme.id AND (s.programme IS NULL OR programme.id IS NOT NULL)"
)

# A project by its name alone, where no other has it, or after its programme.
PROJECT_SPELLINGS = f"""(
    SELECT spelling, min(id) AS id FROM (
        SELECT name AS spelling, id FROM change_project
        UNION SELECT coalesce(g.name, '{STANDALONE}') || ' - ' || p.name, p.id
        FROM change_project p LEFT JOIN change_programme g ON g.id = p.programme_id
    ) every GROUP BY spelling HAVING count(*) = 1
)"""
NO_SUCH_PROJECT = (
    "'\"' || s.project || CASE WHEN EXISTS (SELECT FROM change_project p WHERE p.name = s.project)"
    ' THEN \'" is the name of several projects: put the programme and " - " before it\''
    " ELSE '\" is no project; load the projects first' END"
)


class Projects(Extract):
    """One row a project, and where it stands. A row without a project names a programme that has none yet."""

    kind = "projects"
    title = "Programmes and projects"
    loaders = LOADERS
    columns = (
        ProgrammeName("programme", key=True),
        Text("project", key=True, longest=120),
        Choice("limb", choices=Limb.choices),
        Choice("status", choices=ProjectStatus.choices, nil=ProjectStatus.MOBILISING.value),
        Text("sponsor", longest=120),
        Date("started_on"),
        Date("closed_on"),
    )
    lookups = (PROGRAMME, Lookup("project", "project", PROJECT_JOIN))
    rules = (
        RowRule("project", "s.project IS NULL AND s.programme IS NULL", "is required where no programme is named", []),
        RowRule("limb", "s.limb IS NULL AND s.project IS NOT NULL", "is required for a project", ["project"]),
        RowRule("closed_on", "s.closed_on < s.started_on", "is before started_on", ["started_on"]),
    )

    def check(self, load: Load) -> None:
        forward = combinations(ProjectStatus.values, 2)  # as `report_status` goes
        check_moves(load, Project, record="project_id", column="status", ways=forward)

    def write(self, load: Load) -> None:
        load.add_names(Programme, "programme")
        load.table(
            "moves",
            "SELECT s.line, p.id, s.status AS new FROM staged s"
            " JOIN change_project p ON p.id = s.project_id AND p.status <> s.status",
        )
        note_moves(load)
        for pk, status in load.rows("SELECT id, new FROM moves ORDER BY line"):
            Project.objects.unscoped().get(pk=pk).report_status(status, by=load.by, reason=load.reason)
        load.upsert(
            Project,
            source="FROM staged s LEFT JOIN change_programme programme ON programme.name = s.programme"
            " WHERE s.project IS NOT NULL",
            key={"programme": "programme.id", "name": "s.project"},
            values={
                "limb": "s.limb",
                "sponsor": "coalesce(s.sponsor, '')",
                "started_on": "s.started_on",
                "closed_on": "s.closed_on",
            },
            once={"status": "s.status", "description": "''"},
        )


EXTRACTS: list[Extract] = [Projects()]
