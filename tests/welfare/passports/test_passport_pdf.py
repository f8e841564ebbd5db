"""A holder takes their passport with them as a PDF, and decides whether medical detail is in it. Nobody else can."""

import io
import re
from typing import Any

import pypdf
import pytest
from django.test import Client
from django.urls import reverse

from people.models import User
from people.roles import Role
from tests.base import Cast
from tests.welfare.passports import made
from welfare.passports import handling
from welfare.passports.choices import Purpose
from wmp.lib.audit import ReadLog

pytestmark = pytest.mark.django_db

PDF = "welfare:passport-pdf"
HOSTILE = '#panic("no") $x$ *bold* <label> @ref \\ = heading'


def asked(of: User, **ticks: str) -> Any:
    client = Client()
    client.force_login(of)
    return client.post(reverse(PDF), ticks)


def document(answer: Any) -> pypdf.PdfReader:
    assert answer.status_code == 200 and answer["Content-Type"] == "application/pdf"
    return pypdf.PdfReader(io.BytesIO(answer.content))


def words(answer: Any) -> str:
    """All that is printed, without spaces."""
    return re.sub(r"[\s\u200b]+", "", "".join(page.extract_text() for page in document(answer).pages))


def readings(of: User) -> list[tuple[str, str]]:
    found = ReadLog.objects.visible_to(of).filter(reader=of, action="downloaded").order_by("pk")
    return [(each.kind, each.action) for each in found]


def test_it_holds_the_passport_as_it_stands_and_says_which_version(cast: Cast) -> None:
    passport = made.in_place(made.passport_of(cast.bob, impact="White screens blur"))
    handling.review(passport, by=cast.of(Role.RA_OFFICER), on=passport.since, outcome="goes on", notes="All well")
    said = words(asked(cast.bob))
    for text in ("BobBaker", "Whitescreensblur", "Screenfilter", "Allwell", "Version3"):
        assert text in said, text


def test_what_has_changed_since_the_last_version_is_said(cast: Cast) -> None:
    assert "Versiondraft" in words(asked_of_draft := asked(made.holder_of(made.passport_of(cast.bob))))
    passport = made.stored(made.passport_of(cast.charlie))
    made.sent(passport).take_back(by=cast.charlie)
    made.adjustment(passport, "Lamp")
    assert "Version1,withchangessince" in words(asked(cast.charlie))
    assert document(asked_of_draft).metadata


@pytest.mark.parametrize("ticked", [True, False])
def test_medical_detail_is_in_it_only_where_it_is_ticked(ticked: bool, cast: Cast) -> None:
    made.medical(made.passport_of(cast.bob), diagnosis="Narcolepsy", treatment="Modafinil")
    said = words(answer := asked(cast.bob, **({"medical": "on"} if ticked else {})))
    assert ("Narcolepsy" in said and "Modafinil" in said) is ticked
    # Nor anywhere else in the file: its metadata and structure are not squeezed.
    assert (b"Narcolepsy" in answer.content) is False
    kinds = [kind for kind, _ in readings(cast.bob)]
    assert kinds == ["welfare.Passport", *(["welfare.MedicalDetail"] if ticked else [])]


def test_sharing_is_in_it_only_where_it_is_ticked(cast: Cast) -> None:
    made.sent(made.passport_of(cast.bob))
    version = made.stored(cast.bob.person.passports.visible_to(cast.bob).get()).versions.visible_to(cast.bob).first()
    handling.share(version, by=cast.bob, to=cast.charlie, purpose=Purpose.POSTING)
    assert "charlie" not in words(asked(cast.bob))
    assert "8Sharing" in words(answer := asked(cast.bob, sharing="on")) and "charlie" in words(answer)


def test_hostile_text_is_printed_as_it_is(cast: Cast) -> None:
    passport = made.passport_of(cast.bob, asks=(HOSTILE,), impact=HOSTILE)
    made.medical(passport, diagnosis=HOSTILE)
    assert words(asked(cast.bob, medical="on")).count(re.sub(r"\s", "", HOSTILE)) == 3


def test_it_is_tagged_and_given_out_as_a_file_that_no_browser_keeps(cast: Cast) -> None:
    passport = made.passport_of(cast.bob)
    answer = asked(cast.bob)
    root: Any = document(answer).trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert answer["Content-Disposition"] == f'attachment; filename="passport-P{passport.pk}.pdf"'
    assert answer["Cache-Control"] == "private, no-store"


def test_it_is_the_holder_s_alone(cast: Cast) -> None:
    made.with_manager(made.passport_of(cast.bob))
    for reader in (cast.alice, cast.charlie, cast.of(Role.RA_OFFICER)):
        assert asked(reader).status_code == 404
        assert readings(reader) == []


def test_the_page_asks_about_medical_detail_only_where_there_is_some(
    cast: Cast, client: Client, django_assert_num_queries: Any
) -> None:
    passport = made.passport_of(cast.bob)
    client.force_login(cast.bob)
    assert 'name="medical"' not in client.get(reverse(PDF)).content.decode()
    made.medical(passport)
    with django_assert_num_queries(8):  # two are the savepoint of the request
        page = client.get(reverse(PDF)).content.decode()
    assert 'name="medical"' in page and "checked" not in page and "Dyslexia" not in page
    assert readings(cast.bob) == []
