"""Where nobody looks every day: no canary is left in logs, tables, drafts, sessions or messages of the broker.

Apart from tests/test_canaries.py, whose story is told once for all tests: here the telling itself is listened to.
"""

import logging
import re
from base64 import b64decode
from typing import Any

import pytest
import redis
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client

from tests.base import Cast
from tests.canaries import ANSWERS, MEDICAL, Story, told, word
from tests.canaries_read import HOLDER, RA, RECIPIENT, WHO_READS, browser, found_in, read_by
from wmp.lib.outbox import OutboxMessage

MEDICAL_PAGE = "/welfare/passport/medical/"
# Encrypted: in no column of the database.
SEALED = [*MEDICAL, *ANSWERS, "need", "outcome", "access_note", "typed"]


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
