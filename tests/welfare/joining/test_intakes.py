"""The form to a whole intake, and the page of each joining date."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from people.roles import Role
from tests.base import Cast
from tests.welfare.joining.made import form_sent, key_of, notice_of, returned
from tests.welfare.made import MONDAY, on
from welfare.joining import intakes, links
from welfare.joining.dyslexia import DyslexiaReferral, FormLink

pytestmark = pytest.mark.django_db
LINES = "Name, Email\nDana Dunn, dana@example.com, 2022-05-16\nEzra East\tezra@example.com\t16/5/2022\n"


@pytest.fixture
def officer(cast: Cast, client: Client) -> Client:
    client.force_login(cast.of(Role.RA_OFFICER))
    return client


def sent(client: Client, lines: str = "", **fields: object) -> str:
    with on(MONDAY):
        answer = client.post(reverse("welfare:intakes-send"), {"lines": lines, "intake": "May", **fields}, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_line_for_each_person(officer: Client) -> None:
    assert "The form goes to 2 people." in sent(officer, LINES)
    found = DyslexiaReferral.objects.unscoped().order_by("name")
    assert [(each.name, each.email, str(each.joining_on)) for each in found] == [
        ("Dana Dunn", "dana@example.com", "2022-05-16"),
        ("Ezra East", "ezra@example.com", "2022-05-16"),
    ]
    assert FormLink.objects.unscoped().count() == 2


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("Dana Dunn", "Line 2: give a name"),
        ("Dana Dunn, dana at example, 2022-05-16", "Line 2: “dana at example” is not an e-mail address"),
        ("Dana Dunn, dana@example.com, soon", "Line 2: “soon” is not a date"),
        ("Dana Dunn, dana@example.com, 2022-02-30", "Line 2: “2022-02-30” is not a date"),
        ("Dana Dunn, dana@example.com", "Line 2: give a joining date"),
        ("Dana Dunn, dana@example.com, 2022-04-01", "Line 2: the joining date must be today or later"),
        ("Dana Dunn, OK@example.com, 2022-05-16", "Line 2: this e-mail address stands in line 1 already"),
    ],
)
def test_what_is_wrong_is_said_by_line_and_nothing_goes(officer: Client, line: str, said: str) -> None:
    page = sent(officer, f"Olu Kay, ok@example.com, 2022-05-16\n{line}")
    assert said in page and "Olu Kay, ok@example.com, 2022-05-16" in page
    assert not DyslexiaReferral.objects.unscoped().exists()


def test_who_was_sent_a_form_before_is_said_by_line_and_nothing_goes(officer: Client, cast: Cast) -> None:
    with on(MONDAY):
        links.answer(key_of(form_sent(cast.of(Role.RA_OFFICER))), wants=False, told={})
    page = sent(officer, LINES)
    assert "Line 2, dana@example.com: A form has been sent to this address already." in page
    assert DyslexiaReferral.objects.unscoped().count() == 1 and "Ezra East" in page


def test_a_file_stands_in_the_box_when_something_is_wrong(officer: Client) -> None:
    file = SimpleUploadedFile("intake.csv", b"\xef\xbb\xbfZo\xc3\xab Zed,zoe at example,2022-05-16\n")
    page = sent(officer, file=file)
    assert "Zoë Zed,zoe at example,2022-05-16" in page and "Line 1:" in page


def test_nothing_at_all_asks_for_people(officer: Client) -> None:
    assert "Enter the people, or choose a file" in sent(officer)


def test_a_joining_date_lists_what_came_and_nobody_who_declined_or_did_not_answer(officer: Client, cast: Cast) -> None:
    ra = cast.of(Role.RA_OFFICER)
    with on(MONDAY):
        notice_of(ra)
        returned(ra)
        form_sent(ra, name="Silent Sam")
        links.answer(key_of(form_sent(ra, name="Declining Dee")), wants=False, told={})
        page = officer.get(reverse("welfare:intakes")).content.decode()
        assert "16 May 2022" in page and "Nia North" in page and "Dana Dunn" in page
        assert "1 notice; 3 forms sent; 1 returned; 0 without a risk assessment in time" in page
        for address in ("welfare:intakes", "home", "welfare:ra-desk", "welfare:diary"):
            asked = officer.get(reverse(address)).content.decode()
            assert "Silent Sam" not in asked and "Declining Dee" not in asked


def test_all_are_counted_though_the_first_are_listed(
    officer: Client, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of each date by itself, so that those who join first leave room for the others."""
    monkeypatch.setattr(intakes, "MOST", 2)
    ra = cast.of(Role.RA_OFFICER)
    with on(MONDAY):
        for joining_on in (date(2022, 4, 11), date(2022, 5, 16)):
            for number in range(3):
                returned(ra, name=f"Dana {number}", email=f"{joining_on}{number}@example.com", joining_on=joining_on)
                notice_of(ra, name=f"Nia {number}", joining_on=joining_on)
        first, second = intakes.intakes_of(ra)
        page = officer.get(reverse("welfare:intakes")).content.decode()
    assert first.counts == "3 notices; 3 forms sent; 3 returned; 3 without a risk assessment in time"
    assert second.counts == "3 notices; 3 forms sent; 3 returned; 0 without a risk assessment in time"
    assert [len(kind["lines"]) for kind in first.kinds + second.kinds] == [2, 2, 2, 2, 2]
    assert "And 1 more, whom the register lists" in page


def test_no_filter_finds_those_who_declined(officer: Client) -> None:
    assert officer.get(reverse("welfare:dyslexia-referrals-list"), {"status": "declined"}).status_code == 400
