"""Talent records of the demo force: the talent map, three pools, and who could follow in critical roles.

Entered by the talent lead through the product's forms, so that what those refuse is not there either. Whoever left
since is named still, as it happens.
"""

import random
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from people.talent.forms import MemberForm, PoolForm, ProfileForm, RoleForm, SuccessionForm
from people.talent.models import CriticalRole, Succession, TalentPool, TalentPoolMember, TalentProfile
from people.workforce.models import Department, Post, User, in_force_on
from wmp.demo.force import worked
from wmp.demo.targets import BOARD_DAY
from wmp.lib import clock

# When succession was last gone through: some of those named have left since.
GONE_THROUGH = date(2021, 9, 14)
PROFILES = {"Sgt": 55, "Insp": 35, "CI": 16, "Supt": 8, "staff": 6}
# Performance and potential: of a hundred.
STANDS = {(1, 1): 3, (2, 1): 14, (3, 1): 9, (1, 2): 6, (2, 2): 30, (3, 2): 14, (1, 3): 3, (2, 3): 12, (3, 3): 9}
READY = {"now": 22, "1-2 years": 43, "3+ years": 35}
RISKS = {"low": 48, "medium": 26, "high": 26}
ASPIRATIONS = (
    "To run a response team",
    "To lead an investigation of a homicide",
    "A command post in neighbourhood policing",
    "To stay with the people they look after now",
    "The next rank within two years",
    "To work for a while at the regional unit",
    "To teach others",
    "",
)
DEVELOPMENTS = (
    "A year of leading more than one team, and somebody to talk it over with.",
    "Budgets: a post at headquarters would help.",
    "To have run a large public order event under supervision.",
    "A senior investigating officer to learn from.",
    "",
)
POOLS = (
    (
        "Command",
        "Superintendents and chief inspectors who may lead a department within three years.",
        ("CI", "Supt"),
        12,
    ),
    (
        "Front line leaders",
        "Sergeants and inspectors who lead well already and could do so at the next rank.",
        ("Sgt",),
        18,
    ),
    ("Senior investigators", "Detectives who are brought up to lead the gravest investigations.", ("Insp",), 10),
)
# Title, department, rank of the holder ("staff" for police staff), risk, who could follow: n now, s soon, l later.
ROLES = (
    ("Force incident manager", "Force Contact", "Insp", "high", "nss"),
    ("Head of Force Contact", "Force Contact", "Supt", "medium", "s"),
    ("Head of Custody", "Custody", "C.Supt", "high", ""),
    ("Custody inspector, central block", "Custody", "Insp", "low", "nnl"),
    ("Head of Public Protection", "PPU", "C.Supt", "medium", "sl"),
    ("Child abuse investigation lead", "PPU", "CI", "high", "s"),
    ("Senior investigating officer, homicide", "FCID", "CI", "medium", "nsl"),
    ("Head of the economic crime unit", "FCID", "CI", "medium", "l"),
    ("Disclosure lead", "FCID", "Insp", "low", "n"),
    ("Strategic firearms commander", "Operations", "Supt", "high", "ss"),
    ("Tactical firearms commander", "Operations", "CI", "medium", "nns"),
    ("Public order commander", "Operations", "Supt", "medium", "nl"),
    ("Head of dogs and horses", "Operations", "Insp", "low", "n"),
    ("Head of Intelligence", "Intel", "C.Supt", "medium", "s"),
    ("Covert authorities officer", "Intel", "Insp", "high", ""),
    ("Regional tasking lead", "ROCU", "Supt", "medium", "sl"),
    ("Counter-corruption lead", "Professional Standards", "CI", "high", "l"),
    ("Force vetting manager", "Professional Standards", "staff", "medium", "s"),
    ("Head of digital forensics", "Forensics", "staff", "high", "s"),
    ("Head of scenes of crime", "Forensics", "staff", "low", "nn"),
    ("Chief data officer", "IT and Digital", "staff", "high", ""),
    ("Data protection officer", "Corporate Communications", "staff", "medium", ""),
    ("Head of payroll", "Finance", "staff", "low", "ns"),
    ("Head of fleet", "Corporate Asset Management", "staff", "low", "l"),
    ("Neighbourhood commander, east", "NPU", "Supt", "medium", "nss"),
)
READINESS = {"n": "now", "s": "1-2 years", "l": "3+ years"}
# Of those who could follow, the rank below that of the role.
BELOW = {"C.Supt": "Supt", "Supt": "CI", "CI": "Insp", "Insp": "Sgt", "staff": "staff"}
VACANT = "Chief data officer"
# The second of each pair has the same only cover as the first.
SAME_COVER = {"Force vetting manager": "Head of digital forensics", "Child abuse investigation lead": "Disclosure lead"}
LEFT_HOLDER = "Regional tasking lead"


class Teller:
    """Enters it all. The same force and seed tell the same."""

    def __init__(self, accounts: dict[str, User], seed: int) -> None:
        self.lead = accounts["talent-lead"]
        self.chance = random.Random(f"talent {seed}")
        self.departments = dict(Department.objects.values_list("name", "pk"))
        # By department and rank: those who served when succession was gone through, and whether they serve still.
        self.served: dict[tuple[str, str], list[str]] = {}
        self.left: dict[str, list[str]] = {}
        self.by_rank: dict[str, list[str]] = {}
        self._read()

    def tell(self) -> int:
        """Returns how many profiles there are."""
        with clock.at(_noon(GONE_THROUGH)):
            roles = [self._role(*each) for each in ROLES]
        with clock.at(_noon(BOARD_DAY)):
            made = [self._profile(number) for number in self._of_the_map()]
            self._pools()
        return len(made) if roles else 0

    def _read(self) -> None:
        posts = Post.objects.unscoped().filter(in_force_on(GONE_THROUGH)).exclude(person__account=self.lead)
        posts = posts.filter(rank__special=False) | posts.filter(staff_type="staff")
        columns = ("person__employee_number", "department__name", "rank__abbreviation", "ended")
        for number, department, rank, ended in posts.values_list(*columns).order_by("person__employee_number"):
            if ended is None:
                self.served.setdefault((department, rank or "staff"), []).append(number)
                self.by_rank.setdefault(rank or "staff", []).append(number)
            elif ended < BOARD_DAY:
                self.left.setdefault(rank or "staff", []).append(number)

    def _role(self, title: str, department: str, rank: str, risk: str, follow: str) -> CriticalRole:
        holder = self.chance.choice(self.served[department, rank]) if title != VACANT else ""
        if title == LEFT_HOLDER and self.left.get(rank):
            holder = self.left[rank][0]
        data = {"title": title, "department": self.departments[department], "holder_number": holder, "risk": risk}
        why = "Few can do it, and the force cannot do without it for a week." if risk == "high" else ""
        role: CriticalRole = self._save(RoleForm, CriticalRole(), {**data, "why": why})
        known = self.served.get((department, BELOW[rank])) or self.by_rank[BELOW[rank]]
        known = [number for number in known if number != holder]
        those = self.chance.sample(known, len(follow))
        if title in SAME_COVER:
            self.shared = those[0]
        elif title in SAME_COVER.values():
            those[0] = self.shared
        for number, readiness in zip(those, follow, strict=True):
            given = {"employee_number": number, "readiness": READINESS[readiness], "note": ""}
            self._save(SuccessionForm, Succession(role=role), given)
        if title == LEFT_HOLDER and self.left.get(BELOW[rank]):
            given = {"employee_number": self.left[BELOW[rank]][0], "readiness": "now", "note": "Has run it as a deputy"}
            self._save(SuccessionForm, Succession(role=role), given)
        return role

    def _of_the_map(self) -> Iterator[str]:
        for rank, count in PROFILES.items():
            yield from self.chance.sample(self.by_rank[rank], count)

    def _profile(self, number: str) -> TalentProfile:
        performance, potential = self.chance.choices(list(STANDS), list(STANDS.values()))[0]
        looked_at = worked(BOARD_DAY - timedelta(days=self.chance.randint(10, 420)))
        data = {
            "employee_number": number,
            "performance": performance,
            "potential": potential,
            "readiness": self._weighted(READY),
            "leaving_risk": self._weighted(RISKS),
            "aspiration": self.chance.choice(ASPIRATIONS),
            "development": self.chance.choice(DEVELOPMENTS),
            **_boxes("reviewed_on", looked_at),
        }
        made: TalentProfile = self._save(ProfileForm, TalentProfile(), data)
        return made

    def _pools(self) -> None:
        profiles = TalentProfile.objects.visible_to(self.lead).filter(potential__gte=2).order_by("pk")
        known = list(profiles.values_list("person__employee_number", flat=True))
        for name, purpose, ranks, count in POOLS:
            pool: TalentPool = self._save(PoolForm, TalentPool(), {"name": name, "purpose": purpose})
            fitting = [number for number in known if any(number in self.by_rank[rank] for rank in ranks)]
            for place, number in enumerate(self.chance.sample(fitting, min(count, len(fitting)))):
                joined = worked(BOARD_DAY - timedelta(days=self.chance.randint(30, 700)))
                member = self._save(
                    MemberForm,
                    TalentPoolMember(pool=pool),
                    {"employee_number": number, **_boxes("joined_on", joined)},
                )
                if place == 0:
                    member.left_on = worked(BOARD_DAY - timedelta(days=12))
                    member.save()

    def _weighted(self, weights: dict[str, int]) -> str:
        return self.chance.choices(list(weights), list(weights.values()))[0]

    def _save(self, form: Any, record: Any, data: dict[str, Any]) -> Any:
        """As the page of the form does. Raises ValueError for what it would refuse."""
        filled = form(data, instance=record, user=self.lead)
        if not filled.is_valid():
            raise ValueError(f"{form.__name__}: {filled.errors.as_text()} in {data}")
        return filled.save()


def _noon(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(12)))


def _boxes(name: str, day: date) -> dict[str, int]:
    """A day as it is typed into three boxes."""
    return {f"{name}_day": day.day, f"{name}_month": day.month, f"{name}_year": day.year}
