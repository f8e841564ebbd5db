"""Who comes upon which canary of tests/canaries.py, and a reader who opens every page and file."""

import io
import zipfile
from collections.abc import Iterable, Iterator
from typing import Any

from django.test import Client
from django.urls import reverse

from people.models import User
from people.roles import Role
from tests.access.matrix import RULES
from tests.access.rules import ALICE, BOB, CHARLIE
from tests.canaries import ANSWERS, MEDICAL, PASSPORT, Story, word
from tests.test_access_matrix import OURS
from wmp.lib.registers.exports import FORMATS

HOLDER, MANAGER, RECIPIENT, OWNER = "holder", "line manager", "recipient", "owner"
RA, ASSESSOR = Role.RA_OFFICER.value, Role.DYSLEXIA_ASSESSOR.value
TEAM = {Role.WELFARE_OFFICER.value, Role.WELFARE_LEAD.value}
OWN, SHARED = {HOLDER, RA}, {HOLDER, RA, MANAGER, RECIPIENT}

# Who comes upon the word of a field, on any page, list, file or history that is open to them. The rule, read aloud:
WHO_READS: dict[str, set[str]] = {
    # Medical detail: its holder and RA officers, nobody else, in no version.
    **dict.fromkeys(MEDICAL, OWN),
    # What the holder wrote, and what others wrote into it: besides, whoever a version is shared with, while it is.
    **dict.fromkeys(PASSPORT, SHARED),
    **dict.fromkeys(("comment", "recommendation", "review"), SHARED),
    # An adjustment: besides, whoever sees to it.
    "adjustment": SHARED | {OWNER},
    **dict.fromkeys(("other_adjustment", "declined_adjustment"), SHARED),
    # What it waits for: its holder, RA officers and whoever sees to it; from whom it comes, those who see to it.
    "blocked": OWN | {OWNER},
    "supplier": {RA, OWNER},
    # Why it was moved: RA officers; its holder, where it is for them.
    **dict.fromkeys(("revised", "question", "panel", "panel_back", "agreed"), {RA}),
    "why_declined": OWN,
    # Before joining: RA officers; of the answers besides the assessor who has them, of the advice its person too.
    "need": {RA},
    **dict.fromkeys(ANSWERS, {RA, ASSESSOR}),
    **dict.fromkeys(("outcome", "advice"), {RA, ASSESSOR}),
    "access_note": OWN,
    # Occupational health: the person and RA officers; a line manager what is released to them, and nothing else.
    "questions": OWN,
    "released": OWN | {MANAGER},
    "unreleased": OWN,
    # A welfare case: the team; never the officer whom it is about. A briefing: besides, the manager whom it is for.
    **dict.fromkeys(("case_note", "contact_note"), TEAM),
    "briefing": TEAM | {MANAGER},
}
ROLES = frozenset(role.value for role in Role)
EMPLOYEES = frozenset({ALICE, BOB, CHARLIE})
# Where the access matrix asks at one record and a word stands in another.
BESIDES = [
    ("welfare:my-referrals-detail", "reported OH referral"),
    ("welfare:oh-referrals-detail", "reported OH referral"),
    ("welfare:assessments-detail", "told assessment"),
    ("welfare:assessments-answers", "told assessment"),
]
# Records of other apps and families, which know nothing of welfare's: tests/test_imports.py holds that. Promotion is
# not among them, since what a candidate shares of a passport stands there.
ELSEWHERE = tuple(
    f"/{place}/"
    for place in (
        *("change", "loads", "people/performance", "people/my-performance", "people/objectives"),
        *("people/conversations", "people/talent", "people/my-learning", "people/recruitment", "people/team"),
    )
)
# Pages about a list and not of its records: the reader's own columns and saved filters.
FURNITURE = ("-columns", "-saved", "-saved-new", "-saved-change")


def browser(account: User) -> Client:
    client = Client(raise_request_exception=True)
    client.force_login(account)
    return client


def found_in(text: str, names: Iterable[str] = WHO_READS) -> set[str]:
    return {name for name in names if word(name) in text} if "qz" in text else set()


def addresses(story: Story, who: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Every address at the records of the access matrix. Of a role's account those that answer it, of anybody else
    those that are not roles' alone: that the others do not answer is what tests/test_access_matrix.py holds."""
    asks_as = {who} if who in ROLES else EMPLOYEES
    for name in OURS:
        for rule in () if name.endswith(FURNITURE) else RULES[name]:
            nobodys_now = not rule.allowed and who not in ROLES
            if rule.post or (rule.allowed.isdisjoint(asks_as) and not nobodys_now):
                continue
            kwargs = {**rule.kwargs, **({"pk": story.records[rule.of]} if rule.of else {})}
            address = reverse(name, kwargs=kwargs)
            if not address.startswith(ELSEWHERE):
                yield address, dict(rule.query)
    for name, of in BESIDES:
        yield reverse(name, args=[story.records[of]]), {}


def text_of(answer: Any) -> str:
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if body[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(body)) as book:
            body = b"".join(book.read(name) for name in book.namelist())
    return str(body.decode("utf-8", "replace"))


def read_by(who: str, story: Story) -> set[str]:
    """The words that this reader comes upon at every address, and in every list as each kind of file."""
    client, found = browser(story.readers[who]), set()
    for address, query in addresses(story, who):
        answer = client.get(address, query)
        found |= found_in(text_of(answer))
        if answer.status_code == 200 and answer.templates and answer.templates[0].name == "register/list.html":
            for kind in FORMATS:
                found |= found_in(text_of(client.get(address, query | {"export": kind})))
    return found
