"""A year of welfare cases of the demo force, told by the verbs that the team's pages use, each at its moment."""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import chain, cycle

from django.utils import timezone

from people.models import Person, Post, Probation, Resignation, User
from people.probation.models import LEAVERS
from people.probation.models import Outcome as Ending
from welfare.cases import handling, signals
from welfare.cases.emergency import open_case
from welfare.cases.entries import Task
from welfare.cases.models import Outcome, Risk, Theme, Trigger, WelfareCase
from welfare.joining.tasks import mail_forms
from wmp.demo.cast import MANAGER, STUDENT
from wmp.demo.stories import EMERGENCY, NO_ANSWER, PAUSED, REOPENED, ROUTINE, STORIES, UNREACHED, Story
from wmp.demo.targets import BOARD_DAY
from wmp.lib import clock
from wmp.lib.alerts import Alert, mail_alerts
from wmp.lib.outbox import OutboxMessage
from wmp.lib.working_days import add_working_days

FIRST_DAY = date(2021, 4, 6)
# The story stops here: what lies after it is still to be done when the demo begins.
NOW = timezone.make_aware(datetime.combine(BOARD_DAY, time(8)))
# Cases of officers who stayed: closed within the year, and begun in its last weeks.
KEPT, RECENT = 64, 46
# Of them, those that came in last and wait for somebody to take them.
WAITING = 3
# How long officers stay after they resigned, in days.
NOTICE = (28, 56)
# A night's alerts are still new in the morning; what is older has been read.
NEW_FOR = timedelta(days=2)

Step = tuple[datetime, Callable[[], object]]


@dataclass
class Told:
    """One case as it will go: of whom, how it began, who looks after it, how it ends ("" while it has not)."""

    person: Person
    trigger: Trigger
    theme: Theme
    opened: date
    owner: User
    outcome: str = ""
    closes: date | None = None
    last_day: date | None = None
    # Nobody of the team has taken it yet.
    waits: bool = False

    @property
    def story(self) -> Story:
        return STORIES[self.theme]

    @property
    def case(self) -> WelfareCase:
        cases = WelfareCase.objects.unscoped().select_related("person__account", "owner")
        return cases.filter(person=self.person).latest("pk")


class Year:
    """Draws the cases of the year and tells each. The same seed tells the same year."""

    def __init__(self, accounts: dict[str, User], seed: int) -> None:
        self.chance = random.Random(seed)
        self.lead = accounts["welfare-lead"]
        self.officers = [user for name, user in sorted(accounts.items()) if name.startswith("welfare-officer")]
        self.student = accounts[STUDENT.username]
        self.manager = accounts[MANAGER.username]

    def tell(self) -> int:
        """Writes the whole year and returns the number of cases."""
        cases = sorted([*self._gone(), *self._stayed(), *self._recent()], key=lambda told: told.opened)
        for told in cases:
            self._perform(self._script(told))
        self._perform(self._of_the_cast())
        self._emergency()
        return len(cases) + 1

    # --- who ---

    def _gone(self) -> Iterator[Told]:
        """Everybody who left their probation in the year had resigned, or moved to a staff role, with a case."""
        ended = Probation.objects.unscoped().filter(
            ended_on__gt=FIRST_DAY + timedelta(days=60), ended_on__lte=BOARD_DAY
        )
        for probation in ended.filter(outcome__in=[*LEAVERS, Ending.MOVED]).select_related("person").order_by("pk"):
            left = probation.ended_on
            if left is None:
                continue
            opened = max(left - timedelta(days=self.chance.randint(*NOTICE)), probation.started_on + timedelta(days=14))
            theme = Theme.TRANSFER if probation.outcome == Ending.TRANSFERRED else self._theme()
            moved = probation.outcome == Ending.MOVED
            outcome = Outcome.MOVED if moved else Outcome.LEFT
            if not moved and self.chance.random() < 0.08:
                outcome = Outcome.NO_CONTACT
            closes = self._workday(left - timedelta(days=self.chance.randint(0, 6)))
            trigger = Trigger.SELF if moved else Trigger.RESIGNATION
            opened = self._workday(opened)
            yield Told(probation.person, trigger, theme, opened, self._officer(), outcome, max(closes, opened), left)

    def _stayed(self) -> Iterator[Told]:
        for person in self._in_probation(KEPT, offset=0):
            opened = self._workday(FIRST_DAY + timedelta(days=self.chance.randint(10, 250)))
            closes = add_working_days(opened, self.chance.randint(18, 70))
            yield Told(person, self._trigger(), self._theme(), opened, self._officer(), Outcome.RETAINED, closes)

    def _recent(self) -> Iterator[Told]:
        """Begun lately: whatever of their script lies after the demo's day is still to be done."""
        for place, person in enumerate(self._in_probation(RECENT, offset=KEPT)):
            opened = self._workday(BOARD_DAY - timedelta(days=1 + place * 4 // 3))
            closes = add_working_days(max(opened, BOARD_DAY), self.chance.randint(8, 40))
            waits = place < WAITING
            trigger = Trigger.RESIGNATION if waits else self._trigger()
            told = Told(person, trigger, self._theme(), opened, self._officer(), Outcome.RETAINED, closes, waits=waits)
            yield told

    def _in_probation(self, number: int, offset: int) -> list[Person]:
        """Officers of the last intakes, spread over them, none twice and none of the cast."""
        going_on = Probation.objects.unscoped().filter(ended_on=None, started_on__lt=FIRST_DAY)
        others = going_on.exclude(person__account=self.student).select_related("person").order_by("pk")
        spread = list(others)[:: max(1, others.count() // (KEPT + RECENT))]
        return [probation.person for probation in spread[offset : offset + number]]

    def _theme(self) -> Theme:
        return self.chance.choices(list(STORIES), [story.weight for story in STORIES.values()])[0]

    def _trigger(self) -> Trigger:
        weights = {
            Trigger.ADVICE: 34,
            Trigger.SELF: 22,
            Trigger.RESIGNATION: 24,
            Trigger.TUTOR: 10,
            Trigger.UNIVERSITY: 7,
            Trigger.RECRUITMENT: 3,
        }
        return self.chance.choices(list(weights), list(weights.values()))[0]

    def _officer(self) -> User:
        return self.chance.choice(self.officers)

    def _workday(self, day: date) -> date:
        return add_working_days(day - timedelta(days=1), 1)

    # --- how ---

    def _perform(self, script: Iterator[Step]) -> None:
        for moment, do in script:
            if moment > NOW:
                return
            with clock.at(moment):
                do()

    def _moment(self, day: date) -> datetime:
        """Some minute of a working day."""
        minutes = timedelta(minutes=self.chance.randint(0, 470))
        return timezone.make_aware(datetime.combine(day, time(8, 30))) + minutes

    def _script(self, told: Told) -> Iterator[Step]:
        """Everything that happens in a case, in order."""
        chance, day = self.chance, told.opened
        moment = self._moment(day)
        yield moment, lambda: self._signal(told)
        if told.waits:
            return
        day = add_working_days(day, chance.choice((0, 0, 1)))
        moment = max(self._moment(day), moment + timedelta(minutes=20))
        yield moment, lambda: handling.hand_over(told.case, to=told.owner, by=self.lead)
        # One in nine is reached late, as it is in life.
        day = add_working_days(day, chance.choice((0, 0, 0, 1, 1, 1, 1, 1, 4)))
        if told.outcome == Outcome.NO_CONTACT:
            yield from self._unreached(told, day, moment)
            return
        if chance.random() < 0.3:
            yield max(self._moment(day), moment), lambda: self._contact(told, "no answer", chance.choice(NO_ANSWER))
            day = add_working_days(day, 1)
        moment = max(self._moment(day), moment + timedelta(minutes=30))
        next_on = add_working_days(day, chance.randint(3, 6))
        yield moment, lambda: self._contact(told, "spoke", told.story.first_talk, next_on)
        yield moment + timedelta(minutes=4), lambda: self._judge(told)
        yield from self._support(told, next_on)

    def _support(self, told: Told, day: date) -> Iterator[Step]:
        """Week by week until it ends, in the order of the days."""
        end = told.closes or BOARD_DAY
        begin = (self._moment(day), lambda: told.case.support(by=told.owner))
        steps = [begin, *self._tasks(told, day), *self._weeks(told, day, end)]
        yield from sorted((step for step in steps if step[0].date() < end), key=lambda step: step[0])
        yield from self._ending(told, max(end, day))

    def _tasks(self, told: Told, day: date) -> Iterator[Step]:
        """A task, mostly done when it is due, and a briefing in every other case."""
        chance = self.chance
        what, turn = chance.choice(told.story.tasks)
        due = add_working_days(day, chance.randint(3, 8))
        yield self._moment(day), lambda: self._task(told, what, turn, due)
        # One in nine is left lying.
        after = chance.choice((0, 0, 0, 0, 0, 1, 2, 6, None))
        if after is not None:
            yield self._moment(add_working_days(due, after)), lambda: self._finish(told, what)
        if chance.random() < 0.5:
            yield self._moment(day), lambda: self._brief(told)

    def _weeks(self, told: Told, day: date, end: date) -> Iterator[Step]:
        """Contacts, mostly on the day that was planned, and now and then a pause between two of them."""
        chance, planned = self.chance, day
        for summary in chain(told.story.later, cycle(ROUTINE)):
            day = add_working_days(planned, chance.choice((0, 0, 0, 0, 0, 0, 1, 2)))
            planned = add_working_days(day, chance.randint(5, 10))
            if day >= end:
                return
            yield self._moment(day), self._call(told, summary, planned)
            if chance.random() < 0.05:
                off, back = add_working_days(day, 1), add_working_days(day, chance.randint(7, 11))
                yield self._moment(off), lambda: self._pause(told)
                yield self._moment(back), lambda: told.case.resume(by=told.owner)
                planned = add_working_days(back, 1 + chance.randint(3, 6))

    def _call(self, told: Told, summary: str, next_on: date) -> Callable[[], object]:
        return lambda: self._contact(told, "spoke", summary, next_on)

    def _ending(self, told: Told, end: date) -> Iterator[Step]:
        kept = told.outcome in (Outcome.RETAINED, Outcome.MOVED)
        words = told.story.kept if kept else told.story.lost
        if told.outcome == Outcome.MOVED:
            words = "Moves to a police staff role, which suits them better; we keep what they know."
        themes = [told.theme]
        yield (
            self._moment(end),
            lambda: told.case.close(by=told.owner, outcome=told.outcome, themes=themes, reason=words),
        )
        if told.outcome == Outcome.RETAINED and self.chance.random() < 0.08:
            yield from self._once_more(told, add_working_days(end, self.chance.randint(10, 30)))

    def _once_more(self, told: Told, day: date) -> Iterator[Step]:
        """Reopened, spoken with the day after, and closed for good some weeks later."""
        yield self._moment(day), lambda: told.case.reopen(by=self.lead, reason=REOPENED)
        day, end = add_working_days(day, 1), add_working_days(day, self.chance.randint(12, 20))
        yield self._moment(day), self._call(told, told.story.later[0], end)
        yield self._moment(day), lambda: told.case.support(by=told.owner)
        themes, words = [told.theme], told.story.kept
        yield (
            self._moment(end),
            lambda: told.case.close(by=told.owner, outcome=told.outcome, themes=themes, reason=words),
        )

    def _unreached(self, told: Told, day: date, moment: datetime) -> Iterator[Step]:
        for summary in NO_ANSWER:
            moment = max(self._moment(day), moment + timedelta(minutes=30))
            yield moment, self._missed(told, summary)
            day = add_working_days(day, 2)
        end = max(day, told.closes or day)
        yield (
            self._moment(end),
            lambda: told.case.close(by=told.owner, outcome=Outcome.NO_CONTACT, themes=[], reason=UNREACHED),
        )

    def _missed(self, told: Told, summary: str) -> Callable[[], object]:
        return lambda: self._contact(told, "no answer", summary)

    # --- single steps ---

    def _signal(self, told: Told) -> None:
        story, today = told.story, clock.today()
        manager = self._manager(told.person)
        if told.trigger == Trigger.RESIGNATION:
            # Of those who are still here, the last day is to come.
            last_day = told.last_day or max(today + timedelta(days=28), BOARD_DAY + timedelta(days=14))
            resignation = Resignation(
                person=told.person, received_on=today, last_day=last_day, stated_reason=story.resigns
            )
            signals.record_resignation(resignation, by=self.lead)
            return
        words = {Trigger.ADVICE: story.manager, Trigger.SELF: story.own}.get(told.trigger, story.tutor)
        teller = {Trigger.ADVICE: str(manager or ""), Trigger.SELF: str(told.person)}.get(told.trigger, "Course office")
        signals.receive(told.person, told.trigger, by=self.lead, received_on=today, told_by=teller, text=words)

    def _manager(self, person: Person) -> Person | None:
        posts = Post.objects.unscoped().in_force_on(clock.today()).filter(person=person).select_related("line_manager")
        return next((post.line_manager for post in posts if post.line_manager), None)

    def _contact(self, told: Told, reached: str, summary: str, next_on: date | None = None) -> None:
        how = self.chance.choice(("phone", "phone", "phone", "meeting", "video"))
        handling.log_contact(
            told.case,
            by=told.owner,
            on=clock.today(),
            how="phone" if reached == "no answer" else how,
            with_whom="officer",
            reached=reached,
            summary=summary,
            next_on=next_on,
        )

    def _judge(self, told: Told) -> None:
        resigned = told.trigger == Trigger.RESIGNATION
        risk = self.chance.choice(
            [Risk.HIGH, Risk.HIGH, Risk.MEDIUM] if resigned else [Risk.MEDIUM, Risk.LOW, Risk.LOW]
        )
        needs = told.story.needs if self.chance.random() < 0.6 else ""
        handling.change_details(told.case, by=told.owner, risk=risk, themes=[told.theme], posting_needs=needs)

    def _task(self, told: Told, what: str, turn: str, due: date) -> None:
        handling.set_task(told.case, by=told.owner, what=what, turn=turn, due_on=due)

    def _finish(self, told: Told, what: str) -> None:
        Task.objects.unscoped().open().get(case=told.case, what=what).finish(by=told.owner)

    def _pause(self, told: Told) -> None:
        told.case.pause(by=told.owner, reason=self.chance.choice(PAUSED))

    def _brief(self, told: Told) -> None:
        manager = self._manager(told.person)
        if manager and told.story.needs:
            handling.brief_manager(told.case, to=manager, by=told.owner, text=told.story.needs)

    def _emergency(self) -> None:
        """A colleague opened one of the welfare officer's cases; the lead has not reviewed it yet."""
        others = WelfareCase.objects.unscoped().live().filter(owner=self.officers[0])
        case = others.exclude(person__account=self.student).select_related("person").latest("opened_on", "pk")
        open_case(case, by=self.officers[2], reason=EMERGENCY)

    # --- the cast's own case ---

    def _of_the_cast(self) -> Iterator[Step]:
        """The student officer's sergeant asks for advice; the welfare officer of the cast looks after it."""
        person = Person.objects.unscoped().get(account=self.student)
        told = Told(person, Trigger.ADVICE, Theme.SHIFTS, date(2022, 3, 14), self.officers[0])
        words = told.story

        def at(day: date, hour: int, minute: int = 0) -> datetime:
            return timezone.make_aware(datetime.combine(day, time(hour, minute)))

        yield (
            at(date(2022, 3, 14), 16, 40),
            lambda: signals.receive(
                person,
                Trigger.ADVICE,
                by=self.manager,
                received_on=clock.today(),
                told_by=self.manager.get_full_name(),
                text=words.manager,
            ),
        )
        yield at(date(2022, 3, 15), 8, 20), lambda: handling.hand_over(told.case, to=told.owner, by=told.owner)
        missed = "Voicemail. Sent a text to ask when suits."
        yield at(date(2022, 3, 15), 9, 5), lambda: self._contact(told, "no answer", missed)
        talk = date(2022, 3, 21)
        yield at(date(2022, 3, 16), 14, 10), lambda: self._contact(told, "spoke", words.first_talk, talk)
        yield at(date(2022, 3, 16), 14, 15), lambda: self._judge(told)
        yield at(talk, 10), lambda: told.case.support(by=told.owner)
        due = date(2022, 4, 4)
        yield at(talk, 10, 30), lambda: self._contact(told, "spoke", words.later[0], date(2022, 3, 28))
        yield at(talk, 10, 35), lambda: self._task(told, *words.tasks[0], due)
        yield at(date(2022, 3, 28), 11), lambda: self._contact(told, "spoke", words.later[1], BOARD_DAY)
        yield at(date(2022, 3, 29), 9), lambda: self._brief(told)


def settle_alerts() -> None:
    """Nothing of the year is mailed now, and all alerts but the last days' have been read."""
    alerts = Alert.objects.unscoped()
    alerts.update(mailed_at=timezone.now())
    alerts.filter(created_at__lt=NOW - NEW_FOR).update(seen_at=timezone.now())
    OutboxMessage.objects.waiting().filter(task__in=[mail_alerts.name, mail_forms.name]).delete()
