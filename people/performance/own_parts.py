"""One person's year, as its page shows it to either of the two: objectives, conversations, what comes next."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import CharField, OuterRef, Q, Value
from django.db.models.functions import Concat
from django.urls import reverse

from people.performance.agreeing import Side, between, is_agreed, mark, obstacle, why_objectives_stand
from people.performance.assessing import assessment_of, is_answered
from people.performance.choices import Excused, Level
from people.performance.conversing import year_end_from
from people.performance.models import Appraisal
from people.performance.objectives import Conversation, Objective, SelfAssessment
from people.performance.own_assessment import rows_of
from people.workforce.models import Post, StaffType, User
from wmp.lib import clock
from wmp.lib.words import long_day, long_moment, spoken_list, within

AGREED = {"text": "Agreed by both", "colour": "green"}
SHOWN = 100


def appraisals_of(reader: User) -> Any:
    """Those in which `reader` is one of the two, each with the names of the person's line managers of today."""
    posts = Post.objects.visible_to(reader).in_force_on(clock.today()).exclude(staff_type=StaffType.SPECIAL)
    name = Concat("line_manager__first_name", Value(" "), "line_manager__last_name", output_field=CharField())
    managers = posts.filter(person=OuterRef("person"), line_manager__isnull=False).values_list(name)
    seen: Any = Appraisal.objects.visible_to(reader).filter(between(reader))
    return seen.select_related("year", "person__account", "department", "rank").annotate(
        manager_names=ArraySubquery(managers)
    )


class YearOf:
    """What stands in one appraisal, read for one of the two. Three queries."""

    def __init__(self, appraisal: Any, side: Side, reader: User) -> None:
        self.appraisal, self.side, self.reader = appraisal, side, reader
        of_all = Q(level=Level.FORCE) | Q(level=Level.DEPARTMENT, department=appraisal.department_id)
        wanted = Q(year=appraisal.year_id) & of_all | Q(appraisal=appraisal.pk)
        objectives = list(Objective.objects.visible_to(reader).filter(wanted).select_related("department"))
        held: Any = Conversation.objects.visible_to(reader).filter(appraisal=appraisal.pk)
        self.set_for_all = sorted(
            (each for each in objectives if each.level != Level.INDIVIDUAL),
            key=lambda each: (each.level != Level.FORCE, each.number),
        )
        self.individual = {each.number: each for each in objectives if each.level == Level.INDIVIDUAL}
        self.conversations: Sequence[Conversation] = held.select_related("by")[:SHOWN]
        self.assessment: SelfAssessment | None = assessment_of(appraisal, reader)

    @property
    def is_mine(self) -> bool:
        return self.side is Side.PERSON

    @property
    def other(self) -> str:
        """What the other one is called: `your line manager, Alice Archer`."""
        if not self.is_mine:
            return str(self.appraisal.person)
        names = self.appraisal.manager_names
        return spoken_list(names, "or") if names else "your line manager"

    @property
    def obstacle(self) -> str:
        return obstacle(self.appraisal)

    # --- objectives ---

    def cards(self) -> list[dict[str, Any]]:
        """The two individual objectives, each with where it stands and what this reader can do."""
        if self.obstacle and not self.individual:
            return []  # a year that came by file, or before it was opened
        return [self._card(number) for number in range(1, Objective.EACH + 1)]

    def _card(self, number: int) -> dict[str, Any]:
        found, goes_on = self.individual.get(number), not self.obstacle
        card: dict[str, Any] = {"number": number, "objective": found}
        if not why_objectives_stand(self.appraisal):
            card["change_url"] = reverse("people:objective", args=[self.appraisal.pk, number])
        if found is None:
            return card
        card["rows"] = [
            {"label": "Objective", "value": found.text},
            {"label": "How we shall know that it is met", "value": found.measure},
            {"label": "By when", "value": long_day(found.due) if found.due else ""},
            {"label": "Agreement", "value": self._agreement(found)},
        ]
        card["status"] = self._standing(found)
        if goes_on and not getattr(found, self.side.agreed):
            agree_url = reverse("people:objective-agree", args=[self.appraisal.pk, number])
            card |= {"agree_url": agree_url, "mark": mark(found)}
        return card

    def _agreement(self, objective: Objective) -> str:
        days = [("You", getattr(objective, self.side.agreed)), (self.other, getattr(objective, self.side.other.agreed))]
        said = [
            f"{name[:1].upper()}{name[1:]}: {f'agreed on {long_day(day)}' if day else 'not agreed yet'}"
            for name, day in days
        ]
        return "\n".join(said)

    def _standing(self, objective: Objective) -> Mapping[str, str]:
        if is_agreed(objective):
            return AGREED
        if getattr(objective, self.side.agreed):
            return {"text": "Agreed by you", "colour": "grey"}
        return {"text": "Waits for you", "colour": "yellow"}

    # --- whose turn, and the next thing to do ---

    def standing(self) -> Mapping[str, str]:
        if self.appraisal.year_end_on:
            return {"text": "Year-end conversation held", "colour": "green"}
        if self.appraisal.objectives_set_on:
            return {"text": "Objectives agreed", "colour": "teal"}
        return {"text": "Objectives to be agreed", "colour": "yellow"}

    def turn(self) -> str:
        """Whose turn it is, in a sentence."""
        if self.obstacle:
            return self.obstacle
        if self.is_over:
            return self._turn_at_the_end()
        if missing := self._missing():
            words = f"{_numbered(missing)} {'has' if len(missing) == 1 else 'have'} not been written yet."
            return f"Your turn. {words}" if self.is_mine else f"{words} Either of you can."
        if mine := self._waiting(self.side):
            return f"Your turn. Agree to {within(_numbered(mine))}, or change {'it' if len(mine) == 1 else 'them'}."
        if theirs := self._waiting(self.side.other):
            return f"{_numbered(theirs)} {'waits' if len(theirs) == 1 else 'wait'} for {self.other} to agree."
        return self._turn_at_the_end()

    def _turn_at_the_end(self) -> str:
        if self.appraisal.year_end_on:
            return f"The year-end conversation was held on {long_day(self.appraisal.year_end_on)}."
        if not self.near_the_end:
            return "Both objectives are agreed. Talk about how it goes, and log it here."
        sent = self.assessment and self.assessment.sent_at
        if not self.is_mine:
            return "Your turn. Hold the year-end conversation, and record it." + (
                "" if sent else f" {self.other} has not sent a self-assessment yet."
            )
        return f"{self.other} holds the year-end conversation with you." if sent else "Your turn. Your self-assessment."

    @property
    def is_over(self) -> bool:
        """Nobody is asked to write or agree objectives for a year that is gone."""
        return clock.today() > self.appraisal.year.ends_on

    @property
    def near_the_end(self) -> bool:
        """Can the year-end conversation be held?"""
        return clock.today() >= year_end_from(self.appraisal.year)

    def actions(self) -> list[Mapping[str, Any]]:
        """The next thing to do first."""
        if self.obstacle:
            return []
        found: list[Mapping[str, Any]] = []
        if self.is_over:
            pass
        elif missing := self._missing():
            url = reverse("people:objective", args=[self.appraisal.pk, missing[0]])
            found.append({"text": f"Write objective {missing[0]}", "url": url})
        elif mine := self._waiting(self.side):
            found.append({"text": f"Read objective {mine[0]}", "url": f"#objective-{mine[0]}"})
        if not self.is_mine and self.near_the_end and not self.appraisal.year_end_on:
            url = reverse("people:team-year-end", args=[self.appraisal.pk])
            found.append({"text": "Record the year-end conversation", "url": url})
        if self.is_mine and self.near_the_end and not self.appraisal.year_end_on:
            found += self._assessment_actions()
        found.append(
            {"text": "Log a conversation", "url": reverse("people:conversation-new", args=[self.appraisal.pk])}
        )
        return found

    def _missing(self) -> list[int]:
        return [number for number in range(1, Objective.EACH + 1) if number not in self.individual]

    def _waiting(self, side: Side) -> list[int]:
        return [number for number, each in sorted(self.individual.items()) if not getattr(each, side.agreed)]

    # --- conversations and self-assessment ---

    def _assessment_actions(self) -> list[Mapping[str, Any]]:
        if self.assessment and self.assessment.sent_at:
            return []
        if self._is_answered():
            return [{"text": "Send my self-assessment", "url": self._assessment_url("-send")}]
        return [{"text": "Write my self-assessment", "url": self._assessment_url("")}]

    def _is_answered(self) -> bool:
        return bool(self.assessment and is_answered(self.assessment))

    def conversation_rows(self) -> list[dict[str, str]]:
        return [
            {
                "label": long_day(each.held_on),
                "value": "\n".join(filter(None, [f"{each.get_kind_display()}, by {self._by(each)}", each.notes])),
                "change_url": reverse("people:conversation", args=[each.pk]),
                "change_text": "Open",
            }
            for each in self.conversations
        ]

    def _by(self, conversation: Conversation) -> str:
        if conversation.by_id == self.reader.pk:
            return "you"
        if conversation.by_id == self.appraisal.person.account_id:
            return str(self.appraisal.person)
        return str(conversation.by.get_full_name() or conversation.by.get_username())

    def self_assessment(self) -> dict[str, Any]:
        """What it says, and what its writer can do about it."""
        found = self.assessment
        shown: dict[str, Any] = {"rows": rows_of(found) if found else [], "says": self._assessment_says(found)}
        if not self.is_mine or self.obstacle:
            return shown
        if not (found and found.sent_at):
            shown["write_url"] = self._assessment_url("")
            if self._is_answered():
                shown["send_url"] = self._assessment_url("-send")
        elif not self.appraisal.year_end_on:
            shown["take_back_url"] = self._assessment_url("-take-back")
        return shown

    def _assessment_says(self, found: SelfAssessment | None) -> str:
        if found and found.sent_at:
            return f"Sent on {long_moment(found.sent_at)}."
        if self.obstacle:
            return "None was sent."
        if not self.is_mine:
            return "Nothing has been sent yet. You read it once it is."
        reads = f"Only you can read it until you send it. Then {self.other} can too."
        return f"{'You have not sent it yet.' if found else 'You have not begun it.'} {reads}"

    def _assessment_url(self, step: str) -> str:
        return reverse(f"people:my-self-assessment{step}", args=[self.appraisal.pk])

    # --- the page ---

    def context(self) -> dict[str, Any]:
        appraisal, actions = self.appraisal, self.actions()
        excused = f" {appraisal.get_excused_display()}." if appraisal.excused != Excused.NO else ""
        return {
            "caption": f"Performance year {appraisal.year}",
            "status": self.standing(),
            "turn": f"{self.turn()}{excused}",
            "next_action": actions[0] if actions else None,
            "other_actions": actions[1:],
            "year": self,
            "cards": self.cards(),
            "conversation_rows": self.conversation_rows(),
            "self_assessment": self.self_assessment(),
        }


def _numbered(numbers: Sequence[int]) -> str:
    """`Objective 1`, `Objectives 1 and 2`."""
    return f"Objective{'s' if len(numbers) > 1 else ''} {spoken_list(map(str, numbers))}"
