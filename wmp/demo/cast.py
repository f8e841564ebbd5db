"""The standing cast: people of the demo force who have accounts, at least one for each role."""

from dataclasses import dataclass

from people.roles import Role
from wmp.demo.force import FEMALE, MALE, Force, Person
from wmp.demo.probation import Recruit
from wmp.demo.targets import MINORITY, SERGEANT, STAFF, WHITE


@dataclass(frozen=True)
class Member:
    """One of the cast. `role` is None for those whose rights follow from their posts alone."""

    username: str
    part: str
    number: str
    first_name: str
    last_name: str
    gender: str
    ethnicity: str
    department: str
    role: Role | None = None
    rank: str = ""

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}"

    @property
    def group(self) -> str:
        return WHITE if self.ethnicity.startswith("W") else MINORITY


# Of every account of the cast. Longer than the shortest that the product takes, and no secret.
PASSWORD = "demo-force-2022"
POD = "People and Organisational Development"
TRAINING = "Learning and Development"
CHANGE = "Change and Transformation"
STUDENT = Member("student-officer", "employee", "100001", "Priya", "Sahota", FEMALE, "A1", "Response")
MANAGER = Member("line-manager", "line manager", "100002", "Gareth", "Hodgetts", MALE, "W1", "Response", rank=SERGEANT)
OFFICE = (
    Member(
        "welfare-officer", "welfare officer", "100003", "Ruth", "Beddoes", FEMALE, "W1", TRAINING, Role.WELFARE_OFFICER
    ),
    Member("welfare-lead", "welfare lead", "100004", "Errol", "Campbell", MALE, "B1", TRAINING, Role.WELFARE_LEAD),
    Member("ra-officer", "RA officer", "100005", "Sunita", "Mistry", FEMALE, "A1", POD, Role.RA_OFFICER),
    Member(
        "dyslexia-assessor",
        "dyslexia assessor",
        "100006",
        "Owen",
        "Preece",
        MALE,
        "W1",
        TRAINING,
        Role.DYSLEXIA_ASSESSOR,
    ),
    Member("promotion-team", "promotion team", "100007", "Helen", "Tranter", FEMALE, "W1", POD, Role.PROMOTION_TEAM),
    Member("performance-lead", "performance lead", "100008", "Imran", "Malik", MALE, "A2", POD, Role.PERFORMANCE_LEAD),
    Member("talent-lead", "talent lead", "100009", "Beth", "Garbett", FEMALE, "W1", POD, Role.TALENT_LEAD),
    Member("people-data", "people data officer", "100010", "Tomasz", "Nowak", MALE, "W9", POD, Role.PEOPLE_DATA),
    Member(
        "change-manager", "change manager", "100011", "Alicia", "Nembhard", FEMALE, "B1", CHANGE, Role.CHANGE_MANAGER
    ),
    Member(
        "benefit-owner", "benefit owner", "100012", "Martin", "Woodall", MALE, "W1", "Force Contact", Role.BENEFIT_OWNER
    ),
    Member(
        "board-secretary", "board secretary", "100013", "Claire", "Ashworth", FEMALE, "W1", POD, Role.BOARD_SECRETARY
    ),
    Member(
        "deputy-secretary",
        "deputy board secretary",
        "100020",
        "Leon",
        "Fairclough",
        MALE,
        "B1",
        POD,
        Role.BOARD_SECRETARY,
    ),
    Member("board-reader", "board reader", "100014", "Simon", "Perks", MALE, "W1", "Finance", Role.BOARD_READER),
    Member("auditor", "auditor", "100015", "Nadia", "Hussain", FEMALE, "A2", "Professional Standards", Role.AUDITOR),
    Member(
        "administrator",
        "administrator",
        "100016",
        "Stuart",
        "Kendrick",
        MALE,
        "W1",
        "IT and Digital",
        Role.ADMINISTRATOR,
    ),
)
CAST = (STUDENT, MANAGER, *OFFICE)
# The rest of the welfare team, so that its lead has a team to look at. The sign-in page does not name them.
COLLEAGUES = tuple(
    Member(f"welfare-officer-{place}", "welfare officer", number, *name, TRAINING, Role.WELFARE_OFFICER)
    for place, number, name in (
        (2, "100017", ("Dawn", "Fellows", FEMALE, "W1")),
        (3, "100018", ("Kiran", "Bains", FEMALE, "A1")),
        (4, "100019", ("Joseph", "Lissaman", MALE, "W1")),
    )
)


def place(force: Force, recruits: list[Recruit]) -> None:
    """Gives each part to somebody of the force whose post and declaration fit it; managers are assigned already."""
    _student_and_manager(recruits)
    for member in (*OFFICE, *COLLEAGUES):
        fits = next(person for person in force.people if _fits(person, member))
        _become(fits, member)


def _student_and_manager(recruits: list[Recruit]) -> None:
    """A student officer in response whose sergeant works there too."""
    for recruit in recruits:
        student = recruit.person
        if student is None or recruit.route is None or recruit.outcome or len(student.posts) > 1:
            continue
        manager = student.latest.manager
        if manager and _suits(student, STUDENT) and _suits(manager, MANAGER) and manager.latest.rank == MANAGER.rank:
            _become(student, STUDENT)
            _become(manager, MANAGER)
            return
    raise LookupError("no student officer fits the cast")


def _suits(person: Person, member: Member) -> bool:
    return (
        not person.number
        and person.declared
        and (person.gender, person.group) == (member.gender, member.group)
        and person.latest.ended is None
        and person.latest.department == member.department
    )


def _fits(person: Person, member: Member) -> bool:
    """Front-line staff with one post: a special or a team leader would bring records of their own."""
    return len(person.posts) == 1 and person.latest.staff_type == STAFF and person.grade == 0 and _suits(person, member)


def _become(person: Person, member: Member) -> None:
    person.number, person.ethnicity = member.number, member.ethnicity
    person.first_name, person.last_name = member.first_name, member.last_name
