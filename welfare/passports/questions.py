"""The questions of a passport that its holder answers in words, one on a page: sections 1, 2 and 4."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Question:
    """`field` of the passport, asked in plain words. `example` shows how somebody else might answer."""

    slug: str
    field: str
    section: str
    text: str
    hint: str
    example: str = ""
    #: Is it said that it may be left out? Of two questions of which one is needed, neither says so.
    optional: bool = True


#: The section in which each asks, and what it is called while it is written.
SECTIONS = {
    "1": "You and your work",
    "2": "What gets in your way",
    "3": "What would help",
    "4": "Your line manager",
}

MANAGER = "line-manager"

QUESTIONS: Sequence[Question] = (
    Question(
        "role",
        "role",
        "1",
        "What do you do at work?",
        "A sentence or two about a usual day. Your name, rank and department are filled in for you.",
        "I answer 999 calls with a partner. I drive, take statements, and type up reports at the end of the shift.",
    ),
    Question(
        "hours",
        "working_pattern",
        "1",
        "When and where do you work?",
        "Your shifts or days, and the places you work in.",
        "Six days on, four days off, at Central. About two days a month at court.",
    ),
    Question(
        "contact",
        "contact",
        "1",
        "How do you like to be contacted?",
        "The way that suits you best, and any that does not.",
        "By text message. I find calls without warning hard. Email is fine for long things.",
    ),
    Question(
        "impact",
        "impact",
        "2",
        "How does it affect you at work?",
        "Say what happens, in your own words. You need no diagnosis, and you need not name a condition.",
        "Long documents take me twice as long. White screens blur after an hour. I remember what I hear better than"
        " what I read.",
        optional=False,
    ),
    Question(
        "barriers",
        "barriers",
        "2",
        "What gets in your way?",
        "Things, places or habits at work that make it harder. One answer, to this or to the question before, is"
        " enough.",
        "The open office in the afternoon. Forms that I have to fill in by hand while somebody waits.",
        optional=False,
    ),
    Question(
        "varies",
        "varies",
        "2",
        "What changes from day to day?",
        "What makes it better or worse, and what people would notice.",
        "After night shifts it is worse for two days. On a good day I need none of this.",
    ),
    Question(
        "if-unwell",
        "if_unwell",
        "2",
        "What should people do if you become unwell at work?",
        "What helps, what does not, and whom to ring.",
        "Give me ten minutes in a quiet room. I do not need an ambulance. Ask me before you ring anybody.",
    ),
    Question(
        MANAGER,
        "with_manager",
        "4",
        "Do you want your line manager to read it first?",
        "You choose. Either way it goes to the RA officer, who decides. Your line manager never sees medical detail.",
        optional=False,
    ),
    Question(
        "discussion",
        "discussion",
        "4",
        "What have you talked about so far?",
        "With your line manager or anybody else at work. Leave it empty if you have not talked about it.",
        "My sergeant lets me type up reports in the quiet room. It helps, but the room is often taken.",
    ),
)

#: What has to be said before it can be sent, by the field where it is said. One of the first two questions is enough.
NEEDED = {
    "impact": "Say in section 2 how it affects you, or what gets in your way",
    "adjustments": "Ask in section 3 for at least one adjustment",
}


def unsaid(passport: Any, *, asks: bool) -> dict[str, str]:
    """What of that is missing. `asks` says whether there is an adjustment that is neither declined nor dropped."""
    said = {"impact": bool(passport.impact or passport.barriers), "adjustments": asks}
    return {field: words for field, words in NEEDED.items() if not said[field]}


BY_SLUG = {each.slug: each for each in QUESTIONS}


def of_section(section: str) -> list[Question]:
    return [each for each in QUESTIONS if each.section == section]


def beside(question: Question) -> tuple[Question | None, Question | None]:
    """The one before and the one after, in the same section."""
    asked = of_section(question.section)
    place = asked.index(question)
    return asked[place - 1] if place else None, asked[place + 1] if place + 1 < len(asked) else None
