"""What the demo force's RA officers know of those about to join, of Access to Work, and of referrals of the cast."""

import random
from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from people.models import EntryRoute, Person, Probation, User
from welfare.joining import handling, links
from welfare.joining.access_to_work import AccessToWork
from welfare.joining.assessments import Assessment
from welfare.joining.choices import NoticeOutcome, NotNeeded, ReferralStatus
from welfare.joining.dyslexia import DyslexiaReferral, FormLink
from welfare.joining.models import RecruitmentNotice
from welfare.referrals import handling as referrals
from welfare.referrals.choices import PrimaryReason
from wmp.demo.cast import MANAGER, STUDENT
from wmp.demo.force import worked
from wmp.demo.targets import BOARD_DAY
from wmp.lib import clock
from wmp.lib.working_days import add_working_days

INTAKE = "April 2022"
JOINING = date(2022, 4, 25)
# Of the intake that joins next: how far each has come.
FAR = (
    *[ReferralStatus.SENT] * 6,
    *[ReferralStatus.DECLINED] * 5,
    *[ReferralStatus.RETURNED] * 3,
    *[ReferralStatus.SCREENED] * 3,
    *[ReferralStatus.ASSESSED] * 2,
    *[ReferralStatus.RISK_ASSESSED] * 2,
    ReferralStatus.NOT_NEEDED,
)
NAMES = (
    "Aaliyah Begum", "Adam Whitehouse", "Bethan Rees", "Callum Dyer", "Chloe Fradgley", "Daniel Osei", "Ellie Hingley",
    "Farah Iqbal", "George Tandy", "Hannah Round", "Isaac Okoro", "Jaspreet Gill", "Kieran Bloomer", "Lauren Pitt",
    "Mohammed Aziz", "Niamh Doyle", "Oliver Raybould", "Paige Cartwright", "Qasim Rafiq", "Rebecca Slim", "Sam Tolley",
    "Tara Wilkes",
)  # fmt: skip
ANSWERS = (
    {"reading": "I read slowly and often twice.", "helped": "Coloured paper and more time.", "earlier": "At school."},
    {"writing": "Spelling, always. I use a checker at home.", "reach": "A text after five."},
    {"remembering": "Lists of names and numbers do not stay.", "organising": "I need things written down."},
    {"reading": "Small print swims.", "writing": "Handwriting is hard to read.", "earlier": "Never."},
)
ADVICE = "Text-to-speech on the force laptop; handouts a day before; a quarter more time in written assessments."
FOUND = "Profile consistent with dyslexia. Working memory in the low average range."
MEASURES = "Tutor knows to give instructions in writing. No reading aloud without notice. The driving school knows."
# Name, days until joining, what was told, by whom, and what came of it.
NOTICES = (
    ("Ravi Sandhu", 24, "Uses a hearing aid and asks about the radio.", "Recruitment, vetting call", ""),
    (
        "Molly Harcourt",
        24,
        "Type 1 diabetes: where can insulin be kept?",
        "Recruitment, medical form",
        "contacted",
    ),
    ("Dean Capewell", 52, "Broken ankle, on crutches until May.", "Recruitment, by phone", ""),
    ("Zainab Yusuf", -35, "Prayer room near the training rooms.", "Recruitment", NoticeOutcome.NOTHING),
    ("Lewis Bird", -63, "Monitor on an arm, after an eye operation.", "Recruitment", NoticeOutcome.PASSPORT),
)
# How far an application has come, and how many days ago its person started.
ACCESS = (
    ("encouraged", 12), ("encouraged", 37), ("encouraged", 60), ("applied", 30), ("applied", 48), ("assessed", 80),
    ("awarded", 120), ("awarded", 150), ("in place", 210), ("in place", 260), ("refused", 130),
)  # fmt: skip


WAY = {
    "encouraged": (),
    "applied": ("applied",),
    "assessed": ("applied", "assessed"),
    "awarded": ("applied", "assessed", "awarded"),
    "in place": ("applied", "assessed", "awarded", "in place"),
    "refused": ("applied", "refused"),
}


class Teller:
    """Tells all of it by the verbs of the pages. The same seed tells the same."""

    def __init__(self, accounts: dict[str, User], seed: int) -> None:
        self.chance = random.Random(seed)
        self.accounts = accounts
        self.officer, self.assessor = accounts["ra-officer"], accounts["dyslexia-assessor"]

    def tell(self) -> int:
        """Returns how many forms were sent."""
        for notice in NOTICES:
            self._notice(*notice)
        route = EntryRoute.objects.filter(name="PCDA").first()
        for name, status in zip(NAMES, self.chance.sample(FAR, len(FAR)), strict=True):
            self._referral(name, status, route)
        self._access()
        self._occupational_health()
        return len(NAMES)

    # --- before joining ---

    def _notice(self, name: str, until: int, need: str, told_by: str, outcome: str) -> None:
        joining = BOARD_DAY + timedelta(days=until)
        received = worked(min(BOARD_DAY - timedelta(days=3), joining - timedelta(days=30)))
        with clock.at(_moment(received)):
            notice = RecruitmentNotice(
                name=name, email=_address(name), joining_on=joining, told_by=told_by, received_on=received
            )
            handling.record_notice(notice, by=self.accounts["people-data"], need=need)
        if outcome:
            with clock.at(_moment(add_working_days(received, 2))):
                spoke = "Spoke by phone"
                handling.move_notice(notice, "contact", by=self.officer, on=clock.today(), note=spoke)
                if outcome != "contacted":
                    handling.move_notice(notice, "settle", by=self.officer, outcome=outcome)

    def _referral(self, name: str, status: str, route: EntryRoute | None) -> None:
        """One form, from its sending to where it stands on the board day."""
        day = date(2022, 3, 14)
        referral = DyslexiaReferral(name=name, email=_address(name), joining_on=JOINING, intake=INTAKE, entry=route)
        with clock.at(_moment(day)):
            handling.send_form(referral, by=self.officer)
        FormLink._base_manager.filter(referral=referral).update(mailed_at=_moment(day))
        if status == ReferralStatus.SENT:
            return
        day = add_working_days(day, self.chance.randint(1, 5))
        with clock.at(_moment(day)):
            nonce = FormLink._base_manager.get(referral=referral).nonce
            wants = status != ReferralStatus.DECLINED
            told = self.chance.choice(ANSWERS) if wants else {}
            links.answer(links.Key(referral.pk, nonce), wants=wants, told=told)
        referral.refresh_from_db()
        if status not in (ReferralStatus.DECLINED, ReferralStatus.RETURNED):
            self._screened(referral, status, add_working_days(day, 2))

    def _screened(self, referral: DyslexiaReferral, status: str, day: date) -> None:
        with clock.at(_moment(day)):
            if status == ReferralStatus.NOT_NEEDED:
                referral.end_not_needed(by=self.officer, why=NotNeeded.SCREENING)
                return
            referral.screen(by=self.officer, on=day)
        if status == ReferralStatus.SCREENED:
            self._book(referral, day, add_working_days(BOARD_DAY, self.chance.randint(1, 6)))
            return
        held_on = worked(min(add_working_days(day, 3), BOARD_DAY - timedelta(days=1)))
        assessment = self._book(referral, day, held_on)
        with clock.at(assessment.ends_at):
            handling.write_outcome(assessment, by=self.assessor, outcome=FOUND, recommendations=ADVICE)
        if status == ReferralStatus.RISK_ASSESSED:
            referral.refresh_from_db()
            with clock.at(assessment.ends_at + timedelta(hours=3)):
                referral.assess_risk(by=self.officer, on=clock.today(), measures=MEASURES)

    def _book(self, referral: DyslexiaReferral, today: date, day: date) -> Assessment:
        """In the first hour of the assessor's day that is free."""
        taken = Assessment.objects.unscoped().filter(assessor=self.assessor, starts_at__date=day).count()
        starts_at = _moment(day, hour=9 + 2 * taken)
        with clock.at(_moment(today, hour=16)):
            return handling.book(
                referral,
                by=self.officer,
                assessor=self.assessor,
                starts_at=starts_at,
                minutes=90,
                place="Tally Ho, room 4",
            )

    # --- Access to Work ---

    def _access(self) -> None:
        going_on = Probation.objects.unscoped().filter(ended_on=None, person__account=None)
        people = Person.objects.unscoped().filter(pk__in=going_on.values("person")).order_by("employee_number")
        for person, (status, ago) in zip(self.chance.sample(list(people), len(ACCESS)), ACCESS, strict=True):
            self._application(person, status, worked(BOARD_DAY - timedelta(days=ago)))

    def _application(self, person: Person, status: str, started: date) -> None:
        with clock.at(_moment(add_working_days(started, 1))):
            record = AccessToWork.objects.create(person=person, started_on=started)
        applied = add_working_days(started, 14)
        award = Decimal(self.chance.randint(4, 40) * 50)
        steps: dict[str, Callable[[date], None]] = {
            "applied": lambda on: record.apply(by=self.officer, on=on),
            "assessed": lambda on: record.assess(by=self.officer, on=on),
            "awarded": lambda on: record.award_it(by=self.officer, on=on, award=award),
            "in place": lambda on: record.put_in_place(by=self.officer, on=on),
            "refused": lambda on: record.refuse(by=self.officer, on=on),
        }
        for place, step in enumerate(WAY[status]):
            day = min(add_working_days(applied, place * 14), BOARD_DAY)
            with clock.at(_moment(day)):
                steps[step](day)

    # --- occupational health, of the cast ---

    def _occupational_health(self) -> None:
        """One that waits for the student's answer, and one that has come to advice for the manager to read."""
        manager, student = self.accounts[MANAGER.username], self.accounts[STUDENT.username]
        with clock.at(_moment(BOARD_DAY - timedelta(days=1), hour=15)):
            asked = "Can she work nights from May? What would help on long shifts?"
            her = Person.objects.unscoped().get(account=student)
            referrals.refer(her, by=manager, reason=PrimaryReason.PHYSICAL, questions=asked)
        reports = Person.objects.unscoped().filter(posts__line_manager__account=manager, posts__ended=None)
        person = reports.exclude(account=student).exclude(account=None).order_by("employee_number").first()
        if person is not None:
            self._advised(person, manager)

    def _advised(self, person: Person, manager: User) -> None:
        asked = "Is public-order duty possible this summer?"
        with clock.at(_moment(date(2022, 3, 2))):
            referral = referrals.refer(person, by=manager, reason=PrimaryReason.PHYSICAL, questions=asked)
        steps: Sequence[tuple[date, Any]] = (
            (date(2022, 3, 3), lambda: referrals.consent(referral, by=person.account)),
            (date(2022, 3, 4), lambda: referrals.book(referral, by=self.officer, on=date(2022, 3, 14))),
            (date(2022, 3, 15), lambda: referrals.attend(referral, by=self.officer)),
            (
                date(2022, 3, 24),
                lambda: referrals.report(
                    referral, by=self.officer, text="Full duties, without shield training until July.", agreed=True
                ),
            ),
        )
        for day, step in steps:
            with clock.at(_moment(day)):
                step()


def _moment(day: date, hour: int = 10) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(hour)))


def _address(name: str) -> str:
    return f"{name.lower().replace(' ', '.')}@example.org"
