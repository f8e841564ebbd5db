"""A word of its own in each field that not everybody may read: it appears where the rule says, and nowhere else."""

import io
import logging
import re
import zipfile
from base64 import b64decode
from collections.abc import Iterable, Iterator
from typing import Any

import pytest
import redis
from django.contrib import admin
from django.contrib.sessions.models import Session
from django.core.mail import EmailMessage
from django.db import connection
from django.db.models import Value
from django.db.models.functions import Concat
from django.test import Client
from django.urls import reverse

from people.models import User
from people.roles import Role
from tests.access.matrix import RULES
from tests.base import DAY, Cast, user
from tests.canaries import ANSWERS, MEDICAL, PASSPORT, Story, told, word
from tests.test_access_matrix import OURS
from wmp.board.paper import FIGURES
from wmp.board.registers import REGISTERS
from wmp.lib.alerts import mail_waiting
from wmp.lib.outbox import OutboxMessage
from wmp.lib.registers.exports import FORMATS

pytestmark = pytest.mark.django_db

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
MEDICAL_PAGE = "/welfare/passport/medical/"
# Encrypted: in no column of the database.
SEALED = [*MEDICAL, *ANSWERS, "need", "outcome", "access_note", "typed"]
ROLES = frozenset(role.value for role in Role)
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
    for place in ("change", "loads", "people/performance", "people/talent", "people/recruitment", "people/team")
)
# Pages about a list and not of its records: the reader's own columns and saved filters.
FURNITURE = ("-columns", "-saved", "-saved-new", "-saved-change")


@pytest.fixture(autouse=True)
def no_refusal_is_told(caplog: pytest.LogCaptureFixture) -> None:
    """Thousands of them, each with where it was raised, take longer than to ask for the pages."""
    caplog.set_level(logging.ERROR, "django.request")


@pytest.fixture
def story(cast: Cast) -> Story:
    return told(cast)


def browser(account: User) -> Client:
    client = Client(raise_request_exception=True)
    client.force_login(account)
    return client


def found_in(text: str, names: Iterable[str] = WHO_READS) -> set[str]:
    return {name for name in names if word(name) in text} if "qz" in text else set()


def addresses(story: Story, who: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Every address at the records of the access matrix. Of a role's account those that answer it: that the others do
    not is what tests/test_access_matrix.py holds."""
    for name in OURS:
        for rule in () if name.endswith(FURNITURE) else RULES[name]:
            if rule.post or (who in ROLES and who not in rule.allowed):
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


def test_each_word_is_read_by_those_whom_the_rule_names(story: Story) -> None:
    read = {who: read_by(who, story) for who in story.readers}
    assert {name: {who for who, words in read.items() if name in words} for name in WHO_READS} == WHO_READS


def test_a_new_line_manager_reads_nothing_until_it_is_shared_with_them(story: Story) -> None:
    story.passport.shares.unscoped().filter(to=story.readers[MANAGER]).delete()
    assert read_by(MANAGER, story) == {"briefing", "released"}


# --- where nobody looks every day ------------------------------------------------------------------------------------


def leave_in_the_middle(story: Story) -> None:
    client = browser(story.readers[HOLDER])
    token = re.search(r'name="draft_token" value="([^"]+)"', client.get(MEDICAL_PAGE).content.decode())
    assert token
    assert Client().post("/drafts/", {"draft_token": token[1], "diagnosis": word("typed")}).status_code == 204


def rows_with(pattern: str) -> set[str]:
    """The tables of which a row holds it, in whichever column, as text or as bytes."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name FROM information_schema.tables"
            " WHERE table_schema = 'public' AND table_type = 'BASE TABLE'"
        )
        tables = sorted(table for (table,) in cursor.fetchall())
        return {table for table in tables if _stands_in(cursor, table, pattern)}


def _stands_in(cursor: Any, table: str, pattern: str) -> bool:
    hexed = "|".join(each.encode().hex() for each in pattern.split("|"))
    cursor.execute(f'SELECT EXISTS (SELECT FROM "{table}" t WHERE t::text ~ %s)', [f"{pattern}|{hexed}"])
    return bool(cursor.fetchone()[0])


def test_no_word_is_in_a_mail(story: Story, mailoutbox: list[EmailMessage]) -> None:
    User.objects.update(email=Concat("username", Value("@example.com")))
    assert mail_waiting() > 20 and len(mailoutbox) > 20
    assert not found_in("".join(str(each.message()) for each in mailoutbox))


def test_telling_and_reading_leave_no_word_behind(cast: Cast, caplog: pytest.LogCaptureFixture) -> None:
    """Neither in logs nor in alerts, jobs, drafts, sessions or the log of readings; what is sealed, in no table."""
    caplog.set_level(logging.DEBUG)
    caplog.set_level(logging.DEBUG, "django.request")
    logging.getLogger("wmp.canary").debug("heard")
    story = told(cast)
    for who in (HOLDER, RA, RECIPIENT):
        read_by(who, story)
    leave_in_the_middle(story)
    assert "heard" in caplog.text and "Not Found" in caplog.text
    assert not found_in(caplog.text, [*WHO_READS, "typed"])
    assert rows_with("|".join(map(word, SEALED))) == set()
    others = {table for table in rows_with("zq[a-z]+qz") if not table.startswith("welfare_")}
    assert others == set()
    assert {"welfare_comment", "welfare_passportevent"} <= rows_with(f"{word('comment')}|{word('impact')}")
    for session in Session.objects.all():
        assert not found_in(str(session.get_decoded()))


@pytest.mark.django_db(transaction=True)
def test_no_word_is_in_the_broker(broker: redis.Redis, cast: Cast) -> None:
    told(cast)
    assert (sent := broker_texts(broker))
    assert not found_in("".join(sent))
    arguments = OutboxMessage.objects.values_list("arguments", flat=True)
    assert arguments and not found_in(str(list(arguments)))


def broker_texts(broker: redis.Redis) -> list[str]:
    """Every key with all that stands under it; the bodies of messages as the worker reads them."""
    texts: list[str] = []
    for key in broker.scan_iter():
        kind: Any = broker.type(key)
        held: Any = {
            b"string": lambda key: [broker.get(key)],
            b"list": lambda key: broker.lrange(key, 0, -1),
            b"hash": lambda key: [*broker.hgetall(key), *broker.hgetall(key).values()],
            b"set": broker.smembers,
            b"zset": lambda key: broker.zrange(key, 0, -1),
        }[kind](key)
        for raw in [key, *held]:
            text = raw.decode("utf-8", "replace")
            texts += [text, *(b64decode(body).decode() for body in re.findall(r'"body": "([^"]+)"', text))]
    return texts


def test_searching_for_a_word_finds_only_adjustments(story: Story) -> None:
    everything = user("everything", *Role)
    found = {
        (name, register.slug)
        for register in REGISTERS
        for name in WHO_READS
        if register.searched(register.visible_to(everything), word(name)).exists()
    }
    assert {slug for _, slug in found} <= {"adjustments", "adjustments-board", "posting-constraints"}
    for who in ("colleague", "former manager", "not any more", *TEAM):
        reader = story.readers[who]
        for register in (each for each in REGISTERS if each.slug in {slug for _, slug in found}):
            seen = register.visible_to(reader)
            assert not [name for name, _ in found if register.searched(seen, word(name)).exists()], who


@pytest.mark.parametrize("who", [Role.ADMINISTRATOR.value, "superuser"])
def test_the_administration_tells_nothing(who: str, story: Story) -> None:
    client = browser(story.readers[who])
    for model in admin.site._registry:
        base = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        some = model._default_manager.first()
        pages = [reverse(f"{base}_changelist")]
        pages += [reverse(f"{base}_{page}", args=[some.pk]) for page in ("change", "history", "delete")] if some else []
        for page in pages:
            assert not found_in(text_of(client.get(page, follow=True))), page


@pytest.mark.parametrize("page", FURNITURE)
def test_what_a_reader_keeps_of_a_list_tells_nothing(page: str, story: Story) -> None:
    client = browser(user("everything", *Role))
    for name in (each for each in OURS if each.endswith(page)):
        for rule in RULES[name]:
            kwargs = {"pk": story.records[rule.of]} if rule.of else {}
            assert not found_in(text_of(client.get(reverse(name, kwargs=kwargs)))), name


def test_figures_tell_nothing(story: Story) -> None:
    for key, figure in FIGURES.items():
        assert not found_in(str(figure.table(DAY).compute().to_json())), key
